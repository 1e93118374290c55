"""The Chicago Manual of Style, 18th edition: notes and bibliography."""

from edition.citation.contributor import Manner, listed, role
from edition.citation.draft import Draft
from edition.citation.headline import capitalised, headline
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted

__all__ = ["LABELS", "LOCALE", "WORDS", "citation", "entry", "located"]

LOCALE = "en-US"
LABELS = {"sub-verbo": ("under", "under", "under", "under")}
WORDS = {"ed. by": "ed."}
_NOTE = Manner(most=3)
_LIST = Manner(inverted="first", most=7, kept=3, comma="always", follows=True)
_ALL = Manner(most=7, kept=3)


def citation(draft: Draft, locale: Locale) -> str:
    """Return the full note: who, titles, version, publication, place, address.

    Titles are plain text: italics are left to whoever sets the note. Source: CMOS 18, 14.1-14.21.
    """
    source = draft.source
    whose = listed(draft.responsible, _NOTE, locale)
    if not source.authors and source.editors:
        whose = joined(", ", whose, role(source.editors, locale))
    edited = listed(draft.editors, _NOTE, locale)
    said = joined(
        ", ",
        whose,
        *titles(draft, locale.words["in"]),
        ended(locale.words["version"], f" {source.version}") if source.version else "",
        f"{locale.words['ed. by']} {edited}" if edited else "",
    )
    published = joined(", ", source.publisher or source.place, source.year or locale.words["n.d."])
    return ended(joined(", ", f"{said} ({published})", located(draft, locale), draft.url), ".")


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the bibliography. Source: CMOS 18, 13.1-13.20."""
    source = draft.source
    published = joined(", ", publisher(draft), source.year or locale.words["n.d."])
    parts = [whose(draft, locale), *described(draft, locale), published, draft.url]
    return ended(joined(". ", *parts), ".")


def titles(draft: Draft, preposition: str) -> tuple[str, ...]:
    """Return the title, in quotation marks where the work is part of an edition, and that."""
    source = draft.source
    title = headline(source.title, source.language)
    if not draft.is_part:
        return (title,)
    return quoted(title), f"{preposition} {headline(source.container, source.language)}"


def whose(draft: Draft, locale: Locale) -> str:
    """Return who begins an entry."""
    names = listed(draft.responsible, _LIST, locale)
    is_edited = draft.source.editors and not draft.source.authors
    return joined(", ", names, role(draft.source.editors, locale)) if is_edited else names


def described(draft: Draft, locale: Locale) -> list[str]:
    """Return title, edition, version and editors of an entry, in sentences."""
    words, version = locale.words, draft.source.version
    edited = listed(draft.editors, _ALL, locale)
    if not draft.is_part:
        return [
            *titles(draft, ""),
            f"{capitalised(words['version'])} {version}" if version else "",
            f"{capitalised(words['edited'])} {edited}" if edited else "",
        ]
    title, container = titles(draft, capitalised(words["in"]))
    stated = f"{words['version']} {version}" if version else ""
    return [title, joined(", ", container, stated, f"{words['edited']} {edited}" if edited else "")]


def publisher(draft: Draft) -> str:
    """Return the publisher, else the place, with a capital."""
    return capitalised(draft.source.publisher or draft.source.place)


def located(draft: Draft, locale: Locale) -> str:
    """Return the place: pages and numbers of several parts without a word. CMOS 18, 14.52."""
    place = draft.place
    bare = place.unit == "page" or (
        place.unit in {"chapter", "line", "verse"} and not place.is_numeric
    )
    return place.number if bare else place.labelled(locale, short=place.unit != "line")
