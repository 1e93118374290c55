"""Wellformedness: why bytes are no XML document, in the words of an editor."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pyexpat import ExpatError, ParserCreate, XMLParserType

__all__ = [
    "Fault",
    "declared_encoding",
    "doctype_faults",
    "explain",
    "prior_fault",
    "transcode",
]

_LAST = True  # expat: nothing follows
_DECLARATION = re.compile(rb"^<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.:-]*)[\"']")
_ARCHIVES = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
)
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"<\x00\x00\x00", b"\x00\x00\x00<")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_UNDECLARED = re.compile(r"Entity '([^']+)' not defined")
_NAME = re.compile(r"[^\s/>]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is refused: a rule's name, a place (line, column from 1) and two sentences."""

    rule: str
    line: int | None
    column: int | None
    message: str
    hint: str
    related: tuple[tuple[int, int, str], ...] = ()


def prior_fault(data: bytes) -> Fault | None:
    """Return what can be said against `data` before any parser sees it."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return Fault("empty-file", None, None, "The file is empty.", "Restore it from a copy.")
    return _other_kind(data) or _refused_encoding(data)


def _other_kind(data: bytes) -> Fault | None:
    """Say so where the bytes are an archive, some other binary file, or plain text."""
    archive = next((kind for magic, kind in _ARCHIVES if data.startswith(magic)), None)
    if archive:
        message = f"The file is a {archive} archive, not XML."
        return Fault("compressed-file", None, None, message, "Unpack it first.")
    if data.startswith(_UTF32 + _UTF16):
        return None
    if b"\0" in data[:4096]:
        return Fault(
            "binary-file",
            None,
            None,
            "The file is binary, not XML.",
            "Check the name; a word processor's file has to be converted first.",
        )
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return None
    words = start[:40].decode("utf-8", "replace").partition("\n")[0].rstrip("\ufffd")
    return Fault(
        "not-xml",
        1,
        1,
        f"This is no XML: the file begins with “{words}”.",
        "A TEI document begins with <TEI>; encode the text first.",
    )


def _refused_encoding(data: bytes) -> Fault | None:
    if data.startswith(_UTF32):
        message = "The file is encoded as UTF-32."
    elif declared_encoding(data).lower() in {"utf-7", "utf7"}:
        message = "The file declares UTF-7, which can hide markup."
    else:
        return None
    return Fault("wrong-encoding", 1, 1, message, "Save it as UTF-8.")


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a byte order mark or the XML declaration names, else UTF-8."""
    if data.startswith(_UTF16):
        return "UTF-16"
    match = _DECLARATION.match(data.removeprefix(b"\xef\xbb\xbf"))
    return match.group(1).decode("ascii") if match else "UTF-8"


def transcode(data: bytes) -> bytes:
    """Return `data` as UTF-8, whatever its declared encoding, for a parser told to read UTF-8.

    Raises UnicodeDecodeError and LookupError as Python's codecs do.
    """
    encoding = declared_encoding(data)
    if encoding.upper() in {"UTF-8", "UTF8", "US-ASCII", "ASCII"}:
        return data
    if encoding == "UTF-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "UTF-16-LE" if data.startswith(b"<\0") else "UTF-16-BE"
    return data.decode(encoding).encode("utf-8", "surrogatepass")


def doctype_faults(data: bytes) -> tuple[str | None, Fault | None]:
    """Return the external DTD that a document names, and the external entity that it uses.

    Only expat tells a use from a mere declaration; nothing is fetched.
    """
    parser = ParserCreate("utf-8")
    parser.SetParamEntityParsing(2)  # XML_PARAM_ENTITY_PARSING_ALWAYS: be told of %name; too
    external: list[str] = []
    found: list[Fault] = []
    skipping: list[str] = []

    def doctype(_name: str, system: str | None, _public: str | None, _has_subset: int) -> None:
        if system is not None:
            external.append(system)
            skipping.append(system)

    def entity(
        _context: str | None, _base: str | None, system: str | None, _pub: str | None
    ) -> int:
        if system in skipping:
            skipping.remove(system)
        elif not found:
            found.append(_external_entity(parser, system or ""))
        return 1

    parser.StartDoctypeDeclHandler = doctype
    parser.ExternalEntityRefHandler = entity
    with suppress(ExpatError, ValueError, LookupError):  # explain() tells of these
        parser.Parse(transcode(data), _LAST)
    return (external[0] if external else None), (found[0] if found else None)


