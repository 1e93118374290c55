"""Documents of kinds that no corpus at hand has: what they showed to be wrong stays mended."""

import re
from pathlib import Path

import pytest

from edition.citation.header import source
from edition.citation.person import name
from edition.document import TEI, parse
from edition.passage.passages import Passages
from edition.project import Project
from edition.stylesheet.flow import flowing
from edition.tei.groundwork import lay
from tests.conftest import Command
from tests.oracles.text_words import expected, words
from tests.samples import tei

ALONE = Project(Path(), is_project=False)


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
    index = Passages(parse(source.encode(), "a.xml"), ALONE)
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


ENDNOTES = (
    "<text><body><p xml:id='p1'>One<note>Foot.</note> two{call} three, see <ref target='#n1'>the "
    "note</ref>.</p></body><back><div type='notes'><head>Remarks</head>"
    "<note xml:id='n1' n='7'{at}>End.</note></div></back></text>"
)


def endnotes(call: str, at: str = "") -> str:
    inner = tei("").partition("<text>")
    return inner[0] + ENDNOTES.format(call=call, at=at) + "</TEI>"


@pytest.mark.parametrize(
    ("call", "at"),
    [
        ('<ref target="#n1">7</ref>', ""),
        ('<ref target="#n1"><hi rend="sup">[7]</hi></ref>', ""),
        ('<ptr target="#n1"/>', ""),
        ('<note target="#n1"/>', ""),
        ('<anchor xml:id="a1"/>', ' target="#a1"'),
    ],
)
def test_an_endnote_is_called_where_the_text_calls_it_and_keeps_its_number(
    edition_command: Command, tmp_path: Path, call: str, at: str
) -> None:
    source = endnotes(call, at)
    shown = page(edition_command, tmp_path, source)
    calls = re.findall(r"<a class=call href=#n1 id=(~call/n1\S*?)>7</a>", shown)
    assert len(calls) == 1
    assert f"class=back href=#{calls[0]} " in shown
    assert shown.count("End.") == 1
    assert "<h2>Remarks" not in shown
    assert "see <a href=#n1>the note</a>" in shown
    edition_command("export", tmp_path / "a.xml", "--to", "text", "-o", tmp_path)
    text = (tmp_path / "a.txt").read_text()
    assert text.startswith("One[1] two[7] three, see the note.")
    assert "[1] Foot.\n\n[7] End." in text
    passage = Passages(parse(source.encode(), "a.xml"), ALONE).passage("p1")
    assert passage is not None
    assert passage.text() == "One two three, see the note."


@pytest.mark.parametrize("around", ["div", "p", "list item", "div p", "noteGrp"])
def test_endnotes_are_called_from_the_text_in_whatever_they_stand(
    edition_command: Command, tmp_path: Path, around: str
) -> None:
    begin = "".join(f"<{name}>" for name in around.split())
    end = "".join(f"</{name}>" for name in reversed(around.split()))
    notes = f"<div>{begin}<note xml:id='n1'>End.</note>{end}</div>"
    body = f"<div><p>One<ref target='#n1'>1</ref></p></div>{notes}"
    shown = page(edition_command, tmp_path, tei(body)).partition("<section class=notes")
    assert re.findall("<a class=call [^>]*>(.*?)</a>", shown[0]) == ["1"]
    assert "End." in shown[2]


def test_what_points_from_one_note_to_another_is_no_call(
    edition_command: Command, tmp_path: Path
) -> None:
    first = "<note>See <ref target='#n1'>1</ref>.</note>"
    body = f"<p>One{first} two<ref target='#n1'>1</ref></p><div><note xml:id='n1'>End.</note></div>"
    shown = page(edition_command, tmp_path, tei(body))
    assert "two<a class=call href=#n1 id=~call/n1>1</a>" in shown
    assert "See <a href=#n1>1</a>." in shown


def test_a_number_that_the_text_gives_an_endnote_is_given_to_no_other(
    edition_command: Command, tmp_path: Path
) -> None:
    source = endnotes('<ref target="#n1">1</ref>').replace("n='7'", "n='1'")
    shown = page(edition_command, tmp_path, source)
    assert re.findall(r"<a class=call [^>]*>(.*?)</a>", shown) == ["2", "1"]


