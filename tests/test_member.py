"""teiCorpus: each TEI in it is a document, judged with its corpus, published and cited alone."""

import json
from pathlib import Path

import pytest

from edition.citation.header import source
from edition.document import read
from edition.document.member import count, members
from edition.project import at
from edition.tei.target import reached
from edition.validation import Checks, validate
from tests.conftest import Command, MakeProject

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TAKE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="letters/late.xml"/>'


def header(title: str, more: str = "<p/>", after: str = "") -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
        f"<publicationStmt>{more}</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
        f"{after}</teiHeader>"
    )


def letter(title: str, body: str, name: str = "") -> str:
    identity = f' xml:id="{name}"' if name else ""
    return f"<TEI{identity}>{header(title)}<text><body>{body}</body></text></TEI>"


PERSON = (
    '<profileDesc><particDesc><listPerson><person xml:id="ann"><persName>Ann A.</persName>'
    "</person></listPerson></particDesc></profileDesc>"
)
ABOVE = header(
    "The Letters",
    f'<publisher>Press</publisher><availability><licence target="{LICENCE}"/></availability>',
    PERSON,
)
CORPUS = f"""<?xml version="1.0"?>
<!DOCTYPE teiCorpus [<!ENTITY me "Ann">]>
<teiCorpus {NS} xml:lang="de">
{ABOVE}
{letter("One", '<p xml:id="x">I am &me;.</p><p xml:id="same"/>', "one")}
{letter("Two", '<p xml:id="y">See <persName ref="#ann">her</persName>.</p><p xml:id="same"/>')}
<teiCorpus>{header("Inner")}{TAKE}</teiCorpus>
</teiCorpus>
"""
LATE = letter("Late", '<p xml:id="z">Late.</p>').replace("<TEI", f"<TEI {NS}", 1)


@pytest.fixture
def project(make_project: MakeProject) -> Path:
    return make_project({"xml/all.xml": CORPUS, "xml/letters/late.xml": LATE})


def test_each_text_of_a_corpus_is_a_document_named_by_id_file_or_count(project: Path) -> None:
    found = list(members(read(project / "xml" / "all.xml", "xml/all.xml")))
    assert [(member.id, member.file) for member in found] == [
        ("one", "xml/all.xml"),
        ("all~2", "xml/all.xml"),
        ("late", "xml/letters/late.xml"),
    ]


def test_any_other_document_is_its_only_member(project: Path) -> None:
    document = read(project / "xml" / "letters" / "late.xml")
    assert list(members(document)) == [document]


def test_a_place_in_a_member_is_that_of_its_file(project: Path) -> None:
    one, two, late = members(read(project / "xml" / "all.xml", "xml/all.xml"))
    start = letter("Two", "").index("</body>") + 1
    assert str(one.locate(one.root)) == "xml/all.xml:5:1"
    assert str(two.locate(two.ids["y"])) == f"xml/all.xml:6:{start}"
    assert str(late.locate(late.root)) == "xml/letters/late.xml:1:1"


def test_what_the_corpus_says_holds_for_its_texts(project: Path) -> None:
    one, _, late = members(read(project / "xml" / "all.xml"))
    assert one.root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert "".join(map(str, one.ids["x"].itertext())) == "I am Ann."
    record = source(one)
    assert (record.title, record.container, record.publisher) == ("One", "The Letters", "Press")
    assert record.licence == LICENCE
    assert (source(late).container, source(late).publisher) == ("Inner", "Press")


def test_the_nearest_corpus_goes_before_the_outer(make_project: MakeProject) -> None:
    inner = header("Inner", "<publisher>Near</publisher>")
    text = (
        f"<teiCorpus {NS}>{ABOVE}<teiCorpus>{inner}{letter('One', '<p/>')}</teiCorpus></teiCorpus>"
    )
    (one,) = members(read(make_project({"a.xml": text}) / "a.xml"))
    assert source(one).publisher == "Near"


