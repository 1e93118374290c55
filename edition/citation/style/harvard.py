"""Harvard, as Cite Them Right describes it, 12th edition."""

from collections.abc import Iterator

from edition.citation.contributor import Manner, helped, listed, role
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
    if draft.role:
        named = f"{named} ({role(draft.responsible, locale, draft.role)})"
    begun = joined(" ", named or _title(draft), f"({source.year or words['no date']})")
    within = verb = ""
    if draft.kind == "chapter":
        whose = joined(", ", *_whose(draft, locale))
        within = joined(" ", f"{words['in']} {whose}" if whose else "", source.container)
    else:
        within = source.container
        verb = joined(". ", *map(capitalised, helped(draft.helpers, _EDITORS, locale)))
    titles = joined(", ", _title(draft) if named else "", within)
    published = joined(": ", source.place, source.publisher)
    seen = f"{capitalised(words['accessed'])}: {dated(draft.accessed, locale)}"
    accessed = f"({seen})" if draft.accessed else ""
    url = joined(" ", f"{capitalised(words['available'])}: {draft.url}", accessed)
    return ended(
        joined(". ", joined(" ", begun, titles), verb, published, url if draft.url else ""), "."
    )


def _whose(draft: Draft, locale: Locale) -> Iterator[str]:
    """Yield editors and translators with what they are."""
    editors, translators = draft.helpers
    first, second = (listed(names, _EDITORS, locale) for names in draft.helpers)
    if first == second:
        told = [(first, editors, "editortranslator")]
    else:
        told = [(first, editors, "editor"), (second, translators, "translator")]
    for named, names, label in told:
        if named:
            yield f"{named} ({role(names, locale, label)})"


def _title(draft: Draft) -> str:
    is_whole = draft.kind in {"book", "webpage"}
    return draft.source.title if is_whole else quoted(draft.source.title)
