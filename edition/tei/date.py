"""Date: TEI's W3C dates as spans of days, and what a relative date means."""

import os
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.document import TEI, Document
from edition.tei.wording import text_of
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = [
    "DATING",
    "ImpossibleDate",
    "Span",
    "bounds",
    "computed",
    "read_span",
    "span",
    "span_of",
    "today",
    "year_of",
]

DATING = ("when", "notBefore", "notAfter", "from", "to")
"""TEI's attributes of type teidata.temporal.w3c."""

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_PLAIN = ([4], [4, 2], [4, 2, 2])
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_DIGITS = 9  # of a year; Python refuses to read thousands of digits as a number
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.\d+)?"
_DAY = rf"(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T{_TIME})?)?"
_CALENDAR = rf"(?P<year>-?(?:[1-9]\d{{3,}}|0\d{{3}}))(?:-{_DAY})?{_ZONE}"
_RECURRING = rf"(?:--(?P<month>\d\d)(?:-(?P<day>\d\d))?|---(?P<only_day>\d\d)|{_TIME}){_ZONE}"
_BEFORE = {"before", "earlier", "ago", "previously", "prior to", "before that"}
_AFTER = {"after", "later", "afterwards", "thereafter", "hence", "since", "after that", "past"}


class ImpossibleDate(ValueError):  # noqa: N818  (as the rule is called)
    """A value that is no date; the text of the exception says why, in words for editors."""


class Span(Value):
    """The days from `first` to `last`, both inclusive, counted from 0000-03-01 (Gregorian)."""

    first: int
    last: int

    def isoformat(self) -> tuple[str, str]:
        """Return the first and the last day as YYYY-MM-DD."""
        return _iso(self.first), _iso(self.last)


@lru_cache(maxsize=1 << 14)  # several rules ask for each date, and many dates recur
def span(value: str) -> Span | None:
    """Return the days that a W3C date names; None for one without a year (`--05-12`, a time).

    Raises ImpossibleDate. Source: XML Schema Part 2, 3.2.7-3.2.14, as TEI's teidata.temporal.w3c.
    """
    value = value.strip(" \t\r\n")  # as XML Schema reads it
    plain = _plain(value)
    if plain is not None:
        return plain
    match = re.fullmatch(_CALENDAR, value, re.ASCII)
    if match is None:
        _check_recurring(value)
        return None
    if len(match["year"].removeprefix("-")) > _MOST_DIGITS:
        raise ImpossibleDate("no calendar reaches so far")
    year = int(match["year"])
    month = int(match["month"]) if match["month"] else None
    _check_time(match, value)
    if month is None:
        return Span(_days(year, 1, 1), _days(year, 12, 31))
    length = _length(year, _checked_month(month, value))
    if match["day"] is None:
        return Span(_days(year, month, 1), _days(year, month, length))
    day = int(match["day"])
    if not 1 <= day <= length:
        raise ImpossibleDate(f"{_MONTHS[month - 1]} {year} has {length} days")
    return Span(_days(year, month, day), _days(year, month, day))


def _plain(value: str) -> Span | None:
    """Return the span of YYYY, YYYY-MM or YYYY-MM-DD without a regular expression, if it is one.

    Nearly every date is of these forms, and the expression takes milliseconds to compile.
    """
    parts = value.split("-")
    if [len(part) for part in parts] not in _PLAIN or not "".join(parts).isdecimal():
        return None
    year, *rest = (int(part) for part in parts)
    month = rest[0] if rest else None
    if not value.isascii() or (month is not None and not 1 <= month <= 12):
        return None
    first, last = month or 1, month or 12
    length = _length(year, last)
    if len(rest) < 2:
        return Span(_days(year, first, 1), _days(year, last, length))
    day = rest[1]
    return Span(*[_days(year, first, day)] * 2) if 1 <= day <= length else None


def _check_recurring(value: str) -> None:
    match = re.fullmatch(_RECURRING, value, re.ASCII)
    if match is None:
        raise ImpossibleDate(_advice(value))
    _check_time(match, value)
    if match["month"]:
        month = _checked_month(int(match["month"]), value)
        longest = 29 if month == 2 else _LENGTHS[month - 1]
        if match["day"] and not 1 <= int(match["day"]) <= longest:
            raise ImpossibleDate(f"{_MONTHS[month - 1]} has at most {longest} days")
    if match["only_day"] and not 1 <= int(match["only_day"]) <= 31:
        raise ImpossibleDate("no month has more than 31 days")


def _checked_month(month: int, value: str) -> int:
    if not 1 <= month <= 12:
        raise ImpossibleDate(f"a year has 12 months, and “{value}” names month {month}")
    return month


def _check_time(match: "re.Match[str]", value: str) -> None:
    if not match["hour"]:
        return
    hour, minute, second = (int(match[part]) for part in ("hour", "minute", "second"))
    midnight = re.search(r"24:00:00(?:\.0+)?(?![.\d])", value)  # the end of a day
    if (hour > 23 and not midnight) or minute > 59 or second > 59:
        raise ImpossibleDate(f"“{value}” names no time of a day")


