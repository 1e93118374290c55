"""What is wrong with an ODD: one finding at its place, with what to do; nothing half-written."""

import re
from pathlib import Path

import pytest
from lxml import etree

from edition import manual
from edition.diagnostic import Refused, Severity
from edition.document import parse, read
from edition.odd.compilation import compiled
from tests.conftest import Command
from tests.customizing import ALL, TEI, Custom, odd

SCH = "http://purl.oclc.org/dsdl/schematron"
NAME = '<elementSpec ident="name" mode="change">{}</elementSpec>'
CONTENT = NAME.format("<content>{}</content>")
ATTRIBUTE = NAME.format("<attList>{}</attList>")

# What an ODD says, the rule, the severity, and words of the message and of the hint.
FAULTS = [
    ('<moduleRef key="nams"/>', "schema-unknown-name", "error", "module “nams”", "“names”"),
    ('<elementRef key="plaec"/>', "schema-unknown-name", "error", "element “plaec”", "“place”"),
    ('<classRef key="att.type"/>', "schema-unknown-name", "error", "class “att.type”", "att.typed"),
    (
        '<moduleRef key="core" include="headd"/>',
        "schema-unknown-name",
        "warning",
        "no element “headd”",
        "“head”",
    ),
    (
        '<moduleRef key="core" include="place"/>',
        "schema-unknown-name",
        "warning",
        "not in the module “core”",
        "moduleRef of “names”",
    ),
    (
        '<elementSpec ident="nam" mode="change"/>',
        "schema-unknown-name",
        "error",
        "element “nam”",
        "“name”",
    ),
    (
        '<elementSpec ident="nam" mode="delete"/>',
        "schema-unknown-name",
        "warning",
        "element “nam”",
        "“name”",
    ),
    (
        CONTENT.format('<elementRef key="hii"/>'),
        "schema-unknown-name",
        "error",
        "element “hii”",
        "“hi”",
    ),
    (
        CONTENT.format('<rng:ref name="model.phras"/>'),
        "schema-unknown-name",
        "error",
        "no definition “model.phras”",
        "“model.phrase”",
    ),
    (
        CONTENT.format('<classRef key="model.phras"/>'),
        "schema-unknown-name",
        "error",
        "class “model.phras”",
        "“model.phrase”",
    ),
    (
        ATTRIBUTE.format(
            '<attDef ident="k"><datatype><dataRef key="teidata.wort"/></datatype></attDef>'
        ),
        "schema-unknown-name",
        "error",
        "datatype “teidata.wort”",
        "“teidata.word”",
    ),
    (
        NAME.format('<classes mode="change"><memberOf key="att.tped"/></classes>'),
        "schema-unknown-name",
        "error",
        "class “att.tped”",
        "“att.typed”",
    ),
    (
        CONTENT.format('<classRef key="model.phrase" include="p"/>'),
        "schema-unknown-name",
        "warning",
        "“p” is no member",
        "Leave it out",
    ),
    (
        '<elementSpec ident="head" mode="delete"/>'
        + CONTENT.format('<elementRef key="head" minOccurs="0"/>'),
        "schema-no-effect",
        "warning",
        "“head” is not in the schema, so it drops out",
        "This ODD deletes it",
    ),
    (
        ATTRIBUTE.format('<attDef ident="tipe" mode="change"/>'),
        "schema-no-effect",
        "warning",
        "no attribute “tipe”",
        "“type”",
    ),
    (
        '<elementSpec ident="name" mode="add"><content/></elementSpec>',
        "schema-defined-twice",
        "error",
        "“name” is there already",
        "mode=“change”",
    ),
    (
        ATTRIBUTE.format('<attDef ident="type"/>'),
        "schema-defined-twice",
        "error",
        "“type” is there already",
        "mode=“replace”",
    ),
    (
        ATTRIBUTE.format('<attDef ident="a"/><attDef ident="a"/>'),
        "schema-defined-twice",
        "error",
        "“a” is defined twice",
        "another name",
    ),
    (
        ATTRIBUTE.format(
            '<attDef ident="a"><valList><valItem ident="x"/><valItem ident="x"/></valList></attDef>'
        ),
        "schema-defined-twice",
        "error",
        "value “x” is defined twice",
        "Take one of them out",
    ),
    (
        '<elementSpec ident="name" mode="alter"/>',
        "schema-invalid",
        "error",
        "no mode “alter”",
        "add, change, replace, delete",
    ),
    (
        ATTRIBUTE.format('<attDef ident="#a"/>'),
        "schema-invalid",
        "error",
        "“#a” is no name that an attribute can have",
        "letters",
    ),
    (
        ATTRIBUTE.format('<attDef ident="a"><datatype><dataRef name="wort"/></datatype></attDef>'),
        "schema-invalid",
        "error",
        "no datatype “wort”",
        "",
    ),
    (
        '<elementSpec ident="my name"><content/></elementSpec>',
        "schema-invalid",
        "error",
        "“my name” is no name",
        "letters",
    ),
    (
        CONTENT.format('<elementRef key="hi" minOccurs="2"/>'),
        "schema-invalid",
        "error",
        "2 times at least, and 1 at most",
        "unbounded",
    ),
    (
        CONTENT.format('<elementRef key="hi" minOccurs="many"/>'),
        "schema-invalid",
        "error",
        "no number",
        "digits",
    ),
    (
        CONTENT.format('<elementRef key="hi" maxOccurs="1000000"/>'),
        "schema-unsupported",
        "error",
        "400 times",
        "constraintSpec",
    ),
    (
        CONTENT.format("<interleave/>"),
        "schema-unsupported",
        "error",
        "<interleave>",
        "sequence, textNode, valList",
    ),
    (
        ATTRIBUTE.format(
            '<attDef ident="a"><datatype><dataRef ref="http://x.org/y"/></datatype></attDef>'
        ),
        "schema-unsupported",
        "error",
        "on the web",
        "with name",
    ),
    (
        NAME.format('<constraintSpec ident="x" scheme="private"/>'),
        "schema-unsupported",
        "error",
        "“private”",
        "Schematron",
    ),
    (
        CONTENT.format("<rng:group><rng:data/></rng:group>"),
        "schema-invalid",
        "error",
        "data",
        "",
    ),
    (
        CONTENT.format('<rng:oneOrMore><rng:attribute name="a"/><rng:text/></rng:oneOrMore>'),
        "schema-invalid",
        "error",
        "attribute",
        "",
    ),
    (
        CONTENT.format('<sequence><textNode/><dataRef name="integer"/></sequence>'),
        "schema-invalid",
        "error",
        "",
        "",
    ),
    (
        (
            '<classSpec ident="model.phrase" type="model" mode="change"><classes mode="replace">'
            '<memberOf key="model.nameLike"/></classes></classSpec>'
        ),
        "schema-circular",
        "error",
        "model.phrase → model.nameLike → model.phrase",
        "Take one",
    ),
    (
        (
            '<macroSpec ident="macro.phrases" mode="change"><content>'
            '<macroRef key="macro.phrases"/></content></macroSpec>'
        ),
        "schema-circular",
        "error",
        "leads back to itself",
        "Take one",
    ),
    ('<specGrpRef target="#nothing"/>', "schema-unknown-name", "warning", "“nothing”", "xml:id"),
    (
        CONTENT.format('<rng:externalRef href="x.rng"/>'),
        "schema-invalid",
        "error",
        "cannot take in “x.rng”",
        "moduleRef",
    ),
    ('<specGrpRef target="mine.odd"/>', "schema-unknown-name", "error", "is no specGrp", "#"),
    ('<specGrpRef target="http://[/"/>', "schema-missing", "error", "Nothing is fetched", "beside"),
    ('<moduleRef url="http://[/"/>', "schema-missing", "error", "on the web", "beside"),
    ('<specGrpRef target="no.xml"/>', "schema-missing", "error", "“no.xml”", ""),
    ('<moduleRef url="no.rng"/>', "schema-missing", "error", "“no.rng”", "beside the ODD"),
    ('<moduleRef url="http://x.org/y.rng"/>', "schema-missing", "error", "on the web", "beside"),
    (
        '<elementSpec ident="p" mode="delete"/>',
        "schema-needed",
        "warning",
        "“TEI” cannot do without",
        "drops out",
    ),
    (
        '<dataSpec ident="teidata.word" mode="delete"/>',
        "schema-needed",
        "error",
        "“att.global”, “att.linking”, “att.typed”, “hi” cannot do without",
        "Leave it",
    ),
    (
        '<classSpec ident="att.typed" type="atts" mode="delete"/>'
        + NAME.format('<classes mode="change"><memberOf key="att.typed"/></classes>'),
        "schema-no-effect",
        "warning",
        "“att.typed” is not in the schema",
        "This ODD deletes it",
    ),
    ('<elementspec ident="x"/>', "schema-unsupported", "error", "<elementspec>", "“elementSpec”"),
    (
        '<elementSpec xmlns="" ident="x"/>',
        "schema-unsupported",
        "error",
        "of no namespace",
        "namespace of TEI",
    ),
    (NAME.format('<attDef ident="x"/>'), "schema-unsupported", "error", "<attDef>", "in: attList"),
    (CONTENT.format("words"), "schema-invalid", "error", "“words” in <content>", "desc"),
    (
        CONTENT.format('<elementRef key="hi" maxOcurs="2"/>'),
        "schema-unsupported",
        "error",
        "no attribute “maxOcurs”",
        "“maxOccurs”",
    ),
    (
        '<classRef key="att.typed" exclude="type"/>',
        "schema-unsupported",
        "warning",
        "no attribute “exclude”",
        "“except”",
    ),
    (
        ATTRIBUTE.format('<attDef ident="a" usage="mandatory"/>'),
        "schema-invalid",
        "error",
        "usage=“mandatory”",
        "req, rec, opt",
    ),
    (
        CONTENT.format('<classRef key="model.phrase" expand="sequenz"/>'),
        "schema-invalid",
        "error",
        "expand=“sequenz”",
        "“sequence”",
    ),
    ('<moduleRef key="names" url="x.rng"/>', "schema-invalid", "error", "key and url", "Take one"),
    ("<moduleRef/>", "schema-invalid", "error", "names nothing", "key or url"),
    ('<moduleRef key="names" prefix="n_"/>', "schema-invalid", "error", "prefix", "schemaSpec"),
    (
        CONTENT.format('<classRef key="model.phrase" include="hi" except="name"/>'),
        "schema-invalid",
        "error",
        "both include and except",
        "Take one",
    ),
    (
        NAME.format("<content><textNode/></content><content><empty/></content>"),
        "schema-defined-twice",
        "error",
        "a second <content>",
        "Take one",
    ),
    (
        '<classRef key="model.phrase" include="hi"/>',
        "schema-unsupported",
        "error",
        "“model.phrase”, a class of elements",
        "Take it whole",
    ),
    (
        '<classRef key="att.typed" include="tpye type"/>',
        "schema-unknown-name",
        "warning",
        "no attribute “tpye”",
        "“type”",
    ),
    (
        CONTENT.format('<classRef key="att.typed"/>'),
        "schema-invalid",
        "error",
        "a class of attributes",
        "memberOf",
    ),
    (
        ATTRIBUTE.format('<attRef class="att.typd" name="type"/>'),
        "schema-unknown-name",
        "error",
        "“att.typd”",
        "“att.typed”",
    ),
    (
        ATTRIBUTE.format('<attRef class="att.typed" name="typ"/>'),
        "schema-unknown-name",
        "error",
        "gives no attribute “typ”",
        "“type”",
    ),
    (
        '<classSpec ident="att.mine"><attList/></classSpec>',
        "schema-needed",
        "error",
        "“att.mine”",
        "type=“atts”",
    ),
    (
        ATTRIBUTE.format('<attDef ident="a"><valList type="closed"/></attDef>'),
        "schema-invalid",
        "error",
        "no value",
        "valItem",
    ),
    (
        '<elementRef key="hi" minOccurs="0"/>',
        "schema-invalid",
        "error",
        "minOccurs on <elementRef> says nothing outside",
        "Take it out",
    ),
    (
        CONTENT.format('<elementRef key="hi" source="x.odd"/>'),
        "schema-invalid",
        "error",
        "source on <elementRef> says nothing in",
        "Take it out",
    ),
    (
        ATTRIBUTE.format(
            '<attDef ident="type" mode="change"><valList mode="change"><valItem ident="a"/>'
            '<valItem ident="b" mode="delete"/></valList></attDef>'
        ),
        "schema-no-effect",
        "warning",
        "no value “b”",
        "Leave this out",
    ),
    (
        ATTRIBUTE.format('<attDef ident="kind" mode="replace"/>'),
        "schema-no-effect",
        "warning",
        "no attribute “kind” here, so it is added",
        "mode=“add”",
    ),
    (
        '<dataSpec ident="teidata.mine"><content><dataRef name="decimall"/></content></dataSpec>',
        "schema-invalid",
        "error",
        "no datatype “decimall”",
        "XML Schema",
    ),
    (
        NAME.format(
            '<classes mode="change"><memberOf key="model.phrase" min="few" max="2"/></classes>'
        ),
        "schema-invalid",
        "error",
        "“few” to “2”",
        "digits",
    ),
    (
        NAME.format(
            f'<constraintSpec ident="x"><constraint><assert xmlns="{SCH}"/></constraint>'
            "</constraintSpec>"
        ),
        "schema-invalid",
        "error",
        "An expression is empty",
        "Write one",
    ),
    (CONTENT.format("<alternate/>"), "schema-invalid", "error", "<alternate> holds", "Put into"),
    (
        ATTRIBUTE.format('<attDef ident="m:a"/>'),
        "schema-invalid",
        "error",
        "prefix of “m:a”",
        "xmlns",
    ),
    (
        ATTRIBUTE.format(
            '<attDef ident="a"><datatype><dataRef key="teidata.word" restriction="[a-"/></datatype>'
            "</attDef>"
        ),
        "schema-invalid",
        "error",
        "“[a-”",
        "restriction",
    ),
    (
        ATTRIBUTE.format(
            '<attDef ident="a"><datatype><dataRef key="teidata.word"><dataFacet name="length"'
            ' value="3"/></dataRef></datatype></attDef>'
        ),
        "schema-unsupported",
        "error",
        "dataFacet",
        "restriction",
    ),
    (
        ('<elementSpec ident="head" mode="change"/><elementSpec ident="head" mode="delete"/>'),
        "schema-defined-twice",
        "warning",
        "changed first, and here deleted",
        "Take one",
    ),
    (
        NAME.format(
            f'<constraintSpec ident="x"><constraint><assert xmlns="{SCH}" test="@n and ("/>'
            "</constraint></constraintSpec>"
        ),
        "schema-invalid",
        "error",
        "“@n and (”",
        "Correct the expression",
    ),
    (
        NAME.format(
            '<constraintSpec ident="x"><constraint><assert xmlns="http://www.ascc.net/xml/'
            'schematron" test="@n"/></constraint></constraintSpec>'
        ),
        "schema-unsupported",
        "error",
        "http://www.ascc.net",
        "ISO Schematron",
    ),
]


