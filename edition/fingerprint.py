"""Fingerprint: two short checksums by which a passage is known again, in its signs or letters."""

import re
from collections.abc import Iterable
from itertools import accumulate, pairwise
from unicodedata import category, is_normalized, normalize

from edition.checksum import base32, bits_of_many
from edition.value import Value

__all__ = ["Fingerprints", "fingerprints", "fingerprints_within"]


_BORDER = "\0"
"""A sign that no XML document can hold."""
_LOWER = bytes(range(256)).lower()


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
    cuts = sorted({0, len(text)}.union(*apart))
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    if not is_normalized("NFC", text):  # a part of what is composed is composed, else not
        if any(_may_compose(piece[0]) for piece in pieces):
            return [_alone(normalize("NFC", text[start:end])) for start, end in wanted]
        pieces = [normalize("NFC", piece) for piece in pieces]
    whole = _BORDER.join(pieces)
    signs = [sign for sign in set(whole) if sign != _BORDER]
    strict, at = _divided(_spaced(whole.encode(), signs), cuts)
    words = bits_of_many([strict[at[a] : at[b]].strip(b" ") for a, b in apart])
    letters, at = _divided(_lettered(whole.encode(), signs), cuts)
    bits = bits_of_many([letters[at[a] : at[b]] for a, b in apart])
    known = dict(zip(apart, zip(words, bits, strict=True), strict=True))
    return [known[span] for span in wanted]


def _alone(text: str) -> tuple[int, int]:
    strict = " ".join(text.split()).encode()
    words, bits = bits_of_many([strict, _lettered(text.encode(), list(set(text)))])
    return words, bits


def _may_compose(sign: str) -> bool:
    """Whether a sign may become one with what stands before it: marks, Hangul, rare scripts."""
    return sign >= "\u0300" and (
        category(sign)[0] == "M" or "\u1100" <= sign < "\u1200" or sign >= "\U00010000"
    )


def _lettered(text: bytes, signs: list[str]) -> bytes:
    """Return the letters and numbers of a text in UTF-8 that has these signs, case-folded.

    What is ASCII takes one pass; to take out each other sign that there is, or fold it, goes
    through the text once more for each, and still is much faster than to look at every sign.
    """
    others = "".join([sign for sign in signs if not sign.isalnum()])
    plain = "".join(filter(str.isascii, others)).encode()
    text = text.translate(_LOWER, plain)
    for sign in others:
        if not sign.isascii():
            text = text.replace(sign.encode(), b"")
    for sign in signs:
        if not sign.isascii() and sign.isalnum() and sign.casefold() != sign:
            text = text.replace(sign.encode(), sign.casefold().encode())
    return text


def _spaced(text: bytes, signs: list[str]) -> bytes:
    """Return a text with white space as single spaces, also where a border is between two."""
    for sign in signs:
        if sign.isspace() and sign != " ":
            text = text.replace(sign.encode(), b" ")
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    return re.sub(rb" \0[\0 ]* ", lambda run: b" " + run[0].replace(b" ", b""), text)


def _divided(text: bytes, cuts: list[int]) -> tuple[bytes, dict[int, int]]:
    """Return a text without its borders, and where in it each cut is."""
    pieces = text.split(_BORDER.encode())
    return b"".join(pieces), dict(zip(cuts, accumulate(map(len, pieces), initial=0), strict=False))
