"""Compact syntax: every construct as the XML that it stands for, and faults at their places."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.relaxng.grammar import Fault, Place
from edition.relaxng.reading import compact
from tests.conftest import require

RNG = "http://relaxng.org/ns/structure/1.0"
A = "http://relaxng.org/ns/compatibility/annotations/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
CASES = 87
GROUPING = "element attribute define start zeroOrMore oneOrMore optional list mixed".split()
IMPLICIT = {**dict.fromkeys(GROUPING, "group"), "except": "choice"}
NAMED = {"element", "attribute"}

Form = tuple[str, tuple[tuple[str, str], ...], tuple["Form | str", ...]]


def parsed(text: str | bytes) -> etree._Element:
    return etree.fromstring(text, etree.XMLParser(remove_comments=True))


def foreign(element: etree._Element) -> Form:
    """Return an annotation with all that is in it; prefixes go, and white space alone (4.2)."""
    content: list[Form | str] = [element.text or ""]
    for child in element:
        content += [foreign(child), child.tail or ""]
    content = [item for item in content if not isinstance(item, str) or item.strip()]
    tag = str(element.tag)
    tag = tag if tag.startswith("{") else f"{{}}{tag}"
    return tag, tuple(sorted(element.attrib.items())), tuple(content)


def canonical(element: etree._Element, ns: str = "", library: str = "") -> Form:
    """Simplify as 6.2 allows a translator: RELAX NG's sections 4.2 to 4.4, 4.8 to 4.10, and 4.12.

    Comments are no part of the data model. The files that `href` names differ in their suffix.
    """
    if not str(element.tag).startswith(f"{{{RNG}}}"):
        return foreign(element)
    tag = etree.QName(element).localname
    ns, library = element.get("ns", ns), element.get("datatypeLibrary", library)
    content = [canonical(child, ns, library) for child in element]
    if tag in NAMED:
        content = named(element, content, ns)
    if tag in IMPLICIT:
        content = joined(content, IMPLICIT[tag], 1 if tag in NAMED else 0)
    return (
        tag,
        tuple(sorted(attributes(element, tag, ns, library).items())),
        text(element, tag, content),
    )


def attributes(element: etree._Element, tag: str, ns: str, library: str) -> dict[str, str]:
    found = {name: value for name, value in element.attrib.items() if name.startswith("{")}
    for name in {"combine", "type"} | ({"name"} if tag not in NAMED else set()):
        if name in element.attrib:
            found[name] = element.attrib[name].strip()
    if tag in {"data", "value"}:
        typed = "type" in element.attrib
        found |= {"type": found.get("type", "token"), "library": library if typed else ""}
    if tag in {"nsName", "include", "externalRef"} or (tag == "value" and found["library"]):
        found["ns"] = ns
    if tag == "name":
        found["ns"] = expanded(element, element.text or "", ns)[0]
    if "href" in element.attrib:
        found["href"] = element.attrib["href"].rpartition(".")[0]
    return found


def text(element: etree._Element, tag: str, content: list[Form]) -> tuple[Form | str, ...]:
    said = element.text or ""
    if tag == "name":
        return (expanded(element, said, "")[1],)
    return (said,) if tag in {"value", "param"} else tuple(content)


def expanded(element: etree._Element, name: str, ns: str) -> tuple[str, str]:
    prefix, colon, local = name.strip().rpartition(":")
    spaces = {"xml": "http://www.w3.org/XML/1998/namespace", **element.nsmap}
    return (spaces[prefix] if colon else ns), local


def named(element: etree._Element, content: list[Form], ns: str) -> list[Form]:
    if "name" not in element.attrib:
        return content
    inherited = ns if str(element.tag).endswith("element") else element.get("ns", "")
    uri, local = expanded(element, element.attrib["name"], inherited)
    first = next((n for n, item in enumerate(content) if not item[0].startswith("{")), len(content))
    return [*content[:first], ("name", (("ns", uri),), (local,)), *content[first:]]


def joined(content: list[Form], tag: str, names: int) -> list[Form]:
    """Write out the group (or choice) that several patterns make, and an attribute's text."""
    ours = [n for n, item in enumerate(content) if not item[0].startswith("{")][names:]
    if names and not ours:
        return [*content, ("text", (), ())]
    if len(ours) > 1:
        return [*content[: ours[0]], (tag, (), tuple(content[ours[0] :]))]
    return content


