"""Projects: which folder is one, what belongs to it, and that nothing outside is looked at."""

from pathlib import Path

import pytest

from edition.project import OWN, Project, at, find, xml_files
from tests.conftest import Command, MakeProject
from tests.samples import tei


def names(paths: tuple[Path, ...], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


@pytest.mark.parametrize(
    ("files", "start", "root"),
    [
        ({"p/xml/a.xml": ""}, "p/xml/a.xml", "p"),
        ({"p/xml/deep/a.xml": ""}, "p/xml/deep/a.xml", "p"),
        ({"p/xml/a.xml": ""}, "p", "p"),
        ({"p/edition.toml": "", "p/texts/a.xml": ""}, "p/texts/a.xml", "p"),
        ({"p/edition.toml": "", "p/q/xml/a.xml": ""}, "p/q/xml/a.xml", "p"),
        ({"p/edition.toml": "", "p/q/edition.toml": "", "p/q/r/a.xml": ""}, "p/q/r/a.xml", "p/q"),
        ({"p/xml/q/xml/a.xml": ""}, "p/xml/q/xml/a.xml", "p/xml/q"),
    ],
)
def test_a_project_is_the_nearest_folder_with_settings_else_with_xml(
    files: dict[str, str | bytes], start: str, root: str, make_project: MakeProject
) -> None:
    folder = make_project(files)
    found = find(folder / start)
    assert found.is_project
    assert found.root == (folder / root).resolve()


def test_a_file_in_no_project_is_a_project_of_its_own(make_project: MakeProject) -> None:
    folder = make_project({"lone/a.xml": tei("<p/>")})
    found = find(folder / "lone" / "a.xml")
    assert not found.is_project
    assert found.root == (folder / "lone").resolve()
    assert found.output == Path("build")


def test_a_circle_of_links_is_no_project_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert not find(tmp_path / "a" / "x.xml").is_project


def test_texts_are_the_documents_below_xml_without_schemas_sources_and_registers(
    make_project: MakeProject,
) -> None:
    inside = ["a.xml", "b/c.xml", "b/schema/d.xml"]
    outside = ["schema/x.xml", "source/x.xml", "registers/persons.xml", ".git/x.xml", "b/.x/y.xml"]
    other = ["notes.txt", "a.xml.bak"]
    root = make_project({f"xml/{name}": tei("<p/>") for name in inside + outside + other})
    project = at(root)
    assert names(project.texts, root / "xml") == inside
    assert names(project.registers, root / "xml") == ["registers/persons.xml"]


def test_links_are_followed_within_the_project_and_skipped_where_they_leave_it(
    make_project: MakeProject,
) -> None:
    root = make_project({"p/xml/a.xml": "", "p/more/b.xml": "", "secret.xml": ""})
    xml = root / "p" / "xml"
    (xml / "in.xml").symlink_to("../more/b.xml")
    (xml / "out.xml").symlink_to("../../secret.xml")
    (xml / "gone.xml").symlink_to("nowhere.xml")
    (xml / "circle.xml").symlink_to("circle.xml")
    (xml / "outside").symlink_to("../..")
    assert names(at(root / "p").texts, xml) == ["a.xml", "in.xml"]
    assert names(xml_files(xml), xml) == ["a.xml"]


def test_the_projects_sheets_and_schemas_lie_over_ours_its_texts_never(
    make_project: MakeProject,
) -> None:
    root = make_project({"xml/schema/edition.sch": "", "xslt/html.xsl": ""})
    project = at(root)
    assert project.sheet_folders == (root / "xslt", OWN / "xslt")
    assert project.schema("edition.sch") == root / "xml" / "schema" / "edition.sch"
    assert project.schema("edition.rng") == OWN / "xml" / "schema" / "edition.rng"
    assert project.schema("x" * 300) is None
    assert project.texts == ()
    assert Project(OWN).sheet_folders == (OWN / "xslt",)


def test_the_output_is_a_folder_of_the_project(make_project: MakeProject) -> None:
    root = make_project({"edition.toml": 'output = "public/site"'})
    assert at(root).output == root / "public" / "site"


def test_another_document_is_read_once_and_none_if_it_cannot_be(
    make_project: MakeProject,
) -> None:
    root = make_project({"xml/a.xml": tei("<p/>"), "xml/bad.xml": "<TEI"})
    project = at(root)
    assert project.document(root / "xml" / "a.xml") is project.document(root / "xml" / "a.xml")
    assert project.document(root / "xml" / "bad.xml") is None


def test_registers_are_validated_and_not_exported(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project(
        {"xml/a.xml": tei("<p/>"), "xml/registers/persons.xml": tei('<p corresp="#nobody"/>')}
    )
    judged = edition_command("validate", "--only", "rules", cwd=root)
    assert "xml/registers/persons.xml:7:1: error" in judged.stdout
    exported = edition_command("export", "--to", "text", cwd=root)
    assert exported.returncode == 0
    assert not list((root / "build").glob("persons*"))
    assert list((root / "build").glob("a*"))
