"""End: what an index keeps of an element that a passage begins or ends with, by its reference."""

from typing import TYPE_CHECKING

from edition.checksum import written
from edition.fingerprint import Fingerprints
from edition.index.shadow import shadows
from edition.index.table import Row
from edition.reference.search import is_written_out
from edition.reference.syntax import halves, unescaped
from edition.tei.derivation import REFERENCE
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element
    from edition.index.lookup import Kept

__all__ = ["End", "ends", "names"]

_DERIVED, _IDS = "derived", "ids"
_FOUND = (
    "SELECT reference.tree, passage, ordinal, around, first, last, start, stop, strict, letters, "
    "words, until, kind, name, is_declared FROM reference "
    "JOIN passage ON passage.number = passage JOIN tree ON tree.number = reference.tree + 1 "
    "WHERE ref = ? ORDER BY reference.number"
)
_NAMES = (
    "SELECT ref, kind, (SELECT count(*) FROM reference AS other "
    "WHERE other.ref = reference.ref AND other.tree = reference.tree) FROM reference "
    "JOIN tree ON tree.number = reference.tree + 1 WHERE passage = ? ORDER BY reference.number"
)
_HOLDER = "SELECT number, around, first, passage, head, heading FROM holder WHERE number = ?"


class End(Value):
    """One end of a passage: its row, and the elements around it with their rows, outermost first.

    The last of the elements is its own.
    """

    ref: str
    passage: int
    ordinal: int
    first: int
    last: int
    start: int
    stop: int
    fingerprints: Fingerprints
    words: str
    around: list[Row]
    elements: "list[Element]"

    @property
    def element(self) -> "Element":
        """The element itself."""
        return self.elements[-1]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the elements."""
        return [*(row[0] for row in self.around), self.ordinal]

    @property
    def passages(self) -> list[int]:
        """The numbers of the passages that the elements are, 0 where one is none."""
        return [*(row[3] for row in self.around), self.passage]


def ends(name: str, tree: str, kept: "Kept", text: bytes) -> tuple[End, End] | None:
    """Return the two ends of what a name means, which may be one and the same.

    `text` is that of the document. None where it is not plain what is meant.
    """
    if ".." not in name:
        one = _end(unescaped(name), tree, kept, text)
        return None if one is None else (one, one)
    pairs = list(halves(name))
    if len(pairs) != 1 or kept.rows(_FOUND, unescaped(name)):
        return None
    first, last = (_end(half, tree, kept, text) for half in pairs[0])
    if first is None or last is None or first.ordinal > last.ordinal:
        return None
    return first, last


def names(passage: int, kept: "Kept") -> list[Row]:
    """Return the references of a passage, each with its scheme, and how many have it."""
    return kept.rows(_NAMES, passage)


def _end(ref: str, tree: str, kept: "Kept", text: bytes) -> End | None:
    """Return what a reference means, if the systems that are asked mean the same element."""
    rows = _asked(kept.rows(_FOUND, ref), ref, tree)
    if len({row[0] for row in rows}) != len(rows) or len({row[1] for row in rows}) != 1:
        return None
    if (is_written_out(ref) and not tree) or (tree and len(rows) > 1):
        return None
    _, passage, ordinal, around, first, last, start, stop, strict, letters, words, *rest = rows[0]
    if rest[0] >= 0 or (not stop and not words):
        return None
    holders = _holders(around, kept)
    places = [*(row[2] for row in holders), first]
    named = [_named(number, kept) for number in (*(row[3] for row in holders), passage)]
    try:
        elements = shadows(text, places, named)
    except ValueError:  # names that only libxml2 reads
        return None
    marks = Fingerprints(written(strict), written(letters))
    return End(ref, passage, ordinal, first, last, start, stop, marks, words, holders, elements)


def _asked(rows: list[Row], ref: str, tree: str) -> list[Row]:
    """Return those rows of a reference that are of the trees which `search` asks."""
    is_made = ref.startswith("~")
    stated = [row for row in rows if row[-1] and not is_made]
    made = [row for row in rows if not row[-1] and (row[-3] == _DERIVED) == is_made]
    if tree:
        return [row for row in rows if row[-2] == tree]
    if not stated:
        return [row for row in made if row[0] == made[0][0]]
    first = [row[0] for row in stated if row[-3] != _IDS][:1]
    return [row for row in stated if row[-3] == _IDS or row[0] in first]


def _holders(around: int | None, kept: "Kept") -> list[Row]:
    found: list[Row] = []
    while around is not None:
        found += kept.rows(_HOLDER, around)
        around = found[-1][1]
    return found[::-1]


def _named(passage: int, kept: "Kept") -> dict[str, str]:
    """Return the derived reference of a passage as the attribute that a tree has it in."""
    rows = names(passage, kept) if passage else []
    found = [ref for ref, kind, _ in rows if kind == _DERIVED][:1]
    return dict.fromkeys([REFERENCE], found[0]) if found else {}