@pytest.mark.parametrize(("parts", "rule", "weight", "said", "hinted"), FAULTS)
def test_a_fault_is_one_finding_at_its_place(  # noqa: PLR0913  (the columns of the table)
    tmp_path: Path, parts: str, rule: str, weight: str, said: str, hinted: str
) -> None:
    found = Custom(tmp_path, odd(f"{ALL}\n  {parts}")).faults()
    assert [(each.rule, each.severity) for each in found] == [(rule, weight)]
    assert said in found[0].message
    assert hinted in (found[0].hint or "")
    assert (found[0].location.file, found[0].location.line) == ("mine.odd", 3)
    assert (found[0].location.column or 0) >= 3


def test_every_fault_has_a_page_in_the_manual() -> None:
    assert {rule for _, rule, *_ in FAULTS} - set(manual.names()) == set()
    assert {"schema-no-odd", "schema-source"} <= set(manual.names())


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    wrong = [FAULTS[0], FAULTS[7], FAULTS[13]]
    found = Custom(tmp_path, odd("\n".join([ALL, *(parts for parts, *_ in wrong)]))).faults()
    assert [each.rule for each in found] == ["schema-unknown-name"]  # first what is to be taken
    found = Custom(tmp_path, odd("\n".join([ALL, *(parts for parts, *_ in wrong[1:])]))).faults()
    assert [each.rule for each in found] == [rule for _, rule, *_ in wrong[1:]]


