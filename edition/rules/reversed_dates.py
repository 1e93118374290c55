"""A range of dates ends before it begins.

What
    notBefore later than notAfter, from later than to, and their crosswise pairs, each read as the
    whole day, month or year that it names; and a person whose death is over before the first
    possible day of the birth.

Why
    One of the two is a slip, often of a single digit.

Wrong
    <date notBefore="1927-12-09" notAfter="1927-12-07">in December</date>

Right
    <date notBefore="1927-12-07" notAfter="1927-12-09">in December</date>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import TEI, Document, Element
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes, elements
from edition.tei.date import read_span
from edition.tei.lifetime import lifetime

SEVERITY = Severity.ERROR
HITS = (0, 0)

_PAIRS = (
    ("notBefore", "notAfter"),
    ("from", "to"),
    ("notBefore", "to"),
    ("from", "notAfter"),
)
_BEGINNINGS = {first for first, _ in _PAIRS}


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield one finding for every element whose range is empty, and for every such life."""
    yield from _ranges(document)
    for person in elements(document, "person"):
        born, died = lifetime(person)
        if born is not None and died is not None and died < born:
            birth, death = (person.find(f"{{{TEI}}}{name}") for name in ("birth", "death"))
            yield Finding(
                person if death is None else death,
                "This person dies before being born.",
                "Compare both dates with what is known; often a digit is wrong.",
                () if birth is None else ((birth, "the birth is here"),),
            )


def _ranges(document: Document) -> Iterator[Finding]:
    seen: set[Element] = set()
    of = attributes(document)
    for element, name, _ in of.dating if any(map(of.bears, _BEGINNINGS)) else ():
        if name not in _BEGINNINGS or element in seen:
            continue
        seen.add(element)
        for first, last in _PAIRS:
            begins, ends = read_span(element.get(first, "")), read_span(element.get(last, ""))
            if begins is not None and ends is not None and ends.last < begins.first:
                yield Finding(
                    element,
                    f"The range ends before it begins: {first}=“{element.get(first)}”, "
                    f"{last}=“{element.get(last)}”.",
                    "Compare both with the source; if only the order is wrong, exchange them.",
                )
                break
