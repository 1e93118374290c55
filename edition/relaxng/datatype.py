"""Datatype: what texts a datatype has, which of them are equal, and why another text is not one.

The types are those of XML Schema and the two that RELAX NG brings along. Each reads a text into
its value or raises ValueError, whose words are for editors. Nothing is compiled before its first
use. Sources: XML Schema Part 2, second edition; RELAX NG, 4.10 and 9.3; Guidelines for using W3C
XML Schema Datatypes with RELAX NG.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache, partial
from typing import Any, Final, TypeAlias

from edition.relaxng.regex import compiled
from edition.value import Value

__all__ = ["XSD", "Datatype", "datatype"]

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
_XML: Final = "http://www.w3.org/XML/1998/namespace"

Bindings: TypeAlias = Mapping[str, str]
_Read: TypeAlias = Callable[[str, Bindings], Any]
_Compare: TypeAlias = Callable[[Any, Any], int | None]
_Check: TypeAlias = Callable[[str, Any], None]


class _Kind(Value):
    """A type before parameters: how it is read, what it is called, which parameters it has.

    `space` is what becomes of white space; `least` and `most` are the bounds of a whole number.
    """

    read: _Read
    called: str
    facets: str
    space: str = "collapse"
    compare: _Compare | None = None
    least: str = ""
    most: str = ""


class Datatype:
    """A datatype with its parameters."""

    __slots__ = ("_checks", "_kind", "describe", "id_type", "library", "name", "parameters")

    def __init__(self, library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> None:
        self.library = library
        self.name = name
        self.parameters = parameters
        self._kind = _kind(library, name)
        if parameters and not library:
            raise ValueError(f"RELAX NG's own datatype {name} has no parameters; XML Schema's has.")
        self._checks = _checks(self._kind, name, parameters)
        self.describe = _described(self._kind, parameters)
        self.id_type = name if library and name in {"ID", "IDREF", "IDREFS"} else ""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes the same datatype again, for pickle and copy."""
        return datatype, (self.library, self.name, self.parameters)

    def __repr__(self) -> str:
        """Write the datatype as the call that makes it."""
        return f"datatype({self.library!r}, {self.name!r}, {self.parameters!r})"

    def allows(self, text: str, bindings: Bindings | None = None) -> bool:
        """Return whether a text is of the type; `bindings` are the prefixes in scope."""
        return self.canon(text, bindings) is not None

    def canon(self, text: str, bindings: Bindings | None = None) -> Hashable | None:
        """Return the value of a text, for comparison with `==`; None where it is not of the type.

        Values of different types are not to be compared.
        """
        try:
            return self._value(text, bindings or {})
        except ValueError:
            return None

    def why(self, text: str, bindings: Bindings | None = None) -> str:
        """Say why a text is not of the type; empty where it is."""
        try:
            self._value(text, bindings or {})
        except ValueError as error:
            return str(error)
        return ""

    def _value(self, text: str, bindings: Bindings) -> Hashable:
        literal = _spaced(text, self._kind.space)
        value: Hashable = self._kind.read(literal, bindings)
        for check in self._checks:
            check(literal, value)
        return value


