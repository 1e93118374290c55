"""RELAX NG's XML syntax: what is a schema, what it is in simple form, and what is refused."""

import os
import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from edition.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Empty,
    Fault,
    Grammar,
    Group,
    Interleave,
    Name,
    NotAllowed,
    OneOrMore,
    Pattern,
    Place,
    Ref,
    Text,
    ValueOf,
    each,
)
from edition.relaxng.reading.restrictions import check
from edition.relaxng.reading.simplification import simplify
from tests.conftest import ROOT, require
from tests.effort import LINEAR, effort

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


class Files:
    """Schemas by name, as files that include and externalRef find."""

    def __init__(self, **files: str) -> None:
        self.roots = {name: etree.fromstring(text) for name, text in files.items()}

    def fetch(self, href: str, base: str) -> tuple[etree._Element, str]:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(base), href))
        return self.roots[name], name


def rng(body: str) -> str:
    return f'<grammar xmlns="{RNG}" datatypeLibrary="{XSD}">{body}</grammar>'


def read(body: str, **files: str) -> Grammar:
    found = simplify(etree.fromstring(rng(body)), "schema.rng", Files(**files).fetch)
    check(found)
    return found


def refused(body: str, **files: str) -> Fault:
    with pytest.raises(Fault) as caught:
        read(body, **files)
    return caught.value


def root_of(content: str) -> str:
    return f'<start><element name="root">{content}</element></start>'


def content(body: str) -> Pattern:
    return read(root_of(body)).elements["root"].inner


def from_disk(href: str, base: str) -> tuple[etree._Element, str]:
    file = Path(base).parent / href
    return etree.parse(file).getroot(), str(file)


def suite() -> Iterator[etree._Element]:
    shared = Path(os.environ.get("EDITION_SHARED", ROOT.parent / "shared"))
    file = shared / "data" / "relaxng" / "spectest.xml"
    if file.exists():
        yield from etree.parse(file).iter("testCase")


def resources(case: etree._Element, folder: str = "") -> Iterator[tuple[str, etree._Element]]:
    for item in case:
        name = posixpath.join(folder, item.get("name", ""))
        if item.tag == "dir":
            yield from resources(item, name)
        elif item.tag == "resource":
            yield name, etree.fromstring(etree.tostring(item[0], with_tail=False))


CASES = [
    pytest.param(case, verdict, id=f"{case.findtext('section')}-{n}")
    for n, case in enumerate(suite())
    for verdict in case
    if verdict.tag in {"correct", "incorrect"}
] or [pytest.param(None, None, id="missing")]


@pytest.mark.parametrize(("case", "verdict"), CASES)
def test_the_specification_suite_is_judged_as_it_says(
    case: etree._Element | None, verdict: etree._Element | None
) -> None:
    require(case is not None, "the RELAX NG suite (EDITION_SHARED)")
    assert case is not None
    assert verdict is not None
    files = Files()
    files.roots = dict(resources(case))
    schema = etree.fromstring(etree.tostring(verdict[0], with_tail=False))
    if verdict.tag == "correct":
        check(simplify(schema, "schema.rng", files.fetch))
        return
    with pytest.raises(Fault) as caught:
        check(simplify(schema, "schema.rng", files.fetch))
    assert caught.value.place.file
    assert caught.value.place.line > 0
    assert caught.value.message.endswith(".")
    assert caught.value.hint[-1] in ".?"


def test_teis_schemas_are_read_with_all_their_elements(shared: Path) -> None:
    for name, number in (("tei_all.rng", 592), ("teilite.rng", 242)):
        root = etree.parse(shared / "data" / "tei" / name).getroot()
        found = simplify(root, name, from_disk)
        check(found)
        assert len(found.elements) == number
        assert all(define.place.file == name for define in found.elements.values())
        assert found.elements["p"].documentation.startswith("(paragraph)")


