"""Fault: what the systems of references that a header declares get wrong, from one listing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from edition.document import TEI, Document
from edition.tei.attribute import elements
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element
    from edition.reference.tree import Omission, Tree
    from edition.reference.unit import Unit

__all__ = ["Faults", "faults"]

_STATE = "refState"
"""Where a header declares others, it says the same once more, and is listed only if in doubt."""
_LINE = "line"
_MARKS = {"page": "pb", "column": "cb", _LINE: "lb", "gathering": "gb"}


class Faults(Value):
    """What is wrong with one tree: references that several units have, what has none, what is vain.

    `idle` are the parts of the declaration that find nothing, each with the unit that it is of.
    """

    tree: str
    kind: str
    shared: "list[list[Unit]]"
    omissions: "list[Omission]"
    idle: "list[tuple[Element, str]]"


_FOUND: "WeakKeyDictionary[Document, list[Faults]]" = WeakKeyDictionary()


def faults(document: Document) -> list[Faults]:
    """Return the faults of each declared system; the listing itself is not kept in memory."""
    if next(elements(document, "refsDecl"), None) is None:
        return []
    if document not in _FOUND:
        _FOUND[document] = list(_found(document))
    return _FOUND[document]


def _found(document: Document) -> Iterator[Faults]:
    from edition.reference.tree import declared  # most headers declare none

    listed = list(declared(document))
    is_alone = all(tree.kind == _STATE for tree in listed)
    for tree in listed:
        if tree.kind != _STATE or is_alone:
            yield _told(tree)
        elif not _is_changed(document):
            yield Faults(tree.name, tree.kind, [], [], tree.growth.idle)


def _told(tree: "Tree") -> Faults:
    shared = list(tree.shared.values())
    return Faults(tree.name, tree.kind, shared, tree.omissions, tree.growth.idle)


def _is_changed(document: Document) -> bool:
    """Whether milestones plainly change a state; to list all of its references takes long."""
    states = list(elements(document, _STATE))
    units = {state.get("unit", "").casefold() for state in states}
    if any(state.get("ed") for state in states):
        return False
    named = elements(document, *(mark for unit, mark in _MARKS.items() if unit in units))
    if any(mark.get("n") for mark in named):
        return True
    others = elements(document, "milestone", "div", *(["l"] if _LINE in units else []))
    return any(each.get("n") and _unit(each) in units for each in others)


def _unit(element: "Element") -> str:
    """Return the unit that a milestone, a division or a line says that it begins."""
    is_line = element.tag == f"{{{TEI}}}l"
    return _LINE if is_line else element.get("unit", element.get("type", "")).casefold()
