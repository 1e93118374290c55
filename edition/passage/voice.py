"""Voice: who speaks in a passage, to whom, and through whom it is reported."""

from typing import TYPE_CHECKING

from edition.document import TEI, Document
from edition.reference.point import Point, holder, key

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["SPEECHES", "reporters", "speech", "voice"]

SPEECHES = frozenset(f"{{{TEI}}}{name}" for name in ("said", "q", "sp", "u"))


def speech(element: "Element") -> "Element | None":
    """Return the speech with a speaker that an element is, or stands in."""
    around = (element, *element.iterancestors())
    return next((each for each in around if each.get("who") and each.tag in SPEECHES), None)


def voice(document: Document, begin: Point, end: Point, attribute: str) -> str | None:
    """Return what the speeches from one point to another say of themselves in @who or @toWhom.

    That is the speech that holds all of it, else what all speeches say that it touches, those
    within others left aside. None where it begins in none, or where they differ.
    """
    at, last = holder(begin), holder(end)
    first = speech(at)
    if first is None:
        return None
    if at is last or first in (last, *last.iterancestors()):
        return first.get(attribute)
    start, stop = key(begin, document), key(end, document)
    touched = {_outermost(first)}
    for each in document.root.iter(*SPEECHES):
        if start <= key(Point(each, "start"), document) < stop:
            touched.add(_outermost(each))
    said = {each.get(attribute) for each in touched}
    return said.pop() if len(said) == 1 else None


def reporters(element: "Element") -> tuple[str, ...]:
    """Return through whom the speech is reported, as pointers, the outermost first."""
    own = speech(element)
    if own is None:
        return ()
    around = (outer.get("who") for outer in own.iterancestors(f"{{{TEI}}}said"))
    return tuple(who for who in around if who and who != own.get("who"))[::-1]


def _outermost(speech: "Element") -> "Element":
    around = [each for each in speech.iterancestors() if each.tag in SPEECHES]
    return around[-1] if around else speech
