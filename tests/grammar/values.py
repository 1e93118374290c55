"""Random values: what `data` in a grammar admits, of every datatype that schemas of TEI use."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from random import Random
from unicodedata import category

Sampler = Callable[[Random], str]
Facets = tuple[tuple[str, str], ...]
REPEATS = {"?": (0, 1), "*": (0, 3), "+": (1, 4)}
QUANTIFIER = re.compile(r"[?*+]|\{(\d+)(?:(,)(\d*))?\}")
ALPHABET = "abcxyzABCXYZ0123456789_-éßжن"
"""The signs of which those are taken that a class admits without naming them one by one."""

ESCAPES: dict[str, Callable[[str], bool]] = {
    "d": str.isdecimal,
    "w": str.isalnum,
    "i": str.isalpha,
    "c": lambda sign: sign.isalnum() or sign in "_-",
    "s": str.isspace,
}
STRINGS = ("string", "token", "normalizedString", "anyURI", "NMTOKEN", "NCName", "Name")
LEXICAL = {
    "anyURI": re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:[^:]*|[^:]*)"),
    "Name": re.compile(r"[^\W\d][\w.:-]*"),
    "NCName": re.compile(r"[^\W\d][\w.-]*"),
}
"""What a type asks of a string beside its pattern, or a little more."""

ZONES = ("", "", "Z", "+03:00", "-05:30")


def sample_value(kind: str, facets: Facets, random: Random) -> str:
    """A value of an XML Schema type with its facets. Raises ValueError where it finds none.

    Strings are made from their pattern; all else as what it is, since a pattern alone would admit
    a 99th month, and is taken if the pattern fits.
    """
    limits = dict(facets)
    pattern = limits.get("pattern", "")
    excluded = [text for name, text in facets if name == "except"]
    for _ in range(1000):
        if pattern and kind in STRINGS:
            made = _sampler(pattern)(random)
        else:
            made = _KINDS[kind](limits, random)
        expected = LEXICAL.get(kind, "") if kind in STRINGS else pattern
        if made not in excluded and (not expected or re.fullmatch(expected, made)):
            return made
    raise ValueError(f"no {kind} matches {facets}")


def _day(random: Random) -> str:
    return (date(1000, 1, 1) + timedelta(days=random.randrange(400_000))).isoformat()


def _time(random: Random) -> str:
    return f"{random.randrange(24):02}:{random.randrange(60):02}:{random.randrange(60):02}"


def _number(limits: dict[str, str], random: Random, least: int = -99) -> int:
    low = int(float(limits.get("minInclusive", least)))
    return random.randint(low, int(float(limits.get("maxInclusive", low + 999))))


def _duration(random: Random) -> str:
    return random.choice(["P1Y2M3D", "PT12H30M", "P4D", "-P1M", "PT0.5S"])


_KINDS: dict[str, Callable[[dict[str, str], Random], str]] = {
    "date": lambda _, random: _day(random) + random.choice(ZONES),
    "gYearMonth": lambda _, random: _day(random)[:7],
    "gYear": lambda _, random: random.choice(["", "-"]) + _day(random)[:4],
    "gMonthDay": lambda _, random: f"-{_day(random)[4:]}",
    "gDay": lambda _, random: f"---{_day(random)[8:]}",
    "gMonth": lambda _, random: f"--{_day(random)[5:7]}",
    "time": lambda _, random: _time(random) + random.choice(ZONES),
    "dateTime": lambda _, random: f"{_day(random)}T{_time(random)}{random.choice(ZONES)}",
    "duration": lambda _, random: _duration(random),
    "boolean": lambda _, random: random.choice(["true", "false", "0", "1"]),
    "language": lambda _, random: random.choice(["en", "fa-Latn", "de-AT", "x-own"]),
    "integer": lambda limits, random: str(_number(limits, random)),
    "nonNegativeInteger": lambda limits, random: str(_number(limits, random, 0)),
    "positiveInteger": lambda limits, random: str(_number(limits, random, 1)),
    "decimal": lambda limits, random: f"{_number(limits, random)}{random.choice(['', '.0'])}",
    "double": lambda limits, random: f"{_number(limits, random)}{random.choice(['', 'E0', '.0'])}",
    "float": lambda limits, random: f"{_number(limits, random)}{random.choice(['', 'e0'])}",
    "anyURI": lambda _, random: random.choice(["#a", "https://example.org/x?y=z#b", "../c.xml"]),
    "ID": lambda _, random: random.choice("abc") + str(random.randrange(10_000)),
    "NCName": lambda _, random: random.choice(["name", "ná.me-1", "_n"]),
    "Name": lambda _, random: random.choice(["name", "n-1", "_n"]),
    "NMTOKEN": lambda _, random: random.choice(["1st", "a.b"]),
    "string": lambda _, random: random.choice([" two  words ", "word", ""]),
    "token": lambda _, random: random.choice(["two words", "word"]),
    "normalizedString": lambda _, random: random.choice(["two words", "word"]),
}


@cache
def _sampler(pattern: str) -> Sampler:
    if not pattern:
        raise ValueError("a type without a pattern cannot be sampled")
    return _Expression(pattern).read()


class _Expression:
    """Reads a regular expression of XML Schema: branches, groups, classes, quantifiers.

    No class less another one: no schema of TEI has one.
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
        signs = [sign]
        if sign == "[":
            signs = self._class()
        elif sign == "\\":
            signs = self._escaped()
        elif sign == ".":
            signs = list(ALPHABET)
        if not signs:
            raise ValueError(f"none of our signs fits at {self.at}: {self.source}")
        return lambda random: random.choice(signs)

    def _class(self) -> list[str]:
        is_negated = self._peek() == "^"
        self.at += is_negated
        signs: list[str] = []
        while self._peek() != "]":
            first = self._signs()
            if self._peek() == "-" and self.source[self.at + 1] != "]":
                self.at += 1
                (last,) = self._signs()
                signs += map(chr, range(ord(first[0]), ord(last) + 1))
            else:
                signs += first
        self.at += 1
        return [sign for sign in ALPHABET if sign not in signs] if is_negated else signs

    def _signs(self) -> list[str]:
        sign = self._take()
        return self._escaped() if sign == "\\" else [sign]

    def _escaped(self) -> list[str]:
        """The signs that stand behind a backslash: all of a kind, or the one itself."""
        sign = self._take()
        if sign.lower() == "p":
            end = self.source.index("}", self.at)
            name, self.at = self.source[self.at + 1 : end], end + 1
            return [s for s in ALPHABET if category(s).startswith(name) is (sign == "p")]
        test = ESCAPES.get(sign.lower())
        if test is None:
            return [{"n": "\n", "t": "\t", "r": "\r"}.get(sign, sign)]
        return [s for s in f"{ALPHABET} " if test(s) is (sign == sign.lower())]

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _take(self) -> str:
        self.at += 1
        return self.source[self.at - 1]
