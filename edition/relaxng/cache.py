"""Cache: compiled schemas in the user's cache folder, by their content.

A file is a checksum and plain data (marshal, which makes no objects but numbers, strings and
tuples); data whose checksum is wrong are never looked at. So a damaged file, or one of another
version, is as good as none. EDITION_CACHE names another folder; if it is empty, nothing is kept.
"""

import marshal
import os
import sys
from binascii import crc32
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from edition.checksum import fingerprint
from edition.file import read_bytes

__all__ = ["digest", "find", "folder", "keep", "sealed"]

_FORMAT = 9
_MOST_FILES = 40
_DIGITS = 4


def digest(file: Path) -> str:
    """Return what tells a schema file from every other, by its content. Raises Refused.

    A grammar and the rules in it ask for the same: it is computed once.
    """
    stat = file.stat()
    return _digest(file, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=16)
def _digest(file: Path, _changed: int, _size: int) -> str:
    return fingerprint(read_bytes(file, str(file)))


def find(file: Path, content: str) -> tuple[list[str], tuple[Any, ...]] | None:
    """Return the files that a schema with this digest takes in, and the data kept for it.

    None where nothing is kept, or where anything is not as it was then.
    """
    path = _path(file, content)
    if path is None:
        return None
    try:
        kept = path.read_bytes()
        if _checksum(memoryview(kept)[_DIGITS:]) != kept[:_DIGITS]:
            return None
        taken_in, *parts = marshal.loads(memoryview(kept)[_DIGITS:])  # noqa: S302  (it is whole)
        is_as_then = all(
            fingerprint((file.parent / name).read_bytes()) == digest for name, digest in taken_in
        )
    except (OSError, ValueError, EOFError, TypeError):
        return None
    names = [str(file.parent / name) for name, _ in taken_in]
    return (names, tuple(parts)) if is_as_then else None


def keep(file: Path, content: str, taken_in: Iterable[str], *parts: Any) -> None:  # noqa: ANN401  (as sealed)
    """Keep plain data for a schema file with this digest, and for the files that it takes in."""
    path = _path(file, content)
    if path is None:
        return
    with suppress(OSError, ValueError):  # a cache that cannot be written is none
        others = [
            (os.path.relpath(name, file.parent), fingerprint(Path(name).read_bytes()))
            for name in dict.fromkeys(taken_in)
        ]
        whole = sealed((tuple(others), *parts))
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(whole)
        beside.replace(path)
        _prune(path.parent)


def sealed(data: Any) -> bytes:  # noqa: ANN401  (whatever marshal takes)
    """Return plain data as bytes, behind their checksum."""
    payload = marshal.dumps(data)
    return _checksum(payload) + payload


def _checksum(payload: bytes | memoryview) -> bytes:
    """Return a CRC-32: it is against damage; who would forge a file could forge any digest too."""
    return crc32(payload).to_bytes(_DIGITS, "big")


def _path(file: Path, content: str) -> Path | None:
    """Return the file for a schema: its name is made of all that the contents depend on."""
    caches = folder()
    if caches is None:
        return None
    version = (_FORMAT, sys.version_info[:3], sys.implementation.cache_tag, file.suffix)
    return caches / f"{fingerprint(repr((*version, content)).encode())}.relaxng"


def folder() -> Path | None:
    """Return the user's cache folder, None where nothing is kept.

    Source: XDG Base Directory Specification.
    """
    given = os.environ.get("EDITION_CACHE")
    if given is not None:
        return Path(given) if given else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "edition"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home)) / "edition" / "Cache"
    caches = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(caches) if Path(caches).is_absolute() else home / ".cache") / "edition"


def _prune(folder: Path) -> None:
    """Remove the schemas that were kept longest ago."""
    files = sorted(folder.glob("*.relaxng"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_MOST_FILES]:
        path.unlink(missing_ok=True)
