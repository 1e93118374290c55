"""Schematron in use: in grammars, through functions in XSLT, with limits; what is not checked."""

import pytest

from edition.diagnostic import Refused, Severity
from edition.document import read
from edition.project import find
from edition.relaxng.cache import contents
from edition.schematron import keeping, load, saxon, validate, worker
from edition.schematron.preparing import prepare
from edition.schematron.worker import Worker
from edition.validation import Checks, Validation
from edition.validation import validate as validate_all
from tests.conftest import Command, MakeProject, require
from tests.samples import tei

RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"

GRAMMAR = f"""<grammar xmlns="{RNG}" xmlns:s="{SCH}"><s:ns prefix="x" uri="urn:x"/>
<start><element name="a" ns="urn:x">{{}}<zeroOrMore><ref name="b"/></zeroOrMore></element></start>
<define name="b"><element name="b" ns="urn:x"><optional><attribute name="n"/></optional></element>
</define></grammar>"""
RULE = '<s:rule context="x:b"><s:assert test="@n" role="nonfatal">No n.</s:assert></s:rule>'
DOCUMENT = '<a xmlns="urn:x"><b/></a>'


def judged(files: dict[str, str], schema: str, make_project: MakeProject) -> Validation:
    root = make_project({"a.xml": DOCUMENT, **files})
    document = read(root / "a.xml", "a.xml")
    return validate_all(document, find(root / "a.xml"), Checks((str(root / schema),)))


@pytest.mark.parametrize(
    "inner",
    [
        RULE,
        f"<s:pattern>{RULE}</s:pattern>",
        f"<s:pattern>{RULE}</s:pattern><s:pattern>{RULE.replace('No n.', 'Sans n.')}</s:pattern>",
    ],
)
def test_rules_anywhere_in_a_grammar_judge_once(inner: str, make_project: MakeProject) -> None:
    done = judged({"a.rng": GRAMMAR.format(inner)}, "a.rng", make_project)
    (found,) = done.diagnostics
    assert (found.rule, found.severity, found.message) == ("schematron", Severity.WARNING, "No n.")
    assert str(found.location) == "a.xml:1:18"
    assert done.unchecked == ()


def test_rules_in_a_grammar_that_is_taken_in_judge_too(make_project: MakeProject) -> None:
    outer = f'<grammar xmlns="{RNG}"><include href="sub/a.rng"/></grammar>'
    files = {"outer.rng": outer, "sub/a.rng": GRAMMAR.format(RULE)}
    assert [found.message for found in judged(files, "outer.rng", make_project).diagnostics] == [
        "No n."
    ]


def test_a_grammar_without_rules_leaves_schematron_unchecked(make_project: MakeProject) -> None:
    done = judged({"a.rng": GRAMMAR.format("")}, "a.rng", make_project)
    assert done.unchecked == ("Schematron, since no schema of its kind is named",)


def test_an_xml_model_that_names_the_grammar_for_its_rules_is_followed(
    make_project: MakeProject,
) -> None:
    model = f'<?xml-model href="a.rng" schematypens="{SCH}"?>'
    root = make_project({"a.xml": f"{model}{DOCUMENT}", "a.rng": GRAMMAR.format(RULE)})
    done = validate_all(read(root / "a.xml"), find(root / "a.xml"))
    assert [found.rule for found in done.diagnostics] == ["not-tei", "schematron"]


def test_a_faulty_rule_in_a_grammar_is_one_finding_with_its_place(
    make_project: MakeProject,
) -> None:
    grammar = GRAMMAR.format(RULE.replace("@n", "y:n"))
    done = judged({"a.rng": grammar}, "a.rng", make_project)
    (found,) = done.diagnostics
    assert found.rule == "schema-invalid"
    assert "prefix “y”" in found.message
    assert found.location.line == 2
    assert done.refused


def test_rules_that_may_take_for_ever_run_apart_and_find_the_same(
    make_project: MakeProject,
) -> None:
    grammar = GRAMMAR.format(RULE.replace("@n", "@n or count(//x:b[//x:b]) = 2"))
    assert not load(make_project({"a.rng": grammar}) / "a.rng").plan.bounded
    done = judged({"a.rng": grammar}, "a.rng", make_project)
    assert [found.message for found in done.diagnostics] == ["No n."]


