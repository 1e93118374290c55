"""Lending: what a file may point to only since another takes both in by XInclude."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from edition.diagnostic import Refused
from edition.document import XML_ID, Document, Element
from edition.document.inclusion.targets import hosts
from edition.document.mention import mentions_inclusion
from edition.document.tree import identified

if TYPE_CHECKING:
    from edition.project import Project

__all__ = ["lent"]

_Hosts = dict[Path, tuple[Path, ...]]
_KNOWN: "WeakKeyDictionary[Project, dict[Path, _Hosts]]" = WeakKeyDictionary()


def lent(name: str, file: Path, project: "Project") -> Element | None:
    """Return what bears an id in the files that take a file in, or in what these take in too.

    So a chapter that is judged alone finds the persons of the book's header, and its other
    chapters; what is a TEI document of its own lends nothing to others. In no project the files
    that may take it in are those beside it and in the folder above. Links in the file's path are
    resolved already.
    """
    known = _KNOWN.setdefault(project, {})
    folder = project.root if project.is_project else file.parent
    if folder not in known:
        known[folder] = hosts(_taking(project.texts)) if project.is_project else _around(folder)
    documents = map(project.document, known[folder].get(file, ()))
    bearing = (_ids(document).get(name) for document in documents if document is not None)
    return next((element for element in bearing if element is not None), None)


def _taking(files: Iterable[Path]) -> Iterator[Path]:
    return filter(mentions_inclusion, files)


def _around(folder: Path) -> _Hosts:
    folders = (folder, folder.parent)
    return _among(folders, tuple(each.stat().st_mtime_ns for each in folders))


@lru_cache(maxsize=256)
def _among(folders: tuple[Path, ...], _changed: tuple[int, ...]) -> _Hosts:
    """Return who takes in whom among the files of some folders, as long as these stay the same."""
    return hosts(_taking(file for each in folders for file in sorted(each.glob("*.xml"))))


@lru_cache(maxsize=256)
def _ids(document: Document) -> Mapping[str, Element]:
    try:
        is_other = document.is_tei and not document.is_joined
        elements = [] if is_other else identified(document.plain_root)
    except Refused:
        return {}
    return {element.get(XML_ID, ""): element for element in elements[::-1]}
