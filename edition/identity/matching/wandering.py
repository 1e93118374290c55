"""Wandering: words that are gone from one passage and stand in another now, wherever it is."""

from collections.abc import Iterator
from math import log2

from edition.identity.matching.likeness import Text, likeness
from edition.identity.matching.pairing import ALIKE, RARE, TELLING, Matching
from edition.identity.matching.remainder import edges, enough, inner
from edition.identity.matching.sharing import is_telling, nearest, peculiar, sharers, surprise

__all__ = ["scattered", "scraps"]

_NEAREST = 4
_FAINT, _LEAST = 0.25, 0.01
_SURE, _BESIDE = 10, 3
"""How many bits more are sure; and how many are met by chance among the neighbours."""


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
    """Yield what lacks words with what has such words and had not, and whether that is sure.

    They tell something if it takes more bits to share them than there are such words to meet by
    chance: what is open has to come from somewhere, but what is matched may have been reworded.
    """
    lost = [(old, text) for old in range(len(found.old.texts)) for text in _lost(found, old)]
    gained = [(new, text) for new in range(len(found.new.texts)) for text in _gained(found, new)]
    shared = sharers(enumerate(text for _, text in gained), enumerate(text for _, text in lost))
    claims: list[tuple[float, int, int]] = []
    for one, counted in shared.items():
        old, rest = lost[one]
        for other in nearest(counted, lambda n: gained[n][1], rest, _NEAREST):
            new, text = gained[other]
            if _is_open(found, old, new):
                claims.append((_fit(rest, text, is_near=_is_near(found, old, new)), one, other))
    most = _most(claims)
    for fit, one, other in claims:
        if 0 < fit == most[one][0] == most[~other][0]:
            (old, rest), (new, text) = lost[one], gained[other]
            chances = log2(len(gained)) + log2(len(lost)) * (new in found.here)
            chances = _BESIDE if _is_near(found, old, new) else chances
            bits = surprise(rest, text) - chances
            if bits > 0:
                is_only = most[one][1] == most[~other][1] == 1
                yield old, new, bits >= _SURE and is_only and _is_alone(found, old, new)


def _most(claims: list[tuple[float, int, int]]) -> dict[int, tuple[float, int]]:
    """Return what fits each piece best, and how many fit so well: of what is gained by ~number."""
    most: dict[int, tuple[float, int]] = {}
    for fit, one, other in claims:
        for piece in (one, ~other):
            known, count = most.get(piece, (0.0, 0))
            if fit >= known:
                most[piece] = fit, count * (fit == known) + 1
    return most


def _is_open(found: Matching, old: int, new: int) -> bool:
    """Whether one of two passages is matched, and not with the other."""
    is_known = old in found.there or new in found.here
    return is_known and new not in found.there.get(old, ())


def _is_alone(found: Matching, old: int, new: int) -> bool:
    """Whether neither passage is a formula that others say too."""
    signs, others = found.old.texts[old].letters, found.new.texts[new].letters
    return len(found.old.by_letters[signs]) == len(found.new.by_letters[others]) == 1


def _lost(found: Matching, old: int) -> list[Text]:
    """Return what a passage says that what it is matched with does not say."""
    news = found.there.get(old, ())
    key = (old, *news)
    if key not in found.rests:
        found.rests[key] = _unshared(found.old.texts[old], [found.new.texts[new] for new in news])
    return found.rests[key]


def _gained(found: Matching, new: int) -> list[Text]:
    olds = found.here.get(new, ())
    key = (~new, *olds)
    if key not in found.rests:
        found.rests[key] = _unshared(found.new.texts[new], [found.old.texts[old] for old in olds])
    return found.rests[key]


def _unshared(whole: Text, parts: list[Text]) -> list[Text]:
    if not parts:
        return [whole] if whole.letters else []
    if any(part.letters == whole.letters for part in parts):
        return []
    return [*inner(whole, parts), *(text for text in edges(whole, parts) if text is not None)]


def _is_near(found: Matching, old: int, new: int) -> bool:
    """Whether a passage stands where what stood beside another stands."""
    return any(new in found.there.get(old + step, ()) for step in (-1, 1))


def _fit(rest: Text, other: Text, *, is_near: bool) -> float:
    """Return how well lost words are found words: above 1 for sure, 0 for not at all.

    One word that others say too tells something only from one neighbour to the other.
    """
    few, many = sorted((rest.letters, other.letters), key=len)
    if many.startswith(few) or many.endswith(few):
        share = len(few) / len(many)
        if _is_rare(rest) and _is_rare(other):
            return 1 + share
        return share if is_near or is_telling(rest, other) else 0.0
    like = likeness(rest, other)
    if min(len(few), TELLING) == TELLING and like >= 2 * ALIKE:
        return 1 + like
    is_some = like >= max(_FAINT, enough(rest, other)) or peculiar(rest, other, RARE)
    if is_some and is_telling(rest, other):
        return max(like, _LEAST)
    words = max(len(rest.words()), len(other.words()))
    return max(like, _LEAST) if surprise(rest, other) >= _SURE + words else 0.0


def _is_rare(text: Text) -> bool:
    """Whether it is hardly said twice by chance."""
    return len(text.letters) >= RARE and len(text.words()) > 1
