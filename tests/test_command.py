import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from edition.cli import main
from tests.conftest import ROOT, Command, MakeProject, loaded_by
from tests.samples import tei

COMMANDS = main.list_commands(click.Context(main))


def test_the_commands_are_those_that_work() -> None:
    assert COMMANDS == [
        "build",
        "cite",
        "explain",
        "export",
        "formats",
        "ids",
        "lock",
        "refs",
        "schema",
        "validate",
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, edition_command: Command) -> None:
    done = edition_command(name, "--help")
    assert done.returncode == 0
    assert f"Example:  edition {name}" in done.stdout


def test_help_loads_no_lxml() -> None:
    code = "from edition.cli import main\nmain(['--help'], standalone_mode=False)"
    assert "lxml" not in loaded_by(code)


def test_the_article_is_valid_and_the_closing_line_says_what_was_not_checked(
    edition_command: Command,
) -> None:
    done = edition_command("validate")
    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.startswith("1 document: 0 errors, 0 warnings. Not checked: ")


def test_findings_as_json_hold_every_key_one_object_a_line(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": tei('<p xml:id="p1">x</p><p xml:id="p1">y</p>')})
    done = edition_command("validate", "xml/a.xml", "--format", "json", cwd=root)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [row["rule"] for row in rows] == ["no-schema", "duplicate-id"]
    keys = "file line column rule severity message hint url related fix".split()
    assert all(list(row) == keys for row in rows)
    assert rows[1]["related"] == [
        {"file": "xml/a.xml", "line": 7, "column": 1, "message": "“p1” was given here first"}
    ]
    assert (rows[1]["line"], rows[1]["column"]) == (7, 21)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["validate", "right.xml"], 0),
        (["validate", "right.xml", "--strict"], 1),  # no schema is a warning
        (["validate", "wrong.xml"], 1),
        (["validate", "wrong.xml", "--ignore", "dangling-pointer"], 0),
        (["validate", "--nonsense"], 2),
        (["validate", "wrong.xml", "--format", "sarif"], 1),
        (["validate", "wrong.xml", "--format", "sarif", "--group"], 2),
        (["explain", "dangling-pointer"], 0),
        (["explain", "no-such-rule"], 2),
        (["validate", "missing.xml"], 3),
        (["validate", "missing.xml", "wrong.xml"], 3),
        (["validate", "broken.xml"], 3),
        (["validate", "right.xml", "--schema", "missing.rng"], 3),
        (["export", "wrong.xml", "-o", "out"], 0),
        (["export", "broken.xml", "-o", "out"], 3),
        (["export", "right.xml", "--to", "pdf"], 2),
        (["export", "right.xml", "--param", "no-such=1"], 2),
        (["build", "wrong.xml", "-o", "out"], 1),
        (["cite", "right.xml#p1"], 0),
        (["cite", "right.xml#p9"], 1),
        (["cite", "right.xml#p1", "--as", "nonsense"], 2),
        (["cite", "broken.xml#p1"], 3),
    ],
)
def test_the_exit_status_is_that_of_the_contract(
    arguments: list[str], status: int, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project(
        {
            "right.xml": tei('<p xml:id="p1">x</p>'),
            "wrong.xml": tei('<p><name ref="#nobody">x</name></p>'),
            "broken.xml": "<TEI><p></TEI>",
        }
    )
    done = edition_command(*arguments, cwd=root)
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_build_writes_the_pages_of_faulty_documents_and_strict_withholds_them(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"wrong.xml": tei('<p><name ref="#nobody">x</name></p>')})
    edition_command("build", "wrong.xml", "-o", "plain", cwd=root)
    edition_command("build", "wrong.xml", "-o", "strict", "--strict", cwd=root)
    assert (root / "plain" / "wrong.html").is_file()
    assert not (root / "strict").exists()


