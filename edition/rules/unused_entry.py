"""Nothing points at an entry of a register.

What
    A person, place, body, event, object or work in a register of a project at which no document of
    the project points, while others of the same register are pointed at. All documents of the
    project are asked; where one of them cannot be read, and in a file of no project, nothing is
    said.

Why
    The entry may be a leftover, or the mentions of it were forgotten.

Wrong
    <p><persName ref="#goethe">Goethe</persName> came.</p>
    <listPerson><person xml:id="goethe"><persName>Goethe</persName></person>
    <person xml:id="schiller"><persName>Schiller</persName></person></listPerson>

Right
    <p><persName ref="#goethe">Goethe</persName> and <persName ref="#schiller">he</persName>.</p>
    <listPerson><person xml:id="goethe"><persName>Goethe</persName></person>
    <person xml:id="schiller"><persName>Schiller</persName></person></listPerson>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import XML_ID, Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.concordance import entries, uses, uses_within
from edition.tei.register import headword

SEVERITY = Severity.INFO
HITS = (0, 0)  # the corpora are no projects


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every entry with an id that no document of the project uses."""
    if not project.is_project or document.path is None:
        return
    named = [entry for entry in entries(document) if entry.get(XML_ID)]
    if not named:
        return
    here = document.path.resolve()
    used = {name for file, name in uses_within(document, project) if file == here}
    if all(entry.get(XML_ID) in used for entry in named):
        return
    elsewhere = uses(project)
    if elsewhere is None:
        return
    used.update(name for file, name in elsewhere if file == here)
    if not any(entry.get(XML_ID) in used for entry in named):
        return
    for entry in named:
        if entry.get(XML_ID) not in used:
            yield Finding(
                entry,
                f"Nothing in the project points at “{headword(entry)}”.",
                "Mark where the texts name it, or remove the entry if they do not.",
            )
