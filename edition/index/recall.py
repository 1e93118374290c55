"""Recall: the trees of a document as its index has them, so that none has to be listed anew."""

from functools import partial
from typing import TYPE_CHECKING

from edition.document import Document
from edition.index.lookup import Kept
from edition.index.memory import Memory
from edition.index.store import at_hand
from edition.project import Project
from edition.reference.point import Point
from edition.reference.tree import Growth, Tree, listing, plant
from edition.reference.unit import Unit

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["recall"]


def recall(document: Document, project: Project) -> Memory | None:
    """Return what the index of a document remembers of its passages, if that is at hand.

    The document knows its references by it from now on. What the index does not know, and whatever
    asks for all units, is listed as if there were none.
    """
    index = at_hand(document, project)
    if index is None:
        return None
    from sqlite3 import Error

    try:
        plant(document, tuple([_tree(document, index, *tree) for tree in index.trees]))
    except Error:  # what is damaged is as good as none
        return None
    return Memory(document, project, index)


def _tree(document: Document, index: Kept, name: str, kind: str, is_declared: bool) -> Tree:  # noqa: FBT001  (as it is kept)
    grow = partial(_grown, document, name, kind)
    look_up = partial(_found, document, index, name)
    return Tree(name, kind, grow, is_declared=is_declared, look_up=look_up)


def _grown(document: Document, name: str, kind: str) -> Growth:
    """List a tree, which the index says that there is."""
    same = (tree for tree in listing(document) if (tree.name, tree.kind) == (name, kind))
    return next(same).growth


def _found(document: Document, index: Kept, tree: str, ref: str) -> list[Unit] | None:
    """Return the units of a reference; None where the index cannot be asked any more."""
    from sqlite3 import Error

    try:
        rows = index.units(ref, tree)
    except Error:
        return None
    found = []
    for ordinal, until, side, unit, level, parent, n in rows:
        end = None if until < 0 else Point(_element(document, until), side)
        found.append(Unit(ref, _element(document, ordinal), end, unit, level, parent, n, tree))
    return found


def _element(document: Document, ordinal: int) -> "Element":
    found: list[Element] = document.root.xpath(f"descendant-or-self::*[{ordinal + 1}]")
    return found[0]
