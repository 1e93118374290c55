"""Compiled: the ODD that a customization amounts to: every specification as a whole."""

from collections.abc import Iterable

from lxml import etree

from edition.document import Document, Element
from edition.document.tree import copied
from edition.odd.naming import SPECS, TEI
from edition.odd.vocabulary import Spec, Vocabulary

__all__ = ["specified", "versions_in", "whole"]

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_VERSION = "TEIVERSION"  # as TEI's own processor calls it
_LEFT = frozenset(
    (
        *SPECS,
        f"{TEI}constraintSpec",
        f"{TEI}moduleSpec",
        *(f"{TEI}{name}" for name in ("specGrp", "specGrpRef", "elementRef", "classRef")),
        f"{TEI}macroRef",
        f"{TEI}dataRef",
    )
)


def specified(vocabulary: Vocabulary) -> Element:
    """Return a schemaSpec that holds the specifications themselves, and nothing to be followed."""
    schema = copied(vocabulary.schema)
    _fill(schema, vocabulary, vocabulary.specs.values())
    return schema


def _fill(schema: Element, vocabulary: Vocabulary, specs: Iterable[Spec]) -> None:
    """Put specifications into a schemaSpec, in place of all that says where to find them."""
    schema.attrib.pop("source", None)
    for child in list(schema.iterchildren("*")):
        if child.tag in _LEFT or (child.tag == f"{TEI}moduleRef" and child.get("key")):
            schema.remove(child)
    chosen = list(specs)
    schema.extend(map(copied, vocabulary.constraints))
    for name in dict.fromkeys(spec.element.get("module", "") for spec in chosen):
        if name:  # this is how a compiled ODD is known: see Vocabulary
            schema.append(schema.makeelement(f"{TEI}moduleSpec", {"ident": name}))
    for spec in chosen:
        copy = copied(spec.element)
        copy.attrib.pop("mode", None)
        schema.append(copy)
    schema.text = "\n"
    for child in schema:
        child.tail = "\n"


def versions_in(root: Element) -> list[str]:
    """Return the versions of TEI that a compiled ODD says it was made from."""
    return [each.text or "" for each in _noted(root)]


def _noted(root: Element) -> list[etree._ProcessingInstruction]:
    found = (each for each in root if isinstance(each, etree._ProcessingInstruction))
    return [each for each in found if each.target == _VERSION]


def whole(
    document: Document, vocabulary: Vocabulary, specs: Iterable[Spec], versions: Iterable[str]
) -> bytes:
    """Return an ODD with all that it chooses written out in its place, and what that was."""
    root = copied(document.root)
    for noted in _noted(root):
        _take_out(noted)
    for version in versions:
        root.insert(0, etree.ProcessingInstruction(_VERSION, version))
    chosen = list(document.root.iter(f"{TEI}schemaSpec")).index(vocabulary.schema)
    schemas = list(root.iter(f"{TEI}schemaSpec"))
    for other in schemas[:chosen] + schemas[chosen + 1 :]:
        _take_out(other)
    schema = schemas[chosen]
    for group in list(root.iter(f"{TEI}specGrp")):
        _take_out(group)
    _fill(schema, vocabulary, specs)
    return _DECLARATION + etree.tostring(root, encoding="UTF-8") + b"\n"


def _take_out(element: Element) -> None:
    """Take an element out of its parent, leaving the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