def _external_entity(parser: XMLParserType, system: str) -> Fault:
    return Fault(
        "external-entity",
        parser.CurrentLineNumber,
        parser.CurrentColumnNumber + 1,
        f"An entity takes in another file, “{system}”, which is refused for safety.",
        "Write the text into the document, or join the files with XInclude.",
    )


def explain(data: bytes, kind: str, line: int, column: int, message: str) -> Fault:
    """Say why libxml2 refused `data` (its error `kind` with its place), better than it does."""
    if kind == "ERR_RESOURCE_LIMIT":
        return _limit(message, line, column)
    try:
        text = transcode(data)
        lines = text.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        return _wrong_bytes(data, error)
    except LookupError:
        return _unknown_encoding(data)
    undeclared = _UNDECLARED.match(message)
    if undeclared:  # expat is silent where an external DTD could still declare it
        name = undeclared.group(1)
        place = lines[line - 1].find(f"&{name};") + 1 if line <= len(lines) else column
        return _undefined_entity(f"&{name};", line, max(place, 1))
    return _expat_fault(text, lines) or Fault(
        "malformed-xml",
        line,
        max(column, 1),
        f"The XML is not well-formed: {message}.",
        "Mend the markup at this place.",
    )


def _limit(message: str, line: int, column: int) -> Fault:
    if "amplification" in message:
        return Fault(
            "entity-expansion",
            line,
            column,
            "Entities that expand to other entities make this document explode.",
            "Remove the entity declarations from its DOCTYPE.",
        )
    if "depth" in message:
        return Fault(
            "too-deep",
            line,
            column,
            "Elements are nested more than 256 deep here.",
            "Look for start tags that were never closed.",
        )
    return Fault(
        "too-large",
        line,
        column,
        "A single text or attribute here is larger than 10 MB.",
        "Divide it, or keep such data outside the TEI file.",
    )


def _wrong_bytes(data: bytes, error: UnicodeDecodeError) -> Fault:
    encoding = declared_encoding(data)
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode(encoding, "replace")) + 1
    byte = data[error.start]
    guess = bytes([byte]).decode("cp1252", "replace")
    return Fault(
        "wrong-encoding",
        line,
        column,
        f"The byte {byte:02X} is not {encoding}, though the file is read as {encoding}.",
        f"Save the file as UTF-8 (in Windows-1252 this byte would be “{guess}”).",
    )


def _unknown_encoding(data: bytes) -> Fault:
    return Fault(
        "wrong-encoding",
        1,
        1,
        f"The encoding “{declared_encoding(data)}” that the file declares is unknown.",
        'Save it as UTF-8 and declare encoding="UTF-8", or declare none.',
    )


def _expat_fault(text: bytes, lines: list[str]) -> Fault | None:
    parser = ParserCreate("utf-8", namespace_separator=" ")
    parser.namespace_prefixes = True
    stack: list[tuple[str, int, int]] = []  # the elements open where expat stops

    def start(name: str, _attributes: list[str]) -> None:
        place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        stack.append((_qualified(name), *place))

    def end(_name: str) -> None:
        stack.pop()

    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(text, _LAST)
    except ExpatError as error:
        return _worded(error, lines, stack)
    return None


def _qualified(name: str) -> str:
    """Return prefix:name of expat's "uri name prefix"."""
    parts = name.split(" ")
    return f"{parts[2]}:{parts[1]}" if len(parts) > 2 else parts[-1]


