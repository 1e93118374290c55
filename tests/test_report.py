import json

from hypothesis import given, settings
from hypothesis import strategies as st

from edition.diagnostic import Diagnostic, Location, Related, Severity
from edition.report import formats, render
from tests.conftest import Command, Golden, MakeProject
from tests.samples import tei

BROKEN = tei(
    """<div>
<head>A head that is fine</head>
<p xml:id="p1">A <name ref="#nobdy">name</name>, <name ref="#nobdy">again</name>, and <name
   ref="#somebody" xml:id="somebody">somebody</name>.</p>
<p xml:id="p1">Twice: <date when="1863-02-31">a day</date> and <date
   notBefore="1927-12-09" notAfter="1927-12-07">a range</date>.</p>
<p xml:id="2nd">Text with <ref target="missing.xml#a">a file</ref> and <ref
   target="gnd:118540238">a prefix</ref>.</p>
<p><date xml:id="d1" when="1989-01-04">4 January</date>, <date datingPoint="#d1"
   when="1989-06"><date dur-iso="P8W">eight weeks</date> <offset>later</offset></date></p>
</div>""",
    name="broken",
)


def test_the_findings_for_people_are_those_that_were_reviewed(
    edition_command: Command, make_project: MakeProject, golden: Golden
) -> None:
    root = make_project({"xml/broken.xml": BROKEN, "xml/cut.xml": BROKEN[: len(BROKEN) // 2]})
    done = edition_command("validate", "xml", cwd=root)
    golden("findings.txt", done.stdout + done.stderr)


def test_the_findings_for_programs_are_those_that_were_reviewed(
    edition_command: Command, make_project: MakeProject, golden: Golden
) -> None:
    root = make_project({"xml/broken.xml": BROKEN, "xml/cut.xml": BROKEN[: len(BROKEN) // 2]})
    done = edition_command("validate", "xml", "--format", "json", cwd=root)
    golden("findings.jsonl", done.stdout)


def test_the_reports_are_those_that_work() -> None:
    assert formats() == ("json", "text")


places = st.builds(
    Location, st.text(), st.none() | st.integers(1, 9), st.none() | st.integers(1, 9)
)
findings = st.builds(
    Diagnostic,
    places,
    st.text(),
    st.sampled_from(Severity),
    st.text(),
    st.none() | st.text(),
    st.none() | st.text(),
    st.lists(st.builds(Related, places, st.text()), max_size=2).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(findings, max_size=3))
def test_json_says_all_of_a_finding_and_is_never_grouped(found: list[Diagnostic]) -> None:
    rows = [json.loads(line) for line in render("json")(found).split("\n")[:-1]]
    assert len(rows) == len(found)
    for row, item in zip(rows, found, strict=True):
        assert Location(row["file"], row["line"], row["column"]) == item.location
        assert (row["rule"], row["message"], row["hint"]) == (item.rule, item.message, item.hint)
        assert (row["severity"], row["url"]) == (item.severity, item.url)
        assert len(row["related"]) == len(item.related)


@settings(max_examples=50, deadline=None)
@given(st.lists(findings, max_size=3))
def test_text_names_every_different_message(found: list[Diagnostic]) -> None:
    said = render("text")(found)
    assert all(item.message in said and f"[{item.rule}]" in said for item in found)


def test_equal_findings_are_told_once_with_their_count() -> None:
    many = [
        Diagnostic(Location("a.xml", n, 1), "dangling-pointer", Severity.ERROR, "who=“#x” …")
        for n in range(1, 9)
    ]
    said = render("text")(many)
    assert said.count("who=“#x”") == 1
    assert "the same at 2:1, 3:1, 4:1, 5:1, 6:1 and 2 more (8 in all)" in said
