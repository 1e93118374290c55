"""ISO 690:2021, name and date."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.dating import dated
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
    """Return the reference. Source: ISO 690:2021, 5, 8.1-8.4.

    What looks amiss in it, as a comma where no editor stands, is so in every citation that is made
    by the style's CSL file; a list of works should not be of two minds.
    """
    source, words = draft.source, locale.words
    year = source.year or words["no date"]
    named = _named(draft, locale)
    online = f". {capitalised(words['online'])}" if draft.url else ""
    title = source.title if named else joined(", ", source.title, year)
    within = date = published = ""
    if draft.kind in {"chapter", "webpage"}:
        within = _within(draft, locale, online)
    elif named:
        title += online if draft.kind == "book" else f"{_stop(title)}{online}"
    else:
        title += f". {online or '.'}"
    if named and draft.kind not in {"book", "chapter"}:
        date = dated(source.issued, locale)
    if draft.kind != "webpage":
        published = joined(": ", source.place, source.publisher)
    begun = joined(", ", named, year) if named else ""
    parts = joined(". ", begun, title, within, date, published)
    seen = dated(draft.accessed, locale).replace(" ", "\u00a0")
    accessed = f"[{capitalised(words['accessed'])}\u00a0{seen}]." if seen and draft.url else ""
    url = f"Available from: {draft.url}" if draft.url else ""
    return joined(" ", ended(parts, "."), url, accessed)


def _within(draft: Draft, locale: Locale, online: str) -> str:
    source = draft.source
    preposition = f"{capitalised(locale.words['in'])}: " if draft.kind == "chapter" else ""
    has_comma = (source.editors or source.translators) and source.container
    edited = (_helped(draft, locale) if source.authors else "") + ", " * bool(has_comma)
    return f"{preposition}{edited}{source.container}{online or _stop(source.container)}"


def _stop(text: str) -> str:
    return "" if text.endswith(".") else "."


def _helped(draft: Draft, locale: Locale) -> str:
    """Return the editors, else the translators."""
    source = draft.source
    names, label = (
        (source.editors, "editor") if source.editors else (source.translators, "translator")
    )
    said = ended(role(names, locale, label), ".)")
    return f"{listed(names, _LIST, locale)} ({said}" if names else ""


def _named(draft: Draft, locale: Locale) -> str:
    return listed(draft.source.authors, _LIST, locale) or _helped(draft, locale)
