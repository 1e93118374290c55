import itertools
import os
import random
from pathlib import Path

import pytest
from lxml import etree

from edition.document import TEI, Document, Element, parse, read
from edition.passage.passages import Passages
from edition.passage.slice import inserted, sliced
from edition.project import Project
from edition.reference.point import Point, key
from edition.reference.tree import trees
from edition.reference.unit import extent
from tests.samples import tei

RANGES = 1000 if os.environ.get("EDITION_WHOLE") else 12
ALONE = Project(Path(), is_project=False)


def classics(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "corpora" / "classics").glob("*.xml"))


def sample(body: str) -> Document:
    return parse(tei(body).encode(), "sample.xml")


def words(element: Element) -> str:
    return "".join(map(str, element.itertext("*")))


def offsets(root: Element) -> tuple[str, dict[Element, tuple[int, int]]]:
    """The text of a tree, and where each element begins and ends in it: an oracle of plain lxml."""
    pieces: list[str] = []
    length = 0
    begun: dict[Element, int] = {}
    found: dict[Element, tuple[int, int]] = {}
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            begun[node] = length
            pieces.append(node.text or "")
        else:
            found[node] = begun.get(node, length), length
            pieces.append(node.tail or "")
        length += len(pieces[-1])
    return "".join(pieces), found


def test_any_range_of_the_classics_is_the_slice_of_an_oracle(shared: Path) -> None:
    for file in classics(shared):
        document = read(file)
        text, places = offsets(document.root)
        units = list(trees(document)[0].units())
        chance = random.Random(file.name)
        for _ in range(RANGES):
            first, last = sorted(chance.sample(range(len(units)), 2))
            begin, end = extent(units[first])[0], extent(units[last])[1]
            if key(end, document) < key(begin, document):  # the last stands within the first
                continue
            start = places[begin.element][0]
            stop = places[end.element][0 if end.side == "start" else 1]
            assert words(sliced(begin, end)) == text[start:stop], (file, units[first], units[last])


def test_slices_that_adjoin_are_together_the_whole(shared: Path) -> None:
    for file in classics(shared):
        document = read(file)
        body = next(document.root.iter(f"{{{TEI}}}body"))
        chance = random.Random(file.name)
        inner = [Point(e, "start") for e in chance.sample(list(body.iter("*"))[1:], 5)]
        inner += [Point(point.element, "end") for point in inner[:2]]
        whole = [Point(body, "start"), *sorted(inner, key=lambda p: key(p, document))]
        cuts = [*whole, Point(body, "end")]
        parts = [sliced(first, last) for first, last in itertools.pairwise(cuts)]
        assert "".join(map(words, parts)) == words(body)


@pytest.mark.parametrize(
    ("begin", "end", "cut"),
    [
        (("b", "start", 0), ("b", "end", 0), "<p>B</p>"),
        (("i", "start", 0), ("b", "end", 0), "<p><hi>i</hi>tail</p><p>B</p>"),
        (("a", "text", 1), ("i", "tail", 2), "ne<hi>i</hi>ta"),
        (("i", "end", 0), ("b", "text", 0), "<p>tail</p><p/>"),
        (("a", "text", 1), ("a", "text", 2), "n"),
        (("a", "text", 2), ("a", "text", 2), ""),
    ],
)
def test_elements_are_opened_and_closed_around_what_is_cut(
    begin: tuple[str, str, int], end: tuple[str, str, int], cut: str
) -> None:
    body = '<p xml:id="a">one<hi xml:id="i">i</hi>tail</p><p xml:id="b">B</p>'
    document = sample(body)
    points = [Point(document.ids[name], side, n) for name, side, n in (begin, end)]  # type: ignore[arg-type]
    made = sliced(*points)
    for element in made.iter():
        element.attrib.clear()
    inner = etree.tostring(made, encoding="unicode").replace(f' xmlns="{TEI}"', "")
    assert inner.partition(">")[2].rpartition("<")[0] == cut or (cut == "" and "/>" in inner)


def test_marks_that_stood_in_a_tree_for_a_while_leave_it_as_it_was() -> None:
    document = sample('<p xml:id="a">one<hi xml:id="i">i</hi>tail</p>')
    before = etree.tostring(document.root)
    begin, end = Point(document.ids["a"], "text", 1), Point(document.ids["i"], "tail", 2)
    marks = etree.Element("begin"), etree.Element("end")
    with inserted(begin, end, marks):
        assert b"o<begin/>ne" in etree.tostring(document.root)
        assert b"ta<end/>il" in etree.tostring(document.root)
    assert etree.tostring(document.root) == before


def test_a_passage_between_milestones_has_the_text_of_its_page() -> None:
    body = '<p>a <pb n="1"/>b <hi>c <pb n="2"/>d</hi></p><p>e<pb n="3"/>f</p>'
    document = sample(body)
    index = Passages(document, ALONE)
    pages = list(document.root.iter(f"{{{TEI}}}pb"))
    texts = [
        index.profile("reading").between(Point(first, "start"), Point(last, "start"))
        for first, last in itertools.pairwise(pages)
    ]
    assert texts == ["b c", "d\n\ne"]


def test_a_passage_is_cut_out_of_its_page_as_it_stands_there() -> None:
    document = sample('<p xml:id="a">one <hi rend="italic">two</hi></p><p xml:id="b">three</p>')
    passage = Passages(document, ALONE).passage("a")
    assert passage is not None
    shown = passage.rendered()
    assert "one two" in words(shown)
    assert "three" not in words(shown)
    assert shown.find(".//*[@id='a']") is not None
