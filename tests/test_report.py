"""Reports: what each says of the same findings, and that none can be harmed by them."""

import ast
import json
import os
import re
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import category

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.cli.commands.validate import validate
from edition.diagnostic import Diagnostic, Edit, Fix, Location, Related, Severity
from edition.progress import FEWEST, Progress
from edition.report import Judgement, Manner, formats, render
from edition.report.text.excerpt import harmless
from tests.conftest import ROOT, Command, Golden, MakeProject, node_package, program
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
judgements = st.lists(
    st.builds(
        Judgement,
        st.text(),
        st.lists(findings, max_size=3).map(tuple),
        documents=st.integers(0, 2),
        failed=st.booleans(),
    ),
    max_size=3,
)
anything = settings(max_examples=60, deadline=None)


def said(name: str, *judged: Judgement, manner: Manner | None = None) -> str:
    return "".join(render(name)(judged, manner or Manner()))


def finding(  # noqa: PLR0913  (a finding has as many fields)
    message: str = "Something is wrong.",
    *,
    line: int | None = 1,
    column: int | None = 1,
    rule: str = "some-rule",
    severity: Severity = Severity.ERROR,
    file: str = "a.xml",
    hint: str | None = None,
) -> Diagnostic:
    return Diagnostic(Location(file, line, column), rule, severity, message, hint)


def test_the_reports_are_those_that_work_and_the_command_offers_them() -> None:
    offered = next(param for param in validate.params if param.name == "report").type
    assert isinstance(offered, click.Choice)
    assert formats() == ("github", "gitlab", "json", "junit", "markdown", "sarif", "text")
    assert sorted(offered.choices) == list(formats())


def test_a_report_imports_nothing_but_findings() -> None:
    for module in (ROOT / "edition" / "report").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("edition."):
                room = str(node.module).split(".")[1]
                assert room in {"report", "diagnostic", "value"}, module


@anything
@given(judgements)
def test_json_says_all_of_a_finding_and_is_never_grouped(judged: list[Judgement]) -> None:
    rows = [json.loads(line) for line in said("json", *judged).split("\n")[:-1]]
    found = [item for judgement in judged for item in judgement.diagnostics]
    assert len(rows) == len(found)
    for row, item in zip(rows, found, strict=True):
        assert Location(row["file"], row["line"], row["column"]) == item.location
        assert (row["rule"], row["message"], row["hint"]) == (item.rule, item.message, item.hint)
        assert (row["severity"], row["url"]) == (item.severity, item.url)
        assert len(row["related"]) == len(item.related)


@anything
@given(judgements)
def test_grouped_json_loses_no_finding(judged: list[Judgement]) -> None:
    lines = said("json", *judged, manner=Manner(grouped=True)).split("\n")[:-1]
    rows = [json.loads(line) for line in lines]
    assert all(len(row["places"]) == row["count"] for row in rows)
    assert sum(row["count"] for row in rows) == sum(len(one.diagnostics) for one in judged)


def test_grouped_json_tells_equal_findings_of_a_document_once() -> None:
    same = tuple(finding(line=line) for line in (3, 5))
    text = said("json", Judgement("a.xml", same), manner=Manner(grouped=True))
    row = json.loads(text)
    assert row["count"] == 2
    assert row["places"] == [{"line": 3, "column": 1}, {"line": 5, "column": 1}]


@anything
@given(judgements)
def test_text_names_every_different_message_without_harm(judged: list[Judgement]) -> None:
    text = said("text", *judged)
    for item in (item for judgement in judged for item in judgement.diagnostics):
        if item.severity is not Severity.INFO:
            assert f"{harmless(item.message)} [{harmless(item.rule)}]" in text
    assert all(
        sign.isprintable() or sign in "\n\u00a0\u200c\u200d\u00ad" or is_kept(sign) for sign in text
    )


def is_kept(sign: str) -> bool:
    return (
        category(sign) in {"Zs", "Cn", "Co"}
        or sign in "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2"
    )


def test_equal_findings_are_one_with_a_count() -> None:
    many = tuple(finding("who=“#x” …", line=n) for n in range(1, 9))
    text = said("text", Judgement("a.xml", many))
    assert text.count("who=“#x”") == 1
    assert "the same at 2:1, 3:1, 4:1, 5:1, 6:1 and 2 more (8 in all)" in text