def read(text: str) -> Form:
    return canonical(compact.read(text, "a.rnc"))


def xml(text: str) -> Form:
    return canonical(parsed(f'<r xmlns="{RNG}" xmlns:a="{A}" xmlns:e="urn:e">{text}</r>')[0])


def suite(folder: Path) -> list[etree._Element]:
    file = folder / "data" / "relaxng" / "compacttest.xml"
    require(file.exists(), f"the suite of the compact syntax ({file})")
    return etree.parse(file).findall("testCase")


def accepted(schema: str) -> bool:
    try:
        compact.read(schema, "a.rnc")
    except Fault:
        return False
    return True


@pytest.mark.parametrize("number", range(CASES))
def test_the_suite_of_jing_and_trang_holds(number: int, shared: Path) -> None:
    cases = suite(shared)
    assert len(cases) == CASES
    side = cases[number].find("compact")
    assert side is not None
    wrong = side.findtext("incorrect")
    assert wrong is None or not accepted(wrong)
    other = cases[number].find("xml/correct/*")
    if other is not None:
        assert read(side.findtext("correct") or "") == canonical(parsed(etree.tostring(other)))
    for resource in side.findall("resource"):
        assert accepted(resource.text or "")


NAME = "<name ns=''>"
PATTERNS = {
    "element a { empty }": "<element><name>a</name><empty/></element>",
    "element text { text }": "<element><name>text</name><text/></element>",
    "attribute a { text }": f"<attribute>{NAME}a</name><text/></attribute>",
    "a, b, c": "<group><ref name='a'/><ref name='b'/><ref name='c'/></group>",
    "a | b | c": "<choice><ref name='a'/><ref name='b'/><ref name='c'/></choice>",
    "a & b": "<interleave><ref name='a'/><ref name='b'/></interleave>",
    "(a | b), c": ("<group><choice><ref name='a'/><ref name='b'/></choice><ref name='c'/></group>"),
    "((a))": "<ref name='a'/>",
    "(a*)?": "<optional><zeroOrMore><ref name='a'/></zeroOrMore></optional>",
    "a+": "<oneOrMore><ref name='a'/></oneOrMore>",
    "list { a* }": "<list><zeroOrMore><ref name='a'/></zeroOrMore></list>",
    "mixed { a }": "<mixed><ref name='a'/></mixed>",
    "notAllowed": "<notAllowed/>",
    r"\element": "<ref name='element'/>",
    r"el\x{65}ment \xx{61} { empty }": "<element><name>a</name><empty/></element>",
    "string": "<data type='string' datatypeLibrary=''/>",
    "xsd:date": f"<data type='date' datatypeLibrary='{XSD}'/>",
    'xsd:string { length = "2" text = "" }': (
        f"<data type='string' datatypeLibrary='{XSD}'>"
        "<param name='length'>2</param><param name='text'/></data>"
    ),
    'token - ("a" | "b")': (
        "<data type='token' datatypeLibrary=''><except><choice>"
        "<value>a</value><value>b</value></choice></except></data>"
    ),
    '"a"': "<value>a</value>",
    'string ""': "<value type='string' datatypeLibrary=''/>",
    """ '"' ~ "'" ~ '''a
'b''' ~ \"\"\"c"d\"\"\" """: "<value>\"'a\n'bc\"d</value>",
    'external "b.rnc"': "<externalRef href='b.rng'/>",
    "grammar { start = parent a }": ("<grammar><start><parentRef name='a'/></start></grammar>"),
    'default namespace = "u" element a|e { attribute b { xsd:QName "c" } }': (
        "<element><choice><name ns='u'>a</name><name ns='u'>e</name></choice><attribute>"
        f"<name>b</name><value ns='u' datatypeLibrary='{XSD}' type='QName'>c</value>"
        "</attribute></element>"
    ),
    'namespace x = "u" element * - (x:* | a) { text }': (
        "<element><anyName><except><choice><nsName ns='u'/><name>a</name></choice></except>"
        "</anyName><text/></element>"
    ),
    'namespace x = "u" element x:* - x:a { text }': (
        "<element><nsName ns='u'><except><name ns='u'>a</name></except></nsName><text/></element>"
    ),
    "default namespace x = inherit element * - x:* { text }": (
        "<element><anyName><except><nsName/></except></anyName><text/></element>"
    ),
    'namespace x = "u" external "b.rnc" inherit = x': "<externalRef href='b.rng' ns='u'/>",
    'datatypes d = "urn:d" d:t': "<data type='t' datatypeLibrary='urn:d'/>",
}
GRAMMARS = {
    "": "<grammar/>",
    "start = a": "<grammar><start><ref name='a'/></start></grammar>",
    "a |= b start &= c": (
        "<grammar><define name='a' combine='choice'><ref name='b'/></define>"
        "<start combine='interleave'><ref name='c'/></start></grammar>"
    ),
    "div { a = b div { } }": (
        "<grammar><div><define name='a'><ref name='b'/></define><div/></div></grammar>"
    ),
    'default namespace = "u" include "b.rnc" { start = a div { c = d } }': (
        "<grammar><include href='b.rng' ns='u'><start><ref name='a'/></start>"
        "<div><define name='c'><ref name='d'/></define></div></include></grammar>"
    ),
}
ANNOTATIONS = {
    "## one\n  ## two\n\n## three\nelement a { text }": (
        "<element><a:documentation>one\ntwo</a:documentation>"
        "<a:documentation>three</a:documentation><name>a</name><text/></element>"
    ),
    '## A\n"a" | ## B\n"b"': (
        "<choice><value>a</value><a:documentation>A</a:documentation>"
        "<value>b</value><a:documentation>B</a:documentation></choice>"
    ),
    'namespace e = "urn:e" [e:n = "1" x [ y = "2" "t" e:z [] "u" ]] a': (
        "<ref name='a' e:n='1'><x xmlns='' y='2'>t<e:z/>u</x></ref>"
    ),
    "[x []] (a, b)": "<group><x xmlns=''/><ref name='a'/><ref name='b'/></group>",
    "[x []] (a)": "<group><x xmlns=''/><ref name='a'/></group>",
    "(a >> x [])*": "<zeroOrMore><ref name='a'/><x xmlns=''/></zeroOrMore>",
    "a* >> x [] , b": (
        "<group><zeroOrMore><ref name='a'/></zeroOrMore><x xmlns=''/><ref name='b'/></group>"
    ),
    "element [x []] a { text }": "<element><name>a</name><x xmlns=''/><text/></element>",
    "x [] a = b": "<grammar><x xmlns=''/><define name='a'><ref name='b'/></define></grammar>",
    "# no\n## yes\na = # no\n b": (
        "<grammar><define name='a'><a:documentation>yes</a:documentation>"
        "<ref name='b'/></define></grammar>"
    ),
}


