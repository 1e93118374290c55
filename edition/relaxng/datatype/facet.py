"""Facet: the parameters that narrow a datatype. Source: XML Schema Part 2, 4.3."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

from edition.relaxng.datatype.description import many, of_form
from edition.relaxng.datatype.kind import Kind, spaced, unlike

__all__ = ["Check", "checks"]

Check: TypeAlias = Callable[[str, Any], None]

_LENGTHS: Final = frozenset({"length", "minLength", "maxLength"})
_BOUNDS: Final = frozenset({"minInclusive", "minExclusive", "maxInclusive", "maxExclusive"})
_DIGITS: Final = frozenset({"totalDigits", "fractionDigits"})
_FACETS: Final = {
    "text": _LENGTHS,
    "items": _LENGTHS,
    "bytes": _LENGTHS,
    "names": _LENGTHS,  # which constrain nothing there: XML Schema Part 2, 4.3.1, as amended
    "order": _BOUNDS,
    "decimal": _BOUNDS | _DIGITS,
    "pattern": frozenset[str](),
}
_UNITS: Final = {"text": "sign", "items": "item", "bytes": "byte"}
_REFUSED: Final = {  # the orders that are right, and what any other is called, of times too
    "minInclusive": ({0, 1}, "smaller than", "earlier than"),
    "minExclusive": ({1}, "not larger than", "not later than"),
    "maxInclusive": ({0, -1}, "larger than", "later than"),
    "maxExclusive": ({-1}, "not smaller than", "not earlier than"),
}


def checks(kind: Kind, name: str, parameters: tuple[tuple[str, str], ...]) -> tuple[Check, ...]:
    """Return what a text and its value must stand beside their type.

    Raises ValueError for a parameter that the type does not have, or that is wrong.
    """
    own = (("minInclusive", kind.least), ("maxInclusive", kind.most))
    found = [_bound(kind, facet, bound) for facet, bound in own if bound]
    seen = set()
    for facet, text in parameters:
        if facet != "pattern" and facet in seen:
            raise ValueError(f"The parameter {facet} of {name} is stated twice.")
        seen.add(facet)
        found.append(_check(kind, name, facet, text))
    return tuple(found)


def _check(kind: Kind, name: str, facet: str, text: str) -> Check:
    if facet == "pattern":
        return _matching(text)
    if facet in {"enumeration", "whiteSpace"}:
        instead = "a choice of values" if facet == "enumeration" else "another type"
        raise ValueError(f"RELAX NG has no parameter {facet}; write {instead}.")
    if facet not in _FACETS[kind.facets]:
        raise ValueError(f"The datatype {name} has no parameter “{facet}”.")
    text = spaced(text, "collapse")
    if facet in _BOUNDS:
        return _bound(kind, facet, text)
    count = _count(facet, text)
    if facet in _DIGITS:
        return partial(_check_digits, facet, count)
    return partial(_check_length, facet, count, _UNITS.get(kind.facets, ""))


def _count(facet: str, text: str) -> int:
    digits = text.removeprefix("+").lstrip("0")
    if not (text.isascii() and text.removeprefix("+").isdecimal()):
        raise ValueError(f"The parameter {facet} is a whole number, not “{text}”.")
    if facet == "totalDigits" and not digits:
        raise ValueError("The parameter totalDigits is at least 1.")
    return int(digits[:18] or 0)  # no text is as long as that


def _matching(pattern: str) -> Check:
    from edition.relaxng.regex import compiled

    matcher = compiled(pattern)

    def check(literal: str, _: object) -> None:
        if not matcher.matches(literal):
            raise ValueError(unlike(literal, of_form(pattern)))

    return check


def _bound(kind: Kind, facet: str, bound: str) -> Check:
    compare = kind.compare
    assert compare is not None
    right, of_numbers, of_times = _REFUSED[facet]
    words = of_times if kind.is_time else of_numbers
    try:
        limit = kind.read(bound, {})
    except ValueError as error:
        raise ValueError(f"The parameter {facet} is no value of its type: {error}.") from None

    def check(literal: str, value: object) -> None:
        if compare(value, limit) not in right:
            raise ValueError(f"{literal} is {words} {bound}")

    return check


def _check_length(facet: str, count: int, unit: str, _: str, value: Any) -> None:  # noqa: ANN401
    """Check how long a text, a list or bytes are."""
    found = len(value)
    if not unit or _fits(facet, found, count):
        return
    wanted = {"length": "exactly", "minLength": "at least", "maxLength": "at most"}[facet]
    has = f"it has {many(found, unit)}" if found else "it is empty"
    verb = "is" if count == 1 else "are"
    how = "allowed" if facet == "maxLength" else "needed"
    raise ValueError(f"{has}, and {wanted} {count} {verb} {how}")


def _fits(facet: str, found: int, count: int) -> bool:
    if facet == "length":
        return found == count
    return found >= count if facet == "minLength" else found <= count


def _check_digits(facet: str, count: int, literal: str, value: tuple[bool, str, str]) -> None:
    """Check how many digits a number has. Source: XML Schema Part 2, 4.3.11 and 4.3.12."""
    _, whole, fraction = value
    if facet == "fractionDigits":
        if len(fraction) > count:
            raise ValueError(f"{literal} has more than {many(count, 'digit')} behind the point")
    elif max(len((whole + fraction).lstrip("0")), len(fraction)) > count:
        raise ValueError(f"{literal} has more than {many(count, 'digit')}")
