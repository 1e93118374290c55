"""Pointer: which attributes of TEI point, and where each pointer of a document leads."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from edition.document import TEI, Document, Element
from edition.project import Missing, Project
from edition.value import Value

__all__ = ["Pointer", "pointers"]

ATTRIBUTES = frozenset(
    "active adj adjFrom adjTo ana calendar change children copyOf corresp datingMethod datingPoint "
    "decls domains edRef end exclude fVal facs feats follow fromUnit hand inst lemmaRef mergedIn "
    "mutual new next nymRef origin parts passive perf period prev ref rendition replyTo resp "
    "sameAs scheme scribeRef scriptRef select since source spanTo start synch target targetEnd "
    "toUnit toWhom unitRef url where who wit".split()
)
"""TEI's attributes of type teidata.pointer, as far as they point at something to be read."""

_OTHERWISE = {
    "active": {"interaction"},
    "new": {"shift"},
    "passive": {"interaction"},
    "scheme": set(
        "att constraintSpec gi localProp rendition styleDefDecl tag unicodeProp unihanProp".split()
    ),
    "start": {"schemaSpec"},
}
"""The elements on which such an attribute holds a word of a list, no pointer."""


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
    for element in document.root.iter(f"{{{TEI}}}*"):
        for attribute, value in element.items():
            if attribute not in ATTRIBUTES or not _points(element, attribute):
                continue
            for pointer in value.split():
                if pointer not in known:
                    known[pointer] = project.target(pointer, document)
                yield Pointer(element, attribute, pointer, known[pointer])


def _points(element: Element, attribute: str) -> bool:
    return str(element.tag)[len(TEI) + 2 :] not in _OTHERWISE.get(attribute, ())