def test_our_own_schema_is_read_with_all_its_elements() -> None:
    file = ROOT / "xml" / "schema" / "edition.rng"
    found = simplify(etree.parse(file).getroot(), str(file), from_disk)
    check(found)
    assert len(found.elements) == file.read_text().count("<element name=")
    assert found.elements["p"].place.file == str(file)
    assert found.elements["p"].place.line > 1
    assert found == simplify(etree.parse(file).getroot(), str(file), from_disk)


def test_optional_mixed_and_zero_or_more_become_simple() -> None:
    ref = Ref("a")
    element = '<element name="a"><empty/></element>'
    assert content(f"<optional>{element}</optional>") == Choice(Empty(), ref)
    assert content(f"<zeroOrMore>{element}</zeroOrMore>") == Choice(Empty(), OneOrMore(ref))
    mixed = content(f"<mixed>{element}</mixed>")
    assert type(mixed) is Interleave
    assert mixed == Interleave(ref, Text())


def test_three_are_joined_as_the_specification_does() -> None:
    three = "".join(f'<element name="{n}"><empty/></element>' for n in "abc")
    found = content(three)
    assert type(found) is Group
    assert found == Group(Group(Ref("a"), Ref("b")), Ref("c"))


def test_not_allowed_takes_with_it_what_it_stands_in() -> None:
    inner = '<group><notAllowed/><element name="a"><empty/></element></group>'
    found = read(root_of(f"<choice>{inner}<text/></choice>"))
    assert found.elements.keys() == {"root"}
    assert type(found.elements["root"].inner) is Text
    assert type(content("<notAllowed/>")) is NotAllowed
    attribute = '<optional><attribute name="a"><notAllowed/></attribute></optional>'
    assert type(content(attribute)) is Empty


def test_elements_are_named_after_their_definitions_and_numbered_where_names_meet() -> None:
    found = read(
        """<start><ref name="whole"/></start>
        <define name="whole"><element name="w">
          <element name="part"><empty/></element><ref name="part"/><ref name="part"/>
          <element><anyName/><empty/></element>
        </element></define>
        <define name="part"><element name="p"><empty/></element></define>"""
    )
    assert list(found.elements) == ["whole", "part-2", "part", "any"]


def test_documentation_is_that_of_the_element_or_of_its_definition() -> None:
    note = (
        '<a:documentation xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">'
        "of\n  the {}</a:documentation>"
    )
    both = note.format("element") + note.format("second")
    found = read(
        '<start><ref name="x"/></start>'
        f'<define name="x">{note.format("define")}<element name="x"><ref name="y"/></element>'
        f'</define><define name="y">{note.format("define")}<element name="y">{both}<text/>'
        "</element></define>"
    )
    assert found.elements["x"].documentation == "of the define"
    assert found.elements["y"].documentation == "of the element"


def test_a_definition_is_one_pattern_wherever_it_is_used() -> None:
    found = read(
        root_of('<ref name="a"/><element name="b"><ref name="a"/></element>')
        + '<define name="a"><attribute name="n"/></define>'
    )
    root, inner = found.elements["root"].inner, found.elements["b"].inner
    assert isinstance(root, Group)
    assert root.left is inner


def test_values_keep_what_their_prefixes_mean() -> None:
    found = content('<value type="QName" ns="urn:d" xmlns:p="urn:p">p:x</value>')
    assert isinstance(found, ValueOf)
    assert dict(found.bindings) | {"p": "urn:p", "": "urn:d"} == dict(found.bindings)
    plain = content("<value> a </value>")
    assert isinstance(plain, ValueOf)
    assert (plain.library, plain.name, plain.value, plain.bindings) == ("", "token", " a ", ())


def test_data_keeps_parameters_place_and_except() -> None:
    found = content(
        '<data type="token"><param name="minLength"> 2 </param>'
        '<except><value type="string">ab</value></except></data>'
    )
    assert isinstance(found, Data)
    assert found.library == XSD
    assert found.parameters == (("minLength", " 2 "),)
    assert isinstance(found.excluded, ValueOf)
    assert found.place.line == 1


