"""Table: a part of an index as it is written."""

from typing import Any

from edition.value import Value

__all__ = ["Row", "Table"]

Row = tuple[Any, ...]


class Table(Value):
    """A table with its columns; each row has a number, the next one where `columns` names none."""

    name: str
    columns: str
    rows: list[Row]
