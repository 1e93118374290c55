"""The MHRA Style Guide, 4th edition: notes."""

from edition.citation.contributor import Helpers, Manner, helped, listed, role
from edition.citation.dating import dated
from edition.citation.draft import Draft
from edition.citation.imprint import hosted, imprint, is_bracketed, is_listed, publisher
from edition.citation.locale import Locale
from edition.citation.punctuation import ended, joined
from edition.citation.style.chicago_notes import held, responsible, site, title

__all__ = ["LOCALE", "WORDS", "citation", "entry"]

LOCALE = "en-GB"
WORDS = {"others": "and others"}
_NOTE = Manner(most=4)
_LIST = Manner(inverted="first", most=4, comma="always", others_comma="always", follows=True)


def citation(draft: Draft, locale: Locale) -> str:
    """Return the note. Source: MHRA Style Guide 4, 7.1-7.13."""
    draft = draft if draft.source.authors else hosted(draft)
    named = listed(draft.source.authors, _NOTE, locale)
    return ended(
        _described(draft, locale, named, (draft.source.editors, draft.source.translators)), "."
    )


def entry(draft: Draft, locale: Locale) -> str:
    """Return the entry in the bibliography. Source: MHRA Style Guide 4, 7.14."""
    if not is_listed(draft):
        return ""
    draft = draft if draft.responsible else hosted(draft)
    own, helpers = responsible(draft)
    named = listed(own, _LIST, locale)
    if own and own != draft.source.authors:
        named = f"{named} ({role(own, locale, draft.role)})"
    return _described(draft, locale, named, helpers)


def _described(draft: Draft, locale: Locale, named: str, helpers: Helpers) -> str:
    source, words = draft.source, locale.words
    has_version = source.version and draft.kind != "webpage"
    said = joined(
        ", ",
        title(draft) if named else "",
        _letter(draft, locale),
        held(draft, words["in"]),
        *helped(helpers, _NOTE, locale, short=True),
        site(draft),
        f"{words['version']} {source.version}" if has_version else "",
    )
    published = imprint(draft, locale, house=publisher(draft))
    has_brackets = published and is_bracketed(draft)
    said = joined(" ", said, f"({published})") if has_brackets else joined(", ", said, published)
    seen = f"[{words['accessed']} {dated(draft.accessed, locale)}]" if draft.accessed else ""
    url = joined(" ", f"<{draft.url}>", seen) if draft.url else ""
    place = _located(draft, locale)
    return joined(" ", joined(", ", named or title(draft), said, place), url)


def _letter(draft: Draft, locale: Locale) -> str:
    if draft.kind != "personal_communication":
        return ""
    to = listed(draft.recipients, _NOTE, locale)
    kind = locale.words["letter"] if draft.is_public else locale.words["personal"]
    return joined(" ", kind, f"{locale.words['to']} {to}" if to else "")


def _located(draft: Draft, locale: Locale) -> str:
    place = draft.place
    return place.number if draft.place.is_canonical else place.labelled(locale)
