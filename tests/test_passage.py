import json
import re
from base64 import b32encode
from hashlib import sha256
from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edition import citation
from edition.citation import card
from edition.document import TEI, parse, read
from edition.fingerprint import fingerprints
from edition.passage.locator import place
from edition.passage.passages import Passages
from edition.project import Project, find
from edition.reference.search import reached
from edition.tei.register import headword
from tests.samples import tei


@pytest.fixture(scope="module")
def index(article: Path) -> Passages:
    return Passages(read(article), find(article))


def sample(body: str) -> Passages:
    return Passages(parse(tei(body).encode(), "sample.xml"), Project(Path(), is_project=False))


def oracle(text: str) -> tuple[str, str]:
    """The fingerprints by the letter of the contract."""

    def digest(signs: str) -> str:
        bits = int.from_bytes(sha256(signs.encode()).digest()[:5], "big")
        return "".join(
            "abcdefghijklmnopqrstuvwxyz234567"[bits >> at & 31] for at in range(35, -1, -5)
        )

    composed = normalize("NFC", text)
    letters = "".join(sign for sign in composed if category(sign)[0] in "LN").casefold()
    return digest(" ".join(composed.split())), digest(letters)


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_fingerprints_are_those_of_the_contract(text: str) -> None:
    made = fingerprints(text)
    assert (made.strict, made.letters) == oracle(text)
    assert str(made) == f"{made.strict}.{made.letters}"
    assert re.fullmatch("[a-z2-7]{8}[.][a-z2-7]{8}", str(made))


def test_a_fingerprint_is_known_beforehand() -> None:
    digest = b32encode(sha256("Été 1".encode()).digest())[:8].decode().lower()
    assert fingerprints(" E\u0301te\u0301 \n 1 ").strict == digest


words = st.text(alphabet="abcÄé \u0301،ش1", min_size=1, max_size=20)


@given(words, st.sampled_from([" ", "\n", "\t\t", " \u00a0"]))
@settings(max_examples=100, deadline=None)
def test_a_strict_fingerprint_ignores_white_space_and_composition(text: str, space: str) -> None:
    changed = space + normalize("NFD", text).replace(" ", space) + space
    assert fingerprints(changed) == fingerprints(text)


@given(words, st.sampled_from(list(",.!?“”—…() -")), st.integers(0, 20))
@settings(max_examples=100, deadline=None)
def test_a_letters_fingerprint_ignores_marks_and_case(text: str, mark: str, at: int) -> None:
    assume("\u0301" not in text)
    changed = text[:at] + mark + text[at:]
    assert fingerprints(changed.swapcase()).letters == fingerprints(text).letters


@given(words, st.integers(0, 19), st.sampled_from("xyz9"))
@settings(max_examples=100, deadline=None)
def test_no_other_letter_goes_unnoticed(text: str, at: int, letter: str) -> None:
    before, after = fingerprints(text), fingerprints(text[:at] + letter + text[at:])
    assert before.strict != after.strict
    assert before.letters != after.letters


def test_a_comma_is_seen_by_the_strict_fingerprint_only() -> None:
    before, after = fingerprints("So it is"), fingerprints("So, it is")
    assert before.strict != after.strict
    assert before.letters == after.letters


def test_every_reference_of_an_index_names_its_element(index: Passages) -> None:
    for name, element in index.elements.items():
        passage = index.passage(name)
        assert passage is not None
        assert passage.element is element
        assert passage.ref == name


@pytest.mark.parametrize("profile", ["reading", "diplomatic"])
def test_a_passage_of_the_text_is_a_slice_of_the_profile(index: Passages, profile: str) -> None:
    whole = index.text(profile).text
    for name in ("p1", "p2", "q4", "s20", "h2", "d1"):
        passage = index.passage(name)
        assert passage is not None
        assert passage.text(profile)
        assert passage.text(profile) in whole
        assert passage.fingerprints(profile) == fingerprints(passage.text(profile), profile)


def test_neighbouring_ranges_make_the_whole(index: Passages) -> None:
    parts = [index.passage(*ends) for ends in (("p1", "p3"), ("p4", "p6"))]
    texts = [part.text() for part in parts if part is not None]
    whole = index.passage("p1", "p6")
    assert whole is not None
    assert "\n\n".join(texts) == whole.text()


def test_the_ends_of_a_range_may_be_of_different_levels(index: Passages) -> None:
    passage = index.passage("s22", "p6")
    assert passage is not None
    assert passage.text().startswith("I hope that he’ll try again")
    assert passage.text().endswith("the Islamic revolution more.”")


