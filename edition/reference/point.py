"""Point: a place between two signs of a document, and the order in which places stand."""

from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from edition.document import Document
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["Point", "before", "holder", "key", "length"]

Side = Literal["start", "end", "text", "tail"]


class Point(Value):
    """A place in the tree.

    Before an element's tag (`start`), behind its end tag (`end`), or so many characters into the
    text that begins it (`text`) or that follows it (`tail`).
    """

    element: "Element"
    side: Side
    offset: int = 0


_Order = dict["Element", tuple[int, int]]
_ORDERS: "WeakKeyDictionary[Document, _Order]" = WeakKeyDictionary()


def key(point: Point, document: Document) -> tuple[int, int, int]:
    """Return what sorts the points of a document.

    It is made of a table of the whole document, once; two points with no sign between them may
    have different keys. Raises KeyError for an element of another document.
    """
    table = _ORDERS.get(document)
    if table is None:
        table = _ORDERS[document] = _order(document.root)
    first, last = table[point.element]
    return (
        first if point.side in {"start", "text"} else last,
        int(point.side in {"text", "tail"}),
        point.offset,
    )


def holder(point: Point) -> "Element":
    """Return the element that a point stands in or at; a text behind an element is none of its."""
    around = point.element.getparent() if point.side == "tail" else None
    return point.element if around is None else around


def before(element: "Element", other: "Element", document: Document) -> bool:
    """Whether an element begins before another."""
    return key(Point(element, "start"), document) < key(Point(other, "start"), document)


def length(point: Point) -> int:
    """Return how many characters the text has that the point is in; the offset is at most that."""
    kept = {"text": point.element.text, "tail": point.element.tail}.get(point.side)
    return len(kept or "")


def _order(root: "Element") -> _Order:
    """Return numbers for the beginning and the end of each element, comment and instruction."""
    from lxml import etree

    begun: dict[Element, int] = {}
    order: _Order = {}
    for number, (event, node) in enumerate(
        etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    ):
        if event == "start":
            begun[node] = number
        else:
            order[node] = begun.get(node, number), number
    return order