@pytest.mark.parametrize("mark", ["2", "†", "[*]", "b"])
def test_a_numbered_note_of_the_back_matter_that_nothing_calls_is_listed_by_its_number(
    edition_command: Command, tmp_path: Path, mark: str
) -> None:
    notes = f"<note n='1' xml:id='n1'>Called.</note><note n='{mark}' xml:id='n2'>Left.</note>"
    text = f"<p>One<ref target='#n1'>1</ref>.</p></body><back><div>{notes}</div></back></text>"
    inner = tei("").partition("<text>")
    source = f"{inner[0]}<text><body>{text}</TEI>"
    shown = page(edition_command, tmp_path, source)
    bare = mark.strip("[]")
    assert re.findall(r"<a class=call [^>]*>(.*?)</a>", shown) == ["1"]
    assert re.search(f"<li [^>]*id=n2 [^>]*data-sign={re.escape(bare)}>Left. (<li|</ol>)", shown)
    edition_command("export", tmp_path / "a.xml", "--to", "text", "-o", tmp_path)
    assert (tmp_path / "a.txt").read_text() == f"One[1].\n\n[1] Called.\n\n[{bare}] Left.\n"


def test_a_pointer_to_a_note_without_words_shows_the_number_of_the_note(
    edition_command: Command, tmp_path: Path
) -> None:
    notes = "One<note>First.</note> two<note xml:id='n2'>Second.</note>"
    body = f"<p>{notes}; cf. <ptr target='#n2'/>.</p>"
    assert "cf. <a href=#n2>2</a>." in page(edition_command, tmp_path, tei(body))


NOTED = (
    '<p>One <anchor xml:id="x"/> two.</p>',
    '<p>One <milestone xml:id="x" unit="section"/> two.</p>',
    '<p>One<lb xml:id="x"/>two.</p>',
    '<p>One<pb xml:id="x" n="2"/>two.</p>',
    '<p>One <gap xml:id="x"/> two.</p>',
    '<p>One<space xml:id="x"/>two.</p>',
    '<p>One <ref xml:id="x" target="https://example.org/">two</ref>.</p>',
    '<p>One <app xml:id="x"><lem>two</lem><rdg>three</rdg></app>.</p>',
    '<p>One <note xml:id="x">Two.</note></p>',
    '<p>One <date xml:id="x" when="1900">two</date></p>',
    '<p>One <choice><sic xml:id="x">tow</sic><corr>two</corr></choice></p>',
    '<list xml:id="x"><item>One</item></list>',
    '<list xml:id="x"><label>1</label><item>One</item></list>',
    '<table xml:id="x"><row><cell>One</cell></row></table>',
    '<figure xml:id="x"><head>One</head></figure>',
    '<lg><l>One<caesura xml:id="x"/>two</l></lg>',
    '<castList xml:id="x"><castItem>One</castItem></castList>',
)


@pytest.mark.parametrize("body", NOTED)
def test_an_editorial_note_is_called_at_whatever_it_is_about_and_needs_no_id(
    edition_command: Command, tmp_path: Path, body: str
) -> None:
    after = '<standOff><note target="#x">An aside.</note></standOff>'
    shown = page(edition_command, tmp_path, tei(body, after=after))
    found = re.findall(r"<a class=call href=#(\S+) id=(\S+?)>", shown)
    name, call = next(pair for pair in found if pair[1].endswith(f"{pair[0]}/x"))
    shown = re.sub(r"<li value=\d+ (\S+) class=source>", r"<li \1>", shown)  # of a sic
    shown = re.sub(r"<li value=\d+", "<li", shown)
    assert f"<li id={name}>An aside. <a class=back href=#{call} " in shown


DESCRIBED = (
    "<fileDesc><titleStmt><title>A sample</title><author><persName><surname>Lee</surname><forename>"
    "Ann</forename></persName></author><editor><name>Other, Ann</name><name>Lee, Bo</name></editor>"
    "</titleStmt><publicationStmt><publisher>nobody</publisher></publicationStmt><sourceDesc>"
    "<msDesc><msIdentifier><idno>1</idno></msIdentifier><physDesc><additions><incident><desc><stamp>"
    "<placeName>Bath 1</placeName><date>22 3</date><time>5 N</time></stamp></desc></incident>"
    "<incident><desc>dated: »<quote>22/3</quote>«</desc></incident></additions></physDesc></msDesc>"
    "<biblStruct><analytic><author>Lee</author><title>On</title></analytic><monogr>"
    "<title>Off</title><imprint><date>1900</date><biblScope>3</biblScope></imprint></monogr>"
    "</biblStruct><bibl><author>Lee</author><title>Up</title><date>1901</date></bibl></sourceDesc>"
    "</fileDesc>"
)


