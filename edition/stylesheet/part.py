"""Part: what an entry sheet is made of, and which of that a document needs."""

from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path

from edition.document import Element
from edition.stylesheet.source import IMPORT, INCLUDE, SCHEME, described, expect, links, sources
from edition.stylesheet.style import texts
from edition.value import Value

__all__ = ["Part", "is_ours", "leave_out_others", "needed"]

_FOR = "{https://tei-edition.org/ns/format}for"


class Part(Value):
    """What an entry sheet includes: its name, and the elements that it is for, if only some."""

    name: str
    elements: frozenset[str]

    def serves(self, used: AbstractSet[str]) -> bool:
        return not self.elements or not self.elements.isdisjoint(used)


_Needed = tuple[frozenset[Part], tuple[tuple[str, str], ...]]


def needed(folders: tuple[Path, ...], name: str, used: frozenset[str] | None) -> _Needed:
    """Return the parts of a sheet that a document needs, and the texts that belong to them.

    `used` are the names of its elements; None is for whatever there may be.
    """
    return _needed(folders, name, used if used is None else used & _told(folders, name))


@lru_cache(maxsize=256)
def _needed(folders: tuple[Path, ...], name: str, used: frozenset[str] | None) -> _Needed:
    parts = [part for part in _parts(folders, name) if used is None or part.serves(used)]
    return frozenset(parts), texts(folders, tuple([part.name for part in parts]))


@lru_cache(maxsize=32)
def _told(folders: tuple[Path, ...], name: str) -> frozenset[str]:
    """Return the names of all elements that some part of a sheet is for."""
    return frozenset[str]().union(*(part.elements for part in _parts(folders, name)))


@lru_cache(maxsize=32)
def _parts(folders: tuple[Path, ...], name: str) -> tuple[Part, ...]:
    """Return what a sheet includes, and before that what the sheets that it imports include."""
    parts: list[Part] = []
    for link, linked in links(described(folders, name), name):
        expect(folders, name, link, linked)
        if link.tag == IMPORT:
            parts += _parts(folders, linked)
        else:
            name_of_part = linked.removeprefix(SCHEME)
            parts.append(Part(name_of_part, frozenset(link.get(_FOR, "").split())))
    return tuple(parts)


def leave_out_others(sheet: Element, name: str, parts: AbstractSet[Part]) -> Element:
    """Return a sheet, of all that it includes only some parts left in it."""
    named = {part.name for part in parts}
    for link, linked in [*links(sheet, name)]:
        if link.tag == INCLUDE and linked not in named:
            sheet.remove(link)
    return sheet


@lru_cache(maxsize=32)
def is_ours(folders: tuple[Path, ...], name: str) -> bool:
    """Whether nothing of a sheet lies in the project."""
    own = folders[0]
    return len(folders) == 1 or not any(
        (own / part).is_file() for part, _ in sources(folders, name)
    )
