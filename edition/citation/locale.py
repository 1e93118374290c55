"""Locale: the words and quotation marks of a citation in American, British and German usage."""

from functools import lru_cache

from edition.value import Value

__all__ = ["Locale", "in_words", "locale"]


class Locale(Value):
    """What a language brings to a style.

    `marks` open and close a quotation, then one within it; `inside` says that full stop and comma
    stand before the closing mark; `day_first`, that a date begins with its day; `labels` hold for
    each unit the long and the short word, each for one and for several.
    """

    name: str
    marks: tuple[str, str, str, str]
    inside: bool
    day_first: bool
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    words: dict[str, str]
    labels: dict[str, tuple[str, str, str, str]]

    def label(self, unit: str, *, several: bool, short: bool = True) -> str:
        """Return the word for a unit; a unit without one is its own."""
        return self.labels.get(unit, (unit, unit, unit, unit))[2 * short + several]


_ENGLISH = """
act act acts act acts
appendix appendix appendices app. apps.
article-locator article articles art. arts.
book book books bk. bks.
canon canon canons can. cann.
chapter chapter chapters chap. chaps.
column column columns col. cols.
editor editor editors ed. eds.
editortranslator editor_&_translator editors_&_translators ed._&_trans. eds._&_trans.
elocation location locations loc. locs.
equation equation equations eq. eqq.
figure figure figures fig. figs.
folio folio folios fol. fols.
issue issue issues no. nos.
line line lines l. ll.
note note notes n. nn.
opus opus opera op. opp.
page page pages p. pp.
paragraph paragraph paragraphs para. paras.
part part parts pt. pts.
rule rule rules r. rr.
scene scene scenes sc. scs.
section section sections sec. secs.
sub-verbo sub_verbo sub_verbis s.v. s.vv.
supplement supplement supplements supp. supps.
table table tables tbl. tbls.
title-locator title titles tit. titt.
translator translator translators trans. trans.
verse verse verses v. vv.
volume volume volumes vol. vols.
"""
_BRITISH = """
book book books bk bks
chapter chapter chapters ch. chs
editortranslator editor_&_translator editors_&_translators ed._&_trans. eds_&_trans.
part part parts pt pts
section section sections sect. sects
supplement supplement supplements suppl. suppls
translator translator translators trans. trans.
"""
_GERMAN = """
act Akt Akten Akt Akten
appendix Appendix Appendices app. apps.
article-locator Artikel Artikel art. arts.
book Buch Bücher B. B.
canon canon canons canon canons
chapter Kapitel Kapitel Kap. Kap.
column Spalte Spalten Sp. Sp.
editor Herausgeber Herausgeber Hrsg. Hrsg.
figure Abbildung Abbildungen Abb. Abb.
folio Blatt Blätter Fol. Fol.
issue Nummer Nummern Nr. Nr.
line Zeile Zeilen Z. Z.
note Anmerkung Anmerkungen Anm. Anm.
opus Opus Opera op. op.
page Seite Seiten S. S.
paragraph Absatz Absätze Abs. Abs.
part Teil Teile Teil Teil
section Abschnitt Abschnitte Abschn. Abschn.
sub-verbo sub_verbo sub_verbis s.\u00a0v. s.\u00a0vv.
translator Übersetzer Übersetzer Übers. Übers.
verse Vers Verse V. V.
volume Band Bände Bd. Bde.
"""
_WORDS = {
    "en": {
        "and": "and", "others": "et al.", "no date": "no date", "n.d.": "n.d.", "in": "in",
        "version": "version", "edited": "edited by", "ed. by": "ed. by", "online": "online",
        "translated": "translated by", "trans. by": "trans. by",
        "edited and translated": "edited and translated by",
        "ed. and trans. by": "ed. and trans. by",
        "available": "available at", "retrieved": "retrieved", "from": "from",
        "accessed": "accessed", "letter": "letter", "to": "to",
        "personal": "personal communication", "original": "original work published",
    },
    "de": {
        "and": "und", "others": "u.\u00a0a.", "no date": "ohne Datum", "n.d.": "o.\u00a0J.",
        "in": "in", "version": "Version", "edited": "herausgegeben von", "ed. by": "hrsg. von",
        "translated": "übersetzt von", "trans. by": "übers. von",
        "edited and translated": "herausgegeben und übersetzt von",
        "ed. and trans. by": "hrsg. und übers. von",
        "online": "online", "available": "verfügbar unter", "retrieved": "abgerufen am",
        "from": "von", "accessed": "zugegriffen", "letter": "Brief", "to": "an",
        "personal": "persönliche Mitteilung", "original": "Original veröffentlicht",
    },
}  # fmt: skip
_MONTHS = {
    "en": (
        "January February March April May June July August September October November December",
        "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.",
    ),
    "de": (
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.",
    ),
}
_MARKS = {
    "en-US": ("“", "”", "‘", "’"), "en-GB": ("‘", "’", "“", "”"), "de-DE": ("„", "“", "‚", "‘"),
}  # fmt: skip


@lru_cache
def locale(name: str) -> Locale:
    """Return the usage of a language: en-US, en-GB or de-DE. Source: the locales of CSL 1.0.2."""
    language = name[:2]
    labels = _table(_ENGLISH)
    if name == "en-GB":  # a contraction that ends with its word's last letter has no stop
        labels = {unit: (*forms[:3], _contracted(forms[3])) for unit, forms in labels.items()}
        labels |= _table(_BRITISH)
    if language == "de":
        labels |= _table(_GERMAN)
    is_american = name == "en-US"
    months, short_months = (tuple(names.split(" ")) for names in _MONTHS[language])
    return Locale(
        name, _MARKS[name], is_american, not is_american, months, short_months, _WORDS[language],
        labels,
    )  # fmt: skip


def _table(rows: str) -> dict[str, tuple[str, str, str, str]]:
    cells = ([cell.replace("_", " ") for cell in row.split(" ")] for row in rows.split("\n") if row)
    return {unit: (one, many, short, shorts) for unit, one, many, short, shorts in cells}


def _contracted(short: str) -> str:
    return short.removesuffix(".") if short.endswith("s.") else short


_COUNTED = {
    "(counted)": "(gezählt)", "book": "Buch", "part": "Teil", "volume": "Band", "verse": "Vers",
    "column": "Spalte", "preliminaries": "Vorspann", "endmatter": "Nachspann",
    "of": "in", "act": "Akt", "scene": "Szene", "chapter": "Kapitel",
    "section": "Abschnitt", "paragraph": "Absatz",
    "text": "Text", "stanza": "Strophe", "line": "Zeile", "speech": "Rede", "block": "Block",
    "list": "Liste", "item": "Punkt", "note": "Anmerkung", "heading": "Überschrift",
    "quotation": "Zitat", "surface": "Seite", "zone": "Zone",
}  # fmt: skip


def in_words(number: str, usage: str) -> str:
    """Return the number of a passage, of which we name the parts, in the words of a language."""
    if not usage.startswith("de") or not number[:1].isdigit():
        return number
    return " ".join(_COUNTED.get(word, word) for word in number.split(" "))
