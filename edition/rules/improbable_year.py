"""A year can hardly be meant: it has too many digits, or one digit would bring it among the others.

What
    A date of figures without hyphens, 19000101, which names the year 19000101. And one whose year
    lies far outside the years of the document, or of its whole project, where another single digit
    would put it into their midst: 1027 among letters of 1890 to 1930. Ten dates are needed. Dates
    of birth and death and those of books and editions are not looked at, nor a year that the words
    of the element have too.

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
from edition.tei.attribute import attributes
from edition.tei.chronology import dated_years, envelope, likelier
from edition.tei.date import read_span

SEVERITY = Severity.INFO
HITS = (0, 0)


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Yield a finding for every such year that the words of its element do not confirm."""
    for element, name, value in attributes(document).dating:
        meant = _with_hyphens(value)
        if meant:
            message = f"{name}=“{value}” names the year {value}."
            yield Finding(element, message, f"Is {meant} meant? A W3C date has hyphens.")
    dated = dated_years(document)
    usual = envelope([year for _, _, _, year in dated], project) if dated else None
    if usual is None:
        return
    for element, name, value, year in dated:
        other = likelier(year, usual)
        if other is not None and str(year) not in "".join(map(str, element.itertext())):
            yield Finding(
                element,
                f"{name}=“{value}” lies far from the other dates here, which are of {usual.first} "
                f"to {usual.last}.",
                f"Compare the source: is {other} meant?",
            )


def _with_hyphens(value: str) -> str:
    """Return the day or month that figures without hyphens may mean, if there is such a one."""
    if len(value) not in {6, 8} or not (value.isascii() and value.isdecimal()):
        return ""
    meant = "-".join(filter(None, (value[:4], value[4:6], value[6:])))
    return meant if read_span(meant) else ""
