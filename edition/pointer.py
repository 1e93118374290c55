"""Pointer: where each pointer of a document leads."""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from edition.attribute import attributes
from edition.document import Document, Element
from edition.project import Missing, Project
from edition.value import Value

__all__ = ["Pointer", "pointers"]


class Pointer(Value):
    """One pointer of an attribute, and what it means: see `Project.target`.

    `uri` is the pointer as it is followed: its value, or what xml:base and, where it leads to
    nothing in reach, prefixes make of it.
    """

    element: Element
    attribute: str
    value: str
    target: "Element | Missing | None"
    uri: str = ""

    @property
    def is_address(self) -> bool:
        """Whether it leads to the web, or is a name that nothing here could follow."""
        return "://" in self.uri or self.uri.startswith(_NAMES)


_NAMES = ("mailto:", "urn:", "doi:", "data:", "tel:")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


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
    known: dict[str, tuple[Element | Missing | None, str]] = {}
    borne = attributes(document)
    bases: dict[Element, tuple[str, ...]] = {}
    for element, attribute, value in borne.pointing:
        for pointer in value.split():
            uri = _based(pointer, element, document, bases) if borne.is_based else pointer
            if uri not in known:
                target = project.target(uri, document)
                known[uri] = target, project.address(uri, document) if target is None else uri
            yield Pointer(element, attribute, pointer, *known[uri])


def _based(
    pointer: str, element: Element, document: Document, bases: dict[Element, tuple[str, ...]]
) -> str:
    """Return what xml:base makes of a relative pointer; what is an id here, # or not, stays one.

    Source: XML Base, 4.
    """
    if pointer.startswith("#") or ":" in pointer or pointer in document.ids:
        return pointer
    uri = pointer
    for base in _bases(element, bases):
        uri = _joined(base, uri)
    return uri


def _bases(element: Element, known: dict[Element, tuple[str, ...]]) -> tuple[str, ...]:
    """Return every xml:base that holds for an element, innermost first."""
    if element not in known:
        parent = element.getparent()
        base = element.get(_XML_BASE)
        around = () if parent is None else _bases(parent, known)
        known[element] = (base, *around) if base else around
    return known[element]


@lru_cache(maxsize=4096)
def _joined(base: str, uri: str) -> str:
    """Return a relative pointer as its base makes it; where that is a URN, with the URN before."""
    try:
        joined = urljoin(base, uri)
        scheme = urlsplit(base).scheme
    except ValueError:  # no address
        return uri
    return joined if joined.startswith(scheme) or ":" in uri else f"{base} {uri}"
