"""The MLA Handbook, 9th edition."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.draft import Draft
from edition.citation.headline import capitalised, headline
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted

__all__ = ["LABELS", "LOCALE", "citation", "entry"]

LOCALE = "en-US"
_SHORT = Manner(most=3, is_short=True)
_LIST = Manner(inverted="first", most=3, comma="always", others_comma="always")
_EDITORS = Manner(most=3)
LABELS = {
    "chapter": ("chapter", "chapters", "ch.", "chs."),
    "paragraph": ("paragraph", "paragraphs", "par.", "pars."),
}
_BARE = {"line", "page", "timestamp"}


def citation(draft: Draft, locale: Locale) -> str:
    """Return author and place in brackets; lines and pages are bare numbers.

    Source: MLA Handbook 9, 6.1-6.30.
    """
    place = draft.place
    named = listed(draft.responsible, _SHORT, locale) or _title(draft)
    if place.unit in _BARE:
        return f"({joined(' ', named, place.number)})"
    return f"({joined(', ', named, place.labelled(locale))})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the list of works cited. Source: MLA Handbook 9, 5.1-5.104."""
    source, words = draft.source, locale.words
    named = listed(draft.responsible, _LIST, locale)
    if source.editors and not source.authors:
        named = joined(", ", named, role(source.editors, locale, short=False))
    edited = listed(draft.editors, _EDITORS, locale)
    verb = words["edited"] if draft.is_part else capitalised(words["edited"])
    held = joined(
        ", ",
        headline(source.container, source.language),
        f"{verb} {edited}" if edited else "",
        f"{capitalised(words['version'])} {source.version}" if source.version else "",
        source.publisher or source.place,
        source.year,
        draft.url,
    )
    return ended(joined(". ", named, _title(draft), held), ".")


def _title(draft: Draft) -> str:
    title = headline(draft.source.title, draft.source.language)
    return quoted(title) if draft.is_part else title
