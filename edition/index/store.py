"""Store: indexes in the user's cache folder, one SQLite file for each state of a document.

The file's name is made of all that its contents depend on, so an index is never out of date, and
what is damaged, foreign or of another version is as good as none. It is written beside its place
and moved there, and opened for reading only: nobody waits for a lock, two processes do no harm.
"""

import os
from _thread import get_ident
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from edition import __version__
from edition.checksum import fingerprint
from edition.document import Document
from edition.fingerprint import Fingerprints
from edition.index.building import COLUMNS, Row, rows
from edition.index.entry import Entry, Quotation
from edition.project import Project
from edition.relaxng.cache import folder

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = ["Kept", "kept"]

_APPLICATION = 0x65646978
"""What SQLite's application_id says of our files: "edix"."""
_FORMAT = 1
_SUFFIX = ".passages"
_MOST_FILES = 2_000
_AROUND, _HEAD = 32, 64


class Kept:
    """The index of a document: its reading text, and an entry for each of its references."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    @cached_property
    def text(self) -> str:
        """The reading text, of which every passage is a part."""
        found: str = self._connection.execute("SELECT content FROM whole").fetchone()[0]
        return found

    def entries(self, tree: str = "") -> Iterator[Entry]:
        """Yield the entries in the order of the text, of one tree or of all, the default first."""
        wanted, given = (" WHERE tree = ?", (tree,)) if tree else ("", ())
        yield from map(self._entry, self._connection.execute(_select(wanted), given))

    def find(self, ref: str, tree: str = "") -> list[Entry]:
        """Return the entries of a reference, those of the default tree first."""
        wanted, given = ("AND tree = ?", (ref, tree)) if tree else ("", (ref,))
        found = self._connection.execute(_select(f" WHERE ref = ? {wanted}"), given)
        return list(map(self._entry, found))

    def around(self, start: int, end: int) -> list[Entry]:
        """Return the entries whose text holds a part of the whole, the narrowest first."""
        found = self._connection.execute(
            _select(" WHERE start <= ? AND stop >= ? AND stop > start", "stop - start, number"),
            (start, end),
        )
        return list(map(self._entry, found))

    def trees(self) -> list[str]:
        """Return the names of the trees, the default one first."""
        query = "SELECT tree FROM passage GROUP BY tree ORDER BY min(number)"
        return [name for (name,) in self._connection.execute(query)]

    def _entry(self, row: Row) -> Entry:
        *plain, strict, letters, loose = row
        start, end = plain[-2:]
        aliases = tuple(plain[3].split("\t")) if plain[3] else ()
        marks = Fingerprints(strict, letters)
        words = _quotation(self.text, start, end)
        if not end:  # what the text does not hold has words of its own, and none around it
            words = _quotation(loose, 0, len(loose))
        return Entry(*[*plain[:3], aliases, *plain[4:], marks, words])


def kept(document: Document, project: Project) -> Kept:
    """Return the index of a document: as it is kept, else made, and kept where that can be."""
    file = _file(document, project)
    found = None if file is None else _opened(file)
    if found is not None:
        return found
    text, made = rows(document, project)
    if file is not None and _write(file, text, made):
        found = _opened(file)
    return found or Kept(_filled(":memory:", text, made))


def _file(document: Document, project: Project) -> Path | None:
    caches = folder()
    if caches is None:
        return None
    sheets = [sheet.read_bytes() for sheet in _sheets(project)]
    state = repr((_FORMAT, __version__, document.id, document.data, sheets)).encode()
    return caches / "passages" / f"{fingerprint(state)}{_SUFFIX}"


def _sheets(project: Project) -> Iterator[Path]:
    """Yield the stylesheets that make the text."""
    for home in project.sheet_folders:
        yield from (home / "text.xsl",) if (home / "text.xsl").is_file() else ()
        yield from sorted((home / "text").glob("*.xsl"))


def _opened(file: Path) -> Kept | None:
    """Open a file for reading; None where it is none of ours, or damaged."""
    if not file.is_file():
        return None
    from sqlite3 import Error, connect

    try:
        connection = connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        (whose,) = connection.execute("PRAGMA application_id").fetchone()
        (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if whose == _APPLICATION and state == "ok":
            return Kept(connection)
        connection.close()
    except Error:
        pass
    return None


def _write(file: Path, text: str, made: list[Row]) -> bool:
    """Write an index beside its place and move it there; whether that could be done."""
    from sqlite3 import Error

    draft = file.with_suffix(f".{os.getpid()}-{get_ident()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        _filled(str(draft), text, made).close()
        draft.replace(file)
        _prune(file.parent)
    except (OSError, Error):  # a cache that cannot be written is none
        with suppress(OSError):
            draft.unlink()
        return False
    return True


def _filled(name: str, text: str, made: list[Row]) -> "Connection":
    """Return a new database with an index; nobody else knows it yet, so nothing is locked."""
    from sqlite3 import connect

    connection = connect(name, isolation_level=None)
    with closing(connection.cursor()) as cursor:
        for setting in (
            "journal_mode = OFF",
            "synchronous = OFF",
            f"application_id = {_APPLICATION}",
        ):
            cursor.execute(f"PRAGMA {setting}")
        cursor.execute("BEGIN")
        cursor.execute("CREATE TABLE whole (content TEXT)")
        cursor.execute("INSERT INTO whole VALUES (?)", (text,))
        cursor.execute(f"CREATE TABLE passage (number INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")
        blanks = ", ".join("?" * len(COLUMNS))
        cursor.executemany(f"INSERT INTO passage VALUES (NULL, {blanks})", made)  # noqa: S608
        cursor.execute("CREATE INDEX by_ref ON passage (ref)")
        cursor.execute("COMMIT")
    return connection


def _select(wanted: str, order: str = "number") -> str:
    return f"SELECT {', '.join(COLUMNS)} FROM passage{wanted} ORDER BY {order}"  # noqa: S608


def _quotation(text: str, start: int, end: int) -> Quotation:
    tail = text[max(start + _HEAD, end - _HEAD) : end]
    prefix, suffix = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Quotation(prefix, text[start : min(end, start + _HEAD)], tail, suffix)


def _prune(home: Path) -> None:
    """Remove the indexes that were made longest ago."""
    with suppress(OSError):
        files = [(file.stat().st_mtime, file) for file in home.glob(f"*{_SUFFIX}")]
        for _, file in sorted(files)[:-_MOST_FILES]:
            file.unlink(missing_ok=True)
