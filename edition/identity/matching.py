"""Matching: which passages of one state are which of another, by what they say and where.

By id first; then by letters that nothing else has; then in the gaps between what is settled; then
by what is alike wherever it stands. What stays open, or could be otherwise, is told as doubt: what
only might be the same is never taken for the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from edition.identity.alignment import align
from edition.identity.likeness import Text, contained, likeness, sharers
from edition.identity.order import gaps, in_order
from edition.identity.pairing import ALIKE, MOST_PARTS, RARE, TELLING, Matching, Side, least
from edition.identity.pieces import joined, pieces, unexplained
from edition.identity.trace import Trace

__all__ = ["match"]

_MOST_CELLS = 4_000
_CLOSE = 0.1
_FAINT, _NEARLY = 0.12, 0.8
_FEW, _NEAREST = 60, 12
_HELD, _SCRAP = 0.5, 0.01
"""How much of a short text a long one must hold for it to be a rest of it, and what that counts."""


def match(old: Sequence[Trace], new: Sequence[Trace]) -> Matching:
    """Match the passages of two states; each sequence is in the order of the text."""
    found = Matching(Side(old), Side(new))
    found.weigh()
    _by_unique_letters(found)
    _by_id(found)
    _by_letters_left(found)
    homes = _homes(found)
    joined(found)
    _within_gaps(found, homes)
    _by_likeness(found)
    _within_gaps(found, _homes(found))  # those that were too large have become smaller
    _replaced(found, homes)
    pieces(found)
    _far(found)
    _short(found, homes)
    _tidy(found)
    _faint(found)
    unexplained(found)
    found.moved = _out_of_order(found, homes)
    return found


def _by_unique_letters(found: Matching) -> None:
    """Pair what has the same letters, and nothing else has; short ones only where in order."""
    short = []
    for signs, olds in found.old.by_letters.items():
        news = found.new.by_letters.get(signs, ())
        if signs and len(olds) == len(news) == 1:
            found.pair(olds[0], news[0])
            if len(signs) < TELLING:
                short.append(olds[0])
    away = _out_of_order(found, _homes(found))
    for old in short:
        if old in away:
            found.part(old)


def _by_id(found: Matching) -> None:
    """Pair what bears the same id, unless ids were given anew to other words."""
    news: dict[str, list[int]] = defaultdict(list)
    for number, trace in enumerate(found.new.traces):
        if trace.id:
            news[trace.id].append(number)
    renumbered = _renumbered(found)
    for number, trace in enumerate(found.old.traces):
        if number in found.there or trace.id not in news or trace.document in renumbered:
            continue
        same = news[trace.id]
        at_home = [new for new in same if found.new.traces[new].document == trace.document]
        for new in at_home[:1] or (same if len(same) == 1 else ()):
            if new not in found.here:
                found.pair(number, new)


def _renumbered(found: Matching) -> set[str]:
    """Return the documents in which the ids no longer belong to the words that they belonged to."""
    same: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for old, news in found.there.items():
        trace, heir = found.old.traces[old], found.new.traces[news[0]]
        if trace.id and heir.id:
            (same if trace.id == heir.id else other)[trace.document] += 1
    return {name for name, count in other.items() if count > same[name]}


def _by_letters_left(found: Matching) -> None:
    """Pair what has the same letters, of which nothing else that is open has so many."""
    for signs, olds in found.old.by_letters.items():
        if len(signs) >= TELLING and len(olds) + len(found.new.by_letters.get(signs, ())) > 2:
            free = [old for old in olds if old not in found.there]
            left = [new for new in found.new.by_letters.get(signs, ()) if new not in found.here]
            if len(free) == len(left) == 1:
                found.pair(free[0], left[0])


def _homes(found: Matching) -> dict[str, str]:
    """Return for each old document the new one that holds most of it, else that of its name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for old, news in found.there.items():
        weight = 1 + len(found.old.texts[old].letters)
        for new in news:
            votes[found.old.traces[old].document][found.new.traces[new].document] += weight
    names = found.new.documents
    homes = {}
    for name in found.old.documents:
        most = votes[name].most_common(1) if name in votes else []
        if most and votes[name][name] < most[0][1]:
            homes[name] = most[0][0]
        elif name in names:
            homes[name] = name
    return homes


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


