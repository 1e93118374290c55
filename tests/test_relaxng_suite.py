"""The specification's own test suite: which documents its correct schemas accept."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.relaxng.automaton import Automaton
from edition.relaxng.grammar import Fault, Grammar, Place
from edition.relaxng.reading.building import build
from edition.relaxng.reading.restrictions import check
from edition.relaxng.reading.simplification import simplify
from tests.conftest import ROOT, require
from tests.grammar.raw import judge

SHARED = Path(os.environ.get("EDITION_SHARED", ROOT.parent / "shared"))
SUITE = SHARED / "data" / "relaxng" / "spectest.xml"
CASES: list[etree._Element | None] = (
    list(etree.parse(str(SUITE)).iter("testCase")) if SUITE.is_file() else [None]
)


def _label(case: etree._Element | None) -> str:
    if case is None:
        return "absent"
    return f"{(case.findtext('section') or 'free').strip()}:{case.sourceline}"


def _files(case: etree._Element) -> dict[str, etree._Element]:
    """Return the files of a case by their paths."""
    found: dict[str, etree._Element] = {}

    def gather(folder: etree._Element, path: str) -> None:
        for child in folder:
            if child.tag == "resource":
                found[path + child.get("name", "")] = child[0]
            elif child.tag == "dir":
                gather(child, f"{path}{child.get('name', '')}/")

    gather(case, "")
    return found


def _fetcher(case: etree._Element) -> Callable[[str, str], tuple[etree._Element, str]]:
    files = _files(case)

    def fetch(href: str, base: str) -> tuple[etree._Element, str]:
        folder = base.rpartition("/")[0]
        parts: list[str] = []
        for part in f"{folder}/{href}".split("/"):
            if part == "..":
                parts.pop()
            elif part:
                parts.append(part)
        name = "/".join(parts)
        if name not in files:
            raise Fault(Place(base), f"no {name}", "")
        return _alone(files[name]), name

    return fetch


def _alone(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, encoding="utf-8", with_tail=False))


def _grammar(case: etree._Element, schema: etree._Element) -> Grammar:
    grammar = simplify(_alone(schema[0]), "schema", _fetcher(case))
    check(grammar)
    return grammar


def _documents(case: etree._Element, kind: str) -> list[bytes]:
    return [_bytes(document) for document in case.findall(kind)]


def _bytes(document: etree._Element) -> bytes:
    root = document[0]
    subset = document.get("dtd")
    name = etree.QName(root).localname
    doctype = f"<!DOCTYPE {name} [{subset}]>".encode() if subset else b""
    return doctype + etree.tostring(root, encoding="utf-8", with_tail=False)


@pytest.mark.parametrize("case", CASES, ids=_label)
def test_a_correct_schema_accepts_what_is_valid_and_rejects_what_is_not(
    case: etree._Element | None,
) -> None:
    require(case is not None, "the RELAX NG suite (EDITION_SHARED)")
    assert case is not None
    schema = case.find("correct")
    if schema is None:
        wrong = case.find("incorrect")
        assert wrong is not None
        with pytest.raises(Fault):
            _grammar(case, wrong)
        return
    automaton = Automaton.of(build(_grammar(case, schema)))
    assert [judge(automaton, data) for data in _documents(case, "valid")] == [
        [] for _ in _documents(case, "valid")
    ]
    assert all(judge(automaton, data) for data in _documents(case, "invalid"))
