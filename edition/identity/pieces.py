"""Pieces: what was split or merged and altered: what is one passage here, and several there."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from edition.identity.likeness import Text, blocks, likeness, sharers
from edition.identity.pairing import MOST_PARTS, TELLING, Matching, Side

__all__ = ["ends_of", "pieces"]

_ENOUGH, _SHORT, _FEW, _APART, _TINY = 0.2, 0.6, 24, 0.4, 1e-6
_WORDS, _FEW_LETTERS = 3, 4


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
