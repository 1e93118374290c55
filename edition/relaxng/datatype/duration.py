"""Duration: the datatype of lengths of time. Source: XML Schema Part 2, 3.2.6."""

import re
from functools import lru_cache
from typing import Final

from edition.relaxng.datatype.kind import Bindings, Kind, unlike
from edition.relaxng.datatype.moment import DAY, SECOND, first_day

__all__ = ["KINDS"]

_CALLED: Final = "a duration (P2Y6M, P3DT12H)"
_DIGITS: Final = "([0-9]{1,18})"
_FORM: Final = (
    rf"(-?)P(?=[0-9T])(?:{_DIGITS}Y)?(?:{_DIGITS}M)?(?:{_DIGITS}D)?"
    rf"(?:T(?=[0-9])(?:{_DIGITS}H)?(?:{_DIGITS}M)?(?:{_DIGITS}(?:\.([0-9]+))?S)?)?"
)

# From these months durations are compared; 3.2.6.2 says why just these.
_STARTS: Final = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


@lru_cache(maxsize=1)
def _form() -> re.Pattern[str]:
    return re.compile(_FORM)


def _duration(text: str, _: Bindings) -> tuple[int, int]:
    """Read a duration as months and picoseconds."""
    match = _form().fullmatch(text)
    if match is None:
        raise ValueError(unlike(text, f"{'written as ' if text else ''}{_CALLED}"))
    years, months, days, hours, minutes, seconds = (int(n or 0) for n in match.groups()[1:7])
    part = int(((match[8] or "") + "0" * 12)[:12])
    time = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    sign = -1 if match[1] else 1
    return sign * (years * 12 + months), sign * (time * SECOND + part)


def _compare(one: tuple[int, int], other: tuple[int, int]) -> int | None:
    """Compare; None where it depends on the months. Source: XML Schema Part 2, 3.2.6.2."""
    ends = [(_after(start, one), _after(start, other)) for start in _STARTS]
    orders = {(left > right) - (left < right) for left, right in ends}
    return orders.pop() if len(orders) == 1 else None


def _after(start: tuple[int, int], duration: tuple[int, int]) -> int:
    year, month = start
    ahead, month = divmod(month - 1 + duration[0], 12)
    return first_day(year + ahead, month + 1) * DAY + duration[1]


def _suggest(text: str) -> str | None:
    """Return a duration in words of one unit, such as “3 days”."""
    number, _, unit = text.lower().partition(" ")
    letters = {"year": "P{}Y", "month": "P{}M", "day": "P{}D", "hour": "PT{}H", "minute": "PT{}M"}
    form = letters.get(unit.removesuffix("s"))
    if unit in {"week", "weeks"} and number.isdecimal() and len(number) < 9:
        return f"P{int(number) * 7}D"
    return form.format(number) if form else text.upper()


KINDS: Final = {
    "duration": Kind(_duration, _CALLED, "order", compare=_compare, suggest=_suggest, is_time=True)
}
