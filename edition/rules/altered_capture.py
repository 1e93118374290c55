"""The captured source is not the file whose checksum the header gives.

What
    The SHA-256 of the file that sourceDesc//bibl[@type='capture']/ptr names is not the one in its
    idno of type sha-256.

Why
    The capture is the evidence for the text; if it changes, the proof is worth nothing.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><bibl type="capture">
    <ptr target="source/capture.txt"/><idno type="sha-256">0000</idno></bibl></sourceDesc>
    </fileDesc></teiHeader><text><body><p>One word.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><bibl type="capture">
    <ptr target="source/capture.txt"/></bibl></sourceDesc></fileDesc></teiHeader>
    <text><body><p>One word.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.capture import captures
from edition.checksum import hexadecimal
from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.ERROR
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every capture with another checksum than the header's."""
    for capture in captures(document, project):
        actual = hexadecimal(capture.data)
        if capture.sha256 and capture.sha256.lower() != actual:
            yield Finding(
                capture.element,
                f"The capture {capture.name} is not the file that the header describes.",
                f"Restore the file; its SHA-256 is {actual} now, {capture.sha256} in the header.",
            )
