"""Authority: the ids of GND, VIAF, Wikidata, ORCID and their like, recognised and checked."""

import re
from collections.abc import Callable
from functools import lru_cache

from edition.regex import compiled
from edition.value import Value

__all__ = ["AuthorityId", "authority_id"]


_KINDS = frozenset("gnd viaf wikidata geonames orcid isni doi handle isbn issn".split())
"""What an idno's type may call them; see `_authorities`."""


class AuthorityId(Value):
    """An id of an authority: its name, the id in one form, what is wrong with it, if anything."""

    authority: str
    id: str
    fault: str = ""

    @property
    def is_of_one(self) -> bool:
        """Whether it is of one thing only; chapters share an ISBN, and parts a DOI."""
        return self.authority not in {"DOI", "handle", "ISBN", "ISSN"}


@lru_cache(maxsize=1 << 14)  # two rules ask for each
def authority_id(value: str, kind: str = "") -> AuthorityId | None:
    """Return the id that a value holds; None where it is of no authority known here.

    `value` is an address, an id with a prefix (`gnd:118540238`), or the bare id where `kind`, an
    idno's type, names the authority. Sources: Wikidata, formats of P227, P214, P1566; ISO 27729;
    ISO 2108; ISO 3297; DOI Handbook, 2.2.
    """
    kind = kind.casefold()
    if kind not in _KINDS and ":" not in value and "//" not in value:
        return None
    return _read(" ".join(value.split()), kind)


def _read(value: str, kind: str) -> AuthorityId | None:
    known = _authorities()
    if "//" in value:
        match = _addresses().search(value)
        if match is None or match.lastgroup is None:
            return None
        kind, bare = match.lastgroup, match[match.lastgroup]
        if kind not in {"doi", "handle"}:
            bare = bare.partition("/")[0]
    else:
        prefix, colon, rest = value.removeprefix("urn:").partition(":")
        kind, bare = (
            (prefix.casefold(), rest) if colon and prefix.casefold() in known else (kind, value)
        )
    if kind not in known or not bare.strip(" Xx?.…-"):  # empty, or a placeholder: not yet an id
        return None
    authority = known[kind]
    return authority.read(bare.strip())


class _Authority(Value):
    """An authority: its name, the form of its ids in words and as a pattern, and a check."""

    name: str
    form: str
    pattern: str
    check: Callable[[str], bool] | None = None

    def read(self, bare: str) -> AuthorityId:
        """Return the id, with its fault."""
        number = bare
        if self.check in {_isbn, _issn, _mod_11_2}:
            number = _spacing().sub("", bare.partition("(")[0]).upper()
        if compiled(self.pattern).fullmatch(number) is None:
            return AuthorityId(self.name, number, f"has another form: {self.form}")
        wrong = self.check is not None and not self.check(number)
        fault = "has a slip: its last sign, which checks the others, does not fit them"
        return AuthorityId(self.name, number, fault if wrong else "")


@lru_cache(maxsize=1)
def _spacing() -> re.Pattern[str]:
    return compiled(r"(?i)^(isbn|issn)(-1[03])?:?\s*|[\s\u2010-\u2015-]")


@lru_cache(maxsize=1)
def _authorities() -> dict[str, _Authority]:
    return {
        "gnd": _Authority(
            "GND id", "nine or ten signs, or some with a hyphen before the last",
            r"1\d{7,8}[\dX]|[1-9]\d{0,7}-[\dX]|3\d{7}[\dX]", _gnd,
        ),
        "viaf": _Authority("VIAF id", "digits only", r"[1-9]\d{0,21}"),
        "wikidata": _Authority("Wikidata id", "a capital Q and digits", r"[QPL]\d+(-[FS]\d+)?"),
        "geonames": _Authority("GeoNames id", "digits only", r"[1-9]\d{0,9}"),
        "orcid": _Authority("ORCID", "four groups of four digits", r"\d{15}[\dX]", _mod_11_2),
        "isni": _Authority("ISNI", "sixteen digits", r"\d{15}[\dX]", _mod_11_2),
        "doi": _Authority("DOI", "10., a number, slash, name", r"10(\.\d{3,9}(\.\d+)*)?/\S+"),
        "handle": _Authority("handle", "a number, a slash and a name", r"[\w.]+/\S+"),
        "isbn": _Authority("ISBN", "ten or thirteen digits", r"\d{9}[\dX]|97[89]\d{10}", _isbn),
        "issn": _Authority("ISSN", "eight digits", r"\d{7}[\dX]", _issn),
    }  # fmt: skip


@lru_cache(maxsize=1)
def _addresses() -> re.Pattern[str]:
    """Return the pattern of addresses; the group that matches is the authority."""
    return compiled(
        r"//(?:www\.)?(?:"
        r"d-nb\.info/gnd/(?P<gnd>[^\s?#]+)"
        r"|viaf\.org/(?:[a-z]{2}/)?viaf/(?!sourceID/|search\b|AutoSuggest\b)(?P<viaf>[^\s?#]+)"
        r"|wikidata\.org/(?:entity|wiki)/(?!statement/)(?P<wikidata>[^\s?#:]+)(?![^\s?#]*:)"
        r"|(?:sws\.)?geonames\.org/(?P<geonames>\d[^\s?#]*)"
        r"|orcid\.org/(?P<orcid>[^\s?#]+)"
        r"|isni\.org/(?:isni/)?(?P<isni>\d[^\s?#]*)"
        r"|(?:dx\.)?doi\.org/(?P<doi>[^\s?#]+/[^\s?#]+)"
        r"|hdl\.handle\.net/(?P<handle>[^\s?#]+)"
        r")"
    )


def _value(sign: str) -> int:
    return 10 if sign == "X" else int(sign)


def _gnd(number: str) -> bool:
    """Whether the last sign fits: the weighted sum of the others, or with no hyphen its complement.

    Source: tried on ids of both forms, all of which the authority itself resolves.
    """
    digits = number[:-1].rstrip("-")
    total = sum(weight * int(sign) for weight, sign in enumerate(reversed(digits), 2)) % 11
    return _value(number[-1]) == (total if "-" in number else (11 - total) % 11)


def _mod_11_2(number: str) -> bool:
    total = 0
    for sign in number[:-1]:
        total = (total + int(sign)) * 2
    return (12 - total % 11) % 11 == _value(number[-1])


def _isbn(number: str) -> bool:
    if len(number) == 10:
        return sum((10 - n) * _value(sign) for n, sign in enumerate(number)) % 11 == 0
    return sum(int(sign) * (3 if n % 2 else 1) for n, sign in enumerate(number)) % 10 == 0


def _issn(number: str) -> bool:
    return sum((8 - n) * _value(sign) for n, sign in enumerate(number)) % 11 == 0
