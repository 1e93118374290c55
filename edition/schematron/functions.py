"""Functions: what a schema takes in of XSLT, by xsl:include and xsl:import, in its place."""

from collections.abc import Mapping

from lxml import etree

from edition.document.tree import Element, parse_plain
from edition.schematron.source import SCH, XSL, Source

__all__ = ["take_in"]

_ROOTS = {f"{XSL}stylesheet", f"{XSL}transform", f"{XSL}package"}
_TAKING = (f"{XSL}include", f"{XSL}import")
_INHERITED = ("xpath-default-namespace", "expand-text")


def take_in(source: Source, schema: Element) -> None:
    """Put the declarations of style sheets of the project in the place of what takes them in.

    Of two functions of one name and arity the imported one gives way. Raises Refused for a style
    sheet that is not there, is none, lies outside of the project, or takes in itself.
    """
    prefixes = {ns.get("prefix"): ns.get("uri", "") for ns in schema.iter(f"{SCH}ns")}
    for element in list(schema.iterchildren(*_TAKING)):
        found = _declarations(source, element, ())
        if element.tag == f"{XSL}import":
            known = {_signature(each, prefixes) for each in schema.iterchildren(f"{XSL}*")}
            found = [each for each in found if _signature(each, {}) not in known]
        at = schema.index(element)
        schema[at : at + 1] = found


def _declarations(source: Source, element: Element, through: tuple[str, ...]) -> list[Element]:
    href = element.get("href", "")
    key = f"{source.place(element).file} {href}"
    if not href or key in through:
        message = f"“{href}” takes in itself, by way of others." if href else "It names no file."
        raise source.fault(element, message, "Break the circle." if href else "Write @href.")
    sheet = source.include(href, element)
    if sheet.tag not in _ROOTS:
        name = etree.QName(sheet).localname
        message = f"“{href}” is no XSLT style sheet; it begins with <{name}>."
        raise source.fault(element, message, "Name a style sheet.")
    found: list[Element] = []
    for child in sheet.iterchildren("*"):
        if child.tag in _TAKING:
            found += _declarations(source, child, (*through, key))
        else:
            found.append(_standing_alone(child, sheet))
    return found


def _standing_alone(declaration: Element, sheet: Element) -> Element:
    """Return a declaration with the prefixes, which XPaths use, and the defaults of its sheet."""
    alone = parse_plain(etree.tostring(declaration, with_tail=False), "")
    for name in _INHERITED:
        if name in sheet.attrib and name not in alone.attrib:
            alone.set(name, sheet.attrib[name])
    return alone


def _signature(
    declaration: Element, prefixes: Mapping[str | None, str]
) -> tuple[str, str, str, int]:
    prefix, _, local = declaration.get("name", "").rpartition(":")
    uri = {**prefixes, **declaration.nsmap}.get(prefix, "")
    arity = len(list(declaration.iterchildren(f"{XSL}param")))
    return str(declaration.tag), uri, local, arity
