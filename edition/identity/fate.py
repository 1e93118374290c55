"""Fate: what became of a passage from one state of an edition to another."""

from enum import StrEnum

from edition.identity.trace import Trace
from edition.value import Value

__all__ = ["Change", "Fate", "Verdict"]


class Verdict(StrEnum):
    """What became of a passage, in one word.

    Of what was moved and altered the first that applies: withdrawn, ambiguous, split, merged,
    moved, altered, typography only, kept.
    """

    KEPT = "kept"
    RETOUCHED = "typography only"
    ALTERED = "altered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    AMBIGUOUS = "ambiguous"
    WITHDRAWN = "withdrawn"
    NEW = "new"


class Change(StrEnum):
    """How the words of a passage differ: not at all, in marks, case and space, or in letters."""

    SAME = "same"
    TYPOGRAPHY = "typography only"
    ALTERED = "altered"


class Fate(Value):
    """A passage of the old state with what it is in the new one; of a new passage, `old` is None.

    An ambiguous one has in `new` all that it may be.
    """

    verdict: Verdict
    old: Trace | None
    new: tuple[Trace, ...]
    change: Change = Change.SAME
    is_holder: bool = False
    """Whether it holds other passages, so that it changes with them."""