def test_what_takes_too_long_in_our_process_is_given_up(
    make_project: MakeProject,
) -> None:
    grammar = GRAMMAR.format(RULE.replace("@n", "@n or //x:c"))
    path = make_project({"a.rng": grammar, "a.xml": DOCUMENT}) / "a.rng"
    document = read(path.with_name("a.xml"))
    with pytest.raises(Refused, match="did not come to an end") as caught:
        list(validate(document, load(path), seconds=-1))
    assert caught.value.diagnostics[0].rule == "schema-too-slow"


def test_a_plan_is_the_same_out_of_the_cache(make_project: MakeProject) -> None:
    path = make_project({"a.rng": GRAMMAR.format(RULE)}) / "a.rng"
    plan, files = prepare(path, path.read_bytes(), "")
    keeping.keep(path, contents(path), files, plan)
    assert keeping.find(path, contents(path)) == plan
    path.write_bytes(path.read_bytes() + b" ")
    assert keeping.find(path, contents(path)) is None


# Functions in XSLT

FUNCTIONS = f"""<schema xmlns="{SCH}" xmlns:xsl="{XSL}" queryBinding="xslt2">
<ns prefix="f" uri="urn:f"/><ns prefix="x" uri="urn:x"/>
<xsl:function name="f:odd"><xsl:param name="n"/><xsl:sequence select="$n mod 2 = 1"/></xsl:function>
<let name="odd" value="f:odd(count(//x:b))"/>
<pattern><rule context="x:b"><report id="odd" role="info" test="f:odd(1)" diagnostics="d">Odd:
<name/> &lt;<value-of select="count(../*)"/>></report></rule></pattern>
<pattern><rule context="x:b/@n"><report id="let" test="$odd">Let.</report></rule></pattern>
<pattern><rule context="x:b"><report id="failing" test="xs:integer(name())"/></rule></pattern>
<pattern><rule context="x:b"><report id="plain" test="1">Plain.</report></rule></pattern>
<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
<diagnostics><diagnostic id="d">Add <emph>one</emph>.</diagnostic></diagnostics></schema>"""


def test_functions_in_xslt_are_run_by_saxon(make_project: MakeProject) -> None:
    require(saxon.is_at_hand(), "saxonche")
    document = DOCUMENT.replace("<b/>", '\n<b n=""/>')
    done = judged({"f.sch": FUNCTIONS, "a.xml": document}, "f.sch", make_project)
    found = {each.rule: each for each in done.diagnostics if each.rule != "not-tei"}
    assert set(found) == {"odd", "let", "schema-test-failed", "plain"}
    assert (found["odd"].message, found["odd"].hint) == ("Odd: b <1>", "Add one.")
    assert found["odd"].severity == Severity.INFO
    assert str(found["let"].location) == str(found["odd"].location) == "a.xml:2:1"
    assert "Schematron" not in " ".join(done.unchecked)


def test_without_saxon_the_constraints_that_need_it_are_named(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saxon, "is_at_hand", lambda: False)
    root = make_project({"f.sch": FUNCTIONS, "a.xml": DOCUMENT.replace("<b/>", '<b n=""/>')})
    judge, unchecked = worker._compiled(root / "f.sch", root, "")
    assert [each.partition(" ")[0] for each in unchecked] == ["odd", "let"]
    assert all("xslt3" in each for each in unchecked)
    found = [each.rule for each in judge(read(root / "a.xml"))]
    assert found == ["schema-test-failed", "plain"]


@pytest.mark.parametrize(
    "call",
    [
        "doc-available('other.xml')",
        "unparsed-text-available('other.xml')",
        "exists(uri-collection('.'))",
        "environment-variable('PATH')",
        "doc-available('http://localhost:1/x.xml')",
    ],
)
def test_saxon_reads_nothing_but_the_document(call: str, make_project: MakeProject) -> None:
    require(saxon.is_at_hand(), "saxonche")
    schema = FUNCTIONS.replace('test="f:odd(1)"', f'test="f:odd(1) and {call}"')
    root = make_project({"f.sch": schema, "other.xml": "<o/>", "a.xml": DOCUMENT})
    asked = Worker(root / "f.sch", root)
    try:
        found = [row["rule"] for row in asked.judge((root / "a.xml").read_bytes())]
    finally:
        asked.close()
    assert "odd" not in found


