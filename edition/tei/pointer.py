"""Pointer: where each pointer of a document leads."""

from functools import lru_cache
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from edition.document import Document, Element
from edition.project import Project
from edition.tei.attribute import attributes
from edition.tei.target import Missing, Target, address, reached
from edition.value import Value

__all__ = ["Pointer", "Pointers", "pointers"]


class Pointer(Value):
    """One pointer of an attribute.

    `uri` is the pointer as it is followed: its value, or what xml:base and, where it leads to
    nothing in reach, prefixes make of it.
    """

    element: Element
    attribute: str
    value: str
    uri: str = ""

    @property
    def is_address(self) -> bool:
        """Whether it leads to the web, or is a name that nothing here could follow."""
        return "://" in self.uri or self.uri.startswith(_NAMES)


class Pointers(Value):
    """The pointers of a document by where they lead, each group in document order.

    See `Project.target`. `beyond` reach are those that nobody can follow from here, web addresses
    among them; `hashless` are those that reach nothing, but would with a # before them; `unread`
    are those into files of the project that cannot be read, which is no fault of theirs.
    """

    reaching: tuple[tuple[Pointer, Element], ...]
    missing: tuple[tuple[Pointer, Missing], ...]
    beyond: tuple[Pointer, ...]
    hashless: tuple[Pointer, ...]
    unread: tuple[tuple[Pointer, str], ...] = ()


_LONE = "url"
"""The attribute that holds one pointer; a blank in it is part of a file's name."""
_NAMES = ("mailto:", "urn:", "doi:", "data:", "tel:")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


_FOUND: "WeakKeyDictionary[Document, tuple[Project, Pointers]]" = WeakKeyDictionary()


def pointers(document: Document, project: Project) -> Pointers:
    """Return every pointer of a document.

    Several rules ask for them, and to follow them takes longer than to read the document.
    """
    of, found = _FOUND.get(document, (None, None))
    if found is None or of is not project:
        found = _pointers(document, project)
        _FOUND[document] = project, found
    return found


def _pointers(document: Document, project: Project) -> Pointers:
    reaching: list[tuple[Pointer, Element]] = []
    missing: list[tuple[Pointer, Missing]] = []
    beyond: list[Pointer] = []
    hashless: list[Pointer] = []
    unread: list[tuple[Pointer, str]] = []
    known: dict[str, tuple[Target | None, str]] = {}
    borne = attributes(document)
    based = borne.bearers(_XML_BASE)
    bases: dict[Element, tuple[str, ...]] = {}
    if based == [document.root]:  # as most: nobody need climb to it
        bases = dict.fromkeys(document.elements, _bases(document.root, {}))
    ids, make = document.ids, tuple.__new__  # a record's own way takes longer than all else here
    for element, attribute, values in borne.pointing:
        for value in values.split() if attribute != _LONE else filter(None, [values.strip()]):
            uri = _based(value, element, document, bases) if based else value
            if uri not in known:
                known[uri] = _followed(uri, document, project)
            target, meant = known[uri]
            pointer = make(Pointer, (element, attribute, value, meant))
            if isinstance(target, Element):
                reaching.append((pointer, target))
            elif value in ids and ids[value] is not element:  # an image's id may be its file's name
                hashless.append(pointer)
            elif target is None:
                beyond.append(pointer)
            elif target.unread:
                unread.append((pointer, target.unread))
            elif not target.is_unusable:
                missing.append((pointer, target))
    return Pointers(tuple(reaching), tuple(missing), tuple(beyond), tuple(hashless), tuple(unread))


def _followed(uri: str, document: Document, project: Project) -> "tuple[Target | None, str]":
    """Return where a pointer leads, and as what it was followed."""
    target = reached(uri, document, project)
    return target, address(uri, document) if target is None else uri


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
    folder = _folder(base)
    if folder and uri.replace("_", "").isalnum():
        return folder + uri  # as most: to take addresses apart costs more than all else
    try:
        joined = urljoin(base, uri)
        scheme = urlsplit(base).scheme
    except ValueError:  # no address
        return uri
    return joined if joined.startswith(scheme) or ":" in uri else f"{base} {uri}"


@lru_cache(maxsize=256)
def _folder(base: str) -> str:
    """Return the folder of an address on the web that needs no resolving, else nothing."""
    if not base.startswith("http") or base.count("//") > 1 or base.count("/") < 3:
        return ""
    return "" if "/." in base or set(base) & set("?#;[]") else base[: base.rindex("/") + 1]
