"""Tag: line and column of every tag, which lxml does not know."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, islice

from edition.lines import Lines

__all__ = ["Tags", "starts"]

_LAST = True  # expat: nothing follows
_BLOCK = 1024
_NO_TAG = rb"<(?:!--.*?--|!\[CDATA\[.*?\]\]|\?.*?\?)>"


class Tags:
    """The start tags of a UTF-8 document by their numbers: the order is that of `root.iter('*')`.

    In a well-formed document `<` stands for itself only in comments, instructions and CDATA, so
    without these its tags are counted, block by block, and only the block that is asked for is
    looked through; with a DOCTYPE the parser is asked.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._lines = Lines(data)
        self._offsets = _parsed_tags(data) if b"<!DOCTYPE" in data else None

    def __len__(self) -> int:
        return self._before[-1] if self._offsets is None else len(self._offsets)

    def place(self, number: int) -> tuple[int, int]:
        """Return line and column of a start tag, as expat counts them."""
        return self._lines.place(self.offset(number))

    def _found(self, number: int) -> int:
        block = bisect_right(self._before, number) - 1
        tags = re.compile(rb"<[^/]").finditer(self._bare, block * _BLOCK)
        return next(islice(tags, number - self._before[block], None)).start()

    @cached_property
    def _bare(self) -> bytes:
        """The text with blanks for what may hold a `<` that begins no tag."""
        return re.sub(_NO_TAG, _blank, self.data, flags=re.DOTALL)

    @cached_property
    def _before(self) -> list[int]:
        """How many start tags begin before each block of the text."""
        bare = self._bare
        blocks = ((start, start + _BLOCK) for start in range(0, len(bare), _BLOCK))
        counts = (bare.count(b"<", at, end) - bare.count(b"</", at, end + 1) for at, end in blocks)
        return list(accumulate(counts, initial=0))

    def offset(self, number: int) -> int:
        """Return the byte that a start tag begins with."""
        return self._found(number) if self._offsets is None else self._offsets[number]


def _blank(match: "re.Match[bytes]") -> bytes:
    return b" " * len(match[0])


def _parsed_tags(data: bytes) -> list[int]:
    from pyexpat import ExpatError, ParserCreate  # only what has a finding pays for it

    parser = ParserCreate("utf-8")
    offsets: list[int] = []

    def start(_name: str, _attributes: dict[str, str]) -> None:
        offsets.append(parser.CurrentByteIndex)

    parser.StartElementHandler = start
    with suppress(ExpatError):  # what libxml2 lets pass keeps at least its line
        parser.Parse(data, _LAST)
    return offsets


def starts(
    chunks: Iterable[bytes], ends: set[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the places of start tags by the bytes of their end tags and their depth, from 1.

    The chunks are UTF-8.
    """
    from pyexpat import ParserCreate

    parser = ParserCreate("utf-8")
    found: dict[tuple[int, int], tuple[int, int]] = {}
    open_tags: list[tuple[int, int]] = []

    def start(*_: object) -> None:
        open_tags.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def end(_name: str) -> None:
        ended = (parser.CurrentByteIndex, len(open_tags))
        place = open_tags.pop()
        if ended in ends:
            found[ended] = place

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    for chunk in chunks:
        parser.Parse(chunk)
    return found
