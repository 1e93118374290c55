"""Difference: which words of a text stand for which of another, said in words."""

from collections.abc import Iterable

from edition.value import Value

__all__ = ["Difference", "bare", "differences", "told"]

_MOST, _LONGEST = 6, 80
_MOST_CELLS = 4_000_000


class Difference(Value):
    """Words that were there, and those that are there instead; either may be none."""

    old: str
    new: str


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Return where two texts differ in their words; marks and case at a word are passed over.

    Of texts that are too long to be aligned, nothing.
    """
    from difflib import SequenceMatcher

    mine, theirs = old.split(), new.split()
    if len(mine) * len(theirs) > _MOST_CELLS:
        return ()
    one, other = ([bare(word) for word in words] for words in (mine, theirs))
    found = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return tuple(
        Difference(" ".join(mine[start:end]), " ".join(theirs[first:last]))
        for kind, start, end, first, last in found
        if kind != "equal"
    )


def bare(word: str) -> str:
    """Return a word without marks and case, by which it is compared."""
    return "".join(filter(str.isalnum, word)).casefold() or word


def told(found: Iterable[Difference], now: str = " now") -> str:
    """Say differences in words: “greater” is “larger” now."""
    said = []
    for each in found:
        old, new = _cut(each.old), _cut(each.new)
        if old and new:
            said.append(f"“{old}” is “{new}”{now}")
        else:
            said.append(f"“{old}” is gone" if old else f"“{new}” is new")
    rest = len(said) - _MOST
    return "; ".join(said[:_MOST]) + (f"; and {rest} more" if rest > 0 else "")


def _cut(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    half = _LONGEST // 2
    return f"{words[:half].rpartition(' ')[0]} … {words[-half:].partition(' ')[2]}"