def test_one_bad_file_hides_none_of_the_others(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project(
        {
            "a.xml": "<TEI",
            "b.xml": tei("<p>one</p>"),
            "c.xml": b"\x1f\x8b\x08",
            "d.xml": tei("<p/>"),
        }
    )
    done = edition_command("export", "a.xml", "b.xml", "c.xml", "d.xml", "-o", "out", cwd=root)
    assert done.returncode == 3
    assert {path.name for path in (root / "out").glob("*.html")} == {"b.html", "d.html"}
    assert "a.xml:1:" in done.stderr
    assert "c.xml: error: The file is a gzip archive" in done.stderr


def test_of_two_documents_with_one_id_the_second_is_not_written_and_both_are_named(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project(
        {"xml/a.xml": tei("<p>first</p>", name="same"), "xml/b.xml": tei("<p>2</p>", name="same")}
    )
    done = edition_command("export", cwd=root)
    assert done.returncode == 1
    assert "first" in (root / "build" / "same.html").read_text()
    assert (
        "xml/b.xml:2:1: error: Another document has the name “same” already"
        in done.stderr.replace(f"{root}{os.sep}", "")
    )
    assert "xml/a.xml:2:1: the other one" in done.stderr.replace(f"{root}{os.sep}", "")


def test_standard_input_is_judged_under_the_name_that_is_given(edition_command: Command) -> None:
    text = tei('<p><name ref="#nobody">x</name></p>').encode()
    done = edition_command("validate", "-", "--stdin-name", "letter.xml", stdin=text)
    assert done.returncode == 1
    assert "letter.xml:7:4: error: ref=“#nobody”" in done.stdout


def test_where_no_project_is_the_edition_that_comes_along_is_built(
    tmp_path: Path, edition_command: Command
) -> None:
    done = edition_command("build", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "build" / "gorbachev-response.html").is_file()


def test_an_instruction_in_the_document_silences_a_rule_where_it_stands(
    edition_command: Command, make_project: MakeProject
) -> None:
    body = (
        "<p><?edition allow dangling-pointer?><name ref='#a'>x</name></p>\n"
        "<p><name ref='#b'>x</name></p>"
    )
    root = make_project({"a.xml": tei(body)})
    done = edition_command("validate", "a.xml", cwd=root)
    assert "#a" not in done.stdout
    assert "#b" in done.stdout


def test_settings_that_do_not_exist_are_named_with_the_nearest_that_do(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"edition.toml": 'bas = "x"\n', "xml/a.xml": tei("<p>x</p>")})
    done = edition_command("validate", cwd=root)
    assert done.returncode == 1
    assert "edition.toml:1:1: error: “bas” is no setting" in done.stdout
    assert "Did you mean “base”?" in done.stdout


def test_a_schematron_that_never_ends_is_given_up_and_the_rest_is_judged(
    edition_command: Command, make_project: MakeProject
) -> None:
    endless = (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="/*">'
        '<assert test="count(//*[count(//*[count(//*[count(//*) &gt; 0]) &gt; 0]) &gt; 0])'
        ' &lt; 0">x</assert></rule></pattern></schema>'
    )
    body = "<p><name ref='#nobody'>x</name></p>" * 500
    root = make_project({"a.xml": tei(body), "endless.sch": endless})
    done = edition_command(
        "validate", "a.xml", "--schema", "endless.sch", cwd=root, EDITION_SCHEMA_SECONDS="1"
    )
    assert done.returncode == 3
    assert "schema-too-slow" in done.stdout
    assert "dangling-pointer" in done.stdout


@pytest.mark.parametrize("target", ["/etc/hostname", "../../secret.txt"])
def test_a_capture_outside_the_project_is_neither_read_nor_published(
    target: str, edition_command: Command, make_project: MakeProject
) -> None:
    header = (
        f'<fileDesc><sourceDesc><bibl type="capture"><ptr target="{target}"/></bibl>'
        "</sourceDesc></fileDesc>"
    )
    root = make_project(
        {"p/xml/a.xml": tei("<p>x</p>", header=header), "p/secret.txt": "s", "secret.txt": "SECRET"}
    )
    done = edition_command("build", cwd=root / "p")
    assert "cannot be compared" in done.stderr or "lies outside" in done.stderr
    assert "SECRET" not in done.stdout + done.stderr
    assert list((root / "p" / "build").glob("*.source.txt")) == []


def test_what_was_written_is_never_worked_on(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"letter.xml": tei("<p>x</p>")})
    for _ in range(2):
        done = edition_command("build", ".", cwd=root)
        assert done.returncode == 0, done.stderr
        assert "1 document:" in done.stderr


