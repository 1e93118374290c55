"""Run: the texts between two pieces of markup, where each is written and what keeps it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias

from lxml import etree

from edition.regex import compiled
from edition.tag import LAST, Tags
from edition.value import Value

__all__ = ["Kept", "Runs", "text_runs"]

Chunk: TypeAlias = tuple[int, int, int, int]
"""A piece of text as expat gives it: line, column, length, columns per sign.

The last is 0 where an entity gives the text: expat stays at its `&`.
"""

_MOST_TAGS = 300
"""More than that are not closed in a row: these are instructions, and a walk is faster."""
_TEXTS = etree.XPath("descendant::text()", smart_strings=False)


class Kept(Value):
    """How the tree keeps a run: the element whose content it is, and the one that it follows.

    `is_after_remark` where a comment or an instruction stands between it and any element.
    """

    holder: "etree._Element"
    after: "etree._Element | None"
    is_after_remark: bool = False


class Runs:
    """The text runs of a document by their numbers, none of them empty.

    In a plain document every `>` ends a tag, so that runs are counted. Where a document type,
    CDATA, carriage returns or a `>` in the text forbid that, a parser and a walk through the tree
    are asked.
    """

    def __init__(self, tags: Tags, elements: "list[etree._Element]") -> None:
        self._tags = tags
        self._elements = elements
        self._last: tuple[int, list[Chunk]] = -1, []
        self._kept: tuple[int, Kept | None] = -1, None

    @cached_property
    def starts(self) -> list[int]:
        """Where each run begins in the text of the whole document."""
        lengths = map(len, _TEXTS(self._elements[0]) if self._is_plain else self._walked_texts)
        return list(accumulate(lengths, initial=0))[:-1]

    def chunks(self, run: int) -> list[Chunk]:
        """Return the pieces that expat gives a run in."""
        if not self._is_plain:
            return self._parsed.get(run, [])
        if self._last[0] != run:
            self._last = run, self._chunks(self._end_of_tag(run))
        return self._last[1]

    def kept(self, run: int) -> Kept:
        """Return how the tree keeps a run."""
        known, kept = self._kept
        if kept is None or known != run:
            kept = self._found(run) if self._is_plain else _walked(*self._walked[run][:2])
            self._kept = run, kept
        return kept

    def _found(self, run: int) -> Kept:
        bare, ended = self._tags.bare, 0
        tag = last = bare.rfind(b"<", 0, self._end_of_tag(run))
        for _ in range(_MOST_TAGS):  # back to the last element that has begun
            if not bare.startswith(b"</", tag):
                break
            ended += not bare.startswith(b"</ ", tag)
            tag = bare.rfind(b"<", 0, tag)
        else:
            return _walked(*self._walked[run][:2])
        ended += bare.startswith(b"/>", bare.index(b">", tag) - 1)
        return _kept(self._elements[self._tags.before(tag)], ended, bare.startswith(b"</ ", last))

    @cached_property
    def _is_plain(self) -> bool:
        source, bare = self._tags.data, self._tags.bare
        special = any(sign in source for sign in (b"<!DOCTYPE", b"<![CDATA[", b"\r"))
        return not special and bare.count(b"<") == bare.count(b">")

    def _end_of_tag(self, run: int) -> int:
        """Return the byte that a run begins at: behind a `>` that no `<` follows."""
        return self._ends[run + self._outside]

    @cached_property
    def _ends(self) -> list[int]:
        return [tag.end() for tag in re.finditer(rb">(?!<)", self._tags.bare)]

    @cached_property
    def _outside(self) -> int:
        """How many there seem to be before the first tag: line breaks behind instructions."""
        prolog = self._tags.bare[: self._tags.offsets[0] + 1]
        return prolog.count(b">") - prolog.count(b"><")

    def _chunks(self, start: int) -> list[Chunk]:
        source = self._tags.data
        line, column = self._tags.lines.place(start)
        chunks: list[Chunk] = []
        words = source[start : source.index(b"<", start)].decode()
        for piece in compiled(r"&[^;]*;|[^&\n]*\n|[^&\n]+").findall(words):
            is_reference = piece.startswith("&")
            chunks.append((line, column, 1 if is_reference else len(piece), int(not is_reference)))
            line, column = (line + 1, 1) if piece.endswith("\n") else (line, column + len(piece))
        return chunks

    @cached_property
    def _parsed(self) -> dict[int, list[Chunk]]:
        return _parsed_texts(self._tags.data)

    @cached_property
    def _walked(self) -> "list[tuple[etree._Element, bool, str]]":
        return list(text_runs(self._elements[0]))

    @property
    def _walked_texts(self) -> Iterator[str]:
        return (words for _, _, words in self._walked)


def _kept(node: "etree._Element", ended: int, is_remark: bool) -> Kept:  # noqa: FBT001
    """Return how a run is kept behind a tag of `node` and the end of so many elements from it."""
    after = None
    for _ in range(ended):
        parent = node.getparent()
        assert parent is not None
        after, node = node, parent
    return Kept(node, None if is_remark else after, is_remark)


def _walked(node: "etree._Element", is_tail: bool) -> Kept:  # noqa: FBT001  (as text_runs has it)
    return _kept(node, is_tail, not isinstance(node.tag, str))


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
        parser.Parse(source, LAST)
    return chunks


def text_runs(root: "etree._Element") -> "Iterator[tuple[etree._Element, bool, str]]":
    """Yield each text run of the tree: the node that keeps it, whether as its tail, the words."""
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_tail = event != "start"
        words = node.tail if is_tail else node.text
        if words and not (is_tail and node is root):
            yield node, is_tail, words
