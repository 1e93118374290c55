"""Building: the rows of a document's index, from one listing of its trees and one text."""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from edition.document import XML_ID, Document, Element
from edition.fingerprint import fingerprints, fingerprints_within
from edition.passage import UNITS, Index, loose_text
from edition.preparation import REFERENCE
from edition.project import Project
from edition.reference.tree import trees
from edition.reference.unit import Unit
from edition.tag import Tags

__all__ = ["COLUMNS", "Row", "rows"]

COLUMNS = (
    "tree ref id aliases unit level parent n locator line first last start stop "
    "strict letters words"
).split()
Row = tuple[Any, ...]
_UNNAMED = "~~"
_APART = "\t"
_NOWHERE = (0, 0, 0)


def rows(document: Document, project: Project) -> tuple[str, list[Row]]:
    """Return the reading text of a document, and a row for each of its references.

    Every passage is a part of that text, so that it is made once.
    """
    index = Index(document, project)
    units = [unit for tree in trees(document) for unit in tree.units()]
    with _named(units):
        whole = index.text("reading")
        spans = [_span(unit, whole.spans) for unit in units]
    places = _places(document)
    marks = fingerprints_within(whole.text, spans)
    aliases: dict[Element, list[str]] = {}
    for unit in units:
        aliases.setdefault(unit[1], []).append(unit[0])
    locators: dict[tuple[str, str], str] = {}
    counted: dict[str, str] = {}
    found: list[Row] = []
    for unit, span, mark in zip(units, spans, marks, strict=True):
        ref, element, _, kind, level, parent, n, tree = unit
        if ref[0] == "~":
            locator = _counted(ref[1:], counted)
        else:
            around, own = locators.get((tree, parent), ""), f"{UNITS.get(kind, kind)} {n}".rstrip()
            locators[tree, ref] = locator = f"{around}, {own}" if around else own
        others = aliases[element]
        alias = (
            "" if len(others) == 1 else _APART.join(dict.fromkeys(o for o in others if o != ref))
        )
        named = tree, ref, element.get(XML_ID, ""), alias, kind, level, parent, n, locator
        words = "" if span[1] else loose_text(element)
        known = fingerprints(words) if words else mark
        found.append((*named, *places.get(element, _NOWHERE), *span, *known[:2], words))
    return whole.text, found


def _counted(path: str, known: dict[str, str]) -> str:
    """Say a typed path in words, `div.2.p.3` as "section 2, paragraph 3"."""
    said = known.get(path)
    if said is None:
        *around, name, number = path.rsplit(".", 2)
        said = f"{UNITS.get(name, name)} {number}"
        said = known[path] = f"{_counted(around[0], known)}, {said}" if around else said
    return said


@contextmanager
def _named(units: list[Unit]) -> Iterator[None]:
    """Give what units begin or end with, and has no name, one that the text is made with."""
    ends = (unit[2].element for unit in units if unit[2] is not None)
    unnamed = [
        element
        for element in dict.fromkeys((*(unit[1] for unit in units), *ends))
        if element.get(XML_ID) is None and element.get(REFERENCE) is None
    ]
    for number, element in enumerate(unnamed):
        element.set(REFERENCE, f"{_UNNAMED}{number}")
    try:
        yield
    finally:
        for element in unnamed:
            del element.attrib[REFERENCE]


def _span(unit: Unit, spans: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Return where a unit stands in the text; what has no text there is empty."""
    start, end = spans.get(_name(unit[1]), (0, 0))
    if unit[2] is not None:
        first, last = spans.get(_name(unit[2].element), (0, 0))
        end = last if unit[2].side == "end" or first >= last else first
    return (start, end) if start < end else (0, 0)


def _name(element: Element) -> str:
    return str(element.get(XML_ID) or element.get(REFERENCE) or "")


def _places(document: Document) -> dict[Element, tuple[int, int, int]]:
    """Return the line, the first byte and the byte behind the last of every element.

    Nothing where the document is pieced together of several files, or has a DOCTYPE.
    """
    if document.text is not None or b"<!DOCTYPE" in document.source:
        return {}
    tags = Tags(b"".join(document.chunks()))
    extents = tags.extents()
    if len(extents) != len(document.elements):
        return {}
    lines = tags.lines.starts
    return {
        element: (bisect_right(lines, first), first, last)
        for element, (first, last) in zip(document.elements, extents, strict=True)
    }
