"""Suggestion: the date that an editor may have meant, where no other can be meant.

“2/12/1863” has two readings and gets none; “25/12/1863”, “12 May 1863” and “12. Mai 1863” have one.
With points the day is most likely first; which day it may be otherwise is asked for by `readings`.
"""

import re
from typing import Final

from edition.relaxng.datatype.moment import MONTHS

__all__ = ["readings", "suggest"]

_NAMES: Final = (  # of the months, in German, French, Italian and Spanish; English is MONTHS
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_LONGEST: Final = 60
_FIGURES: Final = r"(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4})"
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_WORD: Final = r"([^\W\d_]{3,})\.?"
_WORDED: Final = (  # forms with the name of a month: where day, month and year stand
    (rf"{_DAY}(?: of| de)? {_WORD},?(?: de)? (\d{{4}})", (1, 2, 3)),
    (rf"{_WORD} {_DAY},? (\d{{4}})", (2, 1, 3)),
    (rf"(\d{{4}}),? {_WORD} {_DAY}", (3, 2, 1)),
    (rf"{_WORD},?(?: de)? (\d{{4}})", (0, 1, 2)),
    (rf"{_DAY}(?: of| de)? {_WORD}", (1, 2, 0)),
    (rf"{_WORD} {_DAY}", (2, 1, 0)),
    (_WORD, (0, 1, 0)),
)


def suggest(form: str, text: str) -> str | None:
    """Return a text as the datatype `form` writes it, or None; whether it is a day is not asked."""
    text = re.sub("^(?:the|on|le|el|il|den|am) ", "", " ".join(text.split()), flags=re.IGNORECASE)
    if not text or len(text) > _LONGEST:
        return None
    if form == "time":
        return _time(text)
    if form == "dateTime":
        day, _, hour = text.replace(" ", "T", 1).partition("T")
        time = _time(hour) or hour
        return f"{_date(day) or day}T{time}"
    found = {"date": _date, "gYear": _year, "gYearMonth": _month_of_year}.get(form)
    return found(text) if found else _in_words(form, text)


def readings(text: str) -> tuple[str, ...]:
    """Return the two days that a date in figures may be, with the day first and with the month.

    None where it can only be one, or is none.
    """
    found = re.fullmatch(_FIGURES, " ".join(text.split()), re.ASCII)
    first, second = (int(found[1]), int(found[3])) if found else (0, 0)
    if found is None or first == second or not (0 < first <= 12 and 0 < second <= 12):
        return ()
    return _written(found[4], second, first), _written(found[4], first, second)


def _time(text: str) -> str | None:
    """Add seconds to hours and minutes, and the nought that an hour lacks; take a T away."""
    found = re.fullmatch(r"T?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?: ?(?:h|Uhr))?", text, re.ASCII)
    return f"{int(found[1]):02}:{found[2]}:{found[3] or '00'}" if found else None


def _year(text: str) -> str | None:
    found = re.fullmatch(r"\d{1,3}", text, re.ASCII)
    return f"{int(text):04}" if found else None


def _month_of_year(text: str) -> str | None:
    found = re.fullmatch(r"(\d{4})[-./](\d{1,2})", text, re.ASCII)
    if found:
        return _written(found[1], int(found[2]), 0)
    found = re.fullmatch(r"(\d{1,2})[-./](\d{4})", text, re.ASCII)
    return _written(found[2], int(found[1]), 0) if found else _in_words("gYearMonth", text)


def _date(text: str) -> str | None:
    """Return a day that is written in figures or in words."""
    found = re.fullmatch(r"(\d{4})([-./ ]?)(\d{1,2})\2(\d{1,2})", text, re.ASCII)
    if found and (found[2] or len(text) == 8):
        return _written(found[1], int(found[3]), int(found[4]))
    found = re.fullmatch(_FIGURES, text, re.ASCII)
    if found is None:
        return _in_words("date", text)
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first == second or first > 12:  # with points, the day is first
        return _written(found[4], second, first)
    return _written(found[4], first, second) if second > 12 else None


def _in_words(form: str, text: str) -> str | None:
    """Return what is written with the name of a month, if it states just what `form` has."""
    stated = {"date": "dmy", "gYearMonth": "my", "gMonthDay": "dm", "gMonth": "m"}.get(form)
    for expression, places in _WORDED:
        found = re.fullmatch(expression, text)
        if found is None:
            continue
        given = dict(zip("dmy", places, strict=True))
        if "".join(part for part, at in given.items() if at) != stated:
            continue
        month = _month(found[given["m"]])
        if month:
            day = int(found[given["d"]]) if given["d"] else 0
            return _written(found[given["y"]] if given["y"] else "-", month, day)
    return None


def _written(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _month(word: str) -> int:
    """Return the number of the month whose name begins so in any language, 0 where two do."""
    word = word.casefold()
    named = (MONTHS, *(names.split() for names in _NAMES))
    found = {
        number
        for months in named
        for number, name in enumerate(months, 1)
        if name.casefold().startswith(word)
    }
    return found.pop() if len(found) == 1 else 0
