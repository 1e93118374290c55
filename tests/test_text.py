import json
import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition import manual
from edition.document import TEI, Document, parse, read
from edition.document.member import members
from edition.passage.passages import Passages
from edition.project import OWN, Project, find
from edition.stylesheet import load
from edition.stylesheet.flow import flowing
from edition.stylesheet.plaintext import plain_text
from edition.tei.groundwork import lay
from edition.text.folding import folded
from edition.text.record import records
from tests.conftest import Command, MakeProject
from tests.corpora import PROFILES, wrong_words
from tests.oracles.text_words import expected, words
from tests.samples import tei

FIXTURES = Path(__file__).parent / "formats" / "text"
SUBJECTS = sorted(file.stem for file in FIXTURES.glob("*.xml"))
SHEETS = [OWN / "xslt" / "text.xsl", *sorted((OWN / "xslt" / "text").glob("*.xsl"))]
XSL = "{http://www.w3.org/1999/XSL/Transform}"


WHOLE = bool(os.environ.get("EDITION_WHOLE"))
NONE_WRONG = dict.fromkeys(PROFILES, 0)
ENDINGS = {
    "reading": "txt",
    "diplomatic": "diplomatic.txt",
    "spoken": "spoken.txt",
    "search": "search.txt",
}


def exported(document: Document, profile: str) -> str:
    """Return the text of a profile; of `search` its records, a line of field and words each."""
    index = Passages(document, Project(Path(), is_project=False))
    sheet = load(index.project.sheet_folders, "text.xsl")
    tree = sheet(index.root, {"profile": profile})
    if profile != "search":
        return plain_text(tree).text
    rows = (f"{row.ref or '-'} {row.field}: {row.text}\n{row.folded}" for row in records(tree))
    return "\n".join(rows)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("profile", ENDINGS)
def test_each_subject_is_written_as_the_text_model_has_it(subject: str, profile: str) -> None:
    text = exported(read(FIXTURES / f"{subject}.xml"), profile)
    golden = FIXTURES / f"{subject}.{ENDINGS[profile]}"
    assert text == (golden.read_text("utf-8") if golden.exists() else "")


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


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_words_of_each_profile_are_those_that_an_independent_walk_gathers(subject: str) -> None:
    document = read(FIXTURES / f"{subject}.xml")
    assert {profile: wrong_words(document, profile) for profile in PROFILES} == NONE_WRONG


def test_so_they_are_in_the_documents_of_the_corpora(shared: Path) -> None:
    files = sorted((shared / "data" / "corpora").rglob("*.xml"))
    small = [file for file in files if WHOLE or file.stat().st_size < 200_000]
    for file in small if WHOLE else small[::5]:
        for document in members(read(file)):
            wrong = {profile: wrong_words(document, profile) for profile in PROFILES}
            assert wrong == NONE_WRONG, file


def test_the_walk_tells_a_word_that_is_lost_doubled_or_moved() -> None:
    document = parse(tei("<p>one two three</p>").encode(), "a.xml")
    for text in ("<p>one three</p>", "<p>one two two three</p>", "<p>two one three</p>"):
        other = parse(tei(text).encode(), "a.xml")
        assert expected(document.root, "reading") != words(exported(other, "reading"))


MODEL = manual.topics()["text-model"]
ROW = re.compile(r"^([A-Z].*)\n((?:    .*\n)+)", re.MULTILINE)


def test_every_row_of_the_model_has_an_example_and_every_example_a_row() -> None:
    shown = [
        re.findall(r"[\w-]+", body.partition("    example  ")[2]) for _, body in ROW.findall(MODEL)
    ]
    assert len(shown) > 30
    assert all(shown)
    assert {name for names in shown for name in names} == set(SUBJECTS)


def test_every_row_of_the_model_speaks_of_every_profile() -> None:
    for title, body in ROW.findall(MODEL):
        told = {name for line in body.splitlines() for name in line[4:22].split(", ")}
        named = {name.strip() for name in told}
        assert "all" in named or {"reading", "diplomatic", "search"} <= named, title


