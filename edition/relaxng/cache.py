"""Cache: compiled schemas in the user's cache folder, by their content.

A file is a checksum, plain data (marshal, which makes no objects but numbers, strings and tuples)
and a copy of the schema; data whose checksum is wrong are never looked at. So a damaged file, or
one of another version, is as good as none. To compare the copy is exact, and takes a tenth of the
time of a digest. EDITION_CACHE names another folder; if it is empty, nothing is kept.
"""

import marshal
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from edition.checksum import fingerprint
from edition.file import read_bytes
from edition.file.cache import folder

__all__ = ["contents", "find", "folder", "keep", "sealed"]

_FORMAT = 11
_MOST_FILES = 40
_SEAL = 4


def contents(file: Path) -> bytes:
    """Return the bytes of a schema: a grammar and the rules in it are read once. Raises Refused."""
    stat = file.stat()
    return _contents(file, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _contents(file: Path, _changed: int, _size: int) -> bytes:
    return read_bytes(file, str(file))


def find(file: Path, data: bytes) -> tuple[list[str], tuple[Any, ...]] | None:
    """Return the files that a schema with these bytes takes in, and the data kept for it.

    None where nothing is kept, or where anything is not as it was then.
    """
    path = _path(file, data)
    if path is None:
        return None
    try:
        kept = path.read_bytes()
        payload = memoryview(kept)[_SEAL : len(kept) - len(data)]
        if not kept.endswith(data) or _seal(payload) != kept[:_SEAL]:
            return None
        taken_in, *parts = marshal.loads(payload)  # noqa: S302  (it is whole)
        is_as_then = all(
            fingerprint((file.parent / name).read_bytes()) == digest for name, digest in taken_in
        )
    except (OSError, ValueError, EOFError, TypeError):
        return None
    names = [str(file.parent / name) for name, _ in taken_in]
    return (names, tuple(parts)) if is_as_then else None


def keep(file: Path, data: bytes, taken_in: Iterable[str], *parts: Any) -> None:  # noqa: ANN401  (as sealed)
    """Keep plain data for a schema file with these bytes, and for the files that it takes in."""
    path = _path(file, data)
    if path is None:
        return
    with suppress(OSError, ValueError):  # a cache that cannot be written is none
        others = [
            (os.path.relpath(name, file.parent), fingerprint(Path(name).read_bytes()))
            for name in dict.fromkeys(taken_in)
        ]
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(sealed((tuple(others), *parts)) + data)
        beside.replace(path)
        _prune(path.parent)


def sealed(data: Any) -> bytes:  # noqa: ANN401  (whatever marshal takes)
    """Return plain data as bytes, behind their checksum."""
    payload = marshal.dumps(data)
    return _seal(payload) + payload


def _seal(payload: bytes | memoryview) -> bytes:
    """Return a checksum against damage; who would forge a file could forge any digest too."""
    return crc32(payload).to_bytes(_SEAL, "big")


def _path(file: Path, data: bytes) -> Path | None:
    """Return the file for a schema: its name is made of all that the contents depend on."""
    caches = folder()
    if caches is None:
        return None
    version = (_FORMAT, sys.version_info[:3], sys.implementation.cache_tag, file.suffix)
    kind = crc32(repr(version).encode())
    return caches / f"{kind:08x}-{_sum(data):08x}-{len(data):x}.relaxng"


@lru_cache(maxsize=4)
def _sum(data: bytes) -> int:
    """Return a checksum; a grammar and the rules in it have the same one."""
    return crc32(data)


def _prune(folder: Path) -> None:
    """Remove the schemas that were kept longest ago."""
    files = sorted(folder.glob("*.relaxng"), key=lambda path: path.stat().st_mtime)
    for path in files[:-_MOST_FILES]:
        path.unlink(missing_ok=True)
