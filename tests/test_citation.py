import json
from html import escape
from pathlib import Path

import pytest
from lxml import etree

from edition import citation
from edition.citation import card
from edition.citation.cited import Cited, address
from edition.citation.header import source
from edition.citation.source import Name
from edition.document import TEI, XML_ID, parse
from edition.passage.passages import Passages
from edition.project import Project, at
from tests.citing import passage
from tests.conftest import Command, Golden, MakeProject
from tests.samples import tei

FORMATS = tuple(name for name in citation.exchange_formats() if name not in {"cts", "swhid"})
KEYS = (
    "document ref text profile unit locator who toWhom address citation fingerprints context "
    "verdict step"
).split()


@pytest.mark.parametrize("reference", ["q4", "p2..p4", "p5"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_article_is_cited_as_it_was_read_and_approved(
    article: Path, golden: Golden, reference: str, form: str
) -> None:
    made = citation.exchanged([passage(reference, article)], form)
    golden(f"citation/{reference}.{form}", made)


@pytest.mark.parametrize("reference", ["q4", "p2..p4", "p5"])
def test_the_card_is_as_it_was_read_and_approved(
    article: Path, golden: Golden, reference: str
) -> None:
    golden(f"citation/{reference}.card", card.render(passage(reference, article)))


@pytest.mark.parametrize("reference", ["q4", "p2..p4", "h1", "gorbachev", "f1", "n1"])
def test_json_has_its_keys_in_order_and_what_is_absent_is_null(
    article: Path, reference: str
) -> None:
    line = citation.exchanged([passage(reference, article)], "json")
    assert line.count("\n") == 1
    row = json.loads(line)
    assert list(row) == KEYS
    assert "" not in {row[key] for key in KEYS if key not in {"text", "fingerprints", "context"}}
    assert list(row["fingerprints"]) == ["strict", "letters"]


def test_citing_is_idempotent(article: Path) -> None:
    for reference in ("q4", "p2..p4", "~div.1", "s22..p6", "x1"):
        line = citation.exchanged([passage(reference, article)], "json")
        assert citation.exchanged([passage(json.loads(line)["ref"], article)], "json") == line


def test_the_command_writes_what_the_library_makes(article: Path, edition_command: Command) -> None:
    done = edition_command("cite", "gorbachev-response#q4", "q4", "--as", "json")
    line = citation.exchanged([passage("q4", article)], "json")
    assert (done.returncode, done.stdout) == (0, line + line)
    assert done.stderr.count("no-base-address") == 1


@pytest.mark.parametrize("form", ["text", "swhid"])
def test_what_names_no_address_says_nothing_of_one(form: str, edition_command: Command) -> None:
    done = edition_command("cite", "gorbachev-response#q4", "--as", form)
    assert (done.returncode, done.stderr) == (0, "")


HEADER = """<fileDesc><titleStmt>{title}</titleStmt><editionStmt><edition n="2"/></editionStmt>
<publicationStmt><publisher>P</publisher><date when="2020-05"/></publicationStmt>
<sourceDesc/></fileDesc>"""


def sample(titles: str, home: Project | None = None) -> Cited:
    text = tei(
        '<p xml:id="a" n="1">One.</p><p xml:id="b" n="2">Two.</p>',
        name="sample",
        header=HEADER.format(title=titles),
    )
    index = Passages(parse(text.encode(), "sample.xml"), home or Project(Path(), is_project=False))
    passage = index.passage("a", "b")
    assert passage is not None
    return citation.cited(passage)


@pytest.mark.parametrize(
    ("titles", "title", "authors", "editors"),
    [
        ("<title>T</title>", "T", (), ()),
        ('<title type="main">T</title><title type="sub">A sub</title>', "T: A sub", (), ()),
        ("<title>T</title><author>Ann Smith</author>", "T", (Name("Ann Smith"),), ()),
        ("<title>T</title><author>Smith, Ann</author>", "T", (Name("Smith", "Ann"),), ()),
        ("<title>T : u</title>", "T: u", (), ()),
        (
            "<title>T</title><author>Curtius Rufus, Q.</author>",
            "T",
            (Name("Curtius Rufus", "Q."),),
            (),
        ),
        (
            "<title>T</title><author>Royal Society, London</author>",
            "T",
            (Name("Royal Society, London"),),
            (),
        ),
        (
            "<title>T</title><author>Eliot, George [pseud.] (1819-1880)</author>",
            "T",
            (Name("Eliot", "George"),),
            (),
        ),
        (
            "<title>T</title><author>Eliot, George, 1819-1880</author>",
            "T",
            (Name("Eliot", "George"),),
            (),
        ),
        (
            (
                '<title>T</title><editor role="translator">A B</editor>'
                "<respStmt><resp>made</resp><orgName>O</orgName></respStmt>"
            ),
            "T",
            (),
            (),
        ),
        (
            (
                "<title>T</title><editor><persName><forename>Ann</forename> <forename>B.</forename>"
                " <nameLink>de</nameLink> <surname>Roe</surname></persName></editor>"
            ),
            "T",
            (),
            (Name("Roe", "Ann B.", "de"),),
        ),
        (
            (
                "<title>T</title><respStmt><resp>responsible for the edition</resp>"
                "<orgName>O</orgName></respStmt>"
            ),
            "T",
            (),
            (Name("O"),),
        ),
        (
            (
                "<title>T</title><respStmt><resp>Edited and encoded by</resp><name>Ann Other</name>"
                "<name>Bob Two</name><orgName>House</orgName></respStmt>"
            ),
            "T",
            (),
            (Name("Ann Other"), Name("Bob Two"), Name("House")),
        ),
        (
            (
                "<title>T</title><respStmt><persName>Ann</persName><resp xml:lang='de'>Herausgabe"
                "</resp><resp xml:lang='en'>set-up</resp></respStmt>"
                "<respStmt><name>Ann</name><resp key='edt'>work</resp></respStmt>"
            ),
            "T",
            (),
            (Name("Ann"),),
        ),
        (
            (
                "<title>T</title><author xml:lang='fa'>الف</author>"
                "<author xml:lang='fa-Latn'>Alif</author>"
                "<editor><persName xml:lang='en'>Homer</persName>"
                "<persName xml:lang='grc'>Ὅμηρος</persName></editor>"
            ),
            "T",
            (Name("الف"),),
            (Name("Homer"),),
        ),
        (
            (
                "<title>T</title><author xml:lang='en'>Ann</author>"
                "<author xml:lang='de'>Eva</author>"
                "<editor>Ann Other <email>a@b.org</email></editor>"
            ),
            "T",
            (Name("Ann"), Name("Eva")),
            (Name("Ann Other"),),
        ),
    ],
)
def test_the_record_is_read_from_the_header(
    titles: str, title: str, authors: tuple[Name, ...], editors: tuple[Name, ...]
) -> None:
    found = sample(titles).source
    assert (found.title, found.authors, found.editors) == (title, authors, editors)
    assert (found.version, found.issued, found.year) == ("2", "2020-05", "2020")


@pytest.mark.parametrize(
    "resp",
    ["Transcription by", "Digitization by", "Projektplanung", "Transcription of the 2nd edition"],
)
def test_who_transcribed_or_planned_is_no_editor(resp: str) -> None:
    statement = f"<respStmt><resp>{resp}</resp><orgName>O</orgName></respStmt>"
    assert sample(f"<title>T</title>{statement}").source.editors == ()


@pytest.mark.parametrize(
    ("stated", "publisher"),
    [
        ("<publisher><name>House</name><email>a@b.org</email></publisher>", "House"),
        ("<publisher>House <address><addrLine>Street</addrLine></address></publisher>", "House"),
        ("<publisher>The <orgName>House</orgName> of X</publisher>", "The House of X"),
        (
            (
                "<publisher><orgName xml:lang='de'>Haus</orgName>"
                "<orgName xml:lang='en'>House</orgName><ref target='https://b.org'>b.org</ref></publisher>"
            ),
            "House",
        ),
        ("<publisher xml:lang='de'>Haus</publisher><publisher xml:lang='en'>H</publisher>", "H"),
        ("<publisher/><distributor><name>Archive</name></distributor>", "Archive"),
        ("<distributor>Archive</distributor><authority>Office</authority>", "Office"),
    ],
)
def test_a_publisher_is_its_name_in_one_language_or_who_distributes(
    stated: str, publisher: str
) -> None:
    header = HEADER.replace("<publisher>P</publisher>", stated).format(title="<title>T</title>")
    text = tei("<p/>", header=header).replace("<text>", '<text xml:lang="en">')
    assert source(parse(text.encode(), "sample.xml")).publisher == publisher


@pytest.mark.parametrize("style", citation.styles())
@pytest.mark.parametrize("name", ["o.claud.1.126", "hu-hm_2177-f032r", "www.example.org"])
def test_no_style_changes_the_letters_of_an_identifier(name: str, style: str) -> None:
    record = sample(f"<title>{name}</title>").source.changed(language="en")
    assert name in citation.listed(Cited(record, ""), style)


def test_an_address_has_version_fingerprints_and_place() -> None:
    made = sample("<title>T</title>")
    assert made.passage is not None
    prints = made.passage.fingerprints()
    assert made.url == f"sample.html?v=2&fp={prints}&end=b#a"
    other = made.passage.fingerprints("diplomatic")
    assert address(made.passage, "s.html", "https://e.org", "2", "diplomatic") == (
        f"https://e.org/s.html?v=2&fp={other}&end=b&profile=diplomatic#a"
    )
    assert address(None, "s.html", "https://e.org/", "2") == "https://e.org/s.html"


def test_a_base_gives_every_format_the_address(make_project: MakeProject) -> None:
    home = at(make_project({"edition.toml": 'base = "https://e.org/x"'}))
    made = sample("<title>T</title>", home)
    for form in ("json", "bibtex", "ris", "csl-json", "tei"):
        assert escape(made.url) in escape(citation.exchanged([made], form), quote=False).replace(
            "&amp;amp;", "&amp;"
        )


def test_the_tei_of_a_passage_is_its_markup_without_ids(article: Path) -> None:
    cit = etree.fromstring(citation.exchanged([passage("q4", article)], "tei").encode())
    said = cit.find(f"{{{TEI}}}quote/{{{TEI}}}said")
    assert said is not None
    assert dict(said.attrib) == {"who": "#khomeini", "toWhom": "#shevardnadze", "direct": "true"}
    assert not [e for e in cit.iter() if e.get(XML_ID)]
    words = " ".join("".join(map(str, said.itertext())).split())
    assert words == passage("q4", article).passage.text()  # type: ignore[union-attr]


def test_an_unknown_style_or_format_is_answered_with_the_nearest(edition_command: Command) -> None:
    done = edition_command("cite", "q4", "--as", "bibtx")
    assert done.returncode == 2
    assert "did you mean bibtex?" in done.stderr


def test_a_document_without_a_header_is_still_cited() -> None:
    document = parse(f'<TEI xmlns="{TEI}"><text><body><p/></body></text></TEI>'.encode(), "x.xml")
    assert source(document).title == "x"
    made = Cited(source(document), "")
    assert citation.formatted(made, "chicago-notes") == "x (n.d.)."


@pytest.mark.parametrize(
    ("date", "issued", "year"),
    [
        ('<date when="2020-05-01">May</date>', "2020-05-01", "2020"),
        ('<date from="1890" to="1895"/>', "1890/1895", "1890–1895"),
        ('<date notBefore="1890-01" notAfter="1895"/>', "1890-01/1895", "1890–1895"),
        ("<date>1999</date>", "1999", "1999"),
        ("<date>February, 2017</date>", "2017", "2017"),
        ("<date>between 1890 and 1895</date>", "", ""),
        ('<date when-iso="2020-07-31"/>', "2020-07-31", "2020"),
        ('<date from-iso="1890" to-iso="1895"/>', "1890/1895", "1890–1895"),
        ('<date when="-0044"/>', "", ""),
        ('<date when="2020-13"/>', "", ""),
        ("<date>in spring</date>", "", ""),
        ("<date/>", "", ""),
    ],
)
def test_a_date_of_publication_is_a_day_or_a_range(date: str, issued: str, year: str) -> None:
    header = HEADER.replace('<date when="2020-05"/>', date).format(title="<title>T</title>")
    text = tei("<p/>", name="sample", header=header)
    record = source(parse(text.encode(), "sample.xml"))
    assert (record.issued, record.year) == (issued, year)
    for form in ("csl-json", "bibtex", "biblatex", "ris", "tei"):
        citation.exchanged([Cited(record, "")], form)


LETTER = HEADER.replace(
    "<sourceDesc/></fileDesc>",
    """<sourceDesc/></fileDesc><profileDesc>
<correspDesc><correspAction type="sent"><persName>Doe, Jane</persName><date when="1894-03-22"/>
</correspAction><correspAction type="received"><persName>Roe, Ann</persName></correspAction>
</correspDesc></profileDesc>""",
)


def letter(make_project: MakeProject) -> Path:
    header = LETTER.format(title='<title level="s">Letters</title><title level="a">To A.</title>')
    text = tei('<p xml:id="p1">Dear A.</p>', name="letter", header=header)
    return make_project({"xml/letter.xml": text, "edition.toml": 'base = "https://e.org"'})


def test_a_letter_is_a_chapter_of_its_edition_or_by_wish_a_letter_to_somebody(
    make_project: MakeProject, edition_command: Command
) -> None:
    project = ("--project", str(letter(make_project)), "--style", "apa")
    done = edition_command("cite", "p1", *project)
    assert "(Doe, 1894/2020" in done.stdout
    assert "[Letter" not in done.stdout
    done = edition_command("cite", "p1", *project, "--type", "personal_communication")
    assert "To A. [Letter to Ann Roe]. In Letters (Version 2). P." in done.stdout
    done = edition_command("cite", "p1", *project, "--type", "letter")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--type knows no “letter”" in done.stderr


def test_the_day_of_reading_is_said_by_the_styles_that_want_it(
    make_project: MakeProject, edition_command: Command
) -> None:
    project = ("--project", str(letter(make_project)), "--style", "harvard")
    done = edition_command("cite", "p1", *project, "--accessed", "2026-11-22")
    assert "(Accessed: 22 November 2026).\n" in done.stdout
    done = edition_command(
        "cite", "p1", *project, "--accessed", "today", SOURCE_DATE_EPOCH="1000000000"
    )
    assert "(Accessed: 9 September 2001).\n" in done.stdout
    done = edition_command("cite", "p1", *project, "--accessed", "2026-13-01")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--accessed knows no day “2026-13-01”; write it as 2026-11-22." in done.stderr
