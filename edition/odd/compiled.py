"""Compiled: the ODD that a customization amounts to: every specification as a whole."""

from collections.abc import Iterable

from lxml import etree

from edition.document import Document, Element, copied
from edition.odd.naming import SPECS, TEI
from edition.odd.vocabulary import Spec, Vocabulary

__all__ = ["specified", "whole"]

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_LEFT = frozenset(
    (
        *SPECS,
        f"{TEI}constraintSpec",
        *(f"{TEI}{name}" for name in ("specGrp", "specGrpRef", "elementRef", "classRef")),
        f"{TEI}macroRef",
        f"{TEI}dataRef",
    )
)


def specified(vocabulary: Vocabulary, specs: Iterable[Spec] | None = None) -> Element:
    """Return a schemaSpec that holds the specifications themselves, and nothing to be followed."""
    old = vocabulary.schema
    schema = old.makeelement(old.tag, dict(old.attrib), old.nsmap)
    schema.attrib.pop("source", None)
    for child in old.iterchildren("*"):
        if child.tag not in _LEFT and not (child.tag == f"{TEI}moduleRef" and child.get("key")):
            schema.append(_without_tail(child))
    schema.extend(map(_without_tail, vocabulary.constraints))
    for spec in vocabulary.specs.values() if specs is None else specs:
        copy = _without_tail(spec.element)
        copy.attrib.pop("mode", None)
        schema.append(copy)
    return schema


def whole(document: Document, vocabulary: Vocabulary, specs: Iterable[Spec]) -> bytes:
    """Return an ODD with all that it chooses written out in its place."""
    root = copied(document.root)
    schemas = list(root.iter(f"{TEI}schemaSpec"))
    schema = specified(vocabulary, specs)
    schema.tail = schemas[0].tail
    parent = schemas[0].getparent()
    if parent is None:
        root = schema
    else:
        parent.replace(schemas[0], schema)
    for group in list(root.iter(f"{TEI}specGrp")):
        _take_out(group)
    schema.text = "\n"
    for child in schema:
        child.tail = "\n"
    return _DECLARATION + etree.tostring(root, encoding="UTF-8") + b"\n"


def _without_tail(element: Element) -> Element:
    copy = copied(element)
    copy.tail = None
    return copy


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
