"""Encoding: which one a file is written in, and what is refused of it."""

import re
from codecs import BOM_UTF8, lookup

from edition.diagnostic import Fault
from edition.regex import compiled

__all__ = [
    "UTF16",
    "UTF16_MARKS",
    "UTF32",
    "codec",
    "declared_span",
    "encoding_fault",
    "transcode",
    "wrong_bytes",
]

UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"<\x00\x00\x00", b"\x00\x00\x00<")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF16 = (*UTF16_MARKS, b"<\x00", b"\x00<")
_UTF16_DECLARED = (*UTF16_MARKS, b"<\x00?\x00", b"\x00<\x00?")
_COMMON = b'<?xml version="1.0" encoding="UTF-8"?>'  # the expression takes longer to compile
_DECLARATION = rb"^<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.:-]*)[\"']"


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a byte order mark or the XML declaration names, else UTF-8."""
    if data.startswith(UTF16):
        return "UTF-16"
    if data.startswith((BOM_UTF8, _COMMON)):
        return "UTF-8"
    match = compiled(_DECLARATION).match(data)
    return match.group(1).decode("ascii") if match else "UTF-8"


def declared_span(text: bytes) -> tuple[int, int]:
    """Return where an XML declaration names an encoding that is not UTF-8; (0, 0) for nowhere."""
    match = None if text.startswith(_COMMON) else re.match(_DECLARATION, text)
    if match is None or match[1].lower() in {b"utf-8", b"utf8"}:
        return 0, 0
    return match.span(1)


def transcode(data: bytes) -> bytes:
    """Return `data` as UTF-8 without a byte order mark, for a parser told to read UTF-8.

    Bytes that claim to be UTF-8 are not looked at. Raises UnicodeDecodeError and LookupError as
    Python's codecs do.
    """
    name, mark = codec(data)
    return data[mark:] if name == "utf-8" else data[mark:].decode(name).encode("utf-8")


def codec(data: bytes) -> tuple[str, int]:
    """Return the name of Python's codec for `data`, and how long its byte order mark is."""
    name = lookup(declared_encoding(data)).name
    if name == "utf-8":
        return name, len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    if name == "utf-16" and data.startswith(UTF16):
        is_little = data.startswith((b"\xff\xfe", b"<\0"))
        return f"utf-16-{'le' if is_little else 'be'}", 2 if data.startswith(UTF16_MARKS) else 0
    return name, 0


def encoding_fault(data: bytes) -> Fault | None:
    """Refuse what our two parsers would not read alike, so that every place can be named."""
    encoding = declared_encoding(data)
    try:
        message = _encoding_message(data, encoding)
        if message is None:
            transcode(data)
    except UnicodeDecodeError as error:
        return wrong_bytes(data, error)
    except (LookupError, UnicodeError):
        message = f"The encoding “{encoding}” that the file declares is unknown."
    return _refused(message) if message is not None else None


def _encoding_message(data: bytes, encoding: str) -> str | None:
    if data.startswith(UTF32):
        return "The file is encoded as UTF-32."
    if data.startswith(UTF16) and not data.startswith(_UTF16_DECLARED):
        return "The file is UTF-16 without a byte order mark."
    name = lookup(encoding).name
    if name == "utf-7":
        return "The file declares UTF-7, which can hide markup."
    if name.startswith("utf-16") and not data.startswith(UTF16):
        return f"The file declares {encoding}, but is not written in it."
    return None


def _refused(message: str) -> Fault:
    hint = 'Save it as UTF-8 and declare encoding="UTF-8", or declare none.'
    return Fault("wrong-encoding", 1, 1, message, hint)


def wrong_bytes(data: bytes, error: UnicodeDecodeError) -> Fault:
    """Say which byte is not of the encoding that a file is read in, and where."""
    encoding = declared_encoding(data)
    before = error.object[: error.start].decode(error.encoding).removeprefix("\ufeff")
    byte = error.object[error.start]
    if encoding == "UTF-16":
        message, hint = "The bytes here are no UTF-16.", "Restore the file, or save it as UTF-8."
    else:
        guess = bytes([byte]).decode("cp1252", "replace")
        message = f"The byte {byte:02X} is not {encoding}, though the file is read as {encoding}."
        hint = f"Save the file as UTF-8 (in Windows-1252 this byte would be “{guess}”)."
    column = len(before) - before.rfind("\n")
    return Fault("wrong-encoding", before.count("\n") + 1, column, message, hint)
