"""Dating: days, months and ranges of them in the words of a citation."""

from edition.citation.locale import Locale

__all__ = ["dated"]


def dated(date: str, locale: Locale, *, short: bool = False, year: bool = True) -> str:
    """Return a date of ISO 8601, or a range with a slash, as far as it says day and month.

    Months may be `short`, the `year` be left to somebody else; what both ends share is said once.
    """
    first, _, last = date.partition("/")
    one, two = (_parts(day, locale, short=short) for day in (first, last or first))
    if one[0] != two[0] and year:
        return f"{_said(one, locale)}–{_said(two, locale)}"
    years = one[0] if year else ""
    if one[1:] == two[1:]:
        return _said((years, *one[1:]), locale)
    if one[1] != two[1]:
        return f"{_said(('', *one[1:]), locale)}–{_said((years, *two[1:]), locale)}"
    return _said((years, one[1], f"{one[2]}–{two[2]}"), locale)


def _parts(date: str, locale: Locale, *, short: bool) -> tuple[str, str, str]:
    """Return year, month and day as they are written; what is not said is empty."""
    year, month, day = (*date.split("-"), "", "")[:3]
    names = locale.short_months if short else locale.months
    return year, names[int(month) - 1] if month else "", day.removeprefix("0")


def _said(parts: tuple[str, str, str], locale: Locale) -> str:
    year, month, day = parts
    if locale.day_first:
        return " ".join(filter(None, (day, month, year)))
    return f"{month} {day}".strip() + (f"{',' * bool(day)} {year}" if year and month else year)
