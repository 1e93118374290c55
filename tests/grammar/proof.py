"""Proof: slips of every kind that jing finds invalid, and whether a finding serves its reader."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from edition.diagnostic import Diagnostic

from .jing import Error, Jing, verdicts
from .kinds import Slips
from .slip import Slip
from .source import Source, is_well_formed
from .spelling import words_of_datatype

_EACH_SHAPE = 4


@dataclass(frozen=True)
class Outcome:
    """What was found of one slip, and whether that is one, at its place, with the repair."""

    slip: Slip
    findings: tuple[Diagnostic, ...]

    @property
    def is_one(self) -> bool:
        return len(self.findings) == 1

    @property
    def is_placed(self) -> bool:
        return any(item.location.line in self.slip.lines for item in self.findings)

    @property
    def is_named(self) -> bool:
        return any(names(item, self.slip.words) for item in self.findings)

    @property
    def is_good(self) -> bool:
        return self.is_one and self.is_placed and self.is_named


def names(finding: Diagnostic, words: Sequence[frozenset[str]]) -> bool:
    """Whether a finding has one word of each set, as a word of its own and not within another."""
    said = f"{finding.message} {finding.hint or ''}"
    return all(not any_of or any(_has(said, word) for word in any_of) for any_of in words)


def _has(said: str, word: str) -> bool:
    before = r"(?<![\w:.-])" if word[:1].isalnum() else ""
    after = r"(?![\w/-])" if word[-1:].isalnum() else ""
    return re.search(before + re.escape(word) + after, said) is not None


def invalid_slips(
    jing: Jing, schema: Path, sources: list[Source], each: int, seed: int = 3
) -> dict[str, list[Slip]]:
    """Return so many slips of each kind that jing finds invalid, always the same for a seed."""
    search = _Search(sources, each, Random(seed))
    while batch := search.batch():
        search.sort(batch, _judged(jing, schema, batch))
    return search.found


def second_slips(
    jing: Jing, schema: Path, slips: Iterable[Slip], sources: list[Source], seed: int = 3
) -> list[Slip]:
    """Return slips in documents that have one already, where jing sees the second as well."""
    random = Random(seed)
    kinds = Slips(sources).kinds
    batch: list[Slip] = []
    for first in slips:
        make = kinds[random.choice(["misspelling", "wrong attribute", "wrong value"])]
        second = make(Source(first.source, first.data), random)
        if second is not None and not second.lines & first.lines and is_well_formed(second.data):
            batch.append(replace(second, what=f"{first.what}; then {second.what}"))
    judged = zip(batch, _judged(jing, schema, batch), strict=True)
    return [
        _worded(slip, errors)
        for slip, errors in judged
        if any(re.search(slip.claim, item.words) and item.line in slip.lines for item in errors)
    ]


class _Search:
    """What was found so far of each kind, and what turned out to be valid."""

    def __init__(self, sources: list[Source], each: int, random: Random) -> None:
        self.sources = sources
        self.each = each
        self.random = random
        self.kinds = Slips(sources).kinds
        self.found: dict[str, list[Slip]] = {kind: [] for kind in self.kinds}
        self.valid: set[tuple[str, str]] = set()
        self.tried = Counter[str]()

    def batch(self) -> list[Slip]:
        """Return what to ask jing next: slips of each kind of which there are too few."""
        return [slip for kind in self.kinds for slip in self._drawn(kind, self._wanted(kind))]

    def _wanted(self, kind: str) -> int:
        """As many as are missing, at the rate of success so far; none after too many failures."""
        missing, tried = self.each - len(self.found[kind]), self.tried[kind]
        if missing <= 0 or tried > 20 * self.each:
            return 0
        rate = len(self.found[kind]) / tried if tried else 0.7
        return min(4 * self.each, int(missing / max(rate, 0.1)) + 10)

    def _drawn(self, kind: str, wanted: int) -> Iterator[Slip]:
        """Yield slips whose shape is not known to be valid, and not all of one shape."""
        self.tried[kind] += wanted
        seen = Counter(slip.shape for slip in self.found[kind])
        for _ in range(30 * wanted):
            slip = self.kinds[kind](self.random.choice(self.sources), self.random)
            if slip is None or (kind, slip.shape) in self.valid or seen[slip.shape] >= _EACH_SHAPE:
                continue
            if is_well_formed(slip.data):
                seen[slip.shape] += 1
                wanted -= 1
                yield slip
            if not wanted:
                return

    def sort(self, batch: list[Slip], judged: list[list[Error]]) -> None:
        """Keep the slips that are invalid, up to the number that is asked for."""
        for slip, errors in zip(batch, judged, strict=True):
            if not errors or not _is_of_its_kind(slip, errors):
                self.valid.add((slip.kind, slip.shape))
            elif len(self.found[slip.kind]) < self.each:
                self.found[slip.kind].append(_worded(slip, errors))


def _judged(jing: Jing, schema: Path, slips: list[Slip]) -> list[list[Error]]:
    """Return jing's errors of each; none where it cannot read one."""
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{n}.xml" for n in range(len(slips))]
        for file, slip in zip(files, slips, strict=True):
            file.write_bytes(slip.data)
        errors = verdicts(jing, schema, files).errors
        return [errors.get(file, []) for file in files]


def _is_of_its_kind(slip: Slip, errors: list[Error]) -> bool:
    return not slip.claim or any(re.search(slip.claim, error.words) for error in errors)


def _worded(slip: Slip, errors: list[Error]) -> Slip:
    """Return a slip with what jing would have had instead among its good words."""
    if slip.kind in {"deletion", "swap"}:  # it may come to light at a neighbour further on
        slip = replace(slip, lines=slip.lines | {errors[0].line})
    if slip.asks_jing:
        return replace(slip, words=(frozenset().union(*slip.words, errors[0].wanted),))
    if slip.kind == "wrong value":
        error = next(error for error in errors if re.search(slip.claim, error.words))
        instead = slip.words[1] | error.wanted | words_of_datatype(error.words)
        return replace(slip, words=(slip.words[0], instead))
    return slip
