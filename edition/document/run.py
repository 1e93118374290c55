"""Run: the texts between two pieces of markup, where each is written and what keeps it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from edition.diagnostic import Location
from edition.document.markup import REMARK, Markup
from edition.document.safety import has_doctype
from edition.document.tag import LAST, Tags
from edition.regex import compiled
from edition.value import Value

if TYPE_CHECKING:
    from edition.document import Document

__all__ = ["Kept", "Runs", "locate_text", "text_runs"]

Chunk: TypeAlias = tuple[int, int, int, int]
"""A piece of text as expat gives it: line, column, length, columns per sign.

The last is 0 where an entity gives the text: expat stays at its `&`.
"""


_MOST_TAGS = 300
"""More than that are not closed in a row: these are instructions, of which there may be many."""


class Kept(Value):
    """How the tree keeps a run: the element whose content it is, and the one that it follows.

    `is_after_remark` where a comment or an instruction stands between it and any element.
    """

    holder: "etree._Element"
    after: "etree._Element | None"
    is_after_remark: bool = False


class Runs:
    """The text runs of a document by their numbers, none of them empty.

    In a plain document every `>` ends a tag, so that tags are counted to find where a run begins.
    Where a document type, CDATA, carriage returns or a `>` in the text forbid that, a parser is
    asked.
    """

    def __init__(self, tags: Tags, markup: Markup, elements: "list[etree._Element]") -> None:
        self._tags = tags
        self._markup = markup
        self._elements = elements
        self._last: tuple[int, list[Chunk]] = -1, []
        self._kept: tuple[int, Kept | None] = -1, None

    @cached_property
    def starts(self) -> list[int]:
        """Where each run begins in the text of the whole document."""
        lengths = map(len, filter(None, self._markup.texts))
        return list(accumulate(lengths, initial=0))[:-1]

    def chunks(self, run: int) -> list[Chunk]:
        """Return the pieces that expat gives a run in."""
        if not self._is_plain:
            return self._parsed.get(run, [])
        if self._last[0] != run:
            self._last = run, self._chunks(self._begin(run))
        return self._last[1]

    def kept(self, run: int) -> Kept:
        """Return how the tree keeps a run."""
        known, kept = self._kept
        if kept is None or known != run:
            tags, (number, start, place) = self._markup.tags, self._before(run)
            passed = bisect_right(self._remarks, place) - bisect_right(self._remarks, start)
            ended = place - start - passed + tags[start].endswith("/")
            kept = _kept(self._elements[number], ended, tags[place] == REMARK)
            self._kept = run, kept
        return kept

    def tags_before(self, run: int) -> list[str]:
        """Return the tags between a run and the one before it, without their brackets."""
        after = self._places[run - 1] + 1 if run else 0
        return self._markup.tags[after : self._places[run] + 1]

    def _before(self, run: int) -> tuple[int, int, int]:
        """Return the last element that has begun before a run: its number, and where its tag is.

        And where the last tag before the run is, both among all tags.
        """
        place, starts = self._places[run], self._markup.starts
        number = bisect_right(starts, place) - 1
        return number, starts[number], place

    @cached_property
    def _places(self) -> list[int]:
        """The place among the tags of the one before each run."""
        return [place for place, text in enumerate(self._markup.texts) if text]

    @cached_property
    def _remarks(self) -> list[int]:
        return [place for place, tag in enumerate(self._markup.tags) if tag == REMARK]

    @cached_property
    def _is_plain(self) -> bool:
        source = self._tags.data
        if has_doctype(source) or any(sign in source for sign in (b"<![CDATA[", b"\r")):
            return False
        bare = self._tags.bare if self._markup.has_bracket else b""
        return bare.count(b"<") == bare.count(b">")

    def _begin(self, run: int) -> int:
        """Return the byte that a run begins at."""
        bare, (number, start, place) = self._tags.bare, self._before(run)
        end = bare.index(b">", self._tags.offsets[number])
        is_cut = self._markup.tags[start].endswith("/") and not bare.endswith(b"/", 0, end)
        steps = place - start + is_cut  # the tree does not know <p></p> from <p/>
        if steps > _MOST_TAGS:
            return self._ends[bisect_left(self._ends, end) + steps] + 1
        for _ in range(steps):
            end = bare.index(b">", end + 1)
        return end + 1

    @cached_property
    def _ends(self) -> list[int]:
        return [tag.start() for tag in compiled(b">").finditer(self._tags.bare)]

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


def _kept(node: "etree._Element", ended: int, is_remark: bool) -> Kept:  # noqa: FBT001
    """Return how a run is kept behind a tag of `node` and the end of so many elements from it."""
    after = None
    for _ in range(ended):
        parent = node.getparent()
        assert parent is not None
        after, node = node, parent
    return Kept(node, None if is_remark else after, is_remark)


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


def locate_text(document: "Document", run: int, offset: int) -> Location:
    """Return the place of a sign: so many code points into the run of that number, both from 0.

    One that an entity stands for is at the entity's `&`.
    """
    before = 0
    for line, column, length, step in document.runs.chunks(run):
        if offset < before + length:
            return document.place(line, column + step * (offset - before))
        before += length
    return Location(document.file)


def text_runs(root: "etree._Element") -> "Iterator[tuple[etree._Element, bool, str]]":
    """Yield each text run of the tree: the node that keeps it, whether as its tail, the words."""
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_tail = event != "start"
        words = node.tail if is_tail else node.text
        if words and not (is_tail and node is root):
            yield node, is_tail, words
