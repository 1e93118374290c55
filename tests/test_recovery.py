"""Recovery: what follows from a mistake is not told; what does not follow from it is."""

import re
from pathlib import Path
from random import Random

import pytest

from edition import relaxng
from edition.diagnostic import Diagnostic, Refused
from edition.document import TEI, Document, parse
from edition.project import at
from edition.validation import Checks, validate
from tests.conftest import MakeProject
from tests.samples import tei

NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'


@pytest.fixture
def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


def by_grammar(body: str, schema: Path) -> list[str]:
    """Return rule and message of what the grammar says of a TEI body."""
    return by_grammar_of(tei(body), schema)


def by_grammar_of(document: str, schema: Path) -> list[str]:
    found = relaxng.validate(parse(document.encode(), "a.xml"), schema)
    return [f"{item.rule}: {item.message}" for item in found]


def by_all(body: str, schema: Path) -> list[Diagnostic]:
    document = parse(tei(body).encode(), "a.xml")
    return list(validate(document, at(schema.parent), Checks((str(schema),))).diagnostics)


def test_two_attributes_of_one_tag_that_are_wrong_are_both_told(tei_all: Path) -> None:
    found = by_all('<p><date when="1863-02-31" cert="very">x</date></p>', tei_all)
    assert [item.rule for item in found] == ["grammar-value", "impossible-date"]
    assert "cert=“very”" in found[0].message


def test_an_attribute_that_may_not_stand_there_is_told_once_though_it_is_no_date(
    tei_all: Path,
) -> None:
    found = by_all('<div when="x"><p>x</p></div>', tei_all)
    assert [item.rule for item in found] == ["grammar-attribute"]


def test_what_was_missing_may_arrive_once_and_the_next_is_judged(tei_all: Path) -> None:
    late = "<div><closer>x</closer><p>a</p></div>"
    assert len(by_grammar(late, tei_all)) == 1
    again = "<div><closer>x</closer><p>a <p>b</p> c</p></div>"
    assert len(by_grammar(again, tei_all)) == 2


def test_what_stands_in_an_element_that_no_schema_knows_is_judged(tei_all: Path) -> None:
    found = by_grammar("<div><section><p><perName>x</perName></p></section></div>", tei_all)
    assert len(found) == 2
    assert "<section>" in found[0]
    assert "did you mean <persName>" in found[1]


def test_one_wrong_attribute_beside_one_that_is_missing_is_one_mistake(tei_all: Path) -> None:
    (one,) = by_grammar('<p><graphic src="a.png"/></p>', tei_all)
    assert "no attribute src; did you mean url?" in one


@pytest.mark.parametrize("name", ["br", "li", "ul", "td"])
def test_a_short_name_of_another_vocabulary_is_taken_for_no_neighbour(
    name: str, tei_all: Path
) -> None:
    (one,) = by_grammar(f"<div><p>x</p><{name}>a</{name}><{name}>b</{name}><p/></div>", tei_all)
    assert "did you mean" not in one


@pytest.mark.parametrize(
    ("written", "meant"), [("pp", "p"), ("gl", "lg"), ("hii", "hi"), ("PersName", "persName")]
)
def test_a_slip_in_a_name_is_recognised(written: str, meant: str, tei_all: Path) -> None:
    around = "<div>{}</div>" if meant in {"p", "lg"} else "<p>{}</p>"
    inner = "<l>x</l>" if meant == "lg" else "x"
    (one,) = by_grammar(around.format(f"<{written}>{inner}</{written}>"), tei_all)
    assert f"did you mean <{meant}>" in one


DEEP = "<div>" * 300 + "<p>x</p>" + "</div>" * 300


def test_a_document_that_streams_by_may_be_no_deeper_than_one_that_is_read(
    tmp_path: Path, tei_all: Path
) -> None:
    file = tmp_path / "deep.xml"
    file.write_text(tei(DEEP))
    with pytest.raises(Refused) as caught:
        list(relaxng.validate(Document(str(file), file), tei_all))
    assert [item.rule for item in caught.value.diagnostics] == ["too-deep"]


BORDER = 1 << 16


