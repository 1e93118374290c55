"""Harvard, as Cite Them Right describes it, 12th edition."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.dating import dated
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
    if draft.kind == "chapter":
        editors = f"{words['in']} {edited} ({role(draft.editors, locale)})" if edited else ""
        within = joined(" ", editors, source.container)
    else:
        within = source.container
        verb = f"{capitalised(words['edited'])} {edited}" if edited else ""
    titles = joined(", ", _title(draft) if named else "", within)
    published = joined(": ", source.place, source.publisher)
    seen = f"{capitalised(words['accessed'])}: {dated(draft.accessed, locale)}"
    accessed = f"({seen})" if draft.accessed else ""
    url = joined(" ", f"{capitalised(words['available'])}: {draft.url}", accessed)
    return ended(
        joined(". ", joined(" ", begun, titles), verb, published, url if draft.url else ""), "."
    )


def _title(draft: Draft) -> str:
    is_whole = draft.kind in {"book", "webpage"}
    return draft.source.title if is_whole else quoted(draft.source.title)
