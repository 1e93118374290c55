"""Embedded: the Schematron rules that stand in a RELAX NG grammar, as TEI's schemas hold them."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.diagnostic import Refused
from edition.document import Element, copied, is_file, read_bytes
from edition.schematron.source import RNG, SCH, Source

__all__ = ["HOLDS", "embedded"]

HOLDS = b"http://purl.oclc.org/dsdl/schematron"
"""What the bytes of a grammar contain if it may hold rules."""


def embedded(source: Source) -> Element | None:
    """Return the rules of a grammar, and of those that it takes in, as a schema; None without any.

    The tests are in XPath 2, as TEI writes them. A rule outside of any pattern is one by itself. A
    rule that says the same as one before it, perhaps in another language, is left out.
    """
    schema = etree.Element(f"{SCH}schema", queryBinding="xslt2")
    seen: set[str] = set()
    _collect(source, source.root, schema, {source.path.resolve()}, seen)
    return schema if any(child.tag == f"{SCH}pattern" for child in schema) else None


def _collect(
    source: Source, root: Element, schema: Element, read: set[Path], seen: set[str]
) -> None:
    base = source.files[-1].parent
    for element in root.iter(f"{SCH}*", f"{RNG}include", f"{RNG}externalRef"):
        if str(element.tag).startswith(RNG):
            _take_in(source, element, base, schema, read, seen)
        elif _stands_alone(element):
            _add(schema, element, seen)


def _stands_alone(element: Element) -> bool:
    parent = element.getparent()
    return parent is None or not str(parent.tag).startswith(SCH)


def _add(schema: Element, element: Element, seen: set[str]) -> None:
    kind = etree.QName(element).localname
    if kind not in {"ns", "let", "pattern", "rule", "diagnostics"}:
        return
    said = _said(element) if kind in {"pattern", "rule"} else ""
    if said and said in seen:
        return
    seen.add(said)
    if kind == "rule":
        pattern = etree.SubElement(schema, f"{SCH}pattern")
        pattern.append(copied(element))
    else:
        schema.append(copied(element))


def _said(element: Element) -> str:
    """Return what a pattern asks of which nodes, whatever it says where that is not so."""
    asked = (
        (str(part.tag), *(part.get(name) for name in ("context", "test", "name", "value", "role")))
        for part in element.iter(f"{SCH}rule", f"{SCH}assert", f"{SCH}report", f"{SCH}let")
    )
    return repr([[" ".join((item or "").split()) for item in part] for part in asked])


def _take_in(
    source: Source,
    element: Element,
    base: Path,
    schema: Element,
    read: set[Path],
    seen: set[str],
) -> None:
    parts = urlsplit(element.get("href", ""))
    path = (base / unquote(parts.path)).resolve()
    if parts.scheme or not parts.path or path in read or not is_file(path):
        return  # what is wrong with that, the grammar tells
    read.add(path)
    data = read_bytes(path, str(path))
    if HOLDS not in data and b"include" not in data and b"externalRef" not in data:
        return
    try:
        root = source.read(path, data)
    except Refused:
        return
    _collect(source, root, schema, read, seen)
