"""Shadow: an element as its start tag tells of it, with those around it, but without a tree."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["BeyondError", "Shadow", "shadows", "tag_at"]


class BeyondError(Exception):
    """More of an element was asked for than its shadow shows."""


class Shadow:
    """An element of which the tag, the attributes and the elements around it are known.

    What asks an element for no more than these is as well served by its shadow; for anything else
    that elements have, BeyondError is raised.
    """

    def __init__(self, tag: str, attributes: Mapping[str, str], around: "Shadow | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self._around = around

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the value of an attribute."""
        return self.attributes.get(name, default)

    def getparent(self) -> "Shadow | None":
        """Return what it stands in."""
        return self._around

    def __getattr__(self, name: str) -> object:
        """Raise BeyondError."""
        raise BeyondError(name)

    def iterancestors(self, *tags: str) -> Iterator["Shadow"]:
        """Yield what stands around it, the nearest first, of some tags or of any."""
        around = self._around
        while around is not None:
            if not tags or around.tag in tags:
                yield around
            around = around._around


def shadows(text: bytes, places: list[int], named: list[dict[str, str]]) -> "list[Element]":
    """Return elements that stand in each other, the outermost first, by where their tags begin.

    `named` are attributes of our own that they bear too. Raises ValueError where no tag is.
    """
    from pyexpat import ExpatError, ParserCreate

    parser = ParserCreate("utf-8", " ")
    found: list[Shadow] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        own = named[len(found)]
        borne = {**{_clark(each): value for each, value in attributes.items()}, **own}
        found.append(Shadow(_clark(name), borne, found[-1] if found else None))

    parser.StartElementHandler = start
    try:
        for place in places:
            parser.Parse(tag_at(text, place))
    except ExpatError as error:
        raise ValueError(str(error)) from None
    if len(found) != len(places):
        raise ValueError("a start tag is missing")
    return cast("list[Element]", found)


def tag_at(text: bytes, place: int) -> bytes:
    """Return the tag that begins at a byte, as that of an element with content."""
    end = text.find(b">", place) + 1
    while end and not _is_whole(text[place:end]):
        end = text.find(b">", end) + 1
    tag = text[place:end]
    return tag[:-2] + b">" if tag.endswith(b"/>") else tag


def _is_whole(tag: bytes) -> bool:
    """Whether no value is open at the end of a tag, in which > may stand for itself."""
    at = 0
    while True:
        marks = [place for place in (tag.find(b'"', at), tag.find(b"'", at)) if place >= 0]
        if not marks:
            return True
        opening = min(marks)
        at = tag.find(tag[opening : opening + 1], opening + 1) + 1
        if not at:
            return False


def _clark(name: str) -> str:
    """Return a name of expat's as lxml writes it."""
    uri, _, local = name.rpartition(" ")
    return f"{{{uri}}}{local}" if uri else local
