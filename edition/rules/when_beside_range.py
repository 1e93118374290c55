"""A date is given as a day and as a range at once.

What
    when together with notBefore, notAfter, from or to on one element. A range of from with
    notBefore or notAfter, "begun at some time before …", is recommended practice and not meant.

Why
    Nobody can tell whether the day is known or only guessed; the TEI's own rules advise against it.

Wrong
    <date when="1862-01-01" notBefore="1862-01-01" notAfter="1862-12-31">1862</date>

Right
    <date notBefore="1862-01-01" notAfter="1862-12-31">1862</date>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes

SEVERITY = Severity.WARNING
HITS = (31, 31)

_RANGE = ("notBefore", "notAfter", "from", "to")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every element with both."""
    of = attributes(document)
    for element, name, _ in of.dating if any(map(of.bears, _RANGE)) else ():
        beside = [other for other in _RANGE if element.get(other) is not None]
        if name == "when" and beside:
            yield Finding(
                element,
                f"The attribute when stands beside {' and '.join(beside)}.",
                "Keep when for a date that is known, the range for one that is not; a known month "
                "or year is when=“1862-05” or when=“1862”.",
            )
