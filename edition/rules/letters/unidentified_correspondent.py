"""Somebody who writes or receives a letter is named, but not identified.

What
    A name in a correspAction without ref, key or sameAs.

Why
    "Karl" is many people; with an address from an authority file (GND, VIAF) letters from many
    editions come together.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName>Anna</persName><date when="1911-01-19"/></correspAction>
    <correspAction type="received"><persName ref="https://d-nb.info/gnd/118514237">Karl</persName>
    </correspAction></correspDesc></profileDesc></teiHeader>
    <text><body><p>Dear Karl!</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1911-01-19"/></correspAction>
    <correspAction type="received"><persName ref="https://d-nb.info/gnd/118514237">Karl</persName>
    </correspAction></correspDesc></profileDesc></teiHeader>
    <text><body><p>Dear Karl!</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.correspondence import actions, correspondences, correspondents
from edition.tei.wording import text_of

SEVERITY = Severity.INFO
HITS = (0, 0)

_UNKNOWN = {"unknown", "unbekannt", "inconnu", "n. n.", "n.n.", "?"}


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every correspondent without an identifier."""
    for described in correspondences(document):
        for action in actions(described):
            for name in correspondents(action):
                words = text_of(name)
                known = any(
                    at.get(key) for at in name.iter("*") for key in ("ref", "key", "sameAs")
                )
                if not known and words.lower().strip("[]") not in _UNKNOWN:
                    yield Finding(
                        name,
                        f"“{words}” is not identified.",
                        "Add ref with an entry of your register, or an address at GND or VIAF.",
                    )