def test_names_have_the_namespace_of_prefix_attribute_or_ancestor() -> None:
    found = content(
        '<group ns="urn:g" xmlns:p="urn:p"><attribute name="a"/><attribute name="p:a"/>'
        '<attribute><name>a</name></attribute><attribute name="a" ns="urn:o"/></group>'
    )
    names = [item[0] for item in each(found, set()) if isinstance(item, Attribute)]
    assert names == [Name("", "a"), Name("urn:p", "a"), Name("urn:g", "a"), Name("urn:o", "a")]


def test_an_included_grammar_gives_way_to_what_the_include_states() -> None:
    included = rng('<start><ref name="a"/></start><define name="a"><text/></define>')
    override = '<define name="a"><element name="mine"><text/></element></define>'
    found = read(
        f'<include href="other.rng" ns="urn:n">{override}</include>', **{"other.rng": included}
    )
    assert found.elements.keys() == {"a"}
    assert found.elements["a"][0] == Name("urn:n", "mine")


def test_a_fault_has_its_own_file_and_line() -> None:
    other = rng('<start>\n<element name="x">\n<ref name="gone"/></element></start>')
    fault = refused('<include href="other.rng"/>', **{"other.rng": other})
    assert (fault.place.file, fault.place.line) == ("other.rng", 3)


def test_a_file_that_is_not_there_is_told_where_it_is_asked_for() -> None:
    def fetch(href: str, base: str) -> tuple[etree._Element, str]:
        raise Fault(Place(base), f"There is no {href}.", "Check the path.")

    schema = etree.fromstring(rng('\n<include href="gone.rng"/>'))
    with pytest.raises(Fault) as caught:
        simplify(schema, "schema.rng", fetch)
    assert (caught.value.place.file, caught.value.place.line) == ("schema.rng", 2)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<start><element name="a"><txet/></element></start>', "is no pattern"),
        ('<start><element name="a"><define name="b"/></element></start>', "not allowed here"),
        ('<start><element nam="a"><text/></element></start>', "no attribute nam"),
        ('<start><element name="a">stray<text/></element></start>', "“stray”"),
        ('<start><element name="p:a"><text/></element></start>', "not declared"),
        ('<start><element name="a"><data type="nope"/></element></start>', "nope"),
        ('<start><ref name="teh"/></start><define name="the"><text/></define>', "“teh”"),
        ('<define name="a"><text/></define>', "no start"),
        ('<start combine="group"><text/></start>', "combine"),
        ('<start><ref name="a"/></start><define name="a"><ref name="a"/></define>', "a → a"),
        (root_of('<attribute name="a"/><attribute name="a"/>'), "“a” is given twice"),
        (root_of("<data type='int'/><data type='int'/>"), "stands beside"),
        (root_of("<list><text/></list>"), "A list holds text"),
        (root_of("<attribute><anyName/></attribute>"), "infinitely many"),
        (root_of("<mixed><mixed><empty/></mixed></mixed>"), "both hold text"),
    ],
)
def test_a_fault_says_what_is_wrong(body: str, words: str) -> None:
    fault = refused(body)
    assert words in fault.message
    assert fault.place.line == 1
    assert fault.hint


def test_an_entity_that_was_not_resolved_is_a_fault() -> None:
    parser = etree.XMLParser(resolve_entities=False)
    text = f'<!DOCTYPE g [<!ENTITY e "x">]><element xmlns="{RNG}" name="a">&e;<text/></element>'
    with pytest.raises(Fault, match="entity"):
        simplify(etree.fromstring(text, parser), "entity.rng", from_disk)


def test_letters_of_all_scripts_name_things_and_marks_do_not_begin_a_name() -> None:
    assert read('<start><element name="بيت"><text/></element></start>').elements.keys() == {"بيت"}
    for wrong in ("1a", "-a", "a b", "“a”", "\u0e35", "a:b:c", ""):
        assert refused(f'<start><element name="{wrong}"><text/></element></start>')


def test_the_hint_names_the_definition_that_is_spelt_alike() -> None:
    fault = refused('<start><ref name="chaptr"/></start><define name="chapter"><text/></define>')
    assert fault.hint == "Did you mean “chapter”?"


