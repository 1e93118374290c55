"""Writing: a file is written beside its place and moved there: no half file is ever seen."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Refused, Severity

__all__ = ["refusal", "write"]

_ELSEWHERE = "Make room, check the folder's permissions, or name another folder with -o."


def write(target: Path, data: bytes, hint: str = _ELSEWHERE) -> Path:
    """Write a file, keeping the permissions and the owner of the one that stands there.

    Leftovers of a run that was killed are overwritten. Raises Refused where the file system
    refuses; the file that stood there then stands unchanged. `hint` says what to do then.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        if target.is_dir() and not target.is_symlink():
            raise IsADirectoryError(21, "a folder of this name stands there")
        draft.write_bytes(data)
        _dress(draft, target)
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        reason = error.strerror or str(error)
        raise refusal(target, f"The file cannot be written: {reason}.", hint) from None
    return target


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


def _sweep(target: Path) -> None:
    """Remove drafts of this file whose process has ended."""
    start = f".{target.name}."
    for draft in target.parent.iterdir():
        if draft.name.startswith(start) and draft.name.endswith(".tmp"):
            process = draft.name[len(start) : -len(".tmp")]
            if process.isdecimal() and not _runs(int(process)):
                with suppress(OSError):
                    draft.unlink()


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
