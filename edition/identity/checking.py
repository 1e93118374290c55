"""Checking: whether an edition keeps its promise that an id, once published, stays what it is."""

import re
from collections import defaultdict
from collections.abc import Iterator

from edition.diagnostic import Diagnostic, Location, Severity
from edition.identity.fate import Change
from edition.identity.ledger import Entry, Ledger
from edition.identity.matching.likeness import Text, likeness
from edition.identity.minting import is_minted, is_sound
from edition.identity.position import Places
from edition.identity.recording import named
from edition.identity.resolving.seeking import ALIKE
from edition.identity.trace import State, Trace
from edition.name import is_ncname
from edition.project import Project

__all__ = ["checked"]

_Key = tuple[str, str]
_STONE = (
    '<standOff><list type="withdrawn"><item xml:id="{}" corresp="#…">Why it is gone.</item></list>'
    "</standOff>, where corresp names what stands in for it, if anything does"
)


def checked(ledger: Ledger, state: State, file: str, project: Project) -> Iterator[Diagnostic]:
    """Yield what breaks the promise, or might; `file` is how findings name the ledger."""
    places = Places(project)
    there = named(state)
    graves = {(grave.document, grave.id) for grave in state.tombstones}
    words = {str(trace.marks()): trace for trace in state.traces if not trace.id and trace.text}
    yield from _vanished(ledger, there, graves, file, words)
    yield from _reused(ledger, there, places)
    yield from _odd(ledger, state, places)


def _vanished(
    ledger: Ledger,
    there: dict[_Key, Trace],
    graves: set[_Key],
    file: str,
    words: dict[str, Trace],
) -> Iterator[Diagnostic]:
    """Yield a finding for each published id without passage, tombstone, or entry of its end."""
    documents = {document for document, _ in there} | {document for document, _ in graves}
    lost: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in ledger.entries.items():
        if entry.is_published() and not entry.last and key not in there and key not in graves:
            same = (other for other in there if other[1] == key[1])
            moved = [other for other in same if not ledger.has_published(*other)]
            if len(moved) != 1:
                lost[entry.document].append(entry)
    for document, entries in lost.items():
        if document not in documents:
            yield Diagnostic(
                Location(file),
                "vanished-id",
                Severity.ERROR,
                f"The text “{document}” is gone, with {len(entries)} published ids "
                f"({entries[0].id} …).",
                "Put it back, or keep a text of that id with tombstones for its passages.",
            )
            continue
        for entry in entries:
            yield Diagnostic(
                Location(f"{document}#{entry.id}"),
                "vanished-id",
                Severity.ERROR,
                f"“{entry.id}”, published in version {entry.first}, is gone from “{document}”.",
                _advice(entry, words.get(entry.fingerprints)),
            )


def _advice(entry: Entry, heir: Trace | None) -> str:
    """Say where the id belongs, if its words still stand somewhere; else how it is kept."""
    if heir is not None:
        return f"Its words stand at {heir.reference} now: put xml:id=“{entry.id}” there."
    return f"Put the id back on its passage, or keep it in standOff: {_STONE.format(entry.id)}"


def _reused(ledger: Ledger, there: dict[_Key, Trace], places: Places) -> Iterator[Diagnostic]:
    """Yield a finding for each id that was withdrawn, or whose words are under another id now.

    What is still like those words was altered, whoever may quote them as they were.
    """
    homes: dict[tuple[str, str], list[_Key]] = defaultdict(list)
    for key, trace in there.items():
        homes[trace.unit, str(trace.marks()).partition(".")[2]].append(key)
    for key, entry in ledger.entries.items():
        if key not in there or not entry.is_published():
            continue
        trace = there[key]
        if entry.last:
            why = f"“{entry.id}” was withdrawn after version {entry.last}, and is in use again."
        elif entry.change(trace.marks()) is not Change.ALTERED:
            continue
        else:
            same = homes.get((entry.kind, entry.fingerprints.partition(".")[2]), [])
            known = {k for k in same if _is_of(ledger.entries.get(k), entry)}
            others = [other for other in same if other not in known and other != key]
            if not others or all(_is_copy(there[k], trace, ledger.entries.get(k)) for k in others):
                continue
            why = (
                f"“{entry.id}” names other words than in version {entry.first}; those bear the id "
                f"“{others[0][1]}” now."
            )
        yield Diagnostic(
            places.of(trace),
            "reused-id",
            Severity.ERROR,
            why,
            "Give the old id back to the old words, and a new one to this passage: "
            "edition ids write.",
        )


def _is_of(other: Entry | None, entry: Entry) -> bool:
    """Whether another id is known to have had the same letters all along."""
    return other is not None and other.change(entry.fingerprints) is not Change.ALTERED


def _is_copy(other: Trace, trace: Trace, entry: Entry | None) -> bool:
    """Whether what has the old words of an id, and a new id, is like what bears the old one."""
    is_new = entry is None or not entry.is_published()
    return is_new and likeness(Text(other.text), Text(trace.text)) >= ALIKE


def _odd(ledger: Ledger, state: State, places: Places) -> Iterator[Diagnostic]:
    slips = _slips(ledger, state)
    for trace in state.traces:
        if not trace.id:
            continue
        if trace.id in slips:
            message = f"“{trace.id}” is not as it was made: its check sign is wrong."
            hint = "Look for the slip; an id that was never published may be made anew."
        elif not is_ncname(trace.id) or not trace.id.isascii() or ".." in trace.id:
            message = f"“{trace.id}” cannot be cited everywhere as it is."
            hint = "New ids are best in ASCII and lower case; what is published stays as it is."
        elif trace.id != trace.id.lower():
            message = f"“{trace.id}” has capital letters, which some systems do not keep apart."
            hint = "New ids are best in lower case; what is published stays as it is."
        else:
            continue
        yield Diagnostic(places.of(trace), "odd-id", Severity.INFO, message, hint)


def _slips(ledger: Ledger, state: State) -> set[str]:
    """Return the ids that look as ours do, and are none that we made.

    What was published was meant so. What may be a word, or a word with a number, is none of ours
    where most such ids are not.
    """
    named = {trace.id for trace in state.traces if trace.id and is_minted(trace.id)}
    published = {entry.id for entry in ledger.entries.values() if entry.is_published()}
    unsound = {name for name in named if not is_sound(name)}
    are_ours = 2 * len(unsound) < len(named)
    return {name for name in unsound - published if are_ours or re.search(r"\d[a-z]", name)}
