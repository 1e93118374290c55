"""Locale file: our words as a locale of CSL, of which citeproc-js has none of its own."""

from collections.abc import Iterator

from edition.citation.locale import Locale, locale

__all__ = ["CSL", "written"]

CSL = "http://purl.org/net/xbiblio/csl"
_QUOTES = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
_WORDS = ("and", "in", "version", "online", "from", "no date", "retrieved", "accessed", "letter")


def written(name: str) -> str:
    """Return the XML of a language's locale. Source: CSL 1.0.2, Locale Files."""
    words = locale(name)
    rows = [
        f'<locale xmlns="{CSL}" version="1.0" xml:lang="{name}">',
        f'<style-options punctuation-in-quote="{str(words.inside).lower()}"/>',
        _date(words),
        '<date form="numeric"><date-part name="year"/>',
        '<date-part name="month" prefix="-"/><date-part name="day" prefix="-"/></date><terms>',
        *(_term(*row) for row in _terms(words)),
        "</terms></locale>",
    ]
    return "".join(rows)


def _date(words: Locale) -> str:
    day, month = '<date-part name="day"{}/>', '<date-part name="month"{}/>'
    blank, comma = ' suffix=" "', ' suffix=", "'
    ordered = day.format(blank) + month.format(blank)
    if not words.day_first:
        ordered = month.format(blank) + day.format(comma)
    return f'<date form="text">{ordered}<date-part name="year"/></date>'


def _terms(words: Locale) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, form, and the word for one and for several."""
    said = dict(zip(_QUOTES, words.marks, strict=True)) | {"et-al": words.words["others"]}
    said |= {name: words.words[name] for name in _WORDS}
    for name, word in said.items():
        yield name, "long", word, word
    yield "no date", "short", words.words["n.d."], words.words["n.d."]
    yield "editor", "verb", words.words["edited"], words.words["edited"]
    yield "editor", "verb-short", words.words["ed. by"], words.words["ed. by"]
    for name, (one, many, short, shorts) in words.labels.items():
        yield name, "long", one, many
        yield name, "short", short, shorts
    for number, (month, short) in enumerate(zip(words.months, words.short_months, strict=True), 1):
        yield f"month-{number:02}", "long", month, month
        yield f"month-{number:02}", "short", short, short


def _term(name: str, form: str, one: str, many: str) -> str:
    inner = f"<single>{one}</single><multiple>{many}</multiple>" if one != many else one
    return f'<term name="{name}" form="{form}">{inner}</term>'
