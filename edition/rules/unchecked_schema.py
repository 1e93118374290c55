"""The schema that a document names is out of reach.

What
    An xml-model whose href is a web address, or leads out of the project; in a file of no project,
    one to a file that is not there. Nothing is fetched; the document is not judged by this schema,
    but by another one. Where there is no other, no-schema tells it.

Why
    It may be right; nobody has looked.

Wrong
    <?xml-model href="https://example.org/schema/letters.sch"?>
    <?xml-model href="schema/edition.rng"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>One.</p></body></text></TEI>

Right
    <?xml-model href="schema/edition.rng"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>One.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.schema import misspelt
from edition.schema.association import unreached

SEVERITY = Severity.INFO
HITS = (0, 0)
TEI_ONLY = False


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every xml-model that nobody can follow from here."""
    for model in unreached(document, project):
        if not model.is_missing:
            yield Finding(
                model.location,
                f"xml-model names “{model.href}”, which is out of reach: not checked.",
                _advice(model.href),
            )


def _advice(href: str) -> str:
    if "://" in href:
        return misspelt(href) or (
            f"Fetch it once with “edition schema add {href}”, or name another with --schema."
        )
    return "Save the schema in the project's xml/schema/, or name it with --schema."
