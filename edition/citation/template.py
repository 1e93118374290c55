"""Template: a citation written once for a document and a style, with stand-ins for the rest.

A corpus has a million passages, of which only the place and the address are their own.
"""

from functools import lru_cache
from types import ModuleType

from edition.citation.cited import Cited, Source
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
    url = cited.url if "://" in cited.url else ""
    place = _NOWHERE if form == "entry" else pinpoint(cited.locator, usage)
    own = place.number + url
    if (own and not own.isprintable()) or not _ends_well(place.number) or not _ends_well(url):
        return _composed(cited.source, style, usage, form, place, cleaned(url))
    stand_in = place.changed(number=_NUMBER) if place.number else place
    made = _template(cited.source, style, usage, form, stand_in, _ADDRESS if url else "")
    return made.replace(_NUMBER, place.number).replace(_ADDRESS, url)


_NOWHERE = Pinpoint("page", "", is_numeric=False, is_several=False)


def _ends_well(text: str) -> bool:
    """Whether no stop of the text can meet one of the style."""
    return not text or (text[0].isalnum() and (text[-1].isalnum() or text[-1] == ")"))


@lru_cache(maxsize=512)
def _template(  # noqa: PLR0913  (all that makes one template differ from another)
    source: Source, style: ModuleType, usage: str, form: str, place: Pinpoint, url: str
) -> str:
    return _composed(source, style, usage, form, place, url)


def _composed(  # noqa: PLR0913
    source: Source, style: ModuleType, usage: str, form: str, place: Pinpoint, url: str
) -> str:
    words = _words(style, usage)
    draft = Draft(prepared(source, words), place, url)
    return finished(getattr(style, form)(draft, words), words)


@lru_cache
def _words(style: ModuleType, usage: str) -> Locale:
    """Return the words of a language, with those that a style has of its own."""
    known = locale(usage)
    words, labels = getattr(style, "WORDS", {}), getattr(style, "LABELS", {})
    return known.changed(words={**known.words, **words}, labels={**known.labels, **labels})
