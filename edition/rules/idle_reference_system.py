"""A system of references that the header declares finds nothing in the text.

What
    A citeStructure whose `match` selects nothing, a cRefPattern whose path leads nowhere, a
    refsDecl of which nothing in the text changes any refState. What stands within such a
    citeStructure is not told once more.

Why
    Nobody can cite by such a system. Often the text was encoded anew, as with div for div1, or the
    header was taken over from another text.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Verses</title>
    </titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>None.</p></sourceDesc></fileDesc><encodingDesc><refsDecl>
    <citeStructure unit="chapter" match="/TEI/text/body/div1" use="@n"/>
    </refsDecl></encodingDesc></teiHeader><text><body>
    <div n="1"><p>In the beginning.</p></div>
    </body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Verses</title>
    </titleStmt><publicationStmt><p>Unpublished.</p></publicationStmt>
    <sourceDesc><p>None.</p></sourceDesc></fileDesc><encodingDesc><refsDecl>
    <citeStructure unit="chapter" match="/TEI/text/body/div" use="@n"/>
    </refsDecl></encodingDesc></teiHeader><text><body>
    <div n="1"><p>In the beginning.</p></div>
    </body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.reference.fault import faults
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (3, 3)  # all read

_SAYING = {"citeStructure": "match", "cRefPattern": "replacementPattern", "refState": "unit"}
"""What a declaration says of where its units are."""


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every part of a declaration that finds nothing."""
    for system in faults(document):
        for at, unit in system.idle:
            said = at.get(_SAYING.get(system.kind, ""), "")
            yield Finding(
                at,
                f"This {system.kind} finds no {unit or 'unit'} in the text: “{said}”.",
                "Mend it as the text is encoded now, or remove it.",
            )
