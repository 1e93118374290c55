"""Adding: what is written into a lock of a passage, named by a reference or by its address."""

import re
from pathlib import Path

from edition.citation.header import source
from edition.diagnostic import Diagnostic, Location, Misuse, Severity
from edition.file.writing import refusal, write
from edition.index import recall
from edition.lock.notation import read_lock, written
from edition.lock.present import PROFILES, Address, Citation, Edition, read_address
from edition.lock.record import LONGEST, Record
from edition.project import Project
from edition.reference import Unresolved, resolve
from edition.reference.unresolved import unresolved
from edition.tei.date import Span, today
from edition.value import Value

__all__ = ["Added", "add", "record_of"]

_NO_NAME = "What this names has no reference of its own, so it could not be found again."
_HINT = "Check the permissions of the file and its folder, or name another with --lock."
_ENDS = LONGEST // 2


class Added(Value):
    """What came of adding to a lock: the keys that are new, renewed, or there as they were."""

    new: tuple[str, ...]
    renewed: tuple[str, ...]
    unchanged: tuple[str, ...]
    faults: tuple[Diagnostic, ...]


def add(
    names: tuple[str, ...], project: Project, lock: Path, key: str = "", *, renew: bool = False
) -> Added:
    """Write what is cited into a lock; nothing is written where that brings nothing new.

    What another passage, or another state of it, is locked under is replaced only to `renew` it.
    Raises Refused where the lock cannot be read or written, Misuse for a key that is none.
    """
    if key and (len(names) != 1 or not _is_key(key)):
        raise Misuse(_why_no_key(key, names))
    before = _bytes(lock)
    records = read_lock(lock)
    new: dict[str, Record] = {}
    renewed: dict[str, Record] = {}
    unchanged: list[str] = []
    faults: list[Diagnostic] = []
    homes: dict[Path, Edition] = {}
    for name in names:
        try:
            record = record_of(name, project, homes, faults, key)
        except Unresolved as unresolved:
            faults.append(unresolved.diagnostic)
            continue
        known = {**records, **new}.get(record.key)
        if known is None:
            new[record.key] = record
        elif known.is_of_same_passage(record):
            unchanged.append(record.key)
        elif renew:
            renewed[record.key] = record
        else:
            faults.append(_taken(lock, known, record))
    if new or renewed:
        if _bytes(lock) != before:
            raise refusal(
                lock, "The lock was changed meanwhile; nothing was written.", "Try again."
            )
        write(lock, written({**records, **new, **renewed}.values()), _HINT)
    faults += [fault for home in homes.values() for fault in home.faults]
    return Added(tuple(new), tuple(renewed), tuple(dict.fromkeys(unchanged)), tuple(faults))


def _bytes(lock: Path) -> bytes:
    return lock.read_bytes() if lock.is_file() else b""


def _is_key(key: str) -> bool:
    return not any(sign.isspace() or sign in ",{}@\\%#\"'" for sign in key)


def _why_no_key(key: str, names: tuple[str, ...]) -> str:
    if len(names) != 1:
        return "--key is the key of one citation: name one passage with it."
    return f"“{key}” cannot be a key: it is to have no blanks, commas, braces, or signs of markup."


def record_of(
    name: str,
    project: Project,
    homes: dict[Path, Edition],
    faults: list[Diagnostic],
    key: str = "",
) -> Record:
    """Return the record of a reference or of an address; what there is to be said of it is added.

    A key that is not given is that of `cite --as bibtex`; `homes` are the editions that are open,
    by their folders. Raises Unresolved, Refused.
    """
    address = read_address(name) if _looks_like_address(name) else None
    if address is not None:
        home = _home(homes, project)
        record = _of_address(address, home, key)
        if record is not None:
            return record
        name = address.reference
    passage = resolve(name, project, "", recall)
    home = _home(homes, passage.passages.project)
    document, version = passage.document.id, source(passage.document).version
    ref = "..".join(dict.fromkeys(filter(None, (passage.start, passage.end))))
    found = (_made(home, document, each, version, key) for each in (passage.ref, ref))
    made = next(filter(None, found), None)
    if made is None:  # what it names has no reference, nor has anything around it
        raise unresolved(name, _NO_NAME, "Cite the paragraph or the line that it stands in.")
    if not passage.is_anchored and passage.text() != made.words:
        faults.append(_widened(name, made))
    return made


