"""Constraints: what two Schematron schemas say, and which of it fires on which nodes.

Rules that follow from a specification (what is deprecated, which parameters a behaviour has) are
in words of our own; those for the namespaces of anyElement the chain writes into the grammar only.
"""

import re
from pathlib import Path
from random import Random

from lxml import etree

from edition.document import Document, parse
from edition.schematron import Schema, load, validate
from tests.oracles.schematron_by_saxon import SCH
from tests.oracles.schematron_mutation import mutated, topics

DERIVED = re.compile(
    "(WARNING: use of deprecated|.* will be removed from the TEI on "
    "|Parameter name '|The parameter “)"
)
IN_GRAMMAR = "required-namespace-"

Fired = dict[tuple[str, str, str], str]
"""What fires: its severity, its message and the place, with the name of the test."""


def said(file: Path) -> set[str]:
    """Return what the patterns of a schema say, however they are indented and numbered."""
    root = etree.parse(file).getroot()
    found = [(each.get("id", ""), each) for each in root.iter(f"{SCH}pattern")]
    return {
        _written(pattern, in_words=DERIVED.match(_folded("".join(pattern.itertext()))) is None)
        for name, pattern in found
        if not name.startswith(IN_GRAMMAR)
    }


def bound(file: Path) -> set[tuple[str | None, str | None]]:
    """Return the prefixes that a schema binds, with their namespaces."""
    root = etree.parse(file).getroot()
    return {(each.get("prefix"), each.get("uri")) for each in root.iter(f"{SCH}ns")}


def _written(node: etree._Element, *, in_words: bool) -> str:
    said = [f"{key}={_folded(str(text))}" for key, text in node.attrib.items() if key != "id"]
    name = etree.QName(node).localname
    parts = [_folded(node.text)] if in_words else []
    for child in node.iterchildren("{*}*"):
        if in_words or name in ("pattern", "rule"):
            parts.append(_written(child, in_words=in_words))
        parts += [_folded(child.tail)] if in_words else []
    return f"<{' '.join([name, *sorted(said)])}>{''.join(parts)}</>"


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def fired(document: Document, schema: Schema) -> Fired:
    """Return which constraints fire in a document, and where."""
    return {
        (
            found.severity.value,
            "derived" if DERIVED.match(found.message) else _folded(found.message),
            f"{found.location.line}:{found.location.column}",
        ): found.rule
        for found in validate(document, schema)
        if not found.rule.startswith(IN_GRAMMAR)
    }


class Firing:
    """What two schemas found in the same documents: how much, and where they disagree."""

    def __init__(self, official: Path, ours: Path) -> None:
        self.schemas = (load(official), load(ours))
        self.topics = topics(official)
        self.constraints = len(said(official))
        self.judged = 0
        self.findings = 0
        self.names: set[str] = set()
        self.disagreements: list[str] = []

    def judge(self, document: Document) -> None:
        """Compare what fires in a document."""
        one, other = (fired(document, schema) for schema in self.schemas)
        self.judged += 1
        self.findings += len(one)
        self.names |= {*other.values()}
        if one.keys() != other.keys():
            only = sorted(one.keys() ^ other.keys())
            self.disagreements.append(f"{document.file}: {only[:2]}")

    def judge_mutations(self, roots: list[etree._Element], count: int, seed: int) -> None:
        """Compare what fires in documents that break what the constraints are about."""
        random = Random(seed)
        for turn in range(count):
            root = mutated(random.choice(roots), self.topics, random)
            self.judge(parse(etree.tostring(root, encoding="utf-8"), f"mutation {turn}"))
