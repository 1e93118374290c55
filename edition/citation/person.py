"""Person: the names of people and bodies, as headers write them."""

from collections.abc import Iterable

from edition.citation.source import Name
from edition.document import TEI, Element
from edition.regex import compiled
from edition.tei.wording import text_of

__all__ = ["name", "names"]

_BODY = frozenset(
    "& academy and akademie college commission committee company council department der des for "
    "für gesellschaft inc institut institute library ltd museum of office press project society "
    "the und université universität university verein".split()
)
"""Words by which a body is told from a person whose family name has several words."""
_REMARK = r"\s*(?:\([^()]*[0-9]{3}[^()]*\)|\[(?:pseud|d\.\s?i)[^]]*\])"
_YEAR = (
    r"(?:(?:ca?|about|approximately)\.?\s*)?"
    r"(?:[0-9]{1,4}\s*(?:B\.?\s?C|A\.?\s?D)\.?|[0-9]{3,4}\??|[0-9]{1,2}(?:st|nd|rd|th))"
)
_LIFE = (
    rf",\s*(?:(?:b|d|fl|born|died|active)\.?\s*)?{_YEAR}"
    rf"(?:\s*(?:[-–/]|or)\s*(?:{_YEAR}|[0-9]+)?)*(?:\s*cent(?:\.|ury))?\.?$"
)
"""The years of a life as catalogues write them: 1580-1653. or d. 1670? or fl. 1600."""


def names(elements: Iterable[Element]) -> tuple[Name, ...]:
    """Return the names in some elements; one that holds several stands for all of them."""
    people: list[Element] = []
    for element in elements:
        inner = list(element.iterchildren(f"{{{TEI}}}persName", f"{{{TEI}}}name"))
        people += inner if len(inner) > 1 else [element]
    return tuple(found for found in map(name, people) if found.family)


def name(element: Element) -> Name:
    """Return a name by its parts, or by its comma; a name without either is left whole.

    Which word of a plain name is the family's, nobody can tell who does not know the family.
    """
    family, given, particle = (
        " ".join(filter(None, map(text_of, element.iter(f"{{{TEI}}}{part}"))))
        for part in ("surname", "forename", "nameLink")
    )
    if family:
        return Name(family, given, particle)
    person = element.find(f"{{{TEI}}}persName")
    words = _spoken(text_of(person if person is not None else element))
    first, comma, rest = words.partition(", ")
    is_several = " " in first and (
        ", " in rest or not _BODY.isdisjoint(compiled(r"[ ,.]+").split(words.lower()))
    )
    is_titled = compiled(r"\bof \w|^Saint\b").search(rest) is not None  # Tiberius, Emperor of Rome
    return Name(words) if not comma or is_several or is_titled else Name(first, rest)


def _spoken(words: str) -> str:
    """Return a name without the years of a life and the remarks that catalogues add to it."""
    bare = compiled(_REMARK).sub("", words)
    bare = compiled(_LIFE).sub("", bare)
    return bare.strip(" ,") or words
