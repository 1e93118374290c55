"""Building: the tables of a document's index, from one listing of its trees and one text."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate, count, pairwise

from edition.document import XML_ID, Document
from edition.document.safety import has_doctype
from edition.document.tag import Tags
from edition.document.tree import Element
from edition.fingerprint import fingerprints_within
from edition.index.setting import setting
from edition.index.table import Row, Table
from edition.passage.passages import Passages
from edition.project import Project
from edition.reference.point import Point
from edition.reference.tree import Tree, trees
from edition.reference.unit import Unit
from edition.stylesheet.plaintext import PlainText
from edition.tei.derivation import REFERENCE
from edition.text import loose_text

__all__ = ["drafted", "spans"]

_KIND = "tree, unit, level, parent"
_NAMED = "ref, passage, kind, n"
_PASSAGE = (
    "id, ordinal, around, until, side, line, first, last, start, stop, strict, letters, words"
)
"""A reference is of a tree and names a passage, by its number; a passage is there once, however
many references it has. `until` and `side` are the point that it ends at, -1 and nothing where that
is the end of its own element; `around` is the number of the element that it stands in."""

_Named = Element | tuple[Element, Point]
"""What a reference names: an element, or what stands from a milestone up to a point."""
_Span = tuple[int, int]
_EMPTY = (0, 0)
_UNNAMED = "~~"
_NOWHERE = -1


def drafted(document: Document, project: Project, profile: str) -> list[Table]:
    """Return the tables of a document's index; every passage is a part of the text of a profile.

    What the text does not hold, such as a note, has words of its own.
    """
    numbers: defaultdict[_Named, int] = defaultdict(count(1).__next__)
    kinds: defaultdict[Row, int] = defaultdict(count(1).__next__)
    references: list[Row] = []
    listed = trees(document)
    for place, tree in enumerate(listed):
        references += [
            (ref, numbers[(element, end) if end else element], kinds[place, unit, level, parent], n)
            for ref, element, end, unit, level, parent, n, _ in tree.units()
        ]
    with _marked(numbers, listed, document, project) as names:
        root = document.root
        whole = Passages(document, project).profile(profile).folded(root)
        spans = _spans(numbers, names, whole)
    places = _Places(document)
    named = [(tree.name, tree.kind, tree.is_declared) for tree in listed]
    elements = {each: n for each, n in numbers.items() if not isinstance(each, tuple)}
    return [
        Table("whole", "content", [(whole.text,)]),
        Table("tree", "name, kind, is_declared", named),
        Table(
            "passage",
            _PASSAGE,
            _passages(numbers, spans, whole, places),
        ),
        Table("kind", _KIND, list(kinds)),
        Table("named", _NAMED, references),
        *setting(document, project, elements, places.ordinals, places.extents),
    ]


def spans(
    document: Document, project: Project, profile: str
) -> tuple[str, list[Unit], list[_Span]]:
    """Return the text of a profile, every unit of every tree, and where each stands in the text."""
    listed = trees(document)
    units = [Unit(*unit) for tree in listed for unit in tree.units()]
    named: list[_Named] = [(unit.element, unit.end) if unit.end else unit.element for unit in units]
    with _marked(named, listed, document, project) as names:
        root = document.root
        whole = Passages(document, project).profile(profile).folded(root)
        found = _spans(named, names, whole)
    trimmed = [
        (start, start + len(whole.text[start:stop].rstrip())) if unit.end else (start, stop)
        for unit, (start, stop) in zip(units, found, strict=True)
    ]  # what ends where another begins, ends before the blank between them
    return whole.text, units, trimmed


def _passages(
    named: Iterable[_Named],
    spans: list[_Span],
    whole: PlainText,
    places: "_Places",
) -> list[Row]:
    ordinals, ids = places.ordinals, places.ids
    elements = [each[0] if isinstance(each, tuple) else each for each in named]
    ends = [each[1] if isinstance(each, tuple) else None for each in named]
    loose = [
        "" if stop else loose_text(each) for each, (_, stop) in zip(elements, spans, strict=True)
    ]
    numbers = [ordinals[each] for each in elements]
    around = [each.getparent() for each in elements]
    columns = (
        [ids.get(each, "") for each in elements],
        numbers,
        [None if each is None else ordinals[each] for each in around],
        [ordinals[end.element] if end else _NOWHERE for end in ends],
        [end.side if end else "" for end in ends],
        *places.of(numbers),
        *zip(*spans, strict=True),
        *zip(*_marks(whole.text, spans, loose), strict=True),
        loose,
    )
    return list(zip(*columns, strict=True)) if elements else []


def _marks(text: str, spans: list[_Span], loose: list[str]) -> list[tuple[int, int]]:
    """Return the fingerprints of parts of a text, and of the words of what is none of it."""
    marks = fingerprints_within(text, spans)
    told = fingerprints_within("".join(loose), pairwise(accumulate(map(len, loose), initial=0)))
    return [own if words else mark for mark, own, words in zip(marks, told, loose, strict=True)]


@contextmanager
def _marked(
    named: Iterable[_Named], listed: Iterable[Tree], document: Document, project: Project
) -> "Iterator[_Names]":
    """Give what units begin or end with, and has no name, one that the text is made with.

    What is yielded knows the names of all of them.
    """
    if len(project.sheet_folders) > 1:  # its sheets may need all that pages do
        _ = Passages(document, project).root
    names = _Names()
    for tree in listed:
        if tree.kind in {"ids", "derived"}:
            called = [(unit[1], unit[0]) for unit in tree.units() if unit[0]]
            names.update(called)
            for element, ref in called if tree.kind == "derived" else ():
                element.set(REFERENCE, ref)
    ends = [each[1].element if isinstance(each, tuple) else each for each in named]
    begun = [each[0] for each in named if isinstance(each, tuple)]
    unnamed = [each for each in dict.fromkeys([*ends, *begun]) if not names[each]]
    for number, element in enumerate(unnamed):
        names[element] = f"{_UNNAMED}{number}"
        element.set(REFERENCE, names[element])
    try:
        yield names
    finally:
        for element in unnamed:
            del element.attrib[REFERENCE]


class _Names(dict[Element, str]):
    """The names of elements: of those in a tree as it calls them, else what they bear."""

    def __missing__(self, element: Element) -> str:
        return element.get(XML_ID) or element.get(REFERENCE) or ""


def _spans(named: Iterable[_Named], names: _Names, whole: PlainText) -> list[_Span]:
    """Return where things stand in the text; what has no text there is empty."""
    spans = whole.spans
    filled = {name: span for name, span in spans.items() if span[0] < span[1]}
    return [
        _between(names[each[0]], names[each[1].element], each[1].side, spans)
        if isinstance(each, tuple)
        else filled.get(names[each], _EMPTY)
        for each in named
    ]


def _between(begin: str, end: str, side: str, spans: dict[str, _Span]) -> _Span:
    start, _ = spans.get(begin, _EMPTY)
    first, last = spans.get(end, _EMPTY)
    stop = last if side == "end" or first >= last else first
    return (start, stop) if start < stop else _EMPTY


class _Places:
    """Number and id of elements; by their numbers their lines, first bytes and those behind them.

    No bytes where the document is pieced together of several files, or has a DOCTYPE.
    """

    def __init__(self, document: Document) -> None:
        self.ordinals = dict(zip(document.elements, count()))
        self.ids = {each: each.get(XML_ID, "") for each in document.identified}
        self.extents: list[_Span] = []
        self._lines: list[int] = []
        if document.text is None and not has_doctype(document.source):
            tags = Tags(b"".join(document.chunks()))
            extents = tags.extents()
            if len(extents) == len(document.elements):
                self.extents, self._lines = extents, tags.lines.starts

    def of(self, numbers: list[int]) -> tuple[list[int], list[int], list[int]]:
        if not self.extents:
            nowhere = [0] * len(numbers)
            return nowhere, nowhere, nowhere
        first = [self.extents[number][0] for number in numbers]
        last = [self.extents[number][1] for number in numbers]
        return [bisect_right(self._lines, place) for place in first], first, last
