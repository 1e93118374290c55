"""Two schemas read side by side: equal however they are written, or told where they differ."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from edition.relaxng.grammar import Fault
from edition.relaxng.schema import automaton
from tests.conftest import MakeProject
from tests.grammar.equivalence import differences
from tests.grammar.generation import Generator
from tests.grammar.pattern import RNG, Grammar
from tests.grammar.raw import judge

B, C, X = "element b { empty }", "element c { empty }", "attribute x { text }"


def told(one: str, other: str, make_project: MakeProject) -> list[str]:
    root = make_project({"one.rnc": f"start = {one}", "other.rnc": f"start = {other}"})
    found = differences(root / "one.rnc", root / "other.rnc", ("one", "other"))
    return [str(each) for each in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{B}?, {C}", f"({B}, {C}) | {C}"),
        (f"({B} | {C})*", f"({B}*, {C}*)*"),
        (f"{B}, {B}?", f"{B} | ({B}, {B})"),
        (f"{B} & {C}", f"({B}, {C}) | ({C}, {B})"),
        (f"{X}?, attribute y {{ text }}", f"attribute y {{ text }} & ({X} | empty)"),
        ("attribute x { 'a' | 'b' }", "attribute x { 'b' } | attribute x { 'a' }"),
        ("attribute x { 'a' | xsd:Name }", "attribute x { xsd:Name }"),
        (f"{X} | {B}", f"{B} | {X}"),
        ("text", "text*"),
        (f"mixed {{ {B}* }}", f"(text | {B})*"),
        ("element * - b { empty }", "element * - b { text* & empty | empty }"),
    ],
)
def test_schemas_that_allow_the_same_are_equal_however_they_are_written(
    one: str, other: str, make_project: MakeProject
) -> None:
    one, other = (f"element a {{ {content} }}" for content in (one, other))
    if "* - b" in one:
        other = one
    assert told(one, other, make_project) == []


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (f"{B}", f"{B}?", ["in <a>: the end only in other"]),
        (f"{B}+", f"{B}", ["in <a> behind <b>: <b> only in one"]),
        (f"{B}, {C}", f"{B} & {C}", ["in <a>: <c> only in other"]),
        (f"{B}", f"{C}", ["at all: the element <b> only in one"]),
        (f"{B}, {C}?", f"{B}, {C}?, text", ["in <a> behind <b>: text only in other"]),
        (f"{X}?", "empty", ["in <a>: @x only in one"]),
        (f"{X}?", f"{X}", ["in <a>: no @x only in one"]),
        ("attribute xml:id { text }?", "empty", ["in <a>: @xml:id only in one"]),
        ("attribute x { 'a' | 'b' }", "attribute x { 'b' }", ["in <a>: @x as “a” only in one"]),
        (
            "attribute x { list { xsd:Name+ } }",
            "attribute x { list { xsd:Name, xsd:Name } }",
            [
                "in <a>: @x as a list of Name() Name() only in other",
                "in <a>: @x as a list of Name()+ only in one",
            ],
        ),
        ("xsd:integer", "'1' | '2'", ["in <a>: text that is integer() only in one"]),
        (f"element b {{ {C}? }}", B, ["at all: the element <c> only in one"]),
        (f"element b {{ {X}? }}", B, ["in <b>: @x only in one"]),
        (
            f"({X}, attribute y {{ text }}) | {B}",
            f"({X}?, attribute y {{ text }}) | {B}",
            ["in <a>: @y only in other"],  # where there is no @x
        ),
        ("element * { empty }", f"{B} | element * - b {{ text }}", ["in <any other>: text only"]),
    ],
)
def test_the_shortest_way_to_what_only_one_allows_is_told(
    one: str, other: str, said: list[str], make_project: MakeProject
) -> None:
    found = told(f"element a {{ {one} }}", f"element a {{ {other} }}", make_project)
    assert [words for words in said if not any(each.startswith(words) for each in found)] == []


def damaged(schema: Path, folder: Path, random: Random) -> Path:
    """A copy of a schema with one of its references, values or repetitions gone or altered."""
    root = etree.parse(schema).getroot()
    node = random.choice(list(root.iter(*(f"{RNG}{kind}" for kind in DAMAGES))))
    node.tag = f"{RNG}{DAMAGES[etree.QName(node).localname]}"
    if node.tag in (f"{RNG}empty", f"{RNG}notAllowed"):
        node.attrib.clear()
        node.text = None
    file = folder / "damaged.rng"
    file.write_bytes(etree.tostring(root))
    return file


DAMAGES = {
    "ref": "empty",
    "value": "notAllowed",
    "data": "notAllowed",
    "zeroOrMore": "optional",
    "oneOrMore": "zeroOrMore",
    "optional": "group",
    "choice": "group",
    "group": "choice",
}


def test_whatever_documents_tell_apart_the_comparison_tells_apart(
    shared: Path, tmp_path: Path
) -> None:
    schema = shared / "data" / "tei" / "odd" / "tei_bare.rng"
    random = Random(5)
    generator = Generator(Grammar(schema), 5)
    documents = [etree.tostring(generator.document(20)) for _ in range(10)]
    seen = Counter[str]()
    while seen.total() < 12:
        other = damaged(schema, tmp_path, random)
        try:
            machine = automaton(other)
        except Fault:
            continue
        rejected = any(judge(machine, document) for document in documents)
        found = differences(schema, other)
        seen[f"documents {rejected}, comparison {bool(found)}"] += 1
    assert seen["documents True, comparison False"] == 0
    assert seen["documents True, comparison True"] > 2
