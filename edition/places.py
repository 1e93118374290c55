"""Places: line and column of every start tag and every text, which lxml does not know."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import accumulate
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
        self._starts = list(accumulate(map(len, data.splitlines(keepends=True)), initial=0))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a byte."""
        line = bisect_right(self._starts, offset)
        before = self.data[self._starts[line - 1] : offset]
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


class Tags:
    """The start tags of a UTF-8 document by their numbers: the order is that of `root.iter('*')`.

    In a well-formed document `<` stands for itself only in comments, instructions and CDATA, so an
    expression finds its tags in a third of a parser's time; with a DOCTYPE the parser is asked.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        with_doctype = b"<!DOCTYPE" in data
        self._offsets = _parsed_tags(data) if with_doctype else _found_tags(data)
        self._lines: Lines | None = None

    def __len__(self) -> int:
        return len(self._offsets)

    def place(self, number: int) -> tuple[int, int]:
        """Return line and column of a start tag, as expat counts them."""
        if self._lines is None:
            self._lines = Lines(self.data)
        return self._lines.place(self._offsets[number])

    def offset(self, number: int) -> int:
        """Return the byte that a start tag begins with."""
        return self._offsets[number]


def _found_tags(data: bytes) -> list[int]:
    tags = re.finditer(rb"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|([^/!?]))", data, re.DOTALL)
    return [tag.start() for tag in tags if tag[1]]


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


def text_places(data: bytes) -> dict[int, list[Chunk]]:
    """Return for each text run, from 0, the pieces that expat gives it in."""
    from pyexpat import ExpatError, ParserCreate

    parser = ParserCreate("utf-8")
    source = transcode(data)
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


def text_runs(root: "etree._Element") -> "Iterator[tuple[etree._Element, bool]]":
    """Yield where each text run of the tree is kept: (node, False) its text, (node, True) its tail.

    The order and the borders are those of `text_places`.
    """
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and node.text:
            yield node, False
        elif event != "start" and node is not root and node.tail:
            yield node, True


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


def starts(chunks: Iterable[bytes], offsets: set[int]) -> dict[int, tuple[int, int]]:
    """Return the places of start tags by the bytes of their end tags; the chunks are UTF-8."""
    from pyexpat import ParserCreate

    parser = ParserCreate("utf-8")
    found: dict[int, tuple[int, int]] = {}
    open_tags: list[tuple[int, int]] = []

    def start(*_: object) -> None:
        open_tags.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def end(_name: str) -> None:
        place = open_tags.pop()
        if parser.CurrentByteIndex in offsets:
            found.setdefault(parser.CurrentByteIndex, place)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    for chunk in chunks:
        parser.Parse(chunk)
    return found
