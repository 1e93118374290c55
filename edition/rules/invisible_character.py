"""An invisible character stands where it has no business.

What
    A control character (U+007F to U+009F), a byte order mark within the text, Unicode's line and
    paragraph separators, object and annotation marks; a zero-width space, joiner or non-joiner
    beside a blank, a Latin letter, a digit or the border of a word that it cannot join.

Why
    Nobody sees it, but it divides words for every search, and XML advises against most of them.

Wrong
    <p>a bi&#x200B;shop</p>

Right
    <p>a bishop</p>
"""

import unicodedata
from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import characters, pattern, place
from edition.project import Project
from edition.rule import Finding
from edition.rules.garbled_text import is_garbled

SEVERITY = Severity.WARNING
HITS = (0, 0)

_NEVER = frozenset(map(chr, [*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, *range(0xFFF9, 0xFFFD)]))
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every run of such characters."""
    of = characters(document)
    present = of.beyond_ascii | ({"\x7f"} if "\x7f" in of.text else set())
    never, zero = ("".join(sorted(present & signs)) for signs in (_NEVER, _ZERO_WIDTH))
    either = [f"[{signs}]+" for signs in (never, zero) if signs]
    for start, end in _found(of.text, "|".join(either)) if either else ():
        if of.is_verbatim(of.holder(start)) or is_garbled(of.text, start):
            continue
        shown = f"U+{ord(of.text[start]):04X}"
        name = unicodedata.name(of.text[start], "a control character").lower()
        yield Finding(
            place(document, start),
            f"An invisible character stands here: {shown} ({name}).",
            _remedy(of.text[start:end]),
        )


def _found(text: str, either: str) -> Iterator[tuple[int, int]]:
    """Yield where invisible characters begin and end; but those that join letters, or part them."""
    for match in pattern(either).finditer(text):
        start, end = match.span()
        if match[0][0] not in _ZERO_WIDTH or end == len(text) or _is_plain(text[end]):
            yield start, end
        elif start == 0 or _is_plain(text[start - 1]):
            yield start, start + 1


def _is_plain(sign: str) -> bool:
    """Whether a sign is a blank, or of a script whose letters nothing has to join or to part."""
    is_latin = sign.isascii() and sign.isalnum()
    return is_latin or sign.isspace() or "\u00c0" <= sign <= "\u024f"


def _remedy(signs: str) -> str:
    """Advise on a control character, which Windows-1252 may have meant as a mark, or on others."""
    if all("\x80" <= sign < "\xa0" for sign in signs):
        meant = signs.encode("latin-1").decode("cp1252", "replace")
        if "\ufffd" not in meant:
            return f"It is “{meant}” in Windows-1252; write that if it is meant, or delete it."
    return "Delete it."
