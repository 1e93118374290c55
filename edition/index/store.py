"""Store: indexes in the user's cache folder, one SQLite file for each state of a document.

The file's name is made of all that its contents depend on, so an index is never out of date, and
what is damaged, foreign or of another version is as good as none. It is written beside its place
and moved there, and opened for reading only: nobody waits for a lock, two processes do no harm.
"""

import gc
import os
from _thread import get_ident
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from edition import __version__
from edition.checksum import fingerprint
from edition.diagnostic import Diagnostic, Location, Severity
from edition.document import Document
from edition.file.cache import folder
from edition.index.lookup import Kept
from edition.index.table import APPLICATION, Table, filled
from edition.project import Project

__all__ = ["at_hand", "kept", "unkept"]

_FORMAT = 7
_FOLDER = "passages"
_SUFFIX = ".passages"
_MOST_FILES = 2_000
_DAY = 86_400
_MADE_BY = (
    "", "citation", "index", "passage", "reference", "reference/schemes", "stylesheet", "tei",
    "text",
)  # fmt: skip
"""The folders of what makes an index: when it changes, so may what it makes."""
_SHEETS = ("", "text", "common")
_State = tuple[str, int, int]


def kept(
    document: Document,
    project: Project,
    profile: str = "reading",
    note: Callable[[Document], str] | None = None,
) -> Kept:
    """Return the index of a document: as it is kept, else made, and kept where that can be.

    What `note` says of the document is kept with it: see `Known`.
    """
    file = _file(document, project, profile)
    found = None if file is None else _opened(file, profile)
    if found is not None:
        return found
    with _uncollected():
        return _made(document, project, profile, note, file)


def _made(
    document: Document,
    project: Project,
    profile: str,
    note: Callable[[Document], str] | None,
    file: Path | None,
) -> Kept:
    """Make an index, and keep it in a file where that can be."""
    from edition.index.building import drafted

    draft = drafted(document, project, profile)
    draft.append(Table("note", "content", [] if note is None else [(note(document),)]))
    if file is None:
        return Kept(filled(":memory:", draft), profile)
    why = _write(file, draft)
    found = None if why is not None else _opened(file, profile, is_looked_through=False)
    return found or Kept(filled(":memory:", draft), profile, why)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: rows hold none, and to go through all of them again takes a tenth."""
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_collecting:
            gc.enable()


def unkept(index: Kept) -> Iterator[Diagnostic]:
    """Yield an error where an index could not be kept, for whoever was to make one.

    It is the same for all documents of a run, unless a file of somebody else's is in the way.
    """
    if index.unkept is not None:
        where, why = index.unkept
        yield Diagnostic(
            Location(str(where)),
            "unkept-index",
            Severity.ERROR,
            f"The index of the passages could not be kept here: {why}.",
            "Make room for it, or name another folder in EDITION_CACHE; empty, nothing is kept.",
        )


def at_hand(document: Document, project: Project) -> Kept | None:
    """Return the index of a document's reading text if it is kept; none is made.

    It is not looked through for damage: whoever asks it is told by an error of SQLite's.
    """
    caches = folder()
    if caches is None or not (caches / _FOLDER).is_dir():
        return None
    file = _file(document, project, "reading")
    return None if file is None else _opened(file, "reading", is_looked_through=False)


def _file(document: Document, project: Project, profile: str) -> Path | None:
    caches = folder()
    if caches is None:
        return None
    state = _FORMAT, __version__, profile, document.id, _makers(), _sheets(project)
    parts = [repr(state).encode(), *_headers(document), document.data]
    whole = b"".join([b"%d:%b" % (len(part), part) for part in parts])
    return caches / _FOLDER / f"{fingerprint(whole)}{_SUFFIX}"


def _headers(document: Document) -> list[bytes]:
    """Return the headers of the teiCorpus around a text, which may declare its references."""
    if not document.headers:
        return []
    from lxml import etree

    return [etree.tostring(header) for header in document.headers]


@lru_cache(maxsize=1)
def _makers() -> list[_State]:
    """Return the names of our modules, their sizes and when they were changed."""
    home = Path(__file__).parents[1]
    return [state for part in _MADE_BY for state in _states(home / part)]


@lru_cache(maxsize=8)
def _sheets(project: Project) -> list[_State]:
    """Return the same of the stylesheets that make the text, as they were when first asked for."""
    parts = [home / part for home in project.sheet_folders for part in _SHEETS]
    return [state for part in parts for state in _states(part)]


def _states(folder: Path) -> list[_State]:
    """Return the names of the files in a folder, their sizes and when they were changed."""
    try:
        files = [entry for entry in os.scandir(folder) if entry.is_file()]
    except OSError:
        return []
    return sorted((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files)


def _opened(file: Path, profile: str, *, is_looked_through: bool = True) -> Kept | None:
    """Open a file for reading; None where it is none of ours, or damaged."""
    if not file.is_file():
        return None
    from sqlite3 import Error, connect

    try:
        connection = connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        (whose,) = connection.execute("PRAGMA application_id").fetchone()
        check = "quick_check(1)" if is_looked_through else "encoding"
        (state,) = connection.execute(f"PRAGMA {check}").fetchone()
        if whose == APPLICATION and state in {"ok", "UTF-8"}:
            return Kept(connection, profile)
        connection.close()
    except Error:
        pass
    return None


def _is_foreign(file: Path) -> bool:
    """Whether a whole database lies in an index's place that says to be of somebody else."""
    try:
        head = file.read_bytes()[:100] if file.is_file() else b""
    except OSError:
        return False
    is_database = len(head) == 100 and head.startswith(b"SQLite format 3\0")
    return is_database and int.from_bytes(head[68:72], "big") not in {0, APPLICATION}


def _write(file: Path, draft: list[Table]) -> tuple[Path, str] | None:
    """Write an index beside its place and move it there; else return where it cannot be, and why.

    What is damaged is replaced, what is somebody else's is left alone.
    """
    from sqlite3 import Error

    if _is_foreign(file):
        return file, "a database that is not ours has its place"
    beside = file.with_suffix(f".{os.getpid()}-{get_ident()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        filled(str(beside), draft).close()
        beside.replace(file)
        _prune(file.parent)
    except (OSError, Error) as error:
        with suppress(OSError):
            beside.unlink()
        why = error.strerror if isinstance(error, OSError) else str(error)
        return file.parent, why or "it cannot be written"
    return None


def _prune(home: Path) -> None:
    """Remove the indexes that were made longest ago, and what killed processes have left."""
    with suppress(OSError):
        files = sorted((file.stat().st_mtime, file) for file in home.iterdir())
        for _, file in [each for each in files if each[1].suffix == _SUFFIX][:-_MOST_FILES]:
            file.unlink(missing_ok=True)
        newest = files[-1][0]
        for changed, file in files:
            if file.suffix != _SUFFIX and changed < newest - _DAY:
                file.unlink(missing_ok=True)
