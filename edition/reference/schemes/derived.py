"""Derived references: `~div.2.p.3`, typed and counted, of all that is citable and has no id.

The sign says that the edition does not contain it; it can never pass for an id.
"""

from collections.abc import Iterator

from edition.document import Document, Element
from edition.reference.tree import Growth, Tree
from edition.reference.unit import Unit
from edition.tei.derivation import derived, texts

__all__ = ["trees"]

NAME = "derived"
ORDER = 60


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of the derived references."""
    yield Tree(NAME, NAME, lambda: _grown(document), is_declared=False)


def _grown(document: Document) -> Growth:
    grown = Growth()
    keep, make = grown.units.append, tuple.__new__
    for text in texts(document.root):
        places: dict[Element, tuple[str, int]] = {}
        for element, local, ref in derived(text):
            if not ref:
                continue
            around = element.getparent()
            while around is not None and around not in places:
                around = around.getparent()
            parent, level = ("", 0) if around is None else places[around]
            places[element] = ref, level + 1
            keep(
                make(
                    Unit, (ref, element, None, local, level + 1, parent, element.get("n", ""), NAME)
                )
            )
    return grown
