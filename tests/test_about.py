"""About this edition: what a page says of the header it was made from."""

from pathlib import Path

from tests.conftest import Command
from tests.html_tree import Node, parse
from tests.samples import tei

LICENCE = "<availability><licence target='{target}'>L</licence></availability>"


def page(command: Command, folder: Path, body: str = "<p>x</p>", **parts: str) -> Node:
    """Return the page of a document with these parts of a header."""
    header = (
        f"<fileDesc><titleStmt><title>T</title>{parts.get('people', '')}</titleStmt>"
        f"{parts.get('edition', '')}<publicationStmt><publisher>P</publisher>"
        f"{parts.get('rights', '')}</publicationStmt>"
        f"<sourceDesc>{parts.get('source', '<p>S</p>')}</sourceDesc></fileDesc>"
        f"{parts.get('rest', '')}"
    )
    (folder / "a.xml").write_text(tei(body, header=header))
    done = command("export", folder / "a.xml", "--to", "html", "-o", folder)
    assert done.returncode == 0, done.stderr
    return parse((folder / "a.html").read_text())


def lines(page: Node) -> list[str]:
    """Return the paragraphs and terms of "About this edition", each as one line."""
    about = next(n for n in page.every("section") if n.get("class") == "about")
    said = (node for node in about.every() if node.tag in {"p", "dt", "summary"})
    return [" ".join(node.text.split()) for node in said]


def test_a_licence_and_a_pointer_with_several_addresses_are_a_link_to_each(
    tmp_path: Path, edition_command: Command
) -> None:
    rights = LICENCE.format(target="http://a.org/1 http://b.org/2")
    body = '<p xml:id="p1">a <ptr target="#p1 #p2"/></p><p xml:id="p2">b</p>'
    found = page(edition_command, tmp_path, body, rights=rights)
    assert [a.text for a in found.every("a") if a.get("href") in {"#p1", "#p2"}] == ["#p1", "#p2"]
    for kind in ("a", "link"):
        stated = [link.get("href") for link in found.every(kind) if link.get("rel") == "license"]
        assert stated == ["http://a.org/1", "http://b.org/2"]