def shown(line: str, column: int, *, width: int = 96) -> tuple[str, str]:
    """Return the line and the marks below it as the text report has them."""
    item = finding(column=column, file="-")
    judged = Judgement("-", (item,), source=f"{line}\n".encode())
    rows = said("text", judged, manner=Manner(width=width)).splitlines()
    return rows[1].partition("| ")[2], rows[2].partition("| ")[2]


@pytest.mark.parametrize(
    ("line", "column", "marks"),
    [
        ("<p>one</p>", 1, "^^"),
        ("one <persName>two", 5, "    ^^^^^^^^^"),
        ("one </p>", 5, "    ^^^"),
        ("one two", 5, "    ^"),
        ("漢字<p>", 3, "    ^^"),  # two cells for each sign
        ("cafe\u0301 <p>", 7, "     ^^"),  # no cell for the accent
        ("\u05d0\u05b8<p>", 3, " ^^"),
        ("\t<p>", 2, "    ^^"),
        ("\u202e<p>", 2, "        ^^"),
        ("می\u200cخواهم <p>", 10, "        ^^"),
        ("one", 4, "   ^"),  # behind the end of the line
        ("one", 9, "   ^"),
        ("", 1, "^"),
    ],
)
def test_the_caret_stands_below_the_sign_that_is_meant(line: str, column: int, marks: str) -> None:
    assert shown(line, column)[1] == marks


def test_what_could_deceive_a_reader_of_the_line_is_written_out() -> None:
    text, _ = shown("a\u202eb\u2066c\u009b31md\u200be", 1)
    assert text == "a[U+202E]b[U+2066]c[U+009B]31md[U+200B]e"


@pytest.mark.parametrize("column", [1, 40, 200, 360, 396])
@pytest.mark.parametrize("sign", ["x", "漢", "e\u0301"])
def test_a_long_line_is_cut_around_the_place_and_fits(column: int, sign: str) -> None:
    line = (sign * 400)[: column - 1] + "<p>" + sign * 400
    text, marks = shown(line, column, width=60)
    wide = sum(2 if one == "漢" else one != "\u0301" for one in text)
    assert wide <= 62
    assert marks.endswith("^^")
    before = sum(2 if one == "漢" else one != "\u0301" for one in text.partition("<p>")[0])
    assert len(marks) == before + 2
    assert text.endswith("…")


def test_a_line_that_fits_is_not_cut() -> None:
    line = "x" * 57 + "<p>"
    assert shown(line, 58, width=60) == (line, " " * 57 + "^^")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("\ufeffone\ntwo\n".encode(), "two"),
        (b"one\r\ntwo\r\n", "two"),
        (b"one\rtwo", "two"),
        ("one\ntwö".encode("utf-16"), "twö"),
        ("onë\ntwö".encode("latin-1"), "twö"),
    ],
)
def test_the_line_is_read_whatever_its_encoding_and_its_line_ends(data: bytes, line: str) -> None:
    judged = Judgement("-", (finding(line=2, file="-"),), source=data)
    assert f"  2 | {line}\n" in said("text", judged)


def test_a_file_that_is_gone_is_told_without_its_line() -> None:
    text = said("text", Judgement("gone.xml", (finding(file="gone.xml"), finding(file="a\0"))))
    assert "|" not in text


def test_standard_input_is_quoted_as_it_came_even_where_a_file_has_its_name(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"letter.xml": "<saved/>\n" * 20})
    text = tei('<p><name ref="#nobody">unsaved</name></p>').encode()
    done = edition_command("validate", "-", "--stdin-name", "letter.xml", stdin=text, cwd=root)
    assert '  7 | <p><name ref="#nobody">unsaved</name></p>\n    |    ^^^^^\n' in done.stdout


@pytest.mark.parametrize("name", formats())
def test_standard_input_is_named_in_every_report(name: str, edition_command: Command) -> None:
    text = tei('<p><name ref="#nobody">x</name></p>').encode()
    done = edition_command(
        "validate", "-", "--stdin-name", "letter.xml", "--format", name, stdin=text
    )
    assert done.returncode == 1
    assert "letter.xml" in done.stdout
    assert "dangling-pointer" in done.stdout