def test_what_stands_side_by_side_in_a_header_is_not_glued_in_the_page(
    edition_command: Command, tmp_path: Path
) -> None:
    source = tei("<p>a</p>", header=DESCRIBED)
    about = page(edition_command, tmp_path, source).partition("id=~/about")[2]
    words = re.sub(r"<[^>]*>", "", about)
    for said in ("Author: Lee Ann", "Other, Ann; Lee, Bo", "Bath 1, 22 3, 5 N", "dated: »22/3«"):
        assert said in words
    assert "Lee, On, Off, 1900, 3" in words
    assert "Lee, Up, 1901" in words


def test_the_words_of_a_register_are_searched_as_they_are_written(
    edition_command: Command, tmp_path: Path
) -> None:
    name = "<persName><surname>Lee</surname>, <forename>Ann</forename></persName>"
    person = f"<listPerson><person>{name}<birth>1811</birth></person></listPerson>"
    after = f"<standOff>{person}</standOff>"
    (tmp_path / "a.xml").write_text(tei("<p>a</p>", after=after))
    edition_command(
        "export", tmp_path / "a.xml", "--to", "text", "--profile", "search", "-o", tmp_path
    )
    assert '"Lee, Ann 1811"' in (tmp_path / "a.search.jsonl").read_text()


@pytest.mark.parametrize(
    ("languages", "shown"),
    [
        (("ar-Arab", "en", ""), "lang=en dir=ltr"),
        (("ar-Arab", "", "en"), "lang=en dir=ltr"),
        (("ar-Arab", "en", "fa-Arab"), "lang=fa-Arab"),
        (("en", "de", ""), "lang=de"),
        (("en", "", ""), ""),
    ],
)
def test_a_note_keeps_the_language_and_the_direction_of_the_place_that_it_was_written_in(
    edition_command: Command, tmp_path: Path, languages: tuple[str, str, str], shown: str
) -> None:
    text, part, note = (f' xml:lang="{code}"' if code else "" for code in languages)
    source = tei(f"<div{part}><p>One.<note{note} xml:id='n'>Aside.</note></p></div>")
    source = source.replace("<text>", f"<text{text}>")
    tag = re.search(r"<li ([^>]*)>Aside", page(edition_command, tmp_path, source))
    assert tag is not None
    assert " ".join(re.findall(r"(?:lang|dir)=\S+", tag[1])) == shown


def titled(body: str, *titles: str) -> str:
    return tei(body).replace("<title>A sample</title>", "".join(titles))


def test_the_heading_of_a_page_shows_the_subtitle_too_with_its_capitals(
    edition_command: Command, tmp_path: Path
) -> None:
    titles = (
        "<title type='main'>Letters</title>",
        "<title type='sub'>Ann Lee and Her Time</title>",
    )
    shown = page(edition_command, tmp_path, titled("<p>a</p>", *titles))
    assert re.search(
        "<hgroup><h1[^>]*>Letters</h1><p[^>]*>Ann Lee and Her Time</p></hgroup>", shown
    )
    assert '"Letters: Ann Lee and Her Time"' in shown


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("Letter 1", "<bdi>Ann Lee to Bo Other</bdi>"),
        ("Ann Lee to <hi>Bo Other</hi>.", "Digital edition"),
    ],
)
def test_the_title_of_a_text_stands_on_its_page_once(
    edition_command: Command, tmp_path: Path, head: str, above: str
) -> None:
    source = titled(f"<div><head>{head}</head><p>a</p></div>", "<title>Ann Lee to Bo Other</title>")
    shown = page(edition_command, tmp_path, source).partition("<article")[0]
    assert f"<p>{above}</p>" in shown


@pytest.mark.parametrize(
    ("when", "written"),
    [
        ("0945-12-19", "19 December 945"),
        ("0945-12", "December 945"),
        ("0945", "945"),
        ("-0044-03-15", "15 March 44 BC"),
        ("-0044", "44 BC"),
        ("1863-04", "April 1863"),
    ],
)
def test_early_years_are_written_as_people_write_them(
    edition_command: Command, tmp_path: Path, when: str, written: str
) -> None:
    shown = page(edition_command, tmp_path, tei(f'<p><date when="{when}">then</date></p>'))
    assert f"<dfn>{written}</dfn>" in shown


