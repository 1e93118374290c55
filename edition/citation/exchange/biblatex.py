"""BibLaTeX, for LaTeX with biber."""

from edition.citation.cited import Cited
from edition.citation.exchange.bibtex import entry, escaped, kept, listed, located
from edition.citation.source import Source

__all__ = ["render"]

_LANGUAGES = {
    "ar": "arabic", "de": "german", "en": "english", "en-GB": "british", "en-US": "american",
    "es": "spanish", "fa": "persian", "fr": "french", "grc": "ancientgreek", "he": "hebrew",
    "it": "italian", "la": "latin", "nl": "dutch", "pl": "polish", "pt": "portuguese",
    "ru": "russian", "tr": "turkish",
}  # fmt: skip
_KINDS = {"webpage": "online", "document": "misc"}
_HELD = ("book", "inbook")


def render(cited: Cited) -> str:
    """Return one entry: inbook in an edition, else book; dates are ISO 8601, ranges with a slash.

    A web page is online, a document misc; whom a letter is to stands in `titleaddon`.
    The place stands in `note`, the fingerprint in `annotation`, which styles do not print.
    Source: the biblatex manual, 2.1-2.3.
    """
    source, passage = cited.source, cited.passage
    language = source.language
    fields = {
        "author": listed(source.authors),
        "title": kept(source.title),
        "booktitle": kept(source.container),
        "titleaddon": escaped(_letter(source)),
        "editor": listed(source.editors),
        "translator": listed(source.translators),
        "version": escaped(source.version),
        "publisher": escaped(source.publisher),
        "location": escaped(source.place),
        "date": source.issued,
        "origdate": source.composed,
        "url": cited.public_url,
        "urldate": cited.accessed if cited.public_url else "",
        "langid": _LANGUAGES.get(language, _LANGUAGES.get(language.partition("-")[0], "")),
        "note": escaped(located(cited)),
        "annotation": f"fingerprint {passage.fingerprints(cited.profile)}" if passage else "",
    }
    return entry(_KINDS.get(source.kind) or _HELD[bool(source.container)], cited, fields)


def _letter(source: Source) -> str:
    if source.kind != "personal_communication" or not source.recipients:
        return ""
    return f"letter to {' and '.join(name.whole for name in source.recipients)}"
