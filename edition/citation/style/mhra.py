"""The MHRA Style Guide, 4th edition: notes."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.draft import Draft
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined
from edition.citation.style.chicago_notes import titles

__all__ = ["LOCALE", "WORDS", "citation", "entry"]

LOCALE = "en-GB"
WORDS = {"others": "and others"}
_NOTE = Manner(most=4)
_LIST = Manner(inverted="first", most=4, comma="always", others_comma="always", follows=True)


def citation(draft: Draft, locale: Locale) -> str:
    """Return the note. Source: MHRA Style Guide 4, 7.1-7.13."""
    return ended(_described(draft, locale, listed(draft.source.authors, _NOTE, locale)), ".")


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the bibliography. Source: MHRA Style Guide 4, 7.14."""
    source = draft.source
    named = listed(draft.responsible, _LIST, locale)
    if source.editors and not source.authors:
        named = f"{named} ({role(source.editors, locale)})"
    return _described(draft, locale, named)


def _described(draft: Draft, locale: Locale, named: str) -> str:
    source, words = draft.source, locale.words
    edited = listed(draft.editors if named else source.editors, _NOTE, locale)
    title, *held = titles(draft, "in")
    published = joined(", ", source.publisher or source.place, source.year or words["n.d."])
    said = joined(
        ", ",
        title if named else "",
        *held,
        f"{words['ed. by']} {edited}" if edited else "",
        f"{words['version']} {source.version}" if source.version else "",
    )
    whole = joined(", ", named or title, joined(" ", said, f"({published})"))
    url = f"<{draft.url}>" if draft.url else ""
    return joined(" ", joined(", ", whole, _located(draft, locale)), url)


def _located(draft: Draft, locale: Locale) -> str:
    place = draft.place
    bare = place.unit in {"chapter", "line", "verse"} and not place.is_numeric
    return place.number if bare else place.labelled(locale)