def test_the_model_is_printed(edition_command: Command) -> None:
    assert edition_command("explain", "text-model").stdout == f"text-model: {MODEL}"


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
def test_no_match_pattern_holds_a_variable_or_makes_every_key_be_built(sheet: Path) -> None:
    for element in etree.parse(sheet).iter(f"{XSL}template", f"{XSL}key"):
        assert "$" not in element.get("match", "")
        assert "key(" not in element.get("match", "")


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
        index = Passages(document, find(file))
        for profile in ("reading", "diplomatic"):
            whole = index.text(profile)
            for name in chance.sample(list(index.elements), min(4, len(index.elements))):
                alone = Passages(document, find(file)).profile(profile).alone(index.elements[name])
                made += alone is not None
                assert alone in {None, whole.between(name, name)}, (file, name)
    assert made > 100


def test_a_text_is_the_same_whether_the_places_of_passages_are_asked_for_or_not(
    shared: Path,
) -> None:
    files = [*FIXTURES.glob("*.xml"), *sorted((shared / "data" / "corpora").rglob("*.xml"))[::7]]
    project = Project(Path(), is_project=False)
    sheet = load(project.sheet_folders, "text.xsl")
    for file in files:
        document = read(file)
        root = lay(document)
        for profile in ("reading", "diplomatic", "spoken"):
            for notes in ("yes", "no"):
                said = {"profile": profile, "notes": notes}
                whole = plain_text(sheet(root, said)).text
                assert flowing(root, document, project, said).decode() == whole, (file, said)


def test_signs_that_stand_for_borders_are_kept_where_a_text_has_them() -> None:
    document = parse(tei("<p>a\ufdd8b \ufdda<lb/>c</p>").encode(), "sample.xml")
    project = Project(Path(), is_project=False)
    text = flowing(lay(document), document, project, {"profile": "reading"})
    assert text.decode() == "a\ufdd8b \ufdda c"


PLAY = tei("<sp><speaker>A.</speaker><p>W<choice><sic>rn</sic><corr>ro</corr></choice>ng.</p></sp>")


def test_a_profile_on_request_is_written_only_where_it_is_asked_for(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": PLAY})
    edition_command("export", "--to", "text", cwd=root)
    assert {file.name for file in (root / "build").iterdir()} == {"a.txt", "a.diplomatic.txt"}
    edition_command("export", "--to", "text", "--profile", "spoken", cwd=root)
    assert (root / "build" / "a.spoken.txt").read_text() == "Wrong.\n"


def test_a_search_index_is_told_lines_of_json(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": PLAY})
    edition_command("export", "--to", "text", "--profile", "search", cwd=root)
    text = (root / "build" / "a.search.jsonl").read_text()
    rows = [tuple(json.loads(line).values()) for line in text.splitlines()]
    assert rows == [
        ("a", "~sp.1.p.1", "text", "Wrnng. Wrong.", "wrnng. wrong."),
        ("a", None, "title", "A sample", "a sample"),
        ("a", "~sp.1.speaker.1", "speaker", "A.", "a."),
    ]


def test_a_profile_that_there_is_none_of_is_refused_with_the_nearest(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": PLAY})
    done = edition_command("export", "--to", "text", "--profile", "spokn", cwd=root)
    assert done.returncode == 2
    assert "did you mean spoken?" in done.stderr


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Élan STRASSE Straße ſo œuvre ’tis", "elan strasse strasse so oeuvre 'tis"),
        ("Ἀχιλλεύς", "αχιλλευσ"),
        ("السَّلامُ عليكم ١٢", "السلام علیکم 12"),
        ("שָׁלוֹם", "שלום"),
        ("हिन्दी", "हिन्दी"),
        ("йод", "йод"),
        ("3½ x² ﬁne", "3½ x² fine"),
    ],
)
def test_words_are_folded_as_their_script_asks_for(text: str, typed: str) -> None:
    assert folded(text) == typed


def test_a_passage_is_prepared_with_all_that_the_sheets_of_its_text_read() -> None:
    """They prepare references, tables with spans, marks, and what calls notes.

    The rest is of notes and readings, or says only that there is nothing to look for.
    """
    read_by_sheets = {
        name for sheet in SHEETS for name in re.findall(r"@(e-[a-z]+)", sheet.read_text())
    }
    of_notes = {
        "e-apart",
        "e-aside",
        "e-attached",
        "e-lem",
        "e-noted",
        "e-notes",
        "e-number",
        "e-opens",
        "e-sign",
    }
    assert read_by_sheets - of_notes - {"e-readings", "e-spans"} == {
        "e-call",
        "e-ref",
        "e-empty",
        "e-glyph",
        "e-marks",
    }
