"""Ledger: every id that an edition has given, and what became of it; the file `ids.jsonl`.

One object a line, in the order of document and id, so that git merges it; the first line says what
the file is, and which versions are published. What lives has no last version, so that a release
changes the lines of what changed, and no others.
"""

import json
from collections.abc import Iterable
from typing import Any

from edition.diagnostic import Location, Refused, nearest, refusal
from edition.file import is_file, read_bytes
from edition.fingerprint import Fingerprints
from edition.identity.fate import Change
from edition.project import LEDGER, Project, shown
from edition.value import Value

__all__ = ["Earlier", "Entry", "Ledger", "change_of", "changed", "read_ledger", "written"]

_FORMAT = 1
_KEY = "edition-ids"
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


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
    file = str(shown(path))
    try:
        rows = read_bytes(path, file).decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise _damaged(file, 1, "The ledger is not UTF-8.") from None
    versions = _head(file, rows[0])
    entries: dict[tuple[str, str], Entry] = {}
    for number, row in enumerate(rows[1:], 2):
        if row.strip():
            entry = _entry(file, number, row)
            key = entry.document, entry.id
            if key in entries:
                what = f"{entry.document}#{entry.id} has a second line."
                raise _damaged(file, number, what, "Keep the line that is right.")
            entries[key] = entry
    return Ledger(versions, entries)


def _head(file: str, row: str) -> tuple[str, ...]:
    head = _object(file, 1, row)
    if head.get(_KEY) != _FORMAT:
        what = (
            "This is no ledger of ids"
            if _KEY not in head
            else "The ledger is of another version of edition"
        )
        raise _damaged(file, 1, f'{what}: its first line is to say {{"{_KEY}": {_FORMAT}}}.')
    versions = head.get("versions", [])
    if not isinstance(versions, list) or not all(isinstance(each, str) for each in versions):
        raise _damaged(file, 1, "The versions are to be a list of strings.")
    return tuple(versions)


def _object(file: str, number: int, row: str) -> dict[str, object]:
    if row.startswith(_MARKS):
        what = "git has left a conflict here: two branches changed the ledger."
        hint = "Keep the lines of both sides and take out the marks; of one id keep the right line."
        raise _damaged(file, number, what, hint)
    try:
        found = json.loads(row)
    except ValueError:
        raise _damaged(file, number, "This line is no JSON object.") from None
    if not isinstance(found, dict):
        raise _damaged(file, number, "This line is no JSON object.")
    return found


def _entry(file: str, number: int, row: str) -> Entry:
    found = _object(file, number, row)
    unknown = sorted(found.keys() - set(Entry.field_names))
    if unknown:
        close = nearest(unknown[0], Entry.field_names, most=1)
        hint = f"Did you mean “{close[0]}”?" if close else "Restore the line from git."
        raise _damaged(file, number, f"“{unknown[0]}” is nothing that an entry has.", hint)
    try:
        earlier = [
            Earlier(**{**each, "text": each["text"] or ""}) for each in _list(found, "earlier")
        ]
        successors = tuple(_list(found, "successors"))
        plain: dict[str, object] = {name: value or "" for name, value in found.items()}
        entry = Entry(**{**plain, "successors": successors, "earlier": tuple(earlier)})  # type: ignore[arg-type]
    except (TypeError, KeyError):
        raise _damaged(file, number, "The entry is not complete.") from None
    texts = (*tuple(entry)[:6], entry.reason, *entry.successors)
    if not all(isinstance(each, str) for each in texts) or not entry.document or not entry.id:
        raise _damaged(file, number, "The entry is not complete.")
    return entry


def _list(found: dict[str, object], name: str) -> list[Any]:
    """Return a list that an entry has; what is none is not complete."""
    value = found.get(name) or []
    if not isinstance(value, list):
        raise TypeError(name)
    return value


def written(ledger: Ledger) -> bytes:
    """Return the file of a ledger: the same entries give the same bytes; absent is null."""
    rows = [json.dumps({_KEY: _FORMAT, "versions": ledger.versions}, ensure_ascii=False)]
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


def _damaged(file: str, number: int, message: str, hint: str = "") -> Refused:
    advice = hint or "Restore the file from git, or mend this line; nothing is overwritten."
    return refusal(Location(file, number, 1), "unusable-ledger", message, advice)
