"""The Chicago Manual of Style, 18th edition: a full note."""

import re

from edition.citation.cited import Cited, Name

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
    "a about above across after against al along amid among amongst an and apropos around as "
    "aside astride at athwart atop barring before behind below beneath beside besides between "
    "beyond but by circa despite down during et except for from given in inside into lest like "
    "minus modulo near next nor notwithstanding of off on onto or out over per plus pro qua sans "
    "since so than the through throughout till to toward towards under underneath until unto up "
    "upon versus via vs. with within without yet v. vs v".split()
)


def citation(cited: Cited) -> str:
    """Return the note: names, titles, version, publication, place of the passage, address.

    Titles are plain text: italics are left to whoever sets the note. Source: CMOS 18, 14.1-14.21;
    held against citeproc-js with chicago-notes-bibliography.csl.
    """
    source = cited.source
    english = source.language.partition("-")[0] in {"en", ""}
    title, container = (
        _cased(words, english=english) for words in (source.title, source.container)
    )
    editors = source.editors if source.authors else ()
    parts = [_opening(source.authors, source.editors)]
    if container:
        parts.append(_stopped(_quoted(title), f"in {container}"))
        parts += [_edited(editors), _version(source.version)]
    else:
        parts += [title, _version(source.version), _edited(editors)]
    published = ", ".join(part for part in (source.publisher, source.year or "n.d.") if part)
    place = f"{source.place}: " if source.place and not source.publisher else ""
    body = _joined(parts)
    ending = [_located(*cited.locator), cited.url if "://" in cited.url else ""]
    return _joined([f"{body} ({place}{published})", *ending]) + "."


def _joined(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)


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
    words = [f"{name.given} {name.family}".strip() for name in names]
    if len(words) > 2:
        return f"{words[0]} et al."
    return " and ".join(words)


def _version(version: str) -> str:
    return f"version {version}" if version else ""


def _quoted(title: str) -> str:
    inner = title.translate(str.maketrans("“”", "‘’"))
    return f"“{inner}”"


def _stopped(quoted: str, following: str) -> str:
    """Put the comma inside the closing mark, as American usage has it."""
    return f"{quoted[:-1]},” {following}"


def _located(label: str, value: str) -> str:
    if not value:
        return ""
    one, many = _LABELS.get(label, (label, label))
    return f"{many if '–' in value else one} {value}".strip()


def _cased(title: str, *, english: bool) -> str:
    """Return an English title in headline style; other languages keep their own capitals."""
    if not english or not title:
        return title
    words = title.split(" ")
    last = len(words) - 1
    return " ".join(
        _capital(word, must=n in {0, last} or words[n - 1][-1:] in ":?!—")
        for n, word in enumerate(words)
    )


def _capital(word: str, *, must: bool) -> str:
    letters = re.search(r"[^\W\d_].*", word)
    if letters is None or word != word.lower():
        return word
    if not must and letters.group().rstrip(",;:.!?’”)") in _SMALL:
        return word
    at = letters.start()
    return word[:at] + word[at].upper() + word[at + 1 :]