def test_related_places_have_their_own_line_and_another_mark() -> None:
    item = finding(line=2, file="-").changed(related=(Related(Location("-", 1, 1), "the first"),))
    text = said("text", Judgement("-", (item,), source=b"<a>\n<b>"))
    assert "  -:1:1: the first\n  1 | <a>\n    | --\n" in text


def test_colours_are_for_terminals_and_those_who_ask(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"a.xml": tei('<p><name ref="#nobody">x</name></p>')})
    plain = edition_command("validate", "a.xml", cwd=root, NO_COLOR="").stdout
    never = edition_command("validate", "a.xml", cwd=root, FORCE_COLOR="1").stdout
    forced = edition_command("validate", "a.xml", cwd=root, NO_COLOR="", FORCE_COLOR="1").stdout
    assert plain == never == re.sub(r"\x1b\[[\d;]*m", "", forced)
    assert "\x1b[1;31merror:\x1b[0m" in forced
    assert "\x1b[1;31m^^^^^\x1b[0m" in forced
    assert "\x1b[2m[dangling-pointer]\x1b[0m" in forced


def test_a_summary_counts_findings_and_documents_by_rule_the_most_frequent_first() -> None:
    one = Judgement("a.xml", (finding(rule="rare"), finding(rule="often"), finding(rule="often")))
    text = said("text", one, Judgement("b.xml", (finding(rule="often", file="b.xml"),)))
    rows = text[text.index("findings  rule") :].splitlines()
    assert rows[1].split() == ["3", "often", "error", "2"]
    assert rows[2].split() == ["1", "rare", "error", "1"]


@pytest.mark.parametrize("rules", [["a"], ["a", "b", "c"], ["a"] * 10])
def test_no_summary_follows_what_is_seen_at_a_glance(rules: list[str]) -> None:
    found = tuple(finding(rule=rule) for rule in rules)
    assert "documents" not in said("text", Judgement("a.xml", found))


def test_a_report_with_findings_names_the_command_that_explains_the_commonest() -> None:
    found = (finding(rule="ours"), finding(rule="theirs"), finding(rule="theirs"))
    manner = Manner(manual=lambda name: "A page.\n" if name == "ours" else "")
    text = said("text", Judgement("a.xml", found), manner=manner)
    assert text.endswith("\nMore about a rule: edition explain ours\n")
    assert said("text", Judgement("a.xml"), manner=manner) == ""


@pytest.mark.parametrize("name", ["text", "json", "github"])
def test_findings_are_printed_as_each_document_is_done(name: str) -> None:
    done: list[str] = []

    def documents() -> Iterator[Judgement]:
        for file in ("a.xml", "b.xml"):
            done.append(file)
            yield Judgement(file, (finding(file=file),))

    parts = render(name)(documents(), Manner())
    assert "a.xml" in next(parts)
    assert done == ["a.xml"]


def test_github_is_given_one_command_a_finding_with_its_escapes() -> None:
    item = finding("50 % of\r\nit", file="a,b: c%.xml", line=3, column=None, hint="Mend it.")
    assert said("github", Judgement("a.xml", (item,))) == (
        "::error file=a%2Cb%3A c%25.xml,line=3,title=some-rule::50 %25 of%0D%0Ait%0AMend it.\n"
    )


@anything
@given(judgements)
def test_github_is_given_as_many_lines_as_findings(judged: list[Judgement]) -> None:
    lines = said("github", *judged).replace("\r", "\n").split("\n")[:-1]
    assert len(lines) == sum(len(one.diagnostics) for one in judged)
    assert all(re.match(r"::(error|warning|notice) file=", line) for line in lines)


@anything
@given(judgements)
def test_junit_is_well_formed_and_counts_its_cases(judged: list[Judgement]) -> None:
    root = etree.fromstring(said("junit", *judged).encode())
    suite = root[0]
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    assert suite.get("errors") == str(len(suite.findall("testcase/error")))
    assert all(len(case) <= 1 for case in cases)
    counted = [one for one in judged if one.is_document or one.diagnostics]
    assert len(cases) == len(counted)


