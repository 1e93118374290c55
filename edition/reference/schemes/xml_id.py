"""xml:id: what an element is called, once and for all; the root is the document, no passage.

The id of a milestone names what follows it, up to the next of the same kind.
"""

from collections import defaultdict
from collections.abc import Iterator

from edition.document import XML_ID, Document, Element
from edition.reference.point import Point
from edition.reference.structure import MILESTONES, end_of_text, spans
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
    keep, ends = grown.units.append, _ends(document)
    for element in document.identified:
        name, n = element.get(XML_ID, ""), element.get("n", "")
        if name and element is not document.root:
            local = str(element.tag).rpartition("}")[2]
            keep(Unit(name, element, ends.get(element), local, 1, "", n, NAME))
    return grown


def _ends(document: Document) -> dict[Element, Point]:
    """Return where what each milestone with an id begins ends: see `spans`."""
    marked = {element for element in document.identified if element.tag in MILESTONES}
    if not marked:
        return {}
    alike: defaultdict[object, list[Element]] = defaultdict(list)
    for element in document.root.iter(*MILESTONES):
        alike[element.tag, element.get("unit"), element.get("ed")].append(element)
    found: dict[Element, Point] = {}
    for elements in alike.values():
        ends = spans(elements, end_of_text(elements[-1]))
        found.update({one: end for one, end in zip(elements, ends, strict=True) if end is not None})
    return {element: found[element] for element in marked}
