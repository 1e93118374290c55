"""The Chicago Manual of Style, 18th edition: notes and bibliography."""

from edition.citation.contributor import Helpers, Manner, helped, listed, role
from edition.citation.dating import dated
from edition.citation.draft import Draft
from edition.citation.headline import capitalised, headline
from edition.citation.imprint import hosted, imprint, is_bracketed, is_listed, publisher
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined, quoted
from edition.citation.source import Name

__all__ = ["LABELS", "LOCALE", "WORDS", "citation", "entry", "located"]

LOCALE = "en-US"
LABELS = {"sub-verbo": ("under", "under", "under", "under")}
WORDS = {"ed. by": "ed.", "trans. by": "trans.", "ed. and trans. by": "ed. and trans."}
_NOTE = Manner(most=3)
_LIST = Manner(inverted="first", most=7, kept=3, comma="always", follows=True)
_ALL = Manner(most=7, kept=3)
_BOOKS = {"book", "classic"}


def citation(draft: Draft, locale: Locale) -> str:
    """Return the full note: who, titles, version, publication, place, address.

    Titles are plain text: italics are left to whoever sets the note. Source: CMOS 18, 14.1-14.21.
    """
    source, words = draft.source, locale.words
    own, helpers = responsible(draft)
    whose = listed(own, _NOTE, locale)
    if own and own != source.authors:
        whose = joined(", ", whose, role(own, locale, draft.role))
    to = listed(draft.recipients, _NOTE, locale)
    is_sent = to and source.authors
    said = joined(
        ", ",
        joined(" " if is_sent else ", ", whose, title(draft)),
        f"{words['to']} {to}" if to else "",
        held(draft, words["in"]),
        ended(words["version"], f" {source.version}") if source.version else "",
        *helped(helpers, _NOTE, locale, short=True),
        site(draft),
    )
    published = imprint(draft, locale, house=publisher(draft), dateless="webpage")
    said = (
        f"{said} ({published})"
        if published and is_bracketed(draft)
        else joined(", ", said, published)
    )
    return ended(joined(", ", said, located(draft, locale), seen(draft, locale), draft.url), ".")


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the bibliography. Source: CMOS 18, 13.1-13.20."""
    if not is_listed(draft):
        return ""
    draft = draft if draft.responsible else hosted(draft, by_site=True)
    house = publisher(draft, opens=True)
    published = imprint(draft, locale, house=house, dateless="webpage")
    published = joined(", ", site(draft), published)
    accessed = capitalised(seen(draft, locale))
    parts = [whose(draft, locale), *described(draft, locale), published, accessed, draft.url]
    return ended(joined(". ", *parts), ".")


def responsible(draft: Draft) -> tuple[tuple[Name, ...], Helpers]:
    """Return whose the work is, and the editors and translators, if it is not theirs.

    A classic is nobody's but its author's.
    """
    source = draft.source
    is_anonymous = draft.kind == "classic" and not source.authors
    if is_anonymous:
        return (), (source.editors, source.translators)
    return draft.responsible, draft.helpers


def title(draft: Draft) -> str:
    """Return the title, in quotation marks but where it is a book's own."""
    said = headline(draft.source.title, draft.source.language)
    is_whole = draft.kind in _BOOKS or (draft.kind == "chapter" and not draft.is_part)
    return said if is_whole else quoted(said)


def held(draft: Draft, preposition: str) -> str:
    """Return the edition that the work is in; a web page only stands on a site."""
    if not draft.is_part or draft.kind == "webpage":
        return ""
    return f"{preposition} {headline(draft.source.container, draft.source.language)}"


def site(draft: Draft) -> str:
    """Return the site that a web page is on."""
    is_page = draft.kind == "webpage"
    return headline(draft.source.container, draft.source.language) if is_page else ""


def seen(draft: Draft, locale: Locale) -> str:
    """Return the day on which an undated work was seen."""
    is_undated = draft.accessed and draft.url and not draft.source.issued
    return f"{locale.words['accessed']} {dated(draft.accessed, locale)}" if is_undated else ""


def whose(draft: Draft, locale: Locale) -> str:
    """Return who begins an entry."""
    own, _ = responsible(draft)
    names = listed(own, _LIST, locale)
    is_edited = own and own != draft.source.authors
    return joined(", ", names, role(own, locale, draft.role)) if is_edited else names


def described(draft: Draft, locale: Locale) -> list[str]:
    """Return title, recipients, edition, version and editors of an entry, in sentences."""
    words, version = locale.words, draft.source.version
    helpers = helped(responsible(draft)[1], _ALL, locale)
    to = listed(draft.recipients, _ALL, locale)
    stated = f"{words['version']} {version}" if version else ""
    begun = [title(draft), f"{capitalised(words['to'])} {to}" if to else ""]
    within = held(draft, capitalised(words["in"]))
    if within:
        return [*begun, joined(", ", within, stated, *helpers)]
    return [*begun, capitalised(stated), *map(capitalised, helpers)]


def located(draft: Draft, locale: Locale) -> str:
    """Return the place: pages and numbers of several parts without a word. CMOS 18, 14.52."""
    place = draft.place
    if place.unit == "page" or place.is_canonical:
        return place.number
    return place.labelled(locale, short=place.unit != "line")
