"""The text is partly in a language that its header does not declare.

What
    An xml:lang in the text whose language no langUsage/language names, where the header declares
    languages at all. Scripts and regions are not compared: de-AT is German, as de is; and lat is
    la. Tags that say that a language is unknown or none (und, zxx, mul, mis) need no declaration.

Why
    Catalogues and search take the languages of a text from its header; or the tag is a slip.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><langUsage>
    <language ident="de">German</language></langUsage></profileDesc></teiHeader>
    <text xml:lang="de"><body><p>Ein <foreign xml:lang="fr">enfant terrible</foreign>.</p></body>
    </text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><langUsage>
    <language ident="de">German</language><language ident="fr">French</language></langUsage>
    </profileDesc></teiHeader>
    <text xml:lang="de"><body><p>Ein <foreign xml:lang="fr">enfant terrible</foreign>.</p></body>
    </text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.language import doubt, is_tag, same_language
from edition.project import Project
from edition.rule import Finding
from edition.tei.declaration import declared_languages, spoken_languages

SEVERITY = Severity.WARNING
HITS = (36, 36)  # all read

_NONE = {"und", "zxx", "mul", "mis", ""}


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every use of a language that the header does not know."""
    declared = {same_language(at.get("ident", "")) for at in declared_languages(document)}
    if not declared:
        return
    for element, _, value in spoken_languages(document):
        doubtful = doubt(value)
        meant = doubtful.meant if doubtful else value
        if is_tag(meant) and same_language(meant) not in declared | _NONE:
            yield Finding(
                element,
                f"The header declares no language “{value}”.",
                f'Add <language ident="{meant}"> to langUsage, or mend the tag.',
            )
