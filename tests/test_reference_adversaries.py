"""Adversaries: systems of references and names that are made to be misread."""

import json
from collections.abc import Mapping

import pytest

from edition.document import TEI, Document, parse
from edition.reference.tree import trees
from tests.test_reference_trees import (
    VERSES,
    chapters,
    cite,
    declared,
    patterns,
    refs,
    refused,
    words,
)

TWO_TREES = (
    '<refsDecl n="pages"><citeStructure unit="page" match="//pb" use="concat(\'p\', @n)"/>'
    "</refsDecl>"
    '<refsDecl default="true"><citeStructure unit="div" match="//div" use="@n"/></refsDecl>'
)
PAGED = '<div n="1"><p>a<pb n="1"/>b</p></div><div n="2"><p>c<pb n="2"/>d</p></div>'
WORK = "urn:cts:greekLit:tlg1.tlg2"
SAID = (
    f'<div type="edition" n="{WORK}.ed1"><div n="1"><p n="1">word, word; wo<hi>rd</hi> “word!” '
    'word-word Word</p><p n="2">a.b [c] x@y</p><p n="3">of <note>ink</note>arms and arms</p>'
    "</div></div>"
)


def named(n: str) -> Document:
    """Return a document whose only chapter and verse have a number."""
    return declared(chapters(), f'<div n="{n}"><p n="{n}">text</p></div>')


def tree_names(document: Document) -> list[str]:
    return [tree.name for tree in trees(document)]


def test_the_position_of_a_unit_is_not_its_number() -> None:
    structure = cite(
        '<citeStructure unit="b" match="//div" use="@n"><citeStructure unit="p" match="p"'
        ' use="position()" delim="."/></citeStructure>'
    )
    document = declared(structure, '<div n="A"><p n="2">x</p><p n="1">y</p></div>')
    assert refs(document) == ["A", "A.1", "A.2"]
    assert words("A.2", document) == "y"


def test_a_position_counts_what_is_selected_and_no_other() -> None:
    structure = cite(
        '<citeStructure unit="b" match="//div" use="@n"><citeStructure unit="p" match="p[@n]"'
        ' use="position()" delim="."/></citeStructure>'
    )
    document = declared(structure, '<div n="A"><p>x</p><p n="9">y</p></div>')
    assert (refs(document), words("A.1", document)) == (["A", "A.1"], "y")


def test_without_delimiter_two_readings_of_a_number_are_refused() -> None:
    body = '<div n="1"><p n="11">a</p></div><div n="11"><p n="1">b</p></div>'
    assert "2 passages have the reference “111”" in refused("111", declared(chapters(""), body))


@pytest.mark.parametrize("n", ["a#b", "a..b", "%2E", "%23", "-1", "1-2", "1@a", "~div.1", ")", "{x",
                               "urn:x", "xpath(1)", ":~:text=x", "range(a,b)", "a\u00a0b",
                               "1&#10;2", " 1 ", "١٢", "α′", "1\u200f"])  # fmt: skip
def test_a_number_that_looks_like_something_else_names_its_passage(n: str) -> None:
    document = named(n)
    assert len(refs(document)) == 2
    assert [words(ref, document) for ref in refs(document)] == ["text", "text"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\u00e9", "e\u0301"),
        ("e\u0301", "\u00e9"),
        ("1 2", "1  2"),
        (" 1 ", "1"),
        ("1\u200f", "1"),
        ("a\u00a0b", "a b"),
    ],
)
def test_a_name_is_found_though_it_differs_in_what_nobody_sees(written: str, meant: str) -> None:
    document = named(written)
    assert words(f"{meant}.{meant}", document) == "text"
    assert words(f"{meant}..{meant}.{meant}", document) == "text"


def test_of_two_names_that_differ_in_what_nobody_sees_each_is_the_one_as_it_is_written() -> None:
    body = '<div n="\u00e9"><p n="1">a</p></div><div n="e\u0301"><p n="1">b</p></div>'
    document = declared(chapters(), body)
    assert [words(f"{n}.1", document) for n in ("\u00e9", "e\u0301")] == ["a", "b"]
    assert "no passage" in refused("e\u0301 .1", document)


def test_a_number_in_other_digits_is_offered_and_not_taken() -> None:
    assert "Did you mean sample#١.١?" in refused("1.1", named("١"))


