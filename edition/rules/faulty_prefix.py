"""A prefixDef has a pattern that cannot be used.

What
    A matchPattern that is no regular expression, or could take for ever to match; a
    replacementPattern with a $2 where the matchPattern has only one group. The pointers with this
    prefix are not followed, and not told one by one.

Why
    No pointer with this prefix leads anywhere.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><listPrefixDef>
    <prefixDef ident="person" matchPattern="([a-z]+" replacementPattern="#$1"/>
    </listPrefixDef></encodingDesc></teiHeader><text><body>
    <p><name xml:id="hamlet" ref="person:hamlet">Hamlet</name></p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><listPrefixDef>
    <prefixDef ident="person" matchPattern="([a-z]+)" replacementPattern="#$1"/>
    </listPrefixDef></encodingDesc></teiHeader><text><body>
    <p><name xml:id="hamlet" ref="person:hamlet">Hamlet</name></p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.target import fault

SEVERITY = Severity.ERROR
HITS = (0, 0)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every prefixDef whose patterns cannot be used."""
    for element in elements(document, "prefixDef"):
        pattern = element.get("matchPattern", "(.+)")
        why = fault(pattern, element.get("replacementPattern", ""))
        if why:
            yield Finding(
                element,
                f"The pattern of prefix “{element.get('ident', '')}” {why}.",
                "Mend matchPattern and replacementPattern; until then no pointer is followed.",
            )
