"""A number is left out in the count of pages, lines or divisions.

What
    An @n of pb, l, lb or div amid a regular count that leaves out a number or some, while no page
    without a number, no milestone and no other place has it. Where lines are left out again and
    again, they are counted by another edition, and nothing is said.

Why
    A page break or a division was forgotten in the encoding; or it is missing in the source.

Wrong
    <div n="1"><p>one</p></div><div n="2"><p>two</p></div><div n="3"><p>three</p></div>
    <div n="5"><p>five</p></div><div n="6"><p>six</p></div><div n="7"><p>seven</p></div>

Right
    <div n="1"><p>one</p></div><div n="2"><p>two</p></div><div n="3"><p>three</p></div>
    <div n="4"><p>four</p></div><div n="5"><p>five</p></div><div n="6"><p>six</p></div>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.numbering import slips

SEVERITY = Severity.INFO
HITS = (5, 5)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every number before which one is left out."""
    for slip in slips(document):
        if slip.kind == "skipped":
            n, after = slip.element.get("n"), slip.after.get("n")
            yield Finding(
                slip.element,
                f"This {slip.of} has the number “{n}”, the one before “{after}”: "
                f"“{slip.expected}” is left out.",
                "See whether the source has it; where it has not, say so in a note.",
                ((slip.after, f"“{after}” is here"),),
            )
