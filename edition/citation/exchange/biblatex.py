"""BibLaTeX, for LaTeX with biber."""

from edition.citation.cited import Cited
from edition.citation.exchange.bibtex import entry, escaped, kept, listed

__all__ = ["render"]

_LANGUAGES = {
    "ar": "arabic", "de": "german", "en": "english", "en-GB": "british", "en-US": "american",
    "es": "spanish", "fa": "persian", "fr": "french", "grc": "ancientgreek", "he": "hebrew",
    "it": "italian", "la": "latin", "nl": "dutch", "pl": "polish", "pt": "portuguese",
    "ru": "russian", "tr": "turkish",
}  # fmt: skip


def render(cited: Cited) -> str:
    """Return one entry: inbook in an edition, else book; dates are ISO 8601, ranges with a slash.

    The place stands in `note`, the fingerprint in `annotation`, which styles do not print.
    Source: the biblatex manual, 2.1-2.3.
    """
    source, passage = cited.source, cited.passage
    language = source.language
    fields = {
        "author": listed(source.authors),
        "title": kept(source.title),
        "booktitle": kept(source.container),
        "editor": listed(source.editors),
        "version": escaped(source.version),
        "publisher": escaped(source.publisher),
        "location": escaped(source.place),
        "date": source.issued,
        "url": cited.url if "://" in cited.url else "",
        "langid": _LANGUAGES.get(language, _LANGUAGES.get(language.partition("-")[0], "")),
        "note": escaped(" ".join(cited.locator).strip()),
        "annotation": f"fingerprint {passage.fingerprints(cited.profile)}" if passage else "",
    }
    return entry("inbook" if source.container else "book", cited, fields)