@pytest.mark.parametrize(
    ("birth", "death", "years"),
    [
        ("0945", "0967-01-01", "945–967"),
        ("-0100", "-0044-03-15", "100 BC–44 BC"),
        ("-0062", "0014", "62 BC–14"),
        ("1869-01-02", "1859-05-06", ""),
    ],
)
def test_the_years_of_a_life_are_shown_where_they_can_be_true(
    edition_command: Command, tmp_path: Path, birth: str, death: str, years: str
) -> None:
    life = f'<birth when="{birth}"/><death when="{death}"/>'
    person = f'<person xml:id="a"><persName>Ann</persName>{life}</person>'
    after = f"<standOff><listPerson>{person}</listPerson></standOff>"
    body = '<p><persName ref="#a">Ann</persName></p>'
    shown = page(edition_command, tmp_path, tei(body, after=after))
    assert re.findall(r"<dfn>Ann</dfn>(?:<small>(.*?)</small>)?", shown) == [years]


@pytest.mark.parametrize(
    ("items", "shown"),
    [
        (' rend="numbered"><item>a</item>', "<ol><li>a"),
        (' type="ordered"><item>a</item>', "<ol><li>a"),
        ('><item n="3">a</item>', "<ol><li value=3 data-n=3>a"),
        ('><item n="3a">a</item>', "<ol><li data-n=3a>a"),
        (' rend="numbered"><item>1. a</item>', "<ol><li class=printed>1. a"),
        ('><item n="(c)">(c) a</item>', "<ol><li class=printed data-n=(c)>(c) a"),
        (' rend="numbered"><item n="1">100 men</item>', "<ol><li value=1 data-n=1>100 men"),
        (' rend="numbered"><item>No. 5</item>', "<ol><li>No. 5"),
        ('><item n="1">a</item><item>b</item>', "<li class=printed>b"),
        ('><item>a</item><item n="7">b</item>', "<li class=printed>a"),
        (' rend="bulleted"><item n="1">a</item>', "<ul><li data-n=1>a"),
        ("><item>a</item>", "<ul><li>a"),
    ],
)
def test_the_items_of_a_list_have_the_numbers_of_the_source_and_none_a_second_time(
    edition_command: Command, tmp_path: Path, items: str, shown: str
) -> None:
    body = page(edition_command, tmp_path, tei(f"<list{items}</list>"))
    assert shown in re.sub(r" id=~\S+?(?=>)", "", body)


def test_a_note_at_the_foot_of_a_page_within_a_paragraph_is_called_by_the_empty_note_for_it(
    edition_command: Command, tmp_path: Path
) -> None:
    body = "<p>One<note target='n1'/> two <note xml:id='n1'>Foot.</note><pb n='2'/>three.</p>"
    (tmp_path / "a.xml").write_text(tei(body))
    edition_command("export", tmp_path / "a.xml", "-o", tmp_path)
    assert (tmp_path / "a.txt").read_text() == "One[1] two three.\n\n[1] Foot.\n"
    assert len(re.findall("class=call", (tmp_path / "a.html").read_text())) == 1


def test_what_a_header_says_of_rights_in_its_sources_stands_on_the_page_once(
    edition_command: Command, tmp_path: Path
) -> None:
    rights = [f"<availability><p xml:id='r{n}'>Right {n}.</p></availability>" for n in range(6)]
    sources = (
        f"<bibl>A {rights[0]}<bibl>B {rights[1]}</bibl></bibl><listBibl><bibl>C {rights[2]}</bibl>"
        f"<listBibl><bibl>D {rights[3]}</bibl></listBibl></listBibl><msDesc><msIdentifier/>"
        f"<additional><adminInfo>{rights[4]}</adminInfo></additional></msDesc><biblFull>"
        f"<titleStmt><title>E</title></titleStmt><publicationStmt>{rights[5]}</publicationStmt>"
        "</biblFull>"
    )
    (tmp_path / "a.xml").write_text(
        tei("<p>x</p>").replace("<sourceDesc>", f"<sourceDesc>{sources}", 1)
    )
    edition_command("export", tmp_path / "a.xml", "--to", "html", "-o", tmp_path)
    shown = (tmp_path / "a.html").read_text()
    assert [shown.count(f"Right {n}.") for n in range(6)] == [1] * 6
    assert [len(re.findall(rf"id=r{n}\b", shown)) for n in range(6)] == [1] * 6


