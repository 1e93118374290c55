"""Passage: a slice of the document, its text, its fingerprint."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TypeAlias

from edition.context import Context, context
from edition.document import TEI, XML_ID, Document, Element
from edition.fingerprint import Fingerprints, fingerprints
from edition.locator import Locator, place, unit
from edition.preparation import REFERENCE, prepare
from edition.project import Missing, Project
from edition.reference.point import Point
from edition.reference.unit import Found, Unit, extent
from edition.register import headword
from edition.serialization import PlainText, plain_text
from edition.skeleton import skeleton
from edition.slice import bare, inserted, sliced
from edition.stylesheet import load

__all__ = ["Index", "Passage", "loose_text"]

_APART = frozenset({"note", "person", "org", "place", "event"})
_BEGIN, _END = "~~begin", "~~end"
_MILESTONES = frozenset(f"{{{TEI}}}{name}" for name in "pb lb cb gb milestone anchor".split())
_PARTS = frozenset({"text", "standOff"})
_SPEECHES = frozenset({"said", "q", "sp"})


Reach: TypeAlias = tuple[Point, Point]


class Passage:
    """A passage from the beginning of `start` to the end of `end`, both named by references.

    Where both are empty, it is the whole document. What begins or ends elsewhere than an element
    that the page can show has a `reach` of its own, from one point to another, and the `name` that
    led to it; `start` and `end` are then what the page shows of it.
    """

    def __init__(
        self, index: "Index", start: str, end: str, name: str = "", reach: Reach | None = None
    ) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.name = name
        self.reach = reach

    @property
    def document(self) -> Document:
        """The document that the passage is of."""
        return self.index.document

    @property
    def ref(self) -> str:
        """The reference within the document: `q4`, or `q1..q3`; of a whole document, nothing."""
        return self.name or (self.start if self.start == self.end else f"{self.start}..{self.end}")

    @property
    def element(self) -> Element:
        """The element that the passage begins with."""
        if self.reach is not None:
            return self.reach[0].element
        return self.index.elements[self.start] if self.start else self.document.root

    @property
    def extent(self) -> Reach:
        """The points that the passage begins and ends at."""
        if self.reach is not None:
            return self.reach
        last = self.index.elements[self.end] if self.end else self.document.root
        return Point(self.element, "start"), Point(last, "end")

    @property
    def unit(self) -> str:
        """What the passage is: paragraph, speech, line …; of a range, what it begins with."""
        return unit(self.element)

    def text(self, profile: str = "reading") -> str:
        """Return the passage's text, without note calls and notes."""
        if self.reach is not None:
            found = self.index.text_between(*self.reach, profile)
            return found or (loose_text(self.element) if self.start == self.end else "")
        if self.start == self.end and self.start:
            alone = self.index.text_alone(self.start, profile)
            if alone is not None:
                return alone or loose_text(self.element)
        whole = self.index.text(profile)
        found = whole.between(self.start, self.end)
        if not found and self.element.find(f".//{{{TEI}}}text") is not None:
            return whole.text
        return found or loose_text(self.element)

    @cached_property
    def context(self) -> Context:
        """What stood around the passage, and is lost where it is cut out."""
        return context(self.document, self.element)

    def slice(self) -> Element:
        """Return the nearest element around the passage, cut at both ends, without ids."""
        return bare(sliced(*self.extent))

    def rendered(self, profile: str = "reading") -> Element:
        """Return the passage as it stands on its page, cut out of that.

        Raises KeyError where the page does not show one of its ends.
        """
        page = self.index.page(profile)
        shown = {element.get("id"): element for element in page.iter("*")}
        return sliced(Point(shown[self.start], "start"), Point(shown[self.end], "end"))

    def fingerprints(self, profile: str = "reading") -> Fingerprints:
        """Return the fingerprints of the passage's text; profiles are never compared."""
        return fingerprints(self.text(profile), profile)

    @property
    def who(self) -> str | None:
        """Who speaks, as pointers: of a range only if it is all one voice's."""
        return self._of_speech("who")

    @property
    def to_whom(self) -> str | None:
        """Whom the speech addresses, as pointers; of a range only if it is the same for all."""
        return self._of_speech("toWhom")

    @property
    def reporters(self) -> tuple[str, ...]:
        """Through whom the speech is reported, as pointers, the outermost first."""
        speech = self._speech()
        if speech is None:
            return ()
        around = (outer.get("who") for outer in speech.iterancestors(f"{{{TEI}}}said"))
        return tuple(who for who in around if who and who != speech.get("who"))[::-1]

    def _speech(self) -> Element | None:
        element = self.element
        return next(
            (
                around
                for around in (element, *element.iterancestors())
                if around.get("who") and _local(around) in _SPEECHES
            ),
            None,
        )

    def _of_speech(self, attribute: str) -> str | None:
        speech = self._speech()
        if speech is None:
            return None
        if self.start == self.end:
            return speech.get(attribute)
        said = {outer.get(attribute) for outer in self.index.voices(self.start, self.end)}
        return said.pop() if len(said) == 1 else None

    @cached_property
    def locator(self) -> Locator:
        """The place in words of a citation, from the units that the edition itself numbers."""
        ends = [self.index.elements.get(ref, self.index.root) for ref in (self.start, self.end)]
        first, last = map(place, ends)
        if first == last or first.label != last.label:
            return first
        return Locator(first.label, f"{first.value}–{last.value}")


