"""Writing: a file is written beside its place and moved there: no half file is ever seen."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Refused, Severity

__all__ = ["refusal", "write", "write_all", "write_parts"]

_ELSEWHERE = "Make room, check the folder's permissions, or name another folder with -o."


def write(target: Path, data: bytes, hint: str = _ELSEWHERE) -> Path:
    """Write a file, keeping the permissions and the owner of the one that stands there.

    One that holds the same bytes already is left alone, so that its date says when it changed.
    Leftovers of a run that was killed are overwritten. Raises Refused where the file system
    refuses; the file that stood there then stands unchanged. `hint` says what to do then.
    """
    return write_all(target.parent, {target.name: data}, hint)[0]


def write_parts(target: Path, parts: Iterator[bytes]) -> Path:
    """Write a file as `write` does, of parts that are never held as a whole."""
    _make_room(target.parent, [target.name], _ELSEWHERE)
    return _written(target, parts, _ELSEWHERE)


def write_all(folder: Path, files: Mapping[str, bytes], hint: str = _ELSEWHERE) -> list[Path]:
    """Write files into a folder, each as `write` does. Raises Refused at the first that fails."""
    _make_room(folder, [*files], hint)
    return [_written(folder / name, data, hint) for name, data in files.items()]


def _make_room(folder: Path, names: list[str], hint: str) -> None:
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder, names)
    except OSError as error:
        raise _refused(folder / next(iter(names), ""), error, hint) from None


def _written(target: Path, data: bytes | Iterator[bytes], hint: str) -> Path:
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        old = _state(target)
        if old is not None and stat.S_ISDIR(old.st_mode):
            raise IsADirectoryError(21, "a folder of this name stands there")
        if isinstance(data, bytes):
            if old is not None and _holds(target, old, data):
                return target
            draft.write_bytes(data)
        else:
            with draft.open("wb") as file:
                file.writelines(data)
            if old is not None and _is_like(target, old, draft):
                draft.unlink()
                return target
        _dress(draft, target)
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise _refused(target, error, hint) from None
    return target


def _state(target: Path) -> os.stat_result | None:
    """Return what stands at a place, a link as such; None where nothing does."""
    try:
        return target.lstat()
    except OSError:  # or what stands there cannot be seen: to write tells why
        return None


def _holds(target: Path, state: os.stat_result, data: bytes) -> bool:
    """Whether a file, and no link to one, holds just these bytes."""
    if not stat.S_ISREG(state.st_mode) or state.st_size != len(data):
        return False
    try:
        return target.read_bytes() == data
    except OSError:
        return False


def _is_like(target: Path, state: os.stat_result, draft: Path) -> bool:
    """Whether a file, and no link to one, holds the bytes of its draft."""
    from filecmp import cmp  # only the longest files are compared so

    return stat.S_ISREG(state.st_mode) and cmp(target, draft, shallow=False)


def _refused(target: Path, error: OSError, hint: str) -> Refused:
    reason = error.strerror or str(error)
    return refusal(target, f"The file cannot be written: {reason}.", hint)


def refusal(target: Path, message: str, hint: str) -> Refused:
    """Return what is raised for a file that cannot be, or is not to be, written."""
    return Refused(
        Diagnostic(Location(str(target)), "unwritable-file", Severity.ERROR, message, hint)
    )


def _dress(draft: Path, target: Path) -> None:
    """Give a draft the permissions, and where that is allowed the owner, of what it replaces."""
    try:
        old = target.stat()
    except OSError:  # there is none
        return
    draft.chmod(stat.S_IMODE(old.st_mode))
    new = draft.stat()
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid) and hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(draft, old.st_uid, old.st_gid)


def _sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove drafts of files of these names whose process has ended."""
    leftovers = _leftovers(folder)
    for draft in [draft for name in names for draft in leftovers.pop(name, ())]:
        with suppress(OSError):
            draft.unlink()


@lru_cache(maxsize=64)
def _leftovers(folder: Path) -> dict[str, list[Path]]:
    """Return the drafts that ended processes left in a folder, by the names of their files.

    They are looked for once: to do so for every file is to go through all files for each.
    """
    found: dict[str, list[Path]] = {}
    for name in os.listdir(folder):  # noqa: PTH208  (a path for each name takes ten times as long)
        if name.startswith(".") and name.endswith(".tmp"):
            target, _, process = name[1 : -len(".tmp")].rpartition(".")
            if process.isdecimal() and not _runs(int(process)):
                found.setdefault(target, []).append(folder / name)
    return found


def _runs(process: int) -> bool:
    if os.name != "posix":  # elsewhere a signal of 0 would not be harmless
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):  # the latter: a number that no process has
        return False
    except OSError:
        return True
    return True
