"""Pieces: what was split or merged and altered: what is one passage here, and several there."""

from collections.abc import Iterator

from edition.identity.matching.likeness import Text, likeness
from edition.identity.matching.pairing import MOST_PARTS, Matching, Side, is_short
from edition.identity.matching.remainder import edges, enough, rests
from edition.identity.matching.sharing import surprise
from edition.identity.matching.wandering import scattered

__all__ = ["pieces"]

_CUT, _NEARLY, _NEXT, _COMMON = 0.25, 0.5, 0.01, 0.28


def pieces(found: Matching) -> None:
    """Find what was split or merged and altered."""
    _neighbours(found)
    scattered(found)
    _neighbours(found)


def _neighbours(found: Matching) -> None:
    """Find what was split or merged and altered: what is open and a part of what is matched."""
    for _ in range(MOST_PARTS):
        known = len(found.there) + len(found.here)
        for new in found.open_news():
            whole = _holder(found, new, is_split=True)
            if whole is not None:
                found.pair(whole, new)
        for old in found.open_olds():
            whole = _holder(found, old, is_split=False)
            if whole is not None:
                found.pair(old, whole)
        if len(found.there) + len(found.here) == known:
            return


def _holder(found: Matching, number: int, *, is_split: bool) -> int | None:
    """Return what stands where a passage would, and says it too beside what it is matched with."""
    parts, wholes = (found.new, found.old) if is_split else (found.old, found.new)
    matched, back = (found.here, found.there) if is_split else (found.there, found.here)
    part = parts.texts[number]
    if not part.letters:
        return None
    best, chosen = 0.0, None
    for beside in _matched_beside(parts, number, matched):
        for near in matched[beside]:
            for whole in (near, near - 1, near + 1):
                others = back.get(whole)
                if not others or part.letters == wholes.texts[whole].letters:
                    continue
                texts = [parts.texts[n] for n in sorted(others)]
                is_next = abs(beside - number) == 1 and whole == near
                edge = edges(wholes.texts[whole], texts)[beside < number] if is_next else None
                likes = [_much(part, rest) for rest in rests(wholes.texts[whole], texts)]
                like = max((*likes, _beside(part, edge) if edge else 0.0), default=0.0)
                if like > 0 and like + _NEXT * is_next > best:
                    best, chosen = like + _NEXT * is_next, whole
    return chosen


def _much(part: Text, rest: Text) -> float:
    """Return how much liker than is needed a part is to what its neighbour lacks."""
    if _is_common(part, rest):
        return 0.0
    return likeness(part, rest) - enough(part, rest)


def _beside(part: Text, edge: Text) -> float:
    """Return that of a part that stands where it was cut off, or where it was put: less will do."""
    share = len(part.letters) / len(edge.letters)
    if _is_common(part, edge):
        return 0.0
    return likeness(part, edge) - _CUT if _NEARLY <= share <= 1 / _NEARLY else 0.0


def _is_common(part: Text, rest: Text) -> bool:
    """Whether something is short, and what it shares is so frequent that it tells nothing."""
    if part.rarity is None or not is_short(part):
        return False
    return surprise(part, rest) < _COMMON * part.rarity.alone()


def _matched_beside(side: Side, number: int, matched: dict[int, list[int]]) -> Iterator[int]:
    """Yield the nearest neighbour before and behind that is matched; a few may be open between."""
    for step in (-1, 1):
        beside = number
        for _ in range(MOST_PARTS):
            if not side.is_joined(min(beside, beside + step)) or beside + step < 0:
                break
            beside += step
            if beside in matched:
                yield beside
                break
