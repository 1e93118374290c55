"""Pattern: the regular expression of a canonical reference, and how it divides one.

Whether an expression matches is decided in linear time; the parts of what matches are then taken
by Python's engine, if the expression is none that makes it go back and forth.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from edition.regex import compiled

if TYPE_CHECKING:
    from edition.relaxng.regex.expression import Part

__all__ = ["Pattern", "is_tame", "separators"]

_LONGEST = 200
_MOST_ENDLESS = 4
_BEYOND = compiled(r"\\[pPiIcC]|-\[|\(\?|\\\d|[\^$]")


class Pattern:
    """An expression that references are tried on; one that cannot be used matches none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.groups: re.Pattern[str] | None = None
        from edition.relaxng.regex import compiled
        from edition.relaxng.regex.parser import parsed

        try:
            compiled(text)
            if is_tame(parsed(text)) and not _BEYOND.search(text):
                self.groups = re.compile(text)
        except (ValueError, re.error):
            self.groups = None

    @classmethod
    @lru_cache(maxsize=100)
    def read(cls, text: str) -> Self:
        """Return the pattern of a text."""
        return cls(text)

    def parts(self, name: str) -> list[str] | None:
        """Return what each group of the expression takes of a reference; None if it is no match."""
        if self.groups is None or len(name) > _LONGEST:
            return None
        from edition.relaxng.regex import compiled

        match = self.groups.fullmatch(name)
        if match is None or not compiled(self.text).matches(name):
            return None
        return [part or "" for part in match.groups()]


def is_tame(part: "Part") -> bool:
    """Whether nothing endless is repeated endlessly, and not too much stands side by side."""
    return _endless(part) <= _MOST_ENDLESS


def _endless(part: "Part") -> int:
    from edition.relaxng.regex.expression import ENDLESS, Repeat

    inner = sum(map(_endless, getattr(part, "parts", ())))
    if not isinstance(part, Repeat):
        return inner
    within = _endless(part.inner)
    if part.most == ENDLESS or part.most > _LONGEST:
        return 1 if not within else _MOST_ENDLESS + 1
    return within * max(part.most, 1)


@lru_cache(maxsize=100)
def separators(pattern: str) -> list[str]:
    """Return what stands before each group of an expression, as one writes it.

    `(\\d+)\\.(\\d+)` gives nothing and a full stop; a sign that may be any is a full stop, white
    space is a space. The list is empty where something stands behind the last group, where a group
    holds another, or where what divides them may be several things.
    """
    found: list[str] = []
    at = 0
    between = ""
    while at < len(pattern):
        if pattern[at] == "(":
            end = _end_of_group(pattern, at)
            if end < 0:
                return []
            found.append(between)
            between, at = "", end
            continue
        piece = _DIVIDER.match(pattern, at)
        if piece is None:
            return []
        between += _written(piece[1], piece[2])
        at = piece.end()
    return [] if between else found


_DIVIDER = compiled(r"(\\.|\[[^\]\\^-]+\]|[^\\\[\](){}|?*+^$])([?*+]?)")


def _written(divider: str, repeated: str) -> str:
    if divider == "\\s":
        return "" if repeated in {"*", "?"} else " "
    if divider == ".":
        return "."
    return divider.lstrip("[\\")[:1] if divider[0] in "[\\" else divider


def _end_of_group(pattern: str, start: int) -> int:
    """Return the place behind a group that holds no other; -1 if there is none."""
    end = pattern.find(")", start)
    inner = pattern[start + 1 : end]
    while end > 0 and inner.endswith("\\"):
        end = pattern.find(")", end + 1)
        inner = pattern[start + 1 : end]
    if end < 0 or "(" in compiled(r"\\.|\[[^\]]*\]").sub("", inner):
        return -1
    return end + 1 if pattern[end + 1 : end + 2] not in {"?", "*", "+", "{"} else -1
