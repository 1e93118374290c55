"""A pointer leads to nothing.

What
    A pointer such as who="#hamlet", ref="person:hamlet" or target="other.xml#p3" whose target does
    not exist: in the document, through a prefix declared in listPrefixDef, or in a file beside it.

Why
    Who speaks, who is meant, what a note is about is lost, and no grammar notices.

Wrong
    <said who="#hamlt" direct="true">To be, or not to be.</said><name xml:id="hamlet">Hamlet</name>

Right
    <said who="#hamlet" direct="true">To be, or not to be.</said><name xml:id="hamlet">Hamlet</name>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.pointer import pointers
from edition.project import Missing, Project
from edition.rule import Finding

SEVERITY = Severity.ERROR


_MOST_HINTS = 20
"""Where more pointers dangle a register is missing, not a letter; and each search takes time."""


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every pointer whose target is known to be missing."""
    hints: dict[str, str] = {}
    for pointer in pointers(document, project):
        if isinstance(pointer.target, Missing):
            if pointer.value not in hints:
                sign = "#" if "#" in pointer.value else ""
                near = pointer.target.nearest if len(hints) < _MOST_HINTS else []
                names = [f"{sign}{name}" for name in near]
                close = f"Did you mean {' or '.join(names)}?"
                hints[pointer.value] = close if names else "Add what it names, or mend the pointer."
            yield Finding(
                pointer.element,
                f"{pointer.attribute}=“{pointer.value}” leads nowhere: {pointer.target.reason}.",
                hints[pointer.value],
            )
