"""Folding: a text as those type it who search it, letter by letter as its script asks for."""

import unicodedata
from functools import lru_cache

__all__ = ["folded"]

_ALIKE = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ـ": None,
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
        "’": "'", "‘": "'", "ʼ": "'",
    }
)  # fmt: skip
_SCRIPTS = ("LATIN", "GREEK", "ARABIC", "HEBREW")
"""The scripts whose signs above and below letters a search does without.

In others, as Devanagari, such signs are vowels; in Cyrillic they make letters of their own.
"""


def folded(text: str) -> str:
    """Return a text without regard to case, and to accents and points where a script has these.

    Latin, Greek, Arabic and Hebrew letters lose their signs, Arabic and Persian forms of a letter
    are one, digits are European, ligatures and the long s are spelt out. Other scripts keep all.
    """
    composed = unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", "".join(map(_folded, composed))).translate(_ALIKE)


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    if unicodedata.category(sign) == "No":
        return sign  # 3½ is not 31⁄2
    plain = unicodedata.normalize("NFKC", sign).casefold()
    return "".join(map(_bare, plain))


def _bare(sign: str) -> str:
    """Return a letter without signs above and below it, a digit as a European one."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    name = unicodedata.name(sign, "")
    if name.startswith(_SCRIPTS):
        parts = unicodedata.normalize("NFD", sign)
        return "".join(part for part in parts if not unicodedata.combining(part))
    is_loose = unicodedata.combining(sign) > 0 and name.startswith("COMBINING")
    return "" if is_loose else sign
