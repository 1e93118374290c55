"""Documents of kinds that no corpus at hand has: what they showed to be wrong stays mended."""

import re
from pathlib import Path

import pytest

from edition.citation.person import name
from edition.document import TEI, parse
from edition.flow import flowing
from edition.groundwork import lay
from edition.passage import Index
from edition.project import Project
from tests.conftest import Command
from tests.samples import tei


def page(command: Command, folder: Path, source: str) -> str:
    (folder / "a.xml").write_text(source)
    assert command("export", folder / "a.xml", "--to", "html", "-o", folder).returncode == 0
    return (folder / "a.html").read_text()


def written(body: str, profile: str = "reading", language: str = "en") -> str:
    source = tei(body).replace("<text>", f'<text xml:lang="{language}">')
    document = parse(source.encode(), "a.xml")
    project = Project(Path(), is_project=False)
    return flowing(lay(document), document, project, {"profile": profile}).decode()


def test_the_halves_of_a_verse_are_not_one_word() -> None:
    line = "<l>قِفا نَبكِ<caesura/>بِسِقطِ اللِّوى</l>"
    assert written(f"<lg>{line}</lg>", language="ar") == "قِفا نَبكِ بِسِقطِ اللِّوى"


def test_an_author_or_a_date_within_a_line_of_the_title_page_stays_in_it() -> None:
    byline = "<byline>by <docAuthor>N. N.</docAuthor></byline>"
    imprint = "<docImprint>London, <docDate>1700</docDate></docImprint>"
    front = f"<titlePage>{byline}{imprint}<docAuthor>M.</docAuthor></titlePage>"
    assert written(f"<div>{front}</div>") == "by N. N.\n\nLondon, 1700\n\nM."


def test_the_signs_of_what_was_deleted_across_blocks_stand_at_its_words() -> None:
    body = '<delSpan spanTo="#e"/><p>One.</p><p>Two.</p><anchor xml:id="e"/><p>Three.</p>'
    assert written(body, "diplomatic") == "⟦One.\n\nTwo.⟧\n\nThree."
    assert written(body) == "Three."


def test_a_row_is_one_line_whatever_its_cells_hold() -> None:
    cells = (
        "<cell><p>One.</p><p>Two.</p></cell>"
        "<cell><list><item>a</item><item>b</item></list></cell><cell/><cell>c<lb/>d</cell>"
    )
    row = f"<row>{cells}</row>"
    line = "One. Two.\ta b\t\tc d"
    assert written(f"<table>{row}{row}</table>") == f"{line}\n{line}"


def test_what_a_dictionary_translates_a_word_with_is_not_quoted() -> None:
    form = "<form>Haus</form> "
    cit = '<cit type="translation"><quote>house</quote></cit>, '
    example = '<cit type="example"><quote>zu Haus</quote></cit>'
    assert written(f"<entry>{form}{cit}{example}</entry>") == "Haus house, “zu Haus”"


def test_a_call_right_behind_an_opening_mark_stays_with_it() -> None:
    quoted = "<q><list><item><note>N.</note>b</item></list></q>"
    assert written(f"<p>a {quoted}</p>") == "a\n\n“[1]b”\n\n[1] N."


def test_traditional_chinese_has_its_own_quotation_marks() -> None:
    assert written("<p><q>甲<q>乙</q></q></p>", language="zh-Hant") == "「甲『乙』」"
    assert written("<p><q>甲</q></p>", language="zh-Hans") == "“甲”"


@pytest.mark.parametrize(
    ("catalogued", "family", "given"),
    [
        ("Other, Ann, 1580-1653.", "Other", "Ann"),
        ("Other, Ann, d. 1670?", "Other", "Ann"),
        ("Other, Ann, fl. 1600-1620.", "Other", "Ann"),
        ("Other, Ann, 1573 or 4-1637.", "Other", "Ann"),
        ("Other, Ann, 16th cent.", "Other", "Ann"),
        ("Nobody, Emperor of Nowhere, 42 B.C.-37 A.D.", "Nobody, Emperor of Nowhere", ""),
        ("Other, Ann", "Other", "Ann"),
    ],
)
def test_the_years_that_catalogues_add_are_no_part_of_a_name(
    catalogued: str, family: str, given: str
) -> None:
    author = parse(tei(f"<p><author>{catalogued}</author></p>").encode(), "a.xml").root.find(
        f".//{{{TEI}}}author"
    )
    assert author is not None
    found = name(author)
    assert (found.family, found.given) == (family, given)


def test_the_paragraphs_of_a_cited_note_are_apart() -> None:
    source = tei('<p>One<note xml:id="n1"><p>First.</p><p>Second.</p></note></p>')
    index = Index(parse(source.encode(), "a.xml"), Project(Path(), is_project=False))
    passage = index.passage("n1")
    assert passage is not None
    assert passage.text() == "First. Second."


def test_a_note_of_the_apparatus_stands_with_its_readings_and_nowhere_else(
    edition_command: Command, tmp_path: Path
) -> None:
    body = '<p>One <app><lem>two</lem><rdg>three</rdg><note xml:id="n1">Doubtful.</note></app></p>'
    shown = page(edition_command, tmp_path, tei(body))
    assert shown.count("Doubtful.") == 1
    assert len(re.findall(r"\sid=\"?n1\b", shown)) == 1


def test_a_note_of_an_entry_in_the_text_is_shown_once(
    edition_command: Command, tmp_path: Path
) -> None:
    body = (
        '<listPerson><person xml:id="ann"><persName>Ann</persName>'
        '<note xml:id="n1">A poet.</note></person></listPerson>'
    )
    assert page(edition_command, tmp_path, tei(body)).count("A poet.") == 1


def test_a_division_of_another_vocabulary_holds_blocks_as_one_of_tei_does(
    edition_command: Command, tmp_path: Path
) -> None:
    body = '<x:div xmlns:x="http://www.example.org/ns/10"><p>One.</p></x:div>'
    assert '<div class="unhandled div">' in page(edition_command, tmp_path, tei(body))


def test_a_page_of_a_text_without_a_title_still_has_one(
    edition_command: Command, tmp_path: Path
) -> None:
    source = re.sub("<title>.*?</title>", "<title/>", tei("<p>One.</p>"))
    assert "<title>Digital edition</title>" in page(edition_command, tmp_path, source)


def test_an_id_within_examples_leads_to_the_first_that_has_it(
    edition_command: Command, tmp_path: Path
) -> None:
    example = '<egXML xmlns="http://www.tei-c.org/ns/Examples"><p xml:id="one">One.</p></egXML>'
    shown = page(edition_command, tmp_path, tei(f"<p>See: {example} and {example}</p>"))
    assert len(re.findall(r"\sid=\"?one\b", shown)) == 1


def test_a_table_with_two_heads_shows_both(edition_command: Command, tmp_path: Path) -> None:
    table = "<table><head>Ships</head><head>1800</head><row><cell>Alba</cell></row></table>"
    shown = page(edition_command, tmp_path, tei(table))
    assert "Ships<br><span id=~table.1.head.2>1800</span></caption>" in shown
