"""Mention: whether words and signs stand in a file, looked for without reading it as XML."""

from collections.abc import Collection, Iterable
from pathlib import Path

from edition.file import HEAD

__all__ = ["XINCLUDE", "has_sign", "mentions", "mentions_inclusion", "numbers_sign"]

XINCLUDE = b"http://www.w3.org/2001/XInclude"
_LONGEST = 80


def mentions(chunks: Iterable[bytes], words: Collection[bytes]) -> bool:
    """Whether one of these words, of at most 80 bytes, stands anywhere in the chunks of a text."""
    before = b""
    for piece in chunks:
        together = before[-_LONGEST:] + piece
        if any(word in together for word in words):
            return True
        before = piece
    return False


def has_sign(sign: bytes, text: bytes) -> bool:
    """Whether a rare sign of several bytes stands in a text: a single byte is found in no time."""
    return sign[:1] in text and sign[-1:] in text and sign in text


def numbers_sign(text: bytes) -> bool:
    """Whether a text gives any sign by its number, as `&#173;`."""
    at = text.find(b"&")
    while at >= 0 and not text.startswith(b"#", at + 1):
        at = text.find(b"&", at + 1)
    return at >= 0


def mentions_inclusion(path: Path) -> bool:
    """Whether a file speaks of XInclude, in whichever encoding; False if it cannot be read."""
    words = [XINCLUDE, *(XINCLUDE.decode().encode(code) for code in ("utf-16-le", "utf-16-be"))]
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return mentions(iter(lambda: file.read(HEAD * 4), b""), words)
    except (OSError, ValueError):
        return False
