"""Imprint: by whom and when a work was written and published, as notes say it."""

from edition.citation.dating import dated
from edition.citation.draft import Draft
from edition.citation.headline import capitalised, headline
from edition.citation.locale import Locale
from edition.citation.punctuation import joined
from edition.citation.source import Name

__all__ = ["days", "hosted", "imprint", "is_bracketed", "is_listed", "publisher"]

_DATED = frozenset({"webpage", "document", "personal_communication"})
"""What is dated to the day, where all else has its year."""


def imprint(draft: Draft, locale: Locale, *, house: str, dateless: str = "") -> str:
    """Return the date of writing, the publisher as `house`, and the date of publication.

    What has no date says so, if it is not a classic or of the `dateless` kind.
    """
    source = draft.source
    to_the_day = draft.kind in _DATED
    written = dated(source.composed, locale) if to_the_day else source.origin
    issued = dated(source.issued, locale) if to_the_day else source.year
    is_private = draft.kind == "personal_communication" and not draft.is_public
    undated = "" if is_private or draft.kind in {"classic", dateless} else locale.words["n.d."]
    return _joined(written, house, issued or undated)


def days(draft: Draft, locale: Locale, *, house: str) -> str:
    """Return the same where the years have been said: days and months, of what has them."""
    if draft.kind not in _DATED:
        return house
    source = draft.source
    in_order = locale.changed(day_first=False)  # in every language
    written, issued = (dated(day, in_order, year=False) for day in (source.composed, source.issued))
    return _joined(written, house, issued)


def _joined(written: str, house: str, issued: str) -> str:
    return joined("; " if house else ", ", written, joined(", ", house, issued))


def publisher(draft: Draft, *, opens: bool = False) -> str:
    """Return the publisher, else the place; with a capital where it `opens` a sentence."""
    house = draft.source.publisher or draft.source.place
    return capitalised(house) if opens else house


def hosted(draft: Draft, *, by_site: bool = False) -> Draft:
    """Return an unsigned web page as its publisher's, or else as that of the site it is on."""
    source = draft.source
    if draft.kind == "webpage" and source.publisher:
        named = source.changed(authors=(Name(source.publisher),), publisher="", place="")
        return draft.changed(source=named)
    if draft.kind == "webpage" and source.container and by_site:
        site = headline(source.container, source.language)
        return draft.changed(source=source.changed(authors=(Name(site),), container=""))
    return draft


def is_listed(draft: Draft) -> bool:
    """Whether a bibliography has the work: no letter that nobody else can read, for one."""
    if draft.kind == "classic":
        source = draft.source
        return bool(source.editors or source.translators or source.publisher)
    return draft.is_public or draft.kind not in {"document", "personal_communication"}


def is_bracketed(draft: Draft) -> bool:
    """Whether a note has the imprint in brackets: of books, and of letters that were edited."""
    is_edited = draft.kind == "personal_communication" and bool(draft.source.editors)
    return is_edited or draft.kind not in _DATED
