"""Elsewhere: what is open and alike, or the same, wherever it stands now."""

from collections import defaultdict
from collections.abc import Iterator
from math import comb, log2

from edition.identity.matching.likeness import Text
from edition.identity.matching.pairing import ALIKE, RARE, TELLING, Matching, is_short
from edition.identity.matching.sharing import is_telling, nearest, peculiar, sharers, surprise

__all__ = ["by_likeness", "far", "reworded"]

_CLOSE, _NEAREST, _FEWEST, _LEAST, _LESS, _A_WORD = 0.1, 6, 6, 10, 8, 0.25
_SHORT, _ENOUGH, _AHEAD, _COMMON = 12, 5, 3, 60
_BOTH = 2
"""Of two that are like each other, each is a rival: itself, told from both sides."""


def by_likeness(found: Matching) -> None:
    """Pair what is open and alike wherever it stands, if nothing else is nearly as alike."""
    ranked, chances = _ranked(found)
    rivals: dict[int, list[float]] = defaultdict(list)
    for like, old, new in ranked:
        rivals[old].append(like)
        rivals[~new].append(like)
    for like, old, new in ranked:
        texts = found.old.texts[old], found.new.texts[new]
        is_few, is_own = any(map(is_short, texts)), found.is_own(old)
        is_like = like >= ALIKE or (is_few and is_own)
        if old in found.there or new in found.here or not is_like:
            continue
        is_few = is_few and not peculiar(*texts, RARE)
        is_told = is_telling(*texts)
        if like < 2 * ALIKE or is_few:
            bits = surprise(*texts) - chances - _A_WORD * len(texts[1].words())
            is_told = is_told or (is_own and bits >= -_LESS)
            if like < ALIKE and bits < (-_LESS if all(map(is_short, texts)) else 0):
                continue
            is_few = bits < 0 or (is_few and not is_own)
        near = [each for each in (*rivals[old], *rivals[~new]) if each >= like - _CLOSE]
        if not is_few and len(near) <= _BOTH:
            found.pair(old, new)
            found.doubts.pop(old, None)
        elif not is_few or is_told:
            found.doubt(old, [new])


def _ranked(found: Matching) -> tuple[list[tuple[float, int, int]], float]:
    """Return what is open with what is most like it, the likest first; and how many bits are sure.

    What two of them share tells something if it takes more bits than there are pairs to meet by
    chance, and more than a handful of words could tell.
    """
    news = found.open_news()
    formulas = {found.new.texts[n].letters for n in news if is_short(found.new.texts[n])}
    olds = [old for old in found.open_olds() if found.old.texts[old].letters not in formulas]
    shared = sharers(
        ((n, found.new.texts[n]) for n in news), ((o, found.old.texts[o]) for o in olds)
    )
    ranked = []
    for old, counted in shared.items():
        closest = nearest(counted, found.new.texts.__getitem__, found.old.texts[old], _NEAREST)
        likes = sorted(((found.like(old, new), new) for new in closest), reverse=True)
        ranked += [(like, old, new) for like, new in likes if like >= ALIKE / 4]
    ranked.sort(key=lambda each: (-each[0], each[1], each[2]))
    return ranked, max(_LEAST, log2(1 + len(olds) * len(news)))


def reworded(found: Matching) -> None:
    """Pair what is short with what has as many words, of which enough stand where they stood."""
    best: dict[int, list[float]] = defaultdict(list)
    claims = sorted(_placed(found), reverse=True)
    for bits, old, new in claims:
        best[old].append(bits)
        best[~new].append(bits)
    for bits, old, new in claims:
        rivals = [each for each in (*best[old], *best[~new]) if each > bits - _AHEAD]
        if bits >= _ENOUGH and len(rivals) <= _BOTH and found.is_own(old):
            found.pair(old, new)
            found.doubts.pop(old, None)


def _placed(found: Matching) -> Iterator[tuple[float, int, int]]:
    """Yield what is open and short with what has words of it in the same places.

    And how many bits more that tells than what has as many words would tell by chance.
    """
    olds = _by_length(found.old.texts, found.open_olds())
    news = _by_length(found.new.texts, found.open_news())
    for length, numbers in olds.items():
        there = news.get(length, [])
        holders: dict[tuple[int, str], list[int]] = defaultdict(list)
        for new in there:
            for place in enumerate(found.new.texts[new].words()):
                holders[place].append(new)
        for old in numbers:
            text = found.old.texts[old]
            held = (holders.get(place, ()) for place in enumerate(text.words()))
            for new in sorted({new for some in held if len(some) <= _COMMON for new in some}):
                bits = _bits_in_place(text, found.new.texts[new])
                yield bits - log2(len(numbers) * len(there)), old, new


def _by_length(texts: list[Text], numbers: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        if 0 < len(texts[number].words()) <= _SHORT:
            found[len(texts[number].words())].append(number)
    return found


def _bits_in_place(one: Text, other: Text) -> float:
    """Return how many bits it would take to share words where they stand by chance."""
    words, rarity = one.words(), one.rarity
    assert rarity is not None
    same = (a for a, b in zip(words, other.words(), strict=True) if a == b)
    told = sorted(map(rarity.bits, same), reverse=True)
    return max(
        sum(told[:count]) - log2(comb(len(words), count)) for count in range(1, len(told) + 1)
    )


def far(found: Matching) -> None:
    """Pair what is open and has the same letters elsewhere; what is short or several is doubt."""
    news: dict[str, list[int]] = defaultdict(list)
    spelt: dict[str, list[int]] = defaultdict(list)
    for new in found.open_news():
        signs = found.new.texts[new].letters
        news[signs].append(new)
        for spelling in _spellings(signs):
            spelt[spelling].append(new)
    olds: dict[str, list[int]] = defaultdict(list)
    for old in found.open_olds():
        olds[found.old.texts[old].letters].append(old)
    for signs, numbers in olds.items():
        there = news.get(signs, ())
        is_alone = len(found.old.by_letters[signs]) == len(found.new.by_letters.get(signs, ())) == 1
        enough = RARE if is_alone else TELLING
        if (
            len(numbers) == len(there) == 1
            and len(signs) >= enough
            and numbers[0] not in found.doubts
        ):
            found.pair(numbers[0], there[0])
        elif signs:
            for old in numbers:
                if there:
                    found.doubt(old, there)
                else:
                    like = {new for each in _spellings(signs) for new in spelt.get(each, ())}
                    if like:
                        found.doubt(old, sorted(like))


def _spellings(signs: str) -> set[str]:
    """Return a short text as it is, and without any one letter: what is spelt alike shares one."""
    if not _FEWEST <= len(signs) < TELLING:
        return set()
    return {signs, *(signs[:at] + signs[at + 1 :] for at in range(len(signs)))}
