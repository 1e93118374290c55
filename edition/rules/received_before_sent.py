"""A letter arrives before it is sent.

What
    A correspDesc in which the last possible day of receiving, forwarding or delivering is before
    the first possible day of sending.

Why
    One of the dates is wrong, and the letter is at a wrong place in every chronology.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1911-02-19"/></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName><date when="1911-01-20"/>
    </correspAction></correspDesc></profileDesc></teiHeader>
    <text><body><p>Dear Karl!</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1911-01-19"/></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName><date when="1911-01-20"/>
    </correspAction></correspDesc></profileDesc></teiHeader>
    <text><body><p>Dear Karl!</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.correspondence import actions, correspondences, first_day, last_day

SEVERITY = Severity.WARNING
HITS = (0, 0)

_LATER = ("received", "transmitted", "redirected", "forwarded", "delivered")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every action that is over before the letter was sent."""
    for described in correspondences(document):
        sent = actions(described, "sent")
        sending = [day for action in sent if (day := first_day(action)) is not None]
        for action in actions(described, *_LATER):
            last = last_day(action)
            if sending and last is not None and last < min(sending):
                yield Finding(
                    action,
                    f"This letter is {action.get('type')} before it is sent.",
                    "Compare the dates of both actions with the source.",
                    ((sent[0], "it is sent here"),),
                )
