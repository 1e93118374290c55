"""A date attribute holds what is no date.

What
    when, notBefore, notAfter, from or to with a day that the month does not have, a thirteenth
    month, or a date in another form than W3C's (1863, 1863-05, 1863-05-12).

Why
    Dates that cannot be read are left out of every index and timeline.

Wrong
    <date when="1863-02-31">the last of February</date>

Right
    <date when="1863-02-28">the last of February</date>
"""

from collections.abc import Iterator

from edition.diagnostic import Fix, Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import attributes
from edition.tei.date import ImpossibleDate, span

SEVERITY = Severity.ERROR
HITS = (0, 0)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every date attribute that is no date."""
    for element, name, value in attributes(document).dating:
        try:
            span(value)
        except ImpossibleDate as error:
            yield Finding(
                element,
                f"{name}=“{value}” is no date: {error}.",
                _remedy(value, str(error)),
                fix=_fix(name, value),
                attribute=name,
            )


def _fix(name: str, value: str) -> Fix | None:
    from edition.relaxng.datatype.certainty import certain_date

    meant = certain_date(value)
    return Fix("value", value, meant, name) if meant is not None else None


def _remedy(value: str, cause: str) -> str:
    from edition.relaxng.datatype import XSD, datatype
    from edition.relaxng.datatype.suggestion import readings

    forms = ("date", "gYearMonth", "dateTime", *(["time"] if ":" in value else []))
    suggested = (datatype(XSD, form, ()).suggest(value) for form in forms)
    meant = next(filter(None, suggested), None)
    if days := readings(value):
        meant = f"{days[0]}, or {days[1]} if the month comes first"
    if meant is not None:
        return f"Write {meant}; the words of the text stay as they are."
    if cause.startswith(("a W3C date", "a year has four digits")):
        return "Write the attribute in that form; the words of the text stay as they are."
    return "Write a day that exists, or only the month or the year that is certain."
