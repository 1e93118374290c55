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
from functools import lru_cache

from edition.diagnostic import Severity
from edition.document import Document
from edition.document.characters import Characters, characters, hits, place
from edition.file.encoding import codec, declared_encoding
from edition.project import Project
from edition.rule import Finding

SEVERITY = Severity.WARNING
HITS = (0, 0)

_LATER = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # the signs that Windows-1252 has where Latin-1 has none
_MARKS = "…‘’“”•–—"  # may rightly follow a letter, at the end of a word


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every garbled sign, with what it was."""
    of = characters(document)
    meanings = _garbles(of)
    declared = _misdeclared(document) if meanings else ""
    end = -1
    for hit in hits(document, "|".join(sorted(meanings))) if meanings else ():
        last, end = end, hit.offset + len(hit.words)
        is_alone = hit.offset != last and not of.text[end : end + 1].isalpha()
        if is_alone and hit.words[0].isalpha() and hit.words[1:] in _MARKS:
            continue
        if declared:
            yield Finding(
                place(document, hit.offset),
                f"The file says that it is {declared}, but it is UTF-8: “{hit.words}” is a garbled "
                f"“{meanings[hit.words]}”, and so are others.",
                'Write encoding="UTF-8" into its first line; nothing else is to be mended.',
            )
            return
        yield Finding(
            place(document, hit.offset),
            f"“{hit.words}” is a garbled “{meanings[hit.words]}”: “{of.around(hit.offset, end)}”.",
            "Convert the file anew as UTF-8, or replace the signs.",
        )


def _misdeclared(document: Document) -> str:
    """Return the encoding that a file of UTF-8 declares, if that is one of single bytes."""
    if codec(document.source)[0].startswith("utf"):
        return ""
    try:
        document.source.decode()
    except UnicodeDecodeError:
        return ""
    return declared_encoding(document.source)


def is_garbled(text: str, at: int) -> bool:
    """Whether a sign is one of two or three that stand for the bytes of a likely one."""
    rows = (
        text[max(at - before, 0) : after]
        for before, after in ((1, at + 1), (1, at + 2), (2, at + 1))
    )
    return any(len(row) > 1 and _is_led(row) and bool(meant(row)) for row in rows)


def _garbles(of: Characters) -> dict[str, str]:
    """Return the signs in a row that stand for bytes, and the likely letter or mark each was."""
    later = {sign for sign in of.beyond_ascii if sign in _LATER or "\x80" <= sign <= "\xbf"}
    if not later:
        return {}
    leads = [sign for sign in of.beyond_ascii if "\xc2" <= sign <= "\xdf" or sign in "áâ"]
    rows = {of.text[at : at + length] for at in of.offsets(leads) for length in (2, 3)}
    garbled = [row for row in rows if later.issuperset(row[1:]) and _is_led(row)]
    return {row: sign for row in garbled if (sign := meant(row))}


def _is_led(row: str) -> bool:
    """Whether the first byte of some signs announces as many as there are."""
    return row[0] in "áâ" if len(row) == 3 else "\xc2" <= row[0] <= "\xdf"


@lru_cache(maxsize=4096)
def meant(garbled: str) -> str:
    """Return the sign that has these bytes in UTF-8, if it is a likely one."""
    data = b"".join(
        sign.encode("cp1252" if sign in _LATER else "latin-1", "replace") for sign in garbled
    )
    meant = data.decode(errors="replace")
    return meant if len(meant) == 1 and _is_likely(meant) else ""


def _is_likely(sign: str) -> bool:
    code = ord(sign)
    return 0xA0 <= code < 0x590 or 0x5D0 <= code < 0x700 or 0x1E00 <= code < 0x2120
