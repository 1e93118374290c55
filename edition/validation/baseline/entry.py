"""Entry: what makes a finding the same from run to run, though lines come and go."""

import re
from typing import TYPE_CHECKING, Final

from edition.diagnostic import Diagnostic
from edition.document import Document
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.surroundings import Open

__all__ = ["Entry", "entries"]

_PLACE_WORDS: Final = r"\b(line|sign|column) \d+"


class Entry(Value):
    """What makes a finding the same from run to run.

    `file` is relative to the folder of the baseline, `context` the names of the elements around
    from the last id on.
    """

    file: str
    rule: str
    context: str
    message: str


def entries(file: str, document: Document, found: list[Diagnostic]) -> list[Entry]:
    """Return the entries of findings, each with the names of the elements around its place."""
    if not found:
        return []
    from edition.document.surroundings import offsets_of, surroundings
    from edition.file.encoding import transcode
    from edition.file.lines import Lines

    text = transcode(document.source)
    offsets = offsets_of(Lines(text), document.file, found)
    around = surroundings(text, (at for at in offsets if at is not None)).open
    return [
        Entry(
            file,
            item.rule,
            "" if at is None else _context(around[at]),
            re.sub(_PLACE_WORDS, r"\1", item.message),
        )
        for item, at in zip(found, offsets, strict=True)
    ]


def _context(path: "tuple[Open, ...]") -> str:
    """Return the names of open elements from the last that has an id, as p#p1/name."""
    first = max((n for n, each in enumerate(path) if each.id), default=0)
    names = (f"{each.name.rpartition(':')[2]}{each.id and f'#{each.id}'}" for each in path[first:])
    return "/".join(names)
