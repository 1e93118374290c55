from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.document import TEI, XML_ID, parse, read
from edition.preparation import REFERENCE, prepare
from edition.project import Project, find
from edition.stylesheet import load
from edition.stylesheet.flow import flowing
from edition.stylesheet.hypertext import html
from edition.tei.derivation import derived, reference, texts
from edition.tei.groundwork import lay
from tests.conftest import MakeProject
from tests.samples import tei

ALONE = Project(Path(), is_project=False)

bodies = st.recursive(
    st.sampled_from(
        ["<p>a</p>", '<p xml:id="ID">b</p>', "<lg><l>c</l><l>d</l></lg>", "<head>e</head>"]
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["div", "said", "quote", "sp", "list", "floatingText"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=10,
)


def sample(body: str) -> bytes:
    pieces = body.split('"ID"')
    ids = "".join(f'"i{number}"{piece}' for number, piece in enumerate(pieces[1:]))
    return tei(pieces[0] + ids).encode()


def references(root: etree._Element) -> list[str]:
    return [e.get(REFERENCE, "") for e in root.iter("*") if e.get(REFERENCE)]


@given(bodies)
@settings(max_examples=60, deadline=None)
def test_preparing_twice_changes_nothing_more(body: str) -> None:
    document = parse(sample(body), "sample.xml")
    once = etree.tostring(prepare(document, ALONE))
    assert etree.tostring(prepare(document, ALONE)) == once


@given(bodies)
@settings(max_examples=60, deadline=None)
def test_preparation_leaves_ids_and_texts_as_they_are(body: str) -> None:
    before = parse(sample(body), "sample.xml").root
    after = prepare(parse(sample(body), "sample.xml"), ALONE)
    for element in after.iter("*"):
        for name in [name for name in element.attrib if str(name).startswith("e-")]:
            del element.attrib[name]
    assert etree.tostring(after) == etree.tostring(before)


@given(bodies)
@settings(max_examples=60, deadline=None)
def test_derived_references_are_unique_and_stand_only_where_an_id_is_missing(body: str) -> None:
    root = prepare(parse(sample(body), "sample.xml"), ALONE)
    names = references(root)
    assert len(names) == len(set(names))
    assert all(name.startswith("~") for name in names)
    assert not [e for e in root.iter("*") if e.get(REFERENCE) and e.get(XML_ID)]


@given(bodies)
@settings(max_examples=60, deadline=None)
def test_the_derived_reference_of_one_element_is_the_one_that_it_has_among_all(body: str) -> None:
    inner = body.replace("<floatingText>", "<floatingText><text>")
    root = parse(sample(inner.replace("</float", "</text></float")), "sample.xml").root
    among_all = [each for text in texts(root) for each in derived(text)]
    alone = {element: reference(element) for element in root.iter("*")}
    assert {one: ref for one, ref in alone.items() if ref} == {
        one: ref for one, _, ref in among_all if ref
    }


def test_a_derived_reference_is_a_typed_path_counted_in_its_division() -> None:
    body = "<p>a</p><div><p>b</p></div><div><head>c</head><p>d</p><p>e <said>f</said></p></div>"
    root = prepare(parse(tei(body).encode(), "sample.xml"), ALONE)
    assert (
        references(root)
        == (
            "~p.1 ~div.1 ~div.1.p.1 ~div.2 ~div.2.head.1 ~div.2.p.1 ~div.2.p.2 ~div.2.p.2.said.1"
        ).split()
    )


def test_the_texts_of_a_group_are_counted_apart() -> None:
    inner = "".join(f"<text><body><p>{word}</p></body></text>" for word in "ab")
    source = f'<TEI xmlns="{TEI}"><text><group>{inner}</group></text></TEI>'
    names = references(prepare(parse(source.encode(), "sample.xml"), ALONE))
    assert [name for name in names if name.endswith(".p.1")] == [
        "~group.1.text.1.p.1",
        "~group.1.text.2.p.1",
    ]


def test_notes_are_numbered_in_the_order_of_what_they_are_about() -> None:
    body = '<p xml:id="a">a<note xml:id="n">own</note> <hi xml:id="b">b</hi></p>'
    notes = '<note xml:id="z" target="#b">b</note><note xml:id="y" target="#a">a</note>'
    after = f"<standOff>{notes}</standOff>"
    root = prepare(parse(tei(body, after=after).encode(), "sample.xml"), ALONE)
    numbers = {e.get(XML_ID): e.get("e-number") for e in root.iter(f"{{{TEI}}}note")}
    assert numbers == {"y": "1", "n": "2", "z": "3"}


def test_quotations_know_how_deep_they_stand() -> None:
    body = "<p><said>a <q>b <quote>c</quote></q></said> <q>d</q></p>"
    root = prepare(parse(tei(body).encode(), "sample.xml"), ALONE)
    assert [e.get("e-level") for e in root.iter() if e.get("e-level")] == ["1", "2", "3", "1"]


@pytest.mark.parametrize("pointer", ["person:ann", "registers/persons.xml#ann"])
def test_entries_of_other_files_are_brought_in_without_their_ids(
    make_project: MakeProject, pointer: str
) -> None:
    prefix = (
        '<encodingDesc><listPrefixDef><prefixDef ident="person" matchPattern="(.+)" '
        'replacementPattern="registers/persons.xml#$1"/></listPrefixDef></encodingDesc>'
    )
    register = '<listPerson><person xml:id="ann"><persName>Ann</persName></person></listPerson>'
    folder = make_project(
        {
            "xml/text.xml": tei(
                f'<p xml:id="ann"><persName ref="{pointer}">A</persName></p>', header=prefix
            ),
            "xml/registers/persons.xml": tei("<p/>", after=f"<standOff>{register}</standOff>"),
        }
    )
    file = folder / "xml" / "text.xml"
    root = prepare(read(file), find(file))
    entries = root.findall(f"{{{TEI}}}standOff[@type='e-register']/*")
    assert [(entry.get("e-key"), entry.get(XML_ID)) for entry in entries] == [(pointer, None)]


def attributes(root: etree._Element, name: str) -> list[str]:
    return [e.get(name, "") for e in root.iter("*") if e.get(name) is not None]


def test_a_speech_knows_its_manner_its_voice_and_who_reports_it() -> None:
    body = (
        '<p><said who="#a">x <said who="#b" direct="false">y <q who="#b">z</q></said></said>'
        '<said who="#b" direct="unknown">w</said><said>nobody</said></p>'
    )
    root = prepare(parse(tei(body).encode(), "sample.xml"), ALONE)
    assert attributes(root, "e-manner") == ["direct", "indirect", "direct", "open"]
    assert attributes(root, "e-tone") == ["1", "2", "2", "2"]
    assert attributes(root, "e-reporter") == ["#a"]


def test_what_holds_a_block_is_marked_and_divisions_are_not() -> None:
    body = "<div><p>a <said>b <list><item>c</item></list></said></p><p>d <hi>e</hi></p></div>"
    root = prepare(parse(tei(body).encode(), "sample.xml"), ALONE)
    marked = [etree.QName(e).localname for e in root.iter("*") if e.get("e-block") is not None]
    assert [name for name in marked if name in {"p", "said", "hi", "div"}] == ["p", "said"]


def test_languages_are_tagged_and_directions_stand_where_they_change() -> None:
    body = (
        '<p xml:lang="fas">الف <foreign xml:lang="ara">ب</foreign> '
        '<foreign xml:lang="fa-Latn">c</foreign></p><p xml:lang="nonsense">d</p>'
    )
    source = tei(body).replace("<text>", '<text xml:lang="eng">')
    root = prepare(parse(source.encode(), "sample.xml"), ALONE)
    text = root.find(f"{{{TEI}}}text")
    assert text is not None
    assert attributes(text, "e-lang") == ["en", "fa", "ar", "fa-Latn"]
    assert attributes(text, "e-dir") == ["rtl", "ltr"]


def test_register_entries_bear_their_names() -> None:
    person = '<person xml:id="a"><persName>Ann <surname>Lee</surname></persName></person>'
    after = f"<standOff><listPerson>{person}</listPerson></standOff>"
    root = prepare(parse(tei("<p/>", after=after).encode(), "sample.xml"), ALONE)
    assert attributes(root, "e-headword") == ["Ann Lee"]
    assert attributes(root, "e-name") == ["Lee"]


def test_what_names_an_entry_leads_to_it_and_gives_it_a_mention_for_each_wording() -> None:
    body = '<p><name ref="#a">Ann</name> <name ref="#a">Ann</name> <name ref="#b">Bo</name></p>'
    after = '<standOff><person xml:id="a"><persName>Ann</persName></person></standOff>'
    root = prepare(parse(tei(body, after=after).encode(), "sample.xml"), ALONE)
    assert attributes(root, "e-href") == ["#a", "#a"]
    assert attributes(root, "e-form") == ["0", "0"]
    assert attributes(root, "e-forms") == ["0"]


def test_only_what_an_editorial_note_is_about_is_marked_as_noted() -> None:
    body = '<p xml:id="a">a<note xml:id="n" target="#b">own</note> <hi xml:id="b">b</hi></p>'
    after = '<standOff><note target="#a">a</note></standOff>'
    root = prepare(parse(tei(body, after=after).encode(), "sample.xml"), ALONE)
    assert [e.get(XML_ID) for e in root.iter("*") if e.get("e-noted") is not None] == ["a"]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (
            "<stage>He enters.</stage><sp><speaker>A</speaker><p>b</p></sp>",
            "stage.1 sp.1.speaker.1",
        ),
        ("<castList><castItem>A</castItem></castList>", "castList.1 castItem.1"),
        ("<u>well <vocal/></u><incident/>", "u.1 u.1.vocal.1 incident.1"),
        (
            "<entry><form>a</form><sense><def>b</def></sense></entry>",
            "entry.1 entry.1.form.1 entry.1.sense.1 entry.1.sense.1.def.1",
        ),
        (
            "<opener><dateline>a</dateline><salute>b</salute></opener><postscript><p>e</p></postscript>",
            "opener.1 dateline.1 salute.1 postscript.1 p.1",
        ),
        (
            "<closer><salute>c</salute><signed>d</signed></closer>",
            "closer.1 salute.1 signed.1",
        ),
    ],
)
def test_whatever_is_cited_of_plays_speech_dictionaries_and_letters_has_a_reference(
    body: str, named: str
) -> None:
    root = prepare(parse(tei(body).encode(), "sample.xml"), ALONE)
    assert {f"~{name}" for name in named.split()} <= set(references(root))


