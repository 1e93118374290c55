"""Pieces: what was split or merged: what is one passage here, and several there."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from edition.identity.likeness import Text, blocks, likeness, sharers
from edition.identity.pairing import MOST_PARTS, TELLING, Matching, Side

__all__ = ["ends_of", "joined", "pieces", "unexplained"]

_ENOUGH, _SHORT, _FEW, _APART, _TINY = 0.2, 0.6, 24, 0.4, 1e-6
_WORDS = 3
_NEARLY, _FEW_LETTERS = 0.4, 4


def joined(found: Matching) -> None:
    """Find what was split or merged and is otherwise the same: neighbours that make up another."""
    for old, news in list(_windows(found, found.old, found.new, is_split=True)):
        found.part(old)
        for new in news:
            for other in list(found.here.get(new, ())):
                found.part(other)
            found.pair(old, new)
    for new, olds in list(_windows(found, found.new, found.old, is_split=False)):
        for other in list(found.here.get(new, ())):
            found.part(other)
        for old in olds:
            found.part(old)
            found.pair(old, new)


def _windows(
    found: Matching, whole: Side, parts: Side, *, is_split: bool
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each passage whose letters are those of some neighbours on the other side, in order."""

    def is_open(number: int, *, is_old: bool) -> bool:
        return _is_open(found, number) if is_old else _is_open_new(found, number)

    wholes: dict[str, list[int]] = {}
    for signs, numbers in whole.by_letters.items():
        free = [number for number in numbers if is_open(number, is_old=is_split)]
        if free and len(signs) > 1:
            wholes[signs] = free
    taken: set[int] = set()
    used: set[int] = set()
    heads = {signs[:4] for signs in wholes}
    for first, text in enumerate(parts.texts):
        if not is_open(first, is_old=not is_split) or first in used:
            continue
        joined, numbers = text.letters, [first]
        while len(numbers) < MOST_PARTS and parts.is_joined(numbers[-1]) and joined:
            after = numbers[-1] + 1
            if joined[:4] not in heads and len(joined) >= 4:
                break
            if not is_open(after, is_old=not is_split) or not parts.texts[after].letters:
                break
            joined += parts.texts[after].letters
            numbers.append(after)
            free = [number for number in wholes.get(joined, ()) if number not in taken]
            if len(free) == 1:
                taken.add(free[0])
                used.update(numbers)
                yield free[0], tuple(numbers)
                break


def _is_open(found: Matching, old: int) -> bool:
    """Whether a passage is unmatched, or only like what it is matched with."""
    news = found.there.get(old)
    return news is None or (
        len(news) == 1
        and found.old.texts[old].letters != found.new.texts[news[0]].letters
        and len(found.here[news[0]]) == 1
    )


def _is_open_new(found: Matching, new: int) -> bool:
    olds = found.here.get(new)
    return olds is None or (len(olds) == 1 and _is_open(found, olds[0]))


def pieces(found: Matching) -> None:
    """Find what was split or merged and altered, and what went over the border to a neighbour."""
    _neighbours(found)
    _shifted(found)
    _scattered(found)
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
                    rests = _rests(wholes.texts[whole], [parts.texts[n] for n in sorted(others)])
                    for rest in rests:
                        like = likeness(part, rest) - _enough(part, rest)
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


def _enough(part: Text, rest: Text) -> float:
    """Return how like a part has to be to what its neighbour lacks: a few words are soon alike."""
    if min(len(part.letters), len(rest.letters)) >= _FEW:
        return _ENOUGH
    return _SHORT if len(rest.words()) > 1 else 1 - _TINY


