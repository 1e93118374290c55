"""Remainder: what a passage says beside what it shares with another."""

from edition.identity.matching.likeness import Text
from edition.identity.matching.pairing import TELLING
from edition.identity.matching.sharing import blocks

__all__ = ["edges", "enough", "inner", "rests"]

_ENOUGH, _SHORT, _TINY = 0.2, 0.6, 1e-6
_WORDS, _FEW_LETTERS = 3, 4


def enough(part: Text, rest: Text) -> float:
    """Return how like a part has to be to what its neighbour lacks: a few words are soon alike."""
    if min(len(part.letters), len(rest.letters)) >= TELLING:
        return _ENOUGH
    return _SHORT if len(rest.words()) > 1 else 1 - _TINY


def rests(whole: Text, parts: list[Text]) -> list[Text]:
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


def inner(whole: Text, parts: list[Text]) -> list[Text]:
    """Return what a whole says between what its parts say, if it is no short thing.

    Where one part ends and another begins, it may be short.
    """
    words = whole.words()
    runs = sorted((*run, n) for n, part in enumerate(parts) for run in blocks(whole, part))
    found, done, before = [], runs[0][0] if runs else 0, runs[0][2] if runs else 0
    for start, end, number in runs:
        least = TELLING if number == before else _FEW_LETTERS
        if len("".join(words[done:start])) >= least:
            found.append(Text(" ".join(words[done:start]), whole.rarity))
        done, before = max(done, end), number
    return found


def edges(whole: Text, parts: list[Text]) -> tuple[Text | None, Text | None]:
    """Return what a whole says more than its parts before, and behind, all that it shares.

    What was replaced by something half as long is no more than that.
    """
    if any(part.letters == whole.letters for part in parts):
        return None, None
    words = whole.words()
    runs = [(*run, part) for part in parts for run in blocks(whole, part)]
    if not runs:
        return None, None
    first, last = min(runs, key=lambda run: run[0]), max(runs, key=lambda run: run[1])
    found = []
    for end, place, part in (
        (words[: first[0]], 0, first[2]),
        (words[last[1] :], 1, last[2]),
    ):
        text = Text(" ".join(end), whole.rarity)
        lacks = _beyond(part, whole)[place] * 2 <= len(text.letters)
        found.append(text if len(text.letters) >= _FEW_LETTERS and lacks else None)
    return found[0], found[1]


def _beyond(whole: Text, part: Text) -> tuple[int, int]:
    """Return how many letters of a whole stand before and behind all that it shares with a part."""
    words = whole.words()
    runs = blocks(whole, part)
    if not runs:
        return 0, 0
    return sum(map(len, words[: runs[0][0]])), sum(map(len, words[runs[-1][1] :]))
