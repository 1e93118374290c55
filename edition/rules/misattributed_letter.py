"""The author of a letter is said to be the one who received it.

What
    A titleStmt/author who is among those of correspAction type="received" and not among those of
    type="sent", by their ref.

Why
    Catalogues list the letter under the wrong name.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
    <title>Anna to Karl</title><author ref="https://d-nb.info/gnd/118514237">Karl</author>
    </titleStmt></fileDesc><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1911-01-19"/></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName></correspAction></correspDesc>
    </profileDesc></teiHeader><text><body><p>Dear Karl!</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
    <title>Anna to Karl</title><author ref="https://d-nb.info/gnd/118609807">Anna</author>
    </titleStmt></fileDesc><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1911-01-19"/></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName></correspAction></correspDesc>
    </profileDesc></teiHeader><text><body><p>Dear Karl!</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.correspondence import actions, correspondences, correspondents
from edition.tei.wording import text_of

SEVERITY = Severity.WARNING
HITS = (1, 1)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every author who received the letter and did not send it."""
    for described in correspondences(document):
        header = next(described.iterancestors(f"{{{TEI}}}teiHeader"), None)
        title = None if header is None else header.find(f"{{{TEI}}}fileDesc/{{{TEI}}}titleStmt")
        senders, receivers = _names(described, "sent"), _names(described, "received")
        for author in () if title is None else title.iter(f"{{{TEI}}}author"):
            ref = author.get("ref", "")
            if ref in receivers and senders and ref not in senders:
                name = text_of(author)
                yield Finding(
                    author,
                    f"“{name or ref}” is called the author, but received this letter.",
                    "Name the sender as the author, or exchange the two correspActions.",
                    ((receivers[ref], "the one who received it"),),
                )


def _names(described: Element, kind: str) -> dict[str, Element]:
    found = (name for action in actions(described, kind) for name in correspondents(action))
    return {name.get("ref", ""): name for name in found if name.get("ref")}
