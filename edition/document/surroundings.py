"""Surroundings: which elements are open at a place of a document, and where their tags are."""

from bisect import bisect_left
from collections.abc import Iterable
from contextlib import suppress
from itertools import accumulate

from edition.diagnostic import Diagnostic
from edition.value import Value

__all__ = ["Lines", "Open", "surroundings"]

_LAST = True  # expat: nothing follows


class Open(Value):
    """An open element: its name as written, its xml:id, and the byte at which its tag begins."""

    name: str
    id: str
    start: int


class Surroundings(Value):
    """The elements that are open at each byte, the outermost first; one that begins there is last.

    `ends` tells for start tags among these bytes where their end tags begin; for an empty element
    it is where the tag ends.
    """

    open: dict[int, tuple[Open, ...]]
    ends: dict[int, int]


class Lines:
    """The lines of a UTF-8 text, so that places and bytes can be told from one another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        lines = data.splitlines(keepends=True)
        self._starts = list(accumulate(map(len, lines), initial=0))

    def offset(self, line: int | None, column: int | None) -> int | None:
        """Return the byte of a place; None where the text has no such place."""
        if line is None or column is None or not 0 < line < len(self._starts):
            return None
        row = self.data[self._starts[line - 1] : self._starts[line]]
        if not row.isascii():
            column = len(row.decode("utf-8", "replace")[: column - 1].encode()) + 1
        return self._starts[line - 1] + column - 1 if column <= len(row) else None

    def offsets(self, file: str, found: Iterable[Diagnostic]) -> list[int | None]:
        """Return the bytes of findings; None for those of other files or without a place."""
        places = [item.location for item in found]
        return [self.offset(at.line, at.column) if at.file == file else None for at in places]

    def column(self, line: int, offset: int) -> int:
        """Return the column of a byte in its line."""
        before = self.data[self._starts[line - 1] : offset]
        return len(before.decode("utf-8", "replace")) + 1

    def number(self, offset: int) -> int:
        """Return the number of the line that a byte is in."""
        return bisect_left(self._starts, offset + 1)


def surroundings(data: bytes, offsets: Iterable[int]) -> Surroundings:
    """Find the surroundings of some bytes of a well-formed UTF-8 document, in one pass."""
    from pyexpat import ExpatError, ParserCreate

    waiting = sorted(set(offsets), reverse=True)
    wanted = set(waiting)
    path: list[Open] = []
    found: dict[int, tuple[Open, ...]] = {}
    ends: dict[int, int] = {}
    parser = ParserCreate("utf-8")

    def settle(before: int) -> None:
        while waiting and waiting[-1] < before:
            found[waiting.pop()] = tuple(path)

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        settle(at)
        path.append(Open(name, attributes.get("xml:id", ""), at))
        settle(at + 1)

    def end(_name: str) -> None:
        at = parser.CurrentByteIndex
        settle(at)
        opened = path.pop()
        if opened.start in wanted:
            ends[opened.start] = at

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    with suppress(ExpatError):
        parser.Parse(data, _LAST)
    settle(len(data) + 1)
    return Surroundings(found, ends)
