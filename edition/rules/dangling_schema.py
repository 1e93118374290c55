"""The schema that a document names is not where it says.

What
    An xml-model whose href leads to no file: within the project, or beside files of which one has
    nearly the same name.

Why
    Everyone who opens the document, in an editor or in a workflow, validates it by nothing.

Wrong
    <?xml-model href="schema/editoin.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>One.</p></body></text></TEI>

Right
    <?xml-model href="schema/edition.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>One.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.schema.association import unreached

SEVERITY = Severity.WARNING
TEI_ONLY = False
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every xml-model that is known to lead nowhere."""
    for model in unreached(document, project):
        if model.is_missing:
            names = " or ".join(model.nearest)
            yield Finding(
                model.location,
                f"xml-model names “{model.href}”, and there is no such file.",
                f"Did you mean {names}?" if names else "Mend the path, or bring the schema there.",
            )
