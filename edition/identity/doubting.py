"""Doubting: what could be otherwise, or might still be there, is told as doubt."""

from edition.identity.likeness import Text, contained, sharers
from edition.identity.pairing import MOST_PARTS, RARE, TELLING, Matching, Side
from edition.identity.placing import gaps_of
from edition.identity.rest import beyond

__all__ = ["faint", "supplanted", "tidy", "unexplained"]

_FAINT, _HELD, _TRACE, _SCRAP = 0.25, 0.8, 0.05, 4
_FEW, _NEAREST = 60, 12
_NEARLY = 0.4


def supplanted(found: Matching, homes: dict[str, str]) -> None:
    """Doubt of what is gone where something is in its place now that it may have become."""
    for olds, news in list(gaps_of(found, homes)):
        for old in olds:
            may = [new for new in news if _may_be(found, old, new)]
            if may:
                found.doubt(old, may[:MOST_PARTS])


def _may_be(found: Matching, old: int, new: int) -> bool:
    """Whether likeness cannot tell, as both are short; or a little of the one is in the other."""
    one, other = found.old.texts[old], found.new.texts[new]
    less, more = sorted((one.letters, other.letters), key=len)
    if len(more) < TELLING or (len(less) < 2 * TELLING and found.like(old, new) >= _TRACE):
        return True
    return len(less) >= _SCRAP and (more.startswith(less) or more.endswith(less))


def tidy(found: Matching) -> None:
    """Leave no doubt about what was matched in the end, on either side."""
    for old, candidates in list(found.doubts.items()):
        left = [new for new in candidates if new not in found.here]
        if old in found.there or not left:
            del found.doubts[old]
        else:
            found.doubts[old] = left


def faint(found: Matching) -> None:
    """Doubt that something is gone where anything open is faintly like it."""
    olds = [old for old in found.open_olds() if old not in found.doubts]
    news = [new for new in range(len(found.new.texts)) if _is_changed(found, new)]
    shared = sharers(
        ((n, found.new.texts[n]) for n in news), ((o, found.old.texts[o]) for o in olds), _FEW
    )
    for old, counted in shared.items():
        length = len(found.old.texts[old].letters)
        near = sorted(
            counted, key=lambda n: (-counted[n], abs(len(found.new.texts[n].letters) - length), n)
        )
        near = near[:_NEAREST]
        ends = [new for new in near if _is_at_an_end(found, old, new)]
        may = [new for new in near if _is_faint(found, old, new)]
        if len(ends) == 1:
            found.pair(old, ends[0])
        elif may:
            found.doubt(old, may)
            for other in {other for new in may for other in found.here.get(new, ())}:
                found.doubt(other, found.there[other])


def _is_changed(found: Matching, new: int) -> bool:
    """Whether a passage is open, or says anything that what it is matched with did not say."""
    text = found.new.texts[new]
    return all(found.old.texts[old].letters != text.letters for old in found.here.get(new, ()))


def _is_at_an_end(found: Matching, old: int, new: int) -> bool:
    """Whether something that is matched begins or ends with what is gone, and did not before."""
    signs, whole = found.old.texts[old].letters, found.new.texts[new].letters
    if new not in found.here or len(signs) < RARE:
        return False
    home = found.old.traces[old].document
    before = [found.old.texts[other].letters for other in found.here[new]]
    if whole.endswith(signs):
        is_new = not any(each.endswith(signs) for each in before)
    else:
        is_new = whole.startswith(signs) and not any(each.startswith(signs) for each in before)
    return is_new and all(found.old.traces[other].document == home for other in found.here[new])


def _is_faint(found: Matching, old: int, new: int) -> bool:
    """Whether something open is like what is gone, or something altered may hold it."""
    if new not in found.here:
        return found.like(old, new) >= _FAINT
    one, other = found.old.texts[old], found.new.texts[new]
    is_held = len(one.letters) >= TELLING and contained(one, other) >= _HELD
    return is_held and len(one.letters) < len(other.letters)


def unexplained(found: Matching) -> None:
    """Doubt of what was matched, where it says less, or more, and what is beside it is open.

    A part was cut off there, or put there, and altered so much that nothing shows it: or something
    was left out, and something else is new by chance.
    """
    for old, news in list(found.there.items()):
        if len(news) == 1 and len(found.here[news[0]]) == 1:
            new = news[0]
            whole, part = found.old.texts[old], found.new.texts[new]
            if whole.letters != part.letters:
                lost, gained = _more(whole, part), _more(part, whole)
                may = [n for n in _beside(found.new, new, lost) if n not in found.here]
                was = [n for n in _beside(found.old, old, gained) if n not in found.there]
                if may or was:
                    found.doubt(old, (new, *may))
                for other in was:
                    found.doubt(other, (new,))


def _more(whole: Text, part: Text) -> tuple[int, int]:
    """Return how many letters more a whole has than a part before and behind what both share.

    What was replaced by something as long is neither lost nor gained.
    """
    mine, theirs = beyond(whole, part), beyond(part, whole)
    return max(0, mine[0] - theirs[0]), max(0, mine[1] - theirs[1])


def _beside(side: Side, number: int, edges: tuple[int, int]) -> list[int]:
    """Return the neighbours that are about as long as what is not shared at their edge."""
    found = []
    for step, length in zip((-1, 1), edges, strict=True):
        beside = number + step
        if 0 <= beside < len(side.texts) and side.is_joined(min(beside, number)) and length:
            share = len(side.texts[beside].letters) / length
            if _NEARLY <= share <= 1 / _NEARLY:
                found.append(beside)
    return found
