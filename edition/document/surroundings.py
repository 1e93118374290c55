"""Surroundings: which elements are open at a place of a document, and where their tags are."""

from collections.abc import Iterable
from contextlib import suppress

from edition.diagnostic import Diagnostic
from edition.file.lines import Lines
from edition.value import Value

__all__ = ["Open", "offsets_of", "surroundings"]

_LAST = True  # expat: nothing follows


class Open(Value):
    """An open element: its name as written, its xml:id, and the byte at which its tag begins."""

    name: str
    id: str
    start: int


class Surroundings(Value):
    """The elements that are open at each byte, the outermost first; one that begins there is last.

    `ends` tells for start tags among these bytes where their end tags begin; for an empty element
    it is where the tag ends.
    """

    open: dict[int, tuple[Open, ...]]
    ends: dict[int, int]


def offsets_of(lines: Lines, file: str, found: Iterable[Diagnostic]) -> list[int | None]:
    """Return the bytes of findings; None for those of other files or without a place."""
    places = [item.location for item in found]
    return [lines.find(at.line, at.column) if at.file == file else None for at in places]


def surroundings(data: bytes, offsets: Iterable[int]) -> Surroundings:
    """Find the surroundings of some bytes of a well-formed UTF-8 document, in one pass."""
    from pyexpat import ExpatError, ParserCreate

    waiting = sorted(set(offsets), reverse=True)
    wanted = set(waiting)
    path: list[Open] = []
    found: dict[int, tuple[Open, ...]] = {}
    ends: dict[int, int] = {}
    parser = ParserCreate("utf-8")

    def settle(before: int) -> None:
        while waiting and waiting[-1] < before:
            found[waiting.pop()] = tuple(path)

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        settle(at)
        path.append(Open(name, attributes.get("xml:id", ""), at))
        settle(at + 1)

    def end(_name: str) -> None:
        at = parser.CurrentByteIndex
        settle(at)
        opened = path.pop()
        if opened.start in wanted:
            ends[opened.start] = at

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    with suppress(ExpatError):
        parser.Parse(data, _LAST)
    settle(len(data) + 1)
    return Surroundings(found, ends)
