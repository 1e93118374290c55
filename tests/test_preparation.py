from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.document import TEI, XML_ID, parse, read
from edition.preparation import REFERENCE, prepare
from edition.project import Project, find
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
    texts = "".join(f"<text><body><p>{word}</p></body></text>" for word in "ab")
    source = f'<TEI xmlns="{TEI}"><text><group>{texts}</group></text></TEI>'
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
