"""Places: line and column of every text, which lxml does not know."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from edition.encoding import transcode
from edition.lines import Lines

if TYPE_CHECKING:
    from edition.tree import Element

__all__ = ["Chunk", "text_places", "text_runs", "text_starts"]

Chunk: TypeAlias = tuple[int, int, int, int]
"""A piece of text as expat gives it: line, column, length, columns per sign.

The last is 0 where an entity gives the text: expat stays at its `&`.
"""

_LAST = True  # expat: nothing follows
_SPACE = " \t\r\n"
_LESS = ord("<")
_QUOTED = rb"(?:\"[^\"]*\"|'[^']*')"
_TAG = rb"<(?:!--.*?-->|\?.*?\?>|[^!?][^\"'>]*(?:" + _QUOTED + rb"[^\"'>]*)*>)"


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


def text_runs(root: "Element") -> "Iterator[tuple[Element, bool, str]]":
    """Yield each text run of the tree: the node that keeps it, whether as its tail, the words.

    The order and the borders are those of `text_places`.
    """
    from lxml import etree

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
