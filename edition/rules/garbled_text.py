"""Letters were garbled: UTF-8 was read as if it were Windows-1252 or Latin-1.

What
    A run of signs such as Ã¤ or â€™ that, read again as the bytes they were, gives a letter or a
    mark (ä, ’).

Why
    The words cannot be found, and the page shows nonsense.

Wrong
    <p>MÃ¼ller sagte nichts.</p>

Right
    <p>Müller sagte nichts.</p>
"""

from collections.abc import Iterator

from edition.characters import around, characters, hits, place
from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING

_LATER = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # the signs that Windows-1252 has where Latin-1 has none
_RUN = f"[\u00c2-\u00f4][\u0080-\u00bf{_LATER}]+"
_MARKS = "…‘’“”•–—"  # may rightly follow a letter, at the end of a word


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every garbled sign, with what it was."""
    of = characters(document)
    if not any("\u00c2" <= sign <= "\u00f4" for sign in of.beyond_ascii):
        return
    for hit in hits(document, _RUN):
        meant = _meant(hit.words)
        end = hit.offset + len(hit.words)
        if not meant or (hit.words[1:] in _MARKS and not of.text[end : end + 1].isalpha()):
            continue
        yield Finding(
            place(document, hit.offset),
            f"“{hit.words}” is a garbled “{meant}”: {around(of.text, hit.offset, end)}.",
            "Convert the file anew as UTF-8, or replace the signs.",
        )


def _meant(garbled: str) -> str:
    """Return what the signs are when they are read as UTF-8: letters or marks, else nothing."""
    try:
        data = b"".join(sign.encode("cp1252" if sign in _LATER else "latin-1") for sign in garbled)
        meant = data.decode()
    except UnicodeError:
        return ""
    return meant if all(_is_likely(sign) for sign in meant) else ""


def _is_likely(sign: str) -> bool:
    code = ord(sign)
    return 0xA0 <= code < 0x590 or 0x5D0 <= code < 0x700 or 0x1E00 <= code < 0x2120
