"""Search: the passages that contain a quotation, word for word, in folded words, or nearly."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from unicodedata import normalize

from edition.index.entry import Entry
from edition.index.lookup import Kept
from edition.value import Value

__all__ = ["EXACT", "FOLDED", "MANY", "NEAREST", "Hit", "best", "hits"]

EXACT, FOLDED, NEAREST = "exact", "folded", "nearest"
_FAR = 1_000_000
_BY_LINES = "diplomatic"
_BREAK = r"[-‐\u00ad]?\n"
"""What parts a word that goes on in the next line."""
_SLASH, _END = r"\s+(?://?|\|\|?)\s+", "\0"
_BEFORE, _BEHIND = re.compile(r"\W*").match, re.compile(r"\W*\Z").search
_FEWEST_WORDS = 4
"""Fewer words are like too much to be looked for by likeness."""
_NAMES = frozenset("persName placeName orgName name rs date time event term bibl choice fw".split())
MANY = 20
"""So many passages of a document are told, and that there are more."""


class Hit(Value):
    """A place in the text where a quotation stands: the passage, the words there, how it was found.

    `distance` is the number of words that are other, missing or added.
    """

    ref: str
    manner: str
    words: str
    before: str
    after: str
    distance: int = 0


def hits(quoted: str, index: Kept) -> list[Hit]:
    """Return where a quotation stands in a document: the exact places, else folded, else nearest.

    White space is not told apart, and a slash stands for the end of a line, as where verse is
    quoted. Folded is without regard to case, punctuation, quotation marks and composition; nearest
    is with at most a quarter of the words other, missing or added.
    """
    places = [(start, end, EXACT, 0) for start, end in _exact(quoted, index.text)]
    if not places:
        text, asked = _Words(index.text), _Words(quoted)
        same = list(_folded(asked, text))
        if not same and index.profile == _BY_LINES:
            same = list(_broken(asked, text, index.text))
        places = [(*_place(quoted, index.text, *text.span(*each)), 0) for each in same]
        if not places and len(asked.words) >= _FEWEST_WORDS:
            near = _nearest(asked.words, text.words)
            places = [(*text.span(first, last), NEAREST, count) for first, last, count in near]
    found: dict[str, Hit] = {}
    for place in places:
        if len(found) > MANY:
            break
        hit = _hit(index, *place)
        found.setdefault(hit.ref, hit)
    return list(found.values())


def best(found: list[Hit]) -> list[Hit]:
    """Return the hits of the best manner there is, and of the smallest distance."""
    ranks = [(EXACT, FOLDED, NEAREST).index(hit.manner) * _FAR + hit.distance for hit in found]
    return [hit for hit, rank in zip(found, ranks, strict=True) if rank == min(ranks)]


def _hit(index: Kept, start: int, end: int, manner: str, distance: int) -> Hit:
    text = index.text
    before, after = text[max(0, start - 32) : start], text[end : end + 32]
    return Hit(_reference(index, start, end), manner, text[start:end], before, after, distance)


def _reference(index: Kept, start: int, end: int) -> str:
    """Return the smallest passage around a place, or the range of those that it begins and ends in.

    A range is the answer where the smallest holds whole passages that the place does not touch.
    """
    around = _narrowest(index, start, end)
    first, last = _narrowest(index, start, start + 1), _narrowest(index, end - 1, end)
    if first is None or last is None:
        return "" if around is None else around.ref
    if around is None or (first.end <= last.start and around.ref not in {first.ref, last.ref}):
        return f"{first.ref}..{last.ref}"
    return around.ref


def _narrowest(index: Kept, start: int, end: int) -> Entry | None:
    found = [entry for entry in index.around(start, end) if entry.unit not in _NAMES]
    same = [entry for entry in found if (entry.start, entry.end) == (found[0].start, found[0].end)]
    named = [entry for entry in same if entry.id] or same
    return next((entry for entry in reversed(named) if entry.tree == named[0].tree), None)


def _exact(quoted: str, text: str) -> Iterator[tuple[int, int]]:
    wanted = " ".join(quoted.split())
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


class _Words:
    """The words of a text, folded, with their places."""

    def __init__(self, text: str) -> None:
        found = list(re.finditer(r"[\w\u0300-\u036f]+", text))
        self.spans = [match.span() for match in found]
        self.words = [normalize("NFC", match[0]).casefold() for match in found]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the place of the words from one to another, this one included."""
        return self.spans[first][0], self.spans[last][1]


