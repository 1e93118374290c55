"""Names with prefixes: what expat makes of them when it is asked for namespaces is the measure."""

from pyexpat import ExpatError, ParserCreate
from random import Random

import pytest

from edition.diagnostic import Refused
from edition.document import Document, parse
from edition.relaxng import validate
from edition.relaxng.automaton import Automaton
from edition.relaxng.automaton.pattern import XML
from edition.relaxng.automaton.prefix import Misnamed, Prefixes
from edition.relaxng.schema import automaton
from tests.conftest import MakeProject
from tests.grammar.raw import judge

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
ELEMENTS = ["a", "p:a", "q:b", "xml:c", "xmlns:d", "p:", "a:b:c", ":a", "é:ü", "xml:a:b"]
RARE = [60, 30, 18, 3, 1, 1, 1, 1, 6, 1]
ATTRIBUTES = [
    "n",
    "p:n",
    "q:n",
    "xml:id",
    "xmlns",
    "xmlns:p",
    "xmlns:q",
    "xmlns:é",
    "xmlns:xml",
    "p:x:y",
]
NAMESPACES = ["", "urn:u", "urn:v", XML, "http://www.w3.org/2000/xmlns/"]

Tag = tuple[str, dict[str, str]]


def made(random: Random, depth: int = 0) -> str:
    (name,) = random.choices(ELEMENTS, RARE)
    given = {
        random.choices(ATTRIBUTES, [20, 20, 20, 10, 20, 30, 20, 8, 1, 1])[0]: random.choices(
            NAMESPACES, [8, 40, 40, 1, 1]
        )[0]
        for _ in range(random.randint(0, 4))
    }
    inner = "".join(made(random, depth + 1) for _ in range(random.randint(0, max(0, 3 - depth))))
    attributes = "".join(f' {key}="{value}"' for key, value in given.items())
    return f"<{name}{attributes}>{inner}</{name}>"


def by_expat(data: bytes) -> list[Tag] | None:
    found: list[Tag] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        called = {key.replace(f"{XML} ", "xml:"): value for key, value in attributes.items()}
        found.append((name.replace(f"{XML} ", "xml:"), called))

    parser = ParserCreate("utf-8", " ")
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except ExpatError:
        return None
    return found


def by_us(data: bytes) -> list[Tag] | None:
    found: list[Tag] = []
    around = [Prefixes()]

    def start(name: str, attributes: list[str]) -> None:
        around.append(around[-1].within(attributes))
        given = around[-1].attributes(attributes)
        called = dict(zip(given[::2], given[1::2], strict=True))
        found.append((around[-1].element(name), called))

    parser = ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: around.pop()
    try:
        parser.Parse(data, True)
    except (ExpatError, Misnamed):
        return None
    return found


@pytest.fixture
def anything(make_project: MakeProject) -> Automaton:
    inner = "<choice><attribute><anyName/></attribute><text/><ref name='any'/></choice>"
    schema = (
        f"<grammar {RNG}><start><ref name='any'/></start><define name='any'><element><anyName/>"
        f"<zeroOrMore>{inner}</zeroOrMore></element></define></grammar>"
    )
    return automaton(make_project({"any.rng": schema}) / "any.rng")


def test_names_are_those_that_expat_gives_and_what_it_refuses_is_refused(
    anything: Automaton,
) -> None:
    random, read = Random(5), 0
    for _ in range(4000):
        data = made(random).encode()
        expected = by_expat(data)
        assert by_us(data) == expected, data
        if expected is None:
            with pytest.raises(ExpatError):
                judge(anything, data)
        else:
            assert judge(anything, data) == []
            read += 1
    assert read > 400


@pytest.mark.parametrize(
    ("document", "is_valid"),
    [
        ('<p:r xmlns:p="urn:u"><p:a/></p:r>', True),
        ('<r xmlns="urn:u"><p:a xmlns:p="urn:u"/></r>', True),
        ('<r xmlns="urn:u"><a xmlns="urn:u"/><a/></r>', True),
        ('<r xmlns="urn:u"><a xmlns="urn:v"/><a/></r>', False),
        ('<r xmlns="urn:u"><a/><a xmlns=""/></r>', False),
        ('<p:r xmlns:p="urn:u"><p:a xmlns:p="urn:v"/></p:r>', False),
        ('<r xmlns="urn:u"><a xmlns:p="urn:v" p:n="1"/></r>', True),
        ('<r xmlns="urn:u"><a xmlns:p="urn:u" p:n="1"/></r>', False),
    ],
)
def test_a_prefix_holds_from_its_tag_to_the_end_of_the_element(
    document: str, is_valid: bool, make_project: MakeProject
) -> None:
    attribute = '<optional><attribute name="n" ns="urn:v"/></optional>'
    schema = (
        f'<element name="r" ns="urn:u" {RNG}><zeroOrMore><element name="a">{attribute}</element>'
        "</zeroOrMore></element>"
    )
    machine = automaton(make_project({"prefixed.rng": schema}) / "prefixed.rng")
    for _ in range(2):  # the second time all of its names are known
        assert (judge(machine, document.encode()) == []) is is_valid


def test_ever_new_names_are_not_all_remembered() -> None:
    prefixes = Prefixes()
    for number in range(20_000):
        inner = prefixes.within(["xmlns", f"urn:{number}"])
        assert inner.element(f"n{number}") == f"urn:{number} n{number}"
    assert prefixes.is_full
    assert len(prefixes.names) + len(inner.names) < 5001


def test_a_wrong_prefix_in_what_streams_by_is_refused_with_its_place(
    make_project: MakeProject,
) -> None:
    folder = make_project(
        {"r.rng": f'<element name="r" {RNG}><text/></element>', "r.xml": "<r>\n<p:a/></r>"}
    )
    with pytest.raises(Refused) as refused:
        list(validate(Document("r.xml", folder / "r.xml"), folder / "r.rng"))
    (found,) = refused.value.diagnostics
    assert (found.location.line, "p" in found.message) == (2, True)
    assert list(validate(parse(b"<r/>", "r.xml"), folder / "r.rng")) == []
