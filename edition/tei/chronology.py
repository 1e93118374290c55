"""Chronology: the years that a document and its project move in, and what lies outside of them."""

from weakref import WeakKeyDictionary

from edition.diagnostic import Refused
from edition.document import TEI, Document, Element, read
from edition.project import Project
from edition.tei.attribute import attributes
from edition.tei.date import read_span, year_of
from edition.value import Value

__all__ = ["Dated", "Years", "dated_years", "envelope", "likelier"]

_ELSEWHERE = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "bibl biblFull biblStruct birth death editionStmt floruit publicationStmt revisionDesc"
    ).split()
)
"""What has dates of other times: lives, books, the work of editors."""

_FEWEST = 10
_MARGIN = 50
_SPREAD = 90  # years: what one digit, but the last, makes of a year
_MOST_DOCUMENTS = 200
_MOST_BYTES = 1 << 23

Dated = tuple[Element, str, str, int]
"""An element, the name of its attribute, the value, the year."""


class Years(Value):
    """The years between which nine of ten dates lie, both inclusive."""

    first: int
    last: int


def dated_years(document: Document) -> list[Dated]:
    """Return the dates of a document that tell its own time, with their years."""
    found: list[Dated] = []
    known: dict[Element, bool] = {}
    for element, name, value in attributes(document).dating:
        days = read_span(value)
        if days is not None and not _is_elsewhere(element, known):
            found.append((element, name, value, year_of((days.first + days.last) // 2)))
    return found


def _is_elsewhere(element: Element, known: dict[Element, bool]) -> bool:
    if element not in known:
        parent = element.getparent()
        known[element] = element.tag in _ELSEWHERE or (
            parent is not None and _is_elsewhere(parent, known)
        )
    return known[element]


def envelope(years: list[int], project: Project) -> Years | None:
    """Return the years that a document moves in, by its own dates or by those of its project.

    None where fewer than ten dates are known, or where its dates lie too near to each other for
    any of them to be a slip: then its project is not read for nothing.
    """
    if max(years) - min(years) < _SPREAD:
        return None
    return _middle(years) or (_middle(_years_of(project)) if project.is_project else None)


def _middle(years: list[int]) -> Years | None:
    if len(years) < _FEWEST:
        return None
    cut = len(years) // 20
    middle = sorted(years)[cut : len(years) - cut] if cut else sorted(years)[1:-1]
    return Years(middle[0], middle[-1])


_OF_PROJECTS: "WeakKeyDictionary[Project, list[int]]" = WeakKeyDictionary()


def _years_of(project: Project) -> list[int]:
    """Return the years of a project's texts, of some hundreds where there are more."""
    known = _OF_PROJECTS.get(project)
    if known is None:
        known = _OF_PROJECTS[project] = []
        step = max(1, len(project.texts) // _MOST_DOCUMENTS)
        size = 0
        for path in project.texts[::step]:
            try:
                document = read(path)
            except Refused:
                continue
            size += len(document.data)
            known += [year for _, _, _, year in dated_years(document)]
            if size > _MOST_BYTES:
                break
    return known


def likelier(year: int, usual: Years) -> int | None:
    """Return the usual year that one other digit makes of an unusual one, if there is any."""
    margin = max(_MARGIN, usual.last - usual.first)
    if usual.first - margin <= year <= usual.last + margin or not 0 < year <= 9999:
        return None
    digits = f"{year:04}"
    others = {
        int(f"{digits[:place]}{digit}{digits[place + 1 :]}")
        for place in range(4)
        for digit in "0123456789"
    }
    middle = (usual.first + usual.last) // 2
    near = [other for other in others if usual.first <= other <= usual.last]
    return min(near, key=lambda other: (abs(other - middle), other), default=None)