@lru_cache(maxsize=10_000)
def datatype(library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> Datatype:
    """Return a datatype. Raises ValueError for one that is unknown, or a wrong parameter."""
    return Datatype(library, name, parameters)


def _kind(library: str, name: str) -> _Kind:
    kinds = {"": _BUILT_IN, XSD: _TYPES}.get(library)
    if kinds is None:
        raise ValueError(f"The datatype library “{library}” is not known; XML Schema's is {XSD}.")
    if name not in kinds:
        where = "XML Schema" if library else "RELAX NG without a datatypeLibrary"
        raise ValueError(f"{where} has no datatype “{name}”.")
    return kinds[name]


# ------------------------------------------------------------------------------------ white space


def _spaced(text: str, space: str) -> str:
    """Treat white space as a type wishes. Source: XML Schema Part 2, 4.3.6."""
    if space == "preserve":
        return text
    for blank in "\t\n\r":
        if blank in text:
            text = text.replace(blank, " ")
    if space == "replace" or " " not in text:
        return text
    return " ".join(word for word in text.split(" ") if word)


# ------------------------------------------------------------------------------------ texts, names

_NAME_START: Final = (  # XML 1.0, fifth edition, production 4 without the colon
    r"_A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_SIGN: Final = _NAME_START + r"\-.0-9\u00b7\u0300-\u036f\u203f\u2040"
_FORMS: Final = {
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "Name": f"[:{_NAME_START}][:{_NAME_SIGN}]*",
    "NCName": f"[{_NAME_START}][{_NAME_SIGN}]*",
    "NMTOKEN": f"[:{_NAME_SIGN}]+",
    "float": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?",
    "hexBinary": r"(?:[0-9a-fA-F]{2})*",
    "base64Binary": r"(?:[A-Za-z0-9+/]{4})*"
    r"(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?",
    "scheme": r"[A-Za-z][A-Za-z0-9+.\-]*",
    "percent": r"(?:[^%]|%[0-9a-fA-F]{2})*",
    "duration": r"(-?)P(?=[0-9T])(?:([0-9]{1,18})Y)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})(?:\.([0-9]+))?S)?)?",
}


@lru_cache(maxsize=50)
def _form(name: str) -> re.Pattern[str]:
    return re.compile(_FORMS[name], re.DOTALL)


def _text(text: str, _: Bindings) -> str:
    return text


def _formed(form: str, called: str, text: str, _: Bindings) -> str:
    """Read a text of one of the forms."""
    if not _form(form).fullmatch(text):
        raise ValueError(_unlike(text, called))
    return text


def _unlike(text: str, called: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return f"“{shown}” is not {called}" if text else f"it is empty, and not {called}"


def _name(form: str, called: str, text: str, _: Bindings) -> str:
    """Read a name, and say which sign is none of a name."""
    if _form(form).fullmatch(text):
        return text
    wrong = next((sign for sign in text if not _form("NMTOKEN").fullmatch(sign)), "")
    if wrong == " ":
        raise ValueError(f"{_unlike(text, called)}: it has a space")
    if wrong:
        raise ValueError(f"{_unlike(text, called)}: “{wrong}” is no sign of a name")
    if ":" in text and form == "NCName":
        raise ValueError(f"{_unlike(text, called)}: it has a colon")
    if text:
        raise ValueError(f"{_unlike(text, called)}: no name begins with “{text[0]}”")
    raise ValueError(_unlike(text, called))


def _several(read: _Read, text: str, bindings: Bindings) -> tuple[str, ...]:
    """Read a list of one or more. Source: XML Schema Part 2, 3.3.5, 3.3.10, 3.3.12."""
    if not text:
        raise ValueError("it is empty, and at least one is needed")
    return tuple(read(word, bindings) for word in text.split(" "))


def _qualified(text: str, bindings: Bindings) -> tuple[str, str]:
    """Read a name as its namespace and its local part. Source: Namespaces in XML, 4 and 6."""
    prefix, colon, local = text.rpartition(":")
    for part in (prefix, local) if colon else (local,):
        if not _form("NCName").fullmatch(part):
            raise ValueError(_unlike(text, "a name"))
    if prefix == "xml":
        return _XML, local
    if prefix and not bindings.get(prefix):
        raise ValueError(f"the prefix “{prefix}” is not declared here")
    return bindings.get(prefix, ""), local


def _address(text: str, _: Bindings) -> str:
    """Read a pointer: what is no URI after signs such as spaces are escaped is refused.

    Source: XML Schema Part 2, 3.2.17, with RFC 2396.
    """
    if "%" in text and not _form("percent").fullmatch(text):
        raise ValueError(f"{_unlike(text, 'a pointer')}: after “%” stand two digits, as in %20")
    address, _sign, fragment = text.partition("#")
    if "#" in fragment:
        raise ValueError(f"{_unlike(text, 'a pointer')}: it has two signs “#”")
    before, colon, _rest = address.partition(":")
    named = colon and not {"/", "?"} & set(before)
    if named and not _form("scheme").fullmatch(before):
        raise ValueError(f"{_unlike(text, 'a pointer')}: “{before}” before “:” names no protocol")
    return text


# ---------------------------------------------------------------------------------------- numbers


def _boolean(text: str, _: Bindings) -> bool:
    if text not in {"true", "false", "1", "0"}:
        raise ValueError(_unlike(text, "true or false"))
    return text in {"true", "1"}


_Decimal: TypeAlias = tuple[bool, str, str]
"""Whether negative, the digits before the point, those behind it, without idle zeros."""


def _decimal(text: str, _: Bindings) -> _Decimal:
    return _number(text, "a number (3.14)")


def _integer(text: str, _: Bindings) -> _Decimal:
    if "." in text:
        raise ValueError(_unlike(text, "a whole number"))
    return _number(text, "a whole number")


def _number(text: str, called: str) -> _Decimal:
    """Read a number of any length exactly. Source: XML Schema Part 2, 3.2.3."""
    digits = text[1:] if text.startswith(("+", "-")) else text
    whole, _, fraction = digits.partition(".")
    if not (digits.isascii() and (whole + fraction).isdecimal()):
        raise ValueError(_unlike(text, called))
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
    if not _form("float").fullmatch(text):
        raise ValueError(_unlike(text, "a number (3.14, 1e6)"))
    return float(text)


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


# ------------------------------------------------------------------------------------------ bytes


def _hexadecimal(text: str, _: Bindings) -> bytes:
    if not _form("hexBinary").fullmatch(text):
        raise ValueError(_unlike(text, "pairs of hexadecimal digits (0FB7)"))
    return bytes.fromhex(text)


def _base64(text: str, _: Bindings) -> bytes:
    from binascii import a2b_base64

    digits = text.replace(" ", "")
    if not _form("base64Binary").fullmatch(digits):
        raise ValueError(_unlike(text, "base64"))
    return a2b_base64(digits)


# ------------------------------------------------------------------------------------------ times

_SECOND: Final = 10**12  # in the unit of times; what is shorter is not told apart
_ZONES: Final = 14 * 3600 * _SECOND  # no zone is farther from UTC
_DAY: Final = 86400 * _SECOND

_ZONE: Final = r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR: Final = r"(?P<year>-?(?:[1-9][0-9]{4,}|[0-9]{4}))"
_MONTH: Final = "(?P<month>[0-9]{2})"
_DATE: Final = "(?P<day>[0-9]{2})"
_CLOCK: Final = (
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]+))?"
)
_CALENDAR: Final = {
    "dateTime": (f"{_YEAR}-{_MONTH}-{_DATE}T{_CLOCK}", "a day with a time (1863-05-12T14:30:00)"),
    "date": (f"{_YEAR}-{_MONTH}-{_DATE}", "a date (1863-05-12)"),
    "time": (_CLOCK, "a time (14:30:00)"),
    "gYearMonth": (f"{_YEAR}-{_MONTH}", "a month of a year (1863-05)"),
    "gYear": (_YEAR, "a year (1863)"),
    "gMonthDay": (f"--{_MONTH}-{_DATE}", "a day of any year (--05-12)"),
    "gMonth": (f"--{_MONTH}", "a month of any year (--05)"),
    "gDay": (f"---{_DATE}", "a day of any month (---12)"),
}

