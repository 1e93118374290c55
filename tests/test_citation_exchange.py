import json
import re
import subprocess
from collections.abc import Iterator
from hashlib import sha1
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition import citation
from edition.citation.cited import Cited
from edition.citation.source import Name
from edition.diagnostic import Misuse
from edition.document import TEI
from edition.project import at, find
from edition.reference import resolve
from tests.citing import ITEMS, cited, passage
from tests.conftest import Command, MakeProject, program, require
from tests.samples import tei

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


def test_no_name_is_taken_apart_by_bibtex() -> None:
    names = (Name("Simon and Schuster"), Name("Rand, and", "Ann"), Name("Gogh", "V.", "van"))
    made = cited({"title": "T"})
    entry = citation.exchanged([made.changed(source=made.source.changed(authors=names))], "bibtex")
    wanted = "{Simon and Schuster} and {Rand, and}, Ann and van Gogh, V."
    assert dict(bibtex_fields(entry))["author"] == wanted


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_bibtexparser_reads_every_entry(form: str) -> None:
    require(find_spec("bibtexparser"), "the Python package bibtexparser")
    bibtexparser = import_module("bibtexparser")
    library = bibtexparser.parse_string(citation.exchanged(list(map(cited, ITEMS)), form))
    assert library.failed_blocks == []
    for item, entry in zip(ITEMS, library.entries, strict=True):
        assert entry.key == item["id"]
        assert unescaped(entry["title"].removeprefix("{").removesuffix("}")) == item["title"]
        people = entry["author"].split(" and ") if "author" in item else []
        assert len(people) == len(item.get("author", []))
        assert ("url" in entry.fields_dict) == ("URL" in item)


def test_rispy_reads_every_record() -> None:
    require(find_spec("rispy"), "the Python package rispy")
    rispy = import_module("rispy")
    records = rispy.loads(citation.exchanged(list(map(cited, ITEMS)), "ris"))
    for item, read in zip(ITEMS, records, strict=True):
        assert read["title"] == item["title"]
        assert read.get("secondary_title", "") == item.get("container-title", "")
        assert len(read.get("authors", [])) == len(item.get("author", []))
        assert read.get("urls", []) == ([item["URL"]] if "URL" in item else [])


def test_a_range_of_years_is_a_range_in_every_format() -> None:
    made = cited({"title": "T", "issued": {"date-parts": [[1890], [1895]]}})
    said = {form: citation.exchanged([made], form) for form in ("bibtex", "biblatex", "ris", "tei")}
    assert "year = {1890--1895}" in said["bibtex"]
    assert "date = {1890/1895}" in said["biblatex"]
    assert "PY  - 1890\r\n" in said["ris"]
    assert '<date from="1890" to="1895">1890–1895</date>' in said["tei"]
    (item,) = json.loads(citation.exchanged([made], "csl-json"))
    assert item["issued"] == {"date-parts": [[1890], [1895]]}


def test_a_particle_is_kept_apart_for_who_sorts() -> None:
    (item,) = json.loads(citation.exchanged([cited(ITEMS[0])], "csl-json"))
    assert item["author"] == ITEMS[0]["author"]


@pytest.mark.parametrize("reference", ["q4", "p2..p4"])
def test_an_annotation_leads_back_to_its_passage(article: Path, reference: str) -> None:
    made = passage(reference, article)
    annotation = json.loads(citation.exchanged([made], "annotation"))
    assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert annotation["target"]["source"] == "gorbachev-response.html"
    fragment, quote = annotation["target"]["selector"]
    assert made.passage is not None
    assert (fragment["value"], quote["exact"]) == (reference, made.passage.text())
    for selector in (annotation["target"], {"selector": fragment}):
        name = f"gorbachev-response#{json.dumps(selector)}"
        assert resolve(name, find(article)).text() == made.passage.text()


def test_git_names_a_file_as_its_swhid_does(article: Path) -> None:
    made = citation.exchanged([passage("q4", article)], "swhid")
    command = [program("git"), "hash-object", "--no-filters", str(article)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert made.startswith(f"swh:1:cnt:{done.stdout.strip()};lines=")


def test_the_bibl_of_every_item_is_valid_tei(
    tmp_path: Path, shared: Path, edition_command: Command
) -> None:
    cits = "".join(
        citation.exchanged([cited(item).changed(url=item.get("URL", "x.html"))], "tei")
        for item in ITEMS
    )
    cits = cits.replace("<quote/>", "<quote>words</quote>")
    file = tmp_path / "all.xml"
    file.write_text(tei(cits, name="all"), "utf-8")
    done = edition_command(
        "validate",
        str(file),
        "--only",
        "grammar",
        "--schema",
        str(shared / "data/tei/tei_all.rng"),
        "--format",
        "json",
    )
    assert (done.returncode, done.stdout) == (0, "")


LETTER = {
    "type": "personal_communication",
    "title": "To A.",
    "author": [{"family": "Doe", "given": "Jane"}],
    "recipient": [{"family": "Roe", "given": "Ann"}],
    "issued": {"date-parts": [[2020]]},
    "original-date": {"date-parts": [[1894, 3, 22]]},
    "accessed": {"date-parts": [[2026, 11, 22]]},
    "URL": "https://e.org/x.html",
}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("biblatex", "titleaddon = {letter to Ann Roe},"),
        ("biblatex", "origdate = {1894-03-22},"),
        ("biblatex", "urldate = {2026-11-22},"),
        ("ris", "TY  - PCOMM\r\n"),
        ("ris", "A2  - Roe, Ann\r\n"),
        ("ris", "OP  - 1894/03/22\r\n"),
        ("ris", "Y2  - 2026/11/22\r\n"),
        ("csl-json", '"recipient": ['),
        ("csl-json", '"original-date": {'),
    ],
)
def test_a_letter_says_to_whom_it_is_and_when_it_was_written_and_read(form: str, said: str) -> None:
    assert said in citation.exchanged([cited(LETTER)], form)


