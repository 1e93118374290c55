"""Harvard, as Cite Them Right describes it, 12th edition."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.draft import Draft
from edition.citation.headline import capitalised
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted

__all__ = ["LOCALE", "citation", "entry"]

LOCALE = "en-GB"
_SHORT = Manner(most=4, comma="never", is_short=True)
_LIST = Manner(inverted="all", initials=".", most=4, comma="never")
_EDITORS = Manner(initials=".", most=4)


def citation(draft: Draft, locale: Locale) -> str:
    """Return author, date and place in brackets. Source: Cite Them Right 12, section C."""
    named = listed(draft.responsible, _SHORT, locale) or _title(draft)
    year = draft.source.year or locale.words["no date"]
    return f"({joined(', ', named, year, draft.place.labelled(locale))})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the reference list. Source: Cite Them Right 12, section E."""
    source, words = draft.source, locale.words
    named = listed(draft.responsible, _LIST, locale)
    if source.editors and not source.authors:
        named = f"{named} ({role(source.editors, locale)})"
    edited = listed(draft.editors, _EDITORS, locale)
    begun = joined(" ", named or _title(draft), f"({source.year or words['no date']})")
    within = verb = ""
    if draft.is_part:
        editors = f"{words['in']} {edited} ({role(draft.editors, locale)})" if edited else ""
        within = joined(" ", editors, source.container)
    elif edited:
        verb = f"{capitalised(words['edited'])} {edited}"
    titles = joined(", ", _title(draft) if named else "", within)
    published = joined(": ", source.place, source.publisher)
    url = f"{capitalised(words['available'])}: {draft.url}" if draft.url else ""
    return ended(joined(". ", joined(" ", begun, titles), verb, published, url), ".")


def _title(draft: Draft) -> str:
    return quoted(draft.source.title) if draft.is_part else draft.source.title
