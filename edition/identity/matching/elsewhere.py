"""Elsewhere: what is open and alike, or the same, wherever it stands now."""

from collections import defaultdict

from edition.identity.matching.pairing import ALIKE, RARE, TELLING, Matching, is_short
from edition.identity.matching.sharing import is_telling, nearest, peculiar, sharers

__all__ = ["by_likeness", "far"]

_CLOSE, _NEAREST = 0.1, 6


def by_likeness(found: Matching) -> None:
    """Pair what is open and alike wherever it stands, if nothing else is nearly as alike."""
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
        ranked += [(like, old, new) for like, new in likes if like >= ALIKE / 2]
    ranked.sort(key=lambda each: (-each[0], each[1], each[2]))
    rivals: dict[int, list[float]] = defaultdict(list)
    for like, old, new in ranked:
        rivals[old].append(like)
        rivals[~new].append(like)
    for like, old, new in ranked:
        if old in found.there or new in found.here or like < ALIKE:
            continue
        near = [each for each in (*rivals[old], *rivals[~new]) if each >= like - _CLOSE]
        texts = found.old.texts[old], found.new.texts[new]
        is_few = any(map(is_short, texts)) and not peculiar(*texts, RARE)
        if is_few or len(near) > 2:  # itself, told from both sides
            if not is_few or is_telling(*texts):
                found.doubt(old, [new])
        else:
            found.pair(old, new)
            found.doubts.pop(old, None)


def far(found: Matching) -> None:
    """Pair what is open and has the same letters elsewhere; what is short or several is doubt."""
    news: dict[str, list[int]] = defaultdict(list)
    for new in found.open_news():
        news[found.new.texts[new].letters].append(new)
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
