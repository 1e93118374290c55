"""Two elements of a document bear the same xml:id.

What
    An xml:id that stands on more than one element.

Why
    A citation or a pointer to it would mean either of them.

Wrong
    <p xml:id="p1">One.</p><p xml:id="p1">Two.</p>

Right
    <p xml:id="p1">One.</p><p xml:id="p2">Two.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import XML_ID, Document
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.ERROR
HITS = (0, 0)
TEI_ONLY = False


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every later bearer of an id, related to the first."""
    is_doubtful = len(document.ids) < len(document.identified)
    for element in document.identified if is_doubtful else ():
        name = element.get(XML_ID)
        if name is not None and document.ids[name] is not element:
            yield Finding(
                element,
                f"The xml:id “{name}” is already taken.",
                "Give this element an id of its own; the first keeps it, since it may be cited.",
                ((document.ids[name], f"“{name}” was given here first"),),
                attribute="xml:id",
            )
