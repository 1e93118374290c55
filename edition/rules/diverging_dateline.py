"""A letter's header and its dateline name different days.

What
    correspAction of the type sent with one date, and a text with one dated dateline, that have no
    day in common.

Why
    Indexes and timelines follow the header, readers the letter; one of them is misled.

Wrong
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1894-10-25"/></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName></correspAction></correspDesc>
    </profileDesc></teiHeader><text><body><opener><dateline>
    <date when="1894-10-15">15. Oct. 94</date></dateline></opener><p>Dear Karl!</p></body></text>
    </TEI>

Right
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>
    <correspAction type="sent"><persName ref="https://d-nb.info/gnd/118609807">Anna</persName>
    <date when="1894-10-15"/></correspAction><correspAction type="received">
    <persName ref="https://d-nb.info/gnd/118514237">Karl</persName></correspAction></correspDesc>
    </profileDesc></teiHeader><text><body><opener><dateline>
    <date when="1894-10-15">15. Oct. 94</date></dateline></opener><p>Dear Karl!</p></body></text>
    </TEI>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements
from edition.tei.date import Span, span_of

SEVERITY = Severity.WARNING
HITS = (2, 2)

_DATE, _LINE, _LETTER = (f"{{{TEI}}}{name}" for name in ("date", "dateline", "TEI"))


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for a dateline that contradicts the day of sending."""
    letters: dict[Element, list[Element]] = {}
    for action in elements(document, "correspAction"):
        letter = next(action.iterancestors(_LETTER), None)
        if action.get("type") == "sent" and letter is not None:
            letters.setdefault(letter, []).append(action)
    for letter, actions in letters.items():
        sent, dated = _only_date(actions), _only_date(list(letter.iter(_LINE)))
        if sent is None or dated is None:
            continue
        (there, one), (here, other) = sent, dated
        if one.last < other.first or other.last < one.first:
            yield Finding(
                here,
                f"The dateline is of {_shown(other)}, but the header says that the letter was sent "
                f"{_shown(one)}.",
                "Correct one of them; where the letter itself is misdated, say so in a note.",
                ((there, "this is the day of sending"),),
            )


def _only_date(elements: list[Element]) -> tuple[Element, Span] | None:
    """Return the one date within some elements that names days, if there is just one."""
    found = [(date, span_of(date)) for element in elements for date in element.iter(_DATE)]
    dated = [(date, days) for date, days in found if days is not None]
    return dated[0] if len(dated) == 1 else None


def _shown(days: Span) -> str:
    first, last = days.isoformat()
    return first if first == last else f"{first} to {last}"
