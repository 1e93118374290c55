"""The day of a letter stands in it, but in no dateline.

What
    A letter with correspDesc whose text has no dateline, while a date in it, outside notes, names
    the day of the month on which it was sent.

Why
    The date of a letter is looked for in its dateline, by readers' eyes and by programs.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1911-01-19"/></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName></correspAction></correspDesc>
    </profileDesc></teiHeader><text><body>
    <p>Vienna, <date>19 January</date>. Dear Karl!</p></body></text></TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1911-01-19"/></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName></correspAction></correspDesc>
    </profileDesc></teiHeader><text><body><opener>
    <dateline>Vienna, <date>19 January</date>.</dateline></opener><p>Dear Karl!</p></body></text>
    </TEI>
"""

import re
from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.correspondence import actions, correspondences
from edition.tei.wording import text_of

SEVERITY = Severity.INFO
HITS = (12, 12)  # all read; in nine the day stands in a seg of the letterhead

_DATE = f"{{{TEI}}}date"
_ASIDE = tuple(f"{{{TEI}}}{name}" for name in ("note", "bibl", "back", "quote"))


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for the first date of a letter that is its day and in no dateline."""
    for described in correspondences(document):
        top = next(described.iterancestors(f"{{{TEI}}}TEI"), document.root)
        body = top.find(f"{{{TEI}}}text/{{{TEI}}}body")
        if body is None or next(body.iter(f"{{{TEI}}}dateline"), None) is not None:
            continue
        found = next((date for date in body.iter(_DATE) if _is_day(date, described)), None)
        if found is not None:
            words = text_of(found)
            yield Finding(
                found,
                f"“{words}” is the day of this letter, but in no dateline.",
                "Put it, with the place, into <dateline>, in the opener or the closer.",
            )


def _is_day(date: Element, described: Element) -> bool:
    if next(date.iterancestors(*_ASIDE), None) is not None:
        return False
    sent = [at.get("when", "") for act in actions(described, "sent") for at in act.iter(_DATE)]
    if date.get("when"):
        return date.get("when") in sent
    figures = re.findall(r"\d{1,9}", text_of(date))
    return bool(figures) and any(day[8:10] == f"{int(figures[0]):02}" for day in sent)