def test_a_function_that_never_ends_is_given_up(make_project: MakeProject) -> None:
    require(saxon.is_at_hand(), "saxonche")
    body = '<xsl:sequence select="f:odd(count((1 to 1000000000)[. mod 2 = $n]))"/>'
    schema = FUNCTIONS.replace('<xsl:sequence select="$n mod 2 = 1"/>', body)
    root = make_project({"f.sch": schema, "a.xml": DOCUMENT})
    asked = Worker(root / "f.sch", root, cpu_seconds=2)
    try:
        with pytest.raises(Refused) as caught:
            asked.judge((root / "a.xml").read_bytes())
    finally:
        asked.close()
    assert caught.value.diagnostics[0].rule == "schema-too-slow"


def test_a_broken_schema_is_one_finding_of_the_command(
    make_project: MakeProject, edition_command: Command
) -> None:
    broken = (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="x[">'
        '<assert test="1">One.</assert></rule></pattern></schema>'
    )
    root = make_project({"a.xml": tei("<p>One.</p>"), "a.sch": broken})
    done = edition_command("validate", "a.xml", "--schema", "a.sch", cwd=root)
    assert done.returncode == 3
    assert "a.sch:1:" in done.stdout
    assert "Traceback" not in done.stderr


SHEET = f"""<xsl:stylesheet xmlns:xsl="{XSL}" xmlns:g="urn:f" version="3.0">{{}}</xsl:stylesheet>"""
ODD = '<xsl:function name="g:odd"><xsl:param name="n"/><xsl:sequence select="{}"/></xsl:function>'


def rules_found(files: dict[str, str], make_project: MakeProject) -> set[str]:
    return {item.rule for item in judged(files, "f.sch", make_project).diagnostics}


@pytest.mark.parametrize("way", ["include", "import"])
def test_functions_may_stand_in_style_sheets_of_the_project(
    way: str, make_project: MakeProject
) -> None:
    require(saxon.is_at_hand(), "saxonche")
    before, _, behind = FUNCTIONS.partition("<xsl:function")
    after = behind.partition("</xsl:function>")[2]
    files = {
        "f.sch": f'{before}<xsl:{way} href="lib/a.xsl"/>{after}',
        "lib/a.xsl": SHEET.format('<xsl:include href="b.xsl"/>'),
        "lib/b.xsl": SHEET.format(ODD.format("$n mod 2 = 1")),
    }
    assert rules_found(files, make_project) == {"odd", "schema-test-failed", "plain"}


def test_a_function_of_the_schema_takes_the_place_of_an_imported_one(
    make_project: MakeProject,
) -> None:
    require(saxon.is_at_hand(), "saxonche")
    schema = FUNCTIONS.replace("<xsl:function", '<xsl:import href="b.xsl"/><xsl:function', 1)
    files = {"f.sch": schema, "b.xsl": SHEET.format(ODD.format("false()"))}
    assert "odd" in rules_found(files, make_project)


@pytest.mark.parametrize(
    ("href", "what"),
    [
        ("no.xsl", "There is no file “no.xsl”"),
        ("a.xml", "is no XSLT style sheet; it begins with <a>"),
        ("../out.xsl", "lies outside the project"),
        ("http://localhost:1/a.xsl", "lies outside the project"),
        ("circle.xsl", "takes in itself"),
        ("", "names no file"),
    ],
)
def test_a_style_sheet_that_cannot_be_taken_in_is_told_at_its_place(
    href: str, what: str, make_project: MakeProject
) -> None:
    schema = FUNCTIONS.replace("<xsl:function", f'\n<xsl:include href="{href}"/><xsl:function', 1)
    files = {"f.sch": schema, "circle.xsl": SHEET.format('<xsl:include href="circle.xsl"/>')}
    (found,) = judged(files, "f.sch", make_project).diagnostics
    assert found.rule.startswith("schema-")
    assert what in found.message
    assert found.location.line in {1, 4}


# Phases