def _advice(value: str) -> str:
    """Say what to write instead of a date in another form, where that is certain."""
    words = re.fullmatch(r"(\d{1,2})\.? ([A-Za-z]+)\.? (\d{4})", value.strip())
    if words:
        for number, name in enumerate(_MONTHS, 1):
            if len(words[2]) >= 3 and name.lower().startswith(words[2].lower()):
                return f"a W3C date is written {words[3]}-{number:02}-{int(words[1]):02}"
    loose = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", value)
    if loose:
        parts = [loose[1], *(f"{int(part):02}" for part in loose.groups()[1:] if part)]
        return f"a W3C date has two digits for month and day: {'-'.join(parts)}"
    hours = re.fullmatch(r"T?(\d{1,2}):([0-5]\d)(?::([0-5]\d))?", value, re.ASCII)
    if hours and int(hours[1]) < 24:
        return f"a W3C time is written {int(hours[1]):02}:{hours[2]}:{hours[3] or '00'}"
    if re.fullmatch(r"\d{1,3}", value):
        return f"a year has four digits: {int(value):04}"
    return "a W3C date is a year (1863), a month (1863-05) or a day (1863-05-12)"


def span_of(element: "Element") -> Span | None:
    """Return the widest span that an element's own date attributes allow, if they close one."""
    when, not_before, not_after, start, end = (_stated(element, name) for name in DATING)
    if when:
        return when
    first = not_before or start
    last = not_after or end
    return Span(first.first, last.last) if first and last else None


def bounds(element: "Element") -> tuple[int | None, int | None]:
    """Return the first and the last day that an element's own date attributes leave possible."""
    when, not_before, not_after, start, end = (_stated(element, name) for name in DATING)
    first, last = when or not_before or start, when or not_after or end
    return (first.first if first else None), (last.last if last else None)


def read_span(value: str) -> Span | None:
    """Return the days of a W3C date; None for one without a year, and for what is no date."""
    try:
        return span(value) if value else None
    except ImpossibleDate:
        return None


def year_of(day: int) -> int:
    """Return the year of a day as `Span` counts it."""
    return _civil(day)[0]


def today() -> int:
    """Return the day that it is, as `Span` counts it; SOURCE_DATE_EPOCH may say otherwise.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH, so that one input has one verdict.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(stated) if stated.isdecimal() else time.time()
    return _days(1970, 1, 1) + int(seconds // 86400)


def _stated(element: "Element", name: str) -> Span | None:
    value = element.get(name)
    return None if value is None else read_span(value)


def computed(date: "Element", document: Document) -> Span | None:
    """Return the days that a relative date means: its anchor, moved by its duration.

    The anchor is what `datingPoint` points at, the duration a `dur-iso` of one unit on the date
    or within it, the direction the words or the type of its `offset`. "N units" is read as all
    that rounds to N: from N - 1/2 (inclusive) to N + 1/2 (exclusive) units; half a year is six
    months, half a month 15 days. None where one of these is missing. Source: TEI P5, ND, Relative
    Dates.
    """
    anchor = document.ids.get(date.get("datingPoint", "").removeprefix("#"))
    start = span_of(anchor) if anchor is not None else None
    duration = next((d for d in (e.get("dur-iso") for e in date.iter("*")) if d), "")
    count, unit = _length_of(duration)
    if start is None or not unit:
        return None
    said = _direction(date)
    if said & _BEFORE:
        mirrored = _moved(Span(-start.last, -start.first), count, unit, -1)
        return Span(-mirrored.last, -mirrored.first)
    return _moved(start, count, unit, 1) if said & _AFTER else None


def _length_of(duration: str) -> tuple[int, str]:
    """Return number and unit of a duration of one unit, such as P3Y; no unit for any other."""
    digits, unit = duration[1:-1], duration[-1:]
    if duration[:1] != "P" or unit not in set("YMWD") or not digits.isascii():
        return 0, ""
    return (int(digits), unit) if digits.isdecimal() and len(digits) < 7 else (0, "")


def _direction(date: "Element") -> set[str]:
    """Return the type of a date's offset, or its words where it has none."""
    offset = date.find(f".//{{{TEI}}}offset")
    if offset is None:
        return set()
    return {offset.get("type") or text_of(offset).lower()}


def _moved(start: Span, count: int, unit: str, sign: int) -> Span:
    """Move a span forward; with sign -1 its days are negated, so that it moves back in time."""
    if unit in "WD":
        length = 7 if unit == "W" else 1
        first = -((-(2 * count - 1) * length) // 2)  # rounded up: only whole days count
        last = -((-(2 * count + 1) * length) // 2) - 1
        return Span(start.first + first, start.last + last)
    months = count * 12 if unit == "Y" else count
    half, days = (6, 0) if unit == "Y" else (0, 15)
    first = sign * _add_months(sign * start.first, sign * (months - half)) - days
    last = sign * _add_months(sign * start.last, sign * (months + half)) + days - 1
    return Span(first, last)


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def _days(year: int, month: int, day: int) -> int:
    """Count days from 0000-03-01; datetime knows no year before 1."""
    shifted = year - (month <= 2)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year


def _civil(days: int) -> tuple[int, int, int]:
    era, of_era = divmod(days, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = (shifted + 2) % 12 + 1
    day = of_year - (153 * shifted + 2) // 5 + 1
    return year + era * 400 + (month <= 2), month, day


def _iso(days: int) -> str:
    year, month, day = _civil(days)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


def _add_months(days: int, months: int) -> int:
    year, month, day = _civil(days)
    ahead, month = divmod(month - 1 + months, 12)
    return _days(year + ahead, month + 1, min(day, _length(year + ahead, month + 1)))
