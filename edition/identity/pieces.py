"""Pieces: what was split or merged and altered: what is one passage here, and several there."""

from collections.abc import Iterator

from edition.identity.likeness import likeness
from edition.identity.pairing import MOST_PARTS, Matching, Side
from edition.identity.rest import edges, enough, rests
from edition.identity.scraps import scattered

__all__ = ["pieces"]

_APART = 0.4


def pieces(found: Matching) -> None:
    """Find what was split or merged and altered, and what went over the border to a neighbour."""
    _neighbours(found)
    _shifted(found)
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
                if others and part.letters != wholes.texts[whole].letters:
                    left = rests(wholes.texts[whole], [parts.texts[n] for n in sorted(others)])
                    for rest in left:
                        like = likeness(part, rest) - enough(part, rest)
                        if like > best:
                            best, chosen = like, whole
    return chosen


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


def _shifted(found: Matching) -> None:
    """Find words that went over a border: lost at one edge, gained by what is beside it."""
    for old in sorted(found.there):
        news = found.there[old]
        lost = edges(found.old.texts[old], [found.new.texts[new] for new in news])
        for step, rest in zip((-1, 1), lost, strict=True):
            if rest is None:
                continue
            near = {*found.there.get(old + step, ()), *(new + step for new in news)}
            for new in sorted(near - set(news)):
                olds = found.here.get(new, ())
                gained = (
                    edges(found.new.texts[new], [found.old.texts[each] for each in olds])
                    if olds
                    else (None, None)
                )
                other = gained[1 if step < 0 else 0]
                if other is not None and likeness(rest, other) >= max(_APART, enough(rest, other)):
                    found.pair(old, new)
                    break