class Index:
    """A prepared document with its passages: every reference, its element, its text."""

    def __init__(self, document: Document, project: Project) -> None:
        self.document = document
        self.project = project
        self.root = prepare(document, project)

    @cached_property
    def elements(self) -> dict[str, Element]:
        """Every reference of text and standOff with its element, in document order."""
        found: dict[str, Element] = {}
        for name, element in self.bearers():
            found.setdefault(name, element)
        return found

    def bearers(self) -> Iterator[tuple[str, Element]]:
        """Yield every reference of text and standOff with an element, in document order."""
        for part in self.root.iter(f"{{{TEI}}}text", f"{{{TEI}}}standOff"):
            is_register = part.get("type") == "e-register"  # its entries are other documents'
            if not is_register and not any(_local(a) in _PARTS for a in part.iterancestors()):
                for element in part.iter(f"{{{TEI}}}*"):
                    name = element.get(XML_ID) or element.get(REFERENCE)
                    if name:
                        yield name, element

    def passage_of(self, first: Found, last: Found) -> Passage:
        """Return the passage from the beginning of one thing that was found to the end of another.

        Where the page can show both, it is named by them, else by what stands around them.
        """
        begin, end = extent(first)[0], extent(last)[1]
        start = self._anchor(begin.element, is_around=False)
        stop = self._anchor(end.element, is_around=False)
        names = [found.ref if isinstance(found, Unit) else "" for found in (first, last)]
        name = "..".join(dict.fromkeys(names)) if all(names) else ""
        if start and stop and (begin.side, end.side) == ("start", "end"):
            is_listed = all(isinstance(found, Unit) and found.tree for found in (first, last))
            return Passage(self, start, stop, name if is_listed else "")
        start = start or self._anchor(begin.element)
        return Passage(self, start, start, name, (begin, end))

    def _anchor(self, element: Element, *, is_around: bool = True) -> str:
        """Return the reference of an element in the page, or of the nearest around it."""
        for each in (element, *(element.iterancestors() if is_around else ())):
            name = _name(each)
            if name in self.elements:
                return name
        return ""

    def is_in_text(self, ref: str) -> bool:
        """Whether a reference names something in the text, not a note or entry in standOff."""
        element = self.elements[ref]
        return any(_local(around) == "text" for around in (element, *element.iterancestors()))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.elements)}

    @cached_property
    def _texts(self) -> dict[str, PlainText]:
        return {}

    def text(self, profile: str) -> PlainText:
        """Return the whole text of a profile, without notes, with the place of every passage."""
        if profile not in self._texts:
            self._texts[profile] = self._folded(profile)
        return self._texts[profile]

    def text_between(self, begin: Point, end: Point, profile: str) -> str:
        """Return the text between two points; the whole is folded, so that borders are its own."""
        whole = self.text(profile)
        first, last = _name(begin.element), _name(end.element)
        if begin.side == "start" and first in whole.spans and last in whole.spans:
            begun, ended = whole.spans[first][0], whole.spans[last]
            if end.side == "end":
                return whole.text[begun : ended[1]]
            if end.side == "start" and end.element.tag in _MILESTONES:
                return whole.text[begun : ended[1]]
        with inserted(begin, end, (_anchor(begin, _BEGIN), _anchor(end, _END))):
            marked = self._folded(profile)
        if _BEGIN not in marked.spans or _END not in marked.spans:
            return ""
        return marked.text[marked.spans[_BEGIN][0] : marked.spans[_END][1]]

    def text_alone(self, name: str, profile: str) -> str | None:
        """Return the text of one element, made of a skeleton; None where the whole is needed.

        So it is from the second element on: to make the whole once is then the shorter way.
        """
        known = self._alone.setdefault(profile, {})
        if name not in known:
            if profile in self._texts or known or len(self.project.sheet_folders) > 1:
                return None
            root = skeleton(self.elements[name])
            known[name] = None if root is None else self._folded(profile, root).between(name, name)
        return known[name]

    @cached_property
    def _alone(self) -> dict[str, dict[str, str | None]]:
        return {}

    def _folded(self, profile: str, root: Element | None = None) -> PlainText:
        sheet = load(self.project.sheet_folders, "text.xsl")
        given = {"profile": profile, "notes": "no"}
        return plain_text(sheet(self.root if root is None else root, given))

    @lru_cache(maxsize=2)  # noqa: B019  (an index lives as long as its command)
    def page(self, profile: str) -> Element:
        """Return the document's page as a tree."""
        return load(self.project.sheet_folders, "html.xsl")(self.root, {"profile": profile})

    @cached_property
    def is_complete(self) -> bool:
        """Whether `text` leaves nothing out: no notes, no apparatus, no sheet of the project's."""
        tags = (f"{{{TEI}}}note", f"{{{TEI}}}app")
        left_out = (next(text.iter(*tags), None) for text in self.root.iter(f"{{{TEI}}}text"))
        return len(self.project.sheet_folders) == 1 and all(found is None for found in left_out)

    def passage(self, start: str, end: str | None = None) -> Passage | None:
        """Return a passage by its references; None if one is unknown or they are reversed."""
        last = start if end is None else end
        if start not in self.elements or last not in self.elements:
            return None
        if self._order[last] < self._order[start]:
            return None
        return Passage(self, start, last)

    def voices(self, start: str, end: str) -> Iterator[Element]:
        """Yield the speeches that begin from `start` to `end`, not those reported within them."""
        for name, number in self._order.items():
            if self._order[start] <= number <= self._order[end]:
                element = self.elements[name]
                nested = any(_local(around) in _SPEECHES for around in element.iterancestors())
                if _local(element) in _SPEECHES and not nested:
                    yield element

    def resolve(self, pointer: str) -> Element | None:
        """Return the register entry that a pointer of the text means, if it can be reached."""
        target = self.project.target(pointer, self.document)
        return None if target is None or isinstance(target, Missing) else target

    def names(self, pointers: str | None) -> tuple[str, ...]:
        """Return the headwords of what pointers mean; an unknown pointer stands for itself."""
        found = []
        for pointer in (pointers or "").split():
            entry = self.resolve(pointer)
            found.append(headword(entry) if entry is not None else pointer)
        return tuple(found)


def loose_text(element: Element) -> str:
    """Return the words of what the text does not hold: a note, an entry of a register."""
    around = {_local(each) for each in (element, *element.iterancestors())}
    if "text" in around and not around & _APART:
        return ""
    return " ".join("".join(map(str, element.itertext())).split())


def _name(element: Element) -> str:
    return str(element.get(XML_ID) or element.get(REFERENCE) or "")


def _anchor(point: Point, name: str) -> Element:
    return point.element.makeelement(f"{{{TEI}}}anchor", {REFERENCE: name}, None)


def _local(element: Element) -> str:
    return str(element.tag)[len(TEI) + 2 :]
