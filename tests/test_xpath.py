"""XPath: what is translated means the same; what is not certain to is left to elementpath."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.document import parse
from edition.schematron.full import Faulty, Full, Reach
from edition.xpath.cost import Cost, cost
from edition.xpath.mention import with_variable
from edition.xpath.merging import merges, straightened
from edition.xpath.name import CURRENT
from edition.xpath.plain import Plain, Strange, Unknown
from edition.xpath.syntax import parsed
from edition.xpath.token import Unread, tokens
from edition.xpath.translation import translated

VARIABLES = {
    "s": Plain("$s", "string"),
    "i": Plain("$i", "integer"),
    "n": Plain("$n", "nodes", one=False),
    "full": None,
}


def plain(text: str, *, old: bool = False) -> str:
    return translated(parsed(text), VARIABLES, old=old).text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("@a eq 'x'", '(attribute::a = "x")'),
        ("count(b) gt 1", "(count(child::b) > 1)"),
        ("@a = ('x', 'y')", '((attribute::a = "x") or (attribute::a = "y"))'),
        ("current()/@a", "($edition.current)/attribute::a"),
        ("*:p[1]", 'child::*[local-name() = "p"][1]'),
        ("exists(a//b)", "boolean(child::a//child::b)"),
        ("'it''s'", '"it\'s"'),
        ("concat('\"', \"'\")", "concat('\"', \"'\")"),
        ("$n[@x] union a", "(($n)[attribute::x] | child::a)"),
        ("a (: why :) | b", "(child::a | child::b)"),
        ("- count(a) + 2", "(-(count(child::a)) + 2)"),
        ("matches(@a, '^x-y')", 'starts-with(attribute::a, "x-y")'),
        (
            "*[generate-id(.) eq generate-id(current())]",
            "child::*[(count(self::node() | $edition.current) = 1)]",
        ),
    ],
)
def test_xpath_2_is_written_as_xpath_1_where_it_means_the_same(text: str, written: str) -> None:
    assert plain(text) == written
    etree.XPath(written)


@pytest.mark.parametrize(
    "text",
    [
        "@a < 'x'",
        "@a = 1",
        "@a < 1",
        "a eq 'x'",
        "number(@a) = 1",
        "contains(a, 'x')",
        "string(a)",
        "name(a)",
        "$s = 1",
        "'a' < 'b'",
        "1 div 2 = 0.5",
        "1e3 = 1000",
        "sum(a)",
        "a = true()",
        "a/string()",
        "a/(b|c)",
        "string(@a eq 'x')",
        "matches(@a, 'x+')",
        "matches(@a, 'X', 'i')",
        "matches(a, 'x')",
        "matches(@a, '')",
        "for $x in a return $x",
        "if (a) then b else c",
        "@a castable as xs:integer",
        "a is b",
        "(a, b)",
        "a except b",
        "1 to 3",
        "element(a)",
        "$full",
        "round(1.5)",
        "generate-id(a) eq generate-id(b)",
        "tokenize(@a, ' ')[2]",
        "(tokenize(normalize-space(@a), ' '))[last()]",
        "tokenize(normalize-space(@a), ' ') = 'x'",
        "tokenize(normalize-space(@a), ' ')[2] = ''",
        "string(tokenize(normalize-space(@a), ' ')[1])",
        "not(tokenize(normalize-space(@a), ' '))",
        "count(tokenize(normalize-space(@a), ' '))",
    ],
)
def test_what_may_mean_something_else_is_not_translated(text: str) -> None:
    with pytest.raises(Strange):
        plain(text)


@pytest.mark.parametrize("text", ["$unknown", "contains('a')", "count()", "not(a, b)"])
def test_a_wrong_name_or_number_of_values_is_told(text: str) -> None:
    with pytest.raises(Unknown):
        plain(text)


@pytest.mark.parametrize(
    "text", ["a[", "a]", "(", "'a", "a b", "@", "a::b", "$", "(: a", "a and", ""]
)
def test_what_is_no_xpath_is_not_read(text: str) -> None:
    with pytest.raises(Unread):
        parsed(text)


def test_names_that_are_operators_are_names_where_an_operand_is_due() -> None:
    assert plain("div div div", old=True) == "(child::div div child::div)"
    assert plain("* * *", old=True) == "(child::* * child::*)"
    assert plain("and and or") == "(child::and and child::or)"


def test_an_expression_that_is_nested_without_end_is_not_read() -> None:
    with pytest.raises(Unread):
        parsed("(" * 5000 + "a" + ")" * 5000)


@pytest.mark.parametrize(
    ("text", "bounded"),
    [
        ("ancestor::a[@x][.//b]", True),
        ("//a[@x = current()/@y]", True),
        ("following::a[@x]", True),
        ("preceding-sibling::* and following-sibling::*", True),
        ("matches(@a, '\\s') and tokenize(@a, ' ')[2]", True),
        (".//a//b//c", True),
        ("count(//a[//b])", False),
        ("//a = //b", False),
        ("following::a[preceding::b]", False),
        ("../a[../b]", False),
        ("for $x in //a return //b", False),
        ("1 to 1000000000", False),
        ("matches(@a, '(a+)+b')", False),
        ("matches(@a, @b)", False),
        ("f:own(a)", False),
        ("string-join(a ! //b)", False),
        ("fold-left(a, 0, b)", False),
    ],
)
def test_what_goes_through_a_document_more_than_once_is_not_bounded(
    text: str, bounded: bool
) -> None:
    assert cost(parsed(text), {}).bounded is bounded


@pytest.mark.parametrize(
    ("text", "is_merging"),
    [
        ("//div//l", True),
        ("count(/TEI//l/ancestor::div) = 1", True),
        ("//l/..", True),
        ("$lines//s", True),
        ("following::div//l", True),
        ("//div/l/@n", False),
        ("//div[.//l]", False),
        ("(//div)[1]//l", False),
        ("//l | a", False),
        ("ancestor::l[.//note//l]", False),
        ("descendant::lg | descendant::l", False),
    ],
)
def test_what_compares_many_nodes_with_many_is_known(text: str, is_merging: bool) -> None:
    assert merges(parsed(text), {"lines": Cost(1, 0)}) is is_merging


@pytest.mark.parametrize(
    "text",
    """//a//b //a//b//c //a//* //a//b/c //*//b //a//@n //a//b[1] //a[c]//b //node()//a //a//text()
    //a//b//c|//b//c count(//a//a)""".split(),
)
def test_what_is_straightened_selects_the_same(text: str) -> None:
    root = etree.XML("<a n='1'><a><b n='2'>x<c/><b><c/></b></b></a><c><b><c>y</c></b></c></a>")
    straight = translated(straightened(parsed(text)), {}, old=True).text
    assert etree.XPath(straight)(root) == etree.XPath(text)(root)
    assert merges(straightened(parsed("//a//b//c")), {}) is False