def test_deep_nesting_is_a_fault_and_no_recursion_error() -> None:
    root = etree.Element(f"{{{RNG}}}element", name="a")
    inner = root
    for _ in range(10_000):
        inner = etree.SubElement(inner, f"{{{RNG}}}group")
    with pytest.raises(Fault, match="nests more than"):
        simplify(root, "deep.rng", from_disk)


@pytest.mark.parametrize("kind", ["group", "element", "optional", "grammar"])
def test_what_is_nested_as_deep_as_allowed_is_read(kind: str) -> None:
    open_tag, close = f"<{kind}>", f"</{kind}>"
    if kind == "element":
        open_tag = '<element name="e">'
    elif kind == "grammar":
        open_tag, close = "<grammar><start>", "</start></grammar>"
    number = 140 // open_tag.count("<")
    assert read(root_of(open_tag * number + "<empty/>" + close * number)).elements


def chained(size: int) -> str:
    """Definitions that each hold an element, an attribute and the next one."""
    chain = "".join(
        f'<define name="d{n}"><element name="e{n}"><text/></element><attribute name="a{n}"/>'
        f'<ref name="d{n + 1}"/></define>'
        for n in range(size)
    )
    return root_of('<ref name="d0"/>') + chain + f'<define name="d{size}"><empty/></define>'


def passed_on(size: int) -> str:
    """Definitions that hold the next one only."""
    chain = "".join(f'<define name="d{n}"><ref name="d{n + 1}"/></define>' for n in range(size))
    return root_of('<ref name="d0"/>') + chain + f'<define name="d{size}"><text/></define>'


def doubled(join: str, size: int) -> str:
    """Definitions that each hold the next one twice."""
    twice = "".join(
        f'<define name="d{n}"><{join}>{f"""<ref name="d{n + 1}"/>""" * 2}</{join}></define>'
        for n in range(size)
    )
    inner = "<empty/>" if join == "interleave" else '<ref name="leaf"/>'
    last = f'<define name="d{size}"><zeroOrMore><choice>{inner}</choice></zeroOrMore></define>'
    leaf = '<define name="leaf"><element name="leaf"><empty/></element></define>'
    return root_of('<ref name="d0"/>') + twice + last + leaf


def classes_within(size: int) -> str:
    """Choices of an element and the next choice."""
    chain = "".join(
        f'<define name="d{n}"><choice><element name="e{n}"><empty/></element>'
        f'<ref name="d{n + 1}"/></choice></define>'
        for n in range(size)
    )
    last = f'<define name="d{size}"><element name="last"><empty/></element></define>'
    return root_of('<ref name="d0"/>') + chain + last


def enumerated(size: int) -> str:
    values = "".join(f"<value>v{n}</value>" for n in range(size))
    return root_of(f'<attribute name="a"><choice>{values}</choice></attribute>')


def of_many_namespaces(size: int) -> str:
    """Attributes of any name, each in a namespace of its own."""
    return root_of(
        "".join(
            f'<zeroOrMore><attribute><nsName ns="n{n}"/></attribute></zeroOrMore>'
            for n in range(size)
        )
    )


def of_many_names(size: int) -> str:
    """Attributes with names, and those of any other name."""
    names = "".join(f"<name>n{n}</name>" for n in range(size))
    others = f"<attribute><anyName><except>{names}</except></anyName></attribute>"
    plain = "".join(f'<attribute name="n{n}"/>' for n in range(size))
    return root_of(f"<zeroOrMore>{others}</zeroOrMore>{plain}")


LONG: dict[str, tuple[Callable[[int], str], int]] = {
    "a chain of definitions": (chained, 250),
    "a chain of definitions that only pass on": (passed_on, 500),
    "choices within each other": (classes_within, 250),
    "definitions that double by choice": (lambda size: doubled("choice", size), 20),
    "definitions that double by group": (lambda size: doubled("group", size), 20),
    "definitions that double by interleave": (lambda size: doubled("interleave", size), 20),
    "an enumeration": (enumerated, 1000),
    "attributes of any name in many namespaces": (of_many_namespaces, 250),
    "attributes of many names and any other": (of_many_names, 250),
}


