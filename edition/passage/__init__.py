"""Passage: a slice of the document, its text, its fingerprint."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Self

from edition.document import TEI, XML_ID, Document
from edition.fingerprint import Fingerprints, fingerprints
from edition.passage.context import Context, context
from edition.passage.designation import Designations, anchor, name
from edition.passage.locator import Locator, place, spanned, unit
from edition.passage.voice import reporters, voice
from edition.project import Project
from edition.reference.point import Point, holder
from edition.reference.unit import Found, Unit, ends, extent
from edition.tei.derivation import INLINES
from edition.tei.register import headword
from edition.tei.target import Missing, reached
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element
    from edition.stylesheet.plaintext import PlainText
    from edition.text import Text

__all__ = ["Extent", "Index", "Known", "Passage", "is_doubtful"]

_TEXT = f"{{{TEI}}}text"
_PARTS = (_TEXT, f"{{{TEI}}}standOff")
_REGISTER = "e-register"


Extent = tuple[Point, Point]
"""The points that a passage reaches from and to."""


class Known(Value):
    """What may be known of a passage without its document's tree: see the properties of Passage.

    `texts` are those of profiles, `note` what was kept of the header for whoever cites it, or
    nothing; `front` is a document with no more than the header.
    """

    texts: dict[str, str]
    note: str
    front: Document
    context: Context
    locator: Locator
    unit: str
    who: str | None
    to_whom: str | None
    reporters: tuple[str, ...]
    is_doubtful: bool


class Passage:
    """A passage from one point of a document to another.

    `start` and `end` are the references of the elements by which a page shows it, and empty for a
    whole document; what begins or ends elsewhere than these is not `is_anchored`. `names` is what
    people call the first and the last of it, by the text's own system of references if it has one.
    Of mere words, `around` is the passage that they stand in: by that they are cited and verified.
    """

    def __init__(
        self,
        index: "Index",
        extent: Extent | Callable[[], Extent],
        anchors: tuple[str, str] = ("", ""),
        names: tuple[str, str] = ("", ""),
        *,
        is_anchored: bool = True,
    ) -> None:
        self.index = index
        self._extent = extent
        self.start, self.end = anchors
        self.names = names
        self.is_anchored = is_anchored
        self.around: Passage | None = None
        self.texts: dict[str, str] = {}
        self.note = ""

    @classmethod
    def recalled(
        cls,
        index: "Index",
        find: Callable[[], Extent],
        anchors: tuple[str, str],
        names: tuple[str, str],
        known: Known,
    ) -> Self:
        """Return a passage of which all is known that a citation says; the rest has to be found."""
        passage = cls(index, find, anchors, names)
        vars(passage).update(known.fields())
        return passage

    @cached_property
    def extent(self) -> Extent:
        """The points that it reaches from and to."""
        return self._extent() if callable(self._extent) else self._extent

    @property
    def document(self) -> Document:
        """The document that the passage is of."""
        return self.index.document

    @cached_property
    def front(self) -> Document:
        """A document with the header of the passage's own, which says what a citation does."""
        return self.document

    @property
    def ref(self) -> str:
        """The reference within the document: `q4`, or `q1..q3`; of a whole document, nothing."""
        return "..".join(dict.fromkeys(filter(None, self.names)))

    @property
    def element(self) -> "Element":
        """The element that the passage begins with, or, of mere words, in."""
        return holder(self.extent[0])

    @cached_property
    def unit(self) -> str:
        """What the passage is: paragraph, speech, line …; of a range, what it begins with."""
        return unit(self.element) if self.around is None else self.around.unit

    def text(self, profile: str = "reading") -> str:
        """Return the passage's text, without note calls and notes."""
        if profile not in self.texts:
            self.texts[profile] = self._text(profile)
        return self.texts[profile]

    def _text(self, profile: str) -> str:
        from edition.text import loose_text

        of = self.index.profile(profile)
        if not self.is_anchored:
            return of.between(*self.extent) or loose_text(self.element)
        if self.start == self.end:
            found = of.of(self.element, self.start) if self.start else ""
        else:
            first, last = (point.element for point in self.extent)
            found = of.through(first, last, self.start, self.end) or of.between(*self.extent)
        if not found and self.element.find(f".//{_TEXT}") is not None:
            return of.whole.text
        return found or loose_text(self.element)

    @cached_property
    def context(self) -> Context:
        """What stood around the passage, and is lost where it is cut out."""
        return context(self.document, self.element)

    def slice(self) -> "Element":
        """Return the nearest element around the passage, cut at both ends, without ids."""
        from edition.passage.slice import bare, sliced

        return bare(sliced(*self.extent))

    def rendered(self, profile: str = "reading") -> "Element":
        """Return the passage as it stands on its page, cut out of that.

        Raises KeyError where the page does not show one of its ends.
        """
        from edition.passage.slice import sliced

        page = self.index.page(profile)
        shown = {element.get("id"): element for element in page.iter("*")}
        return sliced(Point(shown[self.start], "start"), Point(shown[self.end], "end"))

    def fingerprints(self, profile: str = "reading") -> Fingerprints:
        """Return the fingerprints of the passage's text; profiles are never compared."""
        return fingerprints(self.text(profile), profile)

    @cached_property
    def who(self) -> str | None:
        """Who speaks, as pointers: of a range only if it is all one voice's."""
        return voice(self.document, *self.extent, "who")

    @cached_property
    def to_whom(self) -> str | None:
        """Whom the speech addresses, as pointers; of a range only if it is the same for all."""
        return voice(self.document, *self.extent, "toWhom")

    @cached_property
    def reporters(self) -> tuple[str, ...]:
        """Through whom the speech is reported, as pointers, the outermost first."""
        return reporters(self.element)

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether the encoding is not sure of what it says."""
        return is_doubtful(self.element)

    @cached_property
    def locator(self) -> Locator:
        """The place in words of a citation, by what the edition itself numbers."""
        if self.around is not None:
            return self.around.locator
        return spanned(*(place(point.element, self._printed) for point in self.extent))

    def _printed(self, element: "Element") -> str:
        ends = zip(self.extent, self.names, strict=True)
        named = (name for point, name in ends if self.is_anchored and point.element is element)
        return self.index.designations.printed(element, next(named, ""))


def _cited(element: "Element") -> "Element | None":
    """Return the nearest element that is cited; an inline one is only if it has an id."""
    around = (element, *element.iterancestors())
    return next((each for each in around if anchor(each) and not _is_mere_inline(each)), None)


def _is_mere_inline(element: "Element") -> bool:
    return element.get(XML_ID) is None and str(element.tag).rpartition("}")[2] in INLINES


def is_doubtful(element: "Element") -> bool:
    """Whether the encoding is not sure of what it says of an element."""
    return element.get("cert") in {"low", "medium"}


class Index:
    """A document with its passages: every reference, its element, its text.

    It is prepared when somebody first asks for its `root`, as whoever makes a page does.
    """

    def __init__(self, document: Document, project: Project) -> None:
        self.document = document
        self.project = project
        self.called: dict[str, str] = {}
        """What pointers mean, as far as it is known beforehand."""
        self._texts: dict[str, Text] = {}
        self._pages: dict[str, Element] = {}

    @cached_property
    def root(self) -> "Element":
        """The root of the prepared document."""
        from edition.preparation import prepare

        return prepare(self.document, self.project)

    @cached_property
    def elements(self) -> "dict[str, Element]":
        """Every reference of text and standOff with its element, in document order."""
        found: dict[str, Element] = {}
        for part in self.root.iter(*_PARTS):
            if part.get("type") != _REGISTER and next(part.iterancestors(*_PARTS), None) is None:
                for element in part.iter(f"{{{TEI}}}*"):
                    found.setdefault(name(element), element)
        found.pop("", None)
        return found

    def passage_of(self, first: Found, last: Found) -> Passage:
        """Return the passage from the beginning of one thing that was found to the end of another.

        Where the page cannot show both, what stands around the first of them is its anchor.
        """
        reach = extent(first)[0], extent(last)[1]
        found = ends(first)[0], ends(last)[1]
        if any(isinstance(each, Point) for each in found):
            around = self._around(*reach)
            if around is not None:
                anchors = around.start, around.end
                words = Passage(self, reach, anchors, around.names, is_anchored=False)
                words.around = around
                return words
        begin, end = (point.element for point in reach)
        is_anchored = [point.side for point in reach] == ["start", "end"]
        is_anchored = is_anchored and bool(anchor(begin) and anchor(end))
        if not is_anchored:
            above = (begin, *begin.iterancestors())
            begin = end = next((each for each in above if anchor(each)), begin)
        called = [
            each.ref
            if isinstance(each, Unit) and (each.tree or not is_anchored)
            else self.designations.called(element)
            for each, element in zip(found, (begin, end), strict=True)
        ]
        anchors = anchor(begin), anchor(end)
        return Passage(self, reach, anchors, (called[0], called[1]), is_anchored=is_anchored)

    def _around(self, begin: Point, end: Point) -> Passage | None:
        """Return the passage that words stand in: the nearest, or from the first to the last."""
        first, last = _cited(holder(begin)), _cited(holder(end))
        if first is None or last is None:
            return None
        if first in last.iterancestors():
            last = first
        elif last in first.iterancestors():
            first = last
        reach = Point(first, "start"), Point(last, "end")
        names = self.designations.called(first), self.designations.called(last)
        return Passage(self, reach, (anchor(first), anchor(last)), names)

    @cached_property
    def designations(self) -> Designations:
        """What elements are called by the text's own systems of references."""
        return Designations(self.document)

    def passage(self, start: str, end: str | None = None) -> Passage | None:
        """Return a passage by its references; None if one is unknown or they are reversed."""
        last = start if end is None else end
        if start not in self.elements or last not in self.elements:
            return None
        if self._order[last] < self._order[start]:
            return None
        reach = Point(self.elements[start], "start"), Point(self.elements[last], "end")
        return Passage(self, reach, (start, last), (start, last))

    def whole(self) -> Passage:
        """Return the passage that is the whole document."""
        root = self.document.root
        return Passage(self, (Point(root, "start"), Point(root, "end")))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.elements)}

    def text(self, profile: str) -> "PlainText":
        """Return the whole text of a profile, with the place of every passage."""
        return self.profile(profile).whole

    def forget_texts(self) -> None:
        """Let go of the texts, which are as large as the document; they can be made anew."""
        self._texts.clear()

    def profile(self, profile: str) -> "Text":
        """Return the text of a profile, of which no more is made than what is asked for."""
        from edition.text import Text

        if profile not in self._texts:
            self._texts[profile] = Text(self.document, self.project, profile)
        return self._texts[profile]

    def page(self, profile: str) -> "Element":
        """Return the document's page as a tree."""
        from edition.stylesheet import load

        if profile not in self._pages:
            sheet = load(self.project.sheet_folders, "html.xsl")
            self._pages[profile] = sheet(self.root, {"profile": profile})
        return self._pages[profile]

    @cached_property
    def is_complete(self) -> bool:
        """Whether `text` leaves nothing out: no notes, no apparatus, no sheet of the project's."""
        tags = (f"{{{TEI}}}note", f"{{{TEI}}}app")
        left_out = (next(text.iter(*tags), None) for text in self.root.iter(_TEXT))
        return len(self.project.sheet_folders) == 1 and all(found is None for found in left_out)

    def resolve(self, pointer: str) -> "Element | None":
        """Return the register entry that a pointer of the text means, if it can be reached."""
        target = reached(pointer, self.document, self.project)
        return None if target is None or isinstance(target, Missing) else target

    def names(self, pointers: str | None) -> tuple[str, ...]:
        """Return the headwords of what pointers mean; an unknown pointer stands for itself."""
        found = []
        for pointer in (pointers or "").split():
            if pointer not in self.called:
                entry = self.resolve(pointer)
                self.called[pointer] = pointer if entry is None else headword(entry)
            found.append(self.called[pointer])
        return tuple(found)
