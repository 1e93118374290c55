"""Binary: the datatypes of bytes. Source: XML Schema Part 2, 3.2.15 and 3.2.16."""

from typing import Final

from edition.relaxng.datatype.kind import Bindings, Kind, unlike

__all__ = ["KINDS"]

_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")


def _hexadecimal(text: str, _: Bindings) -> bytes:
    if len(text) % 2 or not _HEXADECIMAL.issuperset(text):
        raise ValueError(unlike(text, "bytes as pairs of hexadecimal digits (0FB7)"))
    return bytes.fromhex(text)


def _base64(text: str, _: Bindings) -> bytes:
    """Read bytes; the bits that padding leaves over are zero, so that bytes have one form."""
    from binascii import Error, a2b_base64, b2a_base64

    digits = text.replace(" ", "")
    try:
        found = a2b_base64(digits, strict_mode=True)
        if b2a_base64(found, newline=False) == digits.encode("ascii"):
            return found
    except (Error, ValueError):
        pass
    raise ValueError(unlike(text, "bytes in base64"))


KINDS: Final = {
    "hexBinary": Kind(_hexadecimal, "bytes as pairs of hexadecimal digits (0FB7)", "bytes"),
    "base64Binary": Kind(_base64, "bytes in base64", "bytes"),
}