def _home(homes: dict[Path, Edition], project: Project) -> Edition:
    if project.root not in homes:
        homes[project.root] = Edition(project)
    return homes[project.root]


def _looks_like_address(name: str) -> bool:
    return "://" in name or ".html?" in name or ".html#" in name


def _made(home: Edition, document: str, ref: str, version: str, key: str) -> Record | None:
    citation = home.cited(document, ref)
    if citation is None:
        return None
    return _record(home, citation.changed(version=version), home.sight(citation).words, key)


def _record(home: Edition, citation: Citation, words: str, key: str) -> Record:
    """Return the record of a citation; of a long passage no more words than can be read."""
    around = citation.quotation
    is_long = len(words) > LONGEST
    day = today()
    return Record(
        key or _key(citation.document, citation.ref),
        citation.document,
        citation.ref,
        citation.version,
        citation.fingerprints,
        around.prefix if around else "",
        words[:_ENDS] if is_long else words,
        words[-_ENDS:] if is_long else "",
        around.suffix if around else "",
        Span(day, day).isoformat()[0],
        home.base,
    )


def _key(document: str, ref: str) -> str:
    """Return the key that `cite --as bibtex` gives."""
    return re.sub(r"[^\w:.-]", "", f"{document}:{ref}" if ref else document)


def _of_address(address: Address, home: Edition, key: str) -> Record | None:
    """Return the record of the words that an address was made of, if these can be had.

    None where it does not say what they were. Raises Unresolved.
    """
    marks, document, name = address.fingerprints, address.document, address.text
    ref = address.reference.partition("#")[2]
    if not home.is_ours(address):
        raise unresolved(name, *_another(home, address))
    if (address.fp and marks is None) or address.profile not in PROFILES:
        what = f"fp={address.fp}" if marks is None else f"profile={address.profile}"
        message = f"“{what}” is nothing that an address says: it is damaged."
        raise unresolved(name, message, "Copy it anew from the page, or name the passage.")
    if marks is None:
        return None
    now = home.cited(document, ref, marks.profile)
    if now is not None and now.fingerprints == marks:
        words = home.sight(now).words
        return _record(home, now.changed(version=address.version), words, key)
    then = home.earlier(document, ref, address.version, marks)
    if then is None:
        raise unresolved(name, *_changed(address, is_there=now is not None))
    words, around = then
    return _record(home, Citation(document, ref, marks, around, address.version), words, key)


def _another(home: Edition, address: Address) -> tuple[str, str]:
    if home.base:
        message = f"This is no address of this edition, which is at {home.base}."
        return message, "Name the folder of the edition with --project, or the passage itself."
    message = f"This edition has no text “{address.document}”."
    return message, "Name the folder of the edition with --project."


def _changed(address: Address, *, is_there: bool) -> tuple[str, str]:
    version = f" of version {address.version}" if address.version else ""
    what = "reads otherwise now" if is_there else "is not there any more"
    message = f"The passage {what}, and its words{version} are not to be had."
    hint = f"See what became of it with edition lock check, or lock {address.reference} as it is."
    return message, hint


def _widened(name: str, record: Record) -> Diagnostic:
    message = f"What is locked is the passage that holds this: {record.reference}."
    return Diagnostic(Location(name), "widened-reference", Severity.INFO, message)


def _taken(lock: Path, known: Record, record: Record) -> Diagnostic:
    if known.reference != record.reference:
        message = f"The key “{known.key}” is locked already, to {known.reference}."
        hint = "Give another key with --key, or --renew to replace it."
    else:
        message = (
            f"{known.reference} is locked as of {_state(known)}, and is not the same any more."
        )
        hint = f"See how it differs, then say --renew to lock it as of {_state(record)}."
    return Diagnostic(Location(str(lock)), "locked-key", Severity.ERROR, message, hint)


def _state(record: Record) -> str:
    return f"version {record.version}" if record.version else record.date
