"""Targets: which files are taken in by others, told by their bytes, without parsing any."""

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.diagnostic import Refused
from edition.encoding import transcode
from edition.file import is_file, read_bytes
from edition.mention import XINCLUDE

__all__ = ["taken_in"]

_INCLUDE = rb"<(?:[\w.-]+:)?include\s[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')[^>]*"


def taken_in(files: Iterable[Path]) -> frozenset[Path]:
    """Return the files, links resolved, that are taken in as XML by some of these files.

    A file that takes in itself is not among them. What cannot be read takes in nothing.
    """
    found: set[Path] = set()
    for file in files:
        for target in _targets(file):
            if target != file.resolve():
                found.add(target)
    waiting = list(found)
    while waiting:
        new = set(_targets(waiting.pop())) - found
        found |= new
        waiting += new
    return frozenset(found)


def _targets(file: Path) -> Iterable[Path]:
    try:
        data = transcode(read_bytes(file, str(file)))
    except (Refused, LookupError, UnicodeError):
        return
    if XINCLUDE not in data:
        return
    for match in re.finditer(_INCLUDE, data):
        href = unescape((match[1] or match[2] or b"").decode("utf-8", "replace"))
        if href and b"text" not in match[0].partition(b"parse")[2][:9]:
            target = file.parent / unquote(urlsplit(href).path)
            if is_file(target):
                yield target.resolve()
