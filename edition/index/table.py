"""Table: a part of an index as it is written, and the database that is filled with tables."""

from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, Any

from edition.value import Value

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

__all__ = ["APPLICATION", "Row", "Table", "filled"]

Row = tuple[Any, ...]

APPLICATION = 0x65646978
"""What SQLite's application_id says of our files: "edix"."""

_NUMBER = "number INTEGER PRIMARY KEY"
_VIEW = (
    "CREATE VIEW reference AS SELECT named.number, tree, ref, passage, unit, level, parent, n "
    "FROM named CROSS JOIN kind ON kind.number = kind"
)
_INDEXES = "CREATE INDEX by_ref ON named (ref)", "CREATE INDEX by_passage ON named (passage)"
_AT_ONCE = 16


class Table(Value):
    """A table with its columns; each row has a number, the next one where `columns` names none."""

    name: str
    columns: str
    rows: list[Row]


def filled(name: str, draft: list[Table]) -> "Connection":
    """Return a new database with an index; nobody else knows it yet, so nothing is locked."""
    from sqlite3 import connect

    connection = connect(name, isolation_level=None)
    with closing(connection.cursor()) as cursor:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
            cursor.execute(f"PRAGMA {setting}")
        cursor.execute(f"PRAGMA application_id = {APPLICATION}")
        cursor.execute("BEGIN")
        for table in draft:
            _insert(cursor, *table)
        for statement in (*_INDEXES, _VIEW):
            cursor.execute(statement)
        cursor.execute("COMMIT")
    return connection


def _insert(cursor: "Cursor", table: str, columns: str, rows: list[Row]) -> None:
    """Make a table; a statement for several rows takes two thirds of the time of one for each."""
    names = columns.split(", ")
    others = [name for name in names if name != "number"]
    cursor.execute(f"CREATE TABLE {table} ({', '.join([_NUMBER, *others])})")
    blanks = f"({', '.join('?' * len(names))})"
    cells = chain.from_iterable(rows)
    several = zip(*[cells] * (_AT_ONCE * len(names)), strict=False)
    rest = rows[len(rows) // _AT_ONCE * _AT_ONCE :]
    for count, given in ((_AT_ONCE, several), (1, iter(rest))):
        values = ", ".join([blanks] * count)
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES {values}", given)  # noqa: S608
