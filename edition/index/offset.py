"""Offset: where each passage stands in an exported text, and which one stands at a place of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edition.checksum import written
from edition.diagnostic import Diagnostic, Location, Severity
from edition.document import Document
from edition.file import is_file, read_bytes
from edition.fingerprint import Fingerprints, fingerprints, fingerprints_within
from edition.index.building import spans
from edition.passage import Passage
from edition.project import Project
from edition.reference.unresolved import unresolved
from edition.value import Value

__all__ = ["Place", "difference", "offsets", "place_of", "sidecar"]

_ENDING = ".offsets.jsonl"


class Place(Value):
    """A part of an exported text, and the reference of what stands there."""

    reference: str
    tree: str
    profile: str
    text: str


def offsets(document: Document, project: Project, profile: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text of a profile and, for each reference in it, a row for its sidecar.

    `start` and `end` count code points, as slices of Python do; the text has neither calls of
    notes nor notes, as passages have none. A row holds `document profile tree ref unit start end
    fingerprints`.
    """
    text, units, found = spans(document, project, profile)
    marks = fingerprints_within(text, found)
    rows = [
        {
            "document": document.id,
            "profile": profile,
            "tree": unit.tree,
            "ref": unit.ref,
            "unit": unit.unit,
            "start": start,
            "end": end,
            "fingerprints": f"{written(strict)}.{written(letters)}",
        }
        for unit, (start, end), (strict, letters) in zip(units, found, marks, strict=True)
        if start < end
    ]
    return text, rows


def sidecar(text: Path) -> Path:
    """Return the file that tells the offsets in a text."""
    return text.with_name(f"{text.stem}{_ENDING}")


def place_of(name: str, tree: str = "") -> Place | None:
    """Return what stands at FILE:START-END; None for a name that is none such.

    That is the narrowest passage around those signs, or a range of such within it, by the first
    system of references that has one. Raises
    Unresolved where the file has no offsets beside it, or the signs are in no passage.
    """
    found = re.fullmatch(r"(.+):(\d+)-(\d+)", name, re.DOTALL)
    if found is None or not is_file(Path(found[1])):
        return None
    file, start, end = Path(found[1]), int(found[2]), int(found[3])
    rows = [row for row in _rows(file, name) if tree in {"", row["tree"]}]
    trees = dict.fromkeys(row["tree"] for row in rows)
    within = ([row for row in rows if row["tree"] == name] for name in trees)
    chosen = next(filter(None, (_around(each, start, end) for each in within)), [])
    if not chosen or start >= end:
        hint = "Give the first sign, counted from 0, and the one behind the last."
        raise unresolved(name, "No passage of the text holds these signs.", hint)
    first, last = chosen[0], chosen[-1]
    refs = dict.fromkeys(str(row["ref"]).replace("#", "%23") for row in chosen)
    text = read_bytes(file, str(file)).decode("utf-8", "replace")[first["start"] : last["end"]]
    reference = f"{first['document']}#{'..'.join(refs)}"
    return Place(reference, first["tree"], first["profile"], text)


def difference(place: Place, passage: Passage) -> Diagnostic | None:
    """Return what is to be told where the edition's text is not that of the file any more."""
    now: Fingerprints = passage.fingerprints(place.profile)
    if fingerprints(place.text, place.profile) == now:
        return None
    return Diagnostic(
        Location(place.reference),
        "outdated-offsets",
        Severity.WARNING,
        "The passage does not read any more as in the exported text.",
        "Export the text anew with --offsets, and look the place up in that.",
    )


def _rows(file: Path, name: str) -> Iterator[dict[str, Any]]:
    import json

    beside = sidecar(file)
    if not is_file(beside):
        hint = "Write it with: edition export --to text --offsets"
        raise unresolved(name, f"There is no {beside.name} beside the text.", hint)
    for line in read_bytes(beside, str(beside)).splitlines():
        try:
            row = json.loads(line)
            yield {**row, "start": int(row["start"]), "end": int(row["end"]), "ref": row["ref"]}
        except (ValueError, TypeError, KeyError):
            hint = "Write it anew with: edition export --to text --offsets"
            raise unresolved(name, f"{beside.name} does not hold offsets.", hint) from None


def _around(rows: list[dict[str, Any]], start: int, end: int) -> list[dict[str, Any]]:
    """Return the first and the last of the narrowest passages that together hold some signs."""
    holding = [row for row in rows if row["start"] <= start and end <= row["end"]]
    narrowest = min(holding, key=_length, default=None)
    most = _length(narrowest) if narrowest else max(map(_length, rows), default=0) + 1
    inner = [row for row in rows if _length(row) < most]
    first = [row for row in inner if row["start"] <= start < row["end"]]
    last = [row for row in inner if row["start"] < end <= row["end"]]
    if first and last:
        return [max(first, key=_length), max(last, key=_length)]
    return [narrowest] if narrowest else []


def _length(row: dict[str, Any]) -> int:
    return int(row["end"] - row["start"])
