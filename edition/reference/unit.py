"""Unit: what one reference of a tree names, and the spans that any reference comes to."""

from typing import TYPE_CHECKING, TypeAlias

from edition.reference.point import Point
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["Found", "Unit", "ends", "extent"]


class Unit(Value):
    """What one reference names: an element, or from a milestone up to the point `end`.

    `unit` is what editors call it (book, line), `level` counts from 1, `parent` is the reference
    that it stands in, or empty, `n` its own part of the reference, `tree` the tree's name.
    """

    ref: str
    element: "Element"
    end: Point | None = None
    unit: str = ""
    level: int = 1
    parent: str = ""
    n: str = ""
    tree: str = ""


Found: TypeAlias = Unit | tuple[Unit, Unit] | tuple[Point, Point]
"""What a scheme finds: a unit, all from one to another, or what stands between two points."""


def extent(found: Found) -> tuple[Point, Point]:
    """Return the points that something found reaches from and to."""
    first, last = ends(found)
    begin = Point(first.element, "start") if isinstance(first, Unit) else first
    return begin, (last.end or Point(last.element, "end")) if isinstance(last, Unit) else last


def ends(found: Found) -> tuple[Unit | Point, Unit | Point]:
    """Return what something found begins with, and what it ends with."""
    return (found, found) if isinstance(found, Unit) else found
