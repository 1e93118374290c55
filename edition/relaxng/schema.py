"""Schema: a RELAX NG file, in XML or compact syntax, with all that it includes."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.document import Element, parse_plain, read_bytes
from edition.relaxng import compact
from edition.relaxng.automaton import Automaton
from edition.relaxng.grammar import Fault, Grammar, Place
from edition.relaxng.pattern import Patterns
from edition.relaxng.restrictions import check
from edition.relaxng.simplification import simplify

__all__ = ["automaton", "grammar"]


def automaton(file: Path) -> Automaton:
    """Return the automaton of a schema. Raises Fault where it is no RELAX NG, and Refused."""
    return Automaton(Patterns(grammar(file)))


def grammar(file: Path) -> Grammar:
    """Return the simple syntax of a schema, checked after section 7. Raises Fault and Refused."""
    root, name = _fetched(file)
    simple = simplify(root, name, _fetch)
    check(simple)
    return simple


def _fetch(href: str, base: str) -> tuple[Element, str]:
    """Return the schema that an href names, seen from a file; nothing but files is fetched."""
    parts = urlsplit(href)
    if parts.scheme not in {"", "file"} or parts.netloc:
        message = f"The schema takes in “{href}”, which is not a file."
        raise Fault(Place(base), message, "Keep a copy beside the schema, and name that.")
    file = Path(base).parent / unquote(parts.path)
    if not file.is_file():
        message = f"The schema takes in “{href}”, and there is no such file."
        raise Fault(Place(base), message, "Check the path; it is seen from the schema's folder.")
    return _fetched(file)


def _fetched(file: Path) -> tuple[Element, str]:
    data = read_bytes(file, str(file))
    if file.suffix == ".rnc":
        return compact.read(_decoded(data, file), str(file)), str(file)
    try:
        return parse_plain(data, str(file)), str(file)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"The schema is not well-formed: {error.msg}"
        hint = "Mend it, or restore it from a copy."
        raise Fault(Place(str(file), line or 0, column or 0), message, hint) from None


def _decoded(data: bytes, file: Path) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        message = "The schema is not UTF-8."
        raise Fault(Place(str(file)), message, "Save it as UTF-8.") from None
