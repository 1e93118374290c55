import re
from pathlib import Path

from edition.addressing import mark_addresses
from edition.citation import cited
from edition.derivation import REFERENCE
from edition.document import XML_ID, parse
from edition.passage import Index
from edition.project import Project, find
from tests.samples import tei

BODY = "<p>One{n} wörd.</p> <p xml:id='p{n}'>Two <note><p>aside</p></note>words.</p><p/>"


def marked(count: int, project: Project) -> Index:
    body = "".join(BODY.replace("{n}", str(number)) for number in range(count))
    index = Index(parse(tei(body).encode(), "sample.xml"), project)
    mark_addresses(index)
    return index


def test_the_addresses_of_a_long_text_are_those_that_its_passages_are_cited_by(
    tmp_path: Path,
) -> None:
    index = marked(60, find(tmp_path))
    for element in index.root.iter("{*}p"):
        name = str(element.get(XML_ID) or element.get(REFERENCE))
        passage = index.passage(name)
        assert (passage and cited(passage).url) == element.get("e-address"), name


def test_only_a_text_with_few_passages_bears_their_citations(tmp_path: Path) -> None:
    for count, is_carded in ((50, True), (51, False)):
        root = marked(count, find(tmp_path)).root
        assert len(root.findall(".//{*}p[@e-address]")) == 4 * count
        assert len(root.findall(".//{*}p[@e-citation]")) == 4 * count * is_carded
        assert (root.get("e-carded") is not None) == is_carded


def test_a_project_s_own_sheets_find_citations_in_long_texts_too(tmp_path: Path) -> None:
    (tmp_path / "xml").mkdir()
    (tmp_path / "xslt").mkdir()
    root = marked(51, find(tmp_path)).root
    assert len(root.findall(".//{*}p[@e-citation]")) == 4 * 51
    found = root.findall(".//{*}p[@e-citation]")[1].get("e-address", "")
    assert re.fullmatch(r"sample\.html\?fp=.*#p0", found)
