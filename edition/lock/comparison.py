"""Comparison: whether words that somebody quotes are what a passage says.

A quotation may leave words out where it has an ellipsis, put words into square brackets, begin
with another case, and set other marks for the same: none of this is a misquotation.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from unicodedata import normalize

from edition.lock.alignment import aligned
from edition.lock.difference import Difference
from edition.value import Value

__all__ = ["Comparison", "Likeness", "compared"]

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_POINTS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
_DOTS = r"(?:…|\.(?:\s?\.){2,3})"
_TOKEN = rf"""(?P<gap>\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}|(?<!\w)\[[^\[\]]*\](?!\w))
    |(?P<word>[{_ALONE}]|(?:[^\W_{_ALONE}]|[{_POINTS}]|\[(?:[^\W_])*\](?=\w)|(?<=\w)\[\w*\])+)"""
_HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys('“”„‟«»‹›‘’‚‛「」『』"`´ʼ', "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_SLASH, _LINE_END = re.compile(r"[/|]"), re.compile(r"\s*(?://?|\|\|?|\n)\s*")
_ALIKE = 0.5
_FEWEST, _TELLING = 3, 4
_FEW_CELLS, _MOST_CELLS, _WIDEST = 40_000, 4_000_000, 1_000


class Likeness(StrEnum):
    """How words that are quoted are like those of a passage."""

    SAME = "same"
    TYPOGRAPHY = "typography only"
    MISQUOTED = "misquoted"
    ELSEWHERE = "elsewhere"


class Comparison(Value):
    """What came of a comparison; `differences` have the passage's words as the old ones.

    `shared` is how much of the quotation the passage has, from 0 to 1.
    """

    likeness: Likeness
    differences: tuple[Difference, ...] = ()
    shared: float = 1.0


Fold = Callable[[str], str]


class _Word(Value):
    text: str
    start: int
    end: int


def compared(quoted: str, passage: str) -> Comparison:
    """Compare a quotation, without its marks, with what a passage says."""
    mine, theirs = _clean(quoted), _clean(passage)
    if _is_within(mine, theirs):  # as most are: no word has to be looked at
        return Comparison(Likeness.SAME)
    words = tuple(_words(theirs))
    parts = list(_parts(mine))
    whole = [[word for part in parts for word in part]]  # as if nothing were left out or put in
    is_found = False
    for fold in (_as_is, str.casefold):
        for runs in (whole, parts):
            places = _found(runs, words, fold)
            is_found = is_found or places is not None
            is_exact = fold is _as_is and places is not None
            if is_exact and _has_same_marks(runs, places, words, mine, theirs):
                return Comparison(Likeness.SAME)
    if is_found:
        return Comparison(Likeness.TYPOGRAPHY)
    return _nearest(parts, words, mine, theirs)


def _is_within(words: str, text: str) -> bool:
    """Whether words stand in a text sign for sign, and not as a part of other words."""
    wanted, whole = " ".join(words.split()), " ".join(text.split())
    at = whole.find(wanted)
    if not wanted or at < 0:
        return False
    before, behind = whole[at - 1 : at] if at else "", whole[at + len(wanted) :][:1]
    cut = (before + wanted[0]).isalnum() and before, (wanted[-1] + behind).isalnum() and behind
    return not any(cut)


def _as_is(word: str) -> str:
    return word


def _clean(text: str) -> str:
    return _HIDDEN.sub("", normalize("NFC", text))


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.VERBOSE)


def _words(text: str) -> Iterator[_Word]:
    for match in _token().finditer(text):
        if match["word"]:
            yield _Word(match["word"], match.start(), match.end())
        elif match[0][0] == "[":
            begin = match.start() + 1
            for each in _words(match[0][1:-1]):
                yield _Word(each.text, begin + each.start, begin + each.end)


def _parts(text: str) -> Iterator[list[_Word]]:
    """Yield the runs of words of a quotation between what was left out or put in."""
    part: list[_Word] = []
    for match in _token().finditer(text):
        if match["word"]:
            part.append(_Word(match["word"], match.start(), match.end()))
        elif part:
            yield part
            part = []
    if part:
        yield part


def _found(runs: Sequence[Sequence[_Word]], words: Sequence[_Word], fold: Fold) -> list[int] | None:
    """Return where each run of words begins in the passage, in order; None if one does not."""
    at, places = 0, []
    for run in runs:
        last = len(words) - len(run)
        place = next((n for n in range(at, last + 1) if _stands(run, words, n, fold)), None)
        if place is None:
            return None
        places.append(place)
        at = place + len(run)
    return places


def _stands(run: Sequence[_Word], words: Sequence[_Word], at: int, fold: Fold) -> bool:
    return all(
        _is_word(word.text, words[at + n].text, fold, is_first=not n) for n, word in enumerate(run)
    )


def _is_word(mine: str, theirs: str, fold: Fold, *, is_first: bool) -> bool:
    """Whether a word is one of the passage: with another first letter, or changed in brackets."""
    if fold(mine) == fold(theirs):
        return True
    if "[" in mine:
        before, _, rest = mine.partition("[")
        behind = rest.rpartition("]")[2]
        return theirs.startswith(before) and theirs.endswith(behind)
    is_same_but_first = mine[1:] == theirs[1:] and mine[:1].casefold() == theirs[:1].casefold()
    return is_first and is_same_but_first


def _has_same_marks(
    runs: Sequence[Sequence[_Word]],
    places: Sequence[int] | None,
    words: Sequence[_Word],
    mine: str,
    theirs: str,
) -> bool:
    """Whether between the words the same marks stand, whatever they look like."""
    for run, place in zip(runs, places or (), strict=True):
        if run:
            there = theirs[words[place].start : words[place + len(run) - 1].end]
            here = mine[run[0].start : run[-1].end]
            is_lined = _SLASH.search(here) is not None and "\n" in there
            if _marks(here) != _marks(there) and not (is_lined and _lined(here) == _lined(there)):
                return False
    return True


def _lined(text: str) -> list[tuple[int, str]]:
    """Return of each line its words, counted, and its marks; in a quotation a slash ends one."""
    return [(sum(1 for _ in _words(line)), _marks(line)) for line in _LINE_END.split(text)]


def _marks(text: str) -> str:
    """Return the marks of a text; blanks and the look of marks are nothing to go by."""
    return re.sub(r"[\w\s\[\]]+", " ", text.translate(_FOLDED)).replace(" ", "")


def _nearest(
    parts: Sequence[Sequence[_Word]], words: Sequence[_Word], mine: str, theirs: str
) -> Comparison:
    """Say how a quotation differs from the part of the passage that is most like it.

    What stands in the passage where the quotation has an ellipsis is no difference.
    """
    run = [word for part in parts for word in part]
    gaps = frozenset(list(accumulate(map(len, parts)))[:-1])
    one = [word.text.casefold() for word in run]
    window = _window(one, [word.text.casefold() for word in words])
    other = [word.text.casefold() for word in words[window]]
    if len(one) < _FEWEST or not other:
        return Comparison(Likeness.ELSEWHERE, (), 0.0)
    steps = aligned(one, other, gaps)
    same = [one[step.start : step.end] for step in steps if step.is_same]
    matched = [word for each in same for word in each]
    is_telling = any(len(word) >= _TELLING for word in matched) or len(matched) > _TELLING
    if len(matched) < _ALIKE * len(one) or not is_telling:
        return Comparison(Likeness.ELSEWHERE, (), 0.0)
    found = [
        Difference(
            _slice(theirs, words[window], step.first, step.last),
            _slice(mine, run, step.start, step.end),
        )
        for step in steps
        if not step.is_same and not (step.start == step.end and step.start in gaps)
    ]
    return Comparison(Likeness.MISQUOTED, tuple(found), len(matched) / len(one))


def _window(one: Sequence[str], other: Sequence[str]) -> slice:
    """Return the part of a long passage around most words in a row that a quotation has too."""
    if len(one) * len(other) <= _FEW_CELLS:
        return slice(len(other))
    from difflib import SequenceMatcher

    if len(one) * len(other) > _MOST_CELLS:
        return slice(0)
    longest = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    more = len(one) // 2 + _FEWEST
    begin = max(0, longest.b - longest.a - more)
    return slice(begin, min(longest.b + len(one) - longest.a + more, begin + _WIDEST))


def _slice(text: str, words: Sequence[_Word], start: int, end: int) -> str:
    return " ".join(text[words[start].start : words[end - 1].end].split()) if start < end else ""