_Moment: TypeAlias = tuple[bool, int]
"""Whether in a zone, and the picoseconds since a day far back, in UTC where it is."""


@lru_cache(maxsize=10)
def _calendar_form(name: str) -> re.Pattern[str]:
    return re.compile(_CALENDAR[name][0] + _ZONE)


def _moment(name: str, text: str, _: Bindings) -> _Moment:
    """Read a point of time as the moment at which it begins. Source: Part 2, 3.2.7-3.2.14.

    What recurs stands for its first time in 1972, a leap year whose first month has 31 days.
    """
    from edition.date import span

    match = _calendar_form(name).fullmatch(text)
    if match is None:
        raise ValueError(_not_dated(name, text))
    found = match.groupdict()
    if name != "date":
        span(text)  # raises ImpossibleDate, as for the first day below
    if found.get("year", "").strip("-0") == "" and "year" in found:
        raise ValueError("there is no year 0; the year before 1 is -0001")
    first = f"{found.get('year', '1972')}-{found.get('month', '01')}-{found.get('day', '01')}"
    days = span(first)
    assert days is not None
    clock = _clock(found)
    if name == "time":
        return found["zone"] is not None, clock % _DAY
    return found["zone"] is not None, days.first * _DAY + clock


def _clock(found: dict[str, Any]) -> int:
    """Return the time of a day, less the zone's distance from UTC."""
    hour, minute, second = (int(found.get(part) or 0) for part in ("hour", "minute", "second"))
    part = int(((found.get("part") or "") + "0" * 12)[:12])
    zone = found["zone"]
    away = 0 if zone in {None, "Z"} else int(zone[1:3]) * 60 + int(zone[4:])
    minutes = hour * 60 + minute - (-away if zone and zone[0] == "-" else away)
    return (minutes * 60 + second) * _SECOND + part


