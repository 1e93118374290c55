"""Silence: what is allowed where, and what is said of a name that is no rule's."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command, MakeProject
from tests.samples import tei

POINTER = '<ref target="#x">x</ref>'
LISTED = "Write <?edition allow RULE?>; “edition explain” lists the rules."
SCHEMATRON = """<schema xmlns="http://purl.oclc.org/dsdl/schematron">
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="t:p"><assert id="own-test" test="t:name">No name.</assert></rule></pattern>
</schema>"""


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"<p><?edition allow dangling-pointer?>{POINTER}</p><p>{POINTER}</p>", 1),
        (f"<?edition allow dangling-pointer?><p>{POINTER}</p>{POINTER}", 0),
        (f"<p>A.</p><?edition allow dangling-pointer?><p>{POINTER}</p><p>{POINTER}</p>", 1),
        (f"<p><?edition allow duplicate-id?>{POINTER}</p>", 1),
        (f"<p><?edition forbid dangling-pointer?>{POINTER}</p>", 1),
    ],
)
def test_a_rule_is_silent_in_one_element(
    body: str, count: int, make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei(f"<div>{body}</div>")})
    done = edition_command("validate", "a.xml", "--format", "json", cwd=root)
    assert done.stdout.count('"dangling-pointer"') == count


def unknown(command: Command, root: Path, *options: str) -> list[tuple[object, ...]]:
    done = command("validate", *options, "--format", "json", cwd=root)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(row["severity"] == "warning" for row in rows if row["rule"] == "unknown-rule")
    return [
        (row["file"], row["line"], row["column"], row["hint"])
        for row in rows
        if row["rule"] == "unknown-rule"
    ]


@pytest.mark.parametrize(
    ("instruction", "message", "hint"),
    [
        (
            "alow dangling-pointer",
            "<?edition alow?> silences nothing; did you mean allow?",
            "Write <?edition allow dangling-pointer?>.",
        ),
        ("allow", "<?edition allow?> names no rule, so it silences nothing.", LISTED),
        ("", "<?edition?> names no rule, so it silences nothing.", LISTED),
        ("forbid not-tei", "<?edition forbid?> silences nothing: only “allow” does.", LISTED),
    ],
)
def test_an_instruction_that_silences_nothing_is_told(
    instruction: str,
    message: str,
    hint: str,
    make_project: MakeProject,
    edition_command: Command,
) -> None:
    root = make_project({"a.xml": tei(f"<p>é<?edition {instruction}?></p>")})
    done = edition_command(
        "validate", "a.xml", "--ignore", "no-schema", "--format", "json", cwd=root
    )
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["rule"], row["severity"]) == ("unknown-rule", "warning")
    assert (row["line"], row["column"]) == (7, 5)
    assert (row["message"], row["hint"]) == (message, hint)


def test_a_name_that_is_no_rules_is_told_where_it_stands_with_the_nearest(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project(
        {
            "xml/a.xml": tei("<p>é<?edition allow duplicat-id malformed-id zzz?></p>"),
            "xml/b.xml": tei("<p/>"),
            "edition.toml": 'ignore = [\n  "no-schema",\n  "dangling-pointr"\n]\n',
        }
    )
    assert unknown(edition_command, root, "--ignore", "grammar-elemnt", "--ignore", "not-tei") == [
        ("xml/a.xml", 7, 5, "Did you mean duplicate-id?"),
        ("xml/a.xml", 7, 5, "“edition explain” lists the rules."),
        ("--ignore", None, None, "Did you mean grammar-element?"),
        ("edition.toml", 3, 3, "Did you mean dangling-pointer?"),
    ]


def test_the_ids_of_a_schema_in_use_are_names_too(
    make_project: MakeProject, edition_command: Command
) -> None:
    text = tei("<p><?edition allow own-test?>x</p>")
    root = make_project({"a.xml": text, "own.sch": SCHEMATRON})
    options = ("a.xml", "--ignore", "own-test")
    assert unknown(edition_command, root, *options, "--schema", "own.sch") == []
    assert len(unknown(edition_command, root, *options)) == 2


def test_a_name_that_is_a_rules_is_no_finding(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei("<p><?edition allow no-schema?>Words.</p>")})
    done = edition_command("validate", "a.xml", "--ignore", "no-schema", cwd=root)
    assert done.stdout == ""
