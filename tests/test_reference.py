from pathlib import Path

import pytest

from edition.passage import Passage
from edition.project import Project, at
from edition.reference import Unresolved, resolve
from tests.conftest import Command, MakeProject
from tests.samples import tei

DOTTED = '<p xml:id="a">1</p><p xml:id="b.1">2</p><p xml:id="b..c">3</p><p xml:id="d">4</p>'
CLASH = '<p xml:id="a">1</p><p xml:id="a..b">2</p><p xml:id="b">3</p>'


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    files: dict[str, str | bytes] = {
        "xml/dotted.xml": tei(DOTTED),
        "xml/clash.xml": tei(CLASH, name="clash"),
        "xml/letters/deep#1.xml": tei('<p xml:id="only">x</p><p>y</p>', name="deep"),
        "xml/word.xml": tei('<p xml:id="dotted">x</p><p xml:id="d">y</p>', name="word"),
    }
    return at(make_project(files))


def refused(reference: str, project: Project) -> str:
    with pytest.raises(Unresolved) as caught:
        resolve(reference, project)
    found = caught.value.diagnostic
    assert (found.rule, found.severity) == ("unknown-reference", "error")
    return f"{found.message} {found.hint}"


def ref(passage: Passage) -> str:
    return f"{passage.document.id}#{passage.ref}"


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("dotted#a", "dotted#a"),
        ("dotted#b.1", "dotted#b.1"),
        ("dotted#b..c", "dotted#b..c"),
        ("dotted#a..d", "dotted#a..d"),
        ("dotted#a..b.1", "dotted#a..b.1"),
        ("dotted#a..b..c", "dotted#a..b..c"),
        ("dotted#b..c..d", "dotted#b..c..d"),
        ("dotted#~p.1", None),
        ("deep#~p.2", "deep#~p.2"),
        ("deep#only..~p.2", "deep#only..~p.2"),
        ("clash#a%2E%2Eb", "clash#a..b"),
        ("clash#a%2e%2eb", "clash#a..b"),
        ("only", "deep#only"),
        ("only..~p.2", "deep#only..~p.2"),
        ("b..c", "dotted#b..c"),
        ("deep", "deep#"),
        ("word#dotted", "word#dotted"),
    ],
)
def test_a_reference_names_one_passage(project: Project, reference: str, found: str | None) -> None:
    if found is None:
        assert "has no passage" in refused(reference, project)
    else:
        assert ref(resolve(reference, project)) == found


def test_a_reference_is_split_at_the_last_hash_whose_left_side_is_known(project: Project) -> None:
    file = project.root / "xml" / "letters" / "deep#1.xml"
    assert ref(resolve(f"{file}#only", project)) == "deep#only"
    assert "deep has no passage “only#x”" in refused("deep#only#x", project)
    assert "There is no document" in refused(f"{file}x#only", project)


def test_a_path_names_a_document_of_another_project(project: Project, article: Path) -> None:
    assert ref(resolve(f"{article}#q4", project)) == "gorbachev-response#q4"
    assert ref(resolve(str(article), project)) == "gorbachev-response#"


def test_what_can_be_read_as_id_and_as_range_is_refused_with_both(project: Project) -> None:
    said = refused("clash#a..b", project)
    assert "one id" in said
    assert "range" in said
    assert "%2E%2E" in said


def test_a_reversed_range_is_refused_with_the_right_order(project: Project) -> None:
    assert (
        refused("dotted#d..a", project) == "The range is reversed: a stands before d. Write a..d."
    )


def test_a_bare_word_that_is_a_document_and_a_passage_is_refused_with_both(
    project: Project,
) -> None:
    said = refused("dotted", project)
    assert "“dotted” is a document and a passage of word" in said
    assert "word#dotted" in said


def test_a_bare_word_of_two_documents_is_refused_with_both(project: Project) -> None:
    said = refused("d", project)
    assert "dotted#d" in said
    assert "word#d" in said


