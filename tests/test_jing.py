"""jing's verdict on every document of the shared corpora that it can read, and ours."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.parsers.expat import ParserCreate

import pytest

from edition.diagnostic import Refused
from edition.document import read
from edition.project import at
from edition.relaxng.automaton import Automaton
from edition.relaxng.schema import automaton
from edition.validation import Checks, validate
from tests.grammar import libxml2
from tests.grammar.jing import Jing, Verdicts, verdicts
from tests.grammar.raw import Violation, judge

pytestmark = pytest.mark.outside

START_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


@pytest.fixture(scope="module")
def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


@pytest.fixture(scope="module")
def corpora(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "corpora").rglob("*.xml"))


@pytest.fixture(scope="module")
def said(jing: Jing, tei_all: Path, corpora: list[Path]) -> Verdicts:
    """What jing says of all documents, in as few runs as it allows."""
    return verdicts(jing, tei_all, corpora)


@pytest.fixture(scope="module")
def ours(tei_all: Path, said: Verdicts) -> dict[Path, list[Violation]]:
    """What our raw stream says of the documents that jing can read."""
    machine: Automaton = automaton(tei_all)
    return {file: judge(machine, file.read_bytes()) for file in said.errors}


def lines(text: str, starts: list[int], violation: Violation) -> range:
    """The lines of a tag from its `<` to its end; of stray text, those that it stands on."""
    place = starts[violation.line - 1] + violation.column - 1
    tag = START_TAG.match(text, place)
    start, end = place, tag.end() if tag is not None else place
    if violation.kind == "text":
        start = text.rfind(">", 0, place) + 1
        end = text.find("<", place)
        start, end = end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
    return range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)


def covered(file: Path, found: list[Violation]) -> set[int]:
    text = re.sub("\r\n?", "\n", decoded(file))
    starts = [0, *(end.end() for end in re.finditer("\n", text))]
    return {line for violation in found for line in lines(text, starts, violation)}


def decoded(file: Path) -> str:
    """A document's text, in the encoding that it declares."""
    encodings: list[str | None] = []
    data = file.read_bytes()
    parser = ParserCreate()
    parser.XmlDeclHandler = lambda _, encoding, __: encodings.append(encoding)
    parser.Parse(data, True)
    return data.decode(next(filter(None, encodings), "utf-8"))


def test_every_document_is_judged_by_jing_or_known_to_be_beyond_it(
    said: Verdicts, corpora: list[Path]
) -> None:
    assert len(said.errors) + len(said.unreadable) == len(corpora) == 161
    assert len(said.unreadable) == 11


def test_our_verdict_is_jings_on_every_document_that_it_can_read(
    said: Verdicts, ours: dict[Path, list[Violation]]
) -> None:
    theirs = {file.name: bool(errors) for file, errors in said.errors.items()}
    assert {file.name: bool(found) for file, found in ours.items()} == theirs


def test_every_line_on_which_jing_finds_fault_is_covered_by_our_raw_stream(
    said: Verdicts, ours: dict[Path, list[Violation]]
) -> None:
    missing = {
        file.name: sorted(
            {error.line for error in errors} - covered(file, ours[file]),
        )
        for file, errors in said.errors.items()
        if errors
    }
    assert {name: found for name, found in missing.items() if found} == {}


def product(file: Path, schema: Path) -> set[str]:
    """The rules of what the whole product finds, and the words of what it could not check."""
    try:
        document = read(file)
    except Refused as refusal:
        return {item.rule for item in refusal.diagnostics}
    found = validate(document, at(file.parent), Checks((str(schema),)))
    return {item.rule for item in found.diagnostics} | set(found.unchecked)


EXPECTED: dict[str, Callable[[set[str]], bool]] = {
    "file not found": lambda told: "external-dtd" in told,
    "'include' failed": lambda told: any("XInclude" in words for words in told),
}


def test_what_jing_cannot_read_is_a_finding_with_a_name_and_not_the_end(
    said: Verdicts, tei_all: Path
) -> None:
    for file, why in said.unreadable.items():
        (expected,) = [test for words, test in EXPECTED.items() if words in why]
        assert expected(product(file, tei_all)), file.name


def test_libxml2_comes_to_the_same_verdict_on_every_document(
    said: Verdicts, ours: dict[Path, list[Violation]], shared: Path
) -> None:
    files = list(said.errors)
    theirs = libxml2.verdicts(shared / "data" / "tei" / "tei_all.rng", files)
    assert {file.name: not ours[file] for file in files} == {
        file.name: valid for file, valid in theirs.items()
    }
