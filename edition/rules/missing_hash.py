"""A pointer names an id of the document, but without the # it leads to a file of that name.

What
    A pointer such as who="hamlet" where an element has xml:id="hamlet" and no file is called so.

Why
    Every program follows such a pointer to a file that does not exist, and finds nobody.

Wrong
    <said who="hamlet" direct="true">To be, or not to be.</said><name xml:id="hamlet">Hamlet</name>

Right
    <said who="#hamlet" direct="true">To be, or not to be.</said><name xml:id="hamlet">Hamlet</name>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.pointer import pointers

SEVERITY = Severity.WARNING
HITS = (1183, 1183)  # every attribute of every document was read, and 60 values


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every id that stands where a pointer is expected."""
    for pointer in pointers(document, project).hashless:
        yield Finding(
            pointer.element,
            f"{pointer.attribute}=“{pointer.value}” names an id, but lacks the #.",
            f"Write #{pointer.value}.",
        )
