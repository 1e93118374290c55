"""Rows: a file that git merges, one JSON object a line; the first line says what the file is."""

import json
from collections.abc import Collection
from pathlib import Path

from edition.diagnostic import Location, Refused, refusal
from edition.file import read_bytes
from edition.suggestion import nearest
from edition.value import Value

__all__ = ["Kind", "Row", "read_rows"]

_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_RESTORE = "Restore the file from git, or mend this line; nothing is overwritten."


class Kind(Value):
    """What such a file is: `name` in full (ledger of ids), `item` what each row is known by.

    Its first line has its version as `key`; `rule` is that of what makes it unusable.
    """

    name: str
    item: str
    key: str
    version: int
    rule: str


class Row(Value):
    """An object of a file, and the number of its line."""

    kind: Kind
    file: str
    number: int
    stated: dict[str, object]

    def damaged(self, message: str, hint: str = _RESTORE) -> Refused:
        """Return what is raised for a row that is not what it is to be."""
        return _damaged(self.kind, self.file, self.number, message, hint)

    def expect(self, known: Collection[str]) -> None:
        """Raise Refused for a field that is not known."""
        unknown = sorted(self.stated.keys() - set(known))
        if unknown:
            close = nearest(unknown[0], known, most=1)
            hint = f"Did you mean “{close[0]}”?" if close else _RESTORE
            raise self.damaged(f"“{unknown[0]}” is nothing that a line here has.", hint)


def read_rows(path: Path, file: str, kind: Kind) -> list[Row]:
    """Return the objects of a file, the first that of its first line; `file` is how it is called.

    Raises Refused, with the line, for one that is damaged, has conflict marks in it, or is of a
    version that we do not know.
    """
    try:
        lines = read_bytes(path, file).decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise _damaged(kind, file, 1, f"The {_short(kind)} is not UTF-8.") from None
    head = _row(kind, file, 1, lines[0])
    version = head.stated.get(kind.key)
    first = f'{{"{kind.key}": {kind.version}}}'
    if version is None:
        raise head.damaged(f"This is no {kind.name}: its first line is to say {first}.")
    if version != kind.version:
        what = f"The {_short(kind)} is of version {version}; this edition reads version"
        hint = "Use the version of edition that it was written with."
        raise head.damaged(f"{what} {kind.version}.", hint)
    rest = enumerate(lines[1:], 2)
    return [head, *(_row(kind, file, number, line) for number, line in rest if line.strip())]


def _row(kind: Kind, file: str, number: int, line: str) -> Row:
    if line.startswith(_MARKS):
        what = f"git has left a conflict here: two branches changed the {_short(kind)}."
        hint = "Keep the lines of both sides and take out the marks; of one"
        raise _damaged(kind, file, number, what, f"{hint} {kind.item} keep the right line.")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _damaged(kind, file, number, "This line is no JSON object.", _RESTORE)
    return Row(kind, file, number, found)


def _short(kind: Kind) -> str:
    return kind.name.partition(" ")[0]


def _damaged(kind: Kind, file: str, number: int, message: str, hint: str = _RESTORE) -> Refused:
    return refusal(Location(file, number, 1), kind.rule, message, hint)
