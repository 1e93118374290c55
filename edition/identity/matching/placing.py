"""Placing: what stands where something stood, between neighbours that are settled."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from edition.identity.matching.alignment import align
from edition.identity.matching.likeness import contained, likeness
from edition.identity.matching.order import gaps, in_order
from edition.identity.matching.pairing import Matching, Side, is_short, least
from edition.identity.matching.sharing import surprise

__all__ = ["along", "gaps_of", "homes", "out_of_order", "replaced", "within_gaps"]

_MOST_CELLS = 4_000
_LIKE, _SURE = 0.15, 8
_HELD, _SCRAP = 0.5, 0.01
"""How much of a short text a long one must hold for it to be a rest of it, and what that counts."""


def homes(found: Matching) -> dict[str, str]:
    """Return for each old document the new one that holds most of it, else that of its name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for old, news in found.there.items():
        weight = 1 + len(found.old.texts[old].letters)
        for new in news:
            votes[found.old.traces[old].document][found.new.traces[new].document] += weight
    names = found.new.documents
    found_homes = {}
    for name in found.old.documents:
        most = votes[name].most_common(1) if name in votes else []
        if most and votes[name][name] < most[0][1]:
            found_homes[name] = most[0][0]
        elif name in names:
            found_homes[name] = name
    return found_homes


def _settled(found: Matching, home: str, there: str) -> tuple[list[tuple[int, int]], set[int]]:
    """Return the pairs of a document that are in order, by number, and what is out of order."""
    pairs = [
        (old, found.there[old][0])
        for old in found.old.documents[home]
        if old in found.there and found.new.traces[found.there[old][0]].document == there
    ]
    kept = set(in_order([new for _, new in pairs]))
    settled = [pair for number, pair in enumerate(pairs) if number in kept]
    return settled, {old for n, (old, _) in enumerate(pairs) if n not in kept}


def out_of_order(found: Matching, homes: dict[str, str]) -> set[int]:
    """Return what stands in another document, or is no longer in order with the rest."""
    away: set[int] = set()
    for home, numbers in found.old.documents.items():
        there = homes.get(home, "")
        settled, crossed = _settled(found, home, there)
        at_home = {old for old, _ in settled}
        away |= crossed
        away.update(old for old in numbers if old in found.there and old not in at_home)
    return away


def gaps_of(found: Matching, homes: dict[str, str]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is open between what is settled, old and new, document by document."""
    for home, there in homes.items():
        olds, news = found.old.documents[home], found.new.documents[there]
        place = {number: at for at, number in enumerate(olds)}
        other = {number: at for at, number in enumerate(news)}
        settled, _ = _settled(found, home, there)
        # two old passages may be one new one: a gap begins behind the last of them
        last = {new: old for old, new in settled}
        anchors = [(place[old], other[new]) for new, old in last.items()]
        for here, across in gaps(anchors, (len(olds), len(news))):
            left = [olds[at] for at in here if olds[at] not in found.there]
            right = [news[at] for at in across if news[at] not in found.here]
            if left and right:
                yield left, right


def within_gaps(found: Matching, homes: dict[str, str]) -> None:
    """Pair what answers to each other between two pairs that are settled."""
    for olds, news in list(gaps_of(found, homes)):
        for left, right in _manageable(found, olds, news):
            aligned = align(left, right, lambda old, new: _worth(found, old, new))
            for old, new in aligned.pairs:
                if _is_sure(found, old, new):
                    found.pair(old, new)
                else:
                    found.doubt(old, [new])
            for old, candidates in aligned.doubtful:
                found.doubt(old, candidates)


def _is_sure(found: Matching, old: int, new: int) -> bool:
    """Whether what stands in the place of something shares more with it than any two might."""
    texts = found.old.texts[old], found.new.texts[new]
    is_like = found.like(old, new) >= _LIKE or all(map(is_short, texts))
    return is_like or surprise(*texts) >= _SURE


def along(found: Matching) -> None:
    """Pair what stands directly beside what is settled, before and behind, as far as it is alike.

    So a scene that was moved, or that stands in a file of its own now, takes its short speeches
    along, which others say too.
    """
    for step in (1, -1):
        for settled in sorted(found.there)[::step]:
            old, new = settled, found.there[settled][-1 if step > 0 else 0]
            while _is_next(found, old, new, step):
                old, new = old + step, new + step
                found.pair(old, new)


def _is_next(found: Matching, old: int, new: int, step: int) -> bool:
    """Whether what stands beside two passages is open, of one kind, and alike."""
    if not (found.old.has_beside(old, step) and found.new.has_beside(new, step)):
        return False
    old, new = old + step, new + step
    if old in found.there or new in found.here or old in found.doubts:
        return False
    is_same_kind = found.old.traces[old].unit == found.new.traces[new].unit
    texts = found.old.texts[old], found.new.texts[new]
    return is_same_kind and likeness(*texts) >= least(*texts)


def _worth(found: Matching, old: int, new: int) -> float:
    one, other = found.old.texts[old], found.new.texts[new]
    like = likeness(one, other)
    if like < least(one, other):
        return _SCRAP if contained(one, other) >= _HELD else 0.0
    is_same_kind = found.old.traces[old].unit == found.new.traces[new].unit
    return like * like + 0.02 * is_same_kind + 0.05 * (one.strict == other.strict)


def _manageable(
    found: Matching, olds: list[int], news: list[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield a gap, or where it is large its pieces: what is equal at both ends, the rest by block.

    What is left of a gap too large to be weighed is left to likeness.
    """
    if len(olds) * len(news) <= _MOST_CELLS:
        yield olds, news
        return
    for ends in (1, -1):
        while olds and news:
            at = 0 if ends > 0 else -1
            if found.old.texts[olds[at]].letters != found.new.texts[news[at]].letters:
                break
            yield [olds[at]], [news[at]]
            olds, news = (olds[1:], news[1:]) if ends > 0 else (olds[:-1], news[:-1])
    if len(olds) * len(news) <= _MOST_CELLS and olds and news:
        yield olds, news


def replaced(found: Matching, homes: dict[str, str]) -> None:
    """Pair what is short with the one short thing that is in its place now."""
    for olds, news in list(gaps_of(found, homes)):
        gone, come = _short(found.old, olds), _short(found.new, news)
        if len(gone) == len(come) == 1 and gone[0] not in found.doubts:
            old, new = gone[0], come[0]
            is_same_kind = found.old.traces[old].unit == found.new.traces[new].unit
            is_as_long = len(found.old.texts[old].words()) == len(found.new.texts[new].words())
            if is_same_kind and is_as_long and not _is_elsewhere(found, old, new):
                found.pair(old, new)


def _is_elsewhere(found: Matching, old: int, new: int) -> bool:
    """Whether either of two passages stands unchanged in another place, and nothing else does.

    What stands there now may also be one of several that are gone elsewhere.
    """
    signs, others = found.old.texts[old].letters, found.new.texts[new].letters
    there, here = found.new.by_letters.get(signs, []), found.old.by_letters.get(others, [])
    is_there = len(found.old.by_letters[signs]) == len(there) == 1
    is_here = any(each not in found.there for each in here)
    return is_here or (is_there and there[0] not in found.here)


def _short(side: Side, numbers: list[int]) -> list[int]:
    """Return those that are too short for likeness to tell."""
    texts = side.texts
    return [number for number in numbers if texts[number].letters and is_short(texts[number])]
