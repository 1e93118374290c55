"""Lines: which byte of a text is at which line and column."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

__all__ = ["Lines", "place_of"]

_BLOCK = 4096
_NEAR = 1024  # lines are counted from nearer, since every place asks for that
_WITHIN = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that no sign begins with."""


def place_of(data: bytes, offset: int) -> tuple[int, int]:
    """Return line and column of the byte `offset` of a UTF-8 text, as expat counts them."""
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return len(before), len(before[-1].decode("utf-8", "replace")) + 1


class Lines:
    """The lines of a UTF-8 text: which byte is at a line and column, and the reverse.

    Both count from 1, columns in code points, lines as expat has them.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a byte."""
        if self._has_returns:
            line = bisect_right(self.starts, offset)
            start = self.starts[line - 1]
        else:  # to count the lines of one block is faster than to divide all
            line, start = self._line(offset)
        if offset - start > _BLOCK:
            return line, self._signs_before(offset) - self._signs_before(start) + 1
        before = self.data[start:offset]
        column = len(before) if before.isascii() else len(before.decode("utf-8", "replace"))
        return line, column + 1

    def _line(self, offset: int) -> tuple[int, int]:
        """Return the line that a byte is in, and where it starts: no more than a block is read."""
        block = offset // _NEAR
        start = self.data.rfind(b"\n", block * _NEAR, offset) + 1
        if not start and self._before[block]:
            last = bisect_left(self._before, self._before[block]) - 1
            start = self.data.rfind(b"\n", last * _NEAR, (last + 1) * _NEAR) + 1
        return self._before[block] + self.data.count(b"\n", block * _NEAR, offset) + 1, start

    def _signs_before(self, offset: int) -> int:
        block = offset // _BLOCK
        return self._signs[block] + _count(self.data[block * _BLOCK : offset])

    @cached_property
    def _signs(self) -> list[int]:
        """How many signs begin before each block of the text: asked for where a line is long."""
        blocks = range(0, len(self.data) + _BLOCK, _BLOCK)
        counts = (_count(self.data[start : start + _BLOCK]) for start in blocks)
        return list(accumulate(counts, initial=0))

    def offset(self, line: int, column: int) -> int:
        """Return the byte at a line and column; of a line that is not there, the last byte."""
        if not 0 < line < len(self.starts):
            return len(self.data)
        start, end = self.starts[line - 1 : line + 1]
        whole = self.data[start:end]
        if whole.isascii():
            return min(start + column - 1, end)
        return start + len(whole.decode("utf-8", "replace")[: column - 1].encode())

    def find(self, line: int | None, column: int | None) -> int | None:
        """Return the byte at a line and column; None where the text has no such place."""
        if line is None or column is None or not 0 < line < len(self.starts):
            return None
        offset = self.offset(line, column)
        return offset if offset < self.starts[line] else None

    @cached_property
    def _has_returns(self) -> bool:
        return b"\r" in self.data

    @cached_property
    def starts(self) -> list[int]:
        """The bytes that lines begin with, and the one behind the last."""
        return list(accumulate(map(len, self.data.splitlines(keepends=True)), initial=0))

    @cached_property
    def _before(self) -> list[int]:
        """How many lines end before each block of the text."""
        ends = range(_NEAR, len(self.data) + _NEAR, _NEAR)
        counts = (self.data.count(b"\n", end - _NEAR, end) for end in ends)
        return list(accumulate(counts, initial=0))


def _count(data: bytes) -> int:
    return len(data.translate(None, _WITHIN))
