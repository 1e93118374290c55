"""Lookup: the index of a document, as it is read from its file."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from edition.checksum import written
from edition.fingerprint import Fingerprints
from edition.index.entry import Entry, Quotation
from edition.passage.locator import UNITS

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

__all__ = ["Kept"]

_ENTRY = (
    "reference.tree, reference.ref, id, passage, unit, level, parent, n, line, first, last, "
    "start, stop, strict, letters, words"
)
_JOINED = "FROM reference JOIN passage ON passage.number = passage"
_AROUND, _HEAD = 32, 64
_NARROWEST = (
    "AND passage IN (SELECT number FROM passage WHERE start <= ? AND stop >= ? AND stop > start "
    "ORDER BY stop - start LIMIT 20)"
)
"""More than any names, segments and lines that stand within each other around some words."""

_Row = tuple[Any, ...]


class Kept:
    """The index of a document: its text in a profile, and an entry for each of its references.

    `unkept` is the place that it could not be written to, and why, if it was to be written.
    """

    def __init__(
        self, connection: "Connection", profile: str, unkept: "tuple[Path, str] | None" = None
    ) -> None:
        self._connection = connection
        self.profile = profile
        self.unkept = unkept
        self._locators: dict[tuple[int, str], str] = {}

    @cached_property
    def text(self) -> str:
        """The text of the profile, of which every passage is a part."""
        found: str = self._connection.execute("SELECT content FROM whole").fetchone()[0]
        return found

    @cached_property
    def trees(self) -> tuple[tuple[str, str, bool], ...]:
        """The name of each tree, its kind and whether editors state it, the default one first."""
        rows = self._connection.execute("SELECT name, kind, is_declared FROM tree ORDER BY number")
        return tuple((name, kind, bool(is_declared)) for name, kind, is_declared in rows)

    def entries(self, tree: str = "") -> Iterator[Entry]:
        """Yield the entries in the order of the text, of one tree or of all, the default first."""
        of: defaultdict[int, list[str]] = defaultdict(list)
        for passage, ref in self._connection.execute("SELECT passage, ref FROM reference"):
            of[passage].append(ref)
        for row in self._rows(f"AND {self._among(tree)}"):
            yield self._entry(row, of[row[3]])

    def find(self, ref: str, tree: str = "") -> list[Entry]:
        """Return the entries of a reference, those of the default tree first."""
        rows = list(self._rows(f"AND ref = ? AND {self._among(tree)}", ref))
        return [self._entry(row, self.refs(row[3])) for row in rows]

    def around(self, start: int, end: int) -> list[Entry]:
        """Return the entries of the narrowest passages that hold a part of the text, by width."""
        rows = self._rows(_NARROWEST, start, end, order="stop - start, reference.number")
        return [self._entry(row, ()) for row in rows]

    def references(self) -> "list[tuple[str, int]]":
        """Return every reference with the number of its passage, the default tree's first."""
        query = "SELECT ref, passage FROM reference ORDER BY number"
        return self._connection.execute(query).fetchall()

    def called(self, ref: str) -> list[int]:
        """Return the numbers of the passages that a reference names, the default tree's first."""
        query = "SELECT passage FROM reference WHERE ref = ? ORDER BY number"
        return [passage for (passage,) in self._connection.execute(query, (ref,))]

    def passages(self) -> list[_Row]:
        """Return every passage once, in the order of the text: how it is called stands elsewhere.

        A row is its number, the number of its element, its xml:id and line, whether it ends at a
        point and not with the element, its place in the text, the bits of its fingerprints, and the
        words of what the text does not hold.
        """
        query = (
            "SELECT number, ordinal, id, line, until >= 0, start, stop, strict, letters, "
            "words FROM passage ORDER BY ordinal, until >= 0"
        )
        return self._connection.execute(query).fetchall()

    def units(self, ref: str, tree: str) -> list[_Row]:
        """Return what a tree knows by a reference: the unit, and the numbers of its elements."""
        query = (
            f"SELECT ordinal, until, side, unit, level, parent, n {_JOINED} "
            f"WHERE ref = ? AND {self._among(tree)} ORDER BY reference.number"
        )
        return self._connection.execute(query, (ref,)).fetchall()

    def rows(self, query: str, *given: object) -> list[_Row]:
        """Return what a query of the tables gives: see `building` and `setting`."""
        return self._connection.execute(query, given).fetchall()

    def _rows(self, wanted: str, *given: object, order: str = "reference.number") -> Iterator[_Row]:
        query = f"SELECT {_ENTRY} {_JOINED} WHERE TRUE {wanted} ORDER BY {order}"
        return self._connection.execute(query, given)

    def _among(self, tree: str) -> str:
        """Return the condition of a tree's references; of all, if none is named."""
        if not tree:
            return "TRUE"
        numbers = [str(n) for n, (name, _, _) in enumerate(self.trees) if name == tree]
        return f"reference.tree IN ({', '.join(numbers)})"

    def refs(self, passage: int) -> list[str]:
        """Return the references of a passage, by its number, those of the default tree first."""
        query = "SELECT ref FROM reference WHERE passage = ? ORDER BY number"
        return [ref for (ref,) in self._connection.execute(query, (passage,))]

    def _entry(self, row: _Row, refs: "list[str] | tuple[str, ...]") -> Entry:
        tree, ref, own, _, unit, level, parent, n = row[:8]
        line, first, last, start, end, strict, letters, loose = row[8:]
        aliases = tuple(dict.fromkeys(other for other in refs if other != ref))
        marks = Fingerprints(written(strict), written(letters), self.profile)
        words = _quotation(self.text, start, end)
        if not end:  # what the text does not hold has words of its own, and none around it
            words = _quotation(loose, 0, len(loose))
        where = self._locator(tree, ref, parent, unit, n)
        name = self.trees[tree][0]
        named = (name, ref, own, aliases, unit, level, parent, n, where, line, first, last)
        return Entry(*named, start, end, marks, words)

    def _locator(self, tree: int, ref: str, parent: str, unit: str, n: str) -> str:
        """Say a reference in words: `2.5` as "book 2, line 5"."""
        said = self._locators.get((tree, ref))
        if said is None:
            around = self._around(tree, parent) if parent and ref[0] != "~" else ""
            own = _counted(ref[1:]) if ref[0] == "~" else f"{UNITS.get(unit, unit)} {n}".rstrip()
            said = self._locators[tree, ref] = f"{around}, {own}" if around else own
        return said

    def _around(self, tree: int, ref: str) -> str:
        known = self._locators.get((tree, ref))
        if known is not None:
            return known
        query = "SELECT parent, unit, n FROM reference WHERE ref = ? AND tree = ?"
        found = self._connection.execute(query, (ref, tree)).fetchone()
        return "" if found is None else self._locator(tree, ref, *found)


def _counted(path: str) -> str:
    """Say a typed path in words, `div.2.p.3` as "section 2, paragraph 3"."""
    steps = path.split(".")
    pairs = zip(steps[::2], steps[1::2], strict=True)
    return ", ".join([f"{UNITS.get(name, name)} {number}" for name, number in pairs])


def _quotation(text: str, start: int, end: int) -> Quotation:
    tail = text[max(start + _HEAD, end - _HEAD) : end]
    prefix, suffix = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Quotation(prefix, text[start : min(end, start + _HEAD)], tail, suffix)
