"""Datatype: what texts a datatype has, which of them are equal, and why another text is not one.

The types are those of XML Schema and the two that RELAX NG brings along, a module for each family.
Each reads a text into its value or raises ValueError, whose words are for editors. A family is
imported when a schema first names a type of it, and nothing is compiled before its first use.
Sources: XML Schema Part 2, second edition; RELAX NG, 4.10 and 9.3; Guidelines for using W3C XML
Schema Datatypes with RELAX NG.
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any, Final

from edition.relaxng.datatype.facet import checks
from edition.relaxng.datatype.kind import Bindings, Kind, spaced
from edition.relaxng.datatype.plain import PLAIN
from edition.relaxng.datatype.text import BUILT_IN

__all__ = ["XSD", "Datatype", "datatype"]

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
_POINTS_AT_IDS: Final = frozenset({"ID", "IDREF", "IDREFS"})


class Datatype:
    """A datatype with its parameters; `id_type` is ID, IDREF or IDREFS where it is one of these."""

    __slots__ = ("_checks", "_kind", "_plain", "id_type", "library", "name", "parameters")

    def __init__(self, library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> None:
        self.library = library
        self.name = name
        self.parameters = parameters
        self._kind = _kind(library, name)
        if parameters and not library:
            raise ValueError(f"RELAX NG's own datatype {name} has no parameters; XML Schema's has.")
        self._checks = checks(self._kind, name, parameters)
        self._plain = PLAIN.get((name, parameters)) if library else None
        self.id_type = name if library and name in _POINTS_AT_IDS else ""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes the same datatype again, for pickle and copy."""
        return datatype, (self.library, self.name, self.parameters)

    def __repr__(self) -> str:
        """Write the datatype as the call that makes it."""
        return f"datatype({self.library!r}, {self.name!r}, {self.parameters!r})"

    @property
    def describe(self) -> str:
        """What is expected, in words, as in “a whole number from 1 to 12”."""
        from edition.relaxng.datatype.description import described

        return described(self._kind, self.parameters)

    def allows(self, text: str, bindings: Bindings | None = None) -> bool:
        """Return whether a text is of the type; `bindings` are the prefixes in scope."""
        if self._plain is not None and self._plain(text):
            return True
        try:
            self._value(text, bindings or {})
        except ValueError:
            return False
        return True

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

    def suggest(self, text: str) -> str | None:
        """Return the text of this type that a wrong one was meant to be; None where that is open.

        “12 May 1863” is 1863-05-12 as a date; “2/12/1863” might be two days, and is none.
        """
        literal = spaced(text, self._kind.space)
        if self._kind.suggest is None or self.allows(literal):
            return None
        found = self._kind.suggest(literal)
        return found if found is not None and self.allows(found) else None

    def _value(self, text: str, bindings: Bindings) -> Hashable:
        literal = spaced(text, self._kind.space)
        value: Hashable = self._kind.read(literal, bindings)
        for check in self._checks:
            check(literal, value)
        return value


@lru_cache(maxsize=10_000)
def datatype(library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> Datatype:
    """Return a datatype. Raises ValueError for one that is unknown, or a wrong parameter."""
    return Datatype(library, name, parameters)


def _kind(library: str, name: str) -> Kind:
    if library not in {"", XSD}:
        raise ValueError(f"The datatype library “{library}” is not known; XML Schema's is {XSD}.")
    found = _xsd(name) if library else BUILT_IN.get(name)
    if found is None:
        where = "XML Schema" if library else "RELAX NG without a datatypeLibrary"
        raise ValueError(f"{where} has no datatype “{name}”.")
    return found


_FAMILIES: Final = {
    family: frozenset(names.split())
    for family, names in {
        "text": "string token normalizedString language anyURI",
        "name": "Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES QName NOTATION",
        "moment": "dateTime date time gYearMonth gYear gMonthDay gMonth gDay",
        "duration": "duration",
        "binary": "hexBinary base64Binary",
    }.items()
}


def _xsd(name: str) -> Kind | None:
    """Return a type of XML Schema; what belongs to no other family may be a number."""
    from importlib import import_module

    family = next((found for found, names in _FAMILIES.items() if name in names), "number")
    kinds: dict[str, Kind] = import_module(f"edition.relaxng.datatype.{family}").KINDS
    return kinds.get(name)
