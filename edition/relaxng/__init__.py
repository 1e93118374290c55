"""RELAX NG: whether a grammar accepts a document, and what it rejects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Document, Element, parse_plain, read_bytes
from edition.worker import for_schema

__all__ = ["Violation", "compiled", "validate", "violations"]

_QUOTED = re.compile(r"[Vv]alue '(.*)'", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Violation:
    """What libxml2 found: the kind of its error, an XPath to the node, the line, its words."""

    kind: str
    path: str
    line: int
    message: str


def validate(document: Document, schema: Path, *, trusted: bool) -> Iterator[Diagnostic]:
    """Yield one finding for each place that the grammar rejects.

    libxml2 can hang for ever on a schema, so only a `trusted` one, ours, is compiled in this
    process; any other in a worker with a time limit. Raises Refused where the schema itself is of
    no use, with findings named `schema-…`.
    """
    if trusted:
        found = violations(compiled(schema), document.root)
    else:
        found = [Violation(**row) for row in for_schema(schema).judge(document.data)]
    seen: set[Element] = set()
    for violation in found:
        node = _node(document, violation)
        if node not in seen:  # the first is the cause, the rest its echo
            seen.add(node)
            rule, message, hint = _worded(violation, node)
            yield Diagnostic(document.locate(node), rule, Severity.ERROR, message, hint)


@lru_cache(maxsize=8)
def compiled(schema: Path) -> etree.RelaxNG:
    """Compile a schema in this process. Raises Refused."""
    if schema.suffix == ".rnc":
        raise refused(schema, "schema-unsupported", "The compact syntax (.rnc) is not understood.")
    data = read_bytes(schema, str(schema))
    try:
        return etree.RelaxNG(parse_plain(data, schema.resolve().as_uri()).getroottree())
    except etree.XMLSyntaxError as error:
        line = error.lineno
        raise refused(
            schema, "schema-malformed", f"The schema is no XML: {error.msg}.", line
        ) from None
    except etree.RelaxNGParseError as error:
        entry = error.error_log[0] if len(error.error_log) else None
        words = entry.message if entry is not None else str(error)
        line = entry.line if entry is not None else None
        raise refused(schema, "schema-invalid", f"This is no RELAX NG: {words}.", line) from None


def violations(compiled: etree.RelaxNG, root: Element) -> list[Violation]:
    """Return what a compiled grammar finds in a tree, in the order of libxml2."""
    if compiled.validate(root):
        return []
    return [
        Violation(entry.type_name, entry.path or "/*", entry.line, entry.message)
        for entry in compiled.error_log
    ]


def refused(schema: Path, rule: str, message: str, line: int | None = None) -> Refused:
    """Return the exception for a schema that is of no use."""
    return Refused(
        Diagnostic(
            Location(str(schema), line if line is not None and line > 0 else None),
            rule,
            Severity.ERROR,
            message,
            "Name another schema with --schema, or mend this one.",
        )
    )


def _node(document: Document, violation: Violation) -> Element:
    """Return the node of a violation; libxml2 names it by the document's own prefixes."""
    root = document.root
    namespaces = {
        prefix: uri
        for element in root.iter("*")
        for prefix, uri in element.nsmap.items()
        if prefix and prefix in violation.path
    }
    try:
        found = root.getroottree().xpath(violation.path, namespaces=namespaces)
    except etree.XPathError:
        found = None
    if isinstance(found, list) and found and isinstance(found[0], etree._Element):
        return _bearer(found[0], violation)
    return next((node for node in root.iter("*") if node.sourceline == violation.line), root)


def _bearer(node: Element, violation: Violation) -> Element:
    """Return the element whose attributes fail; libxml2 has gone on to its first child by then."""
    parent = node.getparent()
    if violation.kind != "RELAXNG_ERR_ATTRVALID" or parent is None:
        return node
    name = violation.message.split()[1].rpartition(":")[2]
    return node if etree.QName(node).localname == name else parent


def _worded(violation: Violation, node: Element) -> tuple[str, str, str]:
    """Return rule, message and hint for one of libxml2's errors."""
    tag = etree.QName(node).localname
    parent = node.getparent()
    around = f"in <{etree.QName(parent).localname}>" if parent is not None else "as the root"
    words = violation.message.split()
    match violation.kind:
        case "RELAXNG_ERR_INVALIDATTR":
            name = words[2] if len(words) > 2 else ""
            value = _attribute(node, name)
            return (
                "grammar-attribute",
                f"{name}=“{value}” is not allowed on <{tag}>: the name or the value is wrong.",
                f"Look up which attributes <{tag}> has, and what {name} may hold.",
            )
        case "RELAXNG_ERR_ATTRVALID" | "RELAXNG_ERR_NEEDATTR" | "RELAXNG_ERR_NOATTR":
            return (
                "grammar-attribute",
                f"<{tag}> lacks an attribute that it needs here, or one of them has a wrong value.",
                f"Look up which attributes <{tag}> has to have.",
            )
        case "RELAXNG_ERR_TYPEVAL" | "RELAXNG_ERR_VALUE" | "RELAXNG_ERR_VALUENOTEQUAL":
            quoted = _QUOTED.search(violation.message)
            value = quoted[1] if quoted is not None else ""
            return (
                "grammar-attribute" if value in node.attrib.values() else "grammar-value",
                f"“{value}” is no value that <{tag}> may have here.",
                f"Look up what <{tag}> and its attributes may hold.",
            )
        case "RELAXNG_ERR_TEXTWRONG":
            return (
                "grammar-text",
                f"Text stands directly in <{tag}>, where only elements may stand.",
                "Put it into a paragraph, or look for a tag that was closed too early.",
            )
        case "RELAXNG_ERR_NOELEM" | "RELAXNG_ERR_CONTENTVALID" | "RELAXNG_ERR_LISTELEM":
            return (
                "grammar-incomplete",
                f"<{tag}> is incomplete: something that it has to hold is missing.",
                f"Look up what <{tag}> has to hold.",
            )
        case _:
            return (
                "grammar-element",
                f"<{tag}> is not allowed here {around}.",
                "Check its spelling, its place and its order among its neighbours.",
            )


def _attribute(node: Element, name: str) -> str:
    for key, value in node.attrib.items():
        if etree.QName(key).localname == name.rpartition(":")[2]:
            return str(value)
    return ""
