"""Association: the schemas that a document names by xml-model and that cannot be reached."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from weakref import WeakKeyDictionary

from edition.diagnostic import Location
from edition.document import Document
from edition.file import is_file
from edition.project import Project
from edition.schema import schemas
from edition.suggestion import nearest
from edition.value import Value

__all__ = ["Unreached", "unreached"]

_SCHEMAS = frozenset({".rng", ".rnc", ".sch", ".isosch", ".schematron", ".xsd", ".dtd", ".nvdl"})


class Unreached(Value):
    """A schema that an xml-model names: where, how, whether it is known to be missing."""

    location: Location
    href: str
    is_missing: bool
    nearest: tuple[str, ...] = ()
    """The names beside it that are spelt most like it."""


_FOUND: "WeakKeyDictionary[Document, tuple[Project, tuple[Unreached, ...]]]" = WeakKeyDictionary()


def unreached(document: Document, project: Project) -> tuple[Unreached, ...]:
    """Return the schemas of a document's xml-model that are not at hand.

    In a project a file that is not there is missing; elsewhere it is only where another beside it
    has nearly its name, since the folders around may have been left behind. Where the project's
    settings name the schema, xml-model is not asked; where none at all judges the document, what is
    merely out of reach is told by `no-schema`.
    """
    of, found = _FOUND.get(document, (None, ()))
    if of is not project:
        found = tuple(_unreached(document, project))
        _FOUND[document] = project, found
    return found


def _unreached(document: Document, project: Project) -> Iterator[Unreached]:
    prolog = document.prolog
    if prolog is None or not prolog.models or project.settings.schema:
        return
    judges = schemas(document, project)
    for model in prolog.models:
        if model.href in judges.unreached:
            found = _looked_up(model.href, document, project)
            if found is not None and (found[0] or not judges.missing):
                place = Location(document.file, model.line, model.column)
                yield Unreached(place, model.href, *found)


def _looked_up(
    href: str, document: Document, project: Project
) -> tuple[bool, tuple[str, ...]] | None:
    """Return whether a schema is missing, and the nearest names; None where it is there."""
    try:
        parts = urlsplit(href)
    except ValueError:  # no address
        return True, ()
    if parts.scheme or parts.netloc or document.path is None:
        return False, ()
    path = document.path.parent / unquote(parts.path)
    if is_file(path):
        return None
    if project.is_project and not project.holds(path):
        return False, ()
    close = tuple(nearest(path.name, [*_beside(path), *_kept(project)], most=2))
    return project.is_project or bool(close), close


def _beside(path: Path) -> list[str]:
    try:
        names = os.listdir(path.parent)  # noqa: PTH208  (a Path of each takes ten times as long)
    except (OSError, ValueError):
        return []
    return [name for name in names if _is_schema(*name.rpartition("."))]


def _is_schema(stem: str, dot: str, ending: str) -> bool:
    return stem != "" and dot + ending in _SCHEMAS


def _kept(project: Project) -> list[str]:
    """Return the names of the schemas in the project's own folder for them."""
    return _beside(project.root / "xml" / "schema" / "any") if project.is_project else []
