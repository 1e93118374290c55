"""Letters are written in pieces, or in a form that Unicode has given up (not NFC).

What
    Text that changes when it is brought into Unicode's composed form, NFC: an e with a separate
    accent instead of é, a Greek vowel with oxia instead of tonos. One finding for a document.

Why
    It looks the same, but searching, sorting and comparing treat the two as different words.

Wrong
    <p>cafe&#x301;</p>

Right
    <p>café</p>
"""

import unicodedata
from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import Hit, characters, place
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (4, 4)

_SHOWN = 5
_JAMO = range(0x1161, 0x11C3)  # Korean vowels and final consonants: no marks, yet pieces


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield one finding, at the first such letter, with how many there are."""
    found = list(_pieces(document))
    if not found:
        return
    kinds = list(dict.fromkeys(hit.words for hit in found))
    shown = ", ".join(f"“{kind}”" for kind in kinds[:_SHOWN])
    more = f" and {len(kinds) - _SHOWN} more" if len(kinds) > _SHOWN else ""
    counted = "1 letter is" if len(found) == 1 else f"{len(found)} letters are"
    yield Finding(
        place(document, found[0].offset),
        f"{counted} not in Unicode’s composed form (NFC): {shown}{more}.",
        "Let your editor normalise the file to NFC; nothing that can be seen will change.",
    )


def _pieces(document: Document) -> Iterator[Hit]:
    of = characters(document)
    alone, marks = _doubtful(of.beyond_ascii)
    if not (alone or marks) or unicodedata.is_normalized("NFC", of.text):
        return  # as nearly always
    for start, end in _together(of.offsets(alone | marks)):
        first = start - (start > 0 and of.text[start] in marks)
        words = of.text[first:end]
        if not unicodedata.is_normalized("NFC", words):
            element = of.holder(start)
            if not of.is_verbatim(element):
                yield Hit(words, first, element)


def _together(offsets: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first place and the one behind the last of each row of signs that touch."""
    start = end = -1
    for offset in offsets:
        if offset != end:
            if end > 0:
                yield start, end
            start = offset
        end = offset + 1
    if end > 0:
        yield start, end


def _doubtful(present: frozenset[str]) -> tuple[set[str], set[str]]:
    """Return the signs that are never in composed form, and those that may join what is before."""
    alone = {sign for sign in present if not unicodedata.is_normalized("NFC", sign)}
    return alone, {sign for sign in present if _may_join(sign)}


def _may_join(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" or ord(sign) in _JAMO
