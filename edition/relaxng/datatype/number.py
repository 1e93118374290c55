"""Number: the datatypes of numbers and of truth. Source: XML Schema Part 2, 3.2.2 to 3.2.5, 3.3."""

from functools import partial
from typing import Final, TypeAlias

from edition.relaxng.datatype.kind import Bindings, Kind, unlike

__all__ = ["KINDS"]

_Decimal: TypeAlias = tuple[bool, str, str]
"""Whether negative, the digits before the point, those behind it, without idle zeros."""

_DECIMAL: Final = "a number (3.14)"
_WHOLE: Final = "a whole number"
_FLOAT: Final = "a number (3.14, 1e6)"
_TRUTH: Final = {"yes": "true", "no": "false", "true": "true", "false": "false"}


def _boolean(text: str, _: Bindings) -> bool:
    if text not in {"true", "false", "1", "0"}:
        raise ValueError(unlike(text, "true or false"))
    return text in {"true", "1"}


def _decimal(called: str, text: str, _: Bindings) -> _Decimal:
    """Read a number of any length exactly. Source: XML Schema Part 2, 3.2.3."""
    digits = text[1:] if text.startswith(("+", "-")) else text
    whole, point, fraction = digits.partition(".")
    if not (digits.isascii() and (whole + fraction).isdecimal()) or (point and called == _WHOLE):
        raise ValueError(unlike(text, called))
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    return text[0] == "-" and bool(whole or fraction), whole, fraction


def _compare_decimals(one: _Decimal, other: _Decimal) -> int:
    if one[0] != other[0]:
        return -1 if one[0] else 1
    left, right = (len(one[1]), one[1], one[2]), (len(other[1]), other[1], other[2])
    order = (left > right) - (left < right)
    return -order if one[0] else order


def _double(text: str, _: Bindings) -> float | str:
    """Read a number of 64 bits; NaN, which equals itself here, is read as its name."""
    if text == "NaN":
        return text
    if text in {"INF", "-INF"}:
        return float(text.lower())
    if not _FLOATING.issuperset(text):  # float() knows “nan”, “1_0” and digits of all scripts
        raise ValueError(unlike(text, _FLOAT))
    try:
        return float(text)
    except ValueError:
        raise ValueError(unlike(text, _FLOAT)) from None


_FLOATING: Final = frozenset("0123456789.eE+-")


def _float(text: str, bindings: Bindings) -> float | str:
    """Read a number of 32 bits."""
    from struct import pack, unpack

    value = _double(text, bindings)
    try:
        return value if isinstance(value, str) else float(unpack("f", pack("f", value))[0])
    except OverflowError:
        return float("inf" if float(value) > 0 else "-inf")


def _compare_floats(one: float | str, other: float | str) -> int | None:
    if isinstance(one, str) or isinstance(other, str):
        return None
    return (one > other) - (one < other)


def _suggest_truth(text: str) -> str | None:
    return _TRUTH.get(text.lower())


def _suggest_number(text: str) -> str | None:
    """Read a comma as a point, unless it might part thousands."""
    whole, comma, fraction = text.partition(",")
    return f"{whole}.{fraction}" if comma and len(fraction) != 3 else None


def _suggest_whole(text: str) -> str | None:
    whole, _, fraction = text.partition(".")
    return whole if not fraction.strip("0") else None


def _integer(least: str = "", most: str = "") -> Kind:
    read, suggest = partial(_decimal, _WHOLE), _suggest_whole
    return Kind(read, _WHOLE, "decimal", "collapse", _compare_decimals, least, most, suggest)


_FLOATS: Final = Kind(_double, _FLOAT, "order", compare=_compare_floats, suggest=_suggest_number)
KINDS: Final = {
    "boolean": Kind(_boolean, "true or false", "pattern", suggest=_suggest_truth),
    "decimal": Kind(
        partial(_decimal, _DECIMAL),
        _DECIMAL,
        "decimal",
        compare=_compare_decimals,
        suggest=_suggest_number,
    ),
    "float": _FLOATS.changed(read=_float),
    "double": _FLOATS,
    "integer": _integer(),
    "nonPositiveInteger": _integer("", "0"),
    "negativeInteger": _integer("", "-1"),
    "nonNegativeInteger": _integer("0"),
    "positiveInteger": _integer("1"),
    "long": _integer("-9223372036854775808", "9223372036854775807"),
    "int": _integer("-2147483648", "2147483647"),
    "short": _integer("-32768", "32767"),
    "byte": _integer("-128", "127"),
    "unsignedLong": _integer("0", "18446744073709551615"),
    "unsignedInt": _integer("0", "4294967295"),
    "unsignedShort": _integer("0", "65535"),
    "unsignedByte": _integer("0", "255"),
}
