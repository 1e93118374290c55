"""Survival: what becomes of citations when an edition is revised, ours beside the plain schemes.

`python -m tests.survival` runs the synthetic histories whose truth is known; with two folders, or a
git repository and two revisions, it compares two states of a real edition.
"""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.diagnostic import Diagnostic
from edition.identity.comparison import compared
from edition.identity.sighting import sighted
from edition.identity.trace import State
from edition.project import at
from tests.histories import History

SEEDS = (1, 2, 3)
REVISIONS = 4


def state(folder: Path) -> State:
    """Return the passages of a project; every file of it has to be readable."""
    project = at(folder)
    faults: list[Diagnostic] = []
    found = sighted(folder.name, project.documents, project, faults)
    assert faults == []
    return found


def judged(history: History, old: State, new: State) -> Counter[str]:
    """Count the passages whose verdict and target are right, that are reported, silently wrong."""
    truths = history.truths()
    counts: Counter[str] = Counter()
    for fate in compared(old, new):
        if fate.old is None or fate.old.reference not in truths:
            continue  # what is new, and the divisions that hold the passages
        truth = truths[fate.old.reference]
        targets = {trace.reference for trace in fate.new}
        if str(fate.verdict) == truth.verdict and targets == truth.targets:
            counts["right"] += 1
        elif str(fate.verdict) == "ambiguous":
            counts["reported"] += 1
        else:
            counts["wrong"] += 1
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
    every = counts.total()
    return ", ".join(
        f"{100 * counts[name] / every:.2f} % {name}" for name in ("right", "reported", "wrong")
    )


def main() -> None:
    for ids in ("", "stable", "renumbered"):
        print(f"Synthetic histories, {f'ids {ids}' if ids else 'no ids'}:")
        for seed in SEEDS:
            total, last = steps(seed, ids=ids)
            print(f"  seed {seed}: each revision beside the one before: {shares(total)}")
            print(f"          the fourth beside the first state: {shares(last)}")


if __name__ == "__main__":
    main()
