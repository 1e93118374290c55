"""Scraps: words that are gone from one passage and stand in another now, wherever that is."""

from collections.abc import Iterator

from edition.identity.likeness import Text, likeness, sharers
from edition.identity.pairing import ALIKE, RARE, TELLING, Matching
from edition.identity.rest import edges, enough, inner

__all__ = ["scattered", "scraps"]

_NEAREST = 4
_FAINT = 0.25


def scattered(found: Matching) -> None:
    """Pair a passage with another that has taken words of it, if nobody could doubt that."""
    for old, new, is_sure in list(_taken(found)):
        if is_sure:
            found.pair(old, new)


def scraps(found: Matching) -> None:
    """Doubt of what lacks words, where such words are new; and of what has them now."""
    for old, new, is_sure in list(_taken(found)):
        if is_sure:
            found.pair(old, new)
        else:
            found.doubt(old, (*found.there.get(old, ()), new))
            for other in found.here.get(new, ()):
                found.doubt(other, found.there[other])


def _taken(found: Matching) -> Iterator[tuple[int, int, bool]]:
    """Yield what lacks words with what has such words and had not, and whether that is sure."""
    lost = [(old, text) for old in range(len(found.old.texts)) for text in _lost(found, old)]
    gained = [(new, text) for new in range(len(found.new.texts)) for text in _gained(found, new)]
    shared = sharers(
        ((number, text) for number, (_, text) in enumerate(gained)),
        ((number, text) for number, (_, text) in enumerate(lost)),
    )
    for number, counted in shared.items():
        old, rest = lost[number]
        near = [gained[each] for each, _ in counted.most_common(_NEAREST)]
        fits = [
            (_fit(rest, text), new)
            for new, text in near
            if (old in found.there or new in found.here) and new not in found.there.get(old, ())
        ]
        best = [each for each in fits if each[0] == max(fits)[0] > 0]
        for fit, new in best:
            is_alone = _is_alone(found, old, new)
            if is_alone or len(rest.words()) > 1:
                yield old, new, fit > 1 and len(best) == 1 and is_alone


def _is_alone(found: Matching, old: int, new: int) -> bool:
    """Whether neither passage is a formula that others say too."""
    signs, others = found.old.texts[old].letters, found.new.texts[new].letters
    return len(found.old.by_letters[signs]) == len(found.new.by_letters[others]) == 1


def _lost(found: Matching, old: int) -> list[Text]:
    """Return what a passage says that what it is matched with does not say."""
    whole, news = found.old.texts[old], found.there.get(old, ())
    return _unshared(whole, [found.new.texts[new] for new in news])


def _gained(found: Matching, new: int) -> list[Text]:
    whole, olds = found.new.texts[new], found.here.get(new, ())
    return _unshared(whole, [found.old.texts[old] for old in olds])


def _unshared(whole: Text, parts: list[Text]) -> list[Text]:
    if not parts:
        return [whole] if whole.letters else []
    if any(part.letters == whole.letters for part in parts):
        return []
    return [*inner(whole, parts), *(text for text in edges(whole, parts) if text is not None)]


def _fit(rest: Text, other: Text) -> float:
    """Return how well lost words are found words: above 1 for sure, 0 for not at all."""
    few, many = sorted((rest.letters, other.letters), key=len)
    if many.startswith(few) or many.endswith(few):
        return 1 + len(few) / len(many) if _is_rare(rest) and _is_rare(other) else 1.0
    like = likeness(rest, other)
    if min(len(few), TELLING) == TELLING and like >= 2 * ALIKE:
        return 1 + like
    return like if like >= max(_FAINT, enough(rest, other)) else 0.0


def _is_rare(text: Text) -> bool:
    """Whether it is hardly said twice by chance."""
    return len(text.letters) >= RARE and len(text.words()) > 1
