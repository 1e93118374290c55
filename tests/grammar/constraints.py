"""Constraints: what two Schematron schemas say, and which of it fires on which nodes."""

from collections import Counter
from pathlib import Path
from random import Random

from lxml import etree

from edition.document import Document, parse
from edition.schematron import Schema, load, validate
from tests.oracles.schematron_by_saxon import SCH
from tests.oracles.schematron_mutation import mutated, topics

Fired = Counter[tuple[str, str, str, str, str]]
"""How often each test fires at each place: its name, severity, message and hint, and the place."""


def said(file: Path) -> Counter[str]:
    """Return what the patterns of a schema say, however they are indented and called."""
    root = etree.parse(file).getroot()
    return Counter(_written(pattern) for pattern in root.iter(f"{SCH}pattern"))


def bound(file: Path) -> set[tuple[str | None, str | None]]:
    """Return the prefixes that a schema binds, with their namespaces."""
    root = etree.parse(file).getroot()
    return {(each.get("prefix"), each.get("uri")) for each in root.iter(f"{SCH}ns")}


def _written(node: etree._Element) -> str:
    name = etree.QName(node).localname
    attributes = sorted(
        f"{key}={' '.join(str(value).split())}" for key, value in node.attrib.items() if key != "id"
    )
    parts = [" ".join((node.text or "").split())]
    for child in node.iterchildren("{*}*"):
        parts += [_written(child), " ".join((child.tail or "").split())]
    return f"<{' '.join([name, *attributes])}>{''.join(parts)}</>"


def fired(document: Document, schema: Schema) -> Fired:
    """Return which constraints fire in a document, and where."""
    return Counter(
        (
            found.rule,
            found.severity.value,
            found.message,
            found.hint or "",
            f"{found.location.line}:{found.location.column}",
        )
        for found in validate(document, schema)
    )


class Firing:
    """What two schemas found in the same documents: how much, and where they disagree."""

    def __init__(self, official: Path, ours: Path) -> None:
        self.schemas = (load(official), load(ours))
        self.topics = topics(official)
        self.constraints = said(official).total()
        self.judged = 0
        self.findings = 0
        self.names: set[str] = set()
        self.disagreements: list[str] = []

    def judge(self, document: Document) -> None:
        """Compare what fires in a document."""
        one, other = (fired(document, schema) for schema in self.schemas)
        self.judged += 1
        self.findings += one.total()
        self.names |= {name for name, *_ in one}
        if one != other:
            only = sorted((one - other) + (other - one))
            self.disagreements.append(f"{document.file}: {only[:2]}")

    def judge_mutations(self, roots: list[etree._Element], count: int, seed: int) -> None:
        """Compare what fires in documents that break what the constraints are about."""
        random = Random(seed)
        for turn in range(count):
            root = mutated(random.choice(roots), self.topics, random)
            self.judge(parse(etree.tostring(root, encoding="utf-8"), f"mutation {turn}"))
