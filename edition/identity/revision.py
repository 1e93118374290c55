"""Revision: the files of an edition as git has them at one time; nothing is fetched.

Only objects are read, so neither attributes nor hooks nor filters of the repository have a say.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from edition.diagnostic import Location, Refused, refusal

__all__ = ["files_of", "last_release", "last_touched"]

_KEPT = (".xml", ".xsl", "edition.toml", "ids.jsonl")
_REGULAR = "100"
_NO_GIT = "Name a folder that holds the other state: that of the last release."


def files_of(name: str, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of what belongs to the edition in a revision, below the project.

    Raises Refused where git is missing, the folder is in no repository, the revision is unknown,
    or the clone lacks it.
    """
    listed = _git(name, root, "ls-tree", "-r", "-z", _commit(name, root), ".")
    wanted: list[tuple[str, str]] = []
    for row in filter(None, listed.split(b"\0")):
        facts, _, path = row.decode("utf-8", "surrogateescape").partition("\t")
        mode, _, sign = facts.split()[:3]
        if mode.startswith(_REGULAR) and path.endswith(_KEPT):  # no links, no submodules
            wanted.append((path, sign))
    asked = "".join(f"{sign}\n" for _, sign in wanted).encode()
    answer = _git(name, root, "cat-file", "--batch", stdin=asked)
    at = 0
    for path, sign in wanted:
        head, _, _ = answer[at : at + 200].partition(b"\n")
        facts = head.decode("ascii", "replace")
        if not facts.startswith(f"{sign} blob "):
            raise _lacking(name, path)
        start = at + len(head) + 1
        at = start + int(facts.split()[2]) + 1
        yield path, answer[start : at - 1]


def last_release(root: Path) -> str:
    """Return the newest tag behind what is checked out, else HEAD. Raises Refused without git."""
    _commit("HEAD", root)
    try:
        return _git("HEAD", root, "describe", "--tags", "--abbrev=0").decode().strip()
    except Refused:
        return "HEAD"


def last_touched(root: Path, file: str) -> str:
    """Return the revision in which a file was changed last; nothing where there is none."""
    try:
        return _git("HEAD", root, "log", "-1", "--format=%H", "--", file).decode().strip()
    except Refused:
        return ""


def _commit(name: str, root: Path) -> str:
    """Return the object of a revision. Raises Refused."""
    found = _git(
        name, root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    return found.decode().strip()


def _git(name: str, root: Path, *command: str, stdin: bytes = b"") -> bytes:
    """Return what git says. Raises Refused with what to do where it says no."""
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603  (its arguments are ours, the revision is verified)
            ["git", "-c", "core.fsmonitor=false", *command],  # noqa: S607  (whichever is installed)
            cwd=root,
            input=stdin,
            capture_output=True,
            check=False,
            env={**os.environ, **quiet},
        )
    except OSError:
        message = f"“{name}” is no folder here, and git, which might know it, is not installed."
        raise _refused(name, message, _NO_GIT) from None
    if done.returncode:
        raise _why(name, root, done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _why(name: str, root: Path, said: str) -> Refused:
    if "not a git repository" in said:
        message = f"“{name}” is no folder here, and the project is in no git repository."
        return _refused(name, message, _NO_GIT)
    if "dubious ownership" in said:
        message = "git does not read this repository, since it belongs to somebody else."
        return _refused(name, message, "Say git config --global --add safe.directory FOLDER.")
    if _is_shallow(root):
        message = f"“{name}” is no folder here, and this clone of the repository is shallow."
        return _refused(name, message, "Say git fetch --unshallow --tags, then try again.")
    message = f"“{name}” is no folder here, and no revision that git knows."
    return _refused(
        name, message, "Name a folder, a tag, a branch or a commit; git tag lists the tags."
    )


def _lacking(name: str, path: str) -> Refused:
    message = (
        f"The revision “{name}” has {path}, but this clone of the repository lacks its contents."
    )
    return _refused(name, message, "Say git fetch --unshallow --tags, or clone it as a whole.")


def _is_shallow(root: Path) -> bool:
    done = subprocess.run(
        ["git", "rev-parse", "--is-shallow-repository"],  # noqa: S607
        cwd=root,
        capture_output=True,
        check=False,
    )
    return done.stdout.strip() == b"true"


def _refused(name: str, message: str, hint: str) -> Refused:
    return refusal(Location(name), "unknown-state", message, hint)
