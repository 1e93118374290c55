"""What an ODD may say, and what its schema then accepts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.document import parse
from edition.odd.compilation import compiled
from tests.customizing import ALL, SOURCE, TEI, Custom, odd

Customize = Callable[..., Custom]


@pytest.fixture
def custom(tmp_path: Path) -> Customize:
    def customize(parts: str, *options: str, **named: str) -> Custom:
        return Custom(tmp_path, odd(parts, *options, **named))

    return customize


def test_modules_bring_their_elements_and_classes(custom: Customize) -> None:
    schema = custom(ALL)
    assert schema.accepts("<head>A</head><p n='1'>b <name>c</name> <hi rend='i'>d</hi></p>")
    assert not schema.accepts("<head>A</head>")
    assert not schema.accepts("<p><hi>rend is missing</hi></p>")


def test_a_module_gives_the_elements_that_are_included_or_not_excepted(custom: Customize) -> None:
    included = custom('<moduleRef key="tei"/><moduleRef key="core" include="TEI p"/>')
    assert included.accepts("<p>a</p>")
    assert not included.accepts("<head>a</head><p/>")
    excepted = custom('<moduleRef key="tei"/><moduleRef key="core" except="hi"/>')
    assert excepted.accepts("<head>a</head><p/>")
    assert not excepted.accepts("<p><hi rend='i'/></p>")


def test_an_element_and_a_class_can_be_taken_by_name(custom: Customize) -> None:
    schema = custom('<moduleRef key="tei"/><moduleRef key="core"/><elementRef key="name"/>')
    assert schema.accepts("<p><name type='x'>a</name></p>")
    assert not schema.accepts("<p><place><name/></place></p>")


def test_of_a_class_of_attributes_some_can_be_taken(custom: Customize) -> None:
    schema = custom(
        '<moduleRef key="core"/><classRef key="model.phrase"/><macroRef key="macro.phrases"/>'
        '<dataRef key="teidata.word"/><classRef key="att.global" include="n"/>'
    )
    assert schema.accepts("<p n='1'/>")
    assert not schema.accepts("<p xml:id='a'/>")
    assert not schema.accepts("<p corresp='a'/>")


def test_a_deleted_element_drops_out_of_content_models(custom: Customize) -> None:
    schema = custom(f'{ALL}<elementSpec ident="head" mode="delete"/>')
    assert schema.accepts("<p/>")
    assert not schema.accepts("<head/><p/>")


def test_a_deleted_class_takes_its_attributes_with_it(custom: Customize) -> None:
    schema = custom(f'{ALL}<classSpec ident="att.linking" type="atts" mode="delete"/>')
    assert schema.accepts("<p n='1'/>")
    assert not schema.accepts("<p corresp='a'/>")


def test_content_is_changed_and_the_rest_stays(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="TEI" mode="change"><content>'
        '<elementRef key="p" minOccurs="2" maxOccurs="3"/></content></elementSpec>'
    )
    assert not schema.accepts("<p/>")
    assert schema.accepts("<TEI n='1'><p/><p/></TEI>")
    assert schema.accepts("<p/><p/><p/>")
    assert not schema.accepts("<p/><p/><p/><p/>")


def test_a_replaced_element_keeps_nothing(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="p" mode="replace"><content><textNode/></content></elementSpec>'
    )
    assert schema.accepts("<p>a</p>")
    assert not schema.accepts("<p n='1'>a</p>")
    assert not schema.accepts("<p><name/></p>")
    assert schema.reported("<p>a</p>") == []


def test_an_added_element_stands_where_its_classes_stand(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="song" ns="urn:mine" mode="add"><classes>'
        '<memberOf key="model.phrase"/></classes><content><textNode/></content></elementSpec>'
    )
    assert schema.accepts("<p><song xmlns='urn:mine'>la</song></p>")
    assert not schema.accepts("<p><song>la</song></p>")


def test_memberships_are_changed_one_by_one_or_replaced(custom: Customize) -> None:
    changed = custom(
        f'{ALL}<elementSpec ident="name" mode="change"><classes mode="change">'
        '<memberOf key="att.typed" mode="delete"/></classes></elementSpec>'
    )
    assert changed.accepts("<p><name n='1'/></p>")
    assert not changed.accepts("<p><name type='a'/></p>")
    replaced = custom(
        f'{ALL}<elementSpec ident="name" mode="change"><classes mode="replace">'
        '<memberOf key="model.phrase"/></classes></elementSpec>'
    )
    assert replaced.accepts("<p><name/></p>")
    assert not replaced.accepts("<p><name n='1'/></p>")


ATTRIBUTES = [
    ('<attDef ident="type" mode="delete"/>', ["<name subtype='b'/>"], ["<name type='a'/>"]),
    ('<attDef ident="type" mode="change" usage="req"/>', ["<name type='a'/>"], ["<name/>"]),
    (
        (
            '<attDef ident="type" mode="change"><valList type="closed">'
            '<valItem ident="a"/></valList></attDef>'
        ),
        ["<name type='a' n='1'/>"],
        ["<name type='b'/>"],
    ),
    (
        (
            '<attDef ident="type" mode="change"><valList type="semi" mode="add">'
            '<valItem ident="a b"/></valList></attDef>'
        ),
        ["<name type='a b'/>", "<name type='c'/>"],
        ["<name type='c d'/>"],
    ),
    (
        (
            '<attDef ident="type" mode="replace"><datatype><dataRef name="integer"/></datatype>'
            "</attDef>"
        ),
        ["<name type='3'/>"],
        ["<name type='a'/>"],
    ),
    (
        (
            '<attDef ident="key" mode="add"><datatype minOccurs="2" maxOccurs="3">'
            '<dataRef name="integer"/></datatype></attDef>'
        ),
        ["<name key='1 2'/>", "<name key='1 2 3' type='a'/>"],
        ["<name key='1'/>", "<name key='1 2 3 4'/>"],
    ),
    (
        (
            '<attDef ident="key"><datatype><dataRef key="teidata.word" restriction="[a-c]+"'
            "/></datatype></attDef>"
        ),
        ["<name key='abc'/>"],
        ["<name key='abd'/>"],
    ),
    (
        (
            '<attDef ident="key"><datatype><dataRef key="teidata.sex" restriction="x.|[1-5]"'
            "/></datatype></attDef>"
        ),
        ["<name key='x1'/>", "<name key='3'/>"],
        ["<name key='unknown'/>", "<name key='7'/>"],
    ),
    (
        (
            '<attDef ident="key" mode="add"><datatype><dataRef name="decimal">'
            '<dataFacet name="maxInclusive" value="3"/></dataRef></datatype></attDef>'
        ),
        ["<name key='2.5'/>"],
        ["<name key='3.5'/>"],
    ),
    (
        '<attDef ident="key" mode="add"><altIdent>schluessel</altIdent></attDef>',
        ["<name schluessel='anything at all'/>"],
        ["<name key='a'/>"],
    ),
    (
        '<attDef ident="xl:href" ns="urn:links" mode="add"/>',
        ["<name xmlns:l='urn:links' l:href='a'/>"],
        ["<name href='a'/>"],
    ),
    (
        (
            '<attList org="choice"><attDef ident="a" mode="add"/><attList org="group">'
            '<attDef ident="b" mode="add" usage="req"/><attDef ident="c" mode="add" usage="req"/>'
            "</attList></attList>"
        ),
        ["<name a='1'/>", "<name b='1' c='1'/>"],
        ["<name a='1' b='1' c='1'/>", "<name b='1'/>"],
    ),
]


@pytest.mark.parametrize(("change", "right", "wrong"), ATTRIBUTES, ids=range(len(ATTRIBUTES)))
def test_attributes_are_as_the_element_says(
    custom: Customize, change: str, right: list[str], wrong: list[str]
) -> None:
    parts = f'<elementSpec ident="name" mode="change"><attList>{change}</attList></elementSpec>'
    schema = custom(ALL + parts)
    assert [text for text in right if not schema.accepts(f"<p>{text}</p>")] == []
    assert [text for text in wrong if schema.accepts(f"<p>{text}</p>")] == []


def test_what_an_element_changes_other_members_of_the_class_keep(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="name" mode="change"><attList>'
        '<attDef ident="type" mode="delete"/></attList></elementSpec>'
    )
    assert schema.accepts("<p><place type='z'><name subtype='b'/></place></p>")


def test_a_class_changes_attributes_for_all_its_members(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<classSpec ident="att.typed" type="atts" mode="change"><attList>'
        '<attDef ident="subtype" mode="delete"/><attDef ident="type" mode="change">'
        '<valList type="closed" mode="replace"><valItem ident="a"/></valList></attDef>'
        '<attDef ident="kind" mode="add"/></attList></classSpec>'
    )
    assert schema.accepts("<p><place type='a' kind='x'><name type='a'/></place></p>")
    assert not schema.accepts("<p><name type='b'/></p>")
    assert not schema.accepts("<p><name subtype='b'/></p>")


def test_values_are_changed_one_by_one(custom: Customize) -> None:
    items = '<valItem ident="a"/><valItem ident="b"/><valItem ident="c"/>'
    first = odd(
        f'{ALL}<classSpec ident="att.typed" type="atts" mode="change"><attList><attDef ident="type"'
        f' mode="change"><valList type="closed">{items}</valList></attDef></attList></classSpec>'
    )
    second = custom(
        '<moduleRef key="tei"/><moduleRef key="core"/><moduleRef key="names"/>'
        '<elementSpec ident="name" mode="change"><attList><attDef ident="type" mode="change">'
        '<valList mode="change"><valItem ident="b" mode="delete"/><valItem ident="c" mode="change">'
        '<altIdent>see</altIdent></valItem><valItem ident="d" mode="add"/></valList></attDef>'
        "</attList></elementSpec>",
        'ident="mine" source="first.odd"',
    )
    (second.folder / "first.odd").write_text(first, encoding="utf-8")
    for value, is_right in [("a", True), ("see", True), ("d", True), ("b", False), ("c", False)]:
        assert second.accepts(f"<p><name type='{value}'/></p>") is is_right


MODELS = [
    ('<sequence><elementRef key="p"/><elementRef key="head"/></sequence>', ["p head"], ["head p"]),
    (
        '<sequence preserveOrder="false"><elementRef key="p"/><elementRef key="head"/></sequence>',
        ["p head", "head p"],
        ["p"],
    ),
    (
        (
            '<sequence minOccurs="2" maxOccurs="2"><elementRef key="p"/><elementRef key="head"/>'
            "</sequence>"
        ),
        ["p head p head"],
        ["p head", "p p head head"],
    ),
    (
        (
            '<alternate minOccurs="2" maxOccurs="unbounded"><elementRef key="p"/>'
            '<elementRef key="head"/></alternate>'
        ),
        ["p p", "head p head"],
        ["p"],
    ),
    (
        '<sequence preserveOrder="0"><elementRef key="p"/><elementRef key="head"/></sequence>',
        ["p head", "head p"],
        ["p"],
    ),
    ('<classRef key="model.nameLike" expand="alternation"/>', ["name"], ["", "name place"]),
    ('<elementRef key="p" minOccurs="0" maxOccurs="2"/>', ["", "p", "p p"], ["p p p"]),
    ('<classRef key="model.phrase"/>', ["hi", "name", "place"], ["hi name", "p"]),
    ('<classRef key="model.phrase" except="name"/>', ["hi", "place"], ["name"]),
    ('<classRef key="model.phrase" include="name hi"/>', ["hi", "name"], ["place"]),
    (
        '<classRef key="model.nameLike" expand="sequence"/>',
        ["name place"],
        ["name", "place name"],
    ),
    (
        '<classRef key="model.nameLike" expand="sequenceOptional"/>',
        ["", "name", "place", "name place"],
        ["place name", "name name"],
    ),
    (
        '<classRef key="model.nameLike" expand="sequenceRepeatable"/>',
        ["name name place"],
        ["name"],
    ),
    (
        '<classRef key="model.nameLike" expand="sequenceOptionalRepeatable"/>',
        ["", "place place", "name name place"],
        ["place name"],
    ),
    ("<empty/>", [""], ["p", "text"]),
    ("", [""], ["p", "text"]),
    ("<textNode/>", ["", "text"], ["p"]),
    ('<dataRef name="integer"/>', ["7"], ["text", "p"]),
    (
        '<sequence><dataRef name="integer"/><dataRef name="NCName"/></sequence>',
        ["7 text"],
        ["7", "text 7"],
    ),
    ('<valList type="closed"><valItem ident="yes"/></valList>', ["yes"], ["no", ""]),
    (
        (
            "<rng:group><rng:ref name='head'/><rng:oneOrMore><rng:ref name='model.nameLike'/>"
            "</rng:oneOrMore></rng:group>"
        ),
        ["head name", "head name place"],
        ["head", "name"],
    ),
    ("<rng:ref name='model.nameLike_sequence'/>", ["name place"], ["name"]),
    ("<rng:element name='m:x' xmlns:m='urn:m'><rng:empty/></rng:element>", ["other"], ["hi"]),
]
PIECES = {
    "p": "<p/>",
    "head": "<head/>",
    "hi": "<hi rend='i'/>",
    "name": "<name/>",
    "place": "<place><name/></place>",
    "other": "<x xmlns='urn:m'/>",
}


@pytest.mark.parametrize(("model", "right", "wrong"), MODELS, ids=range(len(MODELS)))
def test_content_models_mean_what_they_say(
    custom: Customize, model: str, right: list[str], wrong: list[str]
) -> None:
    part = f'<elementSpec ident="TEI" mode="change"><content>{model}</content></elementSpec>'
    schema = custom(ALL + part)
    texts = {
        case: " ".join(PIECES.get(each, each) for each in case.split()) for case in right + wrong
    }
    bare = {
        case: text if ">" not in text else text.replace("> <", "><") for case, text in texts.items()
    }
    assert [case for case in right if not schema.accepts(bare[case])] == []
    assert [case for case in wrong if schema.accepts(bare[case])] == []


def test_any_element_is_one_of_other_namespaces(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="p" mode="change"><content><anyElement minOccurs="0"'
        ' maxOccurs="unbounded" require="urn:m"/></content></elementSpec>'
    )
    assert schema.accepts("<p><x xmlns='urn:m' y='1'>a<z/></x></p>")
    assert not schema.accepts("<p><hi rend='i'/></p>")
    assert schema.reported("<p><x xmlns='urn:m'/></p>") == []
    assert schema.reported("<p><x xmlns='urn:o'/></p>") == [
        "What is in <p> has to be in the namespaces urn:m."
    ]


def test_a_macro_and_a_datatype_are_changed_for_all_that_use_them(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<macroSpec ident="macro.phrases" mode="change"><content><textNode/></content>'
        '</macroSpec><dataSpec ident="teidata.word" mode="change"><content>'
        '<dataRef name="token" restriction="[a-z]+"/></content></dataSpec>'
    )
    assert schema.accepts("<p n='a'>b</p>")
    assert not schema.accepts("<p n='1'>b</p>")
    assert not schema.accepts("<p><name/></p>")


def test_groups_of_specifications_are_followed_in_the_file_and_beside_it(custom: Customize) -> None:
    other = f'<specGrp xmlns="{TEI}"><moduleRef key="core"/></specGrp>'
    schema = custom(
        '<specGrpRef target="#mine"/><specGrpRef target="other.xml"/><specGrp>'
        '<moduleRef key="names"/></specGrp>',
        beside='<specGrp xml:id="mine"><moduleRef key="tei"/></specGrp>',
    )
    (schema.folder / "other.xml").write_text(other, encoding="utf-8")
    assert schema.accepts("<p><name/></p>")
    names = [path.name for path in schema.compile().files]
    assert names == ["mine.odd", "other.xml", "source.xml"]


def test_documents_start_as_the_schema_says(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="p" mode="change"><altIdent>para</altIdent></elementSpec>',
        'ident="mine" start="TEI p"',
    )
    grammar = etree.fromstring(schema.compile().grammar())
    names = [each.get("name") for each in grammar.iterfind(".//{*}start//{*}ref")]
    assert names == ["TEI", "p"]
    assert schema.accepts("<para/>")


@pytest.mark.parametrize(
    ("language", "name"), [("", "name"), ("de", "name_de"), ("fr-CH", "nom"), ("it", "name")]
)
def test_a_name_is_that_of_the_language_that_is_asked_for(
    custom: Customize, language: str, name: str
) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="name" mode="change"><altIdent xml:lang="de">name_de</altIdent>'
        '<altIdent xml:lang="fr">nom</altIdent></elementSpec>',
        f'ident="mine" targetLang="{language}"',
    )
    accepted = [each for each in ("name", "name_de", "nom") if schema.accepts(f"<p><{each}/></p>")]
    assert accepted == [name]


def test_a_prefix_stands_before_every_definition(custom: Customize) -> None:
    schema = custom(ALL, 'ident="mine" prefix="t_"')
    grammar = etree.fromstring(schema.compile().grammar())
    names = [each.get("name", "") for each in grammar.iterfind("{*}define")]
    assert [name for name in names if not name.startswith("t_")] == []
    assert schema.accepts("<p><name/></p>")


def test_a_module_in_relax_ng_is_taken_in_under_a_prefix(custom: Customize) -> None:
    module = (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:svg"><start><ref name="p"/>'
        '</start><define name="p"><element name="svg"><ref name="rest"/></element></define>'
        '<define name="rest"><text/></define></grammar>'
    )
    own = '<content><rng:define name="rest"><rng:empty/></rng:define></content>'
    schema = custom(
        f'{ALL}<moduleRef url="svg.rng" prefix="svg_">{own}</moduleRef>'
        '<elementSpec ident="p" mode="change"><content><rng:ref name="svg_p"/></content>'
        "</elementSpec>"
    )
    (schema.folder / "svg.rng").write_text(module, encoding="utf-8")
    assert schema.accepts("<p><svg xmlns='urn:svg'/></p>")
    assert not schema.accepts("<p><svg xmlns='urn:svg'>text</svg></p>")


def test_an_odd_can_be_made_from_another(custom: Customize) -> None:
    first = odd(f'{ALL}<elementSpec ident="head" mode="delete"/>')
    second = custom(ALL + '<elementSpec ident="hi" mode="delete"/>', 'ident="x" source="first.odd"')
    (second.folder / "first.odd").write_text(first, encoding="utf-8")
    assert second.accepts("<p><name/></p>")
    assert not second.accepts("<head/><p/>")
    assert not second.accepts("<p><hi rend='i'/></p>")


def test_a_compiled_odd_compiles_to_the_same(custom: Customize) -> None:
    first = custom(
        f'{ALL}<elementSpec ident="name" mode="change"><attList><attDef ident="type" mode="change"'
        ' usage="req"/></attList></elementSpec><elementSpec ident="head" mode="delete"/>'
    )
    made = first.compile()
    second = Custom(first.folder, made.odd().decode())
    again = second.compile()
    assert again.grammar() == made.grammar()
    assert again.schematron() == made.schematron()
    assert again.odd() == made.odd()


def test_rules_judge_what_they_are_specified_for(custom: Customize) -> None:
    rule = (
        "<sch:assert xmlns:sch='http://purl.oclc.org/dsdl/schematron' test=\"{}\">{}</sch:assert>"
    )
    spec = '<constraintSpec ident="{}"><constraint>{}</constraint></constraintSpec>'
    on_element = spec.format("e", rule.format("@n", "no n on <sch:name/>"))
    on_attribute = spec.format("a", rule.format(". = 'x'", "no x"))
    on_schema = spec.format("s", rule.format("tei:TEI/tei:p", "no p"))
    schema = custom(
        f'{ALL}{on_schema}<elementSpec ident="hi" mode="change">{on_element}<attList>'
        f'<attDef ident="rend" mode="change">{on_attribute}</attDef></attList></elementSpec>'
        '<elementSpec ident="p" mode="change"><constraintSpec ident="no-p" mode="delete"/>'
        "</elementSpec>"
    )
    assert schema.reported("<p><hi rend='y'/><p/></p>") == ["no n on hi", "no x"]
    assert schema.reported("<head/>") == ["no p"]


def test_what_tei_will_drop_is_a_warning(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="name" mode="change" validUntil="2030-01-01"><attList>'
        '<attDef ident="key" mode="add" validUntil="2031-01-01"/></attList></elementSpec>'
    )
    assert schema.reported("<p><name key='a'/></p>") == [
        "The element <name> will be removed from the TEI on 2030-01-01.",
        "The attribute @key of <name> will be removed from the TEI on 2031-01-01.",
    ]


def test_a_constraint_is_replaced_by_one_of_its_name_and_others_stay(custom: Customize) -> None:
    rule = (
        '<constraintSpec ident="{}" mode="{}"><constraint><sch:report '
        "xmlns:sch='http://purl.oclc.org/dsdl/schematron' test='true()'>{}</sch:report>"
        "</constraint></constraintSpec>"
    )
    first = odd(
        f'{ALL}<elementSpec ident="hi" mode="change"><attList><attDef ident="rend" mode="change">'
        f"{rule.format('a', 'add', 'a')}{rule.format('b', 'add', 'b')}</attDef></attList>"
        f"{rule.format('c', 'add', 'c')}</elementSpec>"
    )
    second = custom(
        f'{ALL}<elementSpec ident="hi" mode="change"><attList><attDef ident="rend" mode="change">'
        f"{rule.format('a', 'replace', 'new')}</attDef></attList>"
        f"{rule.format('c', 'delete', 'gone')}</elementSpec>",
        'ident="mine" source="first.odd"',
    )
    (second.folder / "first.odd").write_text(first, encoding="utf-8")
    assert sorted(second.reported("<p><hi rend='i'/></p>")) == ["b", "new"]


def test_an_element_of_another_namespace_may_have_a_name_of_tei(custom: Customize) -> None:
    schema = custom(
        f'{ALL}<elementSpec ident="p" prefix="m_" ns="urn:m"><classes>'
        '<memberOf key="model.phrase"/></classes><content><textNode/></content>'
        '<constraintSpec ident="x"><constraint><sch:report test="true()"'
        " xmlns:sch='http://purl.oclc.org/dsdl/schematron'>mine</sch:report></constraint>"
        "</constraintSpec></elementSpec>"
    )
    text = "<p><p xmlns='urn:m'>a</p></p>"
    assert schema.accepts(text)
    assert schema.reported(text) == ["mine"]


def test_a_vocabulary_of_its_own_needs_no_source(tmp_path: Path) -> None:
    text = odd(
        '<elementSpec ident="list"><content><elementRef key="item" maxOccurs="9"/></content>'
        '</elementSpec><elementSpec ident="item"><content><textNode/></content></elementSpec>',
        'ident="mine" start="list" ns="urn:mine"',
    )
    made = compiled(parse(text.encode(), "mine.odd", tmp_path / "mine.odd"), None)
    assert made.diagnostics == ()
    assert [spec.ident for spec in made.specs] == ["list", "item"]
    assert etree.fromstring(made.grammar()).get("ns") == "urn:mine"


SAID = [
    (
        "",
        '<desc xml:lang="en">in English</desc><desc xml:lang="de">auf Deutsch</desc>',
        "in English",
    ),
    (
        ' docLang="de"',
        '<desc xml:lang="en">in English</desc><desc xml:lang="de">Deutsch</desc>',
        "Deutsch",
    ),
    (' xml:lang="de-AT"', '<desc>no language</desc><desc xml:lang="de">Deutsch</desc>', "Deutsch"),
    (' docLang="fr"', '<desc xml:lang="en">in English</desc>', "in English"),
]


@pytest.mark.parametrize(("attribute", "prose", "said"), SAID)
def test_a_grammar_is_documented_in_the_language_of_the_odd(
    custom: Customize, attribute: str, prose: str, said: str
) -> None:
    change = f'<elementSpec ident="p" mode="change"><gloss/>{prose}</elementSpec>'
    made = custom(ALL + change, f'ident="mine"{attribute}').compile()
    assert said in _documented(made.grammar())


def test_rules_in_other_languages_are_left_out(custom: Customize) -> None:
    rule = (
        '<constraintSpec ident="{0}" xml:lang="{0}"><constraint><sch:report test="true()"'
        " xmlns:sch='http://purl.oclc.org/dsdl/schematron'>{0}</sch:report></constraint>"
        "</constraintSpec>"
    )
    rules = "".join(map(rule.format, ("en", "fr", "de")))
    change = f'<elementSpec ident="hi" mode="change">{rules}</elementSpec>'
    schema = custom(ALL + change, 'ident="mine" docLang="de"')
    assert schema.reported("<p><hi rend='i'/></p>") == ["en", "de"]


def test_prose_documents_the_grammar_or_only_that_of_the_odd(custom: Customize) -> None:
    change = (
        '<elementSpec ident="hi" mode="change"><desc>lifts <gi>hi</gi> out</desc></elementSpec>'
    )
    schema = custom(ALL + change)
    assert _documented(schema.compile().grammar()) == {
        "(paragraph) marks a paragraph",
        "gives a number",
        "lifts <hi> out",
    }
    assert _documented(schema.compile(prose=False).grammar()) == {"lifts <hi> out"}


def _documented(grammar: bytes) -> set[str]:
    return {str(each.text) for each in etree.fromstring(grammar).iter("{*}documentation")}


def test_the_same_odd_gives_the_same_bytes_and_nothing_that_is_not_used(custom: Customize) -> None:
    schema = custom('<moduleRef key="tei"/><moduleRef key="core" include="TEI p"/>')
    assert schema.compile().grammar() == schema.compile().grammar()
    names = [
        str(each.get("name"))
        for each in etree.fromstring(schema.compile().grammar()).iterfind("{*}define")
    ]
    assert len(names) == len(set(names))
    assert [name for name in names if "att.typed" in name or "sex" in name] == []


def test_every_specification_of_the_source_is_in_one_of_its_modules() -> None:
    root = etree.fromstring(SOURCE)
    specs = [each for each in root.iter() if str(each.tag).endswith("Spec") and each.get("module")]
    assert {each.get("module") for each in specs} == {"tei", "core", "names"}
