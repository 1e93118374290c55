"""Style: the style sheets and scripts beside sheets, without what makes them legible."""

import os
import posixpath
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from edition import regex
from edition.stylesheet.source import contents

__all__ = ["KINDS", "texts"]

_ENDINGS = {
    "style": ".css",
    "script": ".js",
    "margin": ".margin.css",
    "filter": ".filter.js",
}
KINDS = frozenset(_ENDINGS)
"""The parameters that a sheet takes the texts beside it as."""


def texts(folders: tuple[Path, ...], parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the style sheets and scripts that lie beside sheets under the same stem, by kind."""
    stems = [part.removesuffix(".xsl") for part in parts]
    there = _listed(folders, frozenset(posixpath.dirname(stem) for stem in stems))
    return tuple(
        (kind, "".join(_text(folders, stem + end) for stem in stems if stem + end in there))
        for kind, end in _ENDINGS.items()
    )


@lru_cache(maxsize=32)
def _listed(folders: tuple[Path, ...], rooms: frozenset[str]) -> frozenset[str]:
    """Return the names of all files in some rooms of the folders."""
    found: set[str] = set()
    for folder in map(str, folders):
        for room in rooms:
            with suppress(OSError):
                found.update(f"{room}/{name}" for name in os.listdir(f"{folder}/{room}"))  # noqa: PTH208
    return frozenset(found)


@lru_cache(maxsize=128)
def _text(folders: tuple[Path, ...], name: str) -> str:
    text = _folded(contents(folders, name, name)).decode()
    return _tight(text) if name.endswith(".css") else text


def _folded(code: bytes) -> bytes:
    """Return a style sheet or script without comments, indentation and blanks within braces.

    So no string in either holds a comment, or a brace beside a blank, or runs over lines.
    """
    first, *rest = code.split(b"/*")
    bare = first + b"".join(part.partition(b"*/")[2] for part in rest)
    lines = b"\n".join(filter(None, map(bytes.strip, bare.splitlines())))
    return lines.replace(b" {", b"{").replace(b"{ ", b"{").replace(b" }", b"}")


def _tight(style: str) -> str:
    """Return a style sheet without the blanks that no rule needs; strings stay as they are."""
    if "'" in style:
        return style  # whoever writes strings so may have blanks in them
    parts = style.split('"')
    parts[::2] = [_tightened(part) for part in parts[::2]]
    return '"'.join(parts)


def _tightened(style: str) -> str:
    pieces = regex.compiled(r"([:{};,>])\s+").split(style)
    for place, sign in enumerate(pieces[1::2]):
        if sign != ":":
            pieces[2 * place] = pieces[2 * place].rstrip()
    return "".join(pieces)