@pytest.mark.parametrize("case", LONG)
def test_twice_the_schema_is_twice_the_effort(case: str) -> None:
    make, size = LONG[case]

    def cost(length: int) -> int:
        return effort(lambda: read(make(length)))[1]

    once, twice = cost(size), cost(2 * size)
    assert twice < LINEAR * once


def test_thousands_of_definitions_may_follow_each_other() -> None:
    assert len(read(chained(3000)).elements) == 3001


def test_thousands_of_definitions_that_only_pass_on_are_one() -> None:
    assert type(read(passed_on(3000)).elements["root"].inner) is Text


def test_an_enumeration_may_have_tens_of_thousands_of_values() -> None:
    inner = read(enumerated(30_000)).elements["root"].inner
    assert sum(1 for item in each(inner, set())) > 30_000


def test_files_that_take_in_each_other_twice_are_read_once_or_refused() -> None:
    ref = '<externalRef xmlns="{}" href="f{}"/>'
    files = {
        f"f{n}": f'<choice xmlns="{RNG}">{ref.format(RNG, n + 1) * 2}</choice>' for n in range(40)
    }
    files["f40"] = f'<element name="leaf" xmlns="{RNG}"><empty/></element>'
    found, calls = effort(lambda: read(root_of(ref.format(RNG, 0)), **files))
    assert found.elements.keys() == {"root", "leaf"}
    assert calls < 33_000  # 11,000; a trillion if each were read each time
    again = {f"g{n}": rng(f'<include href="g{n + 1}"/>' * 2) for n in range(40)}
    again["g40"] = rng('<define name="a" combine="choice"><text/></define>')
    fault, calls = effort(lambda: refused('<include href="g0"/>', **again))
    assert "more than 1000 files" in fault.message
    assert calls < 270_000  # 90,000


@pytest.mark.parametrize("kinds", [("choice", "group"), ("zeroOrMore", "choice")])
def test_kinds_that_nest_too_deep_through_definitions_are_a_fault(kinds: tuple[str, str]) -> None:
    chain = "".join(
        f'<define name="d{n}"><{kinds[n % 2]}><element name="e{n}"><empty/></element>'
        f'<ref name="d{n + 1}"/></{kinds[n % 2]}></define>'
        for n in range(1000)
    )
    last = '<define name="d1000"><empty/></define>'
    fault = refused(root_of('<ref name="d0"/>') + chain + last)
    assert "nested more than 200 deep" in fault.message


def test_more_elements_than_any_schema_defines_are_a_fault() -> None:
    many = "".join(f'<element name="e{n}"><empty/></element>' for n in range(20_001))
    assert refused(root_of(f"<choice>{many}</choice>")).message == (
        "The schema defines more than 20,000 elements."
    )


@pytest.mark.parametrize("pattern", ["(a{1,1000}){1,1000}", "((a?){50}){50}(a{50}){50}"])
def test_a_pattern_that_is_too_large_is_refused_when_the_schema_is_read(pattern: str) -> None:
    body = f'<data type="token"><param name="pattern">{pattern}</param></data>'
    fault = refused(root_of(body))
    assert "too large" in fault.message
    assert fault.hint.startswith("Mend the pattern")
    assert fault.place.line == 1


