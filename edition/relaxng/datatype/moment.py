"""Moment: the datatypes of dates and times, and what is no day of the calendar.

There is no year 0, as XML Schema 1.0 and jing have it (1.1 has one): the year before 1 is -0001,
so that -0001 and -0005 are leap years. Hour 24 ends a day, though jing does not know it.
Source: XML Schema Part 2, second edition, 3.2.7 to 3.2.14.
"""

from functools import lru_cache, partial
from typing import Final, TypeAlias

from edition.relaxng.datatype.kind import Bindings, Kind, unlike
from edition.value import Value

__all__ = ["DAY", "KINDS", "MONTHS", "SECOND", "first_day"]

SECOND: Final = 10**12  # in the unit of times; what is shorter is not told apart
DAY: Final = 86400 * SECOND
_ZONES: Final = 14 * 3600 * SECOND  # no zone is farther from UTC
_MOST_DIGITS: Final = 9  # of a year

MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_CALLED: Final = {
    "dateTime": "a day with a time (1863-05-12T14:30:00)",
    "date": "a date (1863-05-12)",
    "time": "a time (14:30:00)",
    "gYearMonth": "a month of a year (1863-05)",
    "gYear": "a year (1863)",
    "gMonthDay": "a day of any year (--05-12)",
    "gMonth": "a month of any year (--05)",
    "gDay": "a day of any month (---12)",
}

_Moment: TypeAlias = tuple[bool, int]
"""Whether in a zone, and the picoseconds since a day far back, in UTC where it is."""


class _Fields(Value):
    """What a text states that has the form of the datatype `form`; texts are digits, or empty."""

    form: str
    year: str = ""
    month: str = ""
    day: str = ""
    clock: tuple[str, str, str, str] = ("", "", "", "")
    zone: str = ""


@lru_cache(maxsize=64)
def _fields(text: str) -> _Fields | None:
    """Return the fields of a text that has the form of any of these datatypes.

    The same text is asked of eight datatypes in a row, since TEI's dates are a choice of them.
    """
    text, zone = _without_zone(text)
    days, sign, hours = text.rpartition("T") if "T" in text else ("", "", text)
    if not sign and ":" not in text:
        found = _days(text)
        return None if found is None else found.changed(zone=zone)
    clock = _clock(hours)
    if clock is None:
        return None
    if not sign:
        return _Fields("time", clock=clock, zone=zone)
    found = _days(days)
    if found is None or found.form != "date":
        return None
    return found.changed(form="dateTime", clock=clock, zone=zone)


def _without_zone(text: str) -> tuple[str, str]:
    if text.endswith("Z"):
        return text[:-1], "Z"
    zone = text[-6:]
    if zone[:1] in {"+", "-"} and zone[3:4] == ":" and _are_digits(zone[1:3], zone[4:]):
        minutes = int(zone[1:3]) * 60 + int(zone[4:])
        if minutes <= 840 and int(zone[4:]) < 60:
            return text[:-6], zone
    return text, ""


def _days(text: str) -> _Fields | None:
    """Return the fields of a text without time and zone."""
    if text.startswith("--"):
        return _recurring(text)
    year, *parts = text.removeprefix("-").split("-")
    whole = year.isascii() and year.isdecimal() and len(year) > 3
    padded = len(year) > 4 and year.startswith("0")
    if not whole or padded or len(parts) > 2 or not _are_digits(*parts):
        return None
    month, day = (*parts, "", "")[:2]
    year = f"-{year}" if text.startswith("-") else year
    return _Fields(("gYear", "gYearMonth", "date")[len(parts)], year, month, day)


def _recurring(text: str) -> _Fields | None:
    """Return the fields of --05, --05-12 or ---12."""
    if _are_digits(text[3:]) and text[:3] == "---":
        return _Fields("gDay", day=text[3:])
    month, dash, day = text[2:].partition("-")
    if not _are_digits(month, *([day] if dash else [])):
        return None
    return _Fields("gMonthDay" if dash else "gMonth", "", month, day)


def _clock(text: str) -> tuple[str, str, str, str] | None:
    whole, point, part = text.partition(".")
    parts = whole.split(":")
    if len(parts) != 3 or not _are_digits(*parts) or bool(point) != bool(part):
        return None
    if part and not (part.isascii() and part.isdecimal()):
        return None
    return parts[0], parts[1], parts[2], part


def _are_digits(*parts: str) -> bool:
    return all(len(part) == 2 and part.isascii() and part.isdecimal() for part in parts)


