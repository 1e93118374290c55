"""Places: line and column of every start tag and every text, which lxml does not know."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, islice
from typing import TypeAlias

from lxml import etree

from edition.encoding import transcode

__all__ = [
    "Chunk",
    "Lines",
    "Tags",
    "place_of",
    "starts",
    "text_places",
    "text_runs",
    "text_starts",
]

Chunk: TypeAlias = tuple[int, int, int, int]
"""A piece of text as expat gives it: line, column, length, columns per sign.

The last is 0 where an entity gives the text: expat stays at its `&`.
"""

_LAST = True  # expat: nothing follows
_SPACE = " \t\r\n"
_BLOCK = 1024
_LESS = ord("<")
_QUOTED = rb"(?:\"[^\"]*\"|'[^']*')"
_NO_TAG = rb"<(?:!--.*?--|!\[CDATA\[.*?\]\]|\?.*?\?)>"
_TAG = rb"<(?:!--.*?-->|\?.*?\?>|[^!?][^\"'>]*(?:" + _QUOTED + rb"[^\"'>]*)*>)"


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
            line = bisect_right(self._starts, offset)
            start = self._starts[line - 1]
        before = self.data[start:offset]
        column = len(before) if before.isascii() else len(before.decode("utf-8", "replace"))
        return line, column + 1

    def offset(self, line: int, column: int) -> int:
        """Return the byte at a line and column; of a line that is not there, the last byte."""
        if not 0 < line < len(self._starts):
            return len(self.data)
        start, end = self._starts[line - 1 : line + 1]
        whole = self.data[start:end]
        if whole.isascii():
            return min(start + column - 1, end)
        return start + len(whole.decode("utf-8", "replace")[: column - 1].encode())

    @cached_property
    def _has_returns(self) -> bool:
        return b"\r" in self.data

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map(len, self.data.splitlines(keepends=True)), initial=0))

    @cached_property
    def _before(self) -> list[int]:
        """How many lines end before each block of the text."""
        ends = range(_BLOCK, len(self.data) + _BLOCK, _BLOCK)
        counts = (self.data.count(b"\n", end - _BLOCK, end) for end in ends)
        return list(accumulate(counts, initial=0))


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


def text_places(data: bytes) -> Mapping[int, list[Chunk]]:
    """Return for each text run, from 0, the pieces that expat gives it in."""
    source = transcode(data)
    extent = _plain_extent(source)
    return _parsed_texts(source) if extent is None else _Texts(source, *extent)


def _plain_extent(source: bytes) -> tuple[int, int] | None:
    """Return the bytes where the root's first tag begins and its last one does.

    None where an expression cannot tell text from markup: with DOCTYPE, CDATA, carriage returns.
    """
    if any(sign in source for sign in (b"<!DOCTYPE", b"<![CDATA[", b"\r")):
        return None
    first = re.match(rb"\s*(?:<(?:!--.*?-->|\?.*?\?>)\s*)*", source, re.DOTALL)
    last = source.rfind(b"</")
    after = re.compile(rb"</[^<>]*>\s*(?:<(?:!--.*?-->|\?.*?\?>)\s*)*", re.DOTALL)
    closed = after.fullmatch(source, last) if last >= 0 else None
    return None if first is None or closed is None else (first.end(), last)


class _Texts(Mapping[int, list[Chunk]]):
    """The text runs of a plain document; an expression takes a quarter of a parser's time."""

    def __init__(self, source: bytes, first: int, last: int) -> None:
        self.source = source
        self._last: tuple[int, list[Chunk]] = -1, []
        self._starts = [
            tag.end()
            for tag in re.compile(_TAG, re.DOTALL).finditer(source, first, last)
            if source[tag.end()] != _LESS
        ]

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))

    def __getitem__(self, run: int) -> list[Chunk]:
        if not 0 <= run < len(self):
            raise KeyError(run)
        if self._last[0] != run:
            self._last = run, self._chunks(self._starts[run])
        return self._last[1]

    def _chunks(self, start: int) -> list[Chunk]:
        line, column = self._lines.place(start)
        chunks: list[Chunk] = []
        words = self.source[start : self.source.index(b"<", start)].decode()
        for piece in re.findall(r"&[^;]*;|[^&\n]*\n|[^&\n]+", words):
            is_reference = piece.startswith("&")
            chunks.append((line, column, 1 if is_reference else len(piece), int(not is_reference)))
            line, column = (line + 1, 1) if piece.endswith("\n") else (line, column + len(piece))
        return chunks

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.source)


def _parsed_texts(source: bytes) -> dict[int, list[Chunk]]:
    from pyexpat import ExpatError, ParserCreate

    parser = ParserCreate("utf-8")
    chunks: dict[int, list[Chunk]] = {}
    run, fresh = -1, True

    def text(words: str) -> None:
        nonlocal run, fresh
        if fresh:
            run, fresh = run + 1, False
        at = parser.CurrentByteIndex
        step = 0 if source[at : at + 1] == b"&" and not words.startswith("&") else 1
        place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        chunks.setdefault(run, []).append((*place, len(words), step))

    def border(*_: object) -> None:
        nonlocal fresh
        fresh = True

    parser.CharacterDataHandler = text
    parser.StartElementHandler = parser.EndElementHandler = border
    parser.CommentHandler = parser.ProcessingInstructionHandler = border
    with suppress(ExpatError):
        parser.Parse(source, _LAST)
    return chunks


def text_runs(root: "etree._Element") -> "Iterator[tuple[etree._Element, bool, str]]":
    """Yield each text run of the tree: the node that keeps it, whether as its tail, the words.

    The order and the borders are those of `text_places`.
    """
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_tail = event != "start"
        words = node.tail if is_tail else node.text
        if words and not (is_tail and node is root):
            yield node, is_tail, words


def text_starts(chunks: Iterable[bytes], offsets: set[int]) -> dict[int, tuple[int, int]]:
    """Return where the text before a tag begins, by the tag's byte: its first sign but blanks.

    The chunks are UTF-8, as `Document.chunks` yields them.
    """
    from pyexpat import ParserCreate

    parser = ParserCreate("utf-8")
    found: dict[int, tuple[int, int]] = {}
    begun: tuple[int, int] | None = None

    def text(words: str) -> None:
        nonlocal begun
        if begun is None and words.strip(_SPACE):
            before = len(words) - len(words.lstrip(_SPACE))
            begun = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1 + before)

    def tag(*_: object) -> None:
        nonlocal begun
        if begun is not None and parser.CurrentByteIndex in offsets:
            found.setdefault(parser.CurrentByteIndex, begun)
        begun = None

    parser.CharacterDataHandler = text
    parser.StartElementHandler = parser.EndElementHandler = tag
    for chunk in chunks:
        parser.Parse(chunk)
    return found


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
