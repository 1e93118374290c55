import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.document import TEI, Document, parse, read
from edition.passage import Index
from edition.project import OWN, Project, find
from edition.serialization import plain_text
from edition.stylesheet import load
from tests.samples import tei

FIXTURES = Path(__file__).parent / "formats" / "text"
SUBJECTS = sorted(file.stem for file in FIXTURES.glob("*.xml"))
SHEETS = [OWN / "xslt" / "text.xsl", *sorted((OWN / "xslt" / "text").glob("*.xsl"))]
XSL = "{http://www.w3.org/1999/XSL/Transform}"


def exported(document: Document, profile: str) -> str:
    index = Index(document, Project(Path(), is_project=False))
    sheet = load(index.project.sheet_folders, "text.xsl")
    return plain_text(sheet(index.root, {"profile": profile})).text


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize(
    ("profile", "ending"), [("reading", "txt"), ("diplomatic", "diplomatic.txt")]
)
def test_each_subject_is_written_as_the_text_model_has_it(
    subject: str, profile: str, ending: str
) -> None:
    text = exported(read(FIXTURES / f"{subject}.xml"), profile)
    assert text == (FIXTURES / f"{subject}.{ending}").read_text("utf-8")


def test_every_golden_text_has_its_document() -> None:
    stems = {file.name.partition(".")[0] for file in FIXTURES.iterdir()}
    assert stems == set(SUBJECTS)


inline = st.recursive(
    st.text(alphabet="ab é،ش", max_size=6).map(lambda text: text),
    lambda children: st.builds(
        lambda tag, inner: f"<{tag}>{''.join(inner)}</{tag}>",
        st.sampled_from("hi emph persName rs foreign term seg name date num".split()),
        st.lists(children, max_size=3),
    ),
    max_leaves=12,
)


@given(st.lists(st.lists(inline, max_size=4).map("".join), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_the_diplomatic_text_keeps_every_character(paragraphs: list[str]) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    document = parse(tei(body).encode(), "sample.xml")
    blocks = ("".join(map(str, p.itertext())) for p in document.root.iter(f"{{{TEI}}}p"))
    folded = [re.sub("[ \n]+", " ", block).strip(" ") for block in blocks]
    expected = "\n\n".join(block for block in folded[1:] if block)  # the first is the header's
    assert exported(document, "diplomatic") == expected


def test_every_document_of_the_corpora_has_both_texts(shared: Path) -> None:
    files = sorted((shared / "data" / "corpora").rglob("*.xml"))
    small = [file for file in files if file.stat().st_size < 400_000]
    for file in small:
        document = read(file)
        for profile in ("reading", "diplomatic"):
            found = Index(document, Project(file.parent, is_project=False)).text(profile)
            if document.root.find(f".//{{{TEI}}}body//{{{TEI}}}p[{{{TEI}}}persName]") is not None:
                assert found.text


@pytest.mark.parametrize(
    "name",
    [
        "letters/L00308.xml",
        "letters/L01015.xml",
        "letters/L02787.xml",
        "classics/phi0860.phi001.perseus-lat2.xml",
        "drama/macbeth.xml",
    ],
)
def test_no_word_of_a_text_is_lost_in_the_diplomatic_text(shared: Path, name: str) -> None:
    document = read(shared / "data" / "corpora" / name)
    omitted = "note listPerson listPlace listOrg listEvent corr reg expan figDesc desc".split()
    keep = " and ".join(f"not(ancestor::t:{tag})" for tag in omitted)
    runs = document.root.xpath(f"//t:text//text()[{keep}]", namespaces={"t": TEI})
    assert isinstance(runs, list)
    letters = "".join(char for run in runs for char in str(run) if char.isalpha())
    text = Index(document, find(Path())).text("diplomatic").text
    assert "".join(char for char in text if char.isalpha()) == letters


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_template_searches_the_document_or_counts_it_through(sheet: Path) -> None:
    for element in etree.parse(sheet).iter(f"{XSL}*"):
        assert element.get("level") != "any"
        for name in ("select", "test", "match"):
            path = element.get(name, "")
            assert "preceding::" not in path
            assert "following::" not in path
            if element.tag != f"{XSL}key":
                assert "//" not in path


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_match_pattern_holds_a_variable(sheet: Path) -> None:
    for element in etree.parse(sheet).iter(f"{XSL}template", f"{XSL}key"):
        assert "$" not in element.get("match", "")


def test_the_entry_sheet_includes_every_sheet_of_its_folder() -> None:
    included = re.findall('href="text/([^"]*)"', SHEETS[0].read_text("utf-8"))
    assert sorted(included) == [sheet.name for sheet in SHEETS[1:]]


def test_the_text_of_an_element_alone_is_the_one_that_it_has_in_the_whole(shared: Path) -> None:
    chance = random.Random(6)
    made = 0
    for file in sorted((shared / "data" / "corpora").glob("*/*.xml"))[::5]:
        document = read(file)
        if document.is_corpus:
            continue
        index = Index(document, find(file))
        for profile in ("reading", "diplomatic"):
            whole = index.text(profile)
            for name in chance.sample(list(index.elements), min(4, len(index.elements))):
                alone = Index(document, find(file)).profile(profile).alone(index.elements[name])
                made += alone is not None
                assert alone in {None, whole.between(name, name)}, (file, name)
    assert made > 100


def test_a_passage_is_prepared_with_all_that_the_sheets_of_its_text_read() -> None:
    """Text.alone and Text.whole prepare references only; a note's number stands in its call."""
    read_by_sheets = {
        name for sheet in SHEETS for name in re.findall(r"@(e-[a-z]+)", sheet.read_text())
    }
    assert read_by_sheets == {"e-ref", "e-number"}
