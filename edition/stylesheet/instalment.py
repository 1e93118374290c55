"""Instalment: what a sheet makes of a long text is made part by part, and never held as a whole.

A tree takes several times the memory of the text that it is written as. So the parts of a body are
made some at a time, each time of the whole document, and written before the next are made; what
stands around them is made once, with an element `instalments` in their place.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from edition.document import TEI, Document, Element
from edition.stylesheet import Stylesheet

if TYPE_CHECKING:
    from edition.stylesheet.apart import Apart

__all__ = ["instalments"]

_LONG = 1 << 22
"""Bytes of a document from which on memory is worth the time to begin anew."""
_MANY = 10
_BODIES = etree.XPath("/t:TEI/t:text/t:body", namespaces={"t": TEI})
_NODES = etree.XPath("count(node())")
_LOOSE = etree.XPath("boolean(text()[normalize-space()] | comment() | processing-instruction())")


def instalments(
    sheet: "Stylesheet | Apart", document: Document, given: dict[str, str]
) -> tuple[Element, Iterator[Element]] | None:
    """Return what a sheet makes around the parts of a long text, and those, made when asked for.

    None where the document is not long, has not one body with many parts and no words between
    them, or where the sheet is not ours, which may do what it likes.
    """
    if len(document.data) < _LONG or not isinstance(sheet, Stylesheet):
        return None
    bodies = _BODIES(document.root)
    if len(bodies) != 1 or len(bodies[0]) < _MANY or _LOOSE(bodies[0]):
        return None
    count = int(_NODES(bodies[0]))
    ends = [count * number // _MANY for number in range(_MANY + 1)]
    return sheet(document.root, {**given, "upto": "0"}), (
        sheet(document.root, {**given, "behind": str(behind), "upto": str(upto)})
        for behind, upto in pairwise(ends)
    )