PERSON = """<define name="model.personLike"><choice><ref name="person"/><ref name="org"/></choice>
</define>"""
CLASSES = f"""<start><element name="root"><zeroOrMore><ref name="model.nameLike"/></zeroOrMore>
<ref name="other"/><ref name="model.one"/></element></start>
<define name="model.nameLike"><choice><ref name="name"/><ref name="model.personLike"/>
<ref name="name"/><notAllowed/><ref name="model.more"/></choice></define>
{PERSON}
<define name="model.more" combine="choice"><ref name="place"/></define>
<define name="model.more" combine="choice"><ref name="date"/></define>
<define name="model.alias"><ref name="model.personLike"/></define>
<define name="model.one"><choice><ref name="name"/><ref name="gone"/></choice></define>
<define name="model.never"><choice><ref name="gone"/><ref name="lost"/></choice></define>
<define name="model.round"><choice><ref name="model.round"/><ref name="name"/></choice></define>
<define name="other"><choice><ref name="name"/><text/></choice></define>
<define name="sequence"><ref name="name"/><ref name="place"/></define>
<define name="name"><element name="name"><text/></element></define>
<define name="person"><element name="persName"><text/></element></define>
<define name="org"><element><choice><name>orgName</name><name>org</name></choice><text/></element>
</define>
<define name="place"><element name="placeName"><text/></element></define>
<define name="date"><element name="date"><text/></element></define>
<define name="gone"><element name="gone"><notAllowed/></element></define>
<define name="lost"><element name="lost"><text/></element></define>"""


def test_a_choice_of_elements_is_known_by_its_name() -> None:
    people = ("persName", "orgName", "org")
    assert read(CLASSES).classes == {
        "model.nameLike": ("name", *people, "placeName", "date"),
        "model.personLike": people,
        "model.more": ("placeName", "date"),
        "model.alias": people,
        "model.one": ("name", "gone"),
    }


def test_a_class_is_what_the_including_schema_makes_of_it() -> None:
    override = PERSON.replace('<ref name="org"/>', '<ref name="place"/>')
    whole = {"other.rng": rng(CLASSES)}
    found = read(f'<include href="other.rng">{override}</include>', **whole).classes
    assert found["model.personLike"] == ("persName", "placeName")
    assert found["model.nameLike"] == ("name", "persName", "placeName", "date")
    empty = '<define name="model.personLike"><notAllowed/></define>'
    found = read(f'<include href="other.rng">{empty}</include>', **whole).classes
    assert found["model.nameLike"] == ("name", "placeName", "date")
    assert "model.personLike" not in found


def test_what_may_have_any_name_or_is_mixed_is_no_class() -> None:
    elements = "".join(
        f'<define name="{n}"><element name="{n}"><text/></element></define>' for n in "ab"
    )
    anything = '<define name="any"><element><anyName/><text/></element></define>'
    wild = '<define name="wild"><choice><ref name="a"/><ref name="any"/></choice></define>'
    mixed = "".join(
        f'<define name="mixed" combine="interleave"><ref name="{n}"/></define>' for n in "ab"
    )
    body = root_of('<choice><ref name="wild"/><ref name="mixed"/></choice>')
    assert read(body + elements + anything + wild + mixed).classes == {}


def test_long_chains_of_classes_are_gathered_within_bounds() -> None:
    found = read(classes_within(3000)).classes
    assert sum(map(len, found.values())) <= 200_000
    assert found["d2999"] == ("e2999", "last")


def test_the_classes_of_tei_are_found_in_its_schemas(shared: Path) -> None:
    for file in ("tei_all.rng", "teilite.rng"):
        root = etree.parse(shared / "data" / "tei" / file).getroot()
        found = simplify(root, file, from_disk).classes
        assert {"name", "rs"} <= set(found["model.nameLike"])
        assert len(found) > 50
        assert all(len(members) > 1 for members in found.values())
    root = etree.parse(shared / "data" / "tei" / "tei_all.rng").getroot()
    whole = simplify(root, "tei_all.rng", from_disk).classes
    assert whole["model.nameLike"][:3] == ("name", "orgName", "persName")
    assert "p" not in whole  # one element is no class


def test_a_choice_of_many_is_not_deep() -> None:
    many = "".join(f"<value>v{n}</value>" for n in range(5000))
    assert _depth(content(f'<attribute name="a"><choice>{many}</choice></attribute>')) < 20


def _depth(pattern: Pattern) -> int:
    depths: dict[int, int] = {}
    for item in each(pattern, set()):
        below = [depths[id(part)] for part in item if id(part) in depths]
        depths[id(item)] = 1 + max(below, default=0)
    return depths[id(pattern)]
