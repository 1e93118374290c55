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
from urllib.parse import unquote

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.pointer import pointers
from edition.tei.target import Missing, is_doi

SEVERITY = Severity.ERROR
# every distinct value was read: layers, renditions and witnesses left out, and slips
HITS = (2258, 2258)

_MOST_SEARCHES = 20
"""To search for names that are spelt alike takes time, and the first few show what is wrong."""


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every pointer whose target is known to be missing."""
    hints: dict[str, str] = {}
    for pointer, missing in pointers(document, project).missing:
        value = pointer.value
        if value not in hints:
            hints[value] = _advice(value, missing, is_searched=len(hints) < _MOST_SEARCHES)
        yield Finding(
            pointer.element,
            f"{pointer.attribute}=“{value}” leads nowhere: {missing.reason}.",
            hints[value],
            attribute=pointer.attribute if len(value.split()) > 1 else "",  # which schemas refuse
        )


def _advice(value: str, missing: Missing, *, is_searched: bool) -> str:
    if value.startswith("www."):
        return f"An address on the web begins with its scheme: write https://{value}."
    if is_doi(value):
        return f"Write the address that a DOI stands for: https://doi.org/{value}."
    names = missing.nearest if is_searched else []
    if not names:
        return "Add what it names, or mend the pointer."
    whole = value if missing.name in value else unquote(value)
    before, _, after = whole.rpartition(missing.name)
    return f"Did you mean {' or '.join(f'{before}{name}{after}' for name in names)}?"