def test_a_reversed_range_and_an_unknown_name_are_no_passages(index: Passages) -> None:
    assert index.passage("p4", "p2") is None
    assert index.passage("nobody") is None


def test_the_correction_shows_in_the_reading_and_the_slip_in_the_diplomatic_text(
    index: Passages,
) -> None:
    passage = index.passage("x1")
    assert passage is not None
    assert (passage.text(), passage.text("diplomatic")) == ("delegates", "delegations")


def test_the_words_of_a_note_stand_as_in_their_sentence() -> None:
    note = (
        '<note xml:id="n1">See <bibl>Smith</bibl>, who reads <quote>arms</quote>.'
        "<listBibl><bibl>One.</bibl><bibl>Two.</bibl></listBibl></note>"
    )
    passage = sample(f"<p>a{note}</p>").passage("n1")
    assert passage is not None
    assert passage.text("reading") == "See Smith, who reads arms. One. Two."


def test_a_passage_holds_no_calls_and_no_notes() -> None:
    index = sample('<p xml:id="a">One<note xml:id="n">A note.</note> two.</p>')
    passage, note = index.passage("a"), index.passage("n")
    assert passage is not None
    assert note is not None
    assert passage.text() == "One two."
    assert note.text() == "A note."


def test_speaker_addressee_and_reporter_are_those_of_the_speech_around(index: Passages) -> None:
    inner = index.passage("q11")
    outer = index.passage("s21")
    reported = index.passage("q9")
    assert inner is not None
    assert outer is not None
    assert reported is not None
    assert (inner.who, inner.to_whom) == ("#khomeini", "#gorbachev")
    assert (outer.who, outer.to_whom) == ("#khomeini", "#shevardnadze")
    assert (reported.who, reported.reporters) == ("#gorbachev", ("#shevardnadze",))


@pytest.mark.parametrize(
    ("start", "end", "label", "value"),
    [
        ("p5", "p5", "paragraph", "5"),
        ("q4", "q4", "paragraph", "5"),
        ("s20", "s22", "paragraph", "5"),
        ("p2", "p4", "paragraph", "2–4"),
        ("h1", "h1", "", ""),
    ],
)
def test_a_place_is_told_by_what_the_edition_numbers(
    index: Passages, start: str, end: str, label: str, value: str
) -> None:
    passage = index.passage(start, end)
    assert passage is not None
    assert (passage.locator.label, passage.locator.value) == (label, value)


PLAY = """<div n="1" type="act"><div n="1" type="scene"><head>One</head><sp><l n="1">a</l></sp>
</div><div n="2" type="scene"><head>Two</head><sp><l n="1">b</l><l n="2">c</l></sp>
<sp><p>d</p></sp><sp><p>e</p><p>f</p></sp></div></div>"""
BOOK = """<div n="4" type="chapter"><p>a</p></div><div n="5" type="chapter"><pb n="12r"/><p>b</p>
<p>c<note>d</note></p><list><item>e</item><item>f</item></list></div>"""
PLAIN = """<div><p>a</p></div><div><p>b</p><p>c</p><list><item>d</item></list>
<div><p>e</p></div></div>"""


@pytest.mark.parametrize(
    ("body", "reference", "said"),
    [
        (PLAY, "~div.1.div.2.sp.1.l.2", "line 1.2.2"),
        (PLAY, "~div.1.div.2.sp.1", "line 1.2.1–2"),
        (PLAY, "~div.1.div.2.sp.2.p.1", "paragraph 1 of speech 2 of scene 1.2 (counted)"),
        (PLAY, "~div.1.div.2.sp.3", "scene 1.2 speech 3 (counted)"),
        (PLAY, "~div.1.div.2.head.1", "scene 1.2"),
        (PLAY, "~div.1", "act 1"),
        (BOOK, "~div.1.p.1", "chapter 4"),
        (BOOK, "~div.2.p.2", "paragraph 2 of chapter 5 (counted)"),
        (BOOK, "~div.2.p.2.note.1", "note 1 of paragraph 2 of chapter 5 (counted)"),
        (BOOK, "~div.2.list.1.item.2", "chapter 5 list 1 item 2 (counted)"),
        (PLAIN, "~div.2.p.2", "paragraph 2 of section 2 (counted)"),
        (PLAIN, "~div.2.div.1", "section 1 of section 2 (counted)"),
        (PLAIN, "~div.2.list.1.item.1", "section 2 list 1 item 1 (counted)"),
        ('<ab type="verse" n="7">a</ab>', "~ab.1", "verse 7"),
        ("<p>a <q>b</q></p>", "~p.1.q.1", "paragraph 1 (counted)"),
    ],
)
def test_a_place_is_what_is_printed_or_else_counted_and_says_so(
    body: str, reference: str, said: str
) -> None:
    passage = sample(body).passage(reference)
    assert passage is not None
    assert " ".join(passage.locator) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("L", "H"), ["section text L", "section text H"]),
        (("", ""), ["section group 1 text 1 (counted)", "section group 1 text 2 (counted)"]),
    ],
)
@pytest.mark.parametrize("names", [("a", "b"), ("", "")])
def test_each_text_of_a_group_has_a_place_of_its_own(
    names: tuple[str, str], numbers: tuple[str, str], said: list[str]
) -> None:
    made = "".join(
        f"<text{f' xml:id={name!r}' if name else ''}{f' n={n!r}' if n else ''}>"
        "<body><p>x</p></body></text>"
        for name, n in zip(names, numbers, strict=True)
    )
    whole = tei("<p/>").partition("<body>")[0] + f"<group>{made}</group></text></TEI>"
    index = Passages(parse(whole.encode(), "sample.xml"), Project(Path(), is_project=False))
    refs = [name or f"~group.1.text.{n}" for n, name in enumerate(names, 1)]
    places = [each.locator for each in map(index.passage, refs) if each]
    assert [" ".join(each) for each in places] == said


