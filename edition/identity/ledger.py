"""Ledger: every id that an edition has given, and what became of it; the file `ids.jsonl`.

One object a line, in the order of document and id, so that git merges it; the first line says what
the file is, and which versions are published. What lives has no last version, so that a release
changes the lines of what changed, and no others.
"""

import json
from collections.abc import Iterable
from typing import Any

from edition.file import is_file
from edition.file.rows import Kind, Row, read_rows
from edition.fingerprint import Fingerprints
from edition.identity.fate import Change
from edition.project import LEDGER, Project, shown
from edition.value import Value

__all__ = ["Earlier", "Entry", "Ledger", "change_of", "changed", "read_ledger", "written"]

_KIND = Kind("ledger of ids", "id", "edition-ids", 1, "unusable-ledger")


class Earlier(Value):
    """What a passage said up to a version; without `text` where nobody kept it."""

    last: str
    fingerprints: str
    text: str = ""


class Entry(Value):
    """An id with its history; `first` is empty until it is published, `last` while it lives.

    `successors` are references that stand in for it, `reason` is what its tombstone says.
    """

    document: str
    id: str
    kind: str
    first: str
    last: str
    fingerprints: str
    successors: tuple[str, ...] = ()
    reason: str = ""
    earlier: tuple[Earlier, ...] = ()

    def is_published(self) -> bool:
        """Whether somebody may have cited it."""
        return bool(self.first)

    def change(self, now: Fingerprints | str) -> Change:
        """Say how its words differ from those of other fingerprints."""
        return change_of(self.fingerprints, str(now))


class Ledger(Value):
    """The entries of a project by document and id, and its published versions in order."""

    versions: tuple[str, ...]
    entries: dict[tuple[str, str], Entry]

    def names(self) -> set[str]:
        """Return every id that was ever given."""
        return {name for _, name in self.entries}

    def has_published(self, document: str, name: str) -> bool:
        """Whether a text has had an id in a published version."""
        entry = self.entries.get((document, name))
        return entry is not None and entry.is_published()


def change_of(one: str, other: str) -> Change:
    """Return how words differ, by two pairs of fingerprints."""
    if one == other:
        return Change.SAME
    same_letters = one.partition(".")[2] == other.partition(".")[2]
    return Change.TYPOGRAPHY if same_letters else Change.ALTERED


def read_ledger(project: Project) -> Ledger:
    """Return the ledger of a project, empty where there is none yet.

    Raises Refused, with the line, for one that is damaged, has conflict marks in it, or is of a
    version that we do not know.
    """
    path = project.root / LEDGER
    if not is_file(path):
        return Ledger((), {})
    head, *rows = read_rows(path, str(shown(path)), _KIND)
    entries: dict[tuple[str, str], Entry] = {}
    for row in rows:
        entry = _entry(row)
        key = entry.document, entry.id
        if key in entries:
            what = f"{entry.document}#{entry.id} has a second line."
            raise row.damaged(what, "Keep the line that is right.")
        entries[key] = entry
    return Ledger(_versions(head), entries)


def _versions(head: Row) -> tuple[str, ...]:
    versions = head.stated.get("versions", [])
    if not isinstance(versions, list) or not all(isinstance(each, str) for each in versions):
        raise head.damaged("The versions are to be a list of strings.")
    return tuple(versions)


def _entry(row: Row) -> Entry:
    found = row.stated
    row.expect(Entry.field_names)
    try:
        earlier = [
            Earlier(**{**each, "text": each["text"] or ""}) for each in _list(found, "earlier")
        ]
        successors = tuple(_list(found, "successors"))
        plain: dict[str, object] = {name: value or "" for name, value in found.items()}
        entry = Entry(**{**plain, "successors": successors, "earlier": tuple(earlier)})  # type: ignore[arg-type]
    except (TypeError, KeyError):
        raise row.damaged("The entry is not complete.") from None
    texts = (*tuple(entry)[:6], entry.reason, *entry.successors)
    if not all(isinstance(each, str) for each in texts) or not entry.document or not entry.id:
        raise row.damaged("The entry is not complete.")
    return entry


def _list(found: dict[str, object], name: str) -> list[Any]:
    """Return a list that an entry has; what is none is not complete."""
    value = found.get(name) or []
    if not isinstance(value, list):
        raise TypeError(name)
    return value


def written(ledger: Ledger) -> bytes:
    """Return the file of a ledger: the same entries give the same bytes; absent is null."""
    rows = [json.dumps({_KIND.key: _KIND.version, "versions": ledger.versions}, ensure_ascii=False)]
    for _, entry in sorted(ledger.entries.items()):
        fields = {name: value or None for name, value in entry.fields().items()}
        if entry.earlier:
            fields["earlier"] = [
                {name: value or None for name, value in each.fields().items()}
                for each in entry.earlier
            ]
        rows.append(json.dumps(fields, ensure_ascii=False))
    return ("\n".join(rows) + "\n").encode()


def changed(ledger: Ledger, entries: Iterable[Entry], version: str = "") -> Ledger:
    """Return a ledger with entries added or replaced, and a version published."""
    known = {**ledger.entries, **{(entry.document, entry.id): entry for entry in entries}}
    versions = (*ledger.versions, version) if version else ledger.versions
    return Ledger(versions, known)
