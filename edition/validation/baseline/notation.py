"""Notation: a baseline as it is written, in sorted lines of JSON, and read again."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.file import is_file, read_bytes
from edition.validation.baseline.entry import Entry
from edition.value import Value

__all__ = ["Known", "read", "text"]

_VERSION: Final = 1
_MARK: Final = "edition-baseline"
_ABOUT: Final = "findings that are known and left for later: edition validate --update-baseline"


class Known(Value):
    """What a baseline knows: how many findings each entry is about, and its line in the file."""

    counts: Counter[Entry]
    lines: dict[Entry, int]


def read(path: Path, *, anew: bool = False) -> Known:
    """Return what the baseline of a file knows, nothing where there is none.

    `anew` lets one pass that is broken, since it will be written anew; what is no baseline at all
    is never written over. Raises Refused.
    """
    if not path.exists():
        return Known(Counter(), {})
    data = read_bytes(path, str(path))
    version = _version(data.partition(b"\n")[0])
    if version is None:
        message = "This is no baseline: its first line does not say so."
        raise _refused(path, 1, message, "Name another file: a new one is written for you.")
    try:
        if version != _VERSION:
            message = f"The baseline has the form {version}; this program reads form {_VERSION}."
            raise _refused(path, 1, message, "Write it anew with --update-baseline.")
        return _parsed(path, data)
    except Refused:
        if anew:
            return Known(Counter(), {})
        raise


def _version(line: bytes) -> int | None:
    """Return the form that a first line states; None where it is of no baseline."""
    from json import loads

    try:
        head = loads(line)
    except (ValueError, RecursionError):
        return None
    version = head.get(_MARK) if isinstance(head, dict) else None
    return version if isinstance(version, int) else None


def _parsed(path: Path, data: bytes) -> Known:
    from json import loads

    known: Counter[Entry] = Counter()
    lines: dict[Entry, int] = {}
    for number, row in enumerate(data.split(b"\n")[1:], 2):
        if not row.strip():
            continue
        try:
            said = loads(row)
            entry = Entry(*(str(said[key]) for key in Entry.field_names))
            count = int(said["count"])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            hint = "Mend the line, or write the file anew with --update-baseline."
            raise _refused(path, number, "This is no entry of a baseline.", hint) from None
        known[entry] = max(known[entry], count)  # two branches may have added the same
        lines.setdefault(entry, number)
    if known and not any(is_file(path.parent / entry.file) for entry in known):
        message = "None of the files that the baseline names is here: it is another project's."
        raise _refused(path, None, message, "Name this project's, or use --update-baseline.")
    return Known(known, lines)


def _refused(path: Path, line: int | None, message: str, hint: str) -> Refused:
    at = Location(str(path), line, line and 1)
    return Refused(Diagnostic(at, "unusable-baseline", Severity.ERROR, message, hint))


def text(counts: Mapping[Entry, int]) -> str:
    """Return a baseline as it is written, the same for the same findings."""
    from json import dumps

    rows: list[dict[str, object]] = [{_MARK: _VERSION, "about": _ABOUT}]
    rows += [{**entry.fields(), "count": count} for entry, count in sorted(counts.items()) if count]
    return "".join(f"{dumps(row, ensure_ascii=False)}\n" for row in rows)
