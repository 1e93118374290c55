"""Opening: the notes that stand before all words of their block, which their calls belong to."""

from collections.abc import Iterable

from edition.document import TEI
from edition.document.block import NAMES
from edition.document.tree import Element

__all__ = ["OPENS", "mark_openings"]

OPENS = "e-opens"
"""On a note that opens a block: `division` where it stands between blocks itself, else `block`."""

_NOTE = f"{{{TEI}}}note"
_BETWEEN = frozenset(
    f"{{{TEI}}}{name}" for name in "body front back div div1 div2 div3 div4 div5 div6 div7".split()
)
_BLOCKS = _BETWEEN | {f"{{{TEI}}}{name}" for name in NAMES}
_POINTS = frozenset(
    f"{{{TEI}}}{name}" for name in "pb lb cb gb milestone anchor fw addSpan delSpan index".split()
)


def mark_openings(notes: Iterable[Element]) -> None:
    """Mark those of some notes, given in document order, that open a block with words in it."""
    opens: dict[Element, bool] = {}
    filled: dict[Element, bool] = {}
    for note in notes:
        place: Element | None = note
        while place is not None and _is_first(place, opens):
            place = place.getparent()
            if place is None or place.tag in _BLOCKS:
                break
        else:
            opens[note] = False
            continue
        opens[note] = place is not None and _is_filled(place, filled)
        if opens[note]:
            around = note.getparent()
            is_between = around is not None and around.tag in _BETWEEN
            note.set(OPENS, "division" if is_between else "block")


def _is_first(place: Element, opens: dict[Element, bool]) -> bool:
    """Whether no words stand before an element in the one around it; of notes that is known."""
    before = place.getprevious()
    while before is not None:
        if (before.tail or "").strip():
            return False
        if before in opens:
            return opens[before]
        if isinstance(before.tag, str) and before.tag != _NOTE and before.tag not in _POINTS:
            return False
        before = before.getprevious()
    around = place.getparent()
    return around is not None and not (around.text or "").strip()


def _is_filled(block: Element, filled: dict[Element, bool]) -> bool:
    if block not in filled:
        filled[block] = bool((block.text or "").strip()) or any(
            (child.tail or "").strip()
            or (isinstance(child.tag, str) and child.tag != _NOTE and child.tag not in _POINTS)
            for child in block
        )
    return filled[block]
