"""Placing: the place of a node, which may be an attribute, a text or a comment."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from lxml import etree

from edition.diagnostic import Location
from edition.document import Document, Element
from edition.document.run import locate_text, text_runs

__all__ = ["locate"]

_Runs = Mapping[tuple[Element, bool], int]
_RUNS: "WeakKeyDictionary[Document, _Runs]" = WeakKeyDictionary()


def locate(document: Document, node: object) -> Location:
    """Return the place of a node: an attribute is at its element, a text at its first word.

    None is the document itself.
    """
    if isinstance(node, etree._Element):
        return document.locate(_nearest(node))
    if node is None:
        return document.locate(document.root)
    from edition.schematron.node import is_text, place_of

    element, is_tail = place_of(node)
    if element is None:
        return document.locate(document.root)
    if not is_text(node):
        return document.locate(_nearest(element))
    return _locate_text(document, element, is_tail=is_tail)


def _locate_text(document: Document, element: Element, *, is_tail: bool) -> Location:
    text = (element.tail if is_tail else element.text) or ""
    run = _runs(document).get((element, is_tail))
    if run is None:
        return document.locate(_nearest(element))
    return locate_text(document, run, len(text) - len(text.lstrip()) if text.strip() else 0)


def _runs(document: Document) -> _Runs:
    """Return the numbers of the texts of a document."""
    found = _RUNS.get(document)
    if found is None:
        runs = enumerate(text_runs(document.root))
        found = _RUNS[document] = {(node, is_tail): run for run, (node, is_tail, _) in runs}
    return found


def _nearest(node: Element) -> Element:
    """Return the element that stands for a comment or an instruction: the one around it."""
    if isinstance(node.tag, str):
        return node
    parent = node.getparent()
    return node.getroottree().getroot() if parent is None else parent
