"""Embedded: the Schematron rules that stand in a RELAX NG grammar, as TEI's schemas hold them."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.diagnostic import Refused
from edition.document import Element
from edition.document.tree import copied
from edition.file import is_file, read_bytes
from edition.schematron.source import RNG, SCH, Source

__all__ = ["embedded", "may_hold_rules"]

_SIGNS = (b"http://purl.oclc.org/dsdl/schematron", b"include", b"externalRef")


def may_hold_rules(data: bytes) -> bool:
    """Whether the bytes of a grammar may hold rules, or take in those of another."""
    return any(sign in data for sign in _SIGNS)


def embedded(source: Source) -> Element | None:
    """Return the rules of a grammar, and of those that it takes in, as a schema; None without any.

    The tests are in XPath 2, as TEI writes them. A rule outside of any pattern is one by itself. A
    rule that says the same as one before it, perhaps in another language, is left out.
    """
    schema = etree.Element(f"{SCH}schema", queryBinding="xslt2")
    _Collection(source, schema).collect(source.root)
    return schema if any(child.tag == f"{SCH}pattern" for child in schema) else None


class _Collection:
    """Gathers rules into one schema, from a grammar and those that it takes in, each once."""

    def __init__(self, source: Source, schema: Element) -> None:
        self.source = source
        self.schema = schema
        self.read = {source.path.resolve()}
        self.said = {""}

    def collect(self, root: Element) -> None:
        base = self.source.files[-1].parent
        for element in root.iter(f"{SCH}*", f"{RNG}include", f"{RNG}externalRef"):
            if str(element.tag).startswith(RNG):
                self.take_in(element, base)
            elif _stands_alone(element):
                self.add(element)

    def add(self, element: Element) -> None:
        kind = etree.QName(element).localname
        if kind in {"pattern", "rule"}:
            said = _said(element)
            if said in self.said:
                return
            self.said.add(said)
        if kind == "rule":
            etree.SubElement(self.schema, f"{SCH}pattern").append(copied(element))
        elif kind in {"ns", "let", "pattern", "diagnostics"}:
            self.schema.append(copied(element))

    def take_in(self, element: Element, base: Path) -> None:
        parts = urlsplit(element.get("href", ""))
        path = (base / unquote(parts.path)).resolve()
        if parts.scheme or not parts.path or path in self.read or not is_file(path):
            return  # what is wrong with that, the grammar tells
        self.read.add(path)
        try:
            data = read_bytes(path, str(path))
            root = self.source.read(path, data) if may_hold_rules(data) else None
        except Refused:
            return
        if root is not None:
            self.collect(root)


def _stands_alone(element: Element) -> bool:
    parent = element.getparent()
    return parent is None or not str(parent.tag).startswith(SCH)


def _said(element: Element) -> str:
    """Return what a pattern asks of which nodes, whatever it says where that is not so."""
    asked = (
        (str(part.tag), *(part.get(name) for name in ("context", "test", "name", "value", "role")))
        for part in element.iter(f"{SCH}rule", f"{SCH}assert", f"{SCH}report", f"{SCH}let")
    )
    return repr([[" ".join((item or "").split()) for item in part] for part in asked])
