"""The interval of a relative date is not what its anchor and its duration give.

What
    A date with datingPoint, a duration (dur-iso) and an offset, whose own attributes exclude every
    day that these compute. "Eight weeks" is all that rounds to eight: from 7 1/2 to 8 1/2 weeks.

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

from edition.date import computed, span_of
from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (0, 0)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every relative date that contradicts its computation."""
    for date in document.root.iter(f"{{{TEI}}}date"):
        stated = span_of(date) if date.get("datingPoint") is not None else None
        meant = computed(date, document) if stated is not None else None
        if stated is None or meant is None:
            continue
        if stated.last < meant.first or meant.last < stated.first:
            first, last = meant.isoformat()
            yield Finding(
                date,
                f"This relative date means {first} to {last}, which its attributes exclude.",
                "Check the anchor (datingPoint), the duration (dur-iso) and the offset.",
            )
