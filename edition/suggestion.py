"""Suggestion: which of the names that there are was meant by one that there is not."""

from collections.abc import Collection

__all__ = ["instead", "nearest"]

_MANY = 2000
_LONG = 100


def nearest(
    word: str, known: Collection[str], most: int = 3, *, likeness: float = 0.75
) -> list[str]:
    """Return those of `known` that are spelt most like `word`, the nearest first.

    `likeness` is from 0 to 1. Of thousands of names only those are looked at that one slip makes
    of the word: anything more would take seconds.
    """
    from difflib import get_close_matches

    few = known
    if len(known) > _MANY:
        there = known if isinstance(known, dict) else set(known)
        few = [name for name in _one_slip_from(word) if name in there]
    least, longest = (len(word) * share for share in (likeness / (2 - likeness), 2 / likeness - 1))
    few = [name for name in few if least <= len(name) <= longest]  # no other is as like
    return get_close_matches(word, sorted(few), n=most, cutoff=likeness)


def instead(name: str, known: Collection[str], otherwise: str = "") -> str:
    """Return how a sentence ends that refuses a name: with the nearest of those there are.

    Where none is near it is `otherwise`, by default with all of them.
    """
    close = nearest(name, known, most=1)
    if close:
        return f"did you mean {close[0]}?"
    return otherwise or f"there are: {', '.join(known) or 'none'}."


def _one_slip_from(word: str) -> set[str]:
    """Return what one slip makes of a word: a sign too many, too few, another, two exchanged.

    Of a word that is longer than names are, nothing: it would be gigabytes.
    """
    if len(word) > _LONG:
        return set()
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    signs = {*word, *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."}
    made = {before + after[1:] for before, after in cuts}
    made |= {before + after[1:2] + after[:1] + after[2:] for before, after in cuts}
    for before, after in cuts:
        made.update([before + sign + after for sign in signs])
        made.update([before + sign + after[1:] for sign in signs])
    return made
