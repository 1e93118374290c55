"""How many slips give exactly one finding, on the right line, that names the repair.

    python -m tests.messages_report [--kind KIND] [--samples N] [--all] [--each N] [--seed N]
        [--keep FILE]

It prints, for N slips of each kind that were not served well: what was done, the line and the words
that were asked for, the source line, and what we found; then a table. With --keep the slips are
made once and kept in a file, so that a second run takes seconds.
"""

import argparse
import os
import pickle
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from edition import relaxng
from edition.diagnostic import Diagnostic, Refused
from edition.document import parse
from tests.grammar import jing
from tests.grammar.proof import Outcome, invalid_slips
from tests.grammar.slip import Slip
from tests.grammar.stock import stock

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("EDITION_SHARED", ROOT.parent / "shared"))
SCHEMA = SHARED / "data" / "tei" / "tei_all.rng"


def outcomes(slips: list[Slip], schema: Path) -> list[Outcome]:
    """Judge every slip by the grammar alone."""
    return [Outcome(slip, tuple(_findings(slip, schema))) for slip in slips]


def _findings(slip: Slip, schema: Path) -> list[Diagnostic]:
    try:
        return list(relaxng.validate(parse(slip.data, f"{slip.source}"), schema))
    except Refused as refusal:
        return list(refusal.diagnostics)


def table(judged: dict[str, list[Outcome]]) -> Iterator[str]:
    """Yield the rows: each kind, then all."""
    yield f"{'kind':16} {'slips':>6} {'one':>6} {'place':>6} {'repair':>6} {'all three':>10}"
    every = [outcome for known in judged.values() for outcome in known]
    for kind, known in [*judged.items(), ("all", every)]:
        counts = [
            sum(outcome.is_one for outcome in known),
            sum(outcome.is_placed for outcome in known),
            sum(outcome.is_named for outcome in known),
        ]
        good = sum(outcome.is_good for outcome in known)
        share = good / max(1, len(known))
        numbers = " ".join(f"{count:6}" for count in [len(known), *counts])
        yield f"{kind:16} {numbers} {good:5} {share:.1%}"


def told(outcome: Outcome) -> Iterator[str]:
    """Yield what a reader needs to see why a slip was not served well."""
    slip = outcome.slip
    parts = {"one": outcome.is_one, "place": outcome.is_placed, "repair": outcome.is_named}
    failed = ", ".join(name for name, is_good in parts.items() if not is_good) or "nothing"
    yield f"── {slip.kind} in {slip.source}: {slip.what}   [{failed} fails]"
    wanted = " and ".join("/".join(sorted(some)[:8]) or "anything" for some in slip.words)
    yield f"   wanted: line {' or '.join(map(str, sorted(slip.lines)))}, with {wanted}"
    rows = slip.data.decode().split("\n")
    for line in sorted(slip.lines):
        yield f"   {line:5} │ {rows[line - 1].strip()[:150]}"
    for item in outcome.findings[:5]:
        place = f"{item.location.line}:{item.location.column}"
        yield f"   found {place} {item.rule}: {item.message[:300]}"
        if item.hint:
            yield f"         hint: {item.hint[:300]}"
    if len(outcome.findings) > 5:
        yield f"   … and {len(outcome.findings) - 5} more"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--kind")
    options.add_argument("--samples", type=int, default=3)
    options.add_argument("--each", type=int, default=200)
    options.add_argument("--seed", type=int, default=3)
    options.add_argument("--all", action="store_true", help="show good ones too")
    options.add_argument("--keep", type=Path, help="a file to keep the slips in, or take them from")
    chosen = options.parse_args()
    if shutil.which("jing") is None or not SCHEMA.exists():
        sys.exit("This report needs jing and the shared data (EDITION_SHARED).")
    begun = time.monotonic()
    if chosen.keep is not None and chosen.keep.exists():
        found = pickle.loads(chosen.keep.read_bytes())
    else:
        sources = stock(jing.judge, SCHEMA, SHARED / "data" / "corpora", ROOT / "xml")
        found = invalid_slips(jing.judge, SCHEMA, sources, chosen.each, chosen.seed)
        if chosen.keep is not None:
            chosen.keep.write_bytes(pickle.dumps(found))
    made = time.monotonic()
    judged = {
        kind: outcomes(slips, SCHEMA)
        for kind, slips in found.items()
        if chosen.kind in {None, kind}
    }
    for outcomes_of_kind in judged.values():
        shown = [item for item in outcomes_of_kind if chosen.all or not item.is_good]
        for outcome in shown[:: max(1, len(shown) // max(1, chosen.samples))][: chosen.samples]:
            print(*told(outcome), "", sep="\n")
    print(*table(judged), sep="\n")
    print(
        f"\nMade and judged by jing in {made - begun:.1f} s, "
        f"judged by us in {time.monotonic() - made:.1f} s"
    )


if __name__ == "__main__":
    main()
