"""The page and the plain text are two forms of one reading: the same words, the same marks."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command
from tests.html_tree import parse, read

TEXTS = ROOT / "tests" / "formats" / "text"
APART = set(
    "drama-prose gap heading list note page record register script source table utterance".split()
)
"""What the page says in words of its own: labels, units, commas, headings, ruby, cells."""

SUBJECTS = sorted({path.stem for path in TEXTS.glob("*.xml")} - APART)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    sources = [TEXTS / f"{name}.xml" for name in SUBJECTS]
    done = edition_command("export", *sources, "--to", "html", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_page_reads_as_the_plain_text_does(subject: str, pages: Path) -> None:
    page = parse((pages / f"{subject}.html").read_text())
    text = next(node for node in page.every("div") if node.get("class") == "text")
    asked = (TEXTS / f"{subject}.txt").read_text()
    without_notes = re.sub(r"\[\d+\]", "", asked.partition("\n\n[1]")[0])
    assert read(text).split() == without_notes.split()