@pytest.mark.parametrize(("schema", "expected"), (PATTERNS | GRAMMARS | ANNOTATIONS).items())
def test_a_construct_is_what_it_is_in_xml(schema: str, expected: str) -> None:
    assert read(schema) == xml(expected)


@pytest.mark.parametrize("schema", PATTERNS | GRAMMARS | ANNOTATIONS)
def test_what_is_read_can_be_written_and_read_again(schema: str) -> None:
    tree = compact.read(schema, "a.rnc")
    assert canonical(parsed(etree.tostring(tree))) == canonical(tree)


FAULTS = {
    "element a {": (1, 12, "The schema ends where a pattern is expected."),
    "element a { }": (1, 13, "There is no pattern in these braces."),
    "start =\n  a, b | c": (2, 8, "“|” stands where the end of the pattern is expected."),
    "a = element": (1, 12, "The schema ends where the name of an element is expected."),
    "a = start": (1, 5, "“start” stands where a pattern is expected."),
    "start = a\n## late": (2, 1, "This annotation stands before nothing."),
    'a = "b\n"': (1, 5, "This quotation mark is not closed on its line."),
    "a = b;": (1, 6, "“;” has no meaning at this place of a schema."),
    "a = x:b": (1, 5, "The prefix “x” of a datatype is not declared."),
    "element x:a { text }": (1, 9, "The prefix “x” is not declared."),
    'xsd:QName "x:a"': (1, 11, "The prefix “x” is not declared."),
    r"\x{61} = \x{zz}": (
        1,
        10,
        "The escape “\\x{” is not followed by a hexadecimal number and “}”.",
    ),
    r"\x{61}\x{62} = c;": (1, 17, "“;” has no meaning at this place of a schema."),
    "a = b\r\n\r\n;": (3, 1, "“;” has no meaning at this place of a schema."),
    "\ufeffa = \0": (1, 5, "The sign U+0000 is allowed in no schema."),
    'namespace x = "u"\nnamespace x = "v"': (
        2,
        11,
        "Here the prefix “x” is declared a second time.",
    ),
    'datatypes d = "d"': (
        1,
        11,
        "A datatype library has an absolute address without “#”, not “d”.",
    ),
    'include "b" { include "c" }': (
        1,
        15,
        "“include” cannot stand within the braces of an include.",
    ),
    'external "b#c"': (1, 10, "The address of a schema has no “#”."),
    "[ x = '1' ] a": (1, 3, "The attribute “x” annotates a pattern and has no namespace."),
    'namespace x = "no uri" [ x:a [] ] b': (1, 26, "The namespace “no uri” is no address."),
    "element * - * { text }": (
        1,
        11,
        "After “* -” there stand names that cannot be taken away from it.",
    ),
}