def test_a_group_that_holds_itself_is_told_once(tmp_path: Path) -> None:
    group = '<specGrp xml:id="a"><specGrpRef target="#a"/></specGrp>'
    found = Custom(tmp_path, odd(f'{ALL}<specGrpRef target="#a"/>', beside=group)).faults()
    assert [(each.rule, each.severity) for each in found] == [("schema-circular", Severity.ERROR)]


TWO = odd(ALL).replace(
    "</body>", '<schemaSpec ident="other" start="p"><moduleRef key="core"/></schemaSpec></body>'
)


def test_of_two_schemas_the_first_is_compiled_and_the_other_named(tmp_path: Path) -> None:
    found = Custom(tmp_path, TWO).faults()
    assert [(each.rule, each.severity) for each in found] == [("schema-no-effect", "warning")]
    assert "“other”" in found[0].message
    assert "--ident" in (found[0].hint or "")


def test_of_several_schemas_one_is_chosen_by_its_name(
    tmp_path: Path, edition_command: Command
) -> None:
    custom = Custom(tmp_path, TWO)
    made = tmp_path / "other.rng"
    asked = ("schema", "compile", str(custom.file), "--source", str(custom.source))
    result = edition_command(*asked, "--ident", "other", "-o", str(made))
    assert (result.returncode, "warning" in result.stderr) == (0, False)
    assert "ODD “other”" in made.read_text(encoding="utf-8")
    whole = made.with_suffix(".compiled.odd").read_text(encoding="utf-8")
    assert (whole.count("<schemaSpec"), 'ident="other"' in whole) == (1, True)
    unknown = edition_command(*asked, "--ident", "third")
    assert unknown.returncode == 2
    assert "there are: mine, other" in unknown.stderr