def test_a_clean_document_has_passed_and_a_warning_fails_only_where_it_counts() -> None:
    warned = Judgement("b.xml", (finding(severity=Severity.WARNING),))
    failed = Judgement("c.xml", (finding(),), failed=True)
    verdicts = {}
    for strict in (False, True):
        text = said("junit", Judgement("a.xml"), warned, failed, manner=Manner(strict=strict))
        cases = etree.fromstring(text.encode()).iter("testcase")
        verdicts[strict] = [[child.tag for child in case] for case in cases]
    assert verdicts[False] == [[], ["system-out"], ["error"]]
    assert verdicts[True] == [[], ["failure"], ["error"]]


def sarif(*judged: Judgement, manner: Manner | None = None) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(said("sarif", *judged, manner=manner))["runs"][0]
    return run


def test_sarif_is_valid_by_its_schema(
    tmp_path: Path, edition_command: Command, make_project: MakeProject
) -> None:
    modules = node_package("@microsoft/jest-sarif/package.json").parents[2]
    root = make_project({"xml/broken.xml": BROKEN, "xml/cut.xml": BROKEN[: len(BROKEN) // 2]})
    done = edition_command("validate", "xml", "missing.xml", "--format", "sarif", cwd=root)
    logs = {
        "run.sarif": done.stdout,
        "none.sarif": said("sarif"),
        "clean.sarif": said("sarif", Judgement("a.xml")),
    }
    odd = finding("\x00\u202e", file="a b%#?:ü\\.xml", line=2, column=None, rule="")
    bare = finding(line=None, column=None, file="http://example.org/a b")
    edits = (Edit(1, 2, 9, "persName", 1, 8), Edit(1, 20, 27, "", 19, 26))
    mendable = finding().changed(fix=Fix("element", "perName", "persName", "", edits))
    logs["odd.sarif"] = said("sarif", Judgement("x", (odd, bare, mendable), ("much",), 3))
    for name, text in logs.items():
        (tmp_path / name).write_text(text)
    oracle: list[str | Path] = [program("node"), ROOT / "tests" / "oracles" / "sarif.mjs", modules]
    judged = subprocess.run(
        [*oracle, *(tmp_path / name for name in logs)], capture_output=True, text=True
    )
    assert (judged.stdout, judged.stderr) == ("judged 4\n", "")


def test_sarif_describes_each_rule_once_with_its_manual_and_its_address() -> None:
    page = "A sentence.\n\nWhat\n    This.\n\nSee\n    https://example.org/\n"
    found = (finding(), finding(line=2), finding(rule="other"))
    run = sarif(
        Judgement("a.xml", found), manner=Manner(manual=lambda name: page * (name != "other"))
    )
    first, second = run["tool"]["driver"]["rules"]
    assert (first["id"], first["shortDescription"]["text"]) == ("some-rule", "A sentence.")
    assert first["help"]["text"].startswith("What\n    This.")
    assert first["helpUri"] == "https://example.org/"
    assert second == {"id": "other"}
    assert [row["ruleIndex"] for row in run["results"]] == [0, 0, 1]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("xml/a.xml", "xml/a.xml"),
        ("a b#ü%.xml", "a%20b%23%C3%BC%25.xml"),
        ("b:c.xml", "b%3Ac.xml"),
        (f"{os.sep}tmp{os.sep}a.xml", "file:///tmp/a.xml"),
        ("https://example.org/tei.rng", "https://example.org/tei.rng"),
    ],
)
def test_sarif_names_files_by_escaped_addresses(file: str, uri: str) -> None:
    row = sarif(Judgement(file, (finding(file=file),)))["results"][0]
    assert row["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_sarif_has_no_region_where_a_finding_has_no_line() -> None:
    found = (finding(line=None, column=None), finding(line=2, column=None), finding(line=2))
    rows = sarif(Judgement("a.xml", found))["results"]
    places = [row["locations"][0]["physicalLocation"].get("region") for row in rows]
    assert places == [None, {"startLine": 2}, {"startLine": 2, "startColumn": 1}]


def prints(source: str, *found: Diagnostic) -> list[str]:
    run = sarif(Judgement("-", found, source=source.encode()))
    return [row["partialFingerprints"]["ruleAndContext/v1"] for row in run["results"]]


def test_a_fingerprint_stays_when_lines_are_put_in_before_and_tells_findings_apart() -> None:
    said_here = "<a> is open since line {}."
    before = prints("<a>\n<b>", finding(said_here.format(1), line=2, file="-"))
    after = prints("\n\n<a>\n  <b>", finding(said_here.format(3), line=4, file="-"))
    other = prints("<a>\n<c>", finding(said_here.format(1), line=2, file="-"))
    twice = prints("<a>\n<b>", finding(line=2, file="-"), finding(line=2, column=3, file="-"))
    assert before == after != other
    assert len(set(twice)) == 2


@pytest.mark.parametrize(
    ("judged", "strict", "status"),
    [
        (Judgement("a.xml"), True, 0),
        (Judgement("a.xml", (finding(severity=Severity.WARNING),)), False, 0),
        (Judgement("a.xml", (finding(severity=Severity.WARNING),)), True, 1),
        (Judgement("a.xml", (finding(),)), False, 1),
        (Judgement("a.xml", (finding(),), failed=True), False, 3),
    ],
)
def test_sarif_tells_how_the_run_ended(judged: Judgement, strict: bool, status: int) -> None:
    run = sarif(judged, manner=Manner(strict=strict))
    assert run["invocations"][0]["exitCode"] == status
    assert run["invocations"][0]["executionSuccessful"] is (status != 3)
    assert run["columnKind"] == "unicodeCodePoints"


def test_what_was_not_checked_is_told_in_the_reports_for_machines() -> None:
    judged = Judgement("a.xml", unchecked=("the grammar",), addresses=2)
    notes = sarif(judged)["invocations"][0]["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == [
        "Not checked: the grammar.",
        "Not checked: 2 web addresses, since nothing is fetched.",
    ]
    assert "Not checked: the grammar; 2 web addresses" in said("junit", judged)


def test_what_was_not_checked_of_some_documents_is_told_with_their_number() -> None:
    some = [Judgement("a.xml", unchecked=("the grammar",)), Judgement("b.xml"), Judgement("c.xml")]
    assert "Not checked: the grammar (1 of 3 documents)." in said("junit", *some)


@pytest.mark.parametrize("name", formats())
def test_one_unreadable_file_hides_none_of_the_others_in_any_report(
    name: str, edition_command: Command, make_project: MakeProject
) -> None:
    wrong = tei('<p><name ref="#nobody">x</name></p>')
    root = make_project({"a.xml": "<TEI", "b.xml": wrong, "c.xml": b"\x1f\x8b\x08", "d.xml": wrong})
    files = ["a.xml", "b.xml", "c.xml", "missing.xml", "d.xml"]
    done = edition_command("validate", *files, "--format", name, cwd=root)
    assert done.returncode == 3
    assert all(file in done.stdout for file in files)
    assert "compressed-file" in done.stdout
    assert "what could not be read" in done.stderr


class Terminal(StringIO):
    """A stream that keeps what was drawn."""


def test_progress_says_how_far_a_long_run_is_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr("edition.progress.monotonic", lambda: next(clock))
    progress = Progress(Terminal())
    files = progress.expect(f"{n}.xml" for n in range(2000))
    list(progress.follow(Judgement(file, (finding(),)) for file in files[:137]))
    drawn = progress.stream.getvalue()  # type: ignore[attr-defined]
    assert "\r\x1b[K137 of 2,000 documents, 137 errors" in drawn
    assert drawn.endswith("\r\x1b[K")


def test_progress_is_not_drawn_for_a_few_documents_nor_more_than_ten_times_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, quick = Progress(Terminal()), Progress(Terminal())
    list(quick.follow(Judgement(str(n)) for n in quick.expect(range(500))))
    monkeypatch.setattr("edition.progress.monotonic", lambda: float("inf"))
    list(few.follow(Judgement(str(n)) for n in few.expect(range(FEWEST))))
    assert few.stream.getvalue() == ""  # type: ignore[attr-defined]
    assert quick.stream.getvalue().count("documents") <= 1  # type: ignore[attr-defined]


def test_no_progress_is_written_where_nobody_sits_at_a_terminal(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({f"{n}.xml": tei("<p>x</p>") for n in range(30)})
    done = edition_command("validate", ".", "--only", "rules", cwd=root)
    assert (
        done.stderr == "30 documents: 0 errors, 0 warnings. Not checked: the grammar; Schematron.\n"
    )
