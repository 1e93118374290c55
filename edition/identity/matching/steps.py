"""Matching: which passages of one state are which of another, by what they say and where.

By id first; then by letters that nothing else has; then in the gaps between what is settled; then
by what is alike wherever it stands. What stays open, or could be otherwise, is told as doubt: what
only might be the same is never taken for the same.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from edition.identity.matching.cutting import cut, rejoined, strayed
from edition.identity.matching.doubting import faint, single, supplanted, tidy
from edition.identity.matching.elsewhere import by_likeness, far, reworded
from edition.identity.matching.joining import joined
from edition.identity.matching.pairing import TELLING, Matching, Side, least
from edition.identity.matching.pieces import pieces
from edition.identity.matching.placing import along, out_of_order, replaced, within_gaps
from edition.identity.matching.placing import homes as homes_of
from edition.identity.matching.wandering import scraps
from edition.identity.trace import Trace

__all__ = ["match"]

_HALF = 0.5


def match(old: Sequence[Trace], new: Sequence[Trace]) -> Matching:
    """Match the passages of two states; each sequence is in the order of the text."""
    found = Matching(Side(old), Side(new))
    found.weigh()
    _by_unique_letters(found)
    _by_id(found, is_late=False)
    _by_letters_left(found)
    homes = homes_of(found)
    joined(found)
    within_gaps(found, homes)
    along(found)
    rejoined(found)
    by_likeness(found)
    reworded(found)
    along(found)
    _by_id(found, is_late=True)
    within_gaps(found, homes_of(found))  # those that were too large have become smaller
    pieces(found)
    rejoined(found)
    strayed(found)
    replaced(found, homes)
    far(found)
    supplanted(found, homes)
    tidy(found)
    scraps(found)
    faint(found)
    cut(found)
    single(found)
    found.moved = out_of_order(found, homes)
    return found


def _by_unique_letters(found: Matching) -> None:
    """Pair what has the same letters, and nothing else has; short ones only where in order."""
    few = []
    named = {(trace.document, trace.id): n for n, trace in enumerate(found.new.traces) if trace.id}
    for signs, olds in found.old.by_letters.items():
        news = found.new.by_letters.get(signs, ())
        if signs and len(olds) == len(news) == 1 and not _is_copied(found, olds[0], news[0], named):
            found.pair(olds[0], news[0])
            if len(signs) < TELLING:
                few.append(olds[0])
    away = out_of_order(found, homes_of(found))
    for old in few:
        if old in away:
            found.part(old)


def _is_copied(found: Matching, old: int, new: int, named: dict[tuple[str, str], int]) -> bool:
    """Whether words that now stand in another text are those of a passage that was altered."""
    trace, heir = found.old.traces[old], found.new.traces[new]
    if not trace.id or trace.document == heir.document:
        return False
    same = named.get((trace.document, trace.id))
    return same is not None and found.like(old, same) >= _HALF


def _by_id(found: Matching, *, is_late: bool) -> None:
    """Pair what bears the same id and is alike, unless ids were given anew about there.

    What has no word in common with what its id names now is looked for elsewhere first: then, late,
    it is what its editors have made of it, if the ids of its text have stayed where they were.
    """
    at_home: dict[tuple[str, str], int] = {}
    news: dict[str, list[int]] = defaultdict(list)
    for number, trace in enumerate(found.new.traces):
        if trace.id:
            news[trace.id].append(number)
            at_home.setdefault((trace.document, trace.id), number)
    strange = _strange(found)
    renumbered = _renumbered(found) if is_late else ()
    for number, trace in enumerate(found.old.traces):
        if number in found.there or trace.id not in news or trace.document in renumbered:
            continue
        same = news[trace.id]
        new = at_home.get((trace.document, trace.id), same[0] if len(same) == 1 else None)
        if new is None or new in found.here or strange[number] > found.is_own(number):
            continue
        if is_late or _is_like(found, number, new):
            found.pair(number, new)


def _is_like(found: Matching, old: int, new: int) -> bool:
    one, other = found.old.texts[old], found.new.texts[new]
    return found.like(old, new) >= least(one, other)


def _renumbered(found: Matching) -> set[str]:
    """Return the documents in which most ids no longer belong to the words they belonged to."""
    lost: Counter[str] = Counter()
    for old, news in found.there.items():
        trace, heir = found.old.traces[old], found.new.traces[news[0]]
        if trace.id and heir.id:
            lost[trace.document] += 1 if trace.id != heir.id else -1
    return {name for name, count in lost.items() if count > 0}


def _strange(found: Matching) -> list[int]:
    """Return how many of the two nearest settled neighbours of a passage have lost their id.

    In one part of a text ids may have been given anew, and have stayed in another.
    """
    counts = [0] * len(found.old.traces)
    for numbers in found.old.documents.values():
        for order in (numbers, numbers[::-1]):
            is_lost = False
            for number in order:
                if number in found.there:
                    trace, heir = found.old.traces[number], found.new.traces[found.there[number][0]]
                    if trace.id and heir.id:
                        is_lost = trace.id != heir.id
                counts[number] += is_lost
    return counts


def _by_letters_left(found: Matching) -> None:
    """Pair what has the same letters, of which nothing else that is open has so many."""
    for signs, olds in found.old.by_letters.items():
        if len(signs) >= TELLING and len(olds) + len(found.new.by_letters.get(signs, ())) > 2:
            free = [old for old in olds if old not in found.there]
            left = [new for new in found.new.by_letters.get(signs, ()) if new not in found.here]
            if len(free) == len(left) == 1:
                found.pair(free[0], left[0])
