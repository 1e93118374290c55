"""A Persian word is written with the Arabic ي or ك.

What
    ARABIC LETTER YEH (U+064A) or KAF (U+0643) in text whose xml:lang is fa, where Persian has ی
    (U+06CC) and ک (U+06A9).

Why
    The letters look alike in the middle of a word, but no search for the Persian word finds it.

Wrong
    <p xml:lang="fa">كتاب</p>

Right
    <p xml:lang="fa">کتاب</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import characters, hits, language, place
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (0, 0)

_ARABIC, _PERSIAN = "يك", "یک"
_LETTERS = r"\u0600-\u06ff\u200c"


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every Persian word with one of these letters."""
    if not characters(document).beyond_ascii.intersection(_ARABIC):
        return
    for hit in hits(document, rf"[{_LETTERS}]*[{_ARABIC}][{_LETTERS}]*"):
        if language(hit.element).partition("-")[0] in {"fa", "fas", "per"}:
            meant = hit.words.translate(str.maketrans(_ARABIC, _PERSIAN))
            yield Finding(
                place(document, hit.offset),
                f"“{hit.words}” is written with an Arabic letter in Persian text.",
                f"Write “{meant}”; if the word is Arabic, say so with xml:lang=“ar”.",
            )
