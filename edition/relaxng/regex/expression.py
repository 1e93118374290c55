"""Expression: the parts of a regular expression, and how large they are when written out."""

from typing import TypeAlias
from unicodedata import category

from edition.value import Value

__all__ = ["ENDLESS", "Choice", "Class", "Part", "Repeat", "Sequence", "size"]

ENDLESS = -1  # the upper bound of a*


class Class(Value):
    """A set of signs: of ranges (ends in pairs), categories and further classes."""

    ranges: str = ""
    categories: frozenset[str] = frozenset()
    classes: "tuple[Class, ...]" = ()
    negated: bool = False
    without: "Class | None" = None

    @property
    def is_sign(self) -> bool:
        """Whether the class is one sign, and written so."""
        simple = not (self.categories or self.classes or self.negated or self.without)
        return simple and len(self.ranges) == 2 and self.ranges[0] == self.ranges[1]

    def contains(self, sign: str) -> bool:
        """Return whether a sign is of the class."""
        ends = self.ranges
        found = (
            any(ends[n] <= sign <= ends[n + 1] for n in range(0, len(ends), 2))
            or (self.categories and not self.categories.isdisjoint(_kinds(sign)))
            or any(part.contains(sign) for part in self.classes)
        )
        if bool(found) == self.negated:
            return False
        return self.without is None or not self.without.contains(sign)


class Repeat(Value):
    """A part, from `least` to `most` times."""

    inner: "Part"
    least: int
    most: int


class Sequence(Value):
    """Parts, one after the other."""

    parts: "tuple[Part, ...]"


class Choice(Value):
    """Any of the parts."""

    parts: "tuple[Part, ...]"


Part: TypeAlias = Class | Repeat | Sequence | Choice


def _kinds(sign: str) -> tuple[str, str]:
    kind = category(sign)
    return kind, kind[0]


def size(part: Part) -> int:
    """Return how many tests and jumps a part is; repetitions multiply."""
    if isinstance(part, Class):
        return 1
    if isinstance(part, Repeat):
        inner = size(part.inner)
        if not inner:
            return 0
        if part.most == ENDLESS:
            return (part.least + 1) * inner + 2
        return part.most * inner + part.most - part.least
    jumps = 2 * (len(part.parts) - 1) if isinstance(part, Choice) else 0
    return jumps + sum(map(size, part.parts))
