"""Lifetime: when a person can have spoken or written, and when somebody is said to have done so."""

from collections.abc import Iterator

from edition.document import TEI, Document, Element
from edition.project import Project
from edition.tei.attribute import elements
from edition.tei.date import bounds
from edition.tei.pointer import pointers
from edition.tei.target import Missing, reached
from edition.value import Value

__all__ = ["Occasion", "lifetime", "occasions"]

_PERSON, _EVENT, _ACTION, _DATE = (
    f"{{{TEI}}}{name}" for name in "person event correspAction date".split()
)
_SPEECHES = frozenset(f"{{{TEI}}}{name}" for name in "said sp q u".split())


class Occasion(Value):
    """Who spoke or wrote: the element that says so, the entry, what bears the date."""

    element: Element
    person: Element
    dated: Element


def lifetime(person: Element) -> tuple[int | None, int | None]:
    """Return the first day that a person can have lived and the last, where the entry tells."""
    births = [first for first, _ in _bounds(person, "birth")]
    deaths = [last for _, last in _bounds(person, "death")]
    born = min((day for day in births if day is not None), default=None)
    died = max((day for day in deaths if day is not None), default=None)
    return (None if None in births else born), (None if None in deaths else died)


def _bounds(person: Element, name: str) -> Iterator[tuple[int | None, int | None]]:
    """Yield what each statement on a birth or a death leaves possible."""
    for event in person.iterchildren(f"{{{TEI}}}{name}"):
        dated = [found for one in (event, *event.iter(_DATE)) if any(found := bounds(one))]
        yield dated[0] if dated else (None, None)


def occasions(document: Document, project: Project) -> Iterator[Occasion]:
    """Yield each dated speech or letter of a person that the project knows."""
    has_events = next(elements(document, "event"), None) is not None
    for pointer, person in pointers(document, project).reaching:
        if person.tag != _PERSON:
            continue
        if pointer.attribute == "who" and pointer.element.tag in _SPEECHES:
            if has_events or pointer.element.get("corresp"):
                for event in _events(pointer.element, document, project):
                    yield Occasion(pointer.element, person, event)
        elif pointer.attribute == "ref":
            sent = pointer.element.getparent()
            if sent is not None and sent.tag == _ACTION and sent.get("type") == "sent":
                for date in sent.iterchildren(_DATE):
                    yield Occasion(pointer.element, person, date)


def _events(speech: Element, document: Document, project: Project) -> Iterator[Element]:
    """Yield the events that a speech stands in or points at."""
    yield from speech.iterancestors(_EVENT)
    for pointer in speech.get("corresp", "").split():
        target = reached(pointer, document, project)
        if target is not None and not isinstance(target, Missing) and target.tag == _EVENT:
            yield target