def _not_dated(name: str, text: str) -> str:
    """Say why a text is not of a form of dates: no date at all, or one of another form."""
    from edition.date import ImpossibleDate, span

    called = _CALENDAR[name][1]
    if name == "time" or not text:
        return _unlike(text, called)
    try:
        span(text)
    except ImpossibleDate as error:
        general = "a W3C date is a year" in str(error) and name != "date"
        return _unlike(text, called) if general else str(error)
    return _unlike(text, called)


def _compare_moments(one: _Moment, other: _Moment) -> int | None:
    """Compare; None where it depends on the zone of one that has none. Source: 3.2.7.4."""
    if one[0] == other[0] or abs(one[1] - other[1]) > _ZONES:
        return (one[1] > other[1]) - (one[1] < other[1])
    return None


def _duration(text: str, _: Bindings) -> tuple[int, int]:
    """Read a duration as months and picoseconds. Source: XML Schema Part 2, 3.2.6."""
    match = _form("duration").fullmatch(text)
    if match is None:
        raise ValueError(_unlike(text, "a duration (P2Y6M, P3DT12H)"))
    years, months, days, hours, minutes, seconds = (int(n or 0) for n in match.groups()[1:7])
    part = int(((match[8] or "") + "0" * 12)[:12])
    time = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    sign = -1 if match[1] else 1
    return sign * (years * 12 + months), sign * (time * _SECOND + part)


# From these months durations are compared; 3.2.6.2 says why just these.
_STARTS: Final = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


def _compare_durations(one: tuple[int, int], other: tuple[int, int]) -> int | None:
    """Compare; None where it depends on the months. Source: XML Schema Part 2, 3.2.6.2."""
    ends = [(_after(start, one), _after(start, other)) for start in _STARTS]
    orders = {(left > right) - (left < right) for left, right in ends}
    return orders.pop() if len(orders) == 1 else None


def _after(start: tuple[int, int], duration: tuple[int, int]) -> int:
    year, month = start
    ahead, month = divmod(month - 1 + duration[0], 12)
    return _first_day(year + ahead, month + 1) * _DAY + duration[1]


def _first_day(year: int, month: int) -> int:
    """Count the days up to the first of a month, of any year whatever."""
    year -= month < 3
    return year * 365 + year // 4 - year // 100 + year // 400 + (153 * ((month + 9) % 12) + 2) // 5


# ------------------------------------------------------------------------------------- the types


def _string(space: str, called: str) -> _Kind:
    return _Kind(_text, called, "text", space)


def _named(form: str, called: str) -> _Kind:
    return _Kind(partial(_name, form, called), called, "text")


def _list(form: str, one: str, called: str) -> _Kind:
    return _Kind(partial(_several, partial(_name, form, one)), called, "items")


def _whole(least: str = "", most: str = "") -> _Kind:
    return _Kind(_integer, "a whole number", "decimal", "collapse", _compare_decimals, least, most)


def _dated(name: str) -> _Kind:
    called = _CALENDAR[name][1]
    return _Kind(partial(_moment, name), called, "order", compare=_compare_moments)


