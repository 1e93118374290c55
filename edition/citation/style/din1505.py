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
    title = quoted(source.title) if draft.is_part else source.title
    named = listed(draft.responsible, _SHORT, locale) or title
    return f"({joined(', ', named, source.year, draft.place.labelled(locale))})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the list. Source: DIN 1505-2."""
    source = draft.source
    authors = listed(source.authors, _LIST, locale)
    editors = listed(source.editors, _EDITORS, locale)
    editors = f"{editors} ({role(source.editors, locale)})" if editors else ""
    place = f". {source.place}" if source.place else ""
    if draft.is_part:
        within = joined(" ", ended(editors, ":"), f"{source.container}{place}")
        title = joined(" ", ended(authors, ":"), ended(source.title, "."))
        title = joined(" ", title, f"{capitalised(locale.words['in'])}: {within}")
    else:
        title = joined(" ", ended(joined(" ; ", authors, editors), ":"), ended(source.title, place))
    publisher = f"\u00a0: {source.publisher}" if source.publisher else ""
    year = f", {source.year}" if source.year else ""
    return f"{title}{publisher}{year}"