@pytest.mark.parametrize(
    "beside",
    [
        '<elementSpec ident="hi" mode="delete"/>',
        '<specGrp xml:id="hi"><elementSpec ident="hi" mode="delete"/></specGrp>',
    ],
)
def test_what_is_specified_outside_the_schema_is_told(tmp_path: Path, beside: str) -> None:
    found = Custom(tmp_path, odd(ALL, beside=beside)).faults()
    assert [(each.rule, each.severity) for each in found] == [("schema-no-effect", "warning")]
    assert "“hi” stands outside the schema" in found[0].message
    referred = odd(f'{ALL}<specGrpRef target="#hi"/>', beside=beside)
    assert "specGrp" not in beside or Custom(tmp_path, referred).faults() == []


RICH = f"""<moduleRef key="tei"/><moduleRef key="core" except="hi"/><elementRef key="name"/>
<classRef key="att.typed" include="type"/><specGrp><specGrpRef target="#more"/></specGrp>
<classSpec ident="att.mine" type="atts"><attList org="choice"><attDef ident="a" usage="rec">
<valList type="semi"><valItem ident="x"><desc>x</desc></valItem></valList></attDef>
<attList org="group"><attRef class="att.typed" name="type"/></attList></attList></classSpec>
<elementSpec ident="mine" ns="urn:mine"><classes mode="replace"><memberOf key="att.mine"/>
<memberOf key="model.phrase" min="1" max="2"/></classes><content autoPrefix="true">
<sequence preserveOrder="true" minOccurs="0"><alternate maxOccurs="2"><textNode/>
<classRef key="model.phrase" expand="alternation" except="name"/></alternate>
<anyElement require="urn:x" minOccurs="0"/></sequence></content>
<constraintSpec ident="c" scheme="schematron"><constraint>
<assert xmlns="{SCH}" test="true()"/></constraint></constraintSpec></elementSpec>
<macroSpec ident="macro.mine"><content><macroRef key="macro.phrases"/></content></macroSpec>
<dataSpec ident="teidata.mine"><content><dataRef name="token"><dataFacet name="length" value="3"/>
</dataRef></content></dataSpec><elementSpec ident="p" mode="change"><attList>
<attDef ident="b"><datatype minOccurs="1" maxOccurs="2"><dataRef key="teidata.word"
restriction="[a-z]"/></datatype></attDef></attList></elementSpec>"""


