"""Passage: a slice of the document, its text, its fingerprint."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Self

from edition.document import TEI, Document
from edition.fingerprint import Fingerprints, fingerprints
from edition.passage.context import Context, context
from edition.passage.locator import Locator, place, spanned, unit
from edition.passage.voice import reporters, voice
from edition.reference.point import Point, holder
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element
    from edition.passage.passages import Passages

__all__ = ["Extent", "Known", "Passage", "is_doubtful"]

_TEXT = f"{{{TEI}}}text"


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
        passages: "Passages",
        extent: Extent | Callable[[], Extent],
        anchors: tuple[str, str] = ("", ""),
        names: tuple[str, str] = ("", ""),
        *,
        is_anchored: bool = True,
    ) -> None:
        self.passages = passages
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
        passages: "Passages",
        find: Callable[[], Extent],
        anchors: tuple[str, str],
        names: tuple[str, str],
        known: Known,
    ) -> Self:
        """Return a passage of which all is known that a citation says; the rest has to be found."""
        passage = cls(passages, find, anchors, names)
        vars(passage).update(known.fields())
        return passage

    @cached_property
    def extent(self) -> Extent:
        """The points that it reaches from and to."""
        return self._extent() if callable(self._extent) else self._extent

    @property
    def document(self) -> Document:
        """The document that the passage is of."""
        return self.passages.document

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

        of = self.passages.profile(profile)
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

        page = self.passages.page(profile)
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
        return self.passages.designations.printed(element, next(named, ""))


def is_doubtful(element: "Element") -> bool:
    """Whether the encoding is not sure of what it says of an element."""
    return element.get("cert") in {"low", "medium"}
