"""Skeleton: one element with what its text depends on, so that not the whole text has to be made.

That is the elements around it, the bare tags of their neighbours, and the header.
"""

from itertools import islice

from lxml import etree

from edition.document import TEI, XML_ID, Element
from edition.document.tree import copied
from edition.tei.derivation import REFERENCE

__all__ = ["skeleton"]

_NEIGHBOURS = 40
_FAR = tuple(f"{{{TEI}}}{name}" for name in ("delSpan", "addSpan", "undo"))
_WHOLE = frozenset(f"{{{TEI}}}{name}" for name in ("teiHeader", "label"))


def skeleton(element: Element, name: str) -> Element | None:
    """Return the root of a small document in which an element's text is the same as in its own.

    There the element bears the name, if it has no id. None where the text may not be the same:
    where deletions reach over elements.
    """
    *_, root = (element, *element.iterancestors())
    if root is element or next(root.iter(*_FAR), None) is not None:
        return None
    inner = copied(element)
    inner.tail = None
    if not inner.get(XML_ID):
        inner.set(REFERENCE, name)
    for around in element.iterancestors():
        shell = _bare(around)
        before = list(islice(element.itersiblings(preceding=True), _NEIGHBOURS))
        for sibling in reversed(before):
            _append(shell, sibling)
        shell.append(inner)
        for sibling in islice(element.itersiblings(), _NEIGHBOURS):
            _append(shell, sibling)
        element, inner = around, shell
    return inner


def _append(shell: Element, sibling: Element) -> None:
    if sibling.tag in _WHOLE:  # what the header declares, and the label that an item begins with
        shell.append(copied(sibling))
    elif isinstance(sibling.tag, str):
        shell.append(_bare(sibling))


def _bare(element: Element) -> Element:
    return etree.Element(element.tag, dict(element.attrib), element.nsmap)
