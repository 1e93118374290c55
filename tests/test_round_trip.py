import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from edition.document import TEI, XML_ID, Document, parse, read
from edition.document.member import members
from edition.index import kept, recall
from edition.index.building import drafted
from edition.passage.passages import Passages
from edition.project import find
from edition.reference.search import reached
from edition.reference.tree import trees
from edition.reference.unit import extent
from edition.reference.unresolved import Unresolved
from edition.stylesheet import load
from edition.stylesheet.hypertext import html
from edition.stylesheet.plaintext import plain_text

STEP = 1 if os.environ.get("EDITION_WHOLE") else 23


def documents(shared: Path) -> list[Document]:
    """Every TEI document in shared, or some: the corpora, and the TEI's own specifications."""
    data = shared / "data"
    files = sorted(data.glob("corpora/*/*.xml"))[::STEP]
    files += [data / "tei" / "p5subset.xml"] if STEP == 1 else []
    return [member for file in files for member in members(read(file))]


def leads_elsewhere(document: Document) -> list[str]:
    """The ids and derived references that are neither refused nor lead to what bears them."""
    found = []
    for tree in trees(document):
        for unit in tree.units() if tree.kind in {"ids", "derived"} else ():
            try:
                first, last = reached(unit.ref, document, tree.name)
            except Unresolved:
                found += [] if unit.ref in tree.shared else [unit.ref]
                continue
            if first != unit or last != unit:
                found.append(unit.ref)
    return found


def test_every_id_and_derived_reference_leads_to_what_bears_it(shared: Path) -> None:
    assert {d.file: lost for d in documents(shared) if (lost := leads_elsewhere(d))} == {}


def reach(document: Document, name: str) -> object:
    """The numbers of the elements that a name reaches from and to, or why it means nothing."""
    try:
        points = [point for found in reached(name, document) for point in extent(found)]
    except Unresolved as why:
        return why.diagnostic
    return [(document.elements.index(point.element), point.side) for point in points]


def test_a_reference_means_the_same_whether_it_is_listed_or_recalled(shared: Path) -> None:
    for document in documents(shared)[::3]:
        again = parse(document.data, document.file, document.path)
        if again.is_corpus:
            continue
        project = find(Path(document.file))
        kept(document, project)
        recall(again, project)
        for tree in trees(document):
            names = [unit.ref for unit in tree.units()]
            some = names[:: max(1, len(names) // 7)]
            for name in (*some, *map("..".join, pairwise(some))):
                assert reach(again, name) == reach(document, name), (document.file, name)


@pytest.mark.parametrize("profile", ["reading", "diplomatic"])
def test_the_text_of_a_passage_in_the_index_is_that_of_the_text_that_is_published(
    shared: Path, profile: str
) -> None:
    for document in documents(shared):
        project = find(Path(document.file))
        draft = {table.name: list(table.rows) for table in drafted(document, project, profile)}
        made = load(project.sheet_folders, "text.xsl")(
            Passages(document, project).root, {"profile": profile, "notes": "no"}
        )
        published = plain_text(made)
        known = repeated(document)
        ((whole,),) = draft["whole"]
        kinds = [kind for _, kind, _ in draft["tree"]]
        for ref, number, kind, _ in draft["named"]:
            tree = draft["kind"][kind - 1][0]
            *_, until, _, _, _, _, start, stop, _, _, _ = draft["passage"][number - 1]
            if kinds[tree] in {"ids", "derived"} and until is None and ref not in known:
                text = whole[start:stop]
                assert text == published.between(ref, ref), (document.file, ref)


def repeated(document: Document) -> set[str]:
    """The ids that several elements have."""
    counted = Counter(element.get(XML_ID, "") for element in document.identified)
    return {name for name, count in counted.items() if count > 1}


def test_references_are_anchors_in_the_page_and_the_same_when_it_is_made_again(
    shared: Path,
) -> None:
    for document in filter(lambda document: document.is_tei, documents(shared)):
        again = parse(document.data, document.file, document.path)
        pages = []
        for each in (document, *members(again)):
            index = Passages(each, find(Path(document.file)))
            if each.id == document.id:
                sheet = load(index.project.sheet_folders, "html.xsl")
                pages.append(html(sheet(index.root, {})).decode())
        assert len(set(pages)) == 1, document.file
        anchors = set(re.findall(r'\sid="?([^"\s>]+)', pages[0]))
        text = next(document.root.iter(f"{{{TEI}}}text"), None)
        inside = set() if text is None else set(text.iter())
        named = {
            unit.ref
            for tree in trees(document)
            if tree.kind in {"ids", "derived"}
            for unit in tree.units()
            if unit.element in inside
        }
        assert named - anchors == set(), document.file
