"""Wording: what a scholar is told of a mistake helps, is so, and reads well."""

from pathlib import Path

import pytest

from edition import relaxng
from edition.document import parse
from edition.relaxng.message.spelling import likely, only_neighbour
from tests.conftest import MakeProject
from tests.samples import tei

NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'


@pytest.fixture(scope="module")
def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


def told(body: str, schema: Path) -> tuple[str, str]:
    """Return message and hint of the one mistake of a TEI body."""
    return told_of(tei(body), schema)


def told_of(document: str, schema: Path) -> tuple[str, str]:
    (one,) = relaxng.validate(parse(document.encode(), "a.xml"), schema)
    return one.message, one.hint or ""


@pytest.mark.parametrize(
    ("word", "name"),
    [("type", "style"), ("Punkt", "unit"), ("blort", "bloc"), ("scene", "sense"), ("b", "gb")],
)
def test_a_short_word_is_no_slip_for_another_of_two_letters_more_or_less(
    word: str, name: str
) -> None:
    assert likely(word, [name]) == []


def test_a_long_word_may_have_two_slips() -> None:
    assert likely("titelpgae", ["titlePage"]) == ["titlePage"]


WRAPPED = [
    ("<list><item/><list><item/></list></list>", "Wrap it in <item>, or close the first <list>"),
    ("<table><row><cell/></row><table/></table>", "Wrap it in <cell> within <row>, or close the"),
    ("<p>a <p>b</p></p>", "Close the first <p> before it."),
    ("<p>a <item>b</item></p>", "Wrap it in <list>, or move it."),
    ("<div><p/><persName>x</persName></div>", "Wrap it in <p>, <ab> or <l>, or move it."),
    ("<head><p>x</p></head><p/>", "Move or remove it."),
    ("<lg><l/><p>x</p></lg>", "Move or remove it."),
    ("<div><p/><titleStmt><title/></titleStmt></div>", "Move or remove it."),
]


@pytest.mark.parametrize(("body", "remedy"), WRAPPED)
def test_what_strays_is_wrapped_in_what_is_made_for_it_or_not_at_all(
    body: str, remedy: str, tei_all: Path
) -> None:
    message, hint = told(body, tei_all)
    assert "is not allowed in" in message
    assert hint.startswith(remedy)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<p><b xmlns="http://www.w3.org/1999/xhtml">x</b></p>', "<b> of “http://www.w3.org/19"),
        ('<p/><figure><svg xmlns="http://www.w3.org/2000/svg"/></figure>', "<svg> of “http://www"),
    ],
)
def test_of_an_element_that_no_parent_names_nothing_is_said_of_places(
    body: str, what: str, tei_all: Path
) -> None:
    message, hint = told(body, tei_all)
    assert message.startswith(what)
    assert "egXML" not in hint
    assert "may stand in" not in hint


@pytest.mark.parametrize("empty", ["<lb>a</lb>", '<addSpan spanTo="#a">a</addSpan>'])
def test_text_in_an_element_that_is_always_empty_is_told_so(empty: str, tei_all: Path) -> None:
    message, hint = told(f'<p xml:id="a">{empty}</p>', tei_all)
    assert message.endswith("which is always empty.")
    assert hint.startswith("Move it out of")


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ('tei:n="1"', "no attribute tei:n; did you mean n?", "Write n instead of tei:n."),
        ('xsi:schemaLocation="a b"', "no attribute xsi:schemaLocation.", "Remove it: it serves"),
        ('o:x="a b"', "no attribute x of “https://example.org/o”.", "Remove it."),
        ('lang="de"', "no attribute lang; did you mean xml:lang?", "Write xml:lang instead of"),
    ],
)
def test_an_attribute_is_called_with_its_prefix_or_namespace(
    given: str, message: str, hint: str, tei_all: Path
) -> None:
    spaces = (
        'xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:o="https://example.org/o" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    said, meant = told(f"<p {spaces} {given}>x</p>", tei_all)
    assert said == f"<p> has {message}"
    assert meant.startswith(hint)


@pytest.mark.parametrize(
    ("body", "wrap"),
    [
        ("<div><p/></div><p>x</p>", "Move it up within <body>, or wrap it in a <div> of its own."),
        ("<div><p/><closer/><p>x</p></div>", "or wrap it in a <postscript> of its own."),
        ("<listPerson><person/><head/></listPerson>", "Move it up within <listPerson>. "),
    ],
)
def test_what_comes_too_late_is_moved_or_keeps_its_place_in_a_part_of_its_own(
    body: str, wrap: str, tei_all: Path
) -> None:
    message, hint = told(body, tei_all)
    assert "comes too late" in message
    assert wrap in hint


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ('<sp speaker="x"><p/></sp>', "<sp> may have who, "),
        ('<p><date date="1863">x</date></p>', "<date> may have when, "),
        ('<p><graphic url="a" alt="x"/></p>', "<graphic> may have width, height, "),
    ],
)
def test_the_attributes_of_an_element_are_named_before_those_that_any_may_have(
    body: str, first: str, tei_all: Path
) -> None:
    _, hint = told(body, tei_all)
    assert first in hint


