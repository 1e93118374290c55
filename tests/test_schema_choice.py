"""Which schema judges a document: the one that is named, the project's, the document's own."""

import json
from pathlib import Path

import pytest

from edition.diagnostic import Refused
from edition.document import parse, read
from edition.project import OWN, at, find
from edition.schema import Schemas, is_ours, schemas
from edition.validation import Checks, validate
from tests.conftest import Command, MakeProject
from tests.samples import tei

RNG = (
    '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">'
    '<zeroOrMore><element name="b"><empty/></element></zeroOrMore></element>'
)
SCH = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="b">'
    '<report id="no-b" test="true()">No b, please.</report></rule></pattern></schema>'
)
RNG_KIND = "http://relaxng.org/ns/structure/1.0"
SCH_KIND = "http://purl.oclc.org/dsdl/schematron"


def model(href: str, kind: str = "") -> str:
    said = f' schematypens="{kind}"' if kind else ""
    return f'<?xml-model href="{href}"{said}?>\n'


def chosen(prolog: str, make_project: MakeProject, settings: str = "") -> Schemas:
    files: dict[str, str | bytes] = {
        "edition.toml": settings,
        "xml/a.xml": f"{prolog}<a/>",
        "xml/b c.rng": RNG,
        "xml/b.rnc": "element a { empty }",
        "xml/schema/own.rng": RNG,
        "xml/schema/own.sch": SCH,
    }
    root = make_project(files)
    return schemas(read(root / "xml" / "a.xml"), at(root))


def shown(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize(
    ("prolog", "grammars", "schematrons", "unreached"),
    [
        ("", [], [], 0),
        (model("schema/own.rng", RNG_KIND), ["own.rng"], [], 0),
        (model("schema/own.rng"), ["own.rng"], [], 0),
        (model("schema/own.sch", SCH_KIND), [], ["own.sch"], 0),
        (model("b%20c.rng") + model("schema/own.sch"), ["b c.rng"], ["own.sch"], 0),
        (model("schema/own.rng") + model("schema/own.rng"), ["own.rng"], [], 0),
        (model("schema/own.rng", RNG_KIND) + model("schema/own.rng", SCH_KIND), ["own.rng"], [], 0),
        (model("anywhere/own.rng"), ["own.rng"], [], 0),
        (model("anywhere/edition.rng"), ["edition.rng"], [], 0),
        (model("b.rnc", RNG_KIND), ["b.rnc"], [], 0),
        (model("x.xsd", "http://www.w3.org/2001/XMLSchema"), [], [], 0),
        (model("https://example.org/edition.rng"), [], [], 1),
        (model("//example.org/edition.rng"), [], [], 1),
        (model("http://["), [], [], 1),
        (model("n" * 300), [], [], 1),
        (model("%00"), [], [], 1),
        (model("schema"), [], [], 1),
    ],
)
def test_without_a_name_the_documents_models_are_followed_and_nothing_is_fetched(
    prolog: str,
    grammars: list[str],
    schematrons: list[str],
    unreached: int,
    make_project: MakeProject,
) -> None:
    found = chosen(prolog, make_project)
    assert shown(found.grammars) == grammars
    assert shown(found.schematrons) == schematrons
    assert len(found.unreached) == unreached
    assert found.missing == (not grammars and not schematrons)


def test_the_projects_schema_goes_before_the_documents(make_project: MakeProject) -> None:
    found = chosen(model("b%20c.rng"), make_project, 'schema = "own"')
    assert shown(found.grammars) == ["own.rng"]
    found = chosen(model("schema/own.rng"), make_project, 'schema = "xml/b c.rng"')
    assert shown(found.grammars) == ["b c.rng"]


def test_a_name_on_the_command_line_goes_before_all(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(model("b%20c.rng"), make_project, 'schema = "own"')
    root = make_project({"here.rng": RNG})
    monkeypatch.chdir(root)
    document, project = read(root / "xml" / "a.xml"), at(root)
    for name in ("here.rng", str(root / "here.rng"), "own.rng", "own", "edition", "edition.rng"):
        (path,) = schemas(document, project, (name,)).grammars
        assert path.stem == Path(name).stem
    assert shown(schemas(document, project, ("own.sch",)).schematrons) == ["own.sch"]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("https://example.org/a.rng", "not fetched"),
        ("her.rng", "Did you mean here.rng?"),
        ("nowhere/a.rng", "Check the path."),
        ("n" * 300, "no such schema"),
        ("xml", "no such schema"),
    ],
)
def test_a_named_schema_that_is_not_there_is_refused(
    name: str, word: str, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project({"here.rng": RNG, "xml/a.xml": "<a/>"})
    monkeypatch.chdir(root)
    with pytest.raises(Refused) as caught:
        schemas(read(root / "xml" / "a.xml"), at(root), (name,))
    (one,) = caught.value.diagnostics
    assert one.rule == "schema-missing"
    assert one.location.file == name
    assert word in f"{one.message} {one.hint}"


def test_a_text_from_standard_input_reaches_no_file(make_project: MakeProject) -> None:
    root = make_project({"a.rng": RNG})
    document = parse(f"{model('a.rng')}<a/>".encode(), "-")
    assert schemas(document, find(root)).missing


def test_only_what_came_with_us_is_ours(make_project: MakeProject) -> None:
    root = make_project({"xml/schema/edition.rng": RNG})
    assert is_ours(OWN / "xml" / "schema" / "edition.rng")
    assert not is_ours(root / "xml" / "schema" / "edition.rng")
    assert not is_ours(OWN / "xml" / "schema" / ".." / "a.rng")
    link = root / "link.rng"
    link.symlink_to(OWN / "xml" / "schema" / "edition.rng")
    assert is_ours(link)


def rules_found(stdout: str) -> list[str]:
    return [json.loads(line)["rule"] for line in stdout.splitlines()]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("missing.rng", None, "schema-missing"),
        ("text.rng", "hello", "schema-malformed"),
        ("bytes.rng", b"\xff\xfe\0", "schema-malformed"),
        ("empty.rng", "", "schema-malformed"),
        ("xsd.rng", '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "schema-invalid"),
        ("hole.rng", f'<grammar xmlns="{RNG_KIND}"/>', "schema-invalid"),
        ("lost.rng", f'<externalRef href="no.rng" xmlns="{RNG_KIND}"/>', "schema-invalid"),
        ("compact.rnc", "element a { ", "schema-invalid"),
        ("text.sch", "hello", "schema-malformed"),
        ("other.sch", RNG, "schema-invalid"),
        ("xpath.sch", SCH.replace("true()", "("), "schema-invalid"),
        ("unknown.sch", SCH.replace("true()", "no-such-function(.)"), "schema-invalid"),
        ("variable.sch", SCH.replace("true()", "$nothing"), "schema-invalid"),
        ("prefix.sch", SCH.replace("true()", "x:b"), "schema-invalid"),
        (
            "stx.sch",
            SCH.replace("<schema", '<schema queryBinding="stx"'),
            "schema-unsupported",
        ),
    ],
)
def test_a_schema_of_no_use_is_one_finding_and_the_rules_still_judge(
    name: str, content: str | bytes | None, rule: str, make_project: MakeProject
) -> None:
    body = '<a><b xml:id="i"/><b xml:id="i"/></a>'
    root = make_project({"a.xml": body, **({name: content} if content is not None else {})})
    document = read(root / "a.xml")
    found = validate(document, find(root / "a.xml"), Checks((str(root / name),)))
    assert sorted(item.rule for item in found.diagnostics) == sorted([rule, "duplicate-id"])
    assert found.refused


