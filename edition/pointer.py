"""Pointer: where each pointer of a document leads."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from edition.attribute import attributes
from edition.document import Document, Element
from edition.project import Missing, Project
from edition.value import Value

__all__ = ["Pointer", "pointers"]


class Pointer(Value):
    """One pointer of an attribute, and what it means: see `Project.target`."""

    element: Element
    attribute: str
    value: str
    target: "Element | Missing | None"


_FOUND: "WeakKeyDictionary[Document, tuple[Project, tuple[Pointer, ...]]]" = WeakKeyDictionary()


def pointers(document: Document, project: Project) -> tuple[Pointer, ...]:
    """Return every pointer of a document in document order; web addresses are among them.

    Several rules ask for them, and to follow them takes longer than to read the document.
    """
    of, found = _FOUND.get(document, (None, ()))
    if of is not project:
        found = tuple(_pointers(document, project))
        _FOUND[document] = project, found
    return found


def _pointers(document: Document, project: Project) -> Iterator[Pointer]:
    known: dict[str, Element | Missing | None] = {}
    for element, attribute, value in attributes(document).pointing:
        for pointer in value.split():
            if pointer not in known:
                known[pointer] = project.target(pointer, document)
            yield Pointer(element, attribute, pointer, known[pointer])
