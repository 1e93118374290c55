"""Numeral: the number in an @n, be it arabic, roman or that of a folio."""

import re
from functools import lru_cache

from edition.regex import compiled

__all__ = ["number", "written"]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        compiled(r"(.*?)([0-9]{1,9})"),
        compiled(r"(.*?)([0-9]{1,9})([rv])"),
        compiled(r"(?=.)m*(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"),
    )


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NUMERALS = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90,
    "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1,
}  # fmt: skip
_LONGEST = 100


@lru_cache(maxsize=65_536)
def number(n: str) -> tuple[str, int | None]:
    """Return what stands before the number of an @n, with its style, and the number.

    A folio counts for two, its recto and its verso. None where nothing can be counted.
    """
    if n.isdecimal() and n.isascii() and len(n) < 9:
        return "", int(n)
    arabic, folio, roman = _patterns()
    n = n.strip()
    if len(n) > _LONGEST:
        return n, None
    if match := arabic.fullmatch(n):
        return match[1], int(match[2])
    if match := folio.fullmatch(n):
        return f"folio {match[1]}", 2 * int(match[2]) + (match[3] == "v")
    small = n.lower()
    if n in {small, n.upper()} and roman.fullmatch(small):
        values = [_ROMAN[letter] for letter in small]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return "roman" if n == small else "ROMAN", sum(
            -one if one < two else one for one, two in pairs
        )
    return n, None


def written(prefix: str, count: int) -> str:
    """Return the @n that `number` would read so."""
    if prefix.startswith("folio "):
        return f"{prefix[6:]}{count // 2}{'rv'[count % 2]}"
    if prefix not in {"roman", "ROMAN"}:
        return f"{prefix}{count}"
    words = ""
    for numeral, value in _NUMERALS.items():
        words += numeral * (count // value)
        count %= value
    return words if prefix == "roman" else words.upper()
