"""Building: the rows of a document's index, from one listing of its trees and one text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from edition.document import XML_ID, Document
from edition.fingerprint import fingerprints, fingerprints_within
from edition.locator import UNITS
from edition.passage import Index, loose_text
from edition.preparation import REFERENCE
from edition.project import Project
from edition.reference.point import Point
from edition.reference.tree import trees
from edition.reference.unit import Unit
from edition.serialization import PlainText
from edition.tag import Tags
from edition.tree import Element

__all__ = ["COLUMNS", "Row", "rows", "spans"]

COLUMNS = (
    "tree ref id aliases unit level parent n locator line first last start stop "
    "strict letters words"
).split()
Row = tuple[Any, ...]
_Extent = tuple[Element, Point | None]
_Place = tuple[int, int, int]
_Span = tuple[int, int]
_EMPTY = (0, 0)
_UNNAMED = "~~"
_APART = "\t"
_NOWHERE = (0, 0, 0)


def rows(document: Document, project: Project) -> tuple[str, list[Row]]:
    """Return the reading text of a document, and a row for each of its references.

    Every passage is a part of that text, so that it is made once.
    """
    index = Index(document, project)
    units = [unit for tree in trees(document) for unit in tree.units()]
    refs: dict[_Extent, list[str]] = {}
    for unit in units:
        refs.setdefault(unit[1:3], []).append(unit[0])
    with _named(refs):
        whole = index.text("reading")
        facts = _facts(refs, whole, _places(document))
    locators: dict[tuple[str, str], str] = {}
    counted: dict[str, str] = {}
    found: list[Row] = []
    for unit in units:
        ref, element, end, kind, level, parent, n, tree = unit
        if ref[0] == "~":
            locator = _counted(ref[1:], counted)
        else:
            around, own = locators.get((tree, parent), ""), f"{UNITS.get(kind, kind)} {n}".rstrip()
            locators[tree, ref] = locator = f"{around}, {own}" if around else own
        others = refs[element, end]
        alias = (
            "" if len(others) == 1 else _APART.join(dict.fromkeys(o for o in others if o != ref))
        )
        own_id, known = facts[element, end]
        found.append((tree, ref, own_id, alias, kind, level, parent, n, locator, *known))
    return whole.text, found


def spans(index: Index, profile: str) -> tuple[str, list[Unit], list[_Span]]:
    """Return the text of a profile, every unit of every tree, and where each stands in the text.

    The index must not have made that text before.
    """
    units = [unit for tree in trees(index.document) for unit in tree.units()]
    with _named({unit[1:3] for unit in units}):
        whole = index.text(profile)
        found = [_span(unit.element, unit.end, whole.spans) for unit in units]
    trimmed = [
        (start, start + len(whole.text[start:stop].rstrip()))
        if unit.end is not None
        else (start, stop)
        for unit, (start, stop) in zip(units, found, strict=True)
    ]  # what ends where another begins, ends before the blank between them
    return whole.text, units, trimmed


def _facts(
    extents: Iterable[_Extent], whole: PlainText, places: dict[Element, _Place]
) -> dict[_Extent, tuple[str, Row]]:
    """Return of everything that is named its id, place, span, fingerprints, and words of its own.

    Words of its own has what the text does not hold.
    """
    every = list(extents)
    spans = [_span(*extent, whole.spans) for extent in every]
    found: dict[_Extent, tuple[str, Row]] = {}
    for extent, span, mark in zip(
        every, spans, fingerprints_within(whole.text, spans), strict=True
    ):
        element = extent[0]
        words = "" if span[1] else loose_text(element)
        known = fingerprints(words) if words else mark
        row = (*places.get(element, _NOWHERE), *span, *known[:2], words)
        found[extent] = element.get(XML_ID, ""), row
    return found


def _counted(path: str, known: dict[str, str]) -> str:
    """Say a typed path in words, `div.2.p.3` as "section 2, paragraph 3"."""
    said = known.get(path)
    if said is None:
        *around, name, number = path.rsplit(".", 2)
        said = f"{UNITS.get(name, name)} {number}"
        said = known[path] = f"{_counted(around[0], known)}, {said}" if around else said
    return said


@contextmanager
def _named(extents: Iterable[_Extent]) -> Iterator[None]:
    """Give what units begin or end with, and has no name, one that the text is made with."""
    ends = {element: None for element, _ in extents}
    ends.update((end.element, None) for _, end in extents if end is not None)
    unnamed = [element for element in ends if not _name(element)]
    for number, element in enumerate(unnamed):
        element.set(REFERENCE, f"{_UNNAMED}{number}")
    try:
        yield
    finally:
        for element in unnamed:
            del element.attrib[REFERENCE]


def _span(element: Element, end: Point | None, spans: dict[str, _Span]) -> _Span:
    """Return where something stands in the text; what has no text there is empty."""
    start, stop = spans.get(_name(element), _EMPTY)
    if end is not None:
        first, last = spans.get(_name(end.element), _EMPTY)
        stop = last if end.side == "end" or first >= last else first
    return (start, stop) if start < stop else _EMPTY


def _name(element: Element) -> str:
    return str(element.get(XML_ID) or element.get(REFERENCE) or "")


def _places(document: Document) -> dict[Element, _Place]:
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
