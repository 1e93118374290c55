"""Targets: which files are taken in by others, told by their bytes, without parsing any."""

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.diagnostic import Refused
from edition.document.mention import XINCLUDE
from edition.file import is_file, read_bytes
from edition.file.encoding import transcode

__all__ = ["hosts", "taken_in"]

_INCLUDE = rb"<(?:[\w.-]+:)?include\s[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')[^>]*"


def taken_in(files: Iterable[Path]) -> frozenset[Path]:
    """Return the files, links resolved, that are taken in as XML by some of these files.

    Files that take in each other are not among them, or nobody would judge them. What cannot be
    read takes in nothing.
    """
    direct: dict[Path, frozenset[Path]] = {}
    reached = {file: _reached(file, direct) for file in {path.resolve() for path in files}}
    return frozenset(
        part
        for file, parts in reached.items()
        for part in parts
        if file not in (reached[part] if part in reached else _reached(part, direct))
    )


def hosts(files: Iterable[Path]) -> dict[Path, tuple[Path, ...]]:
    """Return of each file that some of these take in as XML who does, and what else these take in.

    Links are resolved. What cannot be read takes in nothing.
    """
    direct: dict[Path, frozenset[Path]] = {}
    found: dict[Path, dict[Path, None]] = {}
    for file in sorted({path.resolve() for path in files}):
        parts = sorted(_reached(file, direct))
        for part in parts:
            found.setdefault(part, {}).update(dict.fromkeys((file, *parts)))
    return {part: tuple(around) for part, around in found.items()}


def _reached(start: Path, direct: dict[Path, frozenset[Path]]) -> frozenset[Path]:
    """Return what a file takes in, and what that takes in; `direct` is filled with each one's."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        file = waiting.pop()
        if file not in direct:
            direct[file] = frozenset(_targets(file))
        waiting += direct[file] - found
        found |= direct[file]
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