def test_speeches_of_a_text_without_numbers_are_told_apart_by_their_order(
    edition_command: Command, tmp_path: Path
) -> None:
    speech = '<p><said who="#a">A.</said> <said who="#a">Aa.</said> <said who="#b">B.</said></p>'
    shown = page(edition_command, tmp_path, tei(speech))
    assert re.findall(r"<a href=#~p\.1\.said\.\d>([^<]*)</a>", shown) == ["(1)", "(2)", "here"]


def test_what_lays_out_the_parts_of_a_substitution_or_a_ruby_is_no_space_of_the_text() -> None:
    body = (
        "<p>un<subst>\n <del>h</del>\n <add>k</add>\n</subst>ind, "
        "<ruby>\n <rb>此</rb>\n <rt>こ</rt>\n</ruby>の</p>"
    )
    assert written(body) == "unkind, 此(こ)の"
    assert written(body, "diplomatic") == "un⟦h⟧\\k/ind, 此(こ)の"


def test_the_notes_of_an_apparatus_stand_with_its_readings_in_the_diplomatic_text() -> None:
    entry = "<app><lem>b</lem><rdg>c</rdg><note>by a later hand</note></app>"
    alone = '<listApp><app loc="1"><note>ligature uncertain</note></app></listApp>'
    document = parse(tei(f"<p>a {entry}.</p>{alone}").encode(), "a.xml")
    text = flowing(lay(document), document, ALONE, {"profile": "diplomatic", "notes": "yes"})
    assert text.decode() == "a b.\n\nb] c (by a later hand)\n\n1 ligature uncertain"


def test_the_parts_of_an_entry_are_words_of_their_own_though_nothing_stands_between() -> None:
    form = "<form><orth>horse</orth><pron>hɔːs</pron></form><gramGrp><gram>n.</gram></gramGrp>"
    example = '<cit type="example"><quote>“a <oRef/> ran”</quote></cit>'
    sense = f"<sense><usg>Zool.</usg><def>an animal</def>{example}</sense>"
    assert written(f"<entry>{form}{sense}</entry>") == ("horse hɔːs n.\nZool. an animal “a ~ ran”")
    assert written("<entryFree><orth>handle</orth>, <def>to touch</def></entryFree>") == (
        "handle, to touch"
    )


def test_what_is_empty_has_neither_a_number_nor_a_heading_on_the_page(
    edition_command: Command, tmp_path: Path
) -> None:
    described = (
        "<msDesc><msIdentifier><idno>MS 1</idno></msIdentifier><physDesc><p/></physDesc></msDesc>"
    )
    source = tei('<p xml:id="a"/><p xml:id="b">Words.</p>')
    assert source.count("<sourceDesc>") == 1
    before, _, rest = source.partition("<sourceDesc>")
    shown = page(edition_command, tmp_path, f"{before}<sourceDesc>{described}{rest}")
    assert "<p id=a></p>" in shown or "<p id=a><p" in shown
    assert shown.count("class=number") == 1
    assert "Physical description" not in shown


@pytest.mark.parametrize(
    ("used", "language", "marked"),
    [
        ('<language ident="pl"/>', "pl", "„b”"),
        ('<language ident="en"/><language ident="pl"/>', "", "“b”"),
        ('<language ident="en" usage="10"/><language ident="pl" usage="90"/>', "pl", "„b”"),
        ('<language ident="pl" usage="50"/><language ident="en" usage="50"/>', "", "“b”"),
    ],
)
def test_a_header_tells_the_language_of_a_text_only_where_it_is_one_or_most_of_it(
    used: str, language: str, marked: str, tmp_path: Path, edition_command: Command
) -> None:
    header = (
        "<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>"
        f"<sourceDesc><p/></sourceDesc></fileDesc><profileDesc><langUsage>{used}</langUsage>"
        "</profileDesc>"
    )
    text = tei('<p xml:id="a">a <q>b</q></p>', header=header)
    document = parse(text.encode(), "a.xml")
    assert flowing(lay(document), document, ALONE, {"profile": "reading"}).decode() == f"a {marked}"
    found = Passages(document, ALONE).passage("a")
    assert found is not None
    assert (found.text(), found.context.language) == (f"a {marked}", language)
    assert source(document).language == (language or "und")
    html = page(edition_command, tmp_path, text)
    stated = language or "und"
    assert f"<html lang={stated} dir=ltr>" in html
    assert f"data-open={marked[0]} " in html


