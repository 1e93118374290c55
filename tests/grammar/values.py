"""Random attribute values: what `data` in a grammar admits, of the kinds our grammar uses."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from random import Random

Sampler = Callable[[Random], str]
REPEATS = {"?": (0, 1), "*": (0, 3), "+": (1, 4)}
QUANTIFIER = re.compile(r"[?*+]|\{(\d+)(?:(,)(\d*))?\}")
DATES = {"date": 10, "gYearMonth": 7, "gYear": 4}


def sample_value(kind: str, pattern: str, random: Random) -> str:
    """A value of an XML Schema type with one pattern facet.

    Dates are made as dates, since their pattern alone would admit a 99th month; for all other
    types the grammar gives a pattern that admits nothing wrong. Raises ValueError where not.
    """
    if kind not in DATES:
        return _sampler(pattern)(random)
    day = date(1000, 1, 1) + timedelta(days=random.randrange(400_000))
    made = day.isoformat()[: DATES[kind]]
    if not re.fullmatch(pattern, made):
        raise ValueError(f"{made} does not match {pattern}")
    return made


@cache
def _sampler(pattern: str) -> Sampler:
    if not pattern:
        raise ValueError("a type without a pattern cannot be sampled")
    return _Expression(pattern).read()


class _Expression:
    """Reads a regular expression of XML Schema: branches, groups, classes, quantifiers.

    No negation and no categories: our grammar has none.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def read(self) -> Sampler:
        made = self._branches()
        if self.at != len(self.source):
            raise ValueError(f"unreadable at {self.at}: {self.source}")
        return made

    def _branches(self) -> Sampler:
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        return lambda random: random.choice(branches)(random)

    def _sequence(self) -> Sampler:
        pieces: list[Sampler] = []
        while self._peek() not in ("", "|", ")"):
            pieces.append(self._repeated(self._atom()))
        return lambda random: "".join(piece(random) for piece in pieces)

    def _repeated(self, piece: Sampler) -> Sampler:
        found = QUANTIFIER.match(self.source, self.at)
        if found is None:
            return piece
        self.at = found.end()
        if found[0] in REPEATS:
            low, high = REPEATS[found[0]]
        else:
            low = int(found[1])
            high = int(found[3] or low + 3) if found[2] else low
        return lambda random: "".join(piece(random) for _ in range(random.randint(low, high)))

    def _atom(self) -> Sampler:
        sign = self._take()
        if sign == "(":
            branches = self._branches()
            self._take()
            return branches
        if sign == "[":
            signs = self._class()
            return lambda random: random.choice(signs)
        literal = [self._take() if sign == "\\" else sign]
        return lambda random: random.choice(literal)

    def _class(self) -> list[str]:
        signs: list[str] = []
        while self._peek() != "]":
            first = self._literal()
            if self._peek() == "-" and self.source[self.at + 1] != "]":
                self.at += 1
                signs += map(chr, range(ord(first), ord(self._literal()) + 1))
            else:
                signs.append(first)
        self.at += 1
        return signs

    def _literal(self) -> str:
        sign = self._take()
        return self._take() if sign == "\\" else sign

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _take(self) -> str:
        self.at += 1
        return self.source[self.at - 1]
