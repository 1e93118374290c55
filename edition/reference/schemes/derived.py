"""Derived references: `~div.2.p.3`, typed and counted, of all that is citable and has no id.

The sign says that the edition does not contain it; it can never pass for an id.
"""

from collections.abc import Iterator

from edition.derivation import derived, texts
from edition.document import Document, Element
from edition.reference.tree import Growth, Tree
from edition.reference.unit import Unit

__all__ = ["trees"]

NAME = "derived"
ORDER = 60


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of the derived references."""
    yield Tree(NAME, NAME, lambda: _grown(document), is_declared=False)


def _grown(document: Document) -> Growth:
    grown = Growth()
    for text in texts(document.root):
        places: dict[Element, Unit] = {}
        for element, local, ref in derived(text):
            if ref:
                around = next((each for each in element.iterancestors() if each in places), None)
                parent, level = (
                    (places[around].ref, places[around].level) if around is not None else ("", 0)
                )
                unit = Unit(
                    ref, element, None, local, level + 1, parent, element.get("n", ""), NAME
                )
                grown.units.append(unit)
                places[element] = unit
    return grown
