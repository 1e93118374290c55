"""Notation: the file `cite.lock`, one JSON object a line, in the order of keys.

A record is one line, so git never mixes two of them, and two authors who add different records
are merged without conflict unless these are neighbours; then both lines are kept. Its fields have
names that people can read, nothing in it is ever executed, and the first line says its version.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from edition.diagnostic import Location, Refused, nearest, refusal
from edition.file import read_bytes
from edition.fingerprint import Fingerprints
from edition.lock.record import Record

__all__ = ["FILE", "read_lock", "written"]

FILE = "cite.lock"
_KEY, _FORMAT = "cite-lock", 1
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_RESTORE = "Restore the file from git, or mend this line; nothing is overwritten."
_FIELDS = (
    "key document ref profile version fingerprints before words ending after date base".split()
)
_NEEDED = {"key", "document", "fingerprints", "date"}
_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"


def read_lock(file: Path) -> dict[str, Record]:
    """Return the records of a lock by their keys; none where there is no file yet.

    Raises Refused, with the line, for one that is damaged, has conflict marks in it, or is of a
    version that we do not know.
    """
    name = str(file)
    if not file.exists() and not file.is_symlink():
        return {}
    try:
        rows = read_bytes(file, name).decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise _damaged(name, 1, "The lock is not UTF-8.") from None
    _check_head(name, rows[0].rstrip("\r"))
    found: dict[str, Record] = {}
    for number, row in enumerate(rows[1:], 2):
        if row.strip():
            record = _record(name, number, row.rstrip("\r"))
            if found.setdefault(record.key, record) != record:
                what = f"The key “{record.key}” has a second line, which says something else."
                raise _damaged(name, number, what, "Keep the line that is right.")
    return found


def _check_head(name: str, row: str) -> None:
    head = _object(name, 1, row)
    if _KEY not in head:
        what = f'This is no lock of citations: its first line is to say {{"{_KEY}": {_FORMAT}}}.'
        raise _damaged(name, 1, what)
    if head[_KEY] != _FORMAT:
        what = f"The lock is of version {head[_KEY]}; this edition reads version {_FORMAT}."
        raise _damaged(name, 1, what, "Use the version of edition that it was written with.")


def _object(name: str, number: int, row: str) -> dict[str, object]:
    if row.startswith(_MARKS):
        what = "git has left a conflict here: two branches changed the lock."
        hint = "Keep the lines of both sides and take out the marks; of one key keep one line."
        raise _damaged(name, number, what, hint)
    try:
        found = json.loads(row)
    except (ValueError, RecursionError):
        raise _damaged(name, number, "This line is no JSON object.") from None
    if not isinstance(found, dict):
        raise _damaged(name, number, "This line is no JSON object.")
    return found


def _record(name: str, number: int, row: str) -> Record:
    found = _object(name, number, row)
    unknown = sorted(found.keys() - set(_FIELDS))
    if unknown:
        close = nearest(unknown[0], _FIELDS, most=1)
        hint = f"Did you mean “{close[0]}”?" if close else _RESTORE
        raise _damaged(name, number, f"“{unknown[0]}” is nothing that a record has.", hint)
    missing = [each for each in _FIELDS if each in _NEEDED and not found.get(each)]
    texts = {each: found.get(each) or "" for each in _FIELDS}
    if missing:
        raise _damaged(name, number, f"The record lacks “{missing[0]}”.")
    if not all(isinstance(value, str) for value in texts.values()):
        raise _damaged(name, number, "A value of the record is no text.")
    plain = {each: str(value) for each, value in texts.items()}
    strict, _, letters = plain.pop("fingerprints").partition(".")
    marks = Fingerprints(strict, letters, plain.pop("profile") or "reading")
    record = Record(**plain, fingerprints=marks)
    if not all(len(mark) == 8 and set(mark) <= set(_SIGNS) for mark in (strict, letters)):
        raise _damaged(name, number, "The fingerprints of the record are none.")
    if not record.is_sound():
        what = f"The words of “{record.key}” are not those that its fingerprints were made of."
        raise _damaged(name, number, what, "Restore the line from git, or lock the passage anew.")
    return record


def written(records: Iterable[Record]) -> bytes:
    """Return the file of some records: the same records give the same bytes; absent is left out."""
    rows = [json.dumps({_KEY: _FORMAT})]
    for record in sorted(records, key=lambda each: each.key):
        fields = {**record.fields(), "fingerprints": str(record.fingerprints)}
        fields["profile"] = record.fingerprints.profile.replace("reading", "")
        named = {name: fields[name] for name in _FIELDS if fields[name]}
        rows.append(json.dumps(named, ensure_ascii=False))
    return ("\n".join(rows) + "\n").encode()


def _damaged(name: str, number: int, message: str, hint: str = _RESTORE) -> Refused:
    return refusal(Location(name, number, 1), "unusable-lock", message, hint)
