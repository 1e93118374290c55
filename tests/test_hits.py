"""Hits: how often each rule is right on real corpora, as its module states it."""

from collections import Counter
from pathlib import Path

import pytest

from edition.diagnostic import Refused, Severity
from edition.document import read
from edition.project import find
from edition.rule import Rule, rules

COUNTED = [rule for rule in rules() if rule.hits is not None]
ENOUGH = 0.95


@pytest.fixture(scope="module")
def found(shared: Path) -> Counter[str]:
    """How many findings each rule has on all shared corpora."""
    counted: Counter[str] = Counter()
    for file in sorted((shared / "data" / "corpora").rglob("*.xml")):
        try:
            document = read(file)
            if document.is_tei:
                project = find(file)
                counted.update(
                    item.rule for rule in COUNTED for item in rule.diagnose(document, project)
                )
        except Refused:
            continue
    return counted


@pytest.mark.parametrize("rule", COUNTED, ids=lambda rule: str(rule.name))
def test_a_rule_finds_in_the_corpora_what_somebody_has_read(
    rule: Rule, found: Counter[str]
) -> None:
    assert rule.hits is not None
    assert found[rule.name] == rule.hits[1]


@pytest.mark.parametrize("rule", COUNTED, ids=lambda rule: str(rule.name))
def test_a_rule_that_is_often_wrong_only_informs_or_is_asked_for(rule: Rule) -> None:
    assert rule.hits is not None
    right, every = rule.hits
    assert right <= every
    if every and right / every < ENOUGH:
        assert rule.severity is Severity.INFO or rule.set