_BUILT_IN: Final = {"string": _string("preserve", "text"), "token": _string("collapse", "text")}
_LANGUAGE: Final = "a tag of a language (en, de-AT)"
_TOKEN: Final = "a name token (letters, digits and . - _ :)"  # noqa: S105  (no password)
_TYPES: Final = {
    **_BUILT_IN,
    "normalizedString": _string("replace", "text"),
    "language": _Kind(partial(_formed, "language", _LANGUAGE), _LANGUAGE, "text"),
    "Name": _named("Name", "an XML name"),
    "NCName": _named("NCName", "an XML name"),
    "NMTOKEN": _named("NMTOKEN", _TOKEN),
    "NMTOKENS": _list("NMTOKEN", _TOKEN, "name tokens, with spaces between them"),
    "ID": _named("NCName", "an id (an XML name)"),
    "IDREF": _named("NCName", "the id of an element"),
    "IDREFS": _list("NCName", "the id of an element", "ids of elements, with spaces between them"),
    "ENTITY": _named("NCName", "the name of an entity"),
    "ENTITIES": _list(
        "NCName", "the name of an entity", "names of entities, with spaces between them"
    ),
    "QName": _Kind(_qualified, "a name, whose prefix is declared", "names"),
    "NOTATION": _Kind(_qualified, "the name of a notation", "names"),
    "anyURI": _Kind(_address, "a pointer", "text"),
    "boolean": _Kind(_boolean, "true or false", "pattern"),
    "decimal": _Kind(_decimal, "a number (3.14)", "decimal", compare=_compare_decimals),
    "integer": _whole(),
    "nonPositiveInteger": _whole("", "0"),
    "negativeInteger": _whole("", "-1"),
    "nonNegativeInteger": _whole("0"),
    "positiveInteger": _whole("1"),
    "long": _whole("-9223372036854775808", "9223372036854775807"),
    "int": _whole("-2147483648", "2147483647"),
    "short": _whole("-32768", "32767"),
    "byte": _whole("-128", "127"),
    "unsignedLong": _whole("0", "18446744073709551615"),
    "unsignedInt": _whole("0", "4294967295"),
    "unsignedShort": _whole("0", "65535"),
    "unsignedByte": _whole("0", "255"),
    "float": _Kind(_float, "a number (3.14, 1e6)", "order", compare=_compare_floats),
    "double": _Kind(_double, "a number (3.14, 1e6)", "order", compare=_compare_floats),
    "hexBinary": _Kind(_hexadecimal, "bytes as hexadecimal digits (0FB7)", "bytes"),
    "base64Binary": _Kind(_base64, "bytes in base64", "bytes"),
    "duration": _Kind(_duration, "a duration (P2Y6M)", "order", compare=_compare_durations),
    **{name: _dated(name) for name in _CALENDAR},
}

# ------------------------------------------------------------------------------------ parameters

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


def _checks(kind: _Kind, name: str, parameters: tuple[tuple[str, str], ...]) -> tuple[_Check, ...]:
    """Return what a text and its value must stand beside their type."""
    own = (("minInclusive", kind.least), ("maxInclusive", kind.most))
    found = [_bound(kind, facet, bound) for facet, bound in own if bound]
    seen = set()
    for facet, text in parameters:
        if facet != "pattern" and facet in seen:
            raise ValueError(f"The parameter {facet} of {name} is stated twice.")
        seen.add(facet)
        found.append(_check(kind, name, facet, text))
    return tuple(found)


def _check(kind: _Kind, name: str, facet: str, text: str) -> _Check:
    if facet == "pattern":
        return _matching(text)
    if facet in {"enumeration", "whiteSpace"}:
        instead = "a choice of values" if facet == "enumeration" else "another type"
        raise ValueError(f"RELAX NG has no parameter {facet}; write {instead}.")
    if facet not in _FACETS[kind.facets]:
        raise ValueError(f"The datatype {name} has no parameter “{facet}”.")
    text = _spaced(text, "collapse")
    if facet in _BOUNDS:
        return _bound(kind, facet, text)
    return _counted(kind, facet, _count(facet, text))


