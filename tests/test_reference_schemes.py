"""Schemes: URNs, pointers, fragments and selectors name the same words, or say why they do not."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.document import TEI, Document, parse, read
from edition.reference import schemes as schemes_folder
from edition.reference import tree
from edition.reference.point import Point
from edition.reference.schemes.text_fragment import written
from edition.reference.search import reached
from edition.reference.stream import stream
from edition.reference.unit import Unit, extent
from edition.reference.unresolved import Unresolved
from tests.test_reference_trees import refused, words

BODY = (
    '<div type="edition" n="urn:cts:greekLit:tlg1.tlg2.ed-grc1"><div n="1">'
    '<p n="1" xml:id="a">Arms and the <hi>man</hi> I sing.</p>'
    '<p n="2" xml:id="b">Of arms, <note>not legs</note>of <choice><sic>wra</sic><corr>wrath'
    "</corr></choice>, arms.</p></div>"
    '<div n="2-3"><p n="1" xml:id="c">The man<lb/>sings.</p></div></div>'
)
FIRST, SECOND = "Arms and the man I sing.", "Of arms, not legsof wrawrath, arms."


@pytest.fixture(scope="module")
def poem() -> Document:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Arms</title></titleStmt></fileDesc></teiHeader>"
    )
    data = f'<TEI xmlns="{TEI}">{header}<text><body>{BODY}</body></text></TEI>'
    return parse(data.encode(), "poem.xml")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("urn:cts:greekLit:tlg1.tlg2.ed-grc1:1.1", FIRST),
        ("urn:cts:greekLit:tlg1.tlg2:1.1", FIRST),
        ("urn:cts:greekLit:tlg1.tlg2:2-3.1", "The mansings."),
        ("urn:cts:greekLit:tlg1.tlg2:1.1-2-3.1@man", f"{FIRST}{SECOND}The man"),
        ("urn:cts:greekLit:tlg1.tlg2:1.1@man", "man"),
        ("urn:cts:greekLit:tlg1.tlg2:1.1@and[1]-1.1@man[1]", "and the man"),
        ("urn:cts:greekLit:tlg1.tlg2:1.1@sing-1.2@arms[2]", f"sing.{SECOND[:-1]}"),
        ("xpath(//p[2])", SECOND),
        ("xpath(//div[@n='1']/p[1]/hi)", "man"),
        ("range(a,b)", f"{FIRST}{SECOND}"),
        ("range(xpath(//hi),right(a))", "man I sing."),
        ("range(right(a),left(c))", SECOND),
        ("range(string-index(a,5),string-index(//hi,3))", "and the man"),
        ("string-range(a,13,3)", "man"),
        ("string-range(a,9,7)", "the man"),
        ("match(a,'[a-z]+n[a-z]?')", "and"),
        ("match(a,'m.n')", "man"),
        ("match(b,'arms',2)", "arms"),
        ("match(//body,'(A|a)rms', 3)", "arms"),
        ("a:~:text=the%20man", "the man"),
        (":~:text=I%20sing", "I sing"),
        (":~:text=of-,wrath", "wrath"),
        (":~:text=and,man,-I", "and the man"),
        (":~:text=man%20sings", "mansings"),
        (":~:text=wrath,-%2C%20arms", "wrath"),
    ],
)  # fmt: skip
def test_a_name_stands_for_these_words(poem: Document, name: str, found: str) -> None:
    assert words(name, poem) == found


@pytest.mark.parametrize(
    "said", ["man I sing", "Of arms", "Arms and the man I sing. Of arms, of wrath,"]
)
def test_words_that_are_written_as_a_fragment_are_read_as_the_same(
    poem: Document, said: str
) -> None:
    there = " ".join(words(written(said), poem).split())
    assert (there[:3], there[-3:]) == (said[:3], said[-3:])


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ({"type": "FragmentSelector", "value": "b"}, SECOND),
        ({"type": "FragmentSelector", "value": "#a"}, FIRST),
        ({"type": "TextQuoteSelector", "exact": "of wrath"}, "of wrawrath"),
        ({"type": "TextQuoteSelector", "exact": "arms", "prefix": "Of "}, "arms"),
        ({"type": "TextQuoteSelector", "exact": "man", "suffix": " I"}, "man"),
        ({"type": "TextPositionSelector", "start": 0, "end": 8}, "ArmsArms"),
        ({"type": "XPathSelector", "value": "/TEI/text//hi"}, "man"),
        (
            {
                "type": "FragmentSelector",
                "value": "c",
                "refinedBy": {"type": "TextPositionSelector", "start": 4, "end": 7},
            },
            "man",
        ),
        (
            {
                "type": "RangeSelector",
                "startSelector": {"type": "XPathSelector", "value": "//hi"},
                "endSelector": {"type": "FragmentSelector", "value": "b"},
            },
            "man I sing.",
        ),
        ({"target": {"selector": [{"type": "FragmentSelector", "value": "c"}]}}, "The mansings."),
    ],
)
def test_a_selector_selects_these_words(
    poem: Document, selector: dict[str, object], found: str
) -> None:
    name = json.dumps(selector.get("target", selector))
    assert words(name, poem) == found


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("urn:cts:greekLit:tlg1.tlg9:1.1", "of another work than poem"),
        ("urn:cts:latinLit:tlg1.tlg2:1.1", "of another work than poem"),
        ("urn:cts:greekLit:tlg1.tlg2.ed-eng1:1.1", "of another work than poem"),
        ("urn:cts:greekLit:tlg1.tl:1.1", "of another work than poem"),
        ("urn:cts:greekLit:tlg1.tlg2", "names the whole text"),
        ("urn:cts:greekLit", "no whole CTS URN"),
        ("urn:cts:greekLit:tlg1.tlg2:9.9", "no passage “9.9”"),
        ("urn:cts:greekLit:tlg1.tlg2:1.2-1.1", "Write 1.1-1.2"),
        ("urn:cts:greekLit:tlg1.tlg2:1.1@woman", "does not say “woman”"),
        ("urn:cts:greekLit:tlg1.tlg2:1.1@man[2]", "does not say “man” 2 times"),
        ("urn:cts:greekLit:tlg1.tlg2:1.1@man[0]", "counted from 1"),
        ("xpath(//p[)", "malformed"),
        ("xpath(//p)", "selects 3 elements"),
        ("xpath(//nothing)", "selects nothing"),
        ("xpath(//p/@n)", "selects no elements"),
        ("xpath(//p/text())", "selects no elements"),
        ("xpath(1 + 1)", "selects no elements"),
        ("xpath('a')", "selects no elements"),
        ("xpath($x)", "There is no variable $x"),
        ("xpath(x:p)", "Undefined namespace prefix"),
        ("xpath(document('/etc/passwd'))", "other documents"),
        ("xpath(unparsed-text('x'))", "other documents"),
        ("xpath(//*[count(//*[count(//*) > 1]) > 1])", "take for ever"),
        ("xpath(//p[.//hi//note])", "too much in its brackets"),
        ("xpath(//p/following::p)", "take for ever"),
        ("xpath(for $x in //p return $x)", "no XPath of version 1.0"),
        ("left(a)", "a place between two signs"),
        ("string-index(a,1)", "a place between two signs"),
        ("range(b,a)", "ends before it begins"),
        ("range(right(a),left(a))", "ends before it begins"),
        ("range(a,b,c,c)", "takes two pointers"),
        ("range(a", "no passage"),
        ("range(a,zzz)", "no xml:id “zzz”"),
        ("range(a,match(b,'x')", "does not close"),
        ("string-range(a,0,25)", "text has 24 signs"),
        ("string-range(a,-1,2)", "text has 24 signs"),
        ("string-range(a,x,2)", "has no number where “x” is"),
        ("string-range(a,0,0)", "outside"),
        ("range(string-index(a,99),b)", "outside"),
        ("match(a,'woman')", "has 0 matches"),
        ("match(a,'man',2)", "has 1 match."),
        ("match(a,'[')", "wrong at sign"),
        ("match(a,'(a', 1)", "wrong at sign"),
        (":~:text=arms", "says “arms” 3 times"),
        (":~:text=ma", "does not say “ma”"),
        (":~:text=", "No words"),
        (":~:other=x", "says no words"),
        (":~:text=a,b,c,d", "too many parts"),
        (":~:text=Arms&text=man", "marks several passages"),
        (":~:text=not%20legs", "does not say"),
        ('{"type": "TextQuoteSelector", "exact": "arms"}', "3 times"),
        ('{"type": "TextQuoteSelector"}', "no “exact”"),
        ('{"type": "CssSelector", "value": "p"}', "not known"),
        ('{"type": "TextPositionSelector", "start": 5, "end": 4}', "do not lie within"),
        ('{"type": "TextPositionSelector", "start": 0, "end": 99999}', "do not lie within"),
        ('{"type": "TextPositionSelector", "start": "0", "end": 1}', "no whole numbers"),
        ('{"type": "FragmentSelector", "value": "zzz"}', "no passage “zzz”"),
        ('{"type": ["x"]}', "not known"),
        ('{"type": ', "no JSON"),
        ('{"a": ' * 2000, "no JSON"),
    ],
)
def test_what_names_no_passage_is_refused_with_the_reason(
    poem: Document, name: str, why: str
) -> None:
    assert why in refused(name, poem)


def test_a_work_is_known_by_its_idno_or_its_id(shared: Path) -> None:
    file = shared / "data" / "corpora" / "classics" / "phi0860.phi001.perseus-lat2.xml"
    document = read(file)
    for work in ("phi0860.phi001.perseus-lat2", "phi0860.phi001"):
        found = reached(f"urn:cts:latinLit:{work}:3.1", document)
        assert found == reached("3.1", document)


def test_a_text_that_would_take_long_to_look_through_is_refused(shared: Path) -> None:
    file = shared / "data" / "corpora" / "classics" / "phi0474.phi057.perseus-lat1.xml"
    assert "too long" in refused("match(//body,'[^!]*!!!')", read(file))


def test_the_places_of_a_stream_lead_back_to_their_signs(poem: Document) -> None:
    text = stream(poem, "whole")
    for at in range(len(text.text)):
        start, end = text.point(at), text.point(at + 1, is_end=True)
        assert text.slice(start, end) == text.text[at]


def test_a_whole_passage_is_as_long_as_its_text(poem: Document) -> None:
    text = stream(poem, "whole")
    for name in ("a", "b", "c", "1", "1.2"):
        found = reached(name, poem)[0]
        assert isinstance(found, Unit)
        assert text.slice(*extent(found)) == "".join(map(str, found.element.itertext()))


@pytest.fixture
def one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "last.py").write_text(
        "from edition.reference.unit import Unit\n"
        "NAME, ORDER = 'last', 99\n"
        "def resolve(name, document):\n"
        "    return Unit(name, document.elements[-1]) if name == 'the end' else None\n"
    )
    folders = [str(tmp_path), *schemes_folder.__path__]
    monkeypatch.setattr(schemes_folder, "__path__", folders)
    tree.schemes.cache_clear()
    yield
    tree.schemes.cache_clear()
    sys.modules.pop("edition.reference.schemes.last", None)


@pytest.mark.usefixtures("one_more_file")
def test_a_new_scheme_is_one_new_file(poem: Document) -> None:
    found = reached("the end", poem)[0]
    assert isinstance(found, Unit)
    assert found.element.tag == f"{{{TEI}}}lb"


PIECES = [
    "a", "1.1", "..", "range(", "xpath(", "match(", ")", "'", '"', ",", "//p", "[1]", "1", "{", "}",
    '"type"', ":", '"FragmentSelector"', ":~:text=", "-", "%41", "%", "urn:cts:greekLit:tlg1.tlg2:",
    "@", "~", "~div.1", "left(", "string-range(", "string-index(", "#", "\\", "\u0301",
    "\U0001f4a5",     "\ud800", "\x00", "9" * 20, "*", "|", "$1", ".", "/..", " ", "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_is_found_or_refused_with_advice(poem: Document, name: str) -> None:
    points: list[Point] = []
    told = "found"
    try:
        first, last = reached(name, poem)
        points = [extent(first)[0], extent(last)[1]]
    except Unresolved as why:
        told = why.diagnostic.message and (why.diagnostic.hint or "")
    places = [stream(poem, "whole").offset(point) for point in points]
    assert places == sorted(places)
    assert told