def _impossible(fields: _Fields, text: str) -> str:
    """Say what the calendar or the clock has against a text of the right form."""
    year = _astronomical(fields.year)
    if fields.year and year is None:
        nought = not fields.year.strip("-0")
        what = "there is no year 0; the year before 1 is -0001"
        return what if nought else "no calendar reaches so far"
    month, day = int(fields.month or 1), int(fields.day or 1)
    if not 1 <= month <= 12:
        return f"a year has 12 months, and “{text}” names month {month}"
    if fields.day and not 1 <= day <= 31 and not fields.month:
        return "no month has more than 31 days" if day else "no month has a day 0"
    length = first_day(*_next(year or 0, month)) - first_day(year or 0, month)
    if not 1 <= day <= length:
        when = f"{MONTHS[month - 1]} {fields.year}" if fields.year else MONTHS[month - 1]
        return f"{when} has {'' if fields.year else 'at most '}{length} days"
    hour, minute, second, part = fields.clock
    late = hour == "24" and not f"{minute}{second}{part}".strip("0")
    if hour and ((int(hour) > 23 and not late) or int(minute) > 59 or int(second) > 59):
        return f"“{text}” names no time of a day"
    return ""


def _astronomical(year: str) -> int | None:
    """Return a year counted as astronomers do, with a year 0; None where that is not possible."""
    if len(year) > _MOST_DIGITS + 1 or not year.strip("-0"):
        return None
    return int(year) + (year[0] == "-")


def _next(year: int, month: int) -> tuple[int, int]:
    return (year + 1, 1) if month == 12 else (year, month + 1)


def first_day(year: int, month: int) -> int:
    """Count the days up to the first of a month, of any year whatever."""
    year -= month < 3
    return year * 365 + year // 4 - year // 100 + year // 400 + (153 * ((month + 9) % 12) + 2) // 5


class _Unlike(ValueError):  # noqa: N818  (what the text is)
    """A text that is not of a form; words are only found where somebody asks, since few do."""

    def __str__(self) -> str:
        return _unlike(*self.args)


def _moment(name: str, text: str, _: Bindings) -> _Moment:
    """Read a point of time as the moment at which it begins.

    What recurs stands for its first time in a leap year whose first month has 31 days.
    """
    fields = _fields(text)
    wrong = "" if fields is None else _impossible(fields, text)
    if wrong:
        raise ValueError(wrong)
    if fields is None or fields.form != name:
        raise _Unlike(name, text)
    clock = _in_picoseconds(fields)
    if name == "time":
        return bool(fields.zone), clock % DAY
    year = _astronomical(fields.year or "1972")
    assert year is not None
    days = first_day(year, int(fields.month or 1)) + int(fields.day or 1)
    return bool(fields.zone), days * DAY + clock


def _in_picoseconds(fields: _Fields) -> int:
    """Return the time of a day, less the zone's distance from UTC."""
    hour, minute, second, part = fields.clock
    zone = fields.zone
    away = 0 if zone in {"", "Z"} else int(zone[1:3]) * 60 + int(zone[4:])
    minutes = int(hour or 0) * 60 + int(minute or 0) - (-away if zone[:1] == "-" else away)
    return (minutes * 60 + int(second or 0)) * SECOND + int((part + "0" * 12)[:12])


def _compare(one: _Moment, other: _Moment) -> int | None:
    """Compare; None where it depends on the zone of one that has none. Source: 3.2.7.4."""
    if one[0] == other[0] or abs(one[1] - other[1]) > _ZONES:
        return (one[1] > other[1]) - (one[1] < other[1])
    return None


def _unlike(name: str, text: str) -> str:
    """Say that a text is no date of a form, or what is wrong with the day that it means."""
    meant = _suggest("date", text)
    fields = None if meant is None else _fields(meant)
    wrong = "" if fields is None else _impossible(fields, text)
    return wrong or unlike(text, f"{'written as ' if text else ''}{_CALLED[name]}")


def _suggest(name: str, text: str) -> str | None:
    from edition.relaxng.datatype.suggestion import suggest

    return suggest(name, text)


def _dated(name: str) -> Kind:
    return Kind(
        partial(_moment, name),
        _CALLED[name],
        "order",
        compare=_compare,
        suggest=partial(_suggest, name),
        is_time=True,
    )


KINDS: Final = {name: _dated(name) for name in _CALLED}