@pytest.mark.parametrize(
    ("body", "xpath", "said"),
    [
        ('<div><pb n="p. 12"/><p>a</p></div>', "//pb", "page 12"),
        ('<div><pb n="12r"/><p>a</p></div>', "//pb", "folio 12r"),
        ('<div><cb n="40"/><p>a</p></div>', "//cb", "column 40"),
        ('<div><milestone unit="folio" n="3v"/><p>a</p></div>', "//milestone", "folio 3v"),
        ('<div><note n="8">a</note></div>', "//note", "note 8"),
        ("<entry><form><orth>quill</orth></form></entry>", "//entry", "sub-verbo quill"),
    ],
)
def test_a_place_is_named_by_what_it_is(body: str, xpath: str, said: str) -> None:
    index = sample(body)
    element = index.document.root.find(f".//{{{TEI}}}{xpath[2:]}")
    assert element is not None
    assert " ".join(place(element, index.designations.printed)) == said


def test_a_range_says_once_what_its_ends_share() -> None:
    index = sample(PLAY + PLAIN)
    for ends, said in (
        (("~div.1.div.2.sp.1.l.1", "~div.1.div.2.sp.1.l.2"), "1.2.1–2"),
        (("~div.1.div.1.sp.1.l.1", "~div.1.div.2.sp.1.l.1"), "1.1.1–1.2.1"),
        (("~div.3.p.1", "~div.3.p.2"), "1–2 of section 3 (counted)"),
    ):
        passage = index.passage(*ends)
        assert passage is not None
        assert passage.locator.value == said


def test_a_slice_of_a_range_is_cut_at_both_ends_and_bears_no_ids() -> None:
    index = sample('<p>a <seg xml:id="s">b</seg> c</p><p>d <seg xml:id="t">e</seg> f</p>')
    passage = index.passage("s", "t")
    assert passage is not None
    cut = passage.slice()
    assert ["".join(map(str, element.itertext())) for element in cut] == ["b c", "d e"]
    assert not [e for e in cut.iter() if dict(e.attrib)]
    assert index.elements["s"].attrib


def test_names_are_headwords_and_an_unknown_pointer_stands_for_itself(index: Passages) -> None:
    assert index.names("#khomeini #nobody") == ("Ruhollah Khomeini", "#nobody")
    assert index.names(None) == ()
    assert headword(index.elements["reply-delivery"]) == "Delivery of Gorbachev’s reply to Khomeini"


VOICES = (
    '<p><said xml:id="a" who="#x" toWhom="#y">A <seg xml:id="s">one</seg> <seg xml:id="t">two</seg>'
    '</said> said.</p><p xml:id="m">And then <said xml:id="b" who="#x">B <q xml:id="c" who="#z">C'
    '</q></said>.</p><p xml:id="n"><said xml:id="d" who="#y">D</said></p>'
)


@pytest.mark.parametrize(
    ("start", "end", "who", "to_whom"),
    [
        ("s", "t", "#x", "#y"),
        ("a", "b", "#x", None),
        ("s", "m", "#x", None),
        ("c", "c", "#z", None),
        ("c", "b", None, None),
        ("b", "d", None, None),
        ("t", "d", None, None),
        ("m", "m", None, None),
        ("m", "n", None, None),
    ],
)
def test_a_range_has_a_speaker_where_all_that_it_touches_is_one_voices(
    start: str, end: str, who: str | None, to_whom: str | None
) -> None:
    passage = sample(VOICES).passage(start, end)
    if passage is None:
        assert start == "c"  # a speech ends behind the one within it
        return
    assert (passage.who, passage.to_whom) == (who, to_whom)


