"""Concordance: the entries of a project's registers, their ids, and what points at them."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from weakref import WeakKeyDictionary

from edition.diagnostic import Location, Refused
from edition.document import TEI, XML_ID, Document, Element, read
from edition.project import Project, shown
from edition.tei.attribute import attributes, elements
from edition.tei.authority import authority_id
from edition.tei.pointer import pointers
from edition.tei.register import ENTRIES, headword
from edition.value import Value

__all__ = [
    "authorities",
    "earlier_with_authority",
    "earlier_with_id",
    "entries",
    "uses",
    "uses_within",
]

_LISTS = frozenset(
    f"{{{TEI}}}{name}"
    for name in "listPerson listOrg listPlace listEvent listObject listBibl particDesc settingDesc "
    "standOff place".split()
)
_FILE = f"{{{TEI}}}fileDesc"
_IDNO = f"{{{TEI}}}idno"

Key = tuple[str, str]
"""An authority, and an id of it."""

Use = tuple[Path, str]
"""A file, and an xml:id in it."""


def entries(document: Document) -> Iterator[Element]:
    """Yield the entries of a document's registers; a source that the header describes is none."""
    if not any(map(attributes(document).has, _LISTS)):
        return
    for element in elements(document, *ENTRIES):
        parent = element.getparent()
        if (
            parent is not None
            and parent.tag in _LISTS
            and next(parent.iterancestors(_FILE), None) is None
        ):
            yield element


def authorities(entry: Element) -> Iterator[Key]:
    """Yield the authority ids of an entry: those of its idno, @ref and @sameAs.

    An id that several things may share, as chapters share an ISBN, is none of them.
    """
    values = [(value, "") for name in ("ref", "sameAs") for value in entry.get(name, "").split()]
    for idno in entry.iterchildren(_IDNO):
        value = idno.text or ""
        kinds = ("type",) if "//" in value else ("type", "subtype")
        values += [(value, idno.get(kind, "")) for kind in kinds]
    seen = set()
    for value, kind in values:
        found = authority_id(value, kind)
        key = (found.authority, found.id) if found is not None and found.is_of_one else None
        if key is not None and key not in seen:
            seen.add(key)
            yield key


_Entry = tuple[int, Document, Element]
"""The place of a register among the others, the register, an entry of it."""


class _Index(Value):
    """The registers of a project, in order, and the first of its entries with an id or a key."""

    files: dict[Path, int]
    ids: dict[str, _Entry]
    authorities: dict[Key, _Entry]


_INDEXES: "WeakKeyDictionary[Project, _Index]" = WeakKeyDictionary()


def _index(project: Project) -> _Index:
    found = _INDEXES.get(project)
    if found is None:
        files = {path.resolve(): n for n, path in enumerate(project.registers)}
        found = _INDEXES[project] = _Index(files, {}, {})
        for path, number in files.items():
            document = project.document(path)
            if document is None:
                continue
            for entry in entries(document):
                here = (number, document, entry)
                found.ids.setdefault(entry.get(XML_ID, ""), here)
                for key in authorities(entry):
                    found.authorities.setdefault(key, here)
    return found


def earlier_with_id(name: str, document: Document, project: Project) -> tuple[Location, str] | None:
    """Return the place and the name of the entry that an earlier register has under an id."""
    return _earlier(_index(project).ids.get(name), document, project)


def earlier_with_authority(
    key: Key, document: Document, project: Project
) -> tuple[Location, str] | None:
    """Return the place and the name of the entry that an earlier register has under a key."""
    return _earlier(_index(project).authorities.get(key), document, project)


def _earlier(
    found: _Entry | None, document: Document, project: Project
) -> tuple[Location, str] | None:
    if found is None or document.path is None:
        return None
    number, other, entry = found
    if number >= _index(project).files.get(document.path.resolve(), 0):
        return None
    location = other.locate(entry)
    file = str(shown(Path(location.file)))
    return Location(file, location.line, location.column), headword(entry)


_USES: "WeakKeyDictionary[Project, frozenset[Use] | None]" = WeakKeyDictionary()


def uses(project: Project) -> frozenset[Use] | None:
    """Return every id that a document of the project points at, with the file that bears it.

    None where a document cannot be read, since nobody knows what it points at. Every document of
    the project is read for this, once.
    """
    if project not in _USES:
        try:
            files = (*project.texts, *project.registers)
            found = (use for path in files for use in uses_within(read(path), project))
            _USES[project] = frozenset(found)
        except Refused:
            _USES[project] = None
    return _USES[project]


def uses_within(document: Document, project: Project) -> Iterator[Use]:
    """Yield what a document points at; what an entry says within itself is no use of it."""
    if document.path is None:
        return
    here = document.path.resolve()
    known: dict[str, Use] = {}
    for pointer, target in pointers(document, project).reaching:
        if target is document.root:
            continue
        if pointer.value not in known:
            known[pointer.value] = (_file(target, here), target.get(XML_ID, ""))
        element = pointer.element
        if element is not target and all(
            around is not target for around in element.iterancestors()
        ):
            yield known[pointer.value]


def _file(element: Element, here: Path) -> Path:
    """Return the file that an element was read from."""
    address = element.getroottree().docinfo.URL or ""
    return Path(unquote(urlsplit(address).path)) if address.startswith("file:") else here