def _folded(asked: _Words, text: _Words) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each place with the same words."""
    if not asked.words:
        return
    starts = list(accumulate((len(word) + 1 for word in text.words), initial=0))
    line, wanted = f" {' '.join(text.words)} ", f" {' '.join(asked.words)} "
    at = line.find(wanted)
    while at >= 0:
        first = bisect_right(starts, at) - 1
        yield first, first + len(asked.words) - 1
        at = line.find(wanted, at + 1)


def _broken(asked: _Words, text: _Words, whole: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each place with the same words, some over two lines."""
    starts = list(accumulate(map(len, text.words), initial=0))
    borders = set(accumulate(map(len, asked.words), initial=0))
    line, wanted = "".join(text.words), "".join(asked.words)
    at = line.find(wanted) if wanted else -1
    while at >= 0:
        first, behind = bisect_right(starts, at) - 1, bisect_left(starts, at + len(wanted))
        here = {start - at: n for n, start in enumerate(starts[first:behind], first)}
        joined = [n for start, n in here.items() if start not in borders]
        between = (whole[text.spans[n - 1][1] : text.spans[n][0]] for n in joined)
        is_whole = borders <= {*here, starts[behind] - at}
        if is_whole and all(re.fullmatch(_BREAK, each) for each in between):
            yield first, behind - 1
        at = line.find(wanted, at + 1)


def _place(quoted: str, text: str, start: int, end: int) -> tuple[int, int, str]:
    """Return the place of the same words with the marks around them, and how it was found."""
    before, behind = (found[0].strip() for found in (_BEFORE(quoted), _BEHIND(quoted)) if found)
    if text.endswith(before, 0, start) and text.startswith(behind, end):
        begun, ended = start - len(before), end + len(behind)
        if _tight(quoted, text[begun:ended]):
            return begun, ended, EXACT
    return start, end, FOLDED


def _tight(quoted: str, text: str) -> bool:
    """Whether only white space and line breaks, which a slash may stand for, tell texts apart."""
    if re.search(_SLASH, quoted):
        quoted, text = re.sub(_SLASH, _END, quoted), re.sub(r"\s*\n\s*", _END, text)
    mine = "".join(quoted.split())
    return mine in {"".join(text.split()), "".join(re.sub(_BREAK, "", text).split())}


def _nearest(asked: list[str], words: list[str]) -> list[tuple[int, int, int]]:
    """Return the places that differ least: first and last word, and the number of differences.

    Only where enough of the words stand in about the same order is a place looked at.
    """
    most = max(1, len(asked) // 4)
    at: dict[str, list[int]] = {}
    for place, word in enumerate(asked):
        at.setdefault(word, []).append(place)
    begins = Counter(n - place for n, word in enumerate(words) for place in at.get(word, ()))
    found: dict[tuple[int, int], int] = {}
    for begin in begins:
        if sum(begins[begin + off] for off in range(-most, most + 1)) >= len(asked) - most:
            start = max(0, begin - most)
            window = words[start : begin + len(asked) + most]
            distance, first, last = _aligned(asked, window)
            if distance <= most:
                found[start + first, start + last] = distance
    least = min(found.values(), default=0)
    return sorted((*place, least) for place, distance in found.items() if distance == least)


def _aligned(asked: list[str], window: list[str]) -> tuple[int, int, int]:
    """Return the least distance of words to a part of a window, and that part's first and last.

    Source: Sellers 1980, the edit distance whose beginning and end in the text are free.
    """
    row = [(0, start) for start in range(len(window) + 1)]
    for count, word in enumerate(asked, 1):
        above, row = row, [(count, 0)]
        for place, other in enumerate(window):
            same, start = above[place]
            row.append(
                min(
                    (same + (word != other), start),
                    (above[place + 1][0] + 1, above[place + 1][1]),
                    (row[place][0] + 1, row[place][1]),
                )
            )
    (distance, first), end = min((cell, place) for place, cell in enumerate(row))
    return distance, first, max(first, end - 1)
