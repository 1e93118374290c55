"""The starter of tests/conftest.py: what a copied run says, a run in a Python of its own says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ARTICLE, Command
from tests.starter import Starter, asked

RUNS = {
    "help": (["--help"], b""),
    "an option that is none": (["validate", "--no-such"], b""),
    "a verdict": (["validate", str(ARTICLE), "--as", "json"], b""),
    "standard input": (["validate", "-"], b"<TEI><p></TEI>"),
    "bytes": (["export", str(ARTICLE), "--to", "text", "-o", "-"], b""),
    "a file that is not there": (["cite", "nowhere#p1"], b""),
}


@pytest.mark.parametrize("case", RUNS)
def test_a_copied_run_says_what_a_python_of_its_own_says(
    case: str, tmp_path: Path, starters: list[Starter]
) -> None:
    if not starters:
        pytest.skip("every run is in a Python of its own")
    arguments, stdin = RUNS[case]
    environment = {**os.environ, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "edition", *arguments]
    done = subprocess.run(
        command, cwd=tmp_path, input=stdin, capture_output=True, env=environment, check=False
    )
    assert done.stdout + done.stderr
    for starter in starters:
        copied = starter.run(arguments, tmp_path, stdin, environment)
        assert copied == (done.returncode, done.stdout, done.stderr)


def test_what_python_asks_for_when_it_starts_is_never_copied(
    starters: list[Starter], edition_command: Command
) -> None:
    for name in ("PYTHONHASHSEED", "LC_ALL", "LANG", "TZ", "PYTHONIOENCODING"):
        there = {**os.environ, name: "7"}
        assert not any(starter.serves(there) for starter in starters)
        assert asked(there)[name] == "7"
    done = edition_command("--version", PYTHONVERBOSE="1")
    assert "import 'edition'" in done.stderr
