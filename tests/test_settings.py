"""Settings: eight keys, and every other one is told with its place."""

import json
from pathlib import Path

import pytest

from edition.diagnostic import Refused
from edition.settings import Settings, read_settings
from tests.conftest import Command, MakeProject
from tests.samples import tei


def written(text: str | bytes, make_project: MakeProject) -> Path:
    return make_project({"edition.toml": text}) / "edition.toml"


def test_there_are_eight_keys_and_all_may_be_left_out(make_project: MakeProject) -> None:
    assert len(Settings.field_names) == 8
    found, diagnostics = read_settings(written("", make_project))
    assert found == Settings()
    assert found.output == "build"
    assert not diagnostics


def test_every_key_is_read(make_project: MakeProject) -> None:
    text = """\ufeffbase = "https://example.org/"
output = "public"
formats = ["html", "text"]
schema = "own.rng"
style = "mla"
language = "de"
ignore = ["no-schema"]
baseline = "known.json"
"""
    found, diagnostics = read_settings(written(text, make_project))
    assert not diagnostics
    assert found == Settings(
        "https://example.org/",
        "public",
        ("html", "text"),
        "own.rng",
        "mla",
        "de",
        ("no-schema",),
        "known.json",
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ('ouput = "x"', 1, 1, "Did you mean “output”?"),
        ('output = "x"\n\n  titel = "y"', 3, 3, "The keys are: base"),
        ('output = "x"\nbase = 3', 2, 1, "“base” has to be a string."),
        ('formats = "html"', 1, 1, "a list of strings"),
        ("ignore = [1]", 1, 1, "a list of strings"),
        ("[site]\nx = 1", 1, 1, "“site” is no setting"),
        ('"output" = 1', 1, 1, "“output” has to be a string."),
    ],
)
def test_a_faulty_key_is_told_with_its_place_and_the_others_still_count(
    text: str, line: int, column: int, word: str, make_project: MakeProject
) -> None:
    found, diagnostics = read_settings(written(f"{text}\n", make_project))
    (one,) = diagnostics
    assert one.rule == "unknown-setting"
    assert (one.location.line, one.location.column) == (line, column)
    assert word in f"{one.message} {one.hint}"
    assert found.output in {"build", "x"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('output = "x"\nbase = ', 2, 8),
        ("base = [", 1, 9),
        ('output = "a"\noutput = "b"', 2, 13),
        (b'base = "\xe9"', 1, 1),
    ],
)
def test_what_is_no_toml_is_refused_at_its_place(
    text: str | bytes, line: int, column: int, make_project: MakeProject
) -> None:
    with pytest.raises(Refused) as caught:
        read_settings(written(text, make_project))
    (one,) = caught.value.diagnostics
    assert one.rule == "malformed-settings"
    assert (one.location.line, one.location.column) == (line, column)
    assert "(at" not in one.message


def test_faulty_settings_end_the_command_without_a_traceback(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"edition.toml": "base = ", "xml/a.xml": tei("<p/>")})
    done = edition_command("validate", cwd=root)
    assert done.returncode == 3
    assert "edition.toml:1" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_rules_that_the_settings_ignore_are_silent(
    make_project: MakeProject, edition_command: Command
) -> None:
    files: dict[str, str | bytes] = {"xml/a.xml": tei('<p corresp="#nobody"/>')}
    root = make_project(files)
    shown = edition_command("validate", "--format", "json", cwd=root)
    make_project({"edition.toml": 'ignore = ["dangling-pointer"]'})
    silent = edition_command("validate", "--format", "json", cwd=root)
    rules = [
        {json.loads(line)["rule"] for line in done.stdout.splitlines()} for done in (shown, silent)
    ]
    assert rules[0] - rules[1] == {"dangling-pointer"}
    assert (shown.returncode, silent.returncode) == (1, 0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('language = "xx"', "1:1: There is no interface language “xx”"),
        ('output = "o"\nstyle = "chicgo"', "2:1: There is no style of citation “chicgo”"),
        ('  formats = ["htm"]', "1:3: There is no format “htm”; did you mean html?"),
    ],
)
def test_a_setting_that_names_what_is_not_there_is_told_with_its_place(
    text: str, told: str, make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"edition.toml": text, "xml/a.xml": tei("<p>A.</p>")})
    done = edition_command("export", cwd=root)
    assert done.returncode == 2
    assert f"edition.toml:{told}" in done.stderr


def test_a_citation_by_the_settings_style_is_told_its_place_where_that_is_no_style(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"edition.toml": 'style = "chicgo"', "xml/a.xml": tei("<p>A.</p>")})
    told = edition_command("cite", "a#~p.1", cwd=root)
    assert told.returncode == 2
    assert "edition.toml:1:1: There is no style of citation “chicgo”" in told.stderr
    assert edition_command("cite", "a#~p.1", "--as", "ris", cwd=root).returncode == 0
