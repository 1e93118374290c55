"""Plain: texts that are surely of a type, told without reading them; nearly all are.

A corpus holds thousands of different dates and pointers, so this is asked before the type itself.
"""

from collections.abc import Callable
from typing import Final

__all__ = ["PLAIN"]


def _day(text: str) -> bool:
    """Whether this is YYYY-MM-DD with a day that its month has in every year."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not _digits(text[:4]):
        return False
    month, day = text[5:7], text[8:]
    return _month(month) and _digits(day) and "01" <= day <= _LAST.get(month, "31")


_LAST: Final = {"02": "28", "04": "30", "06": "30", "09": "30", "11": "30"}


def _year(text: str) -> bool:
    return len(text) == 4 and _digits(text)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and text != "0000"


def _month(text: str) -> bool:
    return _digits(text) and "01" <= text <= "12"


def _word(text: str) -> bool:
    return text.isascii() and text.isprintable() and bool(text) and " " not in text


def _pointer(text: str) -> bool:
    """Whether this is a pointer without escaped signs, such as #p1, a.xml#p1 or https://a.org."""
    plain = text.removeprefix("https://").removeprefix("http://")
    return _word(plain) and ":" not in plain and "%" not in plain and plain.count("#") < 2


Test = Callable[[str], bool]

PLAIN: Final[dict[tuple[str, tuple[tuple[str, str], ...]], Test]] = {
    ("date", ()): _day,
    ("gYear", ()): _year,
    ("anyURI", ()): _pointer,
    ("anyURI", (("pattern", r"\S+"),)): _pointer,
    ("token", (("pattern", r"[^\p{C}\p{Z}]+"),)): _word,
    ("token", (("pattern", r"(\p{L}|\p{N}|\p{P}|\p{S})+"),)): _word,
}
"""Tests by name and parameters of a type of XML Schema; where one says no, the type is asked."""
