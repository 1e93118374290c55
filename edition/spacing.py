"""Spacing: the blanks between the parts of an entry or record that its encoding leaves out.

A machine that writes a bibliography or a dictionary puts no blank between surname and title, or
headword and pronunciation: that each part is an element, it takes for enough.
"""

from itertools import pairwise

from edition.document import TEI
from edition.tree import Element

__all__ = ["space_parts"]

_RECORDS = tuple(
    f"{{{TEI}}}{name}"
    for name in (
        "bibl biblStruct analytic monogr imprint series dimensions support origin msContents "
        "msItem msItemStruct superEntry entry hom re form gramGrp sense cit"
    ).split()
)
_PERSONS = tuple(f"{{{TEI}}}{name}" for name in ("persName", "author", "editor"))
_CLOSE = frozenset(
    f"{{{TEI}}}{name}"
    for name in "pc c g lb cb pb gb anchor milestone note index ptr hi seg am ex".split()
)
_APOSTROPHES = ("'", "’", "-", "‐")


def space_parts(root: Element) -> None:
    """Put a blank between the parts of each record whose encoding has no text but in its parts.

    Of names only those within a `biblStruct`: in running text a name is as it is written.
    """
    for record in root.iter(*_RECORDS):
        if record.tag == _RECORDS[1]:
            for person in record.iter(*_PERSONS):
                _space(person)
        _space(record)


def _space(record: Element) -> None:
    parts = list(record)
    if len(parts) < 2 or any((text or "").strip() for text in _between(record)):
        return
    for part, following in pairwise(parts):
        if part.tail or {part.tag, following.tag} & _CLOSE:
            continue
        if not "".join(map(str, part.itertext())).endswith(_APOSTROPHES):
            part.tail = " "


def _between(record: Element) -> list[str | None]:
    return [record.text, *(part.tail for part in record)]
