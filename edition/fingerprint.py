"""Fingerprint: two short checksums by which a passage is known again, in its signs or letters."""

from collections.abc import Iterable
from itertools import accumulate, pairwise
from unicodedata import category, is_normalized, normalize

from edition.checksum import base32, bits_of_many
from edition.value import Value

__all__ = ["Fingerprints", "fingerprints", "fingerprints_within"]


_BORDER = "\0"
"""A sign that no XML document can hold."""


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
    cuts = sorted({0, len(text), *(place for span in wanted for place in span)})
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    if not is_normalized("NFC", text):  # a part of what is composed is composed, else not
        if any(_may_compose(piece[0]) for piece in pieces):
            return [_alone(normalize("NFC", text[start:end])) for start, end in wanted]
        pieces = [normalize("NFC", piece) for piece in pieces]
    strict, strict_at = _joined(_spaced(pieces))
    letters, letters_at = _joined(_lettered(pieces))
    place = {cut: number for number, cut in enumerate(cuts)}
    apart = dict.fromkeys((place[start], place[end]) for start, end in wanted)
    words = bits_of_many(strict[strict_at[a] : strict_at[b]].strip(b" ") for a, b in apart)
    signs = bits_of_many(letters[letters_at[a] : letters_at[b]] for a, b in apart)
    known = dict(zip(apart, zip(words, signs, strict=True), strict=True))
    return [known[place[start], place[end]] for start, end in wanted]


def _alone(text: str) -> tuple[int, int]:
    both = " ".join(text.split()), *_lettered([text])
    strict, letters = bits_of_many(each.encode() for each in both)
    return strict, letters


def _may_compose(sign: str) -> bool:
    """Whether a sign may become one with what stands before it: marks, Hangul, rare scripts."""
    return sign >= "\u0300" and (
        category(sign)[0] == "M" or "\u1100" <= sign < "\u1200" or sign >= "\U00010000"
    )


def _lettered(pieces: list[str]) -> list[str]:
    """Return the letters and numbers of pieces, case-folded.

    To take out each other sign that there is goes through the text once more for each, and still
    is much faster than to look at every sign.
    """
    text = _BORDER.join(pieces)
    for sign in set(text):
        if not sign.isalnum() and sign != _BORDER:
            text = text.replace(sign, "")
    return text.casefold().split(_BORDER)


def _spaced(pieces: list[str]) -> list[str]:
    """Return pieces with white space as single spaces, also where two of them meet."""
    text = _BORDER.join(pieces)
    for sign in set(text):
        if sign.isspace() and sign != " ":
            text = text.replace(sign, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    spaced = text.split(_BORDER)
    is_after_space = False
    for number, piece in enumerate(spaced):
        rest = piece[1:] if is_after_space and piece[:1] == " " else piece
        spaced[number] = rest
        is_after_space = rest[-1:] == " " if rest else is_after_space
    return spaced


def _joined(pieces: list[str]) -> tuple[bytes, list[int]]:
    """Return pieces as one run of UTF-8, and where each begins and the last one ends."""
    encoded = [piece.encode() for piece in pieces]
    return b"".join(encoded), list(accumulate(map(len, encoded), initial=0))
