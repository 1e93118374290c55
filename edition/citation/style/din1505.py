"""DIN 1505-2, German."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.draft import Draft
from edition.citation.headline import capitalised
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted

__all__ = ["LOCALE", "citation", "entry"]

LOCALE = "de-DE"
_SHORT = Manner(last="&", most=3, comma="never", is_short=True)
_LIST = Manner(last="", inverted="all", most=9, kept=8, delimiter=" ; ", is_raw=True)
_EDITORS = Manner(last="", inverted="all", initials=". ", most=9, kept=8, delimiter=" ; ")


def citation(draft: Draft, locale: Locale) -> str:
    """Return author, year and place in brackets. Source: DIN 1505-3."""
    source = draft.source
    title = quoted(source.title) if draft.is_part or draft.url else source.title
    named = listed(draft.responsible, _SHORT, locale) or title
    return f"({joined(', ', named, source.year, draft.place.labelled(locale))})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the list: what has an address is a web page, else it had none.

    A part of an edition has neither address nor version in this style, and a web page neither
    publisher nor year: of the two the address is what leads to the passage. Source: DIN 1505-2.
    """
    source = draft.source
    authors = listed(source.authors, _LIST, locale)
    editors = listed(source.editors, _EDITORS, locale)
    editors = f"{editors} ({role(source.editors, locale)})" if editors else ""
    place = f". {source.place}" if source.place else ""
    if draft.url:
        within = f". —\u00a0{source.container}" if source.container else ""
        return f"{_begun(source.title, '.', authors, editors)} URL {draft.url}{within}"
    if draft.is_part:
        within = joined(" ", ended(editors, ":"), f"{source.container}{place}")
        begun = _begun(source.title, ".", authors)
        said = joined(" ", begun, f"{capitalised(locale.words['in'])}: {within}")
    else:
        said = _begun(source.title, place, authors, editors)
    publisher = f"\u00a0: {source.publisher}" if source.publisher else ""
    return f"{said}{publisher}{f', {source.year}' if source.year else ''}"


def _begun(title: str, stop: str, *names: str) -> str:
    return joined(" ", ended(joined(" ; ", *names), ":"), ended(title, stop))
