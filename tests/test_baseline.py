"""Baseline: what is known stays silent wherever its lines go, and what is new is told."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command, MakeProject
from tests.samples import tei

OLD = '<p xml:id="p1">See <ref target="#x">x</ref>, <ref target="#x">x</ref>.</p>'
NEW = '<p xml:id="p2">See <ref target="#y">y</ref>.</p>'
HEAD = '{"edition-baseline": 1}\n'


def told(command: Command, root: Path, *options: str) -> tuple[list[str], str, int]:
    """Return the messages of errors and infos, what is said beside them, and the status."""
    done = command(
        "validate", *options, "--format", "json", "--ignore", "no-schema", cwd=root
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [row["message"] for row in rows], done.stderr, done.returncode


def test_what_is_found_first_is_known_from_then_on(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"xml/a.xml": tei(OLD)})
    first = told(edition_command, root, "--baseline", "known.jsonl")
    second = told(edition_command, root, "--baseline", "known.jsonl")
    assert first[0] == second[0] == []
    assert first[2] == second[2] == 0
    assert "wrote known.jsonl: findings known from now on: 2\n" in first[1]
    assert "wrote" not in second[1]
    assert "1 document: 0 errors, 0 warnings, 2 known from the baseline." in second[1]


def test_lines_and_neighbours_may_change_and_only_what_is_new_is_told(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"xml/a.xml": tei(OLD), "edition.toml": 'baseline = "known.jsonl"'})
    told(edition_command, root)
    make_project({"xml/a.xml": tei(f"<p>Before.</p>\n\n\n<div>{NEW}\n{OLD}</div>")})
    messages, said, status = told(edition_command, root)
    assert ["“y”" in message for message in messages] == [True]
    assert "2 known from the baseline" in said
    assert status == 1


def test_of_more_equal_findings_than_are_known_the_last_is_told(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei(OLD)})
    told(edition_command, root, "a.xml", "--baseline", "k")
    make_project({"a.xml": tei(OLD.replace("</p>", ' <ref target="#x">x</ref></p>'))})
    messages, _, _ = told(edition_command, root, "a.xml", "--baseline", "k")
    assert len(messages) == 1


def test_what_is_no_longer_found_is_told_with_its_entry(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"xml/a.xml": tei(OLD + NEW), "xml/b.xml": tei(NEW)})
    told(edition_command, root, "--baseline", "k")
    make_project({"xml/a.xml": tei(OLD)})
    (root / "xml" / "b.xml").unlink()
    used = ("validate", "--ignore", "no-schema", "--baseline", "k")
    done = edition_command(*used, "--format", "json", cwd=root)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["rule"] for row in rows} == {"outdated-baseline"}
    lines = (root / "k").read_text().splitlines()
    for row in rows:
        entry = json.loads(lines[row["line"] - 1])
        assert f"{entry['rule']} in {entry['file']}" in row["message"]
    assert {row["severity"] for row in rows} == {"info"}
    assert "2 entries of the baseline out of date" in done.stderr
    edition_command(*used, "--update-baseline", cwd=root)
    assert len((root / "k").read_text().splitlines()) < len(lines)
    assert edition_command(*used, cwd=root).stdout == ""


def test_what_took_no_part_in_a_run_is_not_out_of_date(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei(OLD), "b.xml": tei(NEW)})
    told(edition_command, root, ".", "--baseline", "k")
    for options in (["a.xml"], [".", "--only", "grammar"]):
        messages, _, _ = told(edition_command, root, *options, "--baseline", "k")
        assert messages == []


def test_an_update_of_some_files_keeps_what_is_known_of_the_others(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei(OLD), "b.xml": tei(NEW)})
    told(edition_command, root, ".", "--baseline", "k")
    make_project({"a.xml": tei("<p>Mended.</p>")})
    told(edition_command, root, "a.xml", "--baseline", "k", "--update-baseline")
    entries = [json.loads(line) for line in (root / "k").read_text().splitlines()[1:]]
    assert [entry["file"] for entry in entries] == ["b.xml"]


def test_a_baseline_is_the_same_for_the_same_findings_and_sorted(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"b.xml": tei(NEW + OLD), "a.xml": tei(OLD + NEW)})
    for name, files in (("k", ["a.xml", "b.xml"]), ("l", ["b.xml", "a.xml"])):
        told(edition_command, root, *files, "--baseline", name)
    text = (root / "k").read_text()
    rows = [json.loads(line) for line in text.splitlines()]
    assert text == (root / "l").read_text()
    assert rows[0]["edition-baseline"] == 1
    keys = [(row["file"], row["rule"], row["context"], row["message"]) for row in rows[1:]]
    assert keys == sorted(keys)
    assert ("p#p1/ref", 2) in {(row["context"], row["count"]) for row in rows[1:]}
    assert str(root) not in text


ENTRY = '{"file": "a.xml", "rule": "r", "context": "", "message": "m", "count": 1}\n'


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('{"edition-baseline": 2}\n', 1, "has the form 2"),
        (f"{HEAD}<<<<<<< ours\n{ENTRY}", 2, "no entry"),
        (f"{HEAD}\n{ENTRY}{{}}\n", 4, "no entry"),
        (f"{HEAD}{ENTRY.replace('1', 'null')}", 2, "no entry"),
        (HEAD + ENTRY.replace("a.xml", "other.xml"), None, "another project"),
        ("", 1, "no baseline"),
        ("<TEI/>", 1, "no baseline"),
        ("[1]", 1, "no baseline"),
        ("[" * 90_000, 1, "no baseline"),
        (f"{HEAD}{ENTRY.replace('1', '1e999')}", 2, "no entry"),
    ],
)
def test_a_baseline_that_is_of_no_use_is_told_once_and_silences_nothing(
    text: str, line: int | None, word: str, make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"k": text, "a.xml": tei(OLD), "b.xml": tei(NEW)})
    done = edition_command("validate", ".", "--baseline", "k", "--format", "json", cwd=root)
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    (own,) = [row for row in rows if row["rule"] == "unusable-baseline"]
    assert (own["file"], own["line"]) == ("k", line)
    assert word in own["message"]
    assert len([row for row in rows if row["rule"] == "dangling-pointer"]) == 3
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_a_baseline_that_is_broken_may_be_written_anew_and_no_other_file(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"k": f"{HEAD}<<<<<<< ours\n", "a.xml": tei(OLD)})
    anew = ("--update-baseline", "--baseline")
    assert told(edition_command, root, "a.xml", *anew, "k")[2] == 0
    assert told(edition_command, root, "a.xml", "--baseline", "k")[0] == []
    assert told(edition_command, root, "a.xml", *anew, "a.xml")[2] == 3
    assert (root / "a.xml").read_text() == tei(OLD)


def test_equal_entries_of_two_branches_are_one(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei(NEW)})
    told(edition_command, root, "a.xml", "--baseline", "k")
    head, *entries = (root / "k").read_text().splitlines()
    make_project({"k": "\n".join([head, *entries, *entries]) + "\n"})
    assert told(edition_command, root, "a.xml", "--baseline", "k")[0] == []


def test_a_file_that_cannot_be_read_is_never_known(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": "<TEI>"})
    for _ in range(2):
        assert told(edition_command, root, "a.xml", "--baseline", "k")[2] == 3


def test_build_leaves_out_what_the_projects_baseline_knows_and_writes_none(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"xml/a.xml": tei(OLD), "edition.toml": 'baseline = "k"'})
    assert edition_command("build", cwd=root).returncode == 1
    assert not (root / "k").exists()
    told(edition_command, root)
    assert edition_command("build", cwd=root).returncode == 0


def test_to_update_a_baseline_that_nobody_names_is_a_mistake(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei(OLD)})
    assert told(edition_command, root, "a.xml", "--update-baseline")[2] == 2
