"""File: its bytes, whole or piece by piece, always those of one state of it."""

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import cached_property
from os import fstat, stat_result
from pathlib import Path

from edition.diagnostic import Location, Refused, refusal
from edition.suggestion import nearest

__all__ = ["HEAD", "Stream", "is_file", "is_folder", "read_bytes"]

HEAD = 1 << 16
"""How many bytes of a file are read at a time."""

_SHORT = 1 << 20
"""How many bytes a file has at most that is read once, however often it is asked for."""

MOST_BYTES = 1 << 30
_State = tuple[int, int]


def read_bytes(path: Path, file: str) -> bytes:
    """Return the bytes of a regular file of at most 1 GiB. Raises Refused."""
    try:
        before = path.stat()
        fault = _kind_fault(before, file)
        if fault is not None:
            raise fault
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError:
        raise _missing(path, file) from None
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None
    if _state(before) != _state(after):
        raise _changed(file)
    return data


class Stream:
    """A file that is read piece by piece, as often as is asked; a short one is kept."""

    def __init__(self, path: Path, file: str) -> None:
        self._path = path
        self._file = file
        self._seen: _State | None = None

    @cached_property
    def head(self) -> bytes:
        """The first bytes of it; none of a file that is missing, too large or closed to us."""
        if self._kept is not None:
            return self._kept[:HEAD]
        try:
            if not self._path.is_file() or self._path.stat().st_size > MOST_BYTES:
                return b""
            with self._path.open("rb") as file:
                return file.read(HEAD)
        except (OSError, ValueError):
            return b""

    @cached_property
    def _kept(self) -> bytes | None:
        try:
            is_short = self._path.stat().st_size <= _SHORT
            return read_bytes(self._path, self._file) if is_short else None
        except (OSError, ValueError, Refused):  # whoever needs it is told
            return None

    def whole(self) -> bytes:
        """Return all of it. Raises Refused."""
        return read_bytes(self._path, self._file) if self._kept is None else self._kept

    def pieces(self) -> Iterator[bytes]:
        """Yield its bytes without a mark of UTF-8; Refused where they change meanwhile."""
        if self._kept is not None:
            yield self._kept.removeprefix(BOM_UTF8)
            return
        try:
            with self._path.open("rb") as file:
                before = _state(fstat(file.fileno()))
                yield file.read(HEAD).removeprefix(BOM_UTF8)
                while piece := file.read(HEAD):
                    yield piece
                state = _state(fstat(file.fileno()))
        except OSError as error:
            raise _unreadable(self._file, error) from None
        if before != state or self._seen not in {None, state}:
            raise _changed(self._file)
        self._seen = state


def is_file(path: Path) -> bool:
    """Whether a path is a file; one that cannot be looked at, or be a path at all, is none."""
    return os.path.isfile(path)  # noqa: PTH113  (which never raises, and takes half the time)


def is_folder(path: Path) -> bool:
    """Whether a path is a folder that can be looked at."""
    try:
        return path.is_dir()
    except (OSError, ValueError, RuntimeError):
        return False


def _state(stats: stat_result) -> _State:
    return stats.st_size, stats.st_mtime_ns


def _kind_fault(stats: stat_result, file: str) -> Refused | None:
    at = Location(file)
    if stat.S_ISDIR(stats.st_mode):
        return refusal(at, "unreadable-file", "This is a folder, not a file.", "Name a file.")
    if not stat.S_ISREG(stats.st_mode):
        return refusal(at, "unreadable-file", "This is no regular file.", "Name a file.")
    if stats.st_size > MOST_BYTES:
        return refusal(at, "too-large", "The file is larger than 1 GiB.", "Divide it.")
    return None


def _changed(file: str) -> Refused:
    message = "The file changed while it was read."
    return refusal(Location(file), "unreadable-file", message, "Run the command again.")


def _unreadable(file: str, error: Exception) -> Refused:
    reason = getattr(error, "strerror", None) or str(error)
    message = f"The file cannot be read: {reason}."
    return refusal(Location(file), "unreadable-file", message, "Check its permissions.")


def _missing(path: Path, file: str) -> Refused:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        names = []
    close = nearest(path.name, names, most=1)
    hint = f"Did you mean {path.with_name(close[0])}?" if close else "Check the path."
    return refusal(Location(file), "missing-file", "There is no such file.", hint)