def _rests(whole: Text, parts: list[Text]) -> list[Text]:
    """Return what a whole says before, between and behind what its parts say."""
    if any(part.letters == whole.letters for part in parts):
        return []
    words = whole.words()
    runs = sorted(
        (*run, number) for number, part in enumerate(parts) for run in blocks(whole, part)
    )
    found, done, before = [], 0, -1
    for start, end, number in (*runs, (len(words), len(words), -1)):
        is_border = number != before  # at an edge, or where one part ends and another begins
        if start > done and (is_border or start - done >= _WORDS):
            found.append(Text(" ".join(words[done:start]), whole.rarity))
        done, before = max(done, end), number
    return found if runs else []


def _shifted(found: Matching) -> None:
    """Find words that went over a border: lost at one edge, gained by what is beside it."""
    for old in sorted(found.there):
        news = found.there[old]
        lost = ends_of(found.old.texts[old], [found.new.texts[new] for new in news])
        for step, rest in zip((-1, 1), lost, strict=True):
            if rest is None:
                continue
            near = {*found.there.get(old + step, ()), *(new + step for new in news)}
            for new in sorted(near - set(news)):
                olds = found.here.get(new, ())
                gained = (
                    ends_of(found.new.texts[new], [found.old.texts[each] for each in olds])
                    if olds
                    else (None, None)
                )
                other = gained[1 if step < 0 else 0]
                if other is not None and likeness(rest, other) >= _APART:
                    found.pair(old, new)
                    break


def ends_of(whole: Text, parts: list[Text]) -> tuple[Text | None, Text | None]:
    """Return what a whole says before, and behind, all that it shares with its parts."""
    if any(part.letters == whole.letters for part in parts):
        return None, None
    words = whole.words()
    runs = sorted(run for part in parts for run in blocks(whole, part))
    if not runs:
        return None, None
    ends = words[: runs[0][0]], words[max(end for _, end in runs) :]
    made = [Text(" ".join(end), whole.rarity) for end in ends]
    before, behind = (text if len(text.letters) >= _FEW_LETTERS else None for text in made)
    return before, behind


def _scattered(found: Matching) -> None:
    """Find parts that stand elsewhere: what is open and says what is missing in an altered one."""
    for is_split in (True, False):
        parts, wholes = (found.new, found.old) if is_split else (found.old, found.new)
        back = found.there if is_split else found.here
        number_open = found.open_news() if is_split else found.open_olds()
        rests: list[tuple[int, Text]] = []
        for whole, others in back.items():
            texts = [parts.texts[each] for each in sorted(others)]
            rests += [(whole, rest) for rest in _rests(wholes.texts[whole], texts)]
        rests = [each for each in rests if len(each[1].letters) >= TELLING]
        exact: dict[str, list[int]] = defaultdict(list)
        for number, (_, rest) in enumerate(rests):
            exact[rest.letters].append(number)
        shared = sharers(
            ((number, rest) for number, (_, rest) in enumerate(rests)),
            ((each, parts.texts[each]) for each in number_open),
        )
        for each in number_open:
            text = parts.texts[each]
            same = exact.get(text.letters, [])
            near = [number for number, _ in shared.get(each, Counter()).most_common(3)]
            chosen = (
                same
                if len(same) == 1
                else [number for number in near if likeness(rests[number][1], text) >= _APART]
            )
            if len(chosen) == 1 and len(parts.by_letters[text.letters]) == 1:
                whole = rests[chosen[0]][0]
                found.pair(*((whole, each) if is_split else (each, whole)))


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
                lost, gained = _edges(whole, part), _edges(part, whole)
                may = [n for n in _beside(found.new, new, lost) if n not in found.here]
                was = [n for n in _beside(found.old, old, gained) if n not in found.there]
                if may or was:
                    found.doubt(old, (new, *may))
                for other in was:
                    found.doubt(other, (new,))


def _edges(whole: Text, part: Text) -> tuple[int, int]:
    """Return how many letters of a whole stand before and behind all that it shares with a part."""
    words = whole.words()
    runs = blocks(whole, part)
    if not runs:
        return 0, 0
    return sum(map(len, words[: runs[0][0]])), sum(map(len, words[runs[-1][1] :]))


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