def _worded(error: ExpatError, lines: list[str], stack: list[tuple[str, int, int]]) -> Fault:
    line, column = error.lineno, error.offset + 1
    rest = lines[line - 1][error.offset :] if line <= len(lines) else ""
    rest = rest.rstrip("\r")
    open_tag = stack[-1] if stack else None
    if error.code == 7 and open_tag:
        return _mismatch(rest, line, column, stack)
    if error.code in {3, 5} and open_tag:  # no element found, unclosed token: the file ends early
        name, at_line, at_column = open_tag
        return Fault(
            "malformed-xml",
            line,
            column,
            f"The file ends here, and <{name}> from line {at_line} is still open.",
            f"The end of the file seems to be lost; else close it with </{name}>.",
            ((at_line, at_column, f"<{name}> was opened here"),),
        )
    if error.code == 11:
        return _undefined_entity(rest, line, column)
    message, hint = _MESSAGES.get(error.code, _token_message(rest))
    return Fault(_RULES.get(error.code, "malformed-xml"), line, column, message, hint)


def _mismatch(rest: str, line: int, column: int, stack: list[tuple[str, int, int]]) -> Fault:
    name, at_line, at_column = stack[-1]
    match = _NAME.match(rest)  # expat points behind the "</"
    closing = match.group() if match else ""
    column = max(column - 2, 1)
    known = any(closing == opened for opened, _, _ in stack)
    hint = (
        f"Close <{name}> before </{closing}>, or remove one of the two tags."
        if known
        else f"No <{closing}> is open here; did you mean </{name}>?"
    )
    return Fault(
        "malformed-xml",
        line,
        column,
        f"</{closing}> stands where <{name}> from line {at_line} has to be closed first.",
        hint,
        ((at_line, at_column, f"<{name}> was opened here"),),
    )


def _undefined_entity(rest: str, line: int, column: int) -> Fault:
    name = rest[1:].partition(";")[0]
    return Fault(
        "undefined-entity",
        line,
        column,
        f"The entity &{name}; is defined nowhere.",
        "Write the character itself; XML knows only &amp; &lt; &gt; &quot; &apos;.",
    )


def _token_message(rest: str) -> tuple[str, str]:
    sign = rest[:1]
    if sign and ord(sign) < 32:
        return (
            f"The control character U+{ord(sign):04X} is not allowed in XML.",
            "Delete it; it is mostly left over from a conversion.",
        )
    if sign in {"&", " ", "<"}:
        return (
            "A bare & or < stands in the text here.",
            "Write &amp; for the sign &, and &lt; for the sign <.",
        )
    return (
        f"The markup breaks off at “{rest[:20]}”." if rest else "The markup breaks off here.",
        "Look for a missing quotation mark, a missing > or a stray < just before.",
    )


_RULES = {12: "entity-expansion", 43: "entity-expansion", 19: "wrong-encoding"}
_MESSAGES = {
    3: ("The file holds no element.", "A TEI document begins with <TEI>."),
    8: ("One attribute stands twice in this tag.", "Keep one of the two."),
    9: (
        "Something follows after the end of the document.",
        "A document has one root element; look for a second one, or for stray text.",
    ),
    12: (
        "An entity contains itself.",
        "Remove the entity declarations from the DOCTYPE.",
    ),
    17: (
        "Something stands before the XML declaration.",
        "<?xml … ?> must be the very first characters; delete the blank or line before it.",
    ),
    19: (
        "The encoding that the file declares is not the one it is written in.",
        'Save it as UTF-8 and declare encoding="UTF-8".',
    ),
    27: (
        "A prefix is used here that no xmlns declares.",
        "Declare it on the root element, or remove the prefix.",
    ),
    43: (
        "Entities that expand to other entities make this document explode.",
        "Remove the entity declarations from its DOCTYPE.",
    ),
}