@pytest.mark.parametrize("match", ["//t:div", "//div", "//tei:div"])
def test_a_document_may_write_a_prefix_everywhere(match: str) -> None:
    structure = f'<t:citeStructure unit="x" match="{match}" use="@n"/>'
    head = f"<t:teiHeader><t:encodingDesc><t:refsDecl>{structure}</t:refsDecl></t:encodingDesc>"
    text = '<t:text><t:body><t:div n="1">a</t:div></t:body></t:text>'
    data = f'<t:TEI xmlns:t="{TEI}">{head}</t:teiHeader>{text}</t:TEI>'
    assert refs(parse(data.encode(), "sample.xml")) == ["1"]


def test_a_prefix_that_is_bound_to_something_else_is_not_teis() -> None:
    structure = cite('<citeStructure unit="x" match="//tei:div" use="@n"/>')
    assert refs(declared(structure, VERSES, xmlns='xmlns:tei="http://example.org/"')) == []


def test_a_prefix_that_nothing_binds_is_told_of() -> None:
    document = declared(cite('<citeStructure unit="x" match="//foo:div" use="@n"/>'), VERSES)
    (omission,) = trees(document)[0].omissions
    assert "Undefined namespace prefix" in omission.missing


def test_elements_of_another_namespace_are_no_units() -> None:
    structure = cite('<citeStructure unit="x" match="//div" use="@n"/>')
    document = declared(structure, f'<div xmlns="http://example.org/" n="9"/>{VERSES}')
    assert refs(document) == ["1", "2"]


def test_of_several_default_trees_the_first_is_the_default() -> None:
    structure = '<citeStructure unit="{0}" match="//{0}" use="@n"/></refsDecl>'
    both = "".join(
        f'<refsDecl n="{name}" default="true">{structure.format(tag)}'
        for name, tag in (("a", "div"), ("b", "p"))
    )
    document = declared(both, VERSES)
    assert tree_names(document)[:2] == ["a", "b"]
    assert words("2", document) == "c"


def test_a_name_is_that_of_one_tree_only() -> None:
    twice = cite('<citeStructure unit="p" match="//p" use="position()"/>') + cite(
        '<citeStructure unit="d" match="//div" use="@n"/>'
    )
    document = declared(twice.replace("<refsDecl>", '<refsDecl n="x">'), VERSES)
    assert tree_names(document)[:2] == ["x", "citeStructure-2"]
    assert [words("2", document, name) for name in ("x", "citeStructure-2")] == ["b", "c"]


def test_two_kinds_of_system_in_one_declaration_have_two_names() -> None:
    both = (
        '<refsDecl n="x"><citeStructure unit="p" match="//p" use="position()"/>'
        '<cRefPattern matchPattern="(.+)" replacementPattern="#xpath(//div[@n=\'$1\'])"/>'
        "</refsDecl>"
    )
    document = declared(both, VERSES)
    assert tree_names(document)[:2] == ["x", "cRefPattern"]
    assert (words("3", document, "x"), words("2", document, "cRefPattern")) == ("c", "c")


@pytest.mark.parametrize("name", ["ids", "n", "derived"])
def test_a_tree_of_the_header_never_hides_one_of_ours(name: str) -> None:
    structure = f'<refsDecl n="{name}"><citeStructure unit="p" match="//p" use="@n"/></refsDecl>'
    document = declared(structure, '<div n="1"><p n="7" xml:id="k">x</p></div>')
    assert tree_names(document) == ["citeStructure", "ids", "n", "derived"]
    assert words("range(k,k)", document) == "x"


def test_a_page_that_begins_within_a_note_ends_the_one_before() -> None:
    document = declared(
        cite('<citeStructure unit="page" match="//pb" use="@n"/>'),
        '<p><pb n="1"/>a<note>b<pb n="2"/>c</note>d</p><p>e</p>',
    )
    assert [words(ref, document) for ref in ("1", "2")] == ["ab", "cde"]


def test_a_page_break_that_a_condition_leaves_out_ends_no_page() -> None:
    document = declared(
        cite('<citeStructure unit="page" match="//pb[not(ancestor::note)]" use="@n"/>'),
        '<p><pb n="1"/>a<note>b<pb n="2"/>c</note>d</p><p>e</p>',
    )
    assert words("1", document) == "abcde"