@pytest.mark.parametrize("hyphen", ["\xad", "&#173;", "&#xAD;", "&shy;"])
def test_a_word_goes_on_behind_a_break_and_a_soft_hyphen_however_that_is_written(
    hyphen: str,
) -> None:
    declared = '<!-- <TEI> --><?a b?><!DOCTYPE TEI [<!ENTITY shy "&#173;">]>'
    data = tei(f"<p>wor{hyphen}<lb/>d</p>").replace("<TEI", f"{declared}<TEI").encode()
    document = parse(data, "sample.xml")
    assert flowing(lay(document), document, ALONE, {"profile": "reading"}) == b"word"
    root = prepare(parse(data, "sample.xml"), ALONE)
    page = html(load(ALONE.sheet_folders, "html.xsl")(root, {}))
    assert b"<span class=lb data-break=no" in page


def test_a_transcription_without_a_letter_of_its_own_script_runs_from_left_to_right() -> None:
    body = '<p xml:lang="ar" xml:id="a">hayy.</p><p xml:lang="ar" xml:id="b">سيارة.</p>'
    root = prepare(parse(tei(body).encode(), "a.xml"), ALONE)
    ways = {each.get(XML_ID): each.get("e-dir") for each in root.iter(f"{{{TEI}}}p")}
    assert (ways["a"], ways["b"]) == (None, "rtl")
