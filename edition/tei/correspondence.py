"""Correspondence: who wrote to whom and when, as correspDesc says it."""

from collections.abc import Iterator

from edition.document import TEI, Document, Element
from edition.tei.date import ImpossibleDate, Span, span, span_of
from edition.tei.declaration import stated

__all__ = ["actions", "correspondences", "correspondents", "first_day", "last_day"]

_PARTIES = tuple(f"{{{TEI}}}{name}" for name in ("persName", "orgName", "name", "rs"))
_FIRST = ("when", "from", "notBefore")
_LAST = ("when", "to", "notAfter")


def correspondences(document: Document) -> Iterator[Element]:
    """Yield every correspDesc that describes by actions, not in prose."""
    for described in stated(document, "correspDesc"):
        if next(described.iter(f"{{{TEI}}}correspAction"), None) is not None:
            yield described


def actions(described: Element, *kinds: str) -> list[Element]:
    """Return the actions of these types, or all."""
    found = described.iter(f"{{{TEI}}}correspAction")
    return [action for action in found if not kinds or action.get("type") in kinds]


def correspondents(action: Element) -> list[Element]:
    """Return the names of those who act."""
    return list(action.iter(*_PARTIES))


def first_day(action: Element) -> int | None:
    """Return the earliest day that the dates of an action allow, as `Span` counts them."""
    days = [stated.first for stated in _spans(action, _FIRST)]
    return min(days) if days else None


def last_day(action: Element) -> int | None:
    """Return the latest day that the dates of an action allow, as `Span` counts them."""
    days = [stated.last for stated in _spans(action, _LAST)]
    return max(days) if days else None


def _spans(action: Element, names: tuple[str, ...]) -> Iterator[Span]:
    for date in action.iter(f"{{{TEI}}}date"):
        closed = span_of(date)
        if closed is not None:
            yield closed
            continue
        for name in names:
            try:
                stated = span(date.get(name) or "--01")
            except ImpossibleDate:
                continue
            if stated is not None:
                yield stated
