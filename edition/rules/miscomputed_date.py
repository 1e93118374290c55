"""The interval of a relative date is not what its anchor and its duration give.

What
    A date with datingPoint, a duration (dur-iso) and an offset, whose own attributes, or those of
    the event that its corresp points at, exclude every day that these compute. "Eight weeks" is all
    that rounds to eight: from 7 1/2 to 8 1/2 weeks.

Why
    The anchor or the interval is wrong, or the text contradicts itself, which is worth a note.

Wrong
    <p><date xml:id="d1" when="1989-01-04">4 January</date>; <date datingPoint="#d1"
    notBefore="1989-04-01" notAfter="1989-04-30"><date dur-iso="P8W">eight weeks</date>
    <offset>later</offset></date></p>

Right
    <p><date xml:id="d1" when="1989-01-04">4 January</date>; <date datingPoint="#d1"
    notBefore="1989-02-26" notAfter="1989-03-04"><date dur-iso="P8W">eight weeks</date>
    <offset>later</offset></date></p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.date import Span, computed, span_of
from edition.tei.target import Missing, reached

SEVERITY = Severity.WARNING
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every relative date that contradicts its computation."""
    for date in elements(document, "date"):
        meant = computed(date, document) if date.get("datingPoint") is not None else None
        if meant is None:
            continue
        first, last = meant.isoformat()
        if _excludes(span_of(date), meant):
            yield Finding(
                date,
                f"This relative date means {first} to {last}, which its attributes exclude.",
                "Check the anchor (datingPoint), the duration (dur-iso) and the offset.",
            )
            continue
        for event in _events(date, document, project):
            if _excludes(span_of(event), meant):
                yield Finding(
                    date,
                    f"This relative date means {first} to {last}, but its event has other days.",
                    "Check which event is meant (corresp), the anchor (datingPoint) and the "
                    "duration (dur-iso); if the text contradicts what is known, say so in a note.",
                    ((event, "this is the event"),) if event in document.ids.values() else (),
                )


def _excludes(stated: Span | None, meant: Span) -> bool:
    return stated is not None and (stated.last < meant.first or meant.last < stated.first)


def _events(date: Element, document: Document, project: Project) -> Iterator[Element]:
    """Yield the events that a date says it is the date of."""
    tag = f"{{{TEI}}}event"
    for pointer in date.get("corresp", "").split():
        target = reached(pointer, document, project)
        if target is not None and not isinstance(target, Missing) and target.tag == tag:
            yield target