def test_texts_point_into_the_header_of_their_corpus(project: Path) -> None:
    _, two, _ = members(read(project / "xml" / "all.xml"))
    (mention,) = two.root.iter("{http://www.tei-c.org/ns/1.0}persName")
    target = reached(mention.get("ref", ""), two, at(project))
    assert target is not None
    assert target == two.corpus.ids["ann"]  # type: ignore[union-attr]


def test_a_corpus_is_judged_as_a_whole(project: Path) -> None:
    document = read(project / "xml" / "all.xml", "xml/all.xml")
    found = validate(document, at(project), Checks(only="rules")).diagnostics
    (twice,) = [item for item in found if item.rule == "duplicate-id"]
    assert twice.location.file == "xml/all.xml"


def test_export_writes_a_page_for_each_text(project: Path, edition_command: Command) -> None:
    done = edition_command("export", "--to", "html", cwd=project)
    assert done.returncode == 0
    assert sorted(path.name for path in (project / "build").iterdir()) == [
        "all~2.html", "all~2.xml", "late.html", "late.xml", "one.html", "one.xml",
    ]  # fmt: skip
    page = (project / "build" / "all~2.html").read_text()
    assert "Ann A." in page
    assert LICENCE in page
    copy = read(project / "build" / "one.xml")
    assert copy.root.get("{http://www.w3.org/XML/1998/namespace}id") == "one"


def test_a_passage_is_cited_by_document_by_path_and_by_itself(
    project: Path, edition_command: Command
) -> None:
    for reference in ("late#z", "xml/all.xml#z", "z"):
        done = edition_command("cite", reference, "--as", "json", cwd=project)
        cited = json.loads(done.stdout)
        assert (cited["document"], cited["ref"]) == ("late", "z")
        assert "Inner" in cited["citation"]
    done = edition_command("cite", "xml/all.xml#same", cwd=project)
    assert done.returncode == 1
    assert "one#same, all~2#same" in done.stderr


def test_two_texts_of_one_name_are_told_once_and_one_page_is_written(
    make_project: MakeProject, edition_command: Command
) -> None:
    double = letter("One", "<p/>", "one")
    root = make_project(
        {"xml/all.xml": f"<teiCorpus {NS}>\n{ABOVE}\n{double}\n{double}\n</teiCorpus>"}
    )
    for command in (("validate", "--only", "rules"), ("export",)):
        done = edition_command(*command, cwd=root)
        assert done.returncode == 1
        told = done.stdout + done.stderr
        assert told.count("[duplicate-document-id]") == 1
        assert "xml/all.xml:4:1" in told
        assert "xml/all.xml:3:1: the other one" in told


def test_a_corpus_without_texts_is_one_document(make_project: MakeProject) -> None:
    document = read(make_project({"a.xml": f"<teiCorpus {NS}>{ABOVE}</teiCorpus>"}) / "a.xml")
    assert list(members(document)) == [document]


@pytest.mark.parametrize("only", ["grammar", "rules"])
def test_the_closing_line_counts_each_text_of_a_corpus(
    project: Path, edition_command: Command, only: str
) -> None:
    done = edition_command("validate", "xml/all.xml", "--only", only, cwd=project)
    assert done.stderr.splitlines()[-1].startswith("3 documents: ")


def test_a_nested_corpus_is_counted_by_its_texts_and_an_empty_one_is_one(
    make_project: MakeProject,
) -> None:
    inner = f"<teiCorpus>{header('Inner')}{letter('a', '<p/>')}{letter('b', '<p/>')}</teiCorpus>"
    whole = f"<teiCorpus {NS}>{header('Outer')}{letter('c', '<p/>')}{inner}</teiCorpus>"
    empty = f"<teiCorpus {NS}>{header('Empty')}</teiCorpus>"
    folder = make_project({"whole.xml": whole, "empty.xml": empty})
    for name in ("whole.xml", "empty.xml"):
        document = read(folder / name)
        assert count(document) == len(list(members(document))) == (3 if name == "whole.xml" else 1)