def test_whatever_is_misspelt_is_told(tmp_path: Path) -> None:
    text = odd(RICH, beside='<specGrp xml:id="more"><dataRef key="teidata.sex"/></specGrp>')
    assert Custom(tmp_path, text).faults() == []
    schema = text.index("<schemaSpec")
    names = [found.end() for found in re.finditer(r"<[a-zA-Z]+| [a-zA-Z]+(?==)", text[schema:])]
    silent = []
    for at in (schema + end for end in names):
        wrong = _mended(f"{text[:at]}x{text[at:]}")
        if not text[:at].endswith("xmlns") and not Custom(tmp_path, wrong).faults():
            silent.append(text[at - 30 : at])
    assert silent == []


def _mended(text: str) -> str:
    """Return a text in which each element is closed as it was opened."""
    root = etree.fromstring(text.encode(), etree.XMLParser(recover=True))
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    "text",
    [f'<TEI xmlns="{TEI}"><text><body><p>no schema</p></body></text></TEI>', "<html/>"],
)
def test_what_is_no_odd_is_said_so(tmp_path: Path, text: str) -> None:
    found = Custom(tmp_path, text).faults()
    assert [each.rule for each in found] == ["schema-no-odd"]


def test_without_a_source_it_is_said_how_to_get_one(tmp_path: Path) -> None:
    document = parse(odd(ALL).encode(), "mine.odd", tmp_path / "mine.odd")
    with pytest.raises(Refused) as refused:
        compiled(document, None)
    (found,) = refused.value.diagnostics
    assert found.rule == "schema-source"
    assert "edition schema add" in (found.hint or "")


