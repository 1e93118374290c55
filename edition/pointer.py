"""Pointer: which attributes of TEI point, and where each pointer of a document leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from edition.document import TEI, Document, Element
from edition.project import Missing, Project

__all__ = ["Pointer", "pointers"]

ATTRIBUTES = (
    "active ana calendar change copyOf corresp datingMethod datingPoint decls edRef exclude facs "
    "hand inst mutual next nymRef passive period prev ref rendition resp sameAs scheme "
    "select source spanTo synch target targetEnd toWhom url where who wit"
).split()
"""TEI's attributes of type teidata.pointer, as far as they point at something to be read."""

_MANY = etree.XPath(" | ".join(f"//@{name}" for name in ATTRIBUTES))


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer of an attribute, and what it means: see `Project.target`."""

    element: Element
    attribute: str
    value: str
    target: "Element | Missing | None"


def pointers(document: Document, project: Project) -> Iterator[Pointer]:
    """Yield every pointer of a document in document order; web addresses are among them."""
    known: dict[str, Element | Missing | None] = {}
    found = _MANY(document.root)
    assert isinstance(found, list)
    for value in found:
        element = value.getparent()
        if element is None or not str(element.tag).startswith(f"{{{TEI}}}"):
            continue
        for pointer in str(value).split():
            if pointer not in known:
                known[pointer] = project.target(pointer, document)
            yield Pointer(element, str(value.attrname), pointer, known[pointer])
