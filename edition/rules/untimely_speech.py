"""A person speaks or writes before birth or after death.

What
    The sender of a letter (correspAction of the type sent), or the speaker (who) of a said, sp, q
    or u within a dated event or pointing at one (corresp), whose entry has a birth after that date
    or a death before it. Where days are uncertain, nothing is said unless all of them are
    impossible.

Why
    Either the date is wrong or the pointer leads to a namesake: a father, a grandchild.

Wrong
    <listPerson><person xml:id="a"><birth when="1862"/><death when="1931"/></person></listPerson>
    <listEvent><event when="1951"><p><said who="#a">Enough!</said></p></event></listEvent>

Right
    <listPerson><person xml:id="a"><birth when="1862"/><death when="1931"/></person></listPerson>
    <listEvent><event when="1921"><p><said who="#a">Enough!</said></p></event></listEvent>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.date import bounds
from edition.tei.lifetime import Occasion, lifetime, occasions
from edition.tei.register import headword

SEVERITY = Severity.WARNING
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every speaker or sender who was not alive."""
    for occasion in occasions(document, project):
        told = _told(occasion)
        if told:
            yield Finding(
                occasion.element,
                f"“{headword(occasion.person)}” speaks or writes here {told}.",
                "Check the date, the entry, and whether the pointer means a namesake.",
            )


def _told(occasion: Occasion) -> str:
    born, died = lifetime(occasion.person)
    first, last = bounds(occasion.dated)
    if born is not None and died is not None and died < born:
        return ""  # nobody can be alive then: see reversed-dates
    if born is not None and last is not None and last < born:
        return "before being born"
    if died is not None and first is not None and first > died:
        return "after having died"
    return ""
