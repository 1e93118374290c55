"""Schematron: judged as ISO 19757-3 says; lxml's own engine is the oracle for verdicts."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.isoschematron import Schematron

from edition.diagnostic import Diagnostic, Refused, Severity
from edition.document import parse
from edition.schematron import load, validate
from edition.schematron.context import alternatives
from tests.conftest import MakeProject

NS = "http://purl.oclc.org/dsdl/schematron"


def schema(inner: str, more: str = "") -> str:
    return f'<schema xmlns="{NS}" queryBinding="xslt"{more}>{inner}</schema>'


def rule(inner: str, context: str = "b") -> str:
    return schema(f'<pattern><rule context="{context}">{inner}</rule></pattern>')


def judged(text: str, source: str, make_project: MakeProject) -> list[Diagnostic]:
    path = make_project({"a.sch": source}) / "a.sch"
    return list(validate(parse(text.encode(), "a.xml"), load(path)))


def test_an_assert_fires_when_false_and_a_report_when_true(make_project: MakeProject) -> None:
    source = rule('<assert id="x" test="@c">No c.</assert><report id="y" test="@c">A c.</report>')
    found = judged('<a>\n<b/> <b c=""/></a>', source, make_project)
    assert [(item.rule, str(item.location)) for item in found] == [
        ("x", "a.xml:2:1"),
        ("y", "a.xml:2:6"),
    ]


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ('role="error"', Severity.ERROR),
        ('role="fatal"', Severity.ERROR),
        ('role="Warning"', Severity.WARNING),
        ('role="nonfatal"', Severity.WARNING),
        ('role="info"', Severity.INFO),
        ('role="whatever"', Severity.ERROR),
        ("", Severity.ERROR),
    ],
)
def test_the_role_is_the_severity(role: str, severity: Severity, make_project: MakeProject) -> None:
    source = rule(f'<report {role} test="1">x</report>')
    (found,) = judged("<a><b/></a>", source, make_project)
    assert (found.severity, found.rule) == (severity, "schematron")


def test_a_message_is_one_line_and_its_diagnostic_is_the_hint(make_project: MakeProject) -> None:
    source = schema(
        '<pattern><rule context="b"><report test="1" see="https://x.org" diagnostics="d">\n'
        '  The <name/> with <value-of select="@n + 1"/>\n  of <emph>many</emph><!-- no -->:'
        ' <value-of select="c"/></report></rule></pattern>'
        '<diagnostics><diagnostic id="d">Write <value-of select="@n"/>.</diagnostic></diagnostics>'
    )
    (found,) = judged('<a><b n="2"><c> d </c></b></a>', source, make_project)
    assert found.message == "The b with 3 of many: d"
    assert (found.hint, found.url) == ("Write 2.", "https://x.org")


@pytest.mark.parametrize(
    ("let", "test"),
    [
        ("@n", "$v = '1'"),
        ("@n", "count($v) = 1"),
        ("//@n", "count($v) = 4 and $v = '3'"),
        ("@missing", "not($v) and count($v) = 0"),
        ("c/text()", "$v = 'd'"),
        ("c", "$v/@e = 'f'"),
        ("count(c)", "$v = 1"),
        ("string(@n)", "$v = '1'"),
        ("c | @n", "count($v) = 2 and $v = 'd' and $v = '1'"),
    ],
)
def test_a_variable_holds_what_it_was_set_to(
    let: str, test: str, make_project: MakeProject
) -> None:
    source = rule(f'<let name="v" value="{let}"/><assert test="{test}">x</assert>')
    text = '<a n="3"><b n="1"><c e="f" n="4">d</c></b><x n="5"/></a>'
    assert not judged(text, source, make_project)


def test_variables_of_schema_pattern_and_rule_see_those_around_them(
    make_project: MakeProject,
) -> None:
    source = schema(
        '<let name="all" value="//b"/><pattern><let name="n" value="count($all)"/>'
        '<rule context="b[$n = 2]"><let name="m" value="$n + @i"/>'
        '<report test="$m = 3"><value-of select="$m"/></report></rule></pattern>'
    )
    found = judged('<a><b i="0"/><b i="1"/></a>', source, make_project)
    assert [item.message for item in found] == ["3"]


def test_not_a_number_is_false_as_in_xpath(make_project: MakeProject) -> None:
    assert judged("<a><b/></a>", rule('<assert test="number(@n)">x</assert>'), make_project)


@pytest.mark.parametrize(
    ("inner", "rule_name"),
    [
        ('<pattern><rule context="@n"><assert test="1">x</assert></rule></pattern>', "unsupported"),
        ('<pattern><rule context="text()"><assert test="1"/></rule></pattern>', "unsupported"),
        ('<pattern><rule context="/"><assert test="1"/></rule></pattern>', "unsupported"),
        ('<pattern abstract="true" id="p"/>', "unsupported"),
        ('<pattern><rule abstract="true" id="r"/></pattern>', "unsupported"),
        ('<include href="a.sch"/>', "unsupported"),
        ('<pattern><rule context="b["><assert test="1"/></rule></pattern>', "invalid"),
        ('<pattern><rule><assert test="1"/></rule></pattern>', "invalid"),
        ('<pattern><rule context="b"><assert test=""/></rule></pattern>', "invalid"),
        ('<pattern><rule context="b"><assert test="1) or (1"/></rule></pattern>', "invalid"),
        ('<pattern><rule context="b"><assert test="matches(., 1)"/></rule></pattern>', "invalid"),
        ('<pattern><rule context="b"><assert test="$v"/></rule></pattern>', "invalid"),
        ('<let name="v"/>', "invalid"),
    ],
)
def test_what_we_cannot_judge_by_is_refused_with_its_line_not_passed_over(
    inner: str, rule_name: str, make_project: MakeProject
) -> None:
    with pytest.raises(Refused) as caught:
        judged('<a><b n="1">t</b></a>', schema(f"\n{inner}"), make_project)
    (one,) = caught.value.diagnostics
    assert one.rule == f"schema-{rule_name}"
    assert one.location.line == 2
    assert one.hint


@pytest.mark.parametrize("binding", ["xslt2", "XPath2", "exslt"])
def test_other_languages_than_xpath_1_are_refused(binding: str, make_project: MakeProject) -> None:
    source = f'<schema xmlns="{NS}" queryBinding="{binding}"/>'
    with pytest.raises(Refused, match=r"only XPath 1\.0"):
        judged("<a/>", source, make_project)


def test_a_test_reads_no_file(make_project: MakeProject) -> None:
    make_project({"secret.xml": "<a>secret</a>"})
    source = rule("<report test=\"document('secret.xml')\">x</report>")
    with pytest.raises(Refused):
        judged("<a><b/></a>", source, make_project)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a", ["a"]),
        ("a|b", ["a", "b"]),
        ("a[b|c] | d", ["a[b|c] ", " d"]),
        ("a['|'] | b[\"]|\"]", ["a['|'] ", ' b["]|"]']),
        ("a[count(b|c) = 1]|d", ["a[count(b|c) = 1]", "d"]),
    ],
)
def test_a_pattern_is_split_at_the_bars_outside_of_predicates(
    pattern: str, parts: list[str]
) -> None:
    assert alternatives(pattern) == parts


# Against lxml's engine

NAMES = st.sampled_from("a b c".split())
STEPS = st.sampled_from(
    ["a", "b", "c", "*", "a/b", "b//c", "/r", "/r/a", "a[@x]", "b[c|a]", "*[@x = '|']", "c[2]"]
)
CONTEXTS = st.lists(STEPS, min_size=1, max_size=3).map(" | ".join)
TESTS = st.sampled_from(
    [
        "@x",
        "not(@x)",
        "count(*) > 1",
        "number(@x)",
        "../@x = @x",
        "$v = 2",
        "string-length(.) > 1",
        "following-sibling::b",
        "@x = $all/@x",
        "name() = 'a'",
        "$w = '1'",
        "self::c or b",
    ]
)
CHECKS = st.builds(
    lambda kind, test: f'<{kind} test="{test}"><name/>:<value-of select="@x"/></{kind}>',
    st.sampled_from(["assert", "report"]),
    TESTS,
)
RULES = st.builds(
    lambda context, checks: (
        f'<rule context="{context}"><let name="v" value="count(*)"/>'
        f'<let name="w" value="string(@x)"/>{"".join(checks)}</rule>'
    ),
    CONTEXTS,
    st.lists(CHECKS, min_size=1, max_size=3),
)
PATTERNS = st.lists(RULES, min_size=1, max_size=3).map(
    lambda rules: f"<pattern>{''.join(rules)}</pattern>"
)
SCHEMAS = st.lists(PATTERNS, min_size=1, max_size=2).map(
    lambda patterns: schema(f'<let name="all" value="//c"/>{"".join(patterns)}')
)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    said = st.sampled_from(["", ' x="1"', ' x="2"', ' x=""', ' x="|"'])
    content = st.lists(inner, max_size=4).map("".join)
    return st.builds(lambda name, x, body: f"<{name}{x}>{body}</{name}>", NAMES, said, content)


TREES = st.lists(
    st.recursive(st.sampled_from(["t", "", "<!--c-->"]), element, max_leaves=10), max_size=4
).map(lambda parts: f"<r>{''.join(parts)}</r>")


def oracle(text: str, source: str) -> Counter[str]:
    judge = Schematron(
        etree.XML(source), store_report=True, error_finder=Schematron.ASSERTS_AND_REPORTS
    )
    judge.validate(etree.XML(text))
    report = judge.validation_report
    svrl = "{http://purl.oclc.org/dsdl/svrl}"
    assert report is not None
    return Counter(
        " ".join((fired.findtext(f"{svrl}text") or "").split())
        for fired in report.iter(f"{svrl}failed-assert", f"{svrl}successful-report")
    )


@settings(max_examples=60, deadline=None)
@given(text=TREES, source=SCHEMAS)
def test_our_engine_finds_what_lxmls_finds(
    text: str, source: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = Path(tmp_path_factory.mktemp("sch")) / "a.sch"
    path.write_text(source)
    ours = Counter(item.message for item in validate(parse(text.encode(), "a"), load(path)))
    assert ours == oracle(text, source)
