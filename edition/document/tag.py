"""Tag: line and column of every tag, and of the text before it, which lxml does not know."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from edition.document.safety import has_doctype
from edition.file.lines import Lines
from edition.regex import compiled

__all__ = ["LAST", "Tags", "starts", "text_starts"]

LAST: Final = True
"""What expat is told where nothing follows."""

_SPACE = " \t\r\n"
_SLASH, _BLANK = b"/ "
_NO_TAG = rb"<(?:!--.*?--|!\[CDATA\[.*?\]\]|\?.*?\?)>"


class Tags:
    """The start tags of a UTF-8 document by their numbers: the order is that of `root.iter('*')`.

    In a well-formed document `<` stands for itself only in comments, instructions and CDATA, so
    the tags are what begins without these; with a DOCTYPE the parser is asked.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.lines = Lines(data)

    def __len__(self) -> int:
        return len(self.offsets)

    def place(self, number: int) -> tuple[int, int]:
        """Return line and column of a start tag, as expat counts them."""
        return self.lines.place(self.offsets[number])

    def before(self, offset: int) -> int:
        """Return how many start tags begin before a byte."""
        return bisect_left(self.offsets, offset)

    @cached_property
    def offsets(self) -> list[int]:
        """The bytes that the start tags begin with."""
        if has_doctype(self.data):
            return _parsed_tags(self.data)
        return [tag.start() for tag in _start_tag().finditer(self.bare)]

    def comments(self) -> list[int]:
        """Return the bytes that the comments behind the first tag begin with."""
        found = compiled(_NO_TAG, re.DOTALL).finditer(self.data, self.offsets[0])
        return [remark.start() for remark in found if remark[0].startswith(b"<!--")]

    @cached_property
    def bare(self) -> bytes:
        """The text with an end tag of blanks, `</   >`, for what may hold a `<` that is no tag's.

        It is as long as what it stands for.
        """
        return compiled(_NO_TAG, re.DOTALL).sub(_blank, self.data)

    def extents(self) -> list[tuple[int, int]]:
        """Return the first byte and the one behind the last of every element, without DOCTYPE."""
        pieces = _any_tag().split(self.bare)
        places = list(accumulate(map(len, pieces), initial=0))
        first: list[int] = []
        last: list[int] = []
        waiting: list[int] = []
        for tag, start, end in zip(pieces[1::2], places[1::2], places[2::2], strict=False):
            if tag[1] != _SLASH:
                if tag[-2] != _SLASH:
                    waiting.append(len(first))
                first.append(start)
                last.append(end)
            elif tag[2] != _BLANK:
                last[waiting.pop()] = end
        return list(zip(first, last, strict=True))


@lru_cache(maxsize=1)
def _any_tag() -> "re.Pattern[bytes]":
    """Return the pattern of a tag, in which > may stand in values for itself."""
    return compiled(rb"""(<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>)""")


@lru_cache(maxsize=1)
def _start_tag() -> "re.Pattern[bytes]":
    return compiled(rb"<[^/]")


def _blank(match: "re.Match[bytes]") -> bytes:
    return b"</" + b" " * (len(match[0]) - 3) + b">"


def _parsed_tags(data: bytes) -> list[int]:
    from pyexpat import ExpatError, ParserCreate  # only what has a finding pays for it

    parser = ParserCreate("utf-8")
    offsets: list[int] = []

    def start(_name: str, _attributes: dict[str, str]) -> None:
        offsets.append(parser.CurrentByteIndex)

    parser.StartElementHandler = start
    with suppress(ExpatError):  # what libxml2 lets pass keeps at least its line
        parser.Parse(data, LAST)
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
