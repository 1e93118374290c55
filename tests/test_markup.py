"""Markup: the tags as they are written say of each element what the element says of itself."""

import pytest

from edition.document import Document, parse
from edition.document.markup import Markup
from tests.samples import tei

NASTY = """
<p n="a > b" rend='"'>x &lt; y &amp;amp; <!-- <p n="1"> --><?pi <p>?><![CDATA[<q>]]></p>
<p></p><p xml:id="one" n="&#10;1&#9;"/><hi rend=""/>
<egXML xmlns="http://www.tei-c.org/ns/Examples"><p n="2"/>
<x:p xmlns:x="urn:x" x:n="3" n="4"/></egXML>
<seg xmlns:y="urn:y" y:n="5" xml:lang="la">é\U0001d49c</seg>
"""
DOCUMENTS = {
    "a usual one": tei("<p n='1'>One <hi>word</hi>.</p><p n='2'/>"),
    "one of several vocabularies": tei(NASTY),
    "one with prefixes": '<t:a xmlns:t="urn:t" xmlns:u="urn:u" u:n="1"><t:p u:n="2" n="3"/></t:a>',
    "one with entities": "<!DOCTYPE a [<!ENTITY e \"<b c='1'>t</b>u\">]><a>&e;&e;</a>",
    "one without a namespace": "<a b='&quot;'>c<a/>d<a></a></a>",
}


@pytest.fixture(params=list(DOCUMENTS.values()), ids=list(DOCUMENTS))
def document(request: pytest.FixtureRequest) -> Document:
    return parse(str(request.param).encode(), "a.xml")


def test_each_element_is_in_one_group_with_its_tag_and_its_attributes(document: Document) -> None:
    markup = Markup(document.root)
    told = {}
    for group in markup.groups:
        columns = [markup.values(group, name) for name in group.places]
        rows = list(zip(*columns, strict=True)) or [()] * len(group.numbers)
        for number, row in zip(group.numbers, rows, strict=True):
            told[number] = group.tag, list(zip(group.places, row, strict=True))
    actual = [(element.tag, element.items()) for element in document.elements]
    assert [told[number] for number in sorted(told)] == actual


def test_the_texts_are_all_words_in_their_order(document: Document) -> None:
    markup = Markup(document.root)
    assert "".join(markup.texts) == "".join(map(str, document.root.itertext("*")))


def test_a_tag_stands_before_every_text(document: Document) -> None:
    markup = Markup(document.root)
    assert len(markup.tags) == len(markup.texts)
    assert len(markup.starts) == len(document.elements)
