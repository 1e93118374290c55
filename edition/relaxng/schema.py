"""Schema: a RELAX NG file, in XML or compact syntax, with all that it includes."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.diagnostic import Refused
from edition.document import Element
from edition.document.tree import parse_plain
from edition.file import is_file, read_bytes
from edition.relaxng.grammar import Fault, Grammar, Place
from edition.relaxng.reading.foreign import kind_of, kind_of_text
from edition.relaxng.reading.node import RNG
from edition.relaxng.reading.restrictions import check
from edition.relaxng.reading.simplification import simplify

if TYPE_CHECKING:
    from edition.relaxng.automaton import Automaton

__all__ = ["automaton", "grammar", "root_of"]

_START = f"A schema in XML syntax begins with <grammar xmlns=“{RNG}”>."

_HINTS = {
    "not-xml": "A schema in the compact syntax has a name that ends in .rnc.",
    "binary-file": "Check the name; a schema is a text file, in RELAX NG's XML or compact syntax.",
    "external-entity": "Write the text into the schema, or take the file in with include.",
}


def automaton(file: Path) -> "Automaton":
    """Return the automaton of a schema. Raises Fault where it is no RELAX NG."""
    from edition.relaxng.automaton import Automaton
    from edition.relaxng.reading.building import build

    return Automaton.of(build(grammar(file)))


def grammar(file: Path, taken_in: list[str] | None = None) -> Grammar:
    """Return the simple syntax of a schema, checked after section 7.

    The names of all files that it takes in are added to `taken_in`. Raises Fault, also where a
    file cannot be read.
    """

    def fetch(href: str, base: str) -> tuple[Element, str]:
        found = _fetch(href, base)
        if taken_in is not None:
            taken_in.append(found[1])
        return found

    try:
        root, name = _fetched(file)
        simple = simplify(root, name, fetch)
        check(simple)
    except Fault as fault:
        raise _located(fault) from None
    return simple


def root_of(file: Path) -> Element:
    """Return the root of a schema in XML syntax, translated if it has the other. Raises Fault."""
    return _fetched(file)[0]


def _located(fault: Fault) -> Fault:
    """Return a fault whose place has line and column, where only the element's number is known."""
    place = fault.place
    if place.number < 0:
        return fault
    try:
        data = read_bytes(Path(place.file), place.file)
        found = _place(data, place.file, place.number)
    except (Refused, Fault):  # the file has gone, or is another by now
        found = None
    return Fault(found or place, fault.message, fault.hint, fault.is_malformed)


def _place(data: bytes, name: str, number: int) -> Place | None:
    """Return the place of the element of this number, in whichever syntax the schema is."""
    if _is_compact(data, name):
        from edition.relaxng.reading import compact

        return compact.locate(_decoded(data, name), name, number)
    from edition.document.tag import Tags
    from edition.file.encoding import transcode

    tags = Tags(transcode(data))
    return Place(name, *tags.place(number)) if number < len(tags) else None


def _fetch(href: str, base: str) -> tuple[Element, str]:
    """Return the schema that an href names, seen from a file; nothing but files is fetched."""
    try:
        parts = urlsplit(href)
    except ValueError:
        message = f"The schema takes in “{href}”, which is no address."
        raise Fault(Place(base), message, "Write the path of a file.") from None
    if parts.scheme not in {"", "file"} or parts.netloc:
        message = f"The schema takes in “{href}”, which is not a file."
        raise Fault(Place(base), message, "Keep a copy beside the schema, and name that.")
    file = Path(base).parent / unquote(parts.path)
    if not is_file(file):
        message = f"The schema takes in “{href}”, and there is no such file."
        raise Fault(Place(base), message, "Check the path; it is seen from the schema's folder.")
    return _fetched(file)


def _fetched(file: Path) -> tuple[Element, str]:
    """Return the root of a schema and the name of its file; what it is else is a Fault."""
    name = str(file)
    try:
        data = read_bytes(file, name)
    except Refused as refusal:
        found = refusal.diagnostics[0]
        raise Fault(Place(name), found.message, found.hint or "Name another file.") from None
    if _is_compact(data, name):
        from edition.relaxng.reading import compact

        return compact.read(_decoded(data, name), name), name
    return _parsed(data, name), name


def _is_compact(data: bytes, name: str) -> bool:
    """Whether a schema has the compact syntax: its name says so, unless “<” shows that it errs."""
    begin = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return name.lower().endswith(".rnc") and not begin.startswith(b"<")


def _parsed(data: bytes, name: str) -> Element:
    """Return the root of a schema in XML syntax. Raises Fault."""
    from edition.document.safety import doctype_faults, prior_fault

    found = prior_fault(data) or doctype_faults(data)[1]
    if found is not None:
        place = Place(name, found.line or 1, found.column or 1)
        message = found.message
        if found.rule == "not-xml":  # a document may name any file: its words are not repeated
            message = "This file is no XML."
        raise Fault(place, message, _HINTS.get(found.rule, found.hint), True)  # noqa: FBT003
    try:
        root = parse_plain(data, name)
    except etree.XMLSyntaxError as error:
        raise _malformed(data, name, error) from None
    if etree.QName(root).namespace != RNG:
        kind = kind_of(root)
        if kind is not None:
            message = f"This is {kind[0]}, not RELAX NG."
            raise Fault(Place(name, root.sourceline or 1, 0, 0), message, kind[1])
    return root


def _malformed(data: bytes, name: str, error: etree.XMLSyntaxError) -> Fault:
    """Return why a schema is no XML; the hints of `explain` speak of TEI documents."""
    from edition.document.wellformedness import explain
    from edition.file.encoding import transcode

    kind = kind_of_text(transcode(data[:100_000]).decode("utf-8", "replace"))
    if kind is not None:
        return Fault(Place(name, 1, 1), f"This is {kind[0]}, not RELAX NG.", kind[1])
    line, column = error.position
    kinds = (key for key in dir(etree.ErrorTypes) if getattr(etree.ErrorTypes, key) == error.code)
    said = (error.msg or "").rpartition(", line")[0]
    found = explain(data, next(kinds, ""), line or 1, column or 1, said)
    hint = _START if "TEI" in found.hint else found.hint
    return Fault(Place(name, found.line or 1, found.column or 1), found.message, hint, True)  # noqa: FBT003


def _decoded(data: bytes, name: str) -> str:
    """Return the text of a schema in the compact syntax, which is UTF-8 or UTF-16. Raises Fault."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace") if not utf16 else ""
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"The schema is not {'UTF-16' if utf16 else 'UTF-8'} here."
        raise Fault(Place(name, line, column), message, "Save it as UTF-8.", True) from None  # noqa: FBT003
