"""Unit: what one reference of a tree names, and the spans that any reference comes to."""

from typing import TypeAlias

from edition.document import Element
from edition.reference.point import Point
from edition.value import Value

__all__ = ["Found", "Unit", "extent"]


class Unit(Value):
    """What one reference names: an element, or from a milestone up to the point `end`.

    `unit` is what editors call it (book, line), `level` counts from 1, `parent` is the reference
    that it stands in, or empty, `n` its own part of the reference, `tree` the tree's name.
    """

    ref: str
    element: Element
    end: Point | None = None
    unit: str = ""
    level: int = 1
    parent: str = ""
    n: str = ""
    tree: str = ""


Found: TypeAlias = Unit | tuple[Point, Point]
"""What a scheme finds: a unit, or what stands between two points."""


def extent(found: Found) -> tuple[Point, Point]:
    """Return the points that something found reaches from and to."""
    if not isinstance(found, Unit):
        return found
    return Point(found.element, "start"), found.end or Point(found.element, "end")