@pytest.mark.parametrize(
    ("reference", "close"),
    [
        ("deep#onli", "deep#only"),
        ("deep#only..onli", "deep#only"),
        ("onlyy", "only"),
        ("only..onlyy", "only"),
        ("dee#only", "deep"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    project: Project, reference: str, close: str
) -> None:
    assert f"Did you mean {close}" in refused(reference, project)


@pytest.mark.parametrize("reference", ["", "#", "#a", "deep#", "zzzzzzzz#a", "deep#..", ".."])
def test_what_is_no_reference_is_refused_with_advice(project: Project, reference: str) -> None:
    assert refused(reference, project)


def test_an_unknown_reference_exits_with_1_and_the_others_are_still_cited(
    project: Project, edition_command: Command
) -> None:
    done = edition_command(
        "cite", "onli", "only", "--as", "text", "--project", project.root, cwd=project.root
    )
    assert done.returncode == 1
    assert done.stdout == "x\n"
    assert "Did you mean only?" in done.stderr


def test_every_reference_of_the_article_resolves_to_itself(article: Path) -> None:
    from edition.document import read
    from edition.passage.passages import Passages
    from edition.project import find

    home = find(article)
    names = list(Passages(read(article), home).elements)
    for name in names[:: len(names) // 12]:
        passage = resolve(f"gorbachev-response#{name}", home)
        assert passage.ref == name


NUMBERED = '<div n="2"><p n="1">One.</p><p n="2">Two.</p></div>'


def test_a_passage_is_called_by_the_reference_that_it_was_found_by(
    make_project: MakeProject,
) -> None:
    home = at(make_project({"xml/n.xml": tei(NUMBERED)}))
    assert [resolve(f"n#{name}", home).ref for name in ("2.1", "2.1..2.2", "~div.1.p.1")] == [
        "2.1",
        "2.1..2.2",
        "~div.1.p.1",
    ]
    assert resolve("n#xpath(//div/p[2])", home).ref == "2.2"
    assert resolve("n#xpath(//div)", home).ref == "2"


CANONICAL = (
    '<refsDecl><citeStructure unit="book" match="//body/div" use="@n"><citeStructure unit="line"'
    ' match=".//l" use="@n" delim="."/></citeStructure></refsDecl>'
)
POEM = (
    '<div n="1" type="book" xml:id="one"><lg><l n="1">A</l><l n="2" xml:id="b">B</l></lg></div>'
    '<div n="2" type="book"><lg><l n="1">C <hi>c</hi></l></lg></div>'
)


@pytest.mark.parametrize(
    ("name", "shown", "locator"),
    [
        ("1.1", "1.1", "line 1.1"),
        ("~div.1.lg.1.l.1", "~div.1.lg.1.l.1", "line 1.1"),
        ("xpath(//l[1][.='A'])", "1.1", "line 1.1"),
        ("b", "b", "line 1.2"),
        ("1.2", "1.2", "line 1.2"),
        ("1.1..2.1", "1.1..2.1", "line 1.1–2.1"),
        ("b..2.1", "b..2.1", "line 1.2–2.1"),
        ("urn:cts:latinLit:poem:1.1-2.1", "1.1..2.1", "line 1.1–2.1"),
        ("range(b,xpath(//l[.='C c']))", "b..2.1", "line 1.2–2.1"),
        ("2", "2", "book 2"),
        ("one", "one", "book 1"),
        (":~:text=C%20c", "2.1", "line 2.1"),
        ("xpath(//hi)", "xpath(//hi)", "line 2.1"),
    ],
)
def test_a_text_with_references_of_its_own_is_cited_by_them(
    make_project: MakeProject, name: str, shown: str, locator: str
) -> None:
    head = f"<teiHeader><encodingDesc>{CANONICAL}</encodingDesc></teiHeader>"
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{head}<text><body>{POEM}</body></text></TEI>'
    home = at(make_project({"xml/poem.xml": text}))
    passage = resolve(f"poem#{name}", home)
    assert (passage.ref, " ".join(passage.locator)) == (shown, locator)


def test_a_tree_may_be_named(make_project: MakeProject) -> None:
    home = at(make_project({"xml/n.xml": tei(NUMBERED)}))
    assert resolve("n#2.2", home, "n").text() == "Two."
    with pytest.raises(Unresolved) as caught:
        resolve("n#2.2", home, "ids")
    assert "no passage “2.2”" in caught.value.diagnostic.message


def test_a_urn_needs_no_document(make_project: MakeProject) -> None:
    work = '<div type="edition" n="urn:cts:greekLit:tlg1.tlg2.ed1">'
    files: dict[str, str | bytes] = {
        "xml/one.xml": tei(f"{work}{NUMBERED}</div>"),
        "xml/other.xml": tei(NUMBERED),
    }
    home = at(make_project(files))
    assert ref(resolve("urn:cts:greekLit:tlg1.tlg2:2.2", home)) == "one#2.2"
    said = refused("urn:cts:greekLit:tlg1.tlg3:2.2", home)
    assert "No document has a passage" in said


def test_a_passage_between_two_points_has_the_words_between_them(
    make_project: MakeProject,
) -> None:
    home = at(make_project({"xml/n.xml": tei('<p xml:id="p">All <hi>in</hi> all.</p>')}))
    assert resolve("n#match(p,'in all')", home).text() == "in all"
    assert resolve("n#p:~:text=in,all", home).text() == "in all"
    assert resolve("n#range(p,p)", home).text() == "All in all."


def test_the_reference_of_a_part_of_a_corpus_is_found_in_the_header_of_the_whole(
    make_project: MakeProject,
) -> None:
    declared = '<refsDecl><citeStructure unit="x" match="//body/p" use="position()"/></refsDecl>'
    inner = tei("<p>One.</p>", name="inner").partition("\n")[2]
    corpus = (
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc>'
        f"{declared}</encodingDesc></teiHeader>{inner}</teiCorpus>"
    )
    home = at(make_project({"xml/all.xml": corpus}))
    assert resolve("inner#1", home).text() == "One."


def test_a_text_is_read_once_for_many_references_and_anew_when_it_has_changed(
    make_project: MakeProject,
) -> None:
    home = at(make_project({"xml/n.xml": tei(NUMBERED)}))
    first, second = resolve("n#2.1", home), resolve("n#2.2", home)
    assert first.document is second.document
    (home.root / "xml" / "n.xml").write_text(tei(NUMBERED.replace("Two.", "Changed.")))
    assert resolve("n#2.2", home).text() == "Changed."


def test_what_a_text_takes_in_is_read_anew_for_each_reference(make_project: MakeProject) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.txt" '
    files: dict[str, str | bytes] = {
        "xml/n.xml": tei(f'<p n="1">{include}parse="text"/></p>'),
        "xml/part.txt": "One.",
    }
    home = at(make_project(files))
    assert resolve("n#1", home).text() == "One."
    (home.root / "xml" / "part.txt").write_text("Two.")
    assert resolve("n#1", home).text() == "Two."