PHASES = f"""<schema xmlns="{SCH}" defaultPhase="draft"><ns prefix="x" uri="urn:x"/>
<phase id="draft"><active pattern="d"/></phase>
<phase id="final"><let name="what" value="'end'"/><active pattern="f"/></phase>
<pattern id="d"><rule context="x:b"><report test="true()">A draft.</report></rule></pattern>
<pattern id="f"><rule context="x:b"><report test="true()">The {{}}.</report></rule></pattern>
</schema>"""
DRAFT, FINAL = PHASES.format("end"), PHASES.format('<value-of select="$what"/>')


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("", ["A draft."]),
        ("#DEFAULT", ["A draft."]),
        ("draft", ["A draft."]),
        ("final", ["The end."]),
        ("#ALL", ["A draft.", "The end."]),
    ],
)
def test_a_phase_is_asked_for_by_its_name(
    phase: str, expected: list[str], make_project: MakeProject, edition_command: Command
) -> None:
    schema = FINAL if phase == "final" else DRAFT
    root = make_project({"a.sch": schema, "a.xml": DOCUMENT})
    project, document = find(root / "a.xml"), read(root / "a.xml", "a.xml")
    done = validate_all(document, project, Checks((str(root / "a.sch"),), phase=phase))
    assert sorted(found.message for found in done.diagnostics) == expected
    run = edition_command("validate", "a.xml", "--schema", "a.sch", "--phase", phase, cwd=root)
    assert [each in run.stdout for each in expected] == [True] * len(expected)


@pytest.mark.parametrize(
    ("phase", "hint"), [("finale", "did you mean final?"), ("x", "there are: draft, final.")]
)
def test_an_unknown_phase_is_a_wrong_use_that_names_the_known_ones(
    phase: str, hint: str, make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.sch": FINAL, "a.xml": DOCUMENT})
    run = edition_command("validate", "a.xml", "--schema", "a.sch", "--phase", phase, cwd=root)
    assert run.returncode == 2
    assert f"a.sch has no phase “{phase}”; {hint}" in run.stderr


def test_rules_in_a_grammar_have_no_phases_which_is_said(make_project: MakeProject) -> None:
    root = make_project({"a.rng": GRAMMAR.format(RULE), "a.xml": DOCUMENT})
    document = read(root / "a.xml", "a.xml")
    done = validate_all(document, find(root), Checks((str(root / "a.rng"),), phase="final"))
    assert [found.message for found in done.diagnostics] == ["No n."]
    assert done.unchecked == ("the phase final, since rules in a grammar have none: all are asked",)


# Other documents

ELSEWHERE = f"""<schema xmlns="{SCH}" queryBinding="{{}}"><ns prefix="x" uri="urn:x"/>
<let name="known" value="//x:b/@n"/>
<pattern id="there" documents="/x:a/x:part/@href"><let name="count" value="count(//c)"/>
<rule context="c"><assert test="@to = $known">No <value-of select="@to"/> of
<value-of select="$count"/>.</assert></rule></pattern></schema>"""
PARTS = '<a xmlns="urn:x"><b n="1"/>{}</a>'


@pytest.mark.parametrize("binding", ["xslt", "xslt2"])
def test_a_pattern_may_be_about_other_documents(binding: str, make_project: MakeProject) -> None:
    files = {
        "a.sch": ELSEWHERE.format(binding),
        "a.xml": PARTS.format('<part href="sub/one.xml"/><part href="two.xml"/>'),
        "sub/one.xml": '<c to="1"/>',
        "two.xml": '<r>\n<c to="1"/><c to="3"/></r>',
    }
    (found,) = judged(files, "a.sch", make_project).diagnostics
    assert (found.rule, found.message) == ("there", "No 3 of 2.")
    assert str(found.location).endswith("two.xml:2:12")


@pytest.mark.parametrize(
    ("href", "why"),
    [
        ("no.xml", "is not there"),
        ("../no.xml", "lies outside the project"),
        ("http://localhost:1/a.xml", "lies outside the project"),
        ("bad.xml", "cannot be read"),
    ],
)
def test_of_a_document_that_cannot_be_asked_it_is_told_why(
    href: str, why: str, make_project: MakeProject
) -> None:
    files = {
        "a.sch": ELSEWHERE.format("xslt2"),
        "a.xml": PARTS.format(f'<part href="{href}"/>'),
        "bad.xml": "<r>",
    }
    (found,) = judged(files, "a.sch", make_project).diagnostics
    assert found.rule == "schema-test-failed"
    assert f"“{href}”, which {why}" in found.message
