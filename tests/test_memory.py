"""Passages that are cited from an index, without their documents being read."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from edition import citation
from edition.citation import card
from edition.citation.note import note
from edition.document import TEI, parse, read
from edition.document.member import members
from edition.index import kept, recall
from edition.index.memory import Memory
from edition.passage import Passage
from edition.project import find
from edition.reference import Unresolved, resolve, shelf
from edition.reference.tree import trees
from tests.conftest import MakeProject
from tests.samples import tei

STEP, ASKED = 23, 4

NASTY = """
<pb n="1"/><head>A <note>no title</note> play</head>
<div type="act" n="1" xml:id="one"><head>Of Kings</head><pb n="2"/>
 <sp who="#k #q" toWhom="#fool" n="1"><speaker>King</speaker><l n="1">I <!-- not -->am</l>
  <l n="2" xml:lang="he" cert="low">a <pb n="3"/>king</l></sp>
 <sp xml:id="s2"><speaker>Fool<note>a man</note></speaker><p n="5"><pb n="4"/>No,
   <sic>yuo</sic>.</p>
  <p><lb/>Not <choice><abbr>yr.</abbr><expan>your</expan></choice> king, <q>truly</q>.</p></sp>
</div>
<div n="2" title="a > b"><head><seg>Inner</seg></head>
 <p n="a'b">It's <persName ref="#k">he</persName>, soft\u00adly.</p>
 <said who="#k"><p n="7">He said: <said who="#q">she said.</said></p></said>
 <p n="x..y">Dots</p><p n="3"><![CDATA[<l n="9">no line</l>]]> &amp; more</p><p n="3">twice</p>
 <list><item n="1"/><item n="2">two</item></list>
 <note xml:id="nn">Words of a note</note>
</div>
"""
HEADER = """<fileDesc><titleStmt><title>A play</title><author>Doe, Jo</author></titleStmt>
<publicationStmt><publisher>us</publisher><date when="2001"/></publicationStmt>
<sourceDesc><p>Made up.</p></sourceDesc></fileDesc><profileDesc><langUsage><language ident="la"/>
</langUsage><particDesc><listPerson><person xml:id="k"><persName>King X</persName></person>
<person xml:id="fool"><persName>The Fool</persName></person></listPerson></particDesc></profileDesc>
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    forgotten()
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def forgotten() -> None:
    """Let no document be known from before."""
    shelf._known.cache_clear()
    shelf._unchanged.cache_clear()


def passage(name: str, file: Path, tree: str = "", *, remembers: bool = True) -> Passage:
    if remembers:
        return resolve(f"{file}#{name}", find(file), tree, recall)
    return resolve(f"{file}#{name}", find(file), tree)


def told(name: str, file: Path, tree: str, *, remembers: bool) -> tuple[str, ...]:
    """All that is said of a passage: its card, its record, and what it is called."""
    try:
        found = passage(name, file, tree, remembers=remembers)
    except Unresolved as why:
        return (str(why.diagnostic),)
    said = citation.cited(found)
    records = [citation.exchanged([said], form) for form in ("json", "csl-json", "address")]
    return card.render(said), *records, *found.names


def is_read(found: Passage) -> bool:
    return "root" in vars(found.document)


def references(file: Path, most: int) -> Iterator[tuple[str, str]]:
    """Some references and ranges of every tree of a file, each with the tree's name and without."""
    chance = random.Random(str(file.name))
    for member in members(read(file)):
        for tree in trees(member):
            names = [unit.ref for unit in tree.units()]
            some = chance.sample(names, min(most, len(names)))
            at = [chance.randrange(len(names)) for _ in some]
            some += [f"{names[n]}..{names[min(n + n % 4, len(names) - 1)]}" for n in at]
            yield from ((name, given) for name in some for given in ("", tree.name))


def all_told(file: Path, names: list[tuple[str, str]], *, remembers: bool) -> list[object]:
    forgotten()
    return [(name, tree, told(name, file, tree, remembers=remembers)) for name, tree in names]


def test_what_is_said_of_a_passage_is_the_same_with_an_index_at_hand_and_without(
    shared: Path,
) -> None:
    files = sorted((shared / "data" / "corpora").glob("*/*.xml"))[::STEP]
    for file in files:
        for member in members(read(file)):
            kept(member, find(file), note=note)
        names = list(references(file, ASKED))
        without = all_told(file, names, remembers=False)
        assert all_told(file, names, remembers=True) == without, file


def test_nasty_documents_too_are_remembered_as_they_are(make_project: MakeProject) -> None:
    file = make_project({"nasty.xml": tei(NASTY, header=HEADER)}) / "nasty.xml"
    kept(read(file), find(file))
    every = list(references(file, 1000))
    assert len(every) > 100
    without = all_told(file, every, remembers=False)
    assert all_told(file, every, remembers=True) == without


@pytest.mark.parametrize("name", ["1.1.1", "~div.2.p.1", "one", "2.7", "1.1.1..1.1.2"])
def test_with_an_index_at_hand_a_document_is_not_read_to_be_cited(
    make_project: MakeProject, name: str
) -> None:
    file = make_project({"nasty.xml": tei(NASTY, header=HEADER)}) / "nasty.xml"
    assert is_read(passage(name, file))
    kept(read(file), find(file))
    forgotten()
    found = passage(name, file)
    citation.exchanged([citation.cited(found)], "json")
    assert not is_read(found)


def test_a_passage_of_a_project_is_remembered_by_its_documents_name(
    make_project: MakeProject,
) -> None:
    root = make_project({"xml/a.xml": tei(NASTY, name="a"), "xml/b.xml": tei(NASTY)})
    for file in ("a", "b"):
        kept(read(root / "xml" / f"{file}.xml"), find(root / "xml"))
        forgotten()
        found = resolve(f"{file}#2.7", find(root / "xml"), recall=recall)
        assert found.ref == "2.7"
        assert not is_read(found)


def test_a_text_that_was_changed_in_the_index_is_not_believed(
    cache: Path, make_project: MakeProject
) -> None:
    file = make_project({"nasty.xml": tei(NASTY, header=HEADER)}) / "nasty.xml"
    kept(read(file), find(file))
    expected = told("2.7", file, "", remembers=False)
    (index,) = cache.rglob("*.passages")
    with closing(connect(index)) as other, other:
        other.execute("UPDATE whole SET content = replace(content, 'said', 'sold')")
    forgotten()
    assert told("2.7", file, "", remembers=True) == expected


def test_the_bytes_of_a_reference_are_those_of_a_whole_element() -> None:
    data = tei(NASTY, header=HEADER).encode()
    document = parse(data, "nasty.xml")
    units = [unit for tree in trees(document) for unit in tree.units()]
    for entry, unit in zip(kept(document, find(Path())).entries(), units, strict=True):
        part = parse(data[entry.first : entry.last], "part.xml").root
        assert f"{{{TEI}}}{part.tag!s}" == unit.element.tag
        assert list(part.itertext()) == list(unit.element.itertext()), entry.ref


def test_who_remembers_nothing_leaves_it_to_those_who_read(make_project: MakeProject) -> None:
    file = make_project({"nasty.xml": tei(NASTY, header=HEADER)}) / "nasty.xml"
    document = read(file)
    memory = Memory(document, find(file), kept(document, find(file)))
    for name in ("2.3", "nothing", "2.x..y", "1..2.x..y", "s2..one", "nn..one", "xpath(//p[1])"):
        assert memory.passage(name) is None, name
