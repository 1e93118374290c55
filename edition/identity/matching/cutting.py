"""Cutting: what was cut off a passage, or put to it, word by word, and where it stands or stood."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log2

from edition.identity.matching.likeness import Text
from edition.identity.matching.pairing import MOST_PARTS, Matching, Side
from edition.identity.matching.sharing import blocks, in_place, surprise
from edition.value import Value

__all__ = ["cut", "rejoined", "strayed"]

_SURE, _A_WORD = 4, 0.25
"""How many bits make it sure that neighbours share no words by chance, and more for each word."""
_SOME, _HALF, _FEW, _ELSEWHERE = 0.25, 0.5, 3, 2


class _Edge(Value):
    """Words that a passage lost, or gained, at an end, and what stands next to that end now.

    It is what stands on the other side, beside what the passage is matched with.
    """

    number: int
    beside: int
    step: int
    words: Text


def rejoined(found: Matching) -> None:
    """Pair what was cut off, or put to it, with what it came from, where it is beside it.

    That is what is open there, or what gained at the border just what its neighbour lost.
    """
    for edge in list(_lost(found)):
        for piece in (*_open(found.new, edge, found.here), *_left(found, edge)):
            text = found.new.texts[piece]
            if _is_that(edge, text) or _begins(text, edge):
                found.pair(edge.number, piece)
                found.doubts.pop(edge.number, None)
                break
    for edge in list(_gained(found)):
        for piece in _open(found.old, edge, found.there):
            if _is_that(edge, found.old.texts[piece]):
                found.pair(piece, edge.number)
                found.doubts.pop(piece, None)
                break
    _shifted(found)


def _shifted(found: Matching) -> None:
    """Find words that went over a border: lost at one side of it, gained at the other."""
    gained = {(edge.number, edge.step): edge for edge in _gained(found)}
    for edge in list(_lost(found)):
        for new in _over(found, edge):
            other = gained.get((new, -edge.step))
            if other is None or new in found.there[edge.number]:
                continue
            is_near = abs(new - edge.beside) == 1 or edge.words.letters == other.words.letters
            if is_near and _is_that(edge, other.words):
                found.pair(edge.number, new)
                break


def _over(found: Matching, edge: _Edge) -> Iterator[int]:
    """Yield what stands over the border from where something was cut, nearest first."""
    beside = edge.beside
    while abs(beside - edge.beside) < MOST_PARTS and found.new.has_beside(beside, edge.step):
        beside += edge.step
        yield beside
    if found.old.has_beside(edge.number, edge.step):
        yield from found.there.get(edge.number + edge.step, ())


def _left(found: Matching, edge: _Edge) -> Iterator[int]:
    """Yield what is open where a passage stood, beside what stood beside it."""
    for step in (-1, 1):
        if found.old.has_beside(edge.number, step):
            for new in found.there.get(edge.number + step, ()):
                if found.new.has_beside(new, -step) and new - step not in found.here:
                    yield new - step


def strayed(found: Matching) -> None:
    """Pair what was cut off with the one open passage that says just that, wherever it is."""
    lost: dict[str, list[_Edge]] = defaultdict(list)
    news: dict[str, list[int]] = defaultdict(list)
    for edge in _lost(found):
        lost[edge.words.letters].append(edge)
    for new in found.open_news():
        news[found.new.texts[new].letters].append(new)
    cuts = Counter(len(edge.words.words()) for edges in lost.values() for edge in edges)
    pieces = Counter(len(found.new.texts[new].words()) for each in news.values() for new in each)
    for signs, edges in lost.items():
        if len(edges) == len(news.get(signs, ())) == 1:
            words = edges[0].words
            length = len(words.words())
            if in_place(words, words) - log2(cuts[length] * pieces[length] or 1) >= _ELSEWHERE:
                found.pair(edges[0].number, news[signs][0])


def cut(found: Matching) -> None:
    """Doubt of a few words that were put to a passage beside as many words that are gone."""
    rejoined(found)
    for edge in list(_gained(found)):
        for piece in _open(found.old, edge, found.there):
            words = found.old.texts[piece].words()
            if len(words) == len(edge.words.words()) <= _FEW:
                for old in (piece, *found.here[edge.number]):
                    found.doubt(old, (*found.there.get(old, ()), edge.number))


def _is_that(edge: _Edge, piece: Text) -> bool:
    """Whether an open neighbour is what was cut off: as many words, some of them where they stood.

    If it is longer or shorter, it has to share more with it than neighbours do by chance.
    """
    here, there = edge.words.words(), piece.words()
    if len(here) == len(there):
        return in_place(edge.words, piece, _SOME) > 0
    return surprise(piece, edge.words) >= _SURE + _A_WORD * len(there)


def _begins(piece: Text, edge: _Edge) -> bool:
    """Whether an open neighbour begins or ends with just what was cut off at that end."""
    words, length = piece.words(), len(edge.words.words())
    end = words[:length] if edge.step > 0 else words[-length:]
    return in_place(edge.words, Text(" ".join(end), piece.rarity), 1) >= 2 * _SURE


def _lost(found: Matching) -> Iterator[_Edge]:
    """Yield what each old passage says more than it says now, before and behind."""
    for old, news in found.there.items():
        yield from _edges(old, sorted(news), found.old, found.new, found.here)


def _gained(found: Matching) -> Iterator[_Edge]:
    """Yield what each new passage says more than it said."""
    for new, olds in found.here.items():
        yield from _edges(new, sorted(olds), found.new, found.old, found.there)


def _edges(
    number: int, numbers: list[int], side: Side, other: Side, back: dict[int, list[int]]
) -> Iterator[_Edge]:
    """Yield what is said more, before and behind, than was replaced there by other words."""
    whole = side.texts[number]
    if any(other.texts[each].letters == whole.letters for each in numbers):
        return
    for beside, step in ((numbers[0], -1), (numbers[-1], 1)):
        part = other.texts[beside]
        more = _beyond(whole, part, step) - _beyond(part, whole, step)
        if more < 0:
            kin = [side.texts[each] for each in back[beside] if each != number]
            more = _beyond(whole, part, step) - _between(part, whole, kin, step)
        if more > 0:
            words = whole.words()
            cut = words[:more] if step < 0 else words[-more:]
            yield _Edge(number, beside, step, Text(" ".join(cut), whole.rarity))


def _beyond(whole: Text, part: Text, step: int) -> int:
    """Return how many words of a whole stand before or behind what it shares with another."""
    runs, more = blocks(whole, part), len(whole.words()) - len(part.words())
    if runs:
        return runs[0][0] if step < 0 else len(whole.words()) - runs[-1][1]
    rest = whole.words()[more:] if step < 0 else whole.words()[:-more]
    is_rest = more > 0 and in_place(Text(" ".join(rest), whole.rarity), part, _HALF) > 0
    return more if is_rest else 0


def _between(part: Text, whole: Text, kin: list[Text], step: int) -> int:
    """Return how many words of a part stand there that are nobody's, next to what is a whole's."""
    end = _beyond(part, whole, step)
    at = end if step < 0 else len(part.words()) - end
    runs = [run for each in kin for run in blocks(part, each)]
    if step < 0:
        return at - max((last for _, last in runs if last <= at), default=0)
    return min((first for first, _ in runs if first >= at), default=len(part.words())) - at


def _open(side: Side, edge: _Edge, matched: dict[int, list[int]]) -> Iterator[int]:
    """Yield the few passages that are open next to where something was cut."""
    beside = edge.beside
    for _ in range(MOST_PARTS):
        if not side.has_beside(beside, edge.step):
            return
        beside += edge.step
        if beside not in matched:
            yield beside
