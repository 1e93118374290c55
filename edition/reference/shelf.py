"""Shelf: the documents that references name, each read once as long as its file is unchanged."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from edition.diagnostic import Refused
from edition.document import XML_ID, Document
from edition.document.member import members
from edition.file import is_file
from edition.project import Project, find, shown

__all__ = ["in_project", "opened", "texts", "unread"]


def in_project(name: str, project: Project) -> tuple[Project, list[Document]]:
    """Return the document of a path or an id with its project; of a teiCorpus all that it holds."""
    path = Path(name)
    if is_file(path):
        return find(path), opened(path, name)[1:]
    for text in sorted(project.documents, key=lambda text: text.stem != name):
        every = _read(text, name)
        if not every:
            continue
        document, found = every[0], every[1:]
        if not document.is_corpus and _is_called(document, name):
            return project, [document]
        called = [member for member in found if _is_called(member, name)]
        if called or _is_called(document, name):
            return project, called or found
    return project, []


def _is_called(document: Document, name: str) -> bool:
    return name in {document.id, document.root.get(XML_ID)}


def _read(text: Path, name: str) -> list[Document]:
    """Read a text of the project; one that is broken matters only if it is the one meant."""
    try:
        return opened(shown(text), str(shown(text)))
    except Refused:
        if text.stem == name:
            raise
        return []


def opened(path: Path, file: str) -> list[Document]:
    """Return a document and its members; a file that has not changed since is not read again."""
    found = _unchanged(path, file, *_state(path))
    if found[0].is_joined:  # the files that it takes in may change
        _unchanged.cache_clear()
        _known.cache_clear()
    return found


def unread(path: Path, file: str) -> Document | None:
    """Return a document that is its file, with its bytes but without its tree; else None."""
    document = _known(path, file, *_state(path))
    _ = document.source
    prolog = document.prolog
    is_plain = prolog is not None and prolog.is_plain and prolog.local != "teiCorpus"
    return document if is_plain and not document.is_joined else None


def _state(path: Path) -> tuple[int, int]:
    """Return when a file was changed, and its size; whoever reads it is told if that cannot be."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=4)
def _known(path: Path, file: str, _changed: int, _size: int) -> Document:
    return Document(file, path)


@lru_cache(maxsize=4)
def _unchanged(path: Path, file: str, changed: int, size: int) -> list[Document]:
    document = _known(path, file, changed, size)
    _ = document.root
    return [document, *members(document)]


def texts(project: Project) -> Iterator[Document]:
    """Yield every text of a project that can be read, of a teiCorpus each that it holds."""
    for path in project.documents:
        yield from _read(path, "")[1:]