def test_a_heading_is_not_above_itself_and_a_page_may_begin_with_the_passage() -> None:
    index = sample(
        '<pb n="1"/><div><head xml:id="h">One</head><p xml:id="a"><hi> <pb n="2"/></hi>words</p>'
        '<p xml:id="b">words <pb n="3"/></p></div>'
    )
    found = [index.passage(name) for name in "hab"]
    assert [each.context.heads for each in found if each] == [(), ("One",), ("One",)]
    assert [each.context.page for each in found if each] == ["1", "2", "2"]


@pytest.mark.parametrize(
    ("head", "read"),
    [
        ("On <choice><sic>teh</sic><corr>the</corr></choice> sea", "On the sea"),
        ("The <app><lem>sea</lem><rdg>see</rdg></app>", "The sea"),
        ("<app><rdg>First</rdg><rdg>Second</rdg></app> song<note>A note.</note>", "First song"),
        ("Of<lb/>the <del>great </del>flood, br<lb break='no'/>oken", "Of the flood, broken"),
        ("Of <surplus>of </surplus><choice><abbr>S.</abbr><expan>Saint</expan></choice> Alban",
         "Of Saint Alban"),
    ],
)  # fmt: skip
def test_a_heading_is_given_as_it_is_read(head: str, read: str) -> None:
    passage = sample(f'<div><head>{head}</head><p xml:id="a">One.</p></div>').passage("a")
    assert passage is not None
    assert passage.context.heads == (read,)


def test_a_passage_keeps_what_stood_around_it() -> None:
    index = sample(
        '<div xml:lang="fa"><head>Act I<note>A note.</note></head><pb n="7"/>'
        '<div><head>Scene 2</head><sp who="#a" toWhom="#b"><speaker>HASAN.</speaker>'
        '<p xml:id="x">One <pb n="8"/><seg xml:id="y">two</seg></p></sp></div></div>'
    )
    first, second = index.passage("x"), index.passage("y")
    assert first is not None
    assert second is not None
    assert first.context.heads == ("Act I", "Scene 2")
    assert (first.context.language, first.context.direction) == ("fa", "rtl")
    assert (first.context.speaker, first.who, first.to_whom) == ("HASAN.", "#a", "#b")
    assert (first.context.page, second.context.page) == ("7", "8")


def test_the_card_and_the_data_of_a_cut_passage_say_what_stood_around_it() -> None:
    index = sample(
        '<div><head>Act I</head><pb n="7"/><div xml:lang="fa"><head>Scene 2</head>'
        '<sp><speaker>HASAN.</speaker><p xml:id="x">One</p></sp></div></div>'
    )
    passage = index.passage("x")
    assert passage is not None
    cited = citation.cited(passage)
    rows = card.render(cited).splitlines()
    assert rows[2:6] == [
        "under        Act I › Scene 2",
        "speaker      HASAN.",
        "language     fa, right to left",
        "page         7",
    ]
    assert json.loads(citation.exchanged([cited], "json"))["context"] == {
        "heads": ["Act I", "Scene 2"],
        "language": "fa",
        "direction": "rtl",
        "page": "7",
        "speaker": "HASAN.",
    }


MILESTONES = (
    '<encodingDesc><refsDecl><citeStructure unit="line" match="//tei:lb" use="@n"/></refsDecl>'
    "</encodingDesc>"
)


@pytest.mark.parametrize(
    ("name", "text"), [("1", "wo"), ("2", "rd"), ("3", "xy and more"), ("2..3", "rd xy and more")]
)
def test_what_a_milestone_begins_is_read_up_to_the_end_of_the_text(name: str, text: str) -> None:
    body = '<p><lb n="1"/>wo<lb n="2" break="no"/>rd <lb n="3"/>x<?pi y?>y <hi>and</hi> more</p>'
    document = parse(tei(body, header=MILESTONES).encode(), "s.xml")
    found = Passages(document, Project(Path(), is_project=False)).passage_of(
        *reached(name, document)
    )
    assert found.text() == text


@pytest.mark.parametrize("name", ["1..3", "2..3"])
def test_a_range_may_begin_with_what_is_empty(name: str) -> None:
    index = sample('<p n="1"/><p n="2"><lb/></p><p n="3">x</p>')
    assert index.passage_of(*reached(name, index.document)).text() == "x"
