"""DIN 1505-2, German."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.draft import Draft
from edition.citation.headline import capitalised
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted
from edition.citation.source import Name

__all__ = ["LOCALE", "citation", "entry"]

LOCALE = "de-DE"
_PUBLISHED = {"book", "chapter"}
_SHORT = Manner(last="&", most=3, comma="never", is_short=True)
_LIST = Manner(last="", inverted="all", most=9, kept=8, delimiter=" ; ", is_raw=True)
_EDITORS = Manner(last="", inverted="all", initials=". ", most=9, kept=8, delimiter=" ; ")


def citation(draft: Draft, locale: Locale) -> str:
    """Return author, year and place in brackets. Source: DIN 1505-3."""
    source = draft.source
    title = source.title if draft.kind == "book" and not draft.url else quoted(source.title)
    named = listed(draft.responsible, _SHORT, locale) or title
    return f"({joined(', ', named, source.year, draft.place.labelled(locale))})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the list: a chapter or a book that has an address is a web page.

    A part of an edition has neither address nor version in this style, and a web page neither
    publisher nor year: of the two the address is what leads to the passage. Source: DIN 1505-2.
    """
    authors = listed(draft.source.authors, _LIST, locale)
    editors = _responsible(draft.source.editors, "editor", locale)
    translators = _responsible(draft.source.translators, "translator", locale)
    if draft.kind == "webpage" or (draft.url and draft.kind in _PUBLISHED):
        return _page(draft, locale, authors, editors, translators)
    if draft.kind in _PUBLISHED:
        return _published(draft, locale, editors, authors, translators)
    return _other(draft, locale, editors, authors, translators)


def _page(draft: Draft, locale: Locale, *names: str) -> str:
    source = draft.source
    seen = f"{locale.words['retrieved']} {draft.accessed}" if draft.accessed else ""
    url = f"URL {draft.url}" if draft.url else ""
    begun = _begun(source.title, ".", *names)
    said = ended(begun, f" {url}" if url or seen or source.container else "")
    return joined(". —\u00a0", joined(". - ", said, seen), source.container)


def _published(draft: Draft, locale: Locale, editors: str, authors: str, translators: str) -> str:
    source = draft.source
    place = f". {source.place}" if source.place else ""
    if draft.is_part:
        within = joined(" ", ended(editors, ":"), f"{source.container}{place}")
        begun = _begun(source.title, ".", authors, translators)
        said = joined(" ", begun, f"{capitalised(locale.words['in'])}: {within}")
    else:
        said = _begun(source.title, place, authors, editors, translators)
    publisher = f"\u00a0: {source.publisher}" if source.publisher else ""
    return f"{said}{publisher}{f', {source.year}' if source.year else ''}"


def _other(draft: Draft, locale: Locale, editors: str, *names: str) -> str:
    """Return what the style has for all else: neither publication nor address."""
    source = draft.source
    letter = locale.words["letter"] if draft.kind == "personal_communication" else ""
    recipients = listed(source.recipients, _EDITORS, locale)
    sent = joined(", ", letter, recipients) if recipients else ""
    said = joined(". ", joined(", ", _begun(source.title, "", *names), editors), sent)
    return joined(" ", ended(said, "."), ended(source.container, "."))


def _responsible(names: tuple[Name, ...], label: str, locale: Locale) -> str:
    named = listed(names, _EDITORS, locale)
    return f"{named} ({role(names, locale, label)})" if named else ""


def _begun(title: str, stop: str, *names: str) -> str:
    return joined(" ", ended(joined(" ; ", *names), ":"), ended(title, stop))