def test_a_source_that_specifies_nothing_is_refused(tmp_path: Path) -> None:
    custom = Custom(tmp_path, odd(ALL))
    custom.source.write_text(f'<TEI xmlns="{TEI}"/>', encoding="utf-8")
    assert [each.rule for each in custom.faults()] == ["schema-source"]


def test_a_source_of_another_version_is_a_warning(tmp_path: Path) -> None:
    found = Custom(tmp_path, odd(ALL, 'ident="mine" source="tei:3.0.0"')).faults()
    assert [(each.rule, each.severity) for each in found] == [("schema-source", "warning")]
    assert "TEI 3.0.0" in found[0].message
    assert "4.9.0" in found[0].message


def test_an_odd_that_is_its_own_source_is_refused(tmp_path: Path) -> None:
    found = Custom(tmp_path, odd(ALL, 'ident="mine" source="mine.odd"')).faults()
    assert [each.rule for each in found] == ["schema-circular"]


def test_a_start_that_is_not_in_the_schema_is_refused(tmp_path: Path) -> None:
    found = Custom(tmp_path, odd(ALL, 'ident="mine" start="TEI headd"')).faults()
    assert [each.rule for each in found] == ["schema-unknown-name"]
    assert "“head”" in (found[0].hint or "")


def test_a_schema_without_tei_has_to_say_what_documents_start_with(tmp_path: Path) -> None:
    parts = '<moduleRef key="tei"/><moduleRef key="core" except="TEI"/>'
    found = Custom(tmp_path, odd(parts)).faults()
    assert [each.rule for each in found] == ["schema-needed"]


