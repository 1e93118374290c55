"""The header tells of something that has not happened yet.

What
    when or from, later than tomorrow, in the header's account of itself: publication, edition,
    change, creation, correspDesc. Embargoes are excepted: availability, and dates of the type
    embargo. SOURCE_DATE_EPOCH, where it is set, says what today is.

Why
    It is a slip of the pen, and it is cited as the date of the edition.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
    </titleStmt><publicationStmt><publisher>P</publisher><date when="9024-11-22">2024</date>
    </publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
    <text><body><p>One.</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
    </titleStmt><publicationStmt><publisher>P</publisher><date when="2024-11-22">2024</date>
    </publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
    <text><body><p>One.</p></body></text></TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.document.characters import is_within
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes
from edition.tei.date import read_span, today

SEVERITY = Severity.WARNING
HITS = (0, 0)

_ACCOUNTS = ("publicationStmt", "editionStmt", "revisionDesc", "creation", "correspDesc")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every such date after tomorrow, which is today somewhere."""
    now = today()
    for element, name, value in attributes(document).dating:
        if name not in {"when", "from"}:
            continue
        days = read_span(value)
        if days is not None and days.first > now + 1 and _is_account(element):
            yield Finding(
                element,
                f"{name}=“{value}” lies in the future.",
                "Compare the year; for the end of an embargo use availability with notBefore, "
                "or the type “embargo”.",
            )


def _is_account(element: Element) -> bool:
    types = (one.get("type", "") for one in (element, *element.iterancestors()))
    return (
        is_within(element, *_ACCOUNTS)
        and not is_within(element, "availability")
        and not any("embargo" in kind.lower() for kind in types)
    )