def _count(facet: str, text: str) -> int:
    digits = text.removeprefix("+").lstrip("0")
    if not (text.isascii() and text.removeprefix("+").isdecimal()):
        raise ValueError(f"The parameter {facet} is a whole number, not “{text}”.")
    if facet == "totalDigits" and not digits:
        raise ValueError("The parameter totalDigits is at least 1.")
    return int(digits[:18] or 0)  # no text is as long as that


def _matching(pattern: str) -> _Check:
    matcher = compiled(pattern)

    def check(literal: str, _: object) -> None:
        if not matcher.matches(literal):
            raise ValueError(_unlike(literal, f"of the form {pattern}"))

    return check


_REFUSED: Final = {
    "minInclusive": ({0, 1}, "smaller than"),
    "minExclusive": ({1}, "not larger than"),
    "maxInclusive": ({0, -1}, "larger than"),
    "maxExclusive": ({-1}, "not smaller than"),
}


def _bound(kind: _Kind, facet: str, bound: str) -> _Check:
    compare = kind.compare
    assert compare is not None
    right, words = _REFUSED[facet]
    try:
        limit = kind.read(bound, {})
    except ValueError as error:
        raise ValueError(f"The parameter {facet} is no value of its type: {error}.") from None
    if kind.compare is _compare_moments or kind.compare is _compare_durations:
        words = {"larger than": "later than", "smaller than": "earlier than"}.get(words, words)

    def check(literal: str, value: object) -> None:
        if compare(value, limit) not in right:
            raise ValueError(f"{literal} is {words} {bound}")

    return check


def _counted(kind: _Kind, facet: str, count: int) -> _Check:
    if facet in _DIGITS:
        return partial(_check_digits, facet, count)
    unit = _UNITS.get(kind.facets, "")

    def check(_: str, value: Any) -> None:  # noqa: ANN401  (a text, bytes or a tuple)
        found = len(value)
        if not unit or _fits(facet, found, count):
            return
        wanted = {"length": "exactly ", "minLength": "at least ", "maxLength": "at most "}[facet]
        raise ValueError(f"it has {_many(found, unit)}, and {wanted}{count} are allowed")

    return check


def _fits(facet: str, found: int, count: int) -> bool:
    if facet == "length":
        return found == count
    return found >= count if facet == "minLength" else found <= count


def _many(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _check_digits(facet: str, count: int, literal: str, value: _Decimal) -> None:
    """Check how many digits a number has. Source: XML Schema Part 2, 4.3.11 and 4.3.12."""
    _, whole, fraction = value
    if facet == "fractionDigits":
        if len(fraction) > count:
            raise ValueError(f"{literal} has more than {_many(count, 'digit')} behind the point")
    elif max(len((whole + fraction).lstrip("0")), len(fraction)) > count:
        raise ValueError(f"{literal} has more than {_many(count, 'digit')}")


# ----------------------------------------------------------------------------------- in words


def _described(kind: _Kind, parameters: tuple[tuple[str, str], ...]) -> str:
    """Return what is expected, in words, as in “a whole number from 1 to 12”."""
    given = dict(parameters)
    least = given.get("minInclusive", "") or ("" if "minExclusive" in given else kind.least)
    most = given.get("maxInclusive", "") or ("" if "maxExclusive" in given else kind.most)
    words = kind.called + _range(_spaced(least, "collapse"), _spaced(most, "collapse"))
    unit = _UNITS.get(kind.facets, "digit")
    more = [_worded(facet, text, unit) for facet, text in parameters]
    return ", ".join([words, *filter(None, more)])


def _range(least: str, most: str) -> str:
    if least and most:
        return f" from {least} to {most}"
    return f" from {least} on" if least else f" up to {most}" if most else ""


def _worded(facet: str, text: str, unit: str) -> str:
    if facet == "pattern":
        return f"of the form {text}"
    phrases = {
        "minExclusive": f"larger than {text}",
        "maxExclusive": f"smaller than {text}",
        "length": f"of {text} {unit}s",
        "minLength": f"of at least {text} {unit}s",
        "maxLength": f"of at most {text} {unit}s",
        "totalDigits": f"of at most {text} digits",
        "fractionDigits": f"with at most {text} digits behind the point",
    }
    return phrases.get(facet, "")
