"""Block: a paragraph of a manuscript as plain words, with the citations and quotations in it."""

from bisect import bisect_right
from functools import cached_property

from edition.value import Value

__all__ = ["Block", "Mention", "Place", "Source"]


_NEAR = 48


class Place(Value):
    """Where something stands in a manuscript: line and column, or the part that people count.

    `near` are the words before it, by which it is found where nobody sees a number.
    """

    line: int | None = None
    column: int | None = None
    part: str = ""
    near: str = ""


class Mention(Value):
    """A citation as a manuscript has it: a key or an address, from where to where in the words.

    What stands between `start` and `end` are the words of a link; of most citations, nothing.
    """

    start: int
    end: int
    place: Place
    key: str = ""
    address: str = ""


class Source:
    """The text of a manuscript, in which every sign has a line and a column, from 1."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n") + 1
        while at:
            starts.append(at)
            at = self.text.find("\n", at) + 1
        return starts

    def place(self, offset: int) -> Place:
        """Return the place of a sign."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)


class Block:
    """A paragraph, heading, or note: its words are added as they are read.

    With a `source` every sign knows its place in that; without one all stand at `part`. `note` is
    the name of the note that it belongs to, and `calls` are the notes that it calls, each with the
    place in the words.
    """

    def __init__(
        self,
        source: Source | None = None,
        part: str = "",
        *,
        note: str = "",
        is_quotation: bool = False,
    ) -> None:
        self.part = part
        self.note = note
        self.is_quotation = is_quotation
        self.mentions: list[Mention] = []
        self.calls: list[tuple[int, str]] = []
        self.quoted: list[tuple[int, int]] = []
        self._source = source
        self._pieces: list[str] = []
        self._size = 0
        self._offsets: list[int] = []
        self._origins: list[int] = []

    @property
    def size(self) -> int:
        """How many signs the words have so far."""
        return self._size

    @cached_property
    def text(self) -> str:
        """The words, when all are added."""
        return "".join(self._pieces)

    def add(self, words: str, origin: int = 0) -> None:
        """Add words that stand at a place of the source."""
        if words:
            self._offsets.append(self._size)
            self._origins.append(origin)
            self._pieces.append(words)
            self._size += len(words)

    def cite(
        self, origin: int = 0, key: str = "", address: str = "", start: int | None = None
    ) -> None:
        """Add a citation that stands at a place of the source, and ends where the words end now."""
        begun = self._size if start is None else start
        place = self._place_of(origin)
        self.mentions.append(Mention(begun, self._size, place, key, address))

    def place(self, offset: int) -> Place:
        """Return the place of a sign of the words."""
        number = bisect_right(self._offsets, offset) - 1
        if number < 0:
            return self._place_of(self._origins[0] if self._origins else 0)
        return self._place_of(self._origins[number] + offset - self._offsets[number])

    def near(self, place: Place, offset: int) -> Place:
        """Return a place with the words before a sign, where it has neither line nor column."""
        if place.line is not None:
            return place
        words = " ".join(self.text[max(0, offset - _NEAR) : offset].split())
        cut = words.partition(" ")[2] if offset > _NEAR else words
        return place.changed(near=cut or " ".join(self.text[:_NEAR].split()))

    def _place_of(self, origin: int) -> Place:
        if self._source is None:
            return Place(part=self.part)
        return self._source.place(origin)
