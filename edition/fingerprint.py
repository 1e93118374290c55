"""Fingerprint: two short checksums by which a passage is known again, in its signs or letters."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, chain, count, pairwise
from unicodedata import category, is_normalized, normalize

from edition.checksum import base32, bits_of_many
from edition.regex import compiled
from edition.value import Value

__all__ = ["Fingerprints", "fingerprints", "fingerprints_within"]


_BORDER = "\0"
"""A sign that no XML document can hold."""
_ASCII = bytes(range(128))
_LOWER = bytes(range(256)).lower()
_SIGNS = bytes(code for code in _ASCII[1:] if not chr(code).isalnum())
_SPACED = bytes(32 if code < 128 and chr(code).isspace() else code for code in range(256))


class Fingerprints(Value):
    """The checksums of a text: of every sign, and of its letters and numbers only.

    Those of one profile's text are never compared with those of another's: `profile` is a part of
    what is equal.
    """

    strict: str
    letters: str
    profile: str = "reading"

    def __str__(self) -> str:
        return f"{self.strict}.{self.letters}"


def fingerprints(text: str, profile: str = "reading") -> Fingerprints:
    """Return the fingerprints of a text.

    Each is the first 40 bits of the SHA-256 of the UTF-8 text as lower-case base 32. Strict: NFC,
    white space folded to single spaces and trimmed. Letters: NFC, Unicode letters and numbers
    only, case-folded.
    """
    composed = normalize("NFC", text)
    letters = "".join(filter(str.isalnum, composed)).casefold()  # isalnum: categories L and N
    strict = " ".join(composed.split())
    return Fingerprints(base32(strict.encode()), base32(letters.encode()), profile)


def fingerprints_within(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the fingerprints, as bits, of many parts of a text, which may lie within each other.

    What is ignored is taken out of the whole text once, and not of every part anew: a verse stands
    in a stanza, a canto, a book. See `written` of `checksum`.
    """
    wanted = list(spans)
    apart = list(dict.fromkeys(wanted))
    cuts = sorted({0, len(text)}.union(chain.from_iterable(apart)))
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    if not is_normalized("NFC", text):  # a part of what is composed is composed, else not
        if any(_may_compose(piece[0]) for piece in pieces):
            return [_alone(normalize("NFC", text[start:end])) for start, end in wanted]
        pieces = [normalize("NFC", piece) for piece in pieces]
    whole = _BORDER.join(pieces).encode()
    number = dict(zip(cuts, count(), strict=False)).__getitem__
    borders = [(number(start), number(end)) for start, end in apart]
    words = bits_of_many([part.strip(b" ") for part in _parts(_spaced(whole), borders)])
    letters = bits_of_many(_parts(_lettered(whole), borders))
    marks = list(zip(words, letters, strict=True))
    if len(apart) == len(wanted):
        return marks
    known = dict(zip(apart, marks, strict=True))
    return [known[span] for span in wanted]


def _alone(text: str) -> tuple[int, int]:
    strict = " ".join(text.split()).encode()
    words, bits = bits_of_many([strict, _lettered(text.encode())])
    return words, bits


def _may_compose(sign: str) -> bool:
    """Whether a sign may become one with what stands before it: marks, Hangul, rare scripts."""
    return sign >= "\u0300" and (
        category(sign)[0] == "M" or "\u1100" <= sign < "\u1200" or sign >= "\U00010000"
    )


def _lettered(text: bytes) -> bytes:
    """Return the letters and numbers of a text in UTF-8, case-folded, and the borders in it.

    What is ASCII takes one pass, and what is not is looked at in runs.
    """
    text = text.translate(_LOWER, _SIGNS)
    if text.isascii():
        return text
    pieces = _beyond().split(text)
    pieces[1::2] = map(_Letters().__getitem__, pieces[1::2])
    return b"".join(pieces)


class _Letters(dict[bytes, bytes]):
    """The case-folded letters and numbers of runs of signs, each run looked at once."""

    def __missing__(self, run: bytes) -> bytes:
        letters = "".join(filter(str.isalnum, run.decode()))
        folded = self[run] = letters.casefold().encode()
        return folded


@lru_cache(maxsize=1)
def _beyond() -> "re.Pattern[bytes]":
    """Return the pattern of a run of signs that are not ASCII."""
    return compiled(rb"([\x80-\xff]+)")


def _spaced(text: bytes) -> bytes:
    """Return a text with white space as single spaces, also where a border is between two."""
    text = text.translate(_SPACED)
    if not text.isascii():
        for sign in set(text.translate(None, _ASCII).decode()):
            if sign.isspace():
                text = text.replace(sign.encode(), b" ")
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    if b"  " not in text.translate(None, _BORDER.encode()):  # as in nearly every text
        return text
    return re.sub(rb" \0[\0 ]* ", lambda run: b" " + run[0].replace(b" ", b""), text)


def _parts(text: bytes, borders: list[tuple[int, int]]) -> list[bytes]:
    """Return the parts of a text from one border to another, by their numbers, without borders."""
    pieces = text.split(_BORDER.encode())
    at = list(accumulate(map(len, pieces), initial=0))
    whole = b"".join(pieces)
    return [whole[at[first] : at[last]] for first, last in borders]
