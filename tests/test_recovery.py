"""Recovery: what follows from a mistake is not told; what does not follow from it is."""

from pathlib import Path

import pytest

from edition import relaxng
from edition.diagnostic import Diagnostic, Refused
from edition.document import Document, parse
from edition.project import at
from edition.validation import validate
from tests.conftest import Command, MakeProject
from tests.samples import tei

NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'


@pytest.fixture
def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


def by_grammar(body: str, schema: Path) -> list[str]:
    """Return rule and first words of what the grammar says of a TEI body."""
    found = relaxng.validate(parse(tei(body).encode(), "a.xml"), schema)
    return [f"{item.rule}: {item.message}" for item in found]


def by_all(body: str, schema: Path) -> list[Diagnostic]:
    document = parse(tei(body).encode(), "a.xml")
    return list(validate(document, at(schema.parent), named=(str(schema),)).diagnostics)


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
    text = start.replace("@", "-" * 0 + "x" * padding).replace("HERE", what)
    file = tmp_path / "a.xml"
    file.write_bytes(text.encode())
    streamed = list(relaxng.validate(Document(str(file), file), tei_all))
    assert streamed == list(relaxng.validate(parse(text.encode(), str(file)), tei_all))


def test_a_schema_that_is_too_ambiguous_is_given_up(
    make_project: MakeProject, edition_command: Command
) -> None:
    steps = "".join(
        f'<define name="d{n}"><choice><group><ref name="d{n + 1}"/><ref name="d{n + 1}"/></group>'
        f'<interleave><ref name="d{n + 1}"/><ref name="e"/></interleave></choice></define>'
        for n in range(12)
    )
    schema = (
        f'<grammar {NS}><start><element name="a"><ref name="d0"/></element></start>{steps}'
        '<define name="d12"><element name="b"><empty/></element></define>'
        '<define name="e"><optional><element name="c"><empty/></element></optional></define>'
        "</grammar>"
    )
    root = make_project({"a.rng": schema, "a.xml": "<a>" + "<b/><c/>" * 4000 + "</a>"})
    done = edition_command("validate", "a.xml", "--schema", "a.rng", cwd=root)
    assert done.returncode in {1, 3}
    assert "Traceback" not in done.stderr
