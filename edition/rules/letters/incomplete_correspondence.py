"""A letter is described without its sender, its addressee or its day.

What
    A correspDesc without an action of type sent or of type received, without a name in one of them,
    or with a sending that has no date for machines (when, from, to, notBefore, notAfter).

Why
    Exchanges of letters such as correspSearch need all three; a letter without them is not found.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date>Thursday</date></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName>
    </correspAction></correspDesc></profileDesc></teiHeader>
    <text><body><p>Dear Karl!</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1911-01-19">Thursday</date></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName>
    </correspAction></correspDesc></profileDesc></teiHeader>
    <text><body><p>Dear Karl!</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.correspondence import actions, correspondences, correspondents

SEVERITY = Severity.WARNING
HITS = (0, 0)

_DAYS = ("when", "from", "to", "notBefore", "notAfter", "when-iso", "from-iso", "to-iso")
_WHO = {"sent": "sent it", "received": "received it"}


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for each of the three that a described letter lacks."""
    for described in correspondences(document):
        for kind, words in _WHO.items():
            if not any(correspondents(action) for action in actions(described, kind)):
                yield Finding(
                    described,
                    f"The letter is described, but not who {words}.",
                    f'Add <correspAction type="{kind}"> with a persName or orgName; '
                    "for somebody unknown write <persName>unknown</persName>.",
                )
        sent = actions(described, "sent")
        dates = [date for action in sent for date in action.iter(f"{{{TEI}}}date")]
        if sent and not any(date.get(name) for date in dates for name in _DAYS):
            yield Finding(
                dates[0] if dates else sent[0],
                "The letter is described, but no day of sending is given.",
                "Write date with when, or with notBefore and notAfter for what can be concluded.",
            )
