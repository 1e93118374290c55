"""Notation: the file `cite.lock`, one JSON object a line, in the order of keys.

A record is one line, so git never mixes two of them, and two authors who add different records
are merged without conflict unless these are neighbours; then both lines are kept. Its fields have
names that people can read, nothing in it is ever executed, and the first line says its version.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from edition.file.rows import Kind, Row, read_rows
from edition.fingerprint import Fingerprints
from edition.lock.record import Record

__all__ = ["FILE", "read_lock", "written"]

FILE = "cite.lock"
_KIND = Kind("lock of citations", "key", "cite-lock", 1, "unusable-lock")
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
    if not file.exists() and not file.is_symlink():
        return {}
    found: dict[str, Record] = {}
    for row in read_rows(file, str(file), _KIND)[1:]:
        record = _record(row)
        if found.setdefault(record.key, record) != record:
            what = f"The key “{record.key}” has a second line, which says something else."
            raise row.damaged(what, "Keep the line that is right.")
    return found


def _record(row: Row) -> Record:
    row.expect(_FIELDS)
    missing = [each for each in _FIELDS if each in _NEEDED and not row.stated.get(each)]
    texts = {each: row.stated.get(each) or "" for each in _FIELDS}
    if missing:
        raise row.damaged(f"The record lacks “{missing[0]}”.")
    if not all(isinstance(value, str) for value in texts.values()):
        raise row.damaged("A value of the record is no text.")
    plain = {each: str(value) for each, value in texts.items()}
    strict, _, letters = plain.pop("fingerprints").partition(".")
    marks = Fingerprints(strict, letters, plain.pop("profile") or "reading")
    record = Record(**plain, fingerprints=marks)
    if not all(len(mark) == 8 and set(mark) <= set(_SIGNS) for mark in (strict, letters)):
        raise row.damaged("The fingerprints of the record are none.")
    if not record.is_sound():
        what = f"The words of “{record.key}” are not those that its fingerprints were made of."
        raise row.damaged(what, "Restore the line from git, or lock the passage anew.")
    return record


def written(records: Iterable[Record]) -> bytes:
    """Return the file of some records: the same records give the same bytes; absent is left out."""
    rows = [json.dumps({_KIND.key: _KIND.version})]
    for record in sorted(records, key=lambda each: each.key):
        fields = {**record.fields(), "fingerprints": str(record.fingerprints)}
        fields["profile"] = record.fingerprints.profile.replace("reading", "")
        named = {name: fields[name] for name in _FIELDS if fields[name]}
        rows.append(json.dumps(named, ensure_ascii=False))
    return ("\n".join(rows) + "\n").encode()