POINTER = "a pointer (#p1, https://example.org) without blanks"
SEVERAL = "several may stand, with blanks between them"


@pytest.mark.parametrize(
    ("body", "message", "hint"),
    [
        (
            "<p><graphic/></p>",
            "<graphic> lacks the attribute url.",
            f"Add url: {POINTER}.",
        ),
        (
            '<p><ref target="http://a/%zz">x</ref></p>',
            (
                "target=“http://a/%zz” is not allowed on <ref>: “http://a/%zz” is not a pointer: "
                "after “%” stand two digits, as in %20."
            ),
            "Write http://a/%25zz.",
        ),
        (
            '<sp who=""><p/></sp>',
            "who=“” is not allowed on <sp>.",
            f"Write a value, or remove the attribute: {POINTER}; {SEVERAL}.",
        ),
        (
            '<div type="scene one"><p/></div>',
            "type=“scene one” is not allowed on <div>.",
            "It has to be one word without blanks.",
        ),
        (
            '<p cert="hi">x</p>',
            "cert=“hi” is not allowed on <p>.",
            "It has to be “high”, “medium”, “low”, “unknown” or a number (3.14, 1e6) from 0 to 1.",
        ),
    ],
)
def test_a_value_is_told_what_it_has_to_be_and_that_once(
    body: str, message: str, hint: str, tei_all: Path
) -> None:
    assert told(body, tei_all) == (message, hint)


def test_of_many_elements_that_would_do_one_is_needed(tei_all: Path) -> None:
    message, _ = told("<sp></sp>", tei_all)
    assert "it still needs one of <p> and <ab> (model.pLike); " in message


@pytest.mark.parametrize("after", ["", "<publicationStmt><p/></publicationStmt>"])
def test_what_has_to_come_first_is_put_there_or_moved(after: str, tei_all: Path) -> None:
    header = f"<fileDesc><titleStmt><title/></titleStmt><sourceDesc><p/></sourceDesc>{after}"
    _, hint = told_of(tei("<p/>", header=f"{header}</fileDesc>"), tei_all)
    assert hint == "Put <publicationStmt> before it, or move it there if it stands further down."


def test_a_name_that_comes_too_late_and_is_misspelt_is_told_to_stand_earlier(
    tei_all: Path,
) -> None:
    message, hint = told("<div><p/><heed>x</heed></div>", tei_all)
    assert message == "No element is called <heed>; did you mean <head>?"
    assert hint == "<head> has to stand earlier in <div>."


def test_a_schema_that_allows_nothing_is_told_so(make_project: MakeProject) -> None:
    root = make_project({"a.rng": f"<grammar {NS}><start><notAllowed/></start></grammar>"})
    _, hint = told_of("<a/>", root / "a.rng")
    assert hint.endswith("This schema allows no document at all.")


def test_a_long_row_of_things_needed_is_cut_with_a_count(make_project: MakeProject) -> None:
    row = "".join(f'<element name="n{n}"><empty/></element>' for n in range(9))
    root = make_project({"a.rng": f'<element name="a" {NS}>{row}</element>'})
    message, _ = told_of("<a/>", root / "a.rng")
    assert message == (
        "<a> is incomplete: it still needs <n0>, then <n1>, then <n2>, then <n3>, and 5 more."
    )


def test_a_name_of_three_letters_is_meant_where_no_other_here_is_as_near() -> None:
    assert only_neighbour("fap", ["gap", "add", "figure"]) == ["gap"]
    assert only_neighbour("rel", ["del", "ref"]) == []
    assert only_neighbour("sup", ["sp", "supplied"]) == []