def test_a_milestone_without_number_ends_the_one_before_and_is_told_of() -> None:
    document = declared(
        cite('<citeStructure unit="page" match="//pb" use="@n"/>'),
        '<p><pb n="1"/>a<pb n=""/>b<pb n="2"/>c</p>',
    )
    assert [words(ref, document) for ref in refs(document)] == ["a", "c"]
    assert [each.missing for each in trees(document)[0].omissions] == ["@n"]


def test_a_range_may_begin_in_one_tree_and_end_in_another() -> None:
    document = declared(TWO_TREES, PAGED)
    assert (words("1..p1", document), words("p1..2", document)) == ("abc", "bcd")
    assert "Write p1..2" in refused("2..p1", document)
    assert "no passage" in refused("1..p1", document, "pages")


def test_what_two_trees_call_alike_is_the_first_trees() -> None:
    document = declared(TWO_TREES.replace("concat('p', @n)", "@n"), PAGED)
    assert words("2", document) == "cd"
    assert words("2", document, "pages") == "d"


def test_a_pattern_puts_values_with_quotes_and_brackets_into_no_expression() -> None:
    pattern = patterns(("(.+)", "//div[@n='$1']"))
    document = declared(pattern, "<div n=\"x']|//p['\">a</div>" + VERSES)
    assert words("x']|//p['", document) == "a"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("1.1@word[3]", "word"),
        ("1.1@word,", "word,"),
        ("1.1@“word!”", "“word!”"),
        ("1.1@word; word", "word; word"),
        ("1.1@word-word", "word-word"),
        ("1.1@Word", "Word"),
        ("1.1@word[2]-1.1@word[3]", "word; word"),
        ("1.1@word[6]-1.2@a.b", "word Worda.b"),
        ("1.2@[c]", "[c]"),
        ("1.2@[c][1]", "[c]"),
        ("1.2@x@y", "x@y"),
        ("1.3@arms[2]", "arms"),
        ("1.3@of arms", "of inkarms"),
    ],
)  # fmt: skip
def test_words_of_a_urn_are_taken_sign_by_sign_across_elements(name: str, found: str) -> None:
    assert words(f"{WORK}:{name}", declared("", SAID)) == found


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("1.1@word[7]", "does not say “word” 7 times"),
        ("1.1@WORD", "does not say “WORD”"),
        ("1.1@word[4]-1.1@word[1]", "Write 1.1@word[1]-1.1@word[4]"),
        ("1.3@ink", "does not say “ink”"),
        ("1.1@", "no passage"),
        ("@word", "no passage"),
    ],
)
def test_words_that_a_passage_does_not_have_are_refused(name: str, why: str) -> None:
    assert why in refused(f"{WORK}:{name}", declared("", SAID))


SAYING = '<p xml:id="a">the first, the second</p><p xml:id="b">THE FIRST again</p>'


def selector(kind: str, refined: Mapping[str, object] | None = None, **given: object) -> str:
    """Return a selector of W3C's, refined by another one."""
    return json.dumps({"type": kind, **given} | ({"refinedBy": refined} if refined else {}))


@pytest.mark.parametrize(
    ("kind", "value"), [("FragmentSelector", "a"), ("XPathSelector", "//p[1]")]
)
def test_a_selector_refines_another_only_within_it(kind: str, value: str) -> None:
    document = declared("", SAYING)
    inner = {"type": kind, "value": value}
    outside = selector("FragmentSelector", inner, value="b")
    assert "outside of it" in refused(outside, document)
    assert words(selector("FragmentSelector", inner, value="a..b"), document) == (
        "the first, the second"
    )


@pytest.mark.parametrize(("first", "last"), [("//p[2]", "//p[1]"), ("//p[1]", "//p[1]")])
def test_a_range_of_selectors_that_holds_nothing_is_refused(first: str, last: str) -> None:
    ends = [{"type": "XPathSelector", "value": each} for each in (first, last)]
    name = selector("RangeSelector", startSelector=ends[0], endSelector=ends[1])
    assert "ends before it begins, or selects nothing" in refused(name, declared("", SAYING))


def test_of_words_in_capitals_and_in_small_letters_a_selector_takes_those_it_says() -> None:
    document = declared("", SAYING)
    assert words(selector("TextQuoteSelector", exact="FIRST"), document) == "FIRST"
    assert words(selector("TextQuoteSelector", exact="Second"), document) == "second"
    assert "2 times" in refused(selector("TextQuoteSelector", exact="First"), document)
