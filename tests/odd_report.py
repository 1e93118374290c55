"""The whole proof of the ODD compiler: TEI's own ODDs, and random ones; prints two tables.

Ends with status 1 where something does not hold. EDITION_ODD_DOCUMENTS says how many documents of
each kind, mistakes and random ODDs there are; arguments choose among the names of the ODDs,
and `random`.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.grammar import official
from tests.grammar.equivalence import Comparison
from tests.grammar.jing import Jing, judge
from tests.grammar.obedience import customized
from tests.grammar.oddproof import Made, Proof, beside_jing, firing, made
from tests.grammar.side import Side

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("EDITION_SHARED", ROOT.parent / "shared"))
COUNT = int(os.environ.get("EDITION_ODD_DOCUMENTS", "1000"))
SMALL = 60_000  # bytes: constraints are tried on documents up to this size
RANDOM = "random"
BY_JING = 200
ODDS_BY_JING = 20

HEADS = (
    "ODD | elements | states | differences | documents | invalid | other verdicts | "
    "patterns unused | by jing | otherwise | constraints | fired | documents | otherwise"
).split(" | ")


def main(names: list[str]) -> int:
    """Print both tables; return how many differences there are, at most 1."""
    wrong: list[str] = []
    jing = judge if shutil.which("jing") else None
    print(_row(HEADS), _row(["---"] * len(HEADS)), sep="\n")
    with TemporaryDirectory() as folder:
        chosen = [name for name in official.NAMES if name in (names or official.NAMES)]
        for name in chosen:
            print(_row(list(_proved(made(SHARED, name, Path(folder)), jing, wrong))), flush=True)
        for line in _obeyed(Path(folder), jing, wrong) if RANDOM in (names or [RANDOM]) else ():
            print(line, flush=True)
    print(*wrong[:50], sep="\n")
    return min(len(wrong), 1)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _proved(made: Made, jing: Jing | None, wrong: list[str]) -> Iterator[str]:
    """Yield the cells of one ODD; what is wrong is added."""
    comparison = Comparison(Side(made.mended, "the official schema"), Side(made.ours, "ours"))
    found = comparison.run()
    yield from (made.name, str(len(comparison.elements)), str(comparison.pairs), str(len(found)))
    proof = Proof(made, SHARED / "data")
    proof.judge_random(COUNT)
    proof.judge_mutations(COUNT, real=True)
    proof.judge_shared()
    verdicts = proof.verdicts
    yield from (str(verdicts.judged), str(verdicts.invalid), str(len(verdicts.disagreements)))
    yield str(proof.unused())
    by_jing: list[str] = []
    if jing is not None:
        count = min(BY_JING, COUNT)
        with TemporaryDirectory() as folder:
            by_jing = proof.disagreements_of_jing(jing, Path(folder), count)
        yield from (str(count), str(len(by_jing)))
    else:
        yield from ("–", "–")
    firings = firing(made, SHARED / "data", proof.random[: COUNT // 10], COUNT, SMALL)
    yield from (str(firings.constraints), str(len(firings.names)), str(firings.judged))
    yield str(len(firings.disagreements))
    said = [*map(str, found), *verdicts.disagreements, *by_jing, *firings.disagreements]
    wrong += [f"{made.name}: {words}" for words in said]


def _obeyed(folder: Path, jing: Jing | None, wrong: list[str]) -> Iterator[str]:
    """Yield the table of random ODDs; what is wrong is added."""
    source = SHARED / "data" / "tei" / "p5subset.xml"
    outcome = customized(source, folder, COUNT, seed=3)
    by_jing: list[str] = []
    chosen = outcome.samples[: ODDS_BY_JING if jing else 0]
    for schema, documents in chosen:
        assert jing is not None
        found = beside_jing(jing, schema, documents, folder)
        by_jing += [f"{schema.stem}: jing sees {name} otherwise" for name in found]
    yield ""
    yield _row("random ODDs | compiled | documents | wrong | by jing | otherwise".split(" | "))
    yield _row(["---"] * 6)
    numbers = (COUNT, outcome.compiled, outcome.documents, len(outcome.wrong), len(chosen))
    yield _row([*map(str, numbers), str(len(by_jing))])
    told = ", ".join(f"{number} {rule}" for rule, number in sorted(outcome.told.items()))
    yield f"\nTold about them: {told}"
    wrong += [*outcome.wrong, *by_jing]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
