"""Decoding: the signs of a manuscript in plain text, or why its bytes are none."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from edition.diagnostic import Location, Refused, refusal

__all__ = ["OLE", "decoded", "kind_of"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (b"PK\x03\x04", "a zip archive, as DOCX and ODT are"),
    (OLE, "a file of an older word processor, or one with a password"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_INPUT_ENCODING = rb"\\(?:usepackage|RequirePackage)\s*\[(\w+)\]\s*\{inputenc\}"
_INPUT_ENCODINGS = {
    "latin1": "latin-1",
    "latin2": "iso8859-2",
    "latin5": "iso8859-9",
    "latin9": "iso8859-15",
    "ansinew": "cp1252",
    "cp1252": "cp1252",
    "cp1250": "cp1250",
    "applemac": "mac-roman",
}


def kind_of(data: bytes) -> str:
    """Say what bytes are that are no text; empty for what may be text."""
    known = next((kind for magic, kind in _KINDS if data.startswith(magic)), "")
    is_wide = data.startswith((BOM_UTF16_BE, BOM_UTF16_LE))
    return known or ("a binary file" if b"\0" in data[:4096] and not is_wide else "")


def decoded(data: bytes, file: str, what: str) -> str:
    """Return the text of a manuscript with U+000A at the end of lines. Raises Refused.

    `what` is the form that its name says. It is UTF-8 unless a byte order mark, or the package
    inputenc of LaTeX, says otherwise.
    """
    kind = kind_of(data)
    if kind:
        message = f"The name says {what}, but the file is {kind}."
        hint = "Give it the name that it should have, or name the text itself."
        raise refusal(Location(file), "mistaken-manuscript", message, hint)
    is_wide = data.startswith((BOM_UTF16_BE, BOM_UTF16_LE))
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-16" if is_wide else "utf-8")
    except UnicodeDecodeError as error:
        stated = re.search(_INPUT_ENCODING, data)
        name = _INPUT_ENCODINGS.get(stated[1].decode(), "") if stated else ""
        if not name:
            raise _not_unicode(data, file, error) from None
        text = data.decode(name, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_unicode(data: bytes, file: str, error: UnicodeDecodeError) -> Refused:
    before = data[: error.start].decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"The byte {data[error.start]:02X} is no UTF-8: the file has another encoding."
    hint = "Save it as UTF-8; in your editor that is “Save with encoding”."
    return refusal(Location(file, line, column), "wrong-encoding", message, hint)
