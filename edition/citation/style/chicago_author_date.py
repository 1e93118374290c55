"""The Chicago Manual of Style, 18th edition: author and date."""

from edition.citation.contributor import Manner, listed
from edition.citation.draft import Draft
from edition.citation.headline import capitalised
from edition.citation.imprint import days, hosted, is_listed, publisher
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined
from edition.citation.style.chicago_notes import (
    LABELS,
    described,
    located,
    responsible,
    seen,
    site,
    title,
    whose,
)

__all__ = ["LABELS", "LOCALE", "citation", "entry"]

LOCALE = "en-US"
_SHORT = Manner(most=3, is_short=True)
_FULL = Manner(most=3)


def citation(draft: Draft, locale: Locale) -> str:
    """Return author, year and place in brackets. Source: CMOS 18, 13.102-13.128."""
    place = located(draft, locale)
    if draft.kind == "personal_communication":
        return f"({joined(', ', _letter(draft, locale), place)})"
    draft = draft if draft.responsible else hosted(draft, by_site=True)
    named = listed(responsible(draft)[0], _SHORT, locale)
    if draft.kind == "classic":
        said = joined(", ", named, title(draft))  # its own numbers belong to the title
        return f"({joined(' ' if draft.place.is_canonical else ', ', said, place)})"
    return f"({joined(', ', _dated(draft, locale, named or title(draft)), place)})"


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the reference list. Source: CMOS 18, 13.102-13.115."""
    if not is_listed(draft) and draft.kind != "document":
        return ""
    draft = draft if draft.responsible else hosted(draft, by_site=True)
    titled, *rest = described(draft, locale)
    named = whose(draft, locale)
    when = _year(draft, locale, "({})")
    begun = (named, when, titled) if named else (titled, when)
    published = joined(", ", site(draft), days(draft, locale, house=publisher(draft, opens=True)))
    accessed = capitalised(seen(draft, locale))
    return ended(joined(". ", *begun, *rest, published, accessed, draft.url), ".")


def _year(draft: Draft, locale: Locale, brackets: str) -> str:
    """Return the year of publication, before it in brackets that of writing."""
    source = draft.source
    written = brackets.format(source.origin) if source.origin else ""
    return joined(" ", written, source.year) if source.year else locale.words["n.d."]


def _dated(draft: Draft, locale: Locale, named: str) -> str:
    return joined(" " if draft.source.year else ", ", named, _year(draft, locale, "[{}]"))


def _letter(draft: Draft, locale: Locale) -> str:
    """Return who wrote to whom and when; of what nobody else can read, in full and by its title."""
    manner = _SHORT if draft.is_public else _FULL
    authors = listed(draft.source.authors, manner, locale)
    has_recipients = authors or not draft.is_public
    to = listed(draft.recipients, manner, locale) if has_recipients else ""
    named = joined(f" {locale.words['to']} ", authors or title(draft), to)
    if draft.is_public:
        return _dated(draft, locale, named)
    return joined(", ", named, title(draft) if authors else "")
