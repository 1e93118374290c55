"""Stream: the text of a document in one string, each of whose signs has its place in the tree."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from edition.document import Document, Element
from edition.document.run import text_runs
from edition.reference.point import Point, key
from edition.tei.reading import pieces

__all__ = ["Stream", "stream"]

_Run = tuple[str, Point | None]
"""A text and the point that it begins at; None for one that only keeps words apart."""


class Stream:
    """Text with the points of its runs; offsets count code points, from 0."""

    def __init__(self, runs: Iterator[_Run], document: Document) -> None:
        every = list(runs)
        self.text = "".join([words for words, _ in every])
        self._document = document
        self._starts = list(accumulate((len(words) for words, _ in every), initial=0))
        self._points = [point for _, point in every]
        placed = [(n, point) for n, point in enumerate(self._points) if point is not None]
        self._placed = [n for n, _ in placed]
        self._keys = [key(point, document) for _, point in placed]

    def offset(self, point: Point) -> int:
        """Return how much text stands before a point."""
        number = bisect_right(self._keys, key(point, self._document)) - 1
        if number < 0:
            return 0
        run = self._placed[number]
        begin, end = self._starts[run : run + 2]
        start = self._points[run]
        is_in_run = start is not None and point[:2] == start[:2]
        return min(begin + point.offset, end) if is_in_run else end

    def point(self, offset: int, *, is_end: bool = False) -> Point:
        """Return the point before a sign, or if `is_end` the one behind the sign before it."""
        run = bisect_right(self._starts, offset - is_end) - 1
        run = min(max(run, 0), len(self._points) - 1)
        at = self._points[run] if self._points else None
        if at is None:
            number = bisect_left(self._placed, run) - is_end
            near = self._placed[min(max(number, 0), len(self._placed) - 1)]
            at, length = self._points[near], self._starts[near + 1] - self._starts[near]
            assert at is not None
            return at.changed(offset=length if is_end else 0)
        return at.changed(offset=offset - self._starts[run])

    def slice(self, start: Point, end: Point) -> str:
        """Return the text between two points."""
        return self.text[self.offset(start) : self.offset(end)]

    def words(
        self, words: str, start: int, end: int, *, is_cased: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Yield where words stand, however they are spaced, and unless `is_cased` in any case."""
        for found in _pattern(words, is_cased=is_cased).finditer(self.text, start, end):
            yield found.span()


@lru_cache(maxsize=4)
def stream(document: Document, kind: Literal["whole", "reading"]) -> Stream:
    """Return all text of a document, the header's too; or what one reads, without notes."""
    runs = _whole(document.root) if kind == "whole" else _reading(document.root)
    return Stream(runs, document)


@lru_cache(maxsize=32)
def _pattern(words: str, *, is_cased: bool) -> re.Pattern[str]:
    pattern = r"\s+".join(map(re.escape, words.split())) or r"(?!)"
    return re.compile(pattern, 0 if is_cased else re.IGNORECASE)


def _whole(root: Element) -> Iterator[_Run]:
    for node, is_tail, words in text_runs(root):
        yield words, Point(node, "tail" if is_tail else "text")


def _reading(root: Element) -> Iterator[_Run]:
    """Yield the text that one reads."""
    for words, node, is_tail in pieces(root):
        yield words, None if node is None else Point(node, "tail" if is_tail else "text")
