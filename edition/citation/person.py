"""Person: the names of people and bodies, as headers write them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from edition.citation.source import Name
from edition.document import TEI, XML_LANG, Element
from edition.language import same_language, tag
from edition.regex import compiled
from edition.tei.wording import text_of

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["NAMES", "body", "in_one_language", "name", "names"]

NAMES = tuple(f"{{{TEI}}}{kind}" for kind in ("name", "persName", "orgName"))

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


def names(elements: Iterable[Element], language: str = "") -> tuple[Name, ...]:
    """Return the names in some elements; one that holds several stands for all of them.

    A name that is told again in another script, or within one element in another language, is
    given once, in the one of the language.
    """
    people: list[Element] = []
    for element in elements:
        inner = list(element.iterchildren(f"{{{TEI}}}persName", f"{{{TEI}}}name"))
        people += in_one_language(inner, language) if len(inner) > 1 else [element]
    if len({same_language(person.get(XML_LANG, "")) for person in people}) == 1:
        people = in_one_language(people, language)
    return tuple(found for found in map(name, people) if found.family)


def in_one_language(elements: list[Element], language: str) -> list[Element]:
    """Return those in one language, where as many say the same in each of several.

    It is the language asked for if that is one of them, else the first.
    """
    by_tag: dict[str, list[Element]] = {}
    for element in elements:
        by_tag.setdefault(tag(element.get(XML_LANG, "")), []).append(element)
    if "" in by_tag or len(set(map(len, by_tag.values()))) != 1:
        return elements
    wanted = same_language(language)
    near = (found for code, found in by_tag.items() if same_language(code) == wanted)
    return by_tag.get(language) or next(near, next(iter(by_tag.values())))


def body(element: Element, language: str) -> str:
    """Return what a publisher is called: the names within, or else the words but for addresses."""
    kept = in_one_language(list(element.iterchildren(*NAMES)), language)
    beside = [element.text, *(child.tail for child in element)]
    if kept and not any(text and text.strip() for text in beside):
        return ", ".join(filter(None, map(_called, kept)))
    return _called(element).strip(" ,;")


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
    words = _spoken(_called(person if person is not None else element))
    first, comma, rest = words.partition(", ")
    is_several = " " in first and (
        ", " in rest or not _BODY.isdisjoint(compiled(r"[ ,.]+").split(words.lower()))
    )
    is_titled = compiled(r"\bof \w|^Saint\b").search(rest) is not None  # Tiberius, Emperor of Rome
    return Name(words) if not comma or is_several or is_titled else Name(first, rest)


def _called(element: Element) -> str:
    """Return the words of a name without the addresses, numbers and notes that stand in it."""
    if not len(element):
        return text_of(element)
    return " ".join("".join(map(str, _words()(element))).split())


@lru_cache(maxsize=1)
def _words() -> "etree.XPath":
    from lxml import etree

    aside = "address affiliation email idno note".split()
    within = " or ".join(f"ancestor::t:{name}" for name in aside)
    return etree.XPath(f"descendant::text()[not({within})]", namespaces={"t": TEI})


def _spoken(words: str) -> str:
    """Return a name without the years of a life and the remarks that catalogues add to it."""
    bare = compiled(_REMARK).sub("", words)
    bare = compiled(_LIFE).sub("", bare)
    return bare.strip(" ,") or words
