"""Survival: what becomes of citations when an edition is revised, ours beside the plain schemes.

    python -m tests.survival                    synthetic histories whose truth is known
    python -m tests.survival OLD NEW            two folders of TEI files
    python -m tests.survival REPOSITORY A B     two revisions of a git repository

Of real editions the truth is an alignment of the letters, made here without the engine: the same
letters in the same order, else a likeness of 0.7 in the same place, else letters, a dozen at least,
that stand in one other place. It knows no splits and no merges; what we say of these counts as
reported.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.diagnostic import Diagnostic, Refused
from edition.document import TEI, XML_ID, Element, read
from edition.document.member import members
from edition.fingerprint import fingerprints
from edition.identity import (
    Citation,
    Ledger,
    Quotation,
    Resolver,
    State,
    compared,
    rolls_of,
    state_of,
)
from edition.identity.sighting import sighted
from edition.project import Project, at
from edition.tei.derivation import derived, texts
from tests.histories import History

SEEDS = (1, 2, 5)
REVISIONS = 4
BLOCKS = frozenset("p l ab head item cell note".split())
DIVISIONS = frozenset("div div1 div2 div3 div4 div5 div6 div7 lg sp".split())
AROUND = 32
SURE = 12
LIKENESS = 0.7
SILENT = frozenset("kept moved altered same".split()) | {"typography only"}
UNCHANGED = {"kept": ("kept",), "typography only": ("kept", "typography only")}
"""What says that the words are the same, and of what that is true."""


def state(folder: Path) -> State:
    """Return the passages of a project; every file of it has to be readable."""
    project = at(folder)
    faults: list[Diagnostic] = []
    found = sighted(folder.name, project.documents, project, faults)
    assert faults == []
    return found


def judged(history: History, old: State, new: State) -> Counter[str]:
    """Count the passages whose verdict and target are right, and of the rest how they fail.

    `reported` are those that are told as ambiguous; all else is wrong: `astray`, what leads to
    another passage, or is called unchanged and is not; `misnamed`, the rest.
    """
    truths = history.truths()
    counts: Counter[str] = Counter()
    for fate in compared(old, new):
        if fate.old is None or fate.old.reference not in truths:
            continue  # what is new, and the divisions that hold the passages
        truth = truths[fate.old.reference]
        targets = {trace.reference for trace in fate.new}
        verdict = str(fate.verdict)
        if verdict == truth.verdict and targets == truth.targets:
            counts["right"] += 1
        elif verdict == "ambiguous":
            counts["reported"] += 1
        elif targets - truth.targets or truth.verdict not in UNCHANGED.get(
            verdict, (truth.verdict,)
        ):
            counts["astray"] += 1
        else:
            counts["misnamed"] += 1
    return counts


def steps(seed: int, passages: int = 5_000, ids: str = "") -> tuple[Counter[str], Counter[str]]:
    """Return what is judged of each revision beside the one before, and of the last by the first.

    In the second revision everything is renumbered.
    """
    history, whole = (History(seed, passages, ids) for _ in range(2))
    total: Counter[str] = Counter()
    with TemporaryDirectory() as name:
        before = first = state(history.write(Path(name) / "0"))
        for number in range(1, REVISIONS + 1):
            history.mark()
            for each in (history, whole):
                each.revise()
                if number == 2 and ids != "stable":
                    each.renumber()
            after = state(history.write(Path(name) / str(number)))
            total += judged(history, before, after)
            before = after
        last = judged(whole, first, before)
    return total, last


def shares(counts: Counter[str]) -> str:
    """Return the shares in words; wrong is whatever is neither right nor reported."""
    right, reported, wrong, astray = (
        f"{100 * count / counts.total():.2f} %"
        for count in (
            counts["right"],
            counts["reported"],
            counts["astray"] + counts["misnamed"],
            counts["astray"],
        )
    )
    return f"{right} right, {reported} reported, {wrong} wrong (astray: {astray})"


def synthetic() -> None:
    for ids in ("", "stable", "renumbered"):
        print(f"Synthetic histories, {f'ids {ids}' if ids else 'no ids'}:")
        for seed in SEEDS:
            total, last = steps(seed, ids=ids)
            print(f"  seed {seed}: each revision beside the one before: {shares(total)}")
            print(f"          the fourth beside the first state: {shares(last)}")


@dataclass(frozen=True)
class Unit:
    """A passage as the plain schemes name it, and its letters."""

    document: str
    name: str
    id: str
    n: str
    xpath: str
    running: str
    counted: str
    letters: str
    words: str

    @property
    def reference(self) -> str:
        return f"{self.document}#{self.name}"


def units(files: Iterable[Path]) -> list[Unit]:
    """Return the passages of TEI files, found without the engine."""
    found: list[Unit] = []
    for file in files:
        try:
            for document in members(read(file)):
                for text in texts(document.root):
                    found += _units(document.id, text)
        except Refused:
            continue
    return found


def _units(document: str, text: Element) -> list[Unit]:
    found: list[Unit] = []
    counts: Counter[tuple[object, str]] = Counter()
    for element, local, ref in derived(text):
        inner = {_local(each) for each in element.iterdescendants("*")}
        if local not in BLOCKS or inner & BLOCKS:
            continue
        division = next((a for a in element.iterancestors() if _local(a) in DIVISIONS), None)
        counts[division, local] += 1
        counts[None, "*"] += 1
        outer = [element, *element.iterancestors()]
        numbers = [each.get("n", "") for each in reversed(outer) if each.get("n")]
        words = " ".join("".join(map(str, element.itertext())).split())
        name = element.get(XML_ID) or ref
        place = division.getroottree().getpath(division) if division is not None else ""
        found.append(
            Unit(
                document,
                name,
                element.get(XML_ID, ""),
                ".".join(numbers) if element.get("n") else "",
                element.getroottree().getpath(element),
                str(counts[None, "*"]),
                f"{place} {local} {counts[division, local]}",
                "".join(filter(str.isalnum, words)).casefold(),
                words,
            )
        )
    return [unit for unit in found if unit.letters]


def _local(element: Element) -> str:
    return str(element.tag).removeprefix(f"{{{TEI}}}")


def aligned(old: list[Unit], new: list[Unit]) -> dict[str, str]:
    """Return the truth: the reference of each old passage with the new one, if it is known."""
    found: dict[str, str] = {}
    homes = _by_document(new)
    for document, olds in _by_document(old).items():
        news = homes.get(document) or homes.get(_renamed(olds, homes), [])
        one, other = ([unit.letters for unit in each] for each in (olds, news))
        matcher = SequenceMatcher(None, one, other, autojunk=False)  # formulas are no junk
        for kind, start, end, first, last in matcher.get_opcodes():
            pairs = list(zip(olds[start:end], news[first:last], strict=False))
            if kind == "equal" or (kind == "replace" and end - start == last - first):
                found.update(
                    (a.reference, b.reference)
                    for a, b in pairs
                    if kind == "equal" or _is_like(a, b)
                )
            elif kind == "replace":
                found.update(_likest(olds[start:end], news[first:last]))
    alone = Counter(unit.letters for unit in new)
    before = Counter(unit.letters for unit in old)
    places = {unit.letters: unit.reference for unit in new if alone[unit.letters] == 1}
    taken = set(found.values())
    for unit in old:
        target = places.get(unit.letters)
        is_sure = before[unit.letters] == 1 and len(unit.letters) >= SURE
        if unit.reference not in found and target and target not in taken and is_sure:
            found[unit.reference] = target
    return found


def _renamed(olds: list[Unit], homes: dict[str, list[Unit]]) -> str:
    """Return the new document that has most of the long words of one whose name is gone."""
    mine = _long_words(olds)
    shares = {
        name: len(mine & theirs) / (len(mine | theirs) or 1)
        for name, theirs in ((name, _long_words(news)) for name, news in homes.items())
    }
    best = max(shares, key=shares.__getitem__, default="")
    return best if best and shares[best] >= 1 - LIKENESS else ""


def _long_words(every: list[Unit]) -> set[str]:
    return {word for unit in every for word in unit.words.casefold().split() if len(word) > 4}


def _is_like(one: Unit, other: Unit) -> bool:
    matcher = SequenceMatcher(None, one.letters, other.letters, autojunk=False)
    least = LIKENESS
    return matcher.real_quick_ratio() >= least <= matcher.quick_ratio() and matcher.ratio() >= least


def _likest(olds: list[Unit], news: list[Unit]) -> Iterable[tuple[str, str]]:
    """Yield pairs in order: each old passage with the first one left that is like it."""
    start = 0
    for unit in olds:
        for number in range(start, min(len(news), start + 20)):
            if _is_like(unit, news[number]):
                yield unit.reference, news[number].reference
                start = number + 1
                break


def _by_document(every: list[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in every:
        found[unit.document].append(unit)
    return found


SCHEMES: dict[str, Callable[[Unit], str]] = {
    "xml:id": lambda unit: unit.id,
    "@n path": lambda unit: unit.n,
    "XPath position": lambda unit: unit.xpath,
    "running number": lambda unit: unit.running,
    "number within division": lambda unit: unit.counted,
    "quotation alone": lambda unit: unit.letters[:64],
}


def plain(
    key: Callable[[Unit], str], old: list[Unit], new: list[Unit], truth: dict[str, str]
) -> Counter[str]:
    """Count what a scheme that is resolved without a check finds."""
    places: dict[tuple[str, str], str] = {}
    for unit in new:
        places.setdefault((unit.document, key(unit)), unit.reference)
    counts: Counter[str] = Counter()
    for unit in old:
        if key(unit):
            target = places.get((unit.document, key(unit)))
            counts[_judgement(target, truth.get(unit.reference))] += 1
    return counts


def _judgement(target: str | None, truth: str | None) -> str:
    if target == truth:
        return "right"
    return "dead" if target is None else "wrong"


def ours(
    told: dict[str, tuple[str, set[str]]], old: list[Unit], truth: dict[str, str]
) -> Counter[str]:
    """Count what we tell of each passage: the verdict, and where it is now."""
    counts: Counter[str] = Counter()
    for unit in old:
        verdict, targets = told.get(unit.reference, ("unknown", set()))
        right = truth.get(unit.reference)
        if (right in targets and verdict != "ambiguous") or (right is None and not targets):
            counts["right"] += 1
        elif verdict in SILENT and targets:
            counts["wrong"] += 1
        else:
            counts["dead"] += 1
    return counts


def cited(old: list[Unit], before: State, after: State) -> dict[str, tuple[str, set[str]]]:
    """Return what the cascade says of citations made in the old state, with nothing else kept."""
    texts_of = {trace.reference: trace.text for trace in before.traces}
    resolver = Resolver(rolls_of(after), Ledger((), {}))
    told = {}
    for number, unit in enumerate(old):
        text = texts_of.get(unit.reference)
        if not text:
            continue
        near = [
            texts_of.get(old[n].reference, "")
            if 0 <= n < len(old) and old[n].document == unit.document
            else ""
            for n in (number - 1, number + 1)
        ]
        tail = text[max(64, len(text) - 64) :]
        quotation = Quotation(near[0][-AROUND:], text[:64], tail, near[1][:AROUND])
        found = resolver.resolve(Citation(unit.document, unit.name, fingerprints(text), quotation))
        told[unit.reference] = str(found.verdict), {trace.reference for trace in found.targets}
    return told


def real(before: State, after: State, old: list[Unit], new: list[Unit]) -> None:
    """Print the table of one edition."""
    truth = aligned(old, new)
    print(f"{len(old):,} passages; the truth is known of {len(truth):,}")
    print("| scheme | passages | right | dead or reported | WRONG |")
    print("|---|---|---|---|---|")
    rows = {name: plain(key, old, new, truth) for name, key in SCHEMES.items()}
    fates = {
        fate.old.reference: (str(fate.verdict), {trace.reference for trace in fate.new})
        for fate in compared(before, after)
        if fate.old is not None
    }
    rows["the cascade, from the citation alone"] = ours(cited(old, before, after), old, truth)
    rows["ids diff, with both states"] = ours(fates, old, truth)
    for name, counts in rows.items():
        if counts:
            told = " | ".join(
                f"{100 * counts[each] / counts.total():.1f} %"
                for each in ("right", "dead", "wrong")
            )
            print(f"| {name} | {counts.total():,} | {told} |")


def folders(old: Path, new: Path) -> None:
    faults: list[Diagnostic] = []
    states = [state_of(str(each), Project(each), faults) for each in (old, new)]
    print(f"{len(faults)} files could not be read" if faults else "all files were read")
    files = [sorted(each.rglob("*.xml")) for each in (old, new)]
    real(states[0], states[1], units(files[0]), units(files[1]))


def revisions(repository: Path, old: str, new: str) -> None:
    from edition.identity.revision import files_of

    with TemporaryDirectory() as name:
        homes = [Path(name) / each for each in ("old", "new")]
        for home, revision in zip(homes, (old, new), strict=True):
            for path, data in files_of(revision, repository):
                (home / path).parent.mkdir(parents=True, exist_ok=True)
                (home / path).write_bytes(data)
        folders(*homes)


def main(arguments: list[str]) -> None:
    if len(arguments) == 3:
        revisions(Path(arguments[0]), arguments[1], arguments[2])
    elif len(arguments) == 2:
        folders(Path(arguments[0]), Path(arguments[1]))
    else:
        synthetic()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refusal:
        sys.exit(str(refusal))
