"""A year stands far from all others, and one digit would bring it among them.

What
    A date whose year lies far outside the years of the document, or of its whole project, where
    another single digit would put it into their midst: 1027 among letters of 1890 to 1930. Ten
    dates are needed. Dates of birth and death and those of books and editions are not looked at,
    nor a year that the words of the element have too.

Why
    It is often a slip; a single one stretches every timeline by centuries.

Wrong
    <p><date when="1921"/><date when="1922"/><date when="1923"/><date when="1924"/>
    <date when="1925"/><date when="1926"/><date when="1027"/><date when="1928"/>
    <date when="1929"/><date when="1930"/><date when="1931"/><date when="1932"/></p>

Right
    <p><date when="1921"/><date when="1922"/><date when="1923"/><date when="1924"/>
    <date when="1925"/><date when="1926"/><date when="1927"/><date when="1928"/>
    <date when="1929"/><date when="1930"/><date when="1931"/><date when="1932"/></p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.chronology import dated_years, envelope, likelier

SEVERITY = Severity.INFO
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every such year that the words of its element do not confirm."""
    dated = dated_years(document)
    usual = envelope([year for _, _, _, year in dated], project) if dated else None
    if usual is None:
        return
    for element, name, value, year in dated:
        meant = likelier(year, usual)
        if meant is not None and str(year) not in "".join(map(str, element.itertext())):
            yield Finding(
                element,
                f"{name}=“{value}” lies far from the other dates here, which are of {usual.first} "
                f"to {usual.last}.",
                f"Compare the source: is {meant} meant?",
            )
