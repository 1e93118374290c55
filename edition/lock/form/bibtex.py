"""BibTeX and BibLaTeX: the keys of entries, and the addresses in them."""

import re
from collections.abc import Iterator

from edition.lock.block import Block, Source
from edition.lock.decoding import decoded

__all__ = ["ENDINGS", "blocks"]

ENDINGS = (".bib", ".bibtex")

_ENTRY = r"@\s*(\w+)\s*[{(]\s*([^\s,{}()\"]+)\s*,"
_NONE = {"comment", "preamble", "string"}
_ADDRESS = r"(?i)https?://(?:\\.|[^\s{}\"<>\\])+|(?<=\burl)\s*=\s*[{\"]\s*[^\s{}\"]+"


def blocks(data: bytes, file: str) -> Iterator[Block]:
    """Yield a block for each entry, with its key and the addresses in whichever fields.

    An entry that is left open ends where the next begins. Source: BibTeXing (Patashnik, 1988); the
    manual of biblatex 3.20, 2.2.
    """
    text = decoded(data, file, "BibTeX")
    source = Source(text)
    entries = list(re.finditer(_ENTRY, text))
    ends = [*(each.start() for each in entries), len(text)][1:]
    for entry, end in zip(entries, ends, strict=True):
        if entry[1].lower() not in _NONE:
            block = Block(source)
            block.cite(entry.start(2), key=entry[2])
            for found in re.compile(_ADDRESS).finditer(text, entry.end(), end):
                address = found[0].lstrip(' \t\n={"')
                place = found.end() - len(address)
                block.cite(place, address=re.sub(r"\\([%#&_{}~$])", r"\1", address))
            yield block
