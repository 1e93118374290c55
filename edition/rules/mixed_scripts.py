"""A word holds letters of another script that look like its own.

What
    A Cyrillic а, е or о, or a Greek Α or Ο, in a word of Latin letters, or the reverse, where every
    letter of the one script looks like one of the other. Words that mix scripts openly are not
    meant.

Why
    It usually comes from recognition or typing and cannot be seen, but no search finds the word.

Wrong
    <p>c&#x43E;gnovit</p>

Right
    <p>cognovit</p>
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import characters, pattern, place
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (56, 56)

_ALIKE = (
    ("Cyrillic", "АВЕЅІЈКМНОРСТХУаеѕіјорсху", "Latin", "ABESIJKMHOPCTXYaesijopcxy"),
    ("Greek", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "Latin", "ABEZHIKMNOPTYXo"),
)
_OTHER = "[\u0370-\u03ff\u0400-\u04ff\u1f00-\u1fff]"
_LATIN = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_BORDER = f"{_OTHER}(?:(?={_LATIN})|(?<={_LATIN}{_OTHER}))"


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every word with a letter in disguise."""
    of = characters(document)
    if not any("\u0370" <= sign <= "\u04ff" for sign in of.beyond_ascii):
        return
    seen = 0
    for found in pattern(_BORDER).finditer(of.text):
        start, end = of.word(*found.span())
        if start < seen:
            continue
        seen = end
        told = _disguised(of.text[start:end])
        if told and not of.is_verbatim(of.holder(start)):
            yield Finding(place(document, start), *told)


@lru_cache(maxsize=4096)
def _disguised(word: str) -> tuple[str, str] | None:
    """Return message and hint for a word in which a letter only looks as if it belonged."""
    scripts = [unicodedata.name(sign, "").partition(" ")[0].title() for sign in word]
    for one, ones, other, others in _ALIKE:
        if set(scripts) != {one, other} or (one == "Greek" and len(word) < 3):
            continue
        for false, alike, true in ((one, ones, others), (other, others, ones)):
            letters = [sign for sign, script in zip(word, scripts, strict=True) if script == false]
            if set(letters) <= set(alike):
                meant = word.translate(str.maketrans(alike, true))
                return (
                    f"“{word}” has a {false} letter among others: {', '.join(letters)}.",
                    f"Write “{meant}” in one script.",
                )
    return None
