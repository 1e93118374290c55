"""Table: the places that cells spanning rows or columns leave empty, which plain text keeps."""

from collections.abc import Iterable, Iterator

from edition.document import TEI
from edition.document.tree import Element

__all__ = ["EMPTY", "mark_empty"]

EMPTY = "e-empty"
"""On a cell: how many places before it are empty; on a row: how many are behind its last cell."""

_MOST = 1000


def mark_empty(tables: Iterable[Element]) -> None:
    """Say of the cells and rows of tables with spans what others leave empty beside them."""
    for table in tables:
        cells = [cell for row in _rows(table) for cell in _cells(row)]
        if any(_span(cell, name) > 1 for cell in cells for name in ("rows", "cols")):
            _mark(table)


def _mark(table: Element) -> None:
    reaching: dict[int, int] = {}  # by column: how many rows more a cell above reaches down
    for row in _rows(table):
        column = 0
        below: dict[int, int] = {}
        empty = 0
        for cell in _cells(row):
            while reaching.get(column):
                column, empty = column + 1, empty + 1
            if empty:
                cell.set(EMPTY, str(empty))
            wide, high = _span(cell, "cols"), _span(cell, "rows")
            below.update((place, high) for place in range(column, column + wide))
            column, empty = column + wide, wide - 1
        empty += sum(1 for place, rows in reaching.items() if rows and place >= column)
        if empty:
            row.set(EMPTY, str(empty))
        reaching = {place: rows - 1 for place, rows in (reaching | below).items() if rows > 1}


def _rows(table: Element) -> Iterator[Element]:
    return table.iterchildren(f"{{{TEI}}}row")


def _cells(row: Element) -> Iterator[Element]:
    return row.iterchildren(f"{{{TEI}}}cell")


def _span(cell: Element, name: str) -> int:
    stated = cell.get(name, "1")
    return min(int(stated), _MOST) if stated.isascii() and stated.isdigit() else 1
