"""Laws that hold of every article: here of random ones, made from our own grammar."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.document import TEI, parse
from edition.passage.passages import Passages
from edition.project import Project
from edition.publication import Choice
from edition.reference import resolve
from edition.selection import Selected
from edition.work import exporting
from tests.conftest import ROOT
from tests.grammar.generation import Generator
from tests.grammar.pattern import Grammar, Pattern
from tests.html_tree import parse as read_page

ARTICLE = """
abbr abstract addName author availability bibl biblScope body byline catDesc category change choice
cit citeData citeStructure citedRange classDecl code corr correction creation date dateline desc div
edition editionStmt editor editorialDecl emph encodingDesc expan extent fileDesc foreign forename fw
gap gi head hi hyphenation ident idno interpretation item label langUsage language lb licence list
listPrefixDef measure mentioned name nameLink normalization note num offset orgName orig p pb
persName placeName prefixDef profileDesc projectDesc ptr pubPlace publicationStmt publisher
punctuation q quotation quote ref refsDecl reg resp respStmt revisionDesc roleName rs said schemaRef
seg segmentation sic sourceDesc standOff stdVals supplied surname taxonomy TEI teiHeader term text
title titleStmt trailer unclear
""".split()
"""What an article is made of, registers apart: pages of other texts have not had real care yet."""


def of_articles() -> Grammar:
    """Our grammar without the elements that no article has."""
    grammar = Grammar(ROOT / "xml" / "schema" / "edition.rng")
    for name, pattern in grammar.definitions.items():
        if pattern.parts and pattern.parts[0].kind == "element" and name not in ARTICLE:
            pattern.parts = [Pattern("notAllowed")]
    grammar.measure()
    return grammar


GRAMMAR = of_articles()
SHOWN = "//t:text//@xml:id[not(ancestor::t:desc) and not(../parent::t:choice[t:unclear])]"
"""Of several guesses at a word the page shows one, and it describes no gap."""

ORACLE = ROOT / "tests" / "oracles" / "ids.py"
ALONE = Project(Path(), is_project=False)


def document(seed: int) -> bytes:
    return etree.tostring(Generator(GRAMMAR, seed=seed).document(surplus=40), encoding="utf-8")


seeds = st.integers(0, 10_000).map(document)
some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def page(data: bytes, folder: Path) -> Path:
    source = folder / "random.xml"
    source.write_bytes(data)
    work = exporting(Choice(formats=("html",), output=folder))
    written = work(parse(data, str(source), source), Selected(source, ALONE)).written
    return next(path for path in written if path.suffix == ".html")


@some
@given(data=seeds)
def test_every_id_of_the_text_is_an_id_of_the_page_once(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    html = page(data, tmp_path_factory.mktemp("page"))
    root = parse(data, "random.xml").root
    asked = root.xpath(SHOWN, namespaces={"t": TEI})
    found = [node.get("id") for node in read_page(html.read_text()).every() if node.get("id")]
    assert [name for name in asked if found.count(str(name)) != 1] == []
    assert len(found) == len(set(found))


@some
@given(data=seeds)
def test_every_id_resolves_to_itself_and_citing_it_again_changes_nothing(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("cited") / "random.xml"
    file.write_bytes(data)
    index = Passages(parse(data, str(file), file), ALONE)
    for name in list(index.elements)[:12]:
        once = resolve(f"{file}#{name}", ALONE)
        again = resolve(f"{file}#{once.ref}", ALONE)
        assert (once.ref, once.start) == (name, name)
        assert (once.text(), once.fingerprints()) == (again.text(), again.fingerprints())


def test_the_script_from_outside_agrees_on_ids(tmp_path: Path) -> None:
    html = page(document(7), tmp_path)
    done = subprocess.run(
        [sys.executable, ORACLE, tmp_path / "random.xml", html], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
