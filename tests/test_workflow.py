"""Workflow: what runs edition elsewhere is well-formed, and its shell steps do what they say."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.diagnostic import Diagnostic, Location, Severity
from edition.report import Judgement, Manner, formats, render
from tests.conftest import ROOT, Command, MakeProject, program
from tests.samples import tei

WRONG = tei('<p xml:id="p1">x <ref target="#x">y</ref></p><p xml:id="p1"/>')


def loaded(name: str) -> Any:  # noqa: ANN401  (YAML holds what it holds)
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def step(name: str) -> dict[str, Any]:
    steps = loaded("action.yml")["runs"]["steps"]
    return dict(next(each for each in steps if each.get("name") == name))


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """The environment of a runner on which edition is installed as the action does it."""
    command = tmp_path / "runner" / "edition" / "bin" / "edition"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m edition "$@"\n')
    command.chmod(0o755)
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "runner" / "summary.md"),
        "EDITION_PATHS": ".",
        "EDITION_OPTIONS": "",
        "NO_COLOR": "1",
    }


def acted(root: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    shell = [program("bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # as GitHub does
    return subprocess.run(
        [*shell, step("Validate")["run"]],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_annotates_sums_up_and_ends_as_validate_does(
    make_project: MakeProject, runner: dict[str, str]
) -> None:
    root = make_project({"texts/a b.xml": WRONG, "texts/c.xml": tei("<p>x</p>")})
    done = acted(root, runner)
    summary = Path(runner["GITHUB_STEP_SUMMARY"]).read_text()
    assert done.returncode == 1, done.stderr
    assert "::error file=texts/a b.xml,line=7,col=18,title=dangling-pointer::" in done.stdout
    assert "### edition: 2 errors, 2 warnings, 0 infos in 2 documents" in summary
    assert "| 1 | duplicate-id | error | 1 |" in summary


def test_the_action_takes_paths_line_by_line_and_options(
    make_project: MakeProject, runner: dict[str, str]
) -> None:
    root = make_project({"a b.xml": tei("<p/>"), "c.xml": WRONG, "d.xml": WRONG})
    given = {"EDITION_PATHS": "a b.xml\n\nc.xml\n", "EDITION_OPTIONS": "--ignore no-schema"}
    done = acted(root, {**runner, **given})
    assert "2 documents" in done.stderr
    assert "no-schema" not in done.stdout
    silent = {"EDITION_OPTIONS": "--ignore dangling-pointer --ignore duplicate-id"}
    assert acted(root, {**runner, **silent}).returncode == 0


def test_what_is_given_to_the_action_is_never_read_as_shell() -> None:
    for each in loaded("action.yml")["runs"]["steps"]:
        assert "${{" not in each.get("run", "")
        assert each.get("shell", "bash") == "bash"


def test_the_hooks_take_texts_and_leave_schemas_and_sources() -> None:
    for hook in loaded(".pre-commit-hooks.yaml"):
        assert hook["entry"].startswith("edition validate")
        for path, is_text in {
            "xml/a.xml": True,
            "b.xml": True,
            "xml/schema/x.xml": False,
            "sub/xml/source/x.xml": False,
            "c.html": False,
        }.items():
            taken = re.search(hook["files"], path) and not re.search(hook["exclude"], path)
            assert bool(taken) is is_text


def test_the_job_for_gitlab_hands_over_reports_that_edition_writes(
    make_project: MakeProject, edition_command: Command, tmp_path: Path
) -> None:
    job = loaded("workflow/gitlab.yml")["edition"]
    root = make_project({"a.xml": WRONG})
    shim = tmp_path / "bin" / "edition"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m edition "$@"\n')
    shim.chmod(0o755)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{shim.parent}:{os.environ['PATH']}",
        "EDITION_PATHS": job["variables"]["EDITION_PATHS"],
        "EDITION_OPTIONS": job["variables"]["EDITION_OPTIONS"],
    }
    script = "set -e\n" + "\n".join(job["script"])
    done = subprocess.run(
        [program("bash"), "-c", script], cwd=root, env=environment, capture_output=True, check=False
    )
    assert done.returncode == edition_command("validate", "a.xml", cwd=root).returncode == 1
    reports = job["artifacts"]["reports"]
    quality = json.loads((root / reports["codequality"]).read_text())
    assert {row["check_name"] for row in quality} >= {"duplicate-id", "dangling-pointer"}
    assert (root / reports["junit"]).read_text().startswith("<?xml")


@pytest.mark.parametrize(
    "matcher",
    [
        json.loads((ROOT / "workflow/github-matcher.json").read_text())["problemMatcher"][0][
            "pattern"
        ][0],
        json.loads((ROOT / "workflow/vscode-tasks.json").read_text())["tasks"][0]["problemMatcher"][
            "pattern"
        ],
    ],
    ids=["github", "vscode"],
)
def test_a_matcher_finds_every_finding_in_the_report_for_people(
    matcher: dict[str, Any], make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a: b.xml": WRONG, "c.xml": "<TEI>"})
    lines = edition_command("validate", ".", cwd=root).stdout.splitlines()
    rows = edition_command("validate", ".", "--format", "json", cwd=root).stdout.splitlines()
    parts = ("file", "line", "column", "severity", "message", "code")
    matched = [re.search(matcher["regexp"], line) for line in lines]
    found = {tuple(one[matcher[part]] for part in parts) for one in matched if one}
    keys = ("file", "line", "column", "severity", "message", "rule")
    assert found == {tuple(str(row[key]) for key in keys) for row in map(json.loads, rows)}


def said(name: str, *items: Diagnostic) -> str:
    return "".join(render(name)([Judgement("a.xml", items)], Manner()))


def test_a_code_quality_report_has_every_key_that_gitlab_reads() -> None:
    at = Location("a.xml")
    found = (
        Diagnostic(at, "some-rule", Severity.ERROR, "Wrong.", "Mend it."),
        Diagnostic(at, "some-rule", Severity.ERROR, "Wrong.", "Mend it."),
        Diagnostic(at.changed(line=3), "other", Severity.INFO, "So."),
    )
    rows = json.loads(said("gitlab", *found))
    assert len({row["fingerprint"] for row in rows}) == 3
    assert rows[0]["description"] == "Wrong. Mend it."
    assert rows[0]["location"] == {"path": "a.xml", "lines": {"begin": 1}}
    assert [row["severity"] for row in rows] == ["major", "major", "info"]
    assert json.loads(said("gitlab")) == []


def test_a_summary_shows_markup_and_marks_as_they_are() -> None:
    message = "<persName> | `a` *b* [c](d)\n# e & f"
    text = said(
        "markdown", Diagnostic(Location("a_b.xml", 1, 2), "some-rule", Severity.ERROR, message)
    )
    assert "&lt;persName&gt; \\| \\`a\\` \\*b\\* \\[c\\](d) \\# e &amp; f" in text
    assert "a\\_b.xml:1:2" in text
    assert text.count("\n- ") == 1


def test_a_summary_of_thousands_stays_short_and_says_how_many_are_left_out() -> None:
    one = Diagnostic(Location("a.xml", 1, 1), "some-rule", Severity.ERROR, "Wrong.")
    text = said("markdown", *[one] * 5000)
    assert text.count("\n- a.xml") <= 100
    assert "and 4900 more" in text
    assert "| 5000 | some-rule | error | 1 |" in text


def test_a_summary_counts_what_only_informs_and_lists_what_weighs() -> None:
    one = Diagnostic(Location("a.xml", 1, 1), "some-rule", Severity.ERROR, "Wrong.")
    text = said("markdown", *[one.changed(severity=Severity.INFO, message="So.")] * 200, one)
    assert "| 200 | some-rule | info | 1 |" in text
    assert "So." not in text
    assert "Wrong." in text
    assert " more" not in text


def test_every_report_that_a_file_of_the_workflow_asks_for_exists() -> None:
    files = ["action.yml", "workflow/gitlab.yml"]
    asked = {
        name for file in files for name in re.findall(r"--format (\w+)", (ROOT / file).read_text())
    }
    assert asked
    assert asked <= set(formats())
