"""Lines: which byte of a text is at which line and column."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

__all__ = ["Lines", "place_of"]

_BLOCK = 1024


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
        if not self._has_returns:  # to count the lines of one block is faster than to divide all
            block = offset // _BLOCK
            start = self.data.rfind(b"\n", 0, offset) + 1
            line = self._before[block] + self.data.count(b"\n", block * _BLOCK, offset) + 1
        else:
            line = bisect_right(self.starts, offset)
            start = self.starts[line - 1]
        before = self.data[start:offset]
        column = len(before) if before.isascii() else len(before.decode("utf-8", "replace"))
        return line, column + 1

    def offset(self, line: int, column: int) -> int:
        """Return the byte at a line and column; of a line that is not there, the last byte."""
        if not 0 < line < len(self.starts):
            return len(self.data)
        start, end = self.starts[line - 1 : line + 1]
        whole = self.data[start:end]
        if whole.isascii():
            return min(start + column - 1, end)
        return start + len(whole.decode("utf-8", "replace")[: column - 1].encode())

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
        ends = range(_BLOCK, len(self.data) + _BLOCK, _BLOCK)
        counts = (self.data.count(b"\n", end - _BLOCK, end) for end in ends)
        return list(accumulate(counts, initial=0))