PAGES = """<sourceDoc><surface n="1r"><zone><line xml:id="first">One <app><lem>word</lem>
  <rdg>sign</rdg></app>.<note>N.</note></line><line>Two.</line></zone></surface></sourceDoc>"""


def transcribed(pages: str = PAGES) -> str:
    """Return a document that has no text, but what stands on the pages of a manuscript."""
    return re.sub("<text>.*</text>", pages, tei(""), flags=re.DOTALL)


def test_pages_that_are_transcribed_have_readings_and_notes_as_a_text_has(
    tmp_path: Path, edition_command: Command
) -> None:
    html = page(edition_command, tmp_path, transcribed())
    assert "popovertarget=~app/1" in html
    assert "<span class=readings popover id=~app/1>" in html
    note = "~surface.1.zone.1.line.1.note.1"
    assert f"<a class=call href=#{note}" in html
    edition_command("export", tmp_path / "a.xml", "--to", "text", "-o", tmp_path)
    assert (tmp_path / "a.txt").read_text() == "One word.[1] Two.\n\n[1] N.\n"


def test_notes_of_pages_beside_a_text_follow_its_own(
    tmp_path: Path, edition_command: Command
) -> None:
    both = tei("<p>A.<note>Of the text.</note></p>").replace("<text>", f"{PAGES}<text>")
    html = page(edition_command, tmp_path, both)
    assert html.index(">Of the text. <a class=back") < html.index(">N. <a class=back")
    assert "href=#~p.1.note.1 id=~call/~p.1.note.1>1</a>" in html


@pytest.mark.parametrize(
    ("name", "address", "place"),
    [
        ("first", "#first", "folio 1r"),
        ("~surface.1.zone.1.line.2", "#~surface.1.zone.1.line.2", "folio 1r"),
        ("first..~surface.1.zone.1.line.2", "#first", "folio 1r"),
    ],
)
def test_a_line_of_a_page_is_cited_with_its_address_and_its_page(
    tmp_path: Path, edition_command: Command, name: str, address: str, place: str
) -> None:
    (tmp_path / "a.xml").write_text(transcribed())
    done = edition_command("cite", f"{tmp_path / 'a.xml'}#{name}")
    assert done.returncode == 0, done.stderr
    assert f"(line · {place}" in done.stdout
    assert re.search(rf"address .*{re.escape(address)}\n", done.stdout)


def test_an_entry_of_a_list_that_nothing_names_has_no_id(
    tmp_path: Path, edition_command: Command
) -> None:
    listed = "<listPlace><place><placeName>Oxford</placeName></place></listPlace>"
    known = '<listPerson><person xml:id="ann"><persName>Ann</persName></person></listPerson>'
    html = page(edition_command, tmp_path, tei(listed + known))
    assert "<li><dfn>Oxford</dfn>" in html
    assert "<li id=ann><dfn>Ann</dfn>" in html


def test_a_head_that_only_calls_a_note_is_no_heading_and_names_no_page(
    tmp_path: Path, edition_command: Command
) -> None:
    html = page(edition_command, tmp_path, tei("<head><note>N.</note></head><p>A.</p>"))
    assert "<h1>A sample</h1>" in html
    assert re.search("<p class=head[^>]*><a class=call", html)


TITLED = "<docTitle><titlePart>The Sea</titlePart></docTitle>"


@pytest.mark.parametrize(
    ("title", "front", "headings"),
    [
        ("The Sea", TITLED, ["The Sea"]),
        ("THE SEA.", f"<titlePage>{TITLED}</titlePage>", ["The Sea"]),
        ("The Lake", TITLED, ["The Lake"]),
        ("The Sea", "<docTitle><titlePart><list/>The Sea</titlePart></docTitle>", ["The Sea"]),
    ],
)
def test_a_title_that_stands_before_the_text_is_the_heading_of_its_page_and_not_said_twice(
    tmp_path: Path, edition_command: Command, title: str, front: str, headings: list[str]
) -> None:
    source = tei("<p>A.</p>").replace("<text>", f"<text><front>{front}</front>")
    html = page(edition_command, tmp_path, source.replace("A sample", title))
    assert re.findall(r"<h1[^>]*>([^<]*)</h1>", html) == headings


