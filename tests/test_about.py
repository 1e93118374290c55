"""About this edition: what a page says of the header it was made from."""

from pathlib import Path

from tests.conftest import Command
from tests.html_tree import Node, parse
from tests.samples import tei

LICENCE = "<availability><licence target='{target}'>L</licence></availability>"


def page(command: Command, folder: Path, body: str = "<p>x</p>", **parts: str) -> Node:
    """Return the page of a document with these parts of a header."""
    header = (
        f"<fileDesc><titleStmt><title>T</title>{parts.get('people', '')}</titleStmt>"
        f"{parts.get('edition', '')}<publicationStmt><publisher>P</publisher>"
        f"{parts.get('rights', '')}</publicationStmt>"
        f"<sourceDesc>{parts.get('source', '<p>S</p>')}</sourceDesc></fileDesc>"
        f"{parts.get('rest', '')}"
    )
    (folder / "a.xml").write_text(tei(body, header=header))
    done = command("export", folder / "a.xml", "--to", "html", "-o", folder)
    assert done.returncode == 0, done.stderr
    return parse((folder / "a.html").read_text())


def lines(page: Node) -> list[str]:
    """Return the paragraphs and terms of "About this edition", each as one line."""
    about = next(n for n in page.every("section") if n.get("class") == "about")
    said = (node for node in about.every() if node.tag in {"p", "dt", "summary"})
    return [" ".join(node.text.split()) for node in said]


def test_a_licence_and_a_pointer_with_several_addresses_are_a_link_to_each(
    tmp_path: Path, edition_command: Command
) -> None:
    rights = LICENCE.format(target="http://a.org/1 http://b.org/2")
    body = '<p xml:id="p1">a <ptr target="#p1 #p2"/></p><p xml:id="p2">b</p>'
    found = page(edition_command, tmp_path, body, rights=rights)
    assert [a.text for a in found.every("a") if a.get("href") in {"#p1", "#p2"}] == ["#p1", "#p2"]
    for kind in ("a", "link"):
        stated = [link.get("href") for link in found.every(kind) if link.get("rel") == "license"]
        assert stated == ["http://a.org/1", "http://b.org/2"]


def test_who_did_what_has_words_and_reads_as_a_sentence(
    tmp_path: Path, edition_command: Command
) -> None:
    people = (
        '<editor key="W"/><editor>Ann</editor>'
        "<respStmt><resp>Data entry by</resp><name>Bob</name><name>Eve</name></respStmt>"
        "<respStmt><name>Dan</name><resp>Methode</resp><resp>method</resp></respStmt>"
    )
    found = lines(page(edition_command, tmp_path, people=people))
    at = found.index("Responsible")
    assert found[at + 1 :][:3] == ["Editor: Ann", "Data entry by Bob, Eve", "Dan: Methode; method"]


def test_changes_are_told_with_and_without_an_edition_and_by_what_they_say(
    tmp_path: Path, edition_command: Command
) -> None:
    rest = (
        "<revisionDesc><change><date>2018-05-26</date><name>zz</name></change>"
        '<change when="2020-01-02">begun</change></revisionDesc>'
    )
    told = ["2018-05-26 zz", "2 January 2020: begun"]
    found = lines(page(edition_command, tmp_path, rest=rest))
    assert found[found.index("Changes") + 1 :][:2] == told
    edition = '<editionStmt><edition n="2.0"/></editionStmt>'
    found = lines(page(edition_command, tmp_path, rest=rest, edition=edition))
    assert found[found.index("Version") + 1 :][:3] == ["2.0", *told]


def test_the_circumstances_of_a_text_are_told_but_not_the_entries_of_a_register(
    tmp_path: Path, edition_command: Command
) -> None:
    rest = (
        '<profileDesc><creation><date when="1850"/></creation>'
        "<settingDesc><setting><name>Wien</name><date>1996</date></setting></settingDesc>"
        '<particDesc><listPerson><person xml:id="k"><persName>King</persName></person>'
        "<person><persName>Antoine</persName><age>2</age></person></listPerson></particDesc>"
        "<abstract><p>In short.</p></abstract></profileDesc>"
    )
    found = lines(page(edition_command, tmp_path, rest=rest))
    for term, said in (
        ("Summary", "In short."),
        ("Composition", "1850"),
        ("Setting", "Wien, 1996"),
        ("Participants", "Antoine, 2"),
    ):
        assert found[found.index(term) + 1] == said
    assert not any("King" in line for line in found)


def test_parts_of_a_shelfmark_without_words_or_with_layout_leave_no_trace(
    tmp_path: Path, edition_command: Command
) -> None:
    parts = "<settlement/><repository>\n  Library\n </repository><idno> 20 </idno><idno/>"
    source = f"<msDesc><msIdentifier>{parts}</msIdentifier></msDesc>"
    assert "Library, 20" in lines(page(edition_command, tmp_path, source=source))


def test_what_only_attributes_say_is_said(tmp_path: Path, edition_command: Command) -> None:
    scopes = '<biblScope unit="volume" n="6"/><biblScope unit="page" from="1" to="5"/>'
    source = (
        f"<biblStruct><monogr><title>M</title><imprint>{scopes}</imprint></monogr></biblStruct>"
        "<biblFull><titleStmt><title>A</title><author>B</author></titleStmt>"
        '<extent><measure unit="folio" quantity="157"/></extent>'
        "<publicationStmt><publisher>C</publisher><date>1900</date></publicationStmt></biblFull>"
    )
    text = page(edition_command, tmp_path, source=source).text
    for words in ("M, volume 6, page 1–5", "A, B", "157\N{NO-BREAK SPACE}folio", "C, 1900"):
        assert words in text


def test_known_limits_are_those_of_speech_only_where_there_is_speech(
    tmp_path: Path, edition_command: Command
) -> None:
    rest = (
        "<encodingDesc><editorialDecl><interpretation><p>L</p></interpretation></editorialDecl>"
        "</encodingDesc>"
    )
    assert "Interpretation, and known limits" in lines(page(edition_command, tmp_path, rest=rest))
    body = "<p><said>x</said></p>"
    found = lines(page(edition_command, tmp_path, body, rest=rest))
    assert "Speech, and known limits" in found


def test_what_a_record_was_made_from_may_be_a_list(
    tmp_path: Path, edition_command: Command
) -> None:
    made = "<source>From <listBibl><bibl>B</bibl></listBibl></source>"
    record = f"<additional><adminInfo><recordHist>{made}</recordHist></adminInfo></additional>"
    source = f"<msDesc><msIdentifier><idno>1</idno></msIdentifier>{record}</msDesc>"
    found = page(edition_command, tmp_path, source=source)
    within = [n for n in found.every() if n.get("class") == "sourceOfRecord"]
    assert [(n.tag, len(n.every("li"))) for n in within] == [("div", 1)]
