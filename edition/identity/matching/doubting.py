"""Doubting: what could be otherwise, or might still be there, is told as doubt."""

from edition.identity.matching.likeness import contained
from edition.identity.matching.pairing import ALIKE, MOST_PARTS, RARE, TELLING, Matching
from edition.identity.matching.placing import gaps_of
from edition.identity.matching.sharing import is_telling, nearest, peculiar, sharers

__all__ = ["faint", "single", "supplanted", "tidy"]

_FAINT, _HELD, _TRACE, _SCRAP = 0.25, 0.8, 0.05, 4
_FEW, _NEAREST, _MANY = 60, 12, 12


def supplanted(found: Matching, homes: dict[str, str]) -> None:
    """Doubt of what is gone where something is in its place now that it may have become."""
    for olds, news in list(gaps_of(found, homes)):
        for old in olds:
            is_alone = len(olds) == len(news) == 1
            may = [new for new in news if _may_be(found, old, new, is_alone=is_alone)]
            if may:
                found.doubt(old, may[:MOST_PARTS])


def _may_be(found: Matching, old: int, new: int, *, is_alone: bool) -> bool:
    """Whether likeness cannot tell, as both are short; or a little of the one is in the other."""
    one, other = found.old.texts[old], found.new.texts[new]
    words, others = one.words(), other.words()
    less, more = sorted((one.letters, other.letters), key=len)
    is_as_long = len(words) == len(others)
    if len(more) < TELLING * (is_alone + is_as_long):
        return True
    if words[:1] == others[:1] or words[-1:] == others[-1:]:
        return True
    if len(less) < 2 * TELLING and found.like(old, new) >= _TRACE:
        return True
    few, many = sorted((words, others), key=len)
    if len(few) > 1 and 2 * len(set(few) & set(many)) > len(few):
        return True
    return len(less) >= _SCRAP and (more.startswith(less) or more.endswith(less))


def single(found: Matching) -> None:
    """Doubt that a single word is gone where single words are new that nothing said before.

    Of one word that was reworded nothing is left to know it by, wherever it stands now.
    """
    news = [
        new
        for new in found.open_news()
        if len(found.new.texts[new].words()) == 1
        and found.new.texts[new].letters not in found.old.by_letters
    ]
    if len(news) > _MANY:
        return
    for old in found.open_olds():
        if news and old not in found.doubts and len(found.old.texts[old].words()) == 1:
            found.doubt(old, news)


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
        near = nearest(counted, found.new.texts.__getitem__, found.old.texts[old], _NEAREST)
        ends = [new for new in near if _is_at_an_end(found, old, new)]
        ends = ends or [new for new in near if _is_there(found, old, new)]
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
    if len(signs) < RARE:
        return False
    if new not in found.here:
        is_there = whole.startswith(signs) or whole.endswith(signs)
        is_alone = len(found.old.by_letters[signs]) == 1
        return is_there and is_alone and len(found.old.texts[old].words()) > 1
    home = found.old.traces[old].document
    before = [found.old.texts[other].letters for other in found.here[new]]
    if whole.endswith(signs):
        is_new = not any(each.endswith(signs) for each in before)
    else:
        is_new = whole.startswith(signs) and not any(each.startswith(signs) for each in before)
    return is_new and all(found.old.traces[other].document == home for other in found.here[new])


def _is_there(found: Matching, old: int, new: int) -> bool:
    """Whether something open has much of what is gone, and words that nothing else has."""
    if new in found.here or found.like(old, new) < ALIKE:
        return False
    return peculiar(found.old.texts[old], found.new.texts[new], RARE)


def _is_faint(found: Matching, old: int, new: int) -> bool:
    """Whether something open is like what is gone, or something altered may hold it."""
    one, other = found.old.texts[old], found.new.texts[new]
    if new not in found.here:
        is_like = found.like(old, new) >= _FAINT and is_telling(one, other)
        return is_like or peculiar(one, other, RARE)
    is_held = len(one.letters) >= TELLING and contained(one, other) >= _HELD
    before = (found.old.texts[each] for each in found.here[new])
    is_new = not any(one.letters in each.letters for each in before)
    return is_held and is_new and len(one.letters) < len(other.letters)
