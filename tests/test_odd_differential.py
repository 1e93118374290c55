"""Our compiler of ODDs beside TEI's own chain, and random ODDs: a sample of the whole proof.

`make corpora` takes it at full length, with 1,000 documents of each kind.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from tests.grammar import official
from tests.grammar.constraints import bound, said
from tests.grammar.equivalence import differences
from tests.grammar.jing import Jing
from tests.grammar.obedience import Outcome, customized
from tests.grammar.oddproof import Made, Proof, beside_jing, firing, made, structure

MakeOf = Callable[[str], Made]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("odd")


@pytest.fixture(scope="module")
def made_of(shared: Path, folder: Path) -> MakeOf:
    @lru_cache
    def make(name: str) -> Made:
        return made(shared, name, folder)

    return make


@pytest.fixture(scope="module")
def obeyed(shared: Path, folder: Path) -> Outcome:
    return customized(shared / "data" / "tei" / "p5subset.xml", folder, 4, seed=3)


@pytest.mark.parametrize("name", ["bare", "lite", "simplePrint", "all"])
def test_our_grammar_allows_in_every_element_what_the_official_one_allows(
    name: str, made_of: MakeOf
) -> None:
    assert structure(made_of(name)) == []


def test_the_official_grammar_has_the_faults_that_are_mended_for_that(
    made_of: MakeOf, shared: Path
) -> None:
    drama = made_of("drama")
    found = {
        (each.element, each.what.split()[0]) for each in differences(drama.official, drama.ours)
    }
    known = {(element, f"@{attribute}") for element, attribute in official.faults(shared, "drama")}
    assert found == known == {("castItem", "@type")}


@pytest.mark.parametrize(("name", "count"), [("bare", 40), ("lite", 5)])
def test_both_grammars_reject_the_same_at_the_same_place(
    name: str, count: int, made_of: MakeOf, shared: Path
) -> None:
    proof = Proof(made_of(name), shared / "data")
    proof.judge_random(count)
    assert proof.verdicts.invalid == 0
    proof.judge_mutations(2 * count, real=False)
    assert proof.verdicts.disagreements == []
    assert proof.verdicts.judged == 4 * count
    assert proof.verdicts.invalid > count


@pytest.mark.outside
def test_jing_reads_our_grammar_as_we_do(
    made_of: MakeOf, shared: Path, jing: Jing, tmp_path: Path
) -> None:
    proof = Proof(made_of("bare"), shared / "data")
    proof.judge_random(20)
    proof.judge_mutations(40, real=False)
    assert proof.disagreements_of_jing(jing, tmp_path, 60) == []


@pytest.mark.parametrize("name", official.NAMES)
def test_our_schematron_says_what_the_official_one_says(name: str, made_of: MakeOf) -> None:
    both = made_of(name)
    assert said(both.constraints) == said(both.official_constraints)
    assert bound(both.constraints) == bound(both.official_constraints)


def test_the_same_constraints_fire_on_the_same_nodes(made_of: MakeOf, shared: Path) -> None:
    found = firing(made_of("drama"), shared / "data", [], 150, most=30_000)
    assert found.disagreements == []
    assert len(found.names) == found.constraints


def test_the_schemas_of_random_odds_are_correct_and_what_they_ask_for(obeyed: Outcome) -> None:
    assert obeyed.wrong == []
    assert obeyed.compiled == 4
    assert obeyed.documents == 8


@pytest.mark.outside
def test_jing_accepts_the_documents_of_a_random_odd(
    obeyed: Outcome, jing: Jing, tmp_path: Path
) -> None:
    schema, documents = obeyed.samples[0]
    assert beside_jing(jing, schema, documents, tmp_path) == []
