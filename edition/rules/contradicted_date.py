"""A date says one day in its words and another in its attribute.

What
    A date (or title, change, birth, death …) with when, or with notBefore and notAfter or from and
    to, whose words are nothing but one day or two, in figures (30. 4. 1928; 1928-04-30) or with an
    English month (30 April 1928), and are other days. A date in another calendar is left alone.

Why
    One of the two is a slip, and readers see the one while indexes use the other.

Wrong
    <p><date when="1928-04-28">30. 4. 1928</date></p>

Right
    <p><date when="1928-04-30">30. 4. 1928</date></p>
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.project import Project
from edition.regex import compiled
from edition.rule import Finding
from edition.tei.attribute import attributes
from edition.tei.date import ImpossibleDate, span
from edition.tei.wording import text_of

SEVERITY = Severity.WARNING
HITS = (20, 20)  # all read; 1,075 other dates in words agree with their attributes

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DAY = (
    r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})"
    r"|(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Z][a-z]+),? (?P<year>\d{4})"
)
_PAIRS = {"when": "when", "notBefore": "notAfter", "from": "to"}
_CALENDARS = ("calendar", "datingMethod", "when-custom")

_OPENING = "[({ "
_MOST_PARTS = 4
"""What has more elements within it is an event that is told, not a day that is written."""


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every date whose words and attributes are different days."""
    for element, name, value in attributes(document).dating:
        if name not in _PAIRS or _begins_otherwise(element) or len(element) > _MOST_PARTS:
            continue
        last = _PAIRS[name]
        stated = tuple(dict.fromkeys((value, element.get(last, ""))))
        said = _said(text_of(element))
        if len(said) != len(stated) or all(map(_agree, stated, said)):
            continue
        if all(map(_is_possible, stated)) and not any(element.get(other) for other in _CALENDARS):
            words = " to ".join(said)
            yield Finding(
                element,
                f"The words say {words}, the attributes {' to '.join(stated)}.",
                f"Compare the source; if the words are right, write {_written(name, last, said)}.",
            )


def _begins_otherwise(element: Element) -> bool:
    """Whether the first words show that no day in figures follows, as nearly always."""
    first = (element.text or "").lstrip().lstrip(_OPENING).lstrip()
    return first != "" and not first[0].isdecimal()


def _is_possible(value: str) -> bool:
    """Whether an attribute holds a date at all; impossible-date tells those that do not."""
    try:
        span(value)
    except ImpossibleDate:
        return False
    return True


def _written(first: str, last: str, said: tuple[str, ...]) -> str:
    return " ".join(f"{name}=“{day}”" for name, day in zip((first, last), said, strict=False))


@lru_cache(maxsize=1)
def _pattern() -> "re.Pattern[str]":
    return compiled(_DAY, re.ASCII)


def _said(words: str) -> tuple[str, ...]:
    """Return the one day or the two that words consist of, or none if they say anything else."""
    if not 8 <= len(words) <= 60 or not words.lstrip(_OPENING)[:1].isdecimal():
        return ()
    days = tuple(_iso(match) for match in _pattern().finditer(words))
    rest = _pattern().sub("", words)
    return days if all(days) and not rest.strip("[](){}?.,;:-–— ") else ()


def _iso(match: "re.Match[str]") -> str:
    if match["iso"]:
        return match["iso"]
    if match["d"]:
        return f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
    month = match["month"].lower()
    if month not in _MONTHS:
        return ""
    return f"{match['year']}-{_MONTHS.index(month) + 1:02}-{int(match['day']):02}"


def _agree(stated: str, said: str) -> bool:
    return said.startswith(stated) or stated.startswith((said, "-"))
