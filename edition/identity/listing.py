"""Listing: the passages of a document as its index has them, each told when asked for."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree

from edition.checksum import written
from edition.document import TEI, Document, Element
from edition.fingerprint import Fingerprints
from edition.identity.tombstone import GRAVES, tombstones
from edition.identity.trace import Trace
from edition.index import kept
from edition.project import Project
from edition.tei.derivation import INLINES, PARTS

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
        self._index = index
        self._rows = list(_rows(document, index.passages()))
        self._made: dict[int, Trace] = {}
        self._refs: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Trace]:
        if not self._refs:
            self._refs = defaultdict(list)
            for ref, passage in self._index.references():
                self._refs[passage].append(ref)
        return map(self.__getitem__, range(len(self._rows)))

    def __getitem__(self, number: int) -> Trace:
        if number not in self._made:
            self._made[number] = self._trace(number)
        return self._made[number]

    def _trace(self, number: int) -> Trace:
        row, around, local = self._rows[number]
        passage, _, own, line, is_span, start, end, _, _, words = row
        refs = dict.fromkeys(self._refs.get(passage) or self._index.refs(passage))
        name, *others = sorted(refs, key=lambda ref: not _is_own(ref, own))
        is_apart = not end and bool(words)
        return Trace(
            self.document,
            name,
            own,
            local,
            self.text[start:end] or words,
            around,
            local in INLINES or not (is_apart or local in PARTS),
            tuple(others),
            self._file,
            line,
            is_apart,
            bool(is_span),
            start,
            end,
            self.marks(number),
        )

    def find(self, ref: str) -> int | None:
        """Return the number of the passage that a reference names; an id is nothing else's."""
        found = [self._numbers[n] for n in self._index.called(ref) if n in self._numbers]
        return min(found, key=lambda number: self._rows[number][0][2] != ref, default=None)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """The numbers that the index has for passages, with ours."""
        return {row[0]: number for number, (row, _, _) in enumerate(self._rows)}

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
