"""xml:id: what an element is called, once and for all; the root is the document, no passage."""

from collections.abc import Iterator

from edition.document import XML_ID, Document
from edition.reference.tree import Growth, Tree
from edition.reference.unit import Unit

__all__ = ["trees"]

NAME = "ids"
ORDER = 40


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of the ids, all on one level."""
    yield Tree(NAME, NAME, lambda: _grown(document), is_declared=True)


def _grown(document: Document) -> Growth:
    grown = Growth()
    for element in document.identified:
        if element is not document.root:
            name = element.get(XML_ID, "")
            local = str(element.tag).rpartition("}")[2]
            n = element.get("n", "")
            grown.units.append(Unit(name, element, None, local, 1, "", n, NAME))
    return grown
