"""Slice: what stands between two points of a tree, whatever elements it begins and ends in.

The elements around a point are closed at the end and opened at the beginning, so that the slice is
a tree again; slices that adjoin hold every sign of the whole, and none twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile

from lxml import etree

from edition.document import XML_ID, Element
from edition.document.tree import copied
from edition.reference.point import Point
from edition.value import Value

__all__ = ["bare", "inserted", "sliced"]


class _Place(Value):
    """A point as its container, the number of a text in it, and a number of signs into that.

    Text 0 begins the container, text n follows its n-th child.
    """

    container: Element
    slot: int
    offset: int


def sliced(start: Point, end: Point) -> Element:
    """Return a copy of the nearest element around both points, with only what is between them.

    `start` must not stand behind `end`. Attributes are kept as they are: see `bare`.
    """
    first, last = _place(start), _place(end)
    above = {first.container, *first.container.iterancestors()}
    around = next(e for e in (last.container, *last.container.iterancestors()) if e in above)
    return _cut(around, _path(first, around), _path(last, around))


def bare(root: Element) -> Element:
    """Take the ids and our own marks from a copy, which are the edition's alone."""
    for inner in root.iter("*"):
        for name in [name for name in inner.attrib if name == XML_ID or name.startswith("e-")]:
            del inner.attrib[name]
    return root


@contextmanager
def inserted(start: Point, end: Point, marks: tuple[Element, Element]) -> Iterator[None]:
    """Let two empty elements stand at two points of a tree for a while."""
    places = _place(start), _place(end)
    for place, mark in zip(reversed(places), reversed(marks), strict=True):  # the later one first
        text = _run(place.container, place.slot)
        _set_run(place.container, place.slot, text[: place.offset])
        mark.tail = text[place.offset :]
        place.container.insert(place.slot, mark)
    try:
        yield
    finally:
        for place, mark in zip(places, marks, strict=True):
            text = _run(place.container, place.slot) + (mark.tail or "")
            place.container.remove(mark)
            _set_run(place.container, place.slot, text)


def _place(point: Point) -> _Place:
    element, side, offset = point
    parent = element.getparent()
    if side == "text" or parent is None:
        slot = len(element) if parent is None and side == "end" else 0
        at = len(_run(element, slot)) if parent is None and side == "end" else offset
        return _Place(element, slot, min(at, len(_run(element, slot))))
    slot = parent.index(element)
    if side == "start":
        return _Place(parent, slot, len(_run(parent, slot)))
    return _Place(parent, slot + 1, min(offset, len(element.tail or "")) if side == "tail" else 0)


def _run(element: Element, slot: int) -> str:
    return (element[slot - 1].tail if slot else element.text) or ""


def _set_run(element: Element, slot: int, text: str) -> None:
    if slot:
        element[slot - 1].tail = text or None
    else:
        element.text = text or None


_Path = tuple[tuple[int, ...], int]
"""The numbers of the children that a place stands in, that of its text, and how far into it."""


def _path(place: _Place, around: Element) -> _Path:
    slots = [place.slot]
    outer = [place.container, *place.container.iterancestors()]
    for element in takewhile(lambda each: each is not around, outer):
        parent = element.getparent()
        assert parent is not None
        slots.append(parent.index(element))
    return tuple(reversed(slots)), place.offset


def _cut(element: Element, first: _Path | None, last: _Path | None) -> Element:
    """Copy an element with what stands between two places in it.

    None stands for its beginning, or for its end.
    """
    copy = etree.Element(element.tag, dict(element.attrib), element.nsmap)
    begins = first[0][0] if first else 0
    ends = last[0][0] if last else len(element)
    into, out = _inner(first), _inner(last)
    if into is None:
        stop = last[1] if last and out is None and ends == begins else None
        copy.text = _run(element, begins)[first[1] if first else 0 : stop] or None
    for slot, child in enumerate(element[begins : ends + (out is not None)], begins):
        enters, leaves = slot == begins and into, slot == ends and out
        part = _cut(child, enters or None, leaves or None) if enters or leaves else copied(child)
        stop = last[1] if last and out is None and ends == slot + 1 else None
        part.tail = None if leaves else (child.tail or "")[:stop] or None
        copy.append(part)
    return copy


def _inner(path: _Path | None) -> _Path | None:
    return (path[0][1:], path[1]) if path and len(path[0]) > 1 else None
