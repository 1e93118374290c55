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

from edition.characters import around, characters, hits, place
from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING

_NEVER = "\u007f-\u009f\u2028\u2029\ufeff\ufff9-\ufffc"
_ZERO_WIDTH = "\u200b\u200c\u200d"
_PLAIN = r"[\sA-Za-z0-9\u00c0-\u024f]"
_FOUND = (
    rf"[{_NEVER}]+|(?<={_PLAIN})[{_ZERO_WIDTH}]+|[{_ZERO_WIDTH}]+(?={_PLAIN})"
    rf"|\A[{_ZERO_WIDTH}]+|[{_ZERO_WIDTH}]+\Z"
)


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every run of such characters."""
    of = characters(document)
    if (
        not any(
            "\u0080" <= sign < "\u00a0" or "\u200b" <= sign < "\u2030" or sign >= "\ufeff"
            for sign in of.beyond_ascii
        )
        and "\u007f" not in of.text
    ):
        return
    for hit in hits(document, _FOUND):
        code = ord(hit.words[0])
        name = unicodedata.name(hit.words[0], "a control character").lower()
        shown = f"U+{code:04X} ({name})"
        end = hit.offset + len(hit.words)
        words = around(of.text, hit.offset, end).replace(hit.words, f"[U+{code:04X}]")
        yield Finding(
            place(document, hit.offset),
            f"An invisible character, {shown}, stands in “{words}”.",
            "Delete it.",
        )
