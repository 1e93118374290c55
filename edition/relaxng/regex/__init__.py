"""Regex: the regular expressions of XML Schema, matched in time linear in the text.

An expression becomes a small program of tests and jumps (Thompson's construction), the program an
automaton whose states are built when a text first needs them. Nothing is tried twice, so that no
expression can be made to hang, as `(a+)+b` hangs one that goes back; and a class such as `\\p{L}`
is asked of the signs that occur, so that no table of all letters is ever made.

Source: XML Schema Part 2, second edition, appendix F.
"""

from functools import lru_cache

from edition.relaxng.regex.expression import size
from edition.relaxng.regex.matcher import Matcher
from edition.relaxng.regex.parser import parsed

__all__ = ["Matcher", "compiled"]

_LONGEST = 20_000  # signs of an expression: a bound of the time that a sign's first test takes
_LARGEST = 4_000  # tests and jumps: a bound of the time that each further sign takes


@lru_cache(maxsize=1000)
def compiled(pattern: str) -> Matcher:
    """Return the matcher of an expression.

    Raises ValueError, saying what is wrong with it, or that it is too large, and how large.
    """
    shown = pattern if len(pattern) <= 60 else f"{pattern[:60]}…"
    if len(pattern) > _LONGEST:
        raise ValueError(
            f"The expression “{shown}” is {len(pattern):,} signs long; {_LONGEST:,} are the most."
        )
    part = parsed(pattern)
    steps = size(part)
    if steps > _LARGEST:
        raise ValueError(
            f"The expression “{shown}” is too large: its repetitions multiply to {steps:,} steps, "
            f"and {_LARGEST:,} are the most."
        )
    return Matcher(part)