# Against elementpath

NODES = st.sampled_from(
    "a @x . .. b/@x //a ancestor::* a[1] following-sibling::* self::a ../@y a/b *[@x] @* "
    "descendant::b[@x='1'] preceding::a text() *[last()] b[a]/@y id('i1') $n $n/@x".split()
)
STRINGS = st.sampled_from(["'1'", "''", "'a b'", "name()", "string(.)", "local-name(..)", "$s"])
NUMBERS = st.sampled_from(
    ["1", "0", "count(*)", "string-length(.)", "count(//a)", "$i", "position()"]
)
VALUES = st.one_of(NODES, STRINGS, NUMBERS)
COMPARISONS = st.builds(
    "({} {} {})".format,
    VALUES,
    st.sampled_from("= != < <= > >= eq ne lt le gt ge".split()),
    st.one_of(VALUES, st.just("('1', 'a')"), st.just("(1, 2)")),
)
CALLS = st.one_of(
    st.builds("contains({}, {})".format, VALUES, VALUES),
    st.builds("starts-with(normalize-space({}), {})".format, VALUES, STRINGS),
    st.builds("exists({})".format, VALUES),
    st.builds("empty({})".format, VALUES),
    st.builds("substring-after({}, {})".format, VALUES, STRINGS),
    st.builds("concat({}, {})".format, VALUES, VALUES),
    st.builds("tokenize(normalize-space({}), ' ')[{}]".format, VALUES, st.sampled_from("123")),
    st.builds(
        "{}[generate-id(.) {} generate-id(current())]".format,
        st.sampled_from(["//*", "../@*", "b/text()", "."]),
        st.sampled_from(["eq", "!="]),
    ),
    st.builds("matches({}, {})".format, VALUES, st.sampled_from([r"'\s'", "'a'", "'^a b'", "'1'"])),
)


def composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not({})".format, inner),
        st.builds("//a[{}]".format, inner),
        st.builds("({} = {})".format, inner, inner),
    )


TESTS = st.recursive(st.one_of(COMPARISONS, CALLS, VALUES), composed, max_leaves=5)
XML = """<r><a x="1" y="2" xml:id="i1"><b x="1">1</b>t<a><b y=""/></a></a><b x="a b">a b<a x="1"/>
</b><a y="1">1<!--c--></a></r>"""


@settings(max_examples=400, deadline=None)
@given(test=TESTS, at=st.integers(0, 7))
def test_a_translation_has_the_value_that_elementpath_finds(test: str, at: int) -> None:
    document = parse(XML.encode(), "a.xml")
    node = list(document.root.iter("*"))[at]
    nodes = document.root.findall(".//a")
    try:
        written = translated(parsed(test), VARIABLES, old=False).text
    except Strange:
        return
    xpath = etree.XPath(f"boolean({written})", regexp=False)
    engine = Full(document, (), 3, Reach(Path(), Path("a.sch")), lambda *_: [])
    values = {"s": "1", "i": 2, "n": [engine.node(each) for each in nodes]}
    values[CURRENT] = engine.node(node)
    try:
        expected = engine.truth(f"boolean({with_variable(test)})", node, values)
    except Faulty:
        pytest.fail(f"{test} fails in XPath 3")
    assert xpath(node, s="1", i=2, n=nodes, **{CURRENT: node}) is expected


@given(st.text(alphabet="ab:/[]()@*.'\"$ =<>|,1+-!?{}", max_size=30))
def test_whatever_is_read_it_ends_in_words_or_in_a_clear_refusal(text: str) -> None:
    try:
        found = tokens(text)
        parsed(text)
    except Unread:
        return
    assert re.sub(r"\s", "", "".join(text[word.start : word.end] for word in found))
