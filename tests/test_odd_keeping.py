"""An ODD as a schema: compiled once, and anew when anything that it is made from has changed."""

from pathlib import Path

import pytest

from edition.odd import compilation, keeping
from edition.odd.compilation import compiled
from edition.project import at
from tests.conftest import Command, MakeProject
from tests.customizing import ALL, SOURCE, TEI, odd

RULE = (
    '<elementSpec ident="hi" mode="change"><constraintSpec ident="no-hi"><constraint>'
    '<sch:report xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="true()">No hi, please.'
    "</sch:report></constraint></constraintSpec></elementSpec>"
)
TEXT = f'<TEI xmlns="{TEI}"><p><hi rend="i">a</hi></p><q/></TEI>'


@pytest.fixture
def project(make_project: MakeProject) -> Path:
    return make_project(
        {
            "edition.toml": 'schema = "xml/schema/mine.odd"',
            "xml/a.xml": TEXT,
            "xml/schema/mine.odd": odd(ALL + RULE),
            "xml/schema/p5subset.xml": SOURCE,
        }
    )


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count what is compiled; nothing of the last test is remembered."""
    calls: list[str] = []
    keeping._schemas.cache_clear()

    def count(*given: object, **named: object) -> object:
        calls.append("compiled")
        return compiled(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(compilation, "compiled", count)
    return calls


def made(project: Path) -> list[str]:
    keeping._schemas.cache_clear()  # as in a process of its own
    files = keeping.schemas_of(project / "xml" / "schema" / "mine.odd", at(project))
    return [file.read_text(encoding="utf-8") for file in files]


def test_an_odd_is_compiled_once(project: Path, counted: list[str]) -> None:
    assert made(project) == made(project)
    assert counted == ["compiled"]


def test_a_run_over_many_documents_asks_once(project: Path, counted: list[str]) -> None:
    made(project)
    odd_file = project / "xml" / "schema" / "mine.odd"
    (project / "xml" / "schema" / "p5subset.xml").touch()
    for _ in range(3):
        keeping.schemas_of(odd_file, at(project))
    assert keeping._schemas.cache_info().misses == 2
    assert counted == ["compiled"]


@pytest.mark.parametrize("name", ["mine.odd", "p5subset.xml"])
def test_a_change_of_the_odd_or_of_its_source_is_seen(
    project: Path, counted: list[str], name: str
) -> None:
    before = made(project)
    file = project / "xml" / "schema" / name
    file.write_text(file.read_text().replace('ident="hi"', 'ident="head"', 1), encoding="utf-8")
    if name == "p5subset.xml":
        file.write_text(SOURCE.replace('ident="place"', 'ident="site"'), encoding="utf-8")
    assert made(project) != before
    assert counted == ["compiled", "compiled"]


def test_another_source_makes_another_schema(project: Path, counted: list[str]) -> None:
    before = made(project)
    (project / "xml" / "schema" / "other.xml").write_text(
        SOURCE.replace('usage="req"', ""), encoding="utf-8"
    )
    file = project / "xml" / "schema" / "mine.odd"
    file.write_text(odd(ALL + RULE, 'ident="mine" source="other.xml"'), encoding="utf-8")
    assert made(project) != before
    assert counted == ["compiled", "compiled"]


def test_where_nothing_is_kept_it_is_compiled_each_time(
    project: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", "")
    assert made(project) == made(project)
    assert counted == ["compiled", "compiled"]


def test_a_cache_that_cannot_be_written_is_none(
    project: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "file"))
    assert made(project) == made(project)
    assert counted == ["compiled", "compiled"]


def test_an_odd_judges_by_grammar_and_schematron(project: Path, edition_command: Command) -> None:
    done = edition_command("validate", project / "xml" / "a.xml", "--format", "github")
    assert done.returncode == 1
    assert "title=grammar-element" in done.stdout
    assert "title=hi-no-hi" in done.stdout
    assert "Not checked: nothing" in done.stderr


def test_what_is_wrong_with_an_odd_refuses_the_document(
    project: Path, edition_command: Command
) -> None:
    file = project / "xml" / "schema" / "mine.odd"
    file.write_text(odd('<moduleRef key="tie"/>'), encoding="utf-8")
    done = edition_command("validate", project / "xml" / "a.xml")
    assert done.returncode == 3
    assert "mine.odd:2:1" in done.stdout
    assert "There is no module “tie”" in done.stdout


def test_a_compiled_schema_judges_as_the_odd_does(project: Path, edition_command: Command) -> None:
    target = project / "xml" / "schema" / "made.rng"
    done = edition_command("schema", "compile", project / "xml/schema/mine.odd", "-o", target)
    assert done.returncode == 0
    names = [line.rpartition("/")[2] for line in done.stderr.splitlines()]
    assert names == ["made.rng", "made.sch", "made.compiled.odd"]
    by_odd = edition_command("validate", project / "xml" / "a.xml", "--only", "grammar")
    named = ("--schema", target, "--only", "grammar")
    by_made = edition_command("validate", project / "xml" / "a.xml", *named)
    assert by_made.stdout.replace("made.rng", "mine.odd") == by_odd.stdout


def test_two_odds_are_compared_by_what_they_allow(project: Path, edition_command: Command) -> None:
    new = project / "xml" / "schema" / "new.odd"
    new.write_text(odd(f'{ALL}<elementSpec ident="head" mode="delete"/>'), encoding="utf-8")
    done = edition_command("schema", "diff", new.with_name("mine.odd"), new, "--project", project)
    assert done.stdout == "<head>\n  - <head> does not exist any more\n"


def test_without_a_target_the_grammar_is_printed(project: Path, edition_command: Command) -> None:
    done = edition_command("schema", "compile", project / "xml/schema/mine.odd")
    assert done.returncode == 0
    assert done.stdout.startswith("<?xml")
    assert not list((project / "xml" / "schema").glob("*.rng"))


def test_the_source_of_tei_goes_to_the_shelf(
    tmp_path: Path, make_project: MakeProject, edition_command: Command
) -> None:
    project = make_project({"xml/schema/mine.odd": odd(ALL)})
    (tmp_path / "tei.xml").write_text(SOURCE, encoding="utf-8")
    done = edition_command("schema", "add", tmp_path / "tei.xml", "--project", project)
    assert done.returncode == 0
    assert (project / "xml" / "schema" / "p5subset.xml").read_text() == SOURCE
    listed = edition_command("schema", "list", "--project", project)
    assert "mine.odd" in listed.stdout
    assert "TEI itself" in listed.stdout
    assert edition_command("schema", "compile", project / "xml/schema/mine.odd").returncode == 0


def test_an_element_that_an_odd_leaves_out_is_told_with_the_name_of_the_odd(
    project: Path, edition_command: Command
) -> None:
    text = TEXT.replace("<q/>", "<said>a</said>")
    (project / "xml" / "a.xml").write_text(text, encoding="utf-8")
    done = edition_command("validate", "--only", "grammar", cwd=project)
    assert "TEI has <said>, but the schema mine.odd leaves it out" in done.stdout
