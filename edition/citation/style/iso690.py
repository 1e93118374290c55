"""ISO 690:2021, name and date."""

from edition.citation.cited import Name
from edition.citation.contributor import Manner, listed, role
from edition.citation.draft import Draft
from edition.citation.headline import capitalised
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined

__all__ = ["LOCALE", "WORDS", "citation", "entry"]

LOCALE = "en-GB"
_SHORT = Manner(last="", is_short=True)
_LIST = Manner(inverted="all", comma="never", is_raw=True, capitals=True)
WORDS = {"no date": "[no date]"}


def citation(draft: Draft, locale: Locale) -> str:
    """Return author, date and place in brackets. Source: ISO 690:2021, annex A.2."""
    source, place = draft.source, draft.place
    named = listed(draft.responsible, _SHORT, locale) or source.title
    word = locale.label(place.unit, several=place.is_several).replace(".", "")
    located = f"{word}.\u00a0{place.number}" if place.number else ""
    dated = joined(" ", named, source.year or locale.words["no date"])
    return f"({joined(', ', dated, located)})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the reference. Source: ISO 690:2021, 5, 8.1-8.4."""
    source, words = draft.source, locale.words
    year = source.year or words["no date"]
    named = _named(draft, locale)
    online = f". {capitalised(words['online'])}" if draft.url else ""
    title = source.title if named else joined(", ", source.title, year)
    within = ""
    if draft.is_part:
        edited = _edited(draft.editors, locale) + ", " * bool(source.editors)
        stop = "" if online or source.container.endswith(".") else "."
        within = f"{capitalised(words['in'])}: {edited}{source.container}{stop}{online}"
    else:
        title += online if named else f". {online or '.'}"
    published = joined(": ", source.place, source.publisher)
    parts = joined(". ", joined(", ", named, year) if named else "", title, within, published)
    return joined(" ", ended(parts, "."), f"Available from: {draft.url}" if draft.url else "")


def _edited(names: tuple[Name, ...], locale: Locale) -> str:
    return f"{listed(names, _LIST, locale)} ({ended(role(names, locale), '.)')}" if names else ""


def _named(draft: Draft, locale: Locale) -> str:
    if draft.source.authors:
        return listed(draft.source.authors, _LIST, locale)
    return _edited(draft.source.editors, locale)
