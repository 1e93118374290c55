"""Pointers: which attributes point, and where each leads."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.document import Element, parse, read
from edition.project import Project, at, find
from edition.tei.attribute import POINTING
from edition.tei.pointer import pointers
from edition.tei.target import Missing, reached
from tests.conftest import Command, MakeProject
from tests.samples import tei


def header(*prefixes: tuple[str, str, str]) -> str:
    definitions = "".join(
        f'<prefixDef ident="{ident}" matchPattern="{pattern}" replacementPattern="{uri}"/>'
        for ident, pattern, uri in prefixes
    )
    return f"<encodingDesc><listPrefixDef>{definitions}</listPrefixDef></encodingDesc>"


REGISTER = tei('<listPerson><person xml:id="khomeini"/><person xml:id="é"/></listPerson>')
PREFIXES = header(
    ("person", "([a-z]+)", "registers/persons.xml#$1"),
    ("either", "x(.+)", "#$1"),
    ("either", "(y.+)", "#$1"),
    ("via", "(.+)", "person:$1"),
    ("here", "(.+)", "#$1"),
    ("doi", "(.+)", "https://doi.org/$1"),
    ("urn", "(.+)", "urn:$1"),
    ("ping", "(.+)", "pong:$1"),
    ("pong", "(.+)", "ping:$1"),
    ("broken", "(.+", "#$1"),
    ("group", "(.+)", "#$3"),
    ("whole", ".+", "#$0"),
    *((f"long{n}", "(.+)", f"long{n + 1}:$1") for n in range(99)),
    *((f"wide{n}", "(.+)", f"wide{n + 1}:$1$1$1$1$1$1$1$1$1") for n in range(40)),
)
TEXT = tei('<p xml:id="p1"/><p xml:id="yes"/><p xml:id="a.b-c"/>', header=PREFIXES)


def target(
    pointer: str, make_project: MakeProject, where: str = "p/xml/"
) -> Element | Missing | None:
    files: dict[str, str | bytes] = {
        f"{where}a.xml": TEXT,
        f"{where}b c.xml": REGISTER,
        f"{where}bad.xml": "<TEI",
        f"{where}pages/1.png": b"\x89PNG\0",
        f"{where}registers/persons.xml": REGISTER,
        "outside.xml": REGISTER,
    }
    root = make_project(files)
    link = root / where / "link.xml"
    if not link.exists():
        link.symlink_to(root / "outside.xml")
    path = root / where / "a.xml"
    return reached(pointer, read(path), find(path))


@pytest.mark.parametrize(
    ("pointer", "name"),
    [
        ("#p1", "p1"),
        ("#a.b-c", "a.b-c"),
        ("a.xml#p1", "p1"),
        ("b%20c.xml#khomeini", "khomeini"),
        ("b%20c.xml#%C3%A9", "é"),
        ("registers/persons.xml#khomeini", "khomeini"),
        ("./registers/../registers/persons.xml#khomeini", "khomeini"),
        ("person:khomeini", "khomeini"),
        ("via:khomeini", "khomeini"),
        ("here:p1", "p1"),
        ("whole:p1", "p1"),
        ("either:xp1", "p1"),
        ("either:yes", "yes"),
    ],
)
def test_a_pointer_is_followed_to_its_element(
    pointer: str, name: str, make_project: MakeProject
) -> None:
    found = target(pointer, make_project)
    assert not isinstance(found, Missing)
    assert found is not None
    assert found.get("{http://www.w3.org/XML/1998/namespace}id") == name


@pytest.mark.parametrize("pointer", ["a.xml", "b%20c.xml", "pages/1.png", "registers/persons.xml"])
def test_a_file_of_the_project_is_reached(pointer: str, make_project: MakeProject) -> None:
    found = target(pointer, make_project)
    assert found is not None
    assert not isinstance(found, Missing)


@pytest.mark.parametrize(
    ("pointer", "reason"),
    [
        ("#p2", "no element has the xml:id “p2”"),
        ("#", "it names no id"),
        ("registers/persons.xml#khomeiny", "khomeiny"),
        ("registers/person.xml#khomeini", "there is no file registers/person.xml"),
        ("pages/2.png", "there is no file"),
        ("bad.xml#p1", "cannot be read"),
        ("person:nobody", "has the xml:id “nobody”"),
        ("person:Khomeini1", "does not fit the pattern"),
        ("ping:x", "by way of itself"),
        ("long0:x", "more than 50 prefixes"),
        ("wide0:x", "makes an address of"),
        ("broken:x", "faulty"),
        ("group:x", "faulty"),
        ("http://[", "no address"),
        ("%00", "cannot be the name"),
        ("x" * 400, "cannot be the name"),
    ],
)
def test_a_pointer_to_nothing_is_missing_with_its_reason(
    pointer: str, reason: str, make_project: MakeProject
) -> None:
    found = target(pointer, make_project)
    assert isinstance(found, Missing)
    assert reason in found.reason


@pytest.mark.parametrize(
    "pointer",
    [
        "https://example.org/#p1",
        "//example.org/x",
        "mailto:a@example.org",
        "doi:10.1000/182",
        "urn:isbn:1",
        "unknown:x",
        "/etc/passwd",
        "../../outside.xml#khomeini",
        "../../../../../../../../../../etc/passwd",
        "link.xml#khomeini",
        "#xpath(//p)",
        "pages/1.png#xywh=1,2,3,4",
        "file:///etc/passwd",
    ],
)
def test_what_lies_outside_or_is_no_id_is_out_of_reach(
    pointer: str, make_project: MakeProject
) -> None:
    assert target(pointer, make_project) is None


def test_the_neighbour_in_a_count_is_not_taken_for_what_was_meant(
    make_project: MakeProject,
) -> None:
    found = target("#p2", make_project)
    assert isinstance(found, Missing)
    assert found.nearest == []


def test_the_nearest_names_are_given(make_project: MakeProject) -> None:
    for pointer, near in (("#p11", "p1"), ("person:khomeiny", "khomeini"), ("pages/1.pg", "1.png")):
        found = target(pointer, make_project)
        assert isinstance(found, Missing)
        assert near in found.nearest


def test_a_lone_file_is_followed_and_what_it_lacks_is_out_of_reach(
    make_project: MakeProject,
) -> None:
    found = target("registers/persons.xml#khomeini", make_project, "lone/")
    assert found is not None
    assert not isinstance(found, Missing)
    assert target("elsewhere.xml#p1", make_project, "lone/") is None
    assert target("/etc/passwd", make_project, "lone/") is None
    assert isinstance(target("#p2", make_project, "lone/"), Missing)


def test_a_text_from_standard_input_has_no_neighbours(tmp_path: Path) -> None:
    document = parse(TEXT.encode(), "-")
    project = Project(tmp_path, is_project=False)
    assert reached("registers/persons.xml", document, project) is None
    assert isinstance(reached("#p2", document, project), Missing)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("aé#:/.%2[]()$\\ \0@?&p1xping"), max_size=12))
def test_no_pointer_raises(pointer: str) -> None:
    document = parse(TEXT.encode(), "a.xml", Path("a.xml"))
    for project in (Project(Path()), Project(Path(), is_project=False)):
        reached(pointer, document, project)


def test_the_pointers_of_a_document_are_those_of_tei_attributes_word_by_word() -> None:
    body = (
        '<said who="#a  #b" toWhom="#a"/><p n="#no" xml:id="a"/><x xmlns="u" who="#no"/>'
        '<interaction active="plural" passive="singular"/><gi scheme="HTML">p</gi><shift new="f"/>'
        '<ref target="https://example.org">x</ref>'
    )
    document = parse(tei(body).encode(), "a.xml")
    found = pointers(document, Project(Path()))
    reaching, missing = ([at for at, _ in group] for group in (found.reaching, found.missing))
    said = [
        [(at.attribute, at.value) for at in group] for group in (reaching, missing, found.beyond)
    ]
    assert said == [
        [("who", "#a"), ("toWhom", "#a")],
        [("who", "#b")],
        [("target", "https://example.org")],
    ]


def test_every_attribute_that_points_in_tei_is_known(shared: Path) -> None:
    """Attributes that TEI types as pointers, but for those that name vocabularies or patterns."""
    rng = "{http://relaxng.org/ns/structure/1.0}"
    others = (
        "class code datcat defaultExceptions except filter from given location name ns parent "
        "property require targetDatcat to uri value valueDatcat xml:base"
    ).split()
    tree = read(shared / "data" / "tei" / "tei_all.rng").root
    typed = {
        str(attribute.get("name"))
        for attribute in tree.iter(f"{rng}attribute")
        if any(data.get("type") == "anyURI" for data in attribute.iter(f"{rng}data"))
    }
    assert typed - set(others) == set(POINTING)


def test_a_project_with_many_pointers_reads_its_header_once(make_project: MakeProject) -> None:
    body = "".join(f'<persName ref="person:x{n}"/>' for n in range(3000))
    root = make_project({"xml/a.xml": tei(body, header=PREFIXES)})
    document = read(root / "xml" / "a.xml")
    assert document.prefixes is document.prefixes
    assert len(pointers(document, at(root)).missing) == 3000


def test_pointers_out_of_the_project_show_nothing_of_what_is_there(
    make_project: MakeProject, edition_command: Command
) -> None:
    secret = tei('<p xml:id="a-secret-name"/>')
    body = '<p corresp="../../secret.xml#a-secret-nam link.xml#a-secret-nam http://[ ping:x"/>'
    root = make_project({"secret.xml": secret, "p/xml/a.xml": tei(body, header=PREFIXES)})
    (root / "p" / "xml" / "link.xml").symlink_to(root / "secret.xml")
    done = edition_command("validate", "--only", "rules", "--format", "json", cwd=root / "p")
    assert done.stdout.count("unchecked-pointer") == 2
    assert done.stdout.count("dangling-pointer") == 2
    assert "a-secret-name" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