@pytest.mark.parametrize("shift", range(-6, 7))
@pytest.mark.parametrize("what", ['<p xml:id="é𝒜">é𝒜</p>', "é𝒜 stray", "<perName>é</perName>"])
def test_a_document_that_streams_by_is_judged_as_one_that_is_read(
    what: str, shift: int, tmp_path: Path, tei_all: Path
) -> None:
    start = tei("<div><p>x</p><!--@--> \r\n HERE</div>")
    padding = BORDER + shift - len(start.encode().partition(b"HERE")[0])
    text = start.replace("@", "x" * padding).replace("HERE", what)
    file = tmp_path / "a.xml"
    file.write_bytes(text.encode())
    streamed = list(relaxng.validate(Document(str(file), file), tei_all))
    assert streamed == list(relaxng.validate(parse(text.encode(), str(file)), tei_all))


def test_a_schema_that_is_too_ambiguous_is_given_up(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all orders of twelve pairs a document makes ever new ones; the limit is made small."""
    monkeypatch.setattr("edition.relaxng.effort._MOST_OF_DOCUMENT", 100)
    monkeypatch.setattr("edition.relaxng.effort._MOST_OF_STATE", 0)
    pairs = "".join(
        f'<zeroOrMore><element name="a{n}"><empty/></element><element name="b{n}"><empty/>'
        "</element></zeroOrMore>"
        for n in range(12)
    )
    schema = f'<element name="r" {NS}><interleave>{pairs}</interleave></element>'
    random = Random(3)
    text = "".join("".join(f"<{c}{n}/>" for n in random.sample(range(12), 12)) for c in "ab" * 20)
    with pytest.raises(Refused) as caught:
        list(
            relaxng.validate(
                parse(f"<r>{text}</r>".encode(), "a.xml"),
                make_project({"a.rng": schema}) / "a.rng",
            )
        )
    (one,) = caught.value.diagnostics
    assert one.rule == "schema-too-slow"
    assert one.hint is not None


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<sp><speeker>x</speeker><p/></sp>", "did you mean <speaker>?"),
        ('<p><said towhom="#p{n}">x</said></p>', "did you mean toWhom?"),
        ('<p><said gibberish="#p{n}">x</said></p>', "has no attribute gibberish."),
    ],
)
def test_equal_mistakes_are_told_alike_however_many_they_are(
    body: str, told: str, tei_all: Path
) -> None:
    many = "".join(body.replace("{n}", str(n)) for n in range(600))
    document = parse(tei(f"<div>{many}</div>").encode(), "a.xml")
    every = [(item.message, item.hint) for item in relaxng.validate(document, tei_all)]
    assert len(every) == 600
    ((message, _),) = set(every)
    assert message.endswith(told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<p/>stray <foobarbaz/>", ["“stray”", "<foobarbaz>"]),
        ("<p/>stray <foobarbaz/> more <foobarbaz/>", ["“stray”", "<foobarbaz>"]),
        ("<p/><titleStmt><title/></titleStmt> stray", ["<titleStmt>", "“stray”"]),
        ("<p/><titleStmt><title/></titleStmt><cell/>", ["<titleStmt>", "<cell>"]),
        ("<p/>stray <p/> more", ["“stray”", "“more”"]),
        ("<p/><head>a</head><p/><head>b</head>", ["<head>", "<head>"]),
    ],
)
def test_behind_a_mistake_another_is_told(content: str, told: list[str], tei_all: Path) -> None:
    every = by_grammar(f"<div>{content}</div>", tei_all)
    assert len(every) == len(told)
    assert all(word in message for word, message in zip(told, every, strict=True))


def test_a_paragraph_without_its_tags_is_one_mistake(tei_all: Path) -> None:
    words = "We saw <persName>Lenz</persName> in <placeName>Waldbach</placeName> on <date>Friday"
    (one,) = by_grammar(f"<div><p/>{words}</date>.</div>", tei_all)
    assert "“We saw”" in one


@pytest.mark.parametrize(
    ("schema", "document", "told"),
    [
        ("TEI", "stray", ["grammar-text", "grammar-incomplete"]),
        ("fileDesc", "<foobar/>", ["grammar-element", "grammar-incomplete"]),
        ("fileDesc", "<foobar>x</foobar>", ["grammar-element", "grammar-incomplete"]),
        ("fileDesc", "<foobar><p/></foobar>", ["grammar-element"]),
        ("list", "<li>x</li>", ["grammar-element"]),
        ("div", "<paragraph>x</paragraph>", ["grammar-element"]),
        ("div", "x", ["grammar-text"]),
        ("listPerson", "<said>x</said>", ["grammar-element"]),
    ],
)
def test_a_lack_is_told_unless_what_strays_may_be_what_is_lacking(
    schema: str, document: str, told: list[str], tei_all: Path
) -> None:
    rules = [row.partition(":")[0] for row in by_grammar_of(lacking(schema, document), tei_all)]
    assert rules == told


def lacking(element: str, content: str) -> str:
    """Return a document in which one element holds nothing but what may not stand in it."""
    whole = tei("<p/>")
    if element == "TEI":
        return re.sub("<text>.*</text>", content, whole, flags=re.DOTALL)
    if element == "fileDesc":
        return re.sub("<publicationStmt>.*</sourceDesc>", content, whole, flags=re.DOTALL)
    return tei(f"<{element}>{content}</{element}>")


@pytest.mark.parametrize(
    "body",
    [
        "<p><address><city>Weimar</city></address></p>",
        "<table><tr><td>x</td></tr></table>",
        "<div><p/><heed>a <b>x</b></heed><p/></div>",
        "<p><scene><p/></scene></p>",
    ],
)
def test_what_stands_in_an_element_whose_meaning_is_only_guessed_is_not_judged_by_the_guess(
    body: str, tei_all: Path
) -> None:
    assert len(by_grammar(body, tei_all)) == 1


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("a.png", ["did you mean url?"]),
        ("A portrait", ["has no attribute alt.", "lacks the attribute url."]),
    ],
)
def test_an_attribute_is_taken_for_the_missing_one_only_if_its_value_fits(
    value: str, told: list[str], tei_all: Path
) -> None:
    every = by_grammar(f'<p><graphic alt="{value}"/></p>', tei_all)
    assert [row.partition("graphic> ")[2] for row in every] == [
        words if words.startswith(("has", "lacks")) else f"has no attribute alt; {words}"
        for words in told
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "<sp><speaker>A</speaker><speaker>B</speaker><p>x</p></sp>",
            "<speaker> may stand only once here: <sp> has one already.",
        ),
        (
            "<p>x</p></body><body><p>y</p>",
            "<body> may stand only once here: <text> has one already.",
        ),
        (
            "<div1><p>x</p></div1><div><p>y</p></div>",
            "<div> does not go together with <div1> in <body>.",
        ),
        ("<div><p>x</p><head>y</head></div>", "<head> comes too late in <div>: it has to stand"),
        (
            "<div><head>a</head><p>x</p><head>y</head></div>",
            "<head> comes too late in <div>: it has to stand",
        ),
    ],
)
def test_an_element_is_told_to_stand_earlier_only_where_a_place_would_take_it(
    body: str, told: str, tei_all: Path
) -> None:
    (one,) = by_grammar(body, tei_all)
    assert one.startswith(f"grammar-element: {told}")


def test_a_misspelt_element_is_told_to_stand_earlier_only_where_a_place_would_take_it(
    tei_all: Path,
) -> None:
    (one,) = by_all("<sp><speaker>A</speaker><speeker>B</speeker><p>x</p></sp>", tei_all)
    assert one.hint == "<speaker> may stand only once here: <sp> has one already."


TEI_NS = "http://www.tei-c.org/ns/1.0"
SMALL = f"""<grammar {NS} ns="{TEI_NS}">
<start><element name="p"><ref name="text"/></element></start>
<define name="text"><mixed><zeroOrMore><choice>
<element name="name"><ref name="text"/></element><element name="div"><ref name="text"/></element>
<element name="thing" ns="http://example.org/my"><ref name="text"/></element>
</choice></zeroOrMore></mixed></define></grammar>"""
LEFT_OUT = "TEI has {}, but the schema small.rng leaves it out, so it is not allowed in <p>."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "<thing>a <name>b</name></thing>",
            f"<thing> is in the namespace “{TEI_NS}”; it belongs to “http://example.org/my”.",
        ),
        (
            '<name xmlns="http://example.org/my">a <name>b</name></name>',
            f"<name> is in the namespace “http://example.org/my”; it belongs to “{TEI_NS}”.",
        ),
    ],
)
def test_an_element_in_another_namespace_of_the_schema_is_told_its_own(
    content: str, message: str, make_project: MakeProject
) -> None:
    schema = make_project({"small.rng": SMALL}) / "small.rng"
    told = by_grammar_of(f'<p xmlns="{TEI_NS}">{content}</p>', schema)
    assert told == [f"grammar-namespace: {message}"]


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            "<persName>x</persName>",
            LEFT_OUT.format("<persName>"),
            "Use another element, such as <name>, or let the schema have <persName>.",
        ),
        (
            "<said>x</said>",
            LEFT_OUT.format("<said>"),
            "Use another element, or let the schema have <said>.",
        ),
        (
            "<div1>x</div1>",
            "TEI has <div1>, but the schema small.rng leaves it out; near it is <div>.",
            "Write <div>, if that fits, or let the schema have <div1>.",
        ),
        ("<foo>x</foo>", "No element is called <foo>, so it is not allowed in <p>.", "Remove it,"),
    ],
)
def test_an_element_of_tei_that_the_schema_leaves_out_is_told_as_that_and_mended_by_no_machine(
    content: str, message: str, hint: str, make_project: MakeProject
) -> None:
    schema = make_project({"small.rng": SMALL}) / "small.rng"
    document = parse(f'<p xmlns="{TEI_NS}">{content}</p>'.encode(), "a.xml")
    (one,) = relaxng.validate(document, schema)
    assert (one.rule, one.message, one.fix) == ("grammar-element", message, None)
    assert (one.hint or "").startswith(hint)


SIBLINGS = f"""<element name="r" {NS}><choice>
<group><element name="a"><empty/></element><element name="b"><empty/></element></group>
<group><element name="c"><empty/></element><element name="c"><empty/></element>
<optional><element name="d"><empty/></element></optional></group>
<group><optional><element name="x"><empty/></element></optional><element name="y"><empty/></element>
<optional><element name="z"><empty/></element></optional></group>
<group><element name="y"><empty/></element><element name="w"><empty/></element></group>
</choice></element>"""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<c/><c/><d/><c/>", "<c> may not stand here once more: <r> has 2 already."),
        ("<y/><x/>", "<x> comes too late in <r>: it has to stand earlier."),
        ("<y/><x/><z/>", "<x> comes too late in <r>: it has to stand earlier."),
        ("<y/><x/><w/>", "<x> does not go together with <w> in <r>."),
    ],
)
def test_what_follows_counts_as_well_for_whether_an_element_may_stand_earlier(
    content: str, told: str, make_project: MakeProject
) -> None:
    schema = make_project({"a.rng": SIBLINGS}) / "a.rng"
    (one,) = by_grammar_of(f"<r>{content}</r>", schema)
    assert one == f"grammar-element: {told}"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            '<p><v:x xmlns:v="urn:v"><idno>1</idno><v:y><author>A</author></v:y></v:x></p>',
            ["grammar-element: <x> of “urn:v” is not allowed in <p>."],
        ),
        (
            '<listBibl><c:correspDesc xmlns:c="urn:c"><p>x</p></c:correspDesc></listBibl>',
            ["grammar-element: <correspDesc> of “urn:c” is not allowed in <listBibl>."],
        ),
        (
            '<c:div xmlns:c="urn:c"><c:mulu>a</c:mulu><p>b</p></c:div>',
            [
                f"grammar-namespace: <div> is in the namespace “urn:c”; it belongs to “{TEI}”.",
                "grammar-element: <mulu> of “urn:c” is not allowed in <div>.",
            ],
        ),
    ],
)
def test_an_element_of_another_vocabulary_is_one_mistake_and_told_by_its_own_namespace(
    body: str, told: list[str], tei_all: Path
) -> None:
    assert by_grammar(body, tei_all) == told
