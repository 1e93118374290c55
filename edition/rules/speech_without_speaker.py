"""A speech of a play does not say whose it is.

What
    sp with neither who nor a speaker in it.

Why
    The words are counted for nobody, in every index of roles and every list of speakers.

Wrong
    <sp><p>Who’s there?</p></sp>

Right
    <sp><speaker>Barnardo</speaker><p>Who’s there?</p></sp>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements

SEVERITY = Severity.WARNING
HITS = (1, 1)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every speech of nobody."""
    for speech in elements(document, "sp"):
        if not (speech.get("who") or "").strip() and speech.find(f".//{{{TEI}}}speaker") is None:
            yield Finding(
                speech,
                "This speech names no speaker.",
                "Add who=“#ID of the role” or a <speaker>; for a voice unknown, a <speaker> that "
                "says so.",
            )
