"""Template: a citation written once for a document and a style, with stand-ins for the rest.

A corpus has a million passages, of which only the place and the address are their own.
"""

from functools import lru_cache
from types import ModuleType

from edition.citation.cited import Cited
from edition.citation.draft import Draft, Pinpoint, pinpoint, prepared
from edition.citation.locale import Locale, locale
from edition.citation.punctuation import cleaned, finished

__all__ = ["written"]

_NUMBER, _ADDRESS = "\ue001", "\ue002"


def written(cited: Cited, style: ModuleType, usage: str, form: str) -> str:
    """Return what a style makes of a passage: its `citation`, or its `entry` in the list of works.

    `usage` is the language of words and marks; where it is empty, the style's own.
    """
    usage = usage or style.LOCALE
    url = cited.public_url
    place = _NOWHERE if form == "entry" else pinpoint(cited.locator, usage)
    own = place.number + url
    if (own and not own.isprintable()) or not _ends_well(place.number) or not _ends_well(url):
        draft = Draft(cited.source, place, cleaned(url), cited.accessed)
        return _composed(draft, style, usage, form)
    stand_in = _with_number(place) if place.number else place
    draft = Draft(cited.source, stand_in, _ADDRESS if url else "", cited.accessed)
    made = _template(draft, style, usage, form)
    return made.replace(_NUMBER, place.number).replace(_ADDRESS, url)


_NOWHERE = Pinpoint("page", "", is_numeric=False, is_several=False)


def _with_number(place: Pinpoint) -> Pinpoint:
    return Pinpoint(place.unit, _NUMBER, place.is_numeric, place.is_several)


def _ends_well(text: str) -> bool:
    """Whether no stop of the text can meet one of the style."""
    return not text or (text[0].isalnum() and (text[-1].isalnum() or text[-1] == ")"))


@lru_cache(maxsize=512)
def _template(draft: Draft, style: ModuleType, usage: str, form: str) -> str:
    return _composed(draft, style, usage, form)


def _composed(draft: Draft, style: ModuleType, usage: str, form: str) -> str:
    words = _words(style, usage)
    ready = draft.changed(source=prepared(draft.source, words.marks))
    return finished(getattr(style, form)(ready, words), words)


@lru_cache
def _words(style: ModuleType, usage: str) -> Locale:
    """Return the words of a language, with what a style has of its own."""
    known = locale(usage)
    words, labels = getattr(style, "WORDS", {}), getattr(style, "LABELS", {})
    return known.changed(
        words={**known.words, **words},
        labels={**known.labels, **labels},
        day_first=getattr(style, "DAY_FIRST", known.day_first),
    )
