"""The page and the plain text are two forms of one reading: the same words, the same marks."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command
from tests.html_tree import Node, parse

TEXTS = ROOT / "tests" / "formats" / "text"
SUBJECTS = sorted(
    path.stem
    for subject in ("apparatus", "break", "correction", "hyphenation", "quotation", "transcription")
    for path in TEXTS.glob(f"{subject}*.xml")
)
UNREAD = {"number", "call", "readings", "source", "fw", "pb", "image", "notes", "listApp", "voice"}
BLOCKS = {"p", "div", "section", "li", "tr", "td", "blockquote", "h1", "h2", "h3", "h4", "br"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    sources = [TEXTS / f"{name}.xml" for name in SUBJECTS]
    done = edition_command("export", *sources, "--to", "html", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


def read(node: Node) -> str:
    """What a reader sees of an element in the reading view, with the marks that CSS draws."""
    if UNREAD & set(node.get("class").split()) or node.tag in {"button", "h1"}:
        return " " if node.get("class") == "pb" and node.text else ""
    said = "".join(each if isinstance(each, str) else read(each) for each in node.children)
    border = " " if node.tag in BLOCKS else ""
    return f"{border}{node.get('data-open')}{said}{node.get('data-close')}{border}"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_page_reads_as_the_plain_text_does(subject: str, pages: Path) -> None:
    page = parse((pages / f"{subject}.html").read_text())
    text = next(node for node in page.every("div") if node.get("class") == "text")
    asked = (TEXTS / f"{subject}.txt").read_text()
    without_notes = re.sub(r"\[\d+\]", "", asked.partition("\n\n[1]")[0])
    assert read(text).split() == without_notes.split()
