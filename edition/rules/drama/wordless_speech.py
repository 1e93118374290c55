"""A speech has a speaker and no words.

What
    An sp that holds nothing but its speaker and perhaps stage directions.

Why
    The words stand outside, or were lost, or it is no speech but a stage direction.

Wrong
    <sp who="#a"><speaker xml:id="a">Anna</speaker></sp><p>One.</p>

Right
    <sp who="#a"><speaker xml:id="a">Anna</speaker><p>One.</p></sp>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.wording import text_of

SEVERITY = Severity.WARNING
HITS = (0, 0)

_NOT_WORDS = {f"{{{TEI}}}{name}" for name in ("speaker", "stage", "note", "pb", "lb", "cb", "fw")}


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every speech without words."""
    for speech in document.root.iter(f"{{{TEI}}}sp"):
        if all(part.tag in _NOT_WORDS for part in speech.iterchildren("*")):
            speaker = speech.find(f"{{{TEI}}}speaker")
            name = "" if speaker is None else text_of(speaker)
            yield Finding(
                speech,
                f"{f'“{name}”' if name else 'Somebody'} speaks, but says nothing.",
                "Put the words into the sp, or make it a stage direction.",
            )
