"""Vocabulary: the elements that TEI P5 has, and those that a text uses."""

from collections.abc import Iterable
from functools import lru_cache

from edition.document import TEI, Document, Element
from edition.document.block import NAMES
from edition.project import OWN
from edition.value import Value

__all__ = ["BLOCKS", "OCCURRING", "Name", "is_known", "named", "names", "textual", "used"]

OCCURRING = "e-occurring"
"""The attribute of a prepared root that holds the names of all elements, each between blanks."""

BLOCKS = frozenset(f"{{{TEI}}}{name}" for name in NAMES)
"""What keeps its words apart from those around it, though no blank may stand there."""

_PREFIX = f"{{{TEI}}}"
_SPACE = "xml:space"


class Name(Value):
    """An element of TEI P5: its module, and the shortest way to it from `text`, if there is one."""

    element: str
    module: str
    holds_text: bool
    path: str


def is_known(element: str) -> bool:
    """Whether TEI P5 has an element of a local name."""
    return element in _elements()


@lru_cache(maxsize=1)
def _elements() -> frozenset[str]:
    return frozenset(line.partition(" ")[0] for line in _listing().splitlines())


@lru_cache(maxsize=1)
def _listing() -> str:
    return (OWN / "xml" / "schema" / "p5.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def names() -> dict[str, Name]:
    """Return the elements of TEI P5, by their names; Source: xml/schema/p5.txt."""
    parts = (line.split() for line in _listing().splitlines())
    return {
        element: Name(element, module, text == "text", path.strip("-"))
        for element, module, text, path in parts
    }


def used(*roots: Element) -> frozenset[str]:
    """Return the tags of all elements of some trees."""
    return frozenset(str(element.tag) for root in roots for element in root.iter("*"))


def named(tags: Iterable[str]) -> list[str]:
    """Return the names of elements, sorted: their local names in TEI, else {namespace}name."""
    return sorted(tag.removeprefix(_PREFIX) for tag in tags)


def textual(document: Document) -> frozenset[str]:
    """Return what plain text has sheets for: xml:space, joined tokens, called notes, entries.

    Notes count only where something may lead to them, or they to something. What the groundwork
    has counted is not sought in the bytes, which takes as long as a third of parsing them.
    """
    found = {_SPACE} if document.mentions(_SPACE.encode()) else set()
    if document.mentions(b" join=", b"\njoin=", b"\tjoin="):
        found.add("join")
    counted = document.root.get
    if counted("e-notes") != "0" and document.mentions(b"target") and document.mentions(b"note"):
        found.add("note")
    if counted("e-entries") != "0" and document.mentions(b"<entry", b":entry"):
        found.add("entry")
    return frozenset(found)
