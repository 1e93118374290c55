from pathlib import Path

from edition.citation.cited import address
from edition.citing.addressing import mark_addresses
from edition.document import XML_ID, parse
from edition.passage.passages import Passages
from edition.project import find
from edition.tei.derivation import REFERENCE
from tests.samples import tei

BODY = (
    "<p>One{n} wörd.</p> <p xml:id='p{n}' n='{n}'>Two <note><p>aside</p></note>words.</p>"
    "<lg><l n='{n}.1'>A line</l><l>and another</l></lg><p/>"
)


def marked(count: int, folder: Path) -> Passages:
    body = "".join(BODY.replace("{n}", str(number)) for number in range(count))
    index = Passages(parse(tei(body).encode(), "sample.xml"), find(folder))
    mark_addresses(index, "1.0")
    return index


def test_the_addresses_of_a_page_are_those_that_its_passages_are_cited_by(tmp_path: Path) -> None:
    index = marked(3, tmp_path)
    for element in index.root.iter("{*}p", "{*}l"):
        passage = index.passage(str(element.get(XML_ID) or element.get(REFERENCE)))
        expected = passage and address(passage, "", "", "1.0")
        assert element.get("e-address") == expected


def test_a_passage_says_its_place_where_that_is_more_than_its_number(tmp_path: Path) -> None:
    index = marked(3, tmp_path)
    said = set()
    for element in index.root.iter("{*}p", "{*}l"):
        passage = index.passage(str(element.get(XML_ID) or element.get(REFERENCE)))
        if passage is not None:
            assert element.get("e-at", element.get("n", "")) == passage.locator.value
            assert element.get("e-at") != element.get("n", "")
            said.add(element.get("e-at") is not None)
    assert said == {True, False}
