"""Passages: a document with all that can be cited of it."""

from functools import cached_property
from typing import TYPE_CHECKING

from edition.document import TEI, XML_ID, Document
from edition.passage import Passage
from edition.passage.designation import Designations, anchor, name
from edition.project import Project
from edition.reference.point import Point, holder
from edition.reference.unit import Found, Unit, ends, extent
from edition.tei.derivation import INLINES
from edition.tei.register import headword
from edition.tei.target import Missing, reached

if TYPE_CHECKING:
    from edition.document.tree import Element
    from edition.stylesheet.plaintext import PlainText
    from edition.text import Text

__all__ = ["Passages"]

_TEXT = f"{{{TEI}}}text"
_PARTS = (_TEXT, f"{{{TEI}}}sourceDoc", f"{{{TEI}}}standOff")
_REGISTER = "e-register"


class Passages:
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
        """Every reference of texts and standOff with its element, in document order."""
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


def _cited(element: "Element") -> "Element | None":
    """Return the nearest element that is cited; an inline one is only if it has an id."""
    around = (element, *element.iterancestors())
    return next((each for each in around if anchor(each) and not _is_mere_inline(each)), None)


def _is_mere_inline(element: "Element") -> bool:
    return not element.get(XML_ID) and str(element.tag).rpartition("}")[2] in INLINES
