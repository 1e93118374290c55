"""Listing: the passages of a document as its index has them, each told when asked for."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree

from edition.checksum import written
from edition.derivation import INLINES, PARTS
from edition.document import TEI, Document, Element
from edition.fingerprint import Fingerprints
from edition.identity.tombstone import GRAVES, tombstones
from edition.identity.trace import Trace
from edition.index import kept
from edition.project import Project

__all__ = ["Listing"]

_HEADERS = etree.XPath("ancestor-or-self::*/t:teiHeader", namespaces={"t": TEI})
_Row = tuple[Any, ...]


class Listing:
    """A document's passages by number, each before those in it; its tombstones are none.

    The index is made where it is not at hand. Whoever asks for one passage does not pay for the
    others: a novel has thousands.
    """

    def __init__(self, document: Document, project: Project, profile: str = "reading") -> None:
        index = kept(document, project, profile)
        self.document = document.id
        self.text = index.text
        self.graves = {grave.id: grave for grave in tombstones(document)}
        self._file = document.file
        self._profile = profile
        self._references = index.references()
        self._rows = list(_rows(document, index.passages()))
        self._made: dict[int, Trace] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Trace]:
        return map(self.__getitem__, range(len(self._rows)))

    def __getitem__(self, number: int) -> Trace:
        if number not in self._made:
            self._made[number] = self._trace(number)
        return self._made[number]

    def _trace(self, number: int) -> Trace:
        row, around, local = self._rows[number]
        passage, _, own, line, is_span, start, end, _, _, words = row
        refs = sorted(self._refs[passage], key=lambda ref: not _is_own(ref, own))
        is_apart = not end and bool(words)
        return Trace(
            self.document,
            refs[0],
            own,
            local,
            self.text[start:end] or words,
            around,
            local in INLINES or not (is_apart or local in PARTS),
            tuple(refs[1:]),
            self._file,
            line,
            is_apart,
            bool(is_span),
            start,
            end,
            self.marks(number),
        )

    @cached_property
    def _refs(self) -> dict[int, list[str]]:
        """The references of each passage."""
        found: dict[int, list[str]] = defaultdict(list)
        for ref, passage in self._references:
            if ref not in found[passage]:
                found[passage].append(ref)
        return found

    @cached_property
    def names(self) -> dict[str, int]:
        """The number of each passage by its references; an id is nothing else's."""
        numbers = {row[0]: number for number, (row, _, _) in enumerate(self._rows)}
        found: dict[str, int] = {}
        for ref, passage in self._references:
            if passage in numbers:
                found.setdefault(ref, numbers[passage])
        ids = [(row[2], number) for number, (row, _, _) in enumerate(self._rows) if row[2]]
        return {**found, **dict(reversed(ids))}

    def marks(self, number: int) -> Fingerprints:
        """Return the fingerprints of a passage."""
        strict, letters = self._rows[number][0][7:9]
        return Fingerprints(written(strict), written(letters), self._profile)

    @cached_property
    def by_letters(self) -> dict[str, list[int]]:
        """The passages by the fingerprint of their letters."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, (row, _, _) in enumerate(self._rows):
            found[written(row[8])].append(number)
        return found


def _rows(document: Document, rows: list[_Row]) -> Iterator[tuple[_Row, int, str]]:
    """Yield what the index has of each passage, the number of what it stands in, and its name."""
    elements, outside = document.elements, _outside(document)
    numbers: dict[Element, int] = {}
    count = 0
    for row in rows:
        element = elements[row[1]]
        if element in outside:
            continue
        around = element.getparent()
        while around is not None and around not in numbers:
            around = around.getparent()
        yield row, -1 if around is None else numbers[around], str(element.tag).rpartition("}")[2]
        if not row[4]:
            numbers[element] = count
        count += 1


def _outside(document: Document) -> set[Element]:
    """Return what is no passage, though it has an id: what headers hold, and tombstones."""
    found = {each for header in _HEADERS(document.root) for each in header.iter()}
    for grave in GRAVES(document.root):
        found.update(grave.iter())
    return found | {document.root}


def _is_own(ref: str, own: str) -> bool:
    """Whether a reference is what we call an element: its id, else the derived one."""
    return ref == own if own else ref.startswith("~")
