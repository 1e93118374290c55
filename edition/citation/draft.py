"""Draft: what a style is given to write from: a record made ready, and a place in it."""

from functools import lru_cache

from edition.citation.locale import Locale, in_words
from edition.citation.punctuation import Marks, cleaned, marked
from edition.citation.source import Name, Source
from edition.passage.locator import Locator
from edition.regex import compiled
from edition.value import Value

__all__ = ["Draft", "Pinpoint", "pinpoint", "prepared"]


class Pinpoint(Value):
    """A place in a work: its unit, its number, and what the number is.

    `is_numeric` is what CSL calls numeric: numbers, with letters or in ranges and lists.
    """

    unit: str
    number: str
    is_numeric: bool
    is_several: bool

    @property
    def is_canonical(self) -> bool:
        """Whether it is a number of several parts, which needs no word in most styles: 3.2.14."""
        return self.unit in {"chapter", "line", "verse"} and not self.is_numeric

    def labelled(self, locale: Locale, *, short: bool = True) -> str:
        """Return word and number."""
        word = locale.label(self.unit, several=self.is_several, short=short)
        return f"{word} {self.number}".strip() if self.number else ""


class Draft(Value):
    """A record whose texts hold no control characters and have their marks ready to nest."""

    source: Source
    place: Pinpoint
    url: str
    accessed: str = ""

    @property
    def kind(self) -> str:
        """What the work is cited as: a type of CSL."""
        return self.source.type

    @property
    def is_part(self) -> bool:
        """Whether the work is a part of an edition."""
        return bool(self.source.container)

    @property
    def responsible(self) -> tuple[Name, ...]:
        """The authors, else the editors or the translators, who then stand in their place."""
        return self.source.authors or self.source.editors or self.source.translators

    @property
    def role(self) -> str:
        """What those are who stand in the authors' place, if they do: a label of the locale."""
        if self.source.authors or not self.responsible:
            return ""
        return "editor" if self.source.editors else "translator"

    @property
    def helpers(self) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
        """The editors and the translators who do not stand in the authors' place."""
        source = self.source
        if source.authors:
            return source.editors, source.translators
        return (), source.translators if source.editors else ()

    @property
    def is_public(self) -> bool:
        """Whether its readers can find the work: it has an edition, a publisher or an address."""
        return bool(self.is_part or self.source.publisher or self.url)

    @property
    def recipients(self) -> tuple[Name, ...]:
        """Whom a letter is to, if it is cited as one."""
        return self.source.recipients if self.kind == "personal_communication" else ()


@lru_cache(maxsize=4096)
def pinpoint(locator: Locator, usage: str) -> Pinpoint:
    """Return the place that a locator names, its number in words of the language."""
    value = cleaned(locator.value)
    parts = compiled(r"\s*[-–,&]\s*").split(value)
    number = in_words(value, usage)
    is_several = len(parts) > 1 and _is_number(parts[0])
    return Pinpoint(locator.label or "page", number, all(map(_is_number, parts)), is_several)


_ROLES = ("authors", "editors", "translators", "recipients")


@lru_cache(maxsize=16)
def prepared(source: Source, marks: Marks) -> Source:
    """Return a record made ready: texts cleaned, quotation marks in pairs found.

    A page has it in eight styles, which share three usages.
    """
    names = {role: _names(source.fields()[role], marks) for role in _ROLES}
    texts = {
        field: marked(cleaned(value), marks)
        for field, value in source.fields().items()
        if isinstance(value, str)
    }
    return source.changed(**texts, **names)


def _names(names: tuple[Name, ...], marks: Marks) -> tuple[Name, ...]:
    ready = (Name(*(marked(cleaned(part), marks) for part in name)) for name in names)
    return tuple(name for name in ready if name.whole)


def _is_number(part: str) -> bool:
    pattern = r"(?:[0-9]*[a-zA-Z]+0*)?[0-9]+[a-zA-Z]*|[ivxlcm]+|[IVXLCM]+"
    return compiled(pattern).fullmatch(part) is not None
