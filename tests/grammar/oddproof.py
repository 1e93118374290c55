"""The proof of the ODD compiler: what we make of TEI's own ODDs beside what its chain makes."""

from pathlib import Path
from random import Random

from edition.document import parse, read
from edition.odd.compilation import compiled
from edition.relaxng.schema import automaton
from edition.value import Value
from tests.grammar.raw import judge

from . import official
from .constraints import Firing
from .differential import (
    Named,
    Verdicts,
    mutations,
    random_documents,
    shared_documents,
    sources,
)
from .equivalence import Difference, differences
from .generation import Generator
from .jing import Jing, verdicts
from .pattern import Grammar
from .provocation import provoking


class Made(Value):
    """What was made of one ODD: by us, by TEI's chain, and by it with its known faults mended."""

    name: str
    ours: Path
    constraints: Path
    official: Path
    mended: Path
    official_constraints: Path


def made(shared: Path, name: str, folder: Path) -> Made:
    """Compile one of TEI's own ODDs, and find what its chain makes of it."""
    source = shared / "data" / "tei" / "p5subset.xml"
    compilation = compiled(read(official.odd(shared, name)), source)
    ours, constraints = folder / f"tei_{name}.rng", folder / f"tei_{name}.sch"
    ours.write_bytes(compilation.grammar())
    constraints.write_bytes(compilation.schematron())
    theirs = official.grammar(shared, name)
    mended = official.mended(shared, name, folder)
    return Made(name, ours, constraints, theirs, mended, theirs.with_suffix(".isosch"))


def structure(made: Made) -> list[Difference]:
    """Return where our grammar allows something else than the official one, faults mended."""
    return differences(made.mended, made.ours)


class Proof:
    """Documents by which a compiled grammar and the official one are compared, and the outcome."""

    def __init__(self, made: Made, data: Path, seed: int = 7) -> None:
        self.made = made
        self.data = data
        self.seed = seed
        self.verdicts = Verdicts(automaton(made.mended), automaton(made.ours))
        self.generators = [Generator(Grammar(file), seed) for file in (made.mended, made.ours)]
        self.random: list[Named] = []
        self.mistaken: list[Named] = []

    def judge_random(self, count: int) -> None:
        """Compare the verdicts on random documents, so many of each of the two grammars."""
        for generator in self.generators:
            self.random += random_documents(generator, count)
        self.verdicts.judge(self.random)

    def judge_mutations(self, count: int, *, real: bool) -> None:
        """Compare the verdicts on documents with mistakes, real ones among them if asked."""
        stock = sources(self.data if real else None, self.random)
        self.mistaken = list(mutations(stock, count, self.seed))
        self.verdicts.judge(self.mistaken)

    def judge_shared(self) -> None:
        self.verdicts.judge(shared_documents(self.data))

    def unused(self) -> int:
        """Return how many patterns of the official grammar no random document has used."""
        generator = self.generators[0]
        return sum(1 for each in generator.grammar.reachable() if not generator.used[each])

    def disagreements_of_jing(self, jing: Jing, folder: Path, count: int) -> list[str]:
        """Return documents of which jing, by our schema file, says what we do not say."""
        chosen = Random(self.seed).sample([*self.random, *self.mistaken], count)
        return beside_jing(jing, self.made.ours, chosen, folder)


def beside_jing(jing: Jing, schema: Path, documents: list[Named], folder: Path) -> list[str]:
    """Return which documents jing accepts and we do not, or the reverse."""
    files = [folder / f"{number}.xml" for number in range(len(documents))]
    for file, (_, data) in zip(files, documents, strict=True):
        file.write_bytes(data)
    said = verdicts(jing, schema, files)
    machine = automaton(schema)
    return [
        name
        for file, (name, data) in zip(files, documents, strict=True)
        if file not in said.errors or bool(said.errors[file]) != bool(judge(machine, data))
    ]


def firing(made: Made, data: Path, random_ones: list[Named], count: int, most: int) -> Firing:
    """Compare which constraints fire in shared documents up to a size, random ones, mutations."""
    found = Firing(made.official_constraints, made.constraints)
    documents = [parse(text, name) for name, text in [*shared_documents(data, most), *random_ones]]
    for document in [*documents, provoking(made.official_constraints)]:
        found.judge(document)
    small = [document.root for document in documents if len(document.data) < 20_000]
    found.judge_mutations(small, count, seed=5)
    return found
