"""The Chicago Manual of Style, 18th edition: a full note."""

import re
from functools import lru_cache

from edition.citation.cited import Cited, Name, Source

__all__ = ["citation"]

_LABELS = {
    "paragraph": ("para.", "paras."),
    "line": ("line", "lines"),
    "verse": ("v.", "vv."),
    "section": ("sec.", "secs."),
    "page": ("", ""),
    "note": ("n.", "nn."),
}

_SMALL = frozenset(
    "a about above across afore after against al along alongside amid amidst among amongst an "
    "anenst and apropos apud around as aside astride at athwart atop barring before behind below "
    "beneath beside besides between beyond but by c ca circa de despite down during et except for "
    "forenenst from given in inside into lest like modulo near next nor notwithstanding of off on "
    "onto or out over per plus pro qua sans since so than the through throughout thruout till to "
    "toward towards under underneath until unto up upon v van versus via vis-à-vis von vs with "
    "within without yet".split()
)
_DIVIDERS = "‘’“”\"'-–—/.,;?!:[]()"


def citation(cited: Cited) -> str:
    """Return the note: names, titles, version, publication, place of the passage, address.

    Titles are plain text: italics are left to whoever sets the note. Source: CMOS 18, 14.1-14.21;
    held against citeproc-js with chicago-notes-bibliography.csl.
    """
    ending = [_located(*cited.locator), cited.url if "://" in cited.url else ""]
    return _joined([_body(cited.source), *ending]) + "."


@lru_cache(maxsize=256)
def _body(source: Source) -> str:
    """Return what all the passages of a document have in common."""
    english = source.language.partition("-")[0] in {"en", ""}
    title, container = (
        _cased(words, english=english) for words in (source.title, source.container)
    )
    editors = source.editors if source.authors else ()
    parts = [_opening(source.authors, source.editors)]
    if container:
        parts += [_quoted(title), f"in {container}"]
    else:
        parts.append(title)
    parts += [_version(source.version), _edited(editors)]
    published = _joined([source.publisher or source.place, source.year or "n.d."])
    return f"{_joined(parts)} ({published})"


def _joined(parts: list[str]) -> str:
    *front, last = [part for part in parts if part]
    return "".join([*map(_comma, front), last])


def _comma(part: str) -> str:
    """Put the comma inside closing marks, as American usage has it; an apostrophe is none."""
    marks = "”’" if "‘" in part else "”"
    bare = part.rstrip(marks)
    return f"{bare},{part[len(bare) :]} "


def _opening(authors: tuple[Name, ...], editors: tuple[Name, ...]) -> str:
    if authors:
        return _listed(authors)
    if not editors:
        return ""
    return f"{_listed(editors)}, {'ed.' if len(editors) == 1 else 'eds.'}"


def _edited(editors: tuple[Name, ...]) -> str:
    return f"ed. {_listed(editors)}" if editors else ""


def _listed(names: tuple[Name, ...]) -> str:
    """Write up to two names in full, of more than two the first and "et al."."""
    words = [f"{_initials(name.given)} {name.family}".strip() for name in names]
    if len(words) > 2:
        return f"{words[0]} et al."
    return " and ".join(words)


def _version(version: str) -> str:
    return f"version {version}" if version else ""


def _initials(given: str) -> str:
    """Give single letters their stop and space: "B" is "B.", "J.R.R." is "J. R. R."."""
    words = []
    for word in given.split():
        letters = word.split(".")
        single = all(len(letter) < 2 for letter in letters) and word[:1].isalpha()
        words += [f"{letter}." for letter in letters if letter] if single else [word]
    return " ".join(words)


def _quoted(title: str) -> str:
    """Put a title into double marks; marks in pairs within it change places."""
    if "“" not in title:
        return f"“{title}”"

    def turned(found: re.Match[str]) -> str:
        inner = re.sub("‘([^‘’]*)’", r"“\1”", found[1])
        return f"‘{inner}’"

    quoted = re.sub("“([^“”]*)”", turned, title)
    return f"“{quoted}”"


def _located(label: str, value: str) -> str:
    if not value:
        return ""
    one, many = _LABELS.get(label, (label, label))
    return f"{many if '–' in value else one} {value}".strip()


def _cased(title: str, *, english: bool) -> str:
    """Return an English title in headline style; other languages keep their own capitals."""
    if not english:
        return title
    first = next((n for n, sign in enumerate(title) if sign in _DIVIDERS), -1)
    hyphen = first if title[first : first + 1] == "-" else -1
    words = _words(title)
    pieces, position = [], 0
    for number, (start, end) in enumerate(words):
        gap, word = title[position:start], title[start:end]
        if number == 0 or gap not in {"’", "'"}:  # what follows an apostrophe is no word
            must = number == 0 or any(sign in ":?!" for sign in gap) or end == hyphen
            word = _capital(word, must=must, last=number == len(words) - 1)
        pieces += [gap, word]
        position = end
    return "".join([*pieces, title[position:]])


def _words(title: str) -> list[tuple[int, int]]:
    """Return where each word begins and ends: what no blank and no divider stands in."""
    found, start = [], -1
    for place, sign in enumerate(f"{title} "):
        if sign.isspace() or sign in _DIVIDERS:
            if start >= 0:
                found.append((start, place))
            start = -1
        elif start < 0:
            start = place
    return found


def _capital(word: str, *, must: bool, last: bool) -> str:
    """Capitalise a word of lower case but a small one; a lone letter only where a title begins."""
    long = len(word) > 1 and (last or word not in _SMALL)
    return word[:1].upper() + word[1:] if word == word.lower() and (must or long) else word
