import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition import citation
from edition.project import at
from edition.reference import resolve
from tests.conftest import ROOT, Command

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
MAP = re.compile(r"```text\n(edition/.*?)```", re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """Split a console block into commands and what the README says they print."""
    parts = re.split(r"^\$ (.*)$", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def printed(command: str, folder: Path) -> str:
    """Run a command as a reader would, in a copy of the project, and return what it prints."""
    shell = f'edition() {{ "{sys.executable}" -m edition "$@"; }}; {command}'
    done = subprocess.run(
        ["bash", "-c", shell],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)},
    )
    lines = [line.rstrip() for line in done.stdout.replace(f"{folder}/", "").splitlines()]
    return "\n" + "\n".join(lines).strip() + "\n" if done.stdout.strip() else "\n"


def rerun(block: str, folder: Path) -> str:
    shutil.copytree(ROOT / "xml", folder / "xml")
    return "".join(f"$ {command}{printed(command, folder)}" for command, _ in commands(block))


@pytest.mark.parametrize("number", range(len(BLOCK.findall(README.read_text()))))
def test_every_command_of_the_readme_prints_what_it_says(
    number: int, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    block = BLOCK.findall(README.read_text())[number]
    actual = rerun(block, tmp_path)
    if request.config.getoption("--update-golden"):
        README.write_text(README.read_text().replace(block, actual))
        block = actual
    assert actual == block


STYLES = re.compile(r"(?<=<!-- styles -->\n).*?(?=<!-- end of styles -->)", re.DOTALL)


def test_the_table_of_styles_says_what_they_say(request: pytest.FixtureRequest) -> None:
    quoted = citation.cited(resolve("gorbachev-response#q4", at(ROOT)))
    rows = (
        f"| `{style}` | {citation.formatted(quoted, style)} | {citation.listed(quoted, style)} |\n"
        for style in citation.styles()
    )
    table = "".join(["| style | citation | entry |\n|---|---|---|\n", *rows])
    if request.config.getoption("--update-golden"):
        README.write_text(STYLES.sub(table, README.read_text()))
    assert STYLES.findall(README.read_text()) == [table]


def first_sentence(module: Path) -> str:
    said = ast.get_docstring(ast.parse(module.read_text())) or ""
    return said.partition("\n")[0].partition(": ")[2].removesuffix(".")


def test_the_map_of_the_house_is_the_house() -> None:
    found = MAP.search(README.read_text())
    assert found is not None
    told: dict[str, str] = {}
    for line in found[1].splitlines()[1:]:
        match = re.fullmatch(r"  (\S+?)(?:/|\.py) +(.+)", line)
        if match:
            told[match[1]] = match[2]
    actual = {}
    for path in sorted((ROOT / "edition").iterdir()):
        module = path / "__init__.py" if path.is_dir() else path
        if module.suffix == ".py" and module.is_file() and not path.name.startswith("__"):
            actual[path.stem] = first_sentence(module)
    assert told == actual


def test_every_top_level_file_is_expected() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    allowed = {
        ".ci", ".gitignore", ".pre-commit-hooks.yaml", "CHANGELOG.md", "CITATION.cff", "LICENSE",
        "Makefile", "README.md", "action.yml", "edition", "pyproject.toml", "tests", "workflow",
        "xml", "xslt",
    }  # fmt: skip
    assert {name.partition("/")[0] for name in listed} <= allowed


def test_the_readme_opens_with_a_picture_and_the_two_commands() -> None:
    opening = README.read_text()[:2500]
    assert re.search(r"!\[[^]]+\]\((tests/goldens/page\.png)\)", opening)
    assert (ROOT / "tests" / "goldens" / "page.png").is_file()
    assert "make edition" in opening
    assert "make test" in opening


def test_the_tombstone_that_is_shown_is_accepted_by_our_own_schema(
    tmp_path: Path, edition_command: Command
) -> None:
    stone = re.search(r"```xml\n(<standOff>.*?</standOff>)\n```", README.read_text(), re.DOTALL)
    assert stone is not None
    article = (ROOT / "xml" / "gorbachev-response.xml").read_text()
    (tmp_path / "a.xml").write_text(article.replace("</TEI>", f"{stone[1]}</TEI>"))
    schema = ROOT / "xml" / "schema" / "edition.rng"
    done = edition_command(
        "validate", "a.xml", "--schema", schema, "--only", "grammar", cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (0, "")
