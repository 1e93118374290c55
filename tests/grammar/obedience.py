"""Obedience: whether the schemas of random ODDs are correct, and what their ODDs ask for."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from edition.diagnostic import Refused
from edition.document import parse
from edition.odd.compilation import compiled
from edition.relaxng.automaton import Automaton
from edition.relaxng.schema import automaton
from tests.grammar.raw import judge

from .customizing import TEI, Customization, Customizer
from .differential import Named, random_documents
from .generation import Generator
from .pattern import Grammar


class Outcome:
    """What became of random ODDs: how many were compiled, and what is wrong with their schemas."""

    def __init__(self) -> None:
        self.compiled = 0
        self.documents = 0
        self.told: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.samples: list[tuple[Path, list[Named]]] = []


def customized(source: Path, folder: Path, count: int, seed: int) -> Outcome:
    """Compile random ODDs, and hold their schemas against what each of the ODDs asks for.

    A schema that is no correct RELAX NG raises Fault.
    """
    customizer = Customizer(source, seed)
    outcome = Outcome()
    for _ in range(count):
        asked = customizer.customization()
        try:
            compilation = compiled(parse(asked.text, f"random{asked.number}.odd"), source)
        except Refused as refusal:
            outcome.told.update(found.rule for found in refusal.diagnostics)
            continue
        outcome.told.update(found.rule for found in compilation.diagnostics)
        file = folder / f"random{asked.number}.rng"
        file.write_bytes(compilation.grammar())
        _judge(asked, file, outcome)
    return outcome


def _judge(asked: Customization, file: Path, outcome: Outcome) -> None:
    """Hold a schema, and documents made from it, against what was asked for."""
    machine: Automaton = automaton(file)
    grammar = Grammar(file)
    generator = Generator(grammar, asked.number)
    documents = list(random_documents(generator, 2))
    outcome.compiled += 1
    outcome.documents += len(documents)
    outcome.samples.append((file, documents))
    said = [*_still_there(asked, grammar)]
    for name, data in documents:
        said += [f"{name}: {each.kind} {each.name}" for each in judge(machine, data)[:1]]
        said += _unheeded(asked, etree.fromstring(data))
    outcome.wrong += [f"random{asked.number}.odd: {words}" for words in said]


def _still_there(asked: Customization, grammar: Grammar) -> Iterator[str]:
    elements, attributes = grammar.vocabulary()
    yield from (f"<{name}> is deleted" for name in asked.gone if f"{TEI}{name}" in elements)
    for name, attribute in asked.gone_attributes:
        if (f"{TEI}{name}", attribute) in attributes:
            yield f"@{attribute} of <{name}> is deleted"


def _unheeded(asked: Customization, root: etree._Element) -> Iterator[str]:
    """Yield what a document must not have, or lacks, by the attributes that the ODD changes."""
    for name, attribute in sorted(asked.required):
        if any(attribute not in element.attrib for element in root.iter(f"{TEI}{name}")):
            yield f"@{attribute} of <{name}> is required"
    for (name, attribute), values in asked.closed.items():
        written = {element.get(attribute, "") for element in root.iter(f"{TEI}{name}")} - {""}
        yield from (f"@{attribute}=“{value}” of <{name}>" for value in sorted(written - values))