@pytest.mark.parametrize(("schema", "expected"), FAULTS.items())
def test_a_fault_has_a_place_a_cause_and_advice(
    schema: str, expected: tuple[int, int, str]
) -> None:
    line, column, message = expected
    with pytest.raises(Fault) as caught:
        compact.read(schema, "a.rnc")
    assert (caught.value.place, caught.value.message) == (Place("a.rnc", line, column), message)
    assert caught.value.hint.endswith((".", "…"))


def test_a_construct_has_the_line_on_which_it_begins() -> None:
    tree = compact.read("start =\n\n  element a {\n    b |\n    c }", "a.rnc")
    lines = {etree.QName(item).localname: item.sourceline for item in tree.iter()}
    assert lines == {"grammar": 1, "start": 1, "element": 3, "name": 3, "choice": 4, "ref": 5}


def test_the_prefixes_of_a_schema_are_in_scope_of_its_tree() -> None:
    schema = 'namespace rng = "urn:e" namespace y = "urn:e" namespace z = "no uri" text'
    known = compact.read(schema, "a.rnc").nsmap
    assert known == {"rng": "urn:e", "y": "urn:e", "rng_": RNG}


@pytest.mark.parametrize(
    "schema",
    ["(" * 5000, "element a {" * 5000, "x [" * 5000, "div {" * 5000, "element " + "(" * 5000],
)
def test_a_schema_that_is_nested_too_deeply_is_a_fault(schema: str) -> None:
    with pytest.raises(Fault, match="braces or parentheses are open"):
        compact.read(schema, "a.rnc")


def test_a_schema_may_be_nested_ninety_deep() -> None:
    assert accepted("element a { " * 90 + "text" + " }" * 90)


def test_a_line_that_libxml2_cannot_count_to_is_no_failure() -> None:
    assert accepted("\n" * 70_000 + "a = b")


PIECES = [*"{}()[]=|&,*+?-~#\n ", ">>", "|=", '"a"', "'", '"""', "\\x{", "a", "x:a", "xsd:a", "x:*"]
WORDS = "element attribute start include div namespace default datatypes inherit string".split()


@given(st.lists(st.sampled_from([*PIECES, *WORDS, "\ud800", "\0", "## "]), max_size=20))
def test_whatever_is_written_is_a_schema_or_a_fault(pieces: list[str]) -> None:
    accepted(" ".join(pieces))
    accepted("".join(pieces))