@pytest.mark.parametrize("kind", ["webpage", "document", "classic", "personal_communication"])
def test_what_a_work_is_cited_as_is_what_programs_are_told(kind: str) -> None:
    made = cited({"title": "T", "type": kind})
    (item,) = json.loads(citation.exchanged([made], "csl-json"))
    assert item["type"] == kind
    said = [citation.exchanged([made], form)[:10] for form in ("bibtex", "biblatex", "ris")]
    assert (
        said
        == {
            "webpage": ["@misc{samp", "@online{sa", "TY  - ELEC"],
            "document": ["@misc{samp", "@misc{samp", "TY  - GEN\r"],
            "classic": ["@book{samp", "@book{samp", "TY  - CLSW"],
            "personal_communication": ["@book{samp", "@book{samp", "TY  - PCOM"],
        }[kind]
    )


def test_several_annotations_are_an_array(article: Path) -> None:
    made = citation.exchanged([passage("q4", article), passage("p5", article)], "annotation")
    one, other = json.loads(made)
    assert one["id"] != other["id"]


def test_a_swhid_is_gits_name_of_the_file_with_the_lines_of_the_passage(article: Path) -> None:
    made = citation.exchanged([passage("p2..p4", article)], "swhid")
    data = article.read_bytes()
    name = sha1(b"blob %d\0" % len(data) + data).hexdigest()
    found = re.fullmatch(rf"swh:1:cnt:{name};lines=(\d+)-(\d+)\n", made)
    assert found is not None
    lines = data.decode().split("\n")[int(found[1]) - 1 : int(found[2])]
    assert 'xml:id="p2"' in lines[0]
    assert any('xml:id="p4"' in line for line in lines)
    assert "</p>" in lines[-1]


def test_a_dts_request_names_a_passage_or_its_two_ends(article: Path) -> None:
    made = [citation.exchanged([passage(ref, article)], "dts") for ref in ("q4", "p2..p4")]
    assert made == [
        "?resource=gorbachev-response&ref=q4\n",
        "?resource=gorbachev-response&start=p2&end=p4\n",
    ]


CLASSIC = """<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt>{idno}
</publicationStmt><sourceDesc/></fileDesc>"""


def classic(make_project: MakeProject, idno: str) -> Path:
    body = '<div n="1"><p n="1">One.</p><p n="2">Two.</p></div>'
    header = CLASSIC.format(idno=idno)
    return make_project({"xml/a.xml": tei(body, name="a", header=header), "edition.toml": ""})


def test_a_cts_urn_leads_back_to_its_passage(make_project: MakeProject) -> None:
    home = at(classic(make_project, '<idno type="CTS">urn:cts:latinLit:phi1.phi2.ours-1</idno>'))
    made = [
        citation.exchanged([citation.cited(resolve(name, home))], "cts")
        for name in ("a#1.2", "a#1.1..1.2")
    ]
    assert made == [
        "urn:cts:latinLit:phi1.phi2.ours-1:1.2\n",
        "urn:cts:latinLit:phi1.phi2.ours-1:1.1-1.2\n",
    ]
    assert resolve(made[1].strip(), home).text() == resolve("a#1.1..1.2", home).text()


def test_what_we_counted_is_no_cts_passage(make_project: MakeProject) -> None:
    idno = '<idno type="CTS">urn:cts:latinLit:phi1.phi2.ours-1</idno>'
    text = tei("<div><p>One.</p></div>", name="a", header=CLASSIC.format(idno=idno))
    home = at(make_project({"xml/a.xml": text, "edition.toml": ""}))
    with pytest.raises(Misuse, match="is counted by us, and no passage of latinLit:phi1"):
        citation.exchanged([citation.cited(resolve("a#~div.1.p.1", home))], "cts")


def test_without_a_urn_it_is_said_how_to_give_one(
    make_project: MakeProject, edition_command: Command
) -> None:
    home = classic(make_project, "<p/>")
    done = edition_command("cite", "a#1.2", "--as", "cts", "--project", str(home))
    assert (done.returncode, done.stdout) == (2, "")
    assert "a has no CTS URN; give it one in its header" in done.stderr


def test_an_address_is_the_versioned_address_alone(article: Path) -> None:
    made = passage("q4", article)
    assert citation.exchanged([made], "address") == f"{made.url}\n"