def _out_of_order(found: Matching, homes: dict[str, str]) -> set[int]:
    """Return what stands in another document, or is no longer in order with the rest."""
    away: set[int] = set()
    for home, numbers in found.old.documents.items():
        there = homes.get(home, "")
        settled, crossed = _settled(found, home, there)
        at_home = {old for old, _ in settled}
        away |= crossed
        away.update(old for old in numbers if old in found.there and old not in at_home)
    return away


def _gaps(found: Matching, homes: dict[str, str]) -> Iterator[tuple[list[int], list[int]]]:
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


def _within_gaps(found: Matching, homes: dict[str, str]) -> None:
    """Pair what answers to each other between two pairs that are settled."""
    for olds, news in list(_gaps(found, homes)):
        for left, right in _manageable(found, olds, news):
            aligned = align(left, right, lambda old, new: _worth(found, old, new))
            for old, new in aligned.pairs:
                found.pair(old, new)
            for old, candidates in aligned.doubtful:
                found.doubt(old, candidates)


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


def _by_likeness(found: Matching) -> None:
    """Pair what is open and alike wherever it stands, if nothing else is nearly as alike."""
    news = found.open_news()
    formulas = {found.new.texts[n].letters for n in news if _is_short(found.new.texts[n])}
    olds = [old for old in found.open_olds() if found.old.texts[old].letters not in formulas]
    shared = sharers(
        ((n, found.new.texts[n]) for n in news), ((o, found.old.texts[o]) for o in olds)
    )
    ranked = []
    for old, counted in shared.items():
        likes = sorted(
            ((found.like(old, new), new) for new, _ in counted.most_common(6)), reverse=True
        )
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
        is_short = _is_short(found.old.texts[old]) or _is_short(found.new.texts[new])
        if is_short or len(near) > 2:  # itself, told from both sides
            found.doubt(old, [new])
        else:
            found.pair(old, new)
            found.doubts.pop(old, None)


def _is_short(text: Text) -> bool:
    return len(text.letters) < TELLING


def _faint(found: Matching) -> None:
    """Doubt that something is gone where anything open is faintly like it."""
    olds = [old for old in found.open_olds() if old not in found.doubts]
    news = [new for new in range(len(found.new.texts)) if _is_changed(found, new)]
    shared = sharers(
        ((n, found.new.texts[n]) for n in news), ((o, found.old.texts[o]) for o in olds), _FEW
    )
    for old, counted in shared.items():
        near = [new for new, _ in counted.most_common(_NEAREST)]
        may = [new for new in near if _is_faint(found, old, new)]
        if may:
            found.doubt(old, may)


def _is_changed(found: Matching, new: int) -> bool:
    """Whether a passage is open, or says anything that what it is matched with did not say."""
    text = found.new.texts[new]
    return all(found.old.texts[old].letters != text.letters for old in found.here.get(new, ()))


def _is_faint(found: Matching, old: int, new: int) -> bool:
    """Whether something open is like what is gone, or something altered may hold it."""
    if new not in found.here:
        return found.like(old, new) >= _FAINT
    one, other = found.old.texts[old], found.new.texts[new]
    is_held = len(one.letters) >= RARE and contained(one, other) >= _NEARLY
    return is_held and len(one.letters) < len(other.letters)


def _far(found: Matching) -> None:
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


def _replaced(found: Matching, homes: dict[str, str]) -> None:
    """Pair what is short with the one short thing that is in its place now."""
    for olds, news in list(_gaps(found, homes)):
        if len(olds) == len(news) == 1 and _is_replaced(found, olds[0], news[0]):
            found.pair(olds[0], news[0])


def _short(found: Matching, homes: dict[str, str]) -> None:
    """Doubt of what is short and gone where something short is in its place now."""
    for olds, news in list(_gaps(found, homes)):
        few = [new for new in news if len(found.new.texts[new].letters) < TELLING]
        for old in olds:
            if len(found.old.texts[old].letters) < TELLING and few:
                found.doubt(old, few[:MOST_PARTS])


def _is_replaced(found: Matching, old: int, new: int) -> bool:
    """Whether both are too short for likeness to tell, and of one kind."""
    texts = found.old.texts[old], found.new.texts[new]
    is_short = all(0 < len(text.letters) < TELLING for text in texts)
    return is_short and found.old.traces[old].unit == found.new.traces[new].unit


def _tidy(found: Matching) -> None:
    """Leave no doubt about what was matched in the end, on either side."""
    for old, candidates in list(found.doubts.items()):
        left = [new for new in candidates if new not in found.here]
        if old in found.there or not left:
            del found.doubts[old]
        else:
            found.doubts[old] = left
