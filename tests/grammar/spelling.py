"""Slips of the pen: words misspelt, dates in words, values that their datatypes do not admit."""

import re
from collections.abc import Callable
from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

_SAID = {
    "ISO date": "date year YYYY",
    "a year": "date year YYYY",
    "number": "number integer decimal digits",
    "integer": "number integer digits",
    "regular expression": "word words space pattern name signs expression letters version",
    "language": "language",
    "XML name": "name NCName letter id",
    "URI": "URI address pointer",
    "duration": "duration",
    "missing token": "empty missing word value words",
    "boolean": "true false",
    "date and time": "date time",
}


def misspelt(word: str, random: Random) -> str:
    """Return a word with one slip that a typist makes."""
    slips = [_case, _doubled] if len(word) < 3 else [_dropped, _doubled, _swapped, _beside, _case]
    return random.choice(slips)(word, random)


def _dropped(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[: at + 1] + word[at:]


def _swapped(word: str, random: Random) -> str:
    at = random.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _beside(word: str, random: Random) -> str:
    """A letter whose key lies beside the right one."""
    at = random.randrange(len(word))
    row = next((row for row in _ROWS if word[at].lower() in row), "")
    if len(row) == 0:
        return _dropped(word, random)
    place = row.index(word[at].lower())
    near = row[place + random.choice([-1, 1]) if 0 < place < len(row) - 1 else abs(place - 1)]
    return word[:at] + (near.upper() if word[at].isupper() else near) + word[at + 1 :]


def _case(word: str, _: Random) -> str:
    humps = [at for at, sign in enumerate(word) if sign.isupper()]
    if humps:
        return word.lower()
    return word[:1].upper() + word[1:]


def wrong_value(value: str, random: Random) -> str:
    """Return what somebody might write instead of a value."""
    if found := _DATE.fullmatch(value):
        return random.choice(_DATES)(int(found[1]), int(found[2]), int(found[3]))
    if re.fullmatch(r"\d{4}(-\d\d)?", value):
        year, slash = value[:4], value.replace("-", "/")
        return random.choice([f"ca. {year}", f"{year}?", slash, f"{year}-13", f"{year}s"])
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return random.choice(["three", f"{value} cm", f"{value},5", "", f"~{value}"])
    if " " in value or not value:
        return random.choice(["", " ", "a b?"])
    return random.choice([misspelt(value, random), f"{value} {value}", "", "none of these", "?"])


_DATES: list[Callable[[int, int, int], str]] = [
    lambda year, month, day: f"{day} {_MONTHS[month - 1]} {year}",
    lambda year, month, day: f"{_MONTHS[month - 1]} {day}, {year}",
    lambda year, month, day: f"{day:02}.{month:02}.{year}",
    lambda year, month, day: f"{year}/{month:02}/{day:02}",
    lambda year, month, day: f"{year}-{month}-{day}" if month < 10 else f"{year}{month}{day}",
    lambda year, _, day: f"{year}-02-{max(30, day)}",
    lambda year, month, day: f"{year}-{month + 12:02}-{day:02}",
    lambda year, month, day: (
        f"{year}-{day:02}-{month:02}" if day > 12 else f"um {year}-{month:02}-{day:02}"
    ),
    lambda year, _, __: f"circa {year}",
    lambda year, month, day: f"{year}-{month:02}-{day:02}?",
]


def words_of_datatype(said: str) -> frozenset[str]:
    """Return the words one of which explains what jing calls by its name of a datatype."""
    found = {word for part, words in _SAID.items() if part in said for word in words.split()}
    return frozenset(found | {word.capitalize() for word in found if word.islower()})
