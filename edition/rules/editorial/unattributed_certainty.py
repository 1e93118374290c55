"""A degree of certainty is stated, and nobody who states it.

What
    cert on an element that has no resp, in no element that has one.

Why
    "Probably" is somebody's judgement; later editors need to know whose.

Wrong
    <p><persName cert="low">Anna</persName></p>

Right
    <p><persName cert="low" resp="#ed">Anna</persName>, says <name xml:id="ed">us</name>.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes

SEVERITY = Severity.INFO
HITS = (5, 5)  # all read


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every degree without a person."""
    for element, _, value in attributes(document).certainties:
        around = (element, *element.iterancestors())
        if not any(at.get("resp") is not None for at in around):
            yield Finding(
                element,
                f"cert=“{value}” is nobody's judgement.",
                "Add resp with a pointer to the person who judged so.",
            )
