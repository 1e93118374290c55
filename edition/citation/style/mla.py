"""The MLA Handbook, 9th edition."""

from edition.citation.contributor import Manner, helped, listed, role
from edition.citation.dating import dated
from edition.citation.draft import Draft
from edition.citation.headline import capitalised, headline
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted

__all__ = ["DAY_FIRST", "LABELS", "LOCALE", "citation", "entry"]

LOCALE = "en-US"
DAY_FIRST = True
_SHORT = Manner(most=3, is_short=True)
_LIST = Manner(inverted="first", most=3, comma="always", others_comma="always")
_EDITORS = Manner(most=3)
LABELS = {
    "chapter": ("chapter", "chapters", "ch.", "chs."),
    "paragraph": ("paragraph", "paragraphs", "par.", "pars."),
}
_BY_YEAR = {"book", "chapter"}
_QUOTED = {"document", "personal_communication"}
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
    if draft.role:
        named = joined(", ", named, role(draft.responsible, locale, draft.role, short=False))
    helpers = helped(draft.helpers, _EDITORS, locale)
    written = "" if draft.kind == "personal_communication" else source.composed
    held = joined(
        ", ",
        headline(source.container, source.language),
        *(helpers if source.container else map(capitalised, helpers)),
        f"{capitalised(words['version'])} {source.version}" if source.version else "",
        source.publisher or source.place,
        source.year if draft.kind in _BY_YEAR else dated(source.issued, locale, short=True),
        draft.url,
    )
    seen = "" if source.issued else dated(draft.accessed, locale, short=True)
    accessed = f"{capitalised(words['accessed'])} {seen}" if seen else ""
    composed = dated(written, locale, short=True)
    return ended(joined(". ", named, _title(draft), composed, held, accessed), ".")


def _title(draft: Draft) -> str:
    title = headline(draft.source.title, draft.source.language)
    is_quoted = draft.kind in _QUOTED or (draft.is_part and draft.kind in {"chapter", "webpage"})
    return quoted(title) if is_quoted else title
