"""Catalogs: which file stands for an address, and what is done about those that are of no use."""

from pathlib import Path

import pytest

from edition.diagnostic import Refused
from edition.schema.catalog import resolved
from tests.conftest import Command, MakeProject

NS = 'xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"'
RNG = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
WEB = "https://example.org/s/a.rng"
OUTER = '<rewriteURI uriStartString="https://example.org/" rewritePrefix="x/"/>'


def catalog(entries: str) -> str:
    return f"<catalog {NS}>{entries}</catalog>"


def found(entries: str, make_project: MakeProject, address: str = WEB) -> Path | None:
    root = make_project({"catalog.xml": catalog(entries), "a.rng": RNG, "s/a.rng": RNG})
    path = resolved(address, root / "catalog.xml", root)
    return None if path is None else path.relative_to(root)


@pytest.mark.parametrize(
    ("entries", "file"),
    [
        (f'<uri name="{WEB}" uri="a.rng"/>', "a.rng"),
        ('<uri name="http://example.org/s/a.rng" uri="a.rng"/>', "a.rng"),
        (f'<system systemId="{WEB}" uri="a.rng"/>', "a.rng"),
        ('<rewriteURI uriStartString="https://example.org/" rewritePrefix=""/>', "s/a.rng"),
        (OUTER + '<rewriteURI uriStartString="https://example.org/s/" rewritePrefix=""/>', "a.rng"),
        ('<rewriteSystem systemIdStartString="http://example.org/s" rewritePrefix="."/>', "a.rng"),
        ('<uriSuffix uriSuffix="s/a.rng" uri="a.rng"/>', "a.rng"),
        (f'<group xml:base="s/"><uri name="{WEB}" uri="a.rng"/></group>', "s/a.rng"),
        (f'<group xml:base="x/"><uri name="{WEB}" uri="../s/a.rng"/></group>', "s/a.rng"),
        (f'<group xml:base="s/"><uri name="{WEB}" uri="../a.rng"/></group>', "a.rng"),
        (f'<uri name="{WEB}" uri="a.rng"/><uri name="{WEB}" uri="s/a.rng"/>', "a.rng"),
        (
            '<uriSuffix uriSuffix="a.rng" uri="b"/><uriSuffix uriSuffix="/a.rng" uri="a.rng"/>',
            "a.rng",
        ),
        (f'<uri name="{WEB}" uri="gone.rng"/>', "gone.rng"),
        ('<uri name="https://example.org/other.rng" uri="a.rng"/>', None),
        (f'<uri name="{WEB}" uri="../a.rng"/>', None),
        (f'<uri name="{WEB}" uri="/etc/hostname"/>', None),
        (f'<uri name="{WEB}" uri="https://example.org/b.rng"/>', None),
        (f'<uri name="{WEB}" uri="http://["/>', None),
        (f'<public publicId="{WEB}" uri="a.rng"/>', None),
        ('<nextCatalog catalog="catalog.xml"/><nextCatalog catalog="gone.xml"/>', None),
        ("", None),
    ],
)
def test_an_entry_leads_to_a_file_of_the_project_or_nowhere(
    entries: str, file: str | None, make_project: MakeProject
) -> None:
    assert found(entries, make_project) == (None if file is None else Path(file))


def test_the_next_catalogs_are_asked_in_turn(make_project: MakeProject) -> None:
    root = make_project(
        {
            "catalog.xml": catalog('<nextCatalog catalog="s/one.xml"/>'),
            "s/one.xml": catalog(
                '<nextCatalog catalog="../catalog.xml"/><nextCatalog catalog="b"/>'
            ),
            "s/b": catalog(f'<uri name="{WEB}" uri="a.rng"/>'),
            "s/a.rng": RNG,
        }
    )
    assert resolved(WEB, root / "catalog.xml", root) == root / "s" / "a.rng"


@pytest.mark.parametrize("text", ["", "<catalog>", "<catalog/>", "words", f"<group {NS}/>"])
def test_what_is_no_catalog_is_one_finding(text: str, make_project: MakeProject) -> None:
    root = make_project({"catalog.xml": text})
    with pytest.raises(Refused) as caught:
        resolved(WEB, root / "catalog.xml", root)
    (one,) = caught.value.diagnostics
    assert one.rule == "schema-catalog"


def test_a_document_finds_its_schema_by_the_address_that_it_names(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project(
        {
            "xml/a.xml": f'<?xml-model href="{WEB}"?><a><b/></a>',
            "xml/schema/catalog.xml": catalog(f'<uri name="{WEB}" uri="a.rng"/>'),
            "xml/schema/a.rng": RNG,
        }
    )
    done = edition_command("validate", "--only", "grammar", cwd=root)
    assert "[grammar-element]" in done.stdout
    named = edition_command("validate", "--schema", WEB, "--only", "grammar", cwd=root)
    assert "[grammar-element]" in named.stdout
    (root / "xml" / "schema" / "a.rng").unlink()
    gone = edition_command("validate", "--only", "grammar", cwd=root)
    assert "the catalog leads to xml/schema/a.rng, which is not there" in gone.stdout
    again = edition_command("validate", "--schema", WEB, "--only", "grammar", cwd=root)
    assert f"edition schema add {WEB}" in again.stdout
    assert again.returncode == 3


def test_a_broken_catalog_is_told_once_and_only_where_it_is_asked(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project(
        {
            "xml/a.xml": f'<?xml-model href="{WEB}"?><a/>',
            "xml/b.xml": f'<?xml-model href="{WEB}"?><a/>',
            "catalog.xml": "<catalog>",
            "s.rng": RNG,
        }
    )
    done = edition_command("validate", "--only", "grammar", "--format", "json", cwd=root)
    assert done.stdout.count('"schema-catalog"') == 1
    assert done.returncode == 3
    named = edition_command("validate", "--only", "grammar", "--schema", "s.rng", cwd=root)
    assert (named.returncode, named.stdout) == (0, "")
