"""The Publication Manual of the American Psychological Association, 7th edition."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.draft import Draft
from edition.citation.headline import capitalised, headline
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted

__all__ = ["LOCALE", "citation", "entry"]

LOCALE = "en-US"
_SHORT = Manner(last="&", most=3, is_short=True)
_LIST = Manner(
    last="&", inverted="all", initials=". ", most=21, kept=19, to_last=True, comma="always"
)
_EDITORS = Manner(last="&", initials=". ", most=21, kept=19, to_last=True)


def citation(draft: Draft, locale: Locale) -> str:
    """Return author, date and place in brackets. Source: APA 7, 8.10-8.22."""
    source = draft.source
    title = headline(source.title, source.language)
    named = listed(draft.responsible, _SHORT, locale) or (quoted(title) if draft.is_part else title)
    year = source.year or locale.words["n.d."]
    return f"({joined(', ', named, year, _located(draft, locale))})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the reference list. Source: APA 7, 9.1-9.34, 10.2-10.3."""
    source = draft.source
    year = f"({source.year or locale.words['n.d.']})"
    named = listed(draft.responsible, _LIST, locale)
    if source.editors and not source.authors:
        named = f"{named} ({capitalised(role(source.editors, locale))})"
    version = f"{capitalised(locale.words['version'])} {source.version}" if source.version else ""
    edited = listed(draft.editors, _EDITORS, locale)
    editors = capitalised(role(draft.editors, locale))
    if draft.is_part:
        title = source.title
        within = joined(", ", f"{edited} ({editors})" if edited else "", source.container)
        held = joined(" ", f"{capitalised(locale.words['in'])} {within}", _bracketed(version))
    else:
        stated = joined("; ", joined(", ", edited, editors) if edited else "", version)
        title, held = joined(" ", source.title, _bracketed(stated)), ""
    begun = [named, year, title] if named else [title, year]
    url = draft.url and (draft.url if source.year else f"{_retrieved(locale)} {draft.url}")
    return joined(" ", ended(joined(". ", *begun, held, source.publisher), "."), url)


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""


def _retrieved(locale: Locale) -> str:
    return capitalised(locale.words["retrieved"])


def _located(draft: Draft, locale: Locale) -> str:
    """Return the place; only pages and paragraphs are abbreviated."""
    place = draft.place
    if place.unit in {"chapter", "line", "verse"} and not place.is_numeric:
        return place.number
    if place.unit in {"page", "paragraph"}:
        return place.labelled(locale)
    return capitalised(place.labelled(locale, short=False))
