"""A double quotation mark has no partner.

What
    A mark that opens a quotation which never closes, or closes one that was never opened: “ ”, „ “,
    « » or » «, 「 」. A mark that a paragraph or a line begins with, while the one before has left
    its quotation open, continues it. Notes and stage directions are looked at by themselves.

Why
    A mark was lost or set twice, and who speaks can no longer be told from the page.

Wrong
    <p>“Come in, he said. “The door is open.”</p><p>“Thank you.</p><p>She came in.</p>

Right
    <p>“Come in,” he said. “The door is open.</p><p>“It always was.”</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import characters, place
from edition.project import Project
from edition.rule import Finding
from edition.tei.quotation import unpaired

SEVERITY = Severity.WARNING
HITS = (3, 3)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding where a quotation opens and never closes, or closes and never opened."""
    of = characters(document)
    for mark, opens in sorted(unpaired(document), key=lambda found: found[0].offset):
        words = of.around(mark.offset, mark.offset + 1, 30).rstrip(".")
        told = "opens a quotation that never closes" if opens else "closes what was never opened"
        yield Finding(
            place(document, mark.offset),
            f"This mark {told}: {words}.",
            "Compare the source; if the mark is missing there too, <supplied> or a note says so.",
        )
