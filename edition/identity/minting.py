"""Minting: new ids, short and opaque, with a sign that gives slips away; never from position.

`p-7k3dq` is the first letter of the element's name, four signs of base 32, and a check sign: one
sign that is wrong, or two that are exchanged, make an id that cannot be. The four signs come from
the words, so that the same passage gets the same id in two branches; once given, an id stays.
Source: a Reed-Solomon code with one check sign over GF(32), x^5 + x^2 + 1.
"""

from collections.abc import Container

from edition.checksum import base32
from edition.diagnostic import Misuse

__all__ = ["is_minted", "is_sound", "minted"]

_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"
_LENGTH = 4
_MOST_TRIES = 100_000


def minted(kind: str, words: str, taken: Container[str]) -> str:
    """Return a new id for an element of that name and those words, which is not taken.

    Raises Misuse where all are.
    """
    letter = kind[0].lower() if kind[:1].isascii() and kind[:1].isalpha() else "x"
    for attempt in range(_MOST_TRIES):
        signs = base32(f"{attempt} {kind} {words}".encode())[:_LENGTH]
        name = f"{letter}-{signs}{_check(letter + signs)}"
        if name not in taken:
            return name
    raise Misuse(f"There are no ids left that begin with {letter}-.")


def is_minted(name: str) -> bool:
    """Whether a name has the form of our ids."""
    letter, dash, signs = name.partition("-")
    is_form = len(letter) == 1 and letter.isascii() and letter.islower() and dash == "-"
    return is_form and len(signs) == _LENGTH + 1 and all(sign in _SIGNS for sign in signs)


def is_sound(name: str) -> bool:
    """Whether the check sign of an id of our form is right."""
    letter, _, signs = name.partition("-")
    return _check(letter + signs[:_LENGTH]) == signs[_LENGTH:]


def _check(signs: str) -> str:
    rest = 0
    for sign in signs:
        rest = _doubled(rest) ^ _SIGNS.index(sign)
    return _SIGNS[_doubled(rest)]


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