def test_a_schema_of_no_use_ends_the_command_with_3_and_no_traceback(
    make_project: MakeProject, edition_command: Command
) -> None:
    files = {"a.xml": "<a><b/></a>", "a.sch": SCH.replace("true()", "no-such-function(.)")}
    files |= {"b.rng": "hello"}
    root = make_project({**files})
    schemas_named = ("--schema", "a.sch", "--schema", "b.rng")
    done = edition_command("validate", "a.xml", *schemas_named, "--format", "json", cwd=root)
    assert done.returncode == 3
    assert rules_found(done.stdout) == ["schema-malformed"]
    assert "Traceback" not in done.stderr


def test_a_document_without_a_schema_gets_one_warning_that_says_how_to_name_one(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project(
        {"a.xml": tei("<p>x</p>"), "b.xml": model("https://x.org/y.rng") + "<TEI/>"}
    )
    done = edition_command("validate", "a.xml", "--format", "json", cwd=root)
    (only,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (only["rule"], only["severity"]) == ("no-schema", "warning")
    assert "--schema" in only["hint"]
    assert done.returncode == 0
    assert "the grammar" in done.stderr
    named = edition_command("validate", "b.xml", "--format", "json", cwd=root)
    assert "https://x.org/y.rng" in named.stdout


def test_any_vocabulary_is_judged_by_a_named_schema(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project(
        {"a.xml": "<a><b/></a>", "bad.xml": "<a><c/></a>", "a.rng": RNG, "a.sch": SCH}
    )
    good = edition_command("validate", "a.xml", "--schema", "a.rng", cwd=root)
    assert (good.returncode, good.stdout) == (0, "")
    both = ("--schema", "a.rng", "--schema", "a.sch", "--format", "json")
    done = edition_command("validate", "a.xml", "bad.xml", *both, cwd=root)
    assert rules_found(done.stdout) == ["no-b", "grammar-element"]
    assert done.returncode == 1
