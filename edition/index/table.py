"""Table: a part of an index as it is written."""

from typing import Any

from edition.value import Value

__all__ = ["Row", "Table"]

Row = tuple[Any, ...]


class Table(Value):
    """A table with its columns, behind a number that is each row's key; None for the next one."""

    name: str
    columns: str
    rows: list[Row]
