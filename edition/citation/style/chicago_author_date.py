"""The Chicago Manual of Style, 18th edition: author and date."""

from edition.citation.contributor import Manner, listed
from edition.citation.draft import Draft
from edition.citation.headline import headline
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted
from edition.citation.style.chicago_notes import LABELS, described, located, publisher, whose

__all__ = ["LABELS", "LOCALE", "citation", "entry"]

LOCALE = "en-US"
_SHORT = Manner(most=3, is_short=True)


def citation(draft: Draft, locale: Locale) -> str:
    """Return author, year and place in brackets. Source: CMOS 18, 13.102-13.128."""
    source = draft.source
    title = headline(source.title, source.language)
    named = listed(draft.responsible, _SHORT, locale) or (quoted(title) if draft.is_part else title)
    dated = f"{named} {source.year}" if source.year else joined(", ", named, locale.words["n.d."])
    return f"({joined(', ', dated, located(draft, locale))})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the reference list. Source: CMOS 18, 13.102-13.115."""
    title, *rest = described(draft, locale)
    year = draft.source.year or locale.words["n.d."]
    named = whose(draft, locale)
    begun = (named, year, title) if named else (title, year)
    return ended(joined(". ", *begun, *rest, publisher(draft), draft.url), ".")
