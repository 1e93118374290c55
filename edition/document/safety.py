"""Safety: what is refused of a file before libxml2 sees it."""

from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from edition.diagnostic import Fault
from edition.file.encoding import UTF16, UTF16_MARKS, UTF32, encoding_fault, transcode

if TYPE_CHECKING:
    from pyexpat import XMLParserType

__all__ = ["doctype_faults", "has_doctype", "prior_fault"]

_ARCHIVES = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
)
_BLANK = b" \t\r\n\0"


def prior_fault(data: bytes) -> Fault | None:
    """Return what can be said against `data` before any parser sees it."""
    content = data[2:] if data.startswith(UTF16_MARKS) else data.removeprefix(BOM_UTF8)
    if not content.strip(_BLANK) and b"\0" not in data[:1]:
        return Fault("empty-file", None, None, "The file is empty.", "Restore it from a copy.")
    return _other_kind(data) or encoding_fault(data)


def _other_kind(data: bytes) -> Fault | None:
    """Say so where the bytes are an archive, some other binary file, or plain text."""
    archive = next((kind for magic, kind in _ARCHIVES if data.startswith(magic)), None)
    if archive:
        message = f"The file is a {archive} archive, not XML."
        return Fault("compressed-file", None, None, message, "Unpack it first.")
    if data.startswith(UTF32 + UTF16):
        return None
    if b"\0" in data[:4096]:
        return Fault(
            "binary-file",
            None,
            None,
            "The file is binary, not XML.",
            "Check the name; a word processor's file has to be converted first.",
        )
    start = data.removeprefix(BOM_UTF8).lstrip()
    if start.startswith(b"<"):
        return None
    words = start[:40].decode("utf-8", "replace").partition("\n")[0].rstrip("\ufffd")
    words = "".join(sign if sign.isprintable() else "\ufffd" for sign in words)
    return Fault(
        "not-xml",
        1,
        1,
        f"This is no XML: the file begins with “{words}”.",
        "A TEI document begins with <TEI>; encode the text first.",
    )


def has_doctype(text: bytes) -> bool:
    """Whether a DOCTYPE stands before the first tag; to seek it farther on takes its time."""
    at = text.find(b"<")
    while text.startswith((b"<?", b"<!--"), at) and at >= 0:
        end = text.find(b"?>" if text.startswith(b"<?", at) else b"-->", at)
        at = text.find(b"<", end) if end >= 0 else -1
    return at >= 0 and text.startswith(b"<!DOCTYPE", at)


def doctype_faults(data: bytes) -> tuple[str | None, Fault | None]:
    """Return the external DTD that a document names, and the external entity that it uses.

    Only expat tells a use from a mere declaration; nothing is fetched. What else is wrong with
    the document is for `explain` to tell.
    """
    text = transcode(data)
    if not has_doctype(text):
        return None, None
    from pyexpat import ExpatError, ParserCreate  # few documents have a DOCTYPE

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
            found.append(_external_entity(parser, system))
        return 1

    parser.StartDoctypeDeclHandler = doctype
    parser.ExternalEntityRefHandler = entity
    try:
        parser.Parse(text, True)  # noqa: FBT003  (nothing follows)
    except ExpatError as error:
        if error.code == 16 and not found:  # a reference to an external entity in an attribute
            found.append(_external_entity(parser, None))
    return (external[0] if external else None), (found[0] if found else None)


def _external_entity(parser: "XMLParserType", system: str | None) -> Fault:
    file = f"another file, “{system}”" if system else "another file"
    return Fault(
        "external-entity",
        parser.CurrentLineNumber,
        parser.CurrentColumnNumber + 1,
        f"An entity takes in {file}, which is refused for safety.",
        "Write the text into the document, or join the files with XInclude.",
    )