def test_nothing_is_written_of_an_odd_with_a_fault(
    tmp_path: Path, edition_command: Command
) -> None:
    custom = Custom(tmp_path, odd(f"{ALL}{FAULTS[0][0]}"))
    target = tmp_path / "out" / "mine.rng"
    options = ["--source", custom.source, "-o", target]
    done = edition_command("schema", "compile", custom.file, *options)
    assert done.returncode == 3
    assert "Did you mean “names”?" in done.stderr
    assert not target.parent.exists()


@pytest.mark.parametrize("target", ["mine.odd", "source.rng", "out", "mine.sch"])
def test_neither_the_odd_nor_what_it_is_made_from_is_written_over(
    tmp_path: Path, edition_command: Command, target: str
) -> None:
    custom = Custom(tmp_path, odd(ALL))
    custom.source.rename(tmp_path / "source.rng")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    asked = ("schema", "compile", str(custom.file), "--source", str(tmp_path / "source.rng"))
    result = edition_command(*asked, "-o", str(tmp_path / target))
    assert result.returncode == 2
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_where_one_of_the_files_cannot_be_written_none_is(
    tmp_path: Path, edition_command: Command
) -> None:
    custom = Custom(tmp_path, odd(ALL))
    (tmp_path / "made.compiled.odd").mkdir()
    asked = ("schema", "compile", str(custom.file), "--source", str(custom.source))
    result = edition_command(*asked, "-o", str(tmp_path / "made.rng"))
    assert (result.returncode, "A folder of this name" in result.stderr) == (3, True)
    assert not (tmp_path / "made.rng").exists()


def test_rules_that_an_earlier_run_left_are_told_of(
    tmp_path: Path, edition_command: Command
) -> None:
    custom = Custom(tmp_path, odd(f'{ALL}<elementSpec ident="p" mode="delete"/>'))
    (tmp_path / "made.sch").write_text("<old/>", encoding="utf-8")
    asked = ("schema", "compile", str(custom.file), "--source", str(custom.source))
    result = edition_command(*asked, "-o", str(tmp_path / "made.rng"))
    assert result.returncode == 0
    assert "made.sch is of an earlier time" in result.stderr


def test_a_source_that_is_not_of_tei_is_told_once(tmp_path: Path) -> None:
    custom = Custom(tmp_path, odd('<moduleRef key="core"/><elementSpec ident="p" mode="change"/>'))
    custom.source.write_text(f'<TEI xmlns="{TEI}"><elementSpec ident="a"/></TEI>', encoding="utf-8")
    found = custom.faults()
    assert [(each.rule, each.severity) for each in found] == [("schema-source", "error")]
    assert "has no modules" in found[0].message


def test_an_odd_with_inner_entities_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    custom = Custom(tmp_path, odd(ALL))
    text = custom.file.read_text().replace("<TEI", '<!DOCTYPE TEI [<!ENTITY e "x">]>\n<TEI', 1)
    custom.file.write_text("\ufeff" + text, encoding="utf-8")
    assert custom.faults() == []
    assert read(custom.file).root.tag == f"{{{TEI}}}TEI"