def test_no_blank_stands_between_a_mark_that_a_page_draws_and_what_is_quoted(
    tmp_path: Path, edition_command: Command
) -> None:
    quoted = "<p><quote>\n  <hi>Sea</hi> and <hi>sky</hi>\n</quote></p>"
    html = page(edition_command, tmp_path, tei(quoted))
    assert re.search("<q [^>]*><span class=hi>Sea</span> and <span class=hi>sky</span></q>", html)


def test_the_oracle_keeps_a_word_behind_a_gap_apart_also_over_a_break_within_a_word() -> None:
    body = '<p>namo <gap extent="unknown"/><lb break="no"/>drebhyaḥ</p>'
    root = parse(tei(body).encode(), "a.xml").root
    assert expected(root, "reading") == words(written(body)) == ["namo", "drebhyaḥ"]


def test_references_to_names_of_several_kinds_are_told_apart(
    tmp_path: Path, edition_command: Command
) -> None:
    names = "<persName>A</persName> <placeName>B</placeName> <orgName>C</orgName> <name>D</name>"
    (tmp_path / "a.xml").write_text(tei(f"<p>x {names}</p>"))
    done = edition_command("refs", tmp_path / "a.xml")
    for place in ("personal name 1", "place name 1", "corporate name 1", " name 1"):
        assert f"paragraph 1, {place.strip()} (counted)" in done.stdout


def test_data_of_a_record_that_is_cited_are_words_of_their_own(
    tmp_path: Path, edition_command: Command
) -> None:
    statement = '<respStmt xml:id="r"><resp>corrections</resp><name>orig</name></respStmt>'
    title = "<title>T</title>"
    header = f"<fileDesc><titleStmt>{title}{statement}</titleStmt><sourceDesc/></fileDesc>"
    (tmp_path / "a.xml").write_text(tei("<p>x</p>", header=header))
    done = edition_command("cite", f"{tmp_path / 'a.xml'}#r", "--as", "text")
    assert done.stdout == "corrections orig\n"


def test_a_page_that_nothing_describes_has_no_empty_description(
    tmp_path: Path, edition_command: Command
) -> None:
    assert "name=description" not in page(edition_command, tmp_path, tei("<p>A.</p>"))


def test_a_term_in_the_text_is_words_like_others_and_no_headword_of_a_register(
    tmp_path: Path, edition_command: Command
) -> None:
    html = page(edition_command, tmp_path, tei("<p>A <term>word</term>, say.</p>"))
    assert re.search("A <span class=term[^>]*>word</span>, say.", html)


def test_an_address_in_a_register_is_not_also_called_one(
    tmp_path: Path, edition_command: Command
) -> None:
    known = '<idno type="URI">https://a.example/1</idno><idno type="house">12</idno>'
    entry = f"<listPlace><place><placeName>Oxford</placeName>{known}</place></listPlace>"
    html = page(edition_command, tmp_path, tei(entry))
    assert ">https://a.example/1</a>" in html
    assert "<p>house 12" in html


@pytest.mark.parametrize("place", ["<abstract><p>{}</p></abstract>", "<creation>{}</creation>"])
def test_a_work_that_the_header_names_in_its_words_has_its_id_once(
    place: str, tmp_path: Path, edition_command: Command
) -> None:
    work = place.format('After <bibl xml:id="w"><title>The Sea</title></bibl>.')
    header = (
        "<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>"
        f"<sourceDesc><p/></sourceDesc></fileDesc><profileDesc>{work}</profileDesc>"
    )
    html = page(
        edition_command, tmp_path, tei('<p>See <ref target="#w">it</ref>.</p>', header=header)
    )
    assert html.count(" id=w") == 1


def test_a_zone_that_a_note_stands_in_is_led_to_from_there_also_beside_corrections(
    tmp_path: Path, edition_command: Command
) -> None:
    zone = '<facsimile><surface><zone xml:id="z"/></surface></facsimile>'
    body = '<p><choice><sic>a</sic><corr>b</corr></choice> c<note facs="#z">Margin.</note></p>'
    html = page(edition_command, tmp_path, tei(body).replace("<text>", f"{zone}<text>"))
    assert re.search("<a href=#~p.1.note.1[^>]*>Margin", html)