def test_a_folder_of_texts_that_is_no_project_is_not_passed_over_in_silence(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"letter.xml": tei("<p>x</p>")})
    done = edition_command("validate", cwd=root)
    assert done.returncode == 2
    assert "This folder is no project" in done.stderr


def test_a_source_is_never_written_over(
    edition_command: Command, make_project: MakeProject
) -> None:
    files = {"xml/a.xml": tei("<p>a</p>", name="b"), "xml/b.xml": tei("<p>b</p>", name="c")}
    root = make_project({**files})
    done = edition_command("export", "xml/a.xml", "-o", "xml", cwd=root)
    assert done.returncode == 3
    assert {name: (root / name).read_text() for name in files} == files
    assert {file.name for file in (root / "xml").iterdir()} == {"a.xml", "b.xml"}


def test_a_broken_neighbour_does_not_keep_a_passage_from_being_cited(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project(
        {"xml/a.xml": "<TEI", "xml/b.xml": tei('<p xml:id="op">x</p>', name="other")}
    )
    assert edition_command("cite", "other#op", "--as", "text", cwd=root).stdout == "x\n"
    assert edition_command("cite", "op", "--as", "text", cwd=root).stdout == "x\n"


def test_names_that_no_file_can_have_are_one_finding(edition_command: Command) -> None:
    for arguments in (["validate", f"{'a' * 300}.xml"], ["cite", f"{'a' * 300}#q"]):
        done = edition_command(*arguments)
        assert "Traceback" not in done.stderr
        assert done.returncode in {1, 3}


def test_a_full_output_is_told_and_a_closed_one_is_not() -> None:
    shell = f'"{sys.executable}" -m edition cite gorbachev-response#q4'
    full = subprocess.run(
        ["bash", "-c", f"{shell} > /dev/full"], capture_output=True, text=True, cwd=ROOT
    )
    assert full.returncode == 3
    assert "cannot be written" in full.stderr
    assert "Traceback" not in full.stderr
    closed = subprocess.run(
        ["bash", "-c", f"{shell} | true"], capture_output=True, text=True, cwd=ROOT
    )
    assert "Traceback" not in closed.stderr


@pytest.mark.parametrize("second", ["A", "a.diplomatic", "a.source"])
def test_no_file_of_a_document_is_written_over_anothers(
    second: str, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project(
        {"xml/1.xml": tei("<p>first</p>", name="a"), "xml/2.xml": tei("<p>2</p>", name=second)}
    )
    done = edition_command("export", cwd=root)
    assert done.returncode == 1
    assert (root / "build" / "a.diplomatic.txt").read_text() == "first"


def test_validate_names_two_documents_of_one_id(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project(
        {"xml/1.xml": tei("<p>1</p>", name="a"), "xml/2.xml": tei("<p>2</p>", name="a")}
    )
    done = edition_command("validate", "--only", "rules", cwd=root)
    assert done.returncode == 1
    assert done.stdout.count("[duplicate-document-id]") == 1


def test_what_is_wrong_with_a_schema_is_told_once_for_all_documents(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"a.xml": tei("<p>1</p>"), "b.xml": tei("<p>2</p>"), "bad.rng": "<x/>"})
    done = edition_command(
        "validate", "a.xml", "b.xml", "--schema", "bad.rng", "--format", "json", cwd=root
    )
    rules = [json.loads(line)["rule"] for line in done.stdout.splitlines()]
    assert rules == ["schema-invalid"]
    assert done.returncode == 3
