"""Recording: what a ledger takes down when ids are written, and when a version is published."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from edition.identity.fate import Change
from edition.identity.ledger import Earlier, Entry, Ledger, changed
from edition.identity.trace import State, Trace, letters
from edition.tei.derivation import DIVISIONS

__all__ = ["foreseen", "known", "named", "released"]

_Key = tuple[str, str]


def known(ledger: Ledger, state: State) -> Ledger:
    """Return a ledger that knows every id of a state; what is published is left as it was."""
    return changed(ledger, _entered(ledger, state))


def _entered(ledger: Ledger, state: State) -> Iterator[Entry]:
    for key, trace in named(state).items():
        entry = ledger.entries.get(key)
        if entry is None or not entry.is_published():
            yield Entry(*key, trace.unit, "", "", str(trace.marks()))


def released(ledger: Ledger, state: State, before: State | None) -> Ledger:
    """Return a ledger in which the version of a state is published.

    What was altered since the last one keeps its earlier words, if `before`, a state, still has
    them; what is gone is told with what its tombstone says.
    """
    last = ledger.versions[-1] if ledger.versions else ""
    words = {} if before is None else _words(before)
    there = named(state)
    graves = {(grave.document, grave.id): grave for grave in state.tombstones}
    made: list[Entry] = []
    for key, trace in there.items():
        entry = ledger.entries.get(key)
        marks = str(trace.marks())
        if entry is None or not entry.is_published():
            made.append(Entry(*key, trace.unit, state.version, "", marks))
        elif entry.change(marks) is not Change.SAME:
            earlier = Earlier(last, entry.fingerprints, _text(words.get(key), entry.fingerprints))
            made.append(
                entry.changed(
                    kind=trace.unit, fingerprints=marks, earlier=(*entry.earlier, earlier)
                )
            )
    for key, entry in ledger.entries.items():
        grave = graves.get(key)
        if key not in there and entry.is_published() and not entry.last:
            heirs = _elsewhere(entry, ledger, there) if grave is None else grave.successors
            document = entry.document
            successors = tuple(name if "#" in name else f"{document}#{name}" for name in heirs)
            reason = "moved to another text" if grave is None else grave.reason
            made.append(entry.changed(last=last, successors=successors, reason=reason))
    return changed(ledger, made, state.version)


def _words(state: State) -> dict[_Key, str]:
    """Return the words of what bears an id; what only holds other passages is known by theirs."""
    holders: set[int] = set()
    shared: Counter[int] = Counter()
    for trace in state.traces:
        if trace.around >= 0 and not trace.is_apart:  # a note has words of its own
            shared[trace.around] += len(letters(trace.text))
            holders.update(() if trace.is_inline else (trace.around,))
    apart = {
        (trace.document, trace.id)
        for number, trace in ((number, state.traces[number]) for number in holders)
        if trace.unit in DIVISIONS or shared[number] >= len(letters(trace.text))
    }
    return {key: trace.text for key, trace in named(state).items() if key not in apart}


def _elsewhere(entry: Entry, ledger: Ledger, there: Iterable[_Key]) -> tuple[str, ...]:
    """Return where the id stands in another document, if it is in one that did not have it."""
    places = [key for key in there if key[1] == entry.id and not ledger.has_published(*key)]
    return tuple(f"{document}#{name}" for document, name in places) if len(places) == 1 else ()


def foreseen(ledger: Ledger, traces: Iterable[Trace], documents: Collection[str]) -> Ledger:
    """Return a ledger that tells where ids of texts that are gone stand now, as a release will.

    A text is known again by some of its words: an id alone may be that of any other.
    """
    homes: dict[str, list[Trace]] = defaultdict(list)
    for trace in traces:
        if trace.id and not ledger.has_published(trace.document, trace.id):
            homes[trace.id].append(trace)
    gone = [
        (entry, homes[entry.id][0])
        for entry in ledger.entries.values()
        if entry.is_published() and not entry.last and entry.document not in documents
        if len(homes.get(entry.id, ())) == 1
    ]
    same = {
        (entry.document, trace.document)
        for entry, trace in gone
        if entry.change(trace.marks()) is not Change.ALTERED
    }
    made = [
        entry.changed(successors=(trace.reference,))
        for entry, trace in gone
        if (entry.document, trace.document) in same
    ]
    return changed(ledger, made)


def _text(words: str | None, fingerprints: str) -> str:
    """Return words if they are those of the fingerprints: what was published, and nothing later."""
    from edition.fingerprint import fingerprints as marks

    return words if words is not None and str(marks(words)) == fingerprints else ""


def named(state: State) -> dict[_Key, Trace]:
    """Return the passages of a state that bear an id."""
    return {(trace.document, trace.id): trace for trace in reversed(state.traces) if trace.id}
