"""The number of a page, line or division does not fit the ones around it.

What
    An @n of pb, l, lb or div amid a regular count that stands twice in a row, or is another than
    the numbers before and after it leave room for: 32, 22, 34. A count may begin anew, change its
    style or be silent; parts of a verse may share a number, and so may readings of an apparatus.

Why
    Citations by page or line lead to the wrong place.

Wrong
    <p><pb n="30"/>one <pb n="31"/>two <pb n="32"/>three <pb n="23"/>four <pb n="34"/>five
    <pb n="35"/>six <pb n="36"/>seven <pb n="37"/>eight <pb n="38"/>nine <pb n="39"/>ten
    <pb n="40"/>eleven <pb n="41"/>twelve</p>

Right
    <p><pb n="30"/>one <pb n="31"/>two <pb n="32"/>three <pb n="33"/>four <pb n="34"/>five
    <pb n="35"/>six <pb n="36"/>seven <pb n="37"/>eight <pb n="38"/>nine <pb n="39"/>ten
    <pb n="40"/>eleven <pb n="41"/>twelve</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.numbering import slips

SEVERITY = Severity.WARNING
HITS = (2, 2)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every number that is repeated or misplaced."""
    for slip in slips(document):
        if slip.kind == "skipped":
            continue
        n, after = slip.element.get("n"), slip.after.get("n")
        same = "stands twice in a row" if n == after else f"follows “{after}”"
        yield Finding(
            slip.element,
            f"The number of this {slip.of}, “{n}”, {same}, where “{slip.expected}” has its place.",
            "Compare it with the source; where the source itself is wrong, say so in a note.",
            ((slip.after, f"“{after}” is here"),),
        )
