"""The schema of the edition: its grammar against tei_all, its Schematron against wrong samples."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from lxml import etree, isoschematron

from edition.relaxng.compiled import load
from edition.relaxng.raw import judge

from .grammar.generation import Generator
from .grammar.libxml2 import verdicts
from .grammar.mutation import KINDS, mutate
from .grammar.pattern import RNG, Grammar

XML = Path(__file__).parents[1] / "xml"
ARTICLE = XML / "gorbachev-response.xml"
GRAMMAR = XML / "schema" / "edition.rng"
RULES = XML / "schema" / "edition.sch"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
Jing = Callable[[Path, list[Path]], str]
Document = etree._Element


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar(GRAMMAR)


@pytest.fixture(scope="module")
def generated(grammar: Grammar) -> list[Document]:
    generator = Generator(grammar, seed=1989)
    return [generator.document(surplus=150 if turn % 6 == 0 else 15) for turn in range(1000)]


@pytest.fixture(scope="module")
def files(generated: list[Document], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_all(generated, tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="module")
def rules() -> isoschematron.Schematron:
    return isoschematron.Schematron(etree.parse(RULES), store_report=True)


def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


def write_all(documents: list[Document], folder: Path) -> list[Path]:
    paths = [folder / f"{number:04}.xml" for number in range(len(documents))]
    for path, document in zip(paths, documents, strict=True):
        path.write_bytes(etree.tostring(document))
    return paths


def schema_files() -> list[Path]:
    return [GRAMMAR, *sorted((GRAMMAR.parent / "edition").glob("*.rng"))]


# The article


@pytest.mark.outside
def test_article_is_valid_in_tei_all(shared: Path, jing: Jing) -> None:
    assert jing(tei_all(shared), [ARTICLE]) == ""


def judged(files: list[Path]) -> dict[Path, bool]:
    """Judge files by our grammar with our own validator."""
    automaton = load(GRAMMAR).automaton
    return {file: not judge(automaton, file.read_bytes()) for file in files}


def test_article_is_valid_in_our_grammar() -> None:
    assert judged([ARTICLE]) == verdicts(GRAMMAR, [ARTICLE]) == {ARTICLE: True}


@pytest.mark.outside
def test_jing_reads_our_grammar_as_libxml2_does(jing: Jing) -> None:
    assert jing(GRAMMAR, [ARTICLE]) == ""


# The grammar as a text


def test_every_definition_is_documented() -> None:
    for path in schema_files():
        root = etree.parse(path).getroot()
        for node in [root, *root.iter(f"{RNG}define")]:
            words = (node.findtext(DOCUMENTATION) or "").split()
            assert len(words) > 1, f"{path.name}: {node.get('name')}"


def test_every_module_is_included_and_every_definition_used(grammar: Grammar) -> None:
    included = {node.get("href") for node in etree.parse(GRAMMAR).iter(f"{RNG}include")}
    assert included == {f"edition/{path.name}" for path in schema_files()[1:]}
    used = {pattern.name for pattern in grammar.all_patterns() if pattern.kind == "ref"}
    assert used == set(grammar.definitions)


def test_grammar_is_as_large_as_the_edition_needs(grammar: Grammar) -> None:
    elements, _ = grammar.vocabulary()
    used = {node.tag for node in etree.parse(ARTICLE).getroot().iter("{*}*")}
    assert used <= elements
    assert 80 <= len(elements) <= 140


# What the grammar accepts


def test_generated_documents_are_accepted_by_us_and_by_libxml2(files: list[Path]) -> None:
    assert len(files) == 1000
    assert judged(files) == verdicts(GRAMMAR, files) == dict.fromkeys(files, True)


def test_generated_documents_use_the_whole_grammar(
    generated: list[Document], grammar: Grammar
) -> None:
    nodes = [node for document in generated for node in document.iter("{*}*")]
    elements, attributes = grammar.vocabulary()
    assert elements - {node.tag for node in nodes} == set()
    assert attributes - {(node.tag, str(name)) for node in nodes for name in node.attrib} == set()


@pytest.mark.outside
def test_whatever_ours_accepts_tei_all_accepts(files: list[Path], shared: Path, jing: Jing) -> None:
    assert jing(tei_all(shared), files) == ""


@pytest.mark.outside
def test_whatever_tei_all_rejects_ours_rejects(
    generated: list[Document], shared: Path, jing: Jing, tmp_path: Path
) -> None:
    random = Random(1999)
    small = [document for turn, document in enumerate(generated) if turn % 6]
    roots = [etree.parse(ARTICLE).getroot()] * 60 + small[:760]
    kinds = [list(KINDS)[turn % len(KINDS)] for turn in range(len(roots))]
    mutants = [mutate(root, kind, random) for root, kind in zip(roots, kinds, strict=True)]
    paths = write_all(mutants, tmp_path)
    report = jing(tei_all(shared), paths)
    ours = judged(paths)
    assert ours == verdicts(GRAMMAR, paths)
    rejected = Counter[str]()
    for path, kind in zip(paths, kinds, strict=True):
        if f"{path.name}:" in report:
            rejected[kind] += 1
            assert not ours[path], f"{kind}: {path.read_text()}"
    assert rejected.total() >= 500
    assert set(rejected) == set(KINDS)


# The rules: each wrong sample fires its rule and no other

FRAME = """
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <text><body><div><p>{}</p></div></body></text>
  <standOff>
    <listPerson><person xml:id="ada"/><person xml:id="ben"/></listPerson>
    <listOrg><org xml:id="radio"/></listOrg>
    {}
  </standOff>
</TEI>"""
INQUIT = '<seg type="inquit" corresp="#q1">Ada said:</seg> '
SAID = '<said xml:id="q1" who="#ada" direct="true">'
PLAIN = "words</said>"
OTHER = '<said xml:id="q2" who="#ben" direct="false"'

RIGHT = {
    "a speech with its inquit": INQUIT + SAID + PLAIN,
    "a speech by a body": '<said xml:id="q1" who="#ada #radio" direct="false">words</said>',
    "a speaker in another register": '<said xml:id="q1" who="person:x" direct="false">w</said>',
    "a speech that a note explains": SAID + PLAIN,
    "a report within a speech": INQUIT + SAID + OTHER + ">words</said></said>",
    "a chain": INQUIT
    + '<said xml:id="q1" who="#ada" direct="true" next="#q2">a</said>'
    + '<said xml:id="q2" who="#ada" direct="true" prev="#q1">b</said>',
    "reported writing": '<q xml:id="q1" type="written" who="#ada" ana="#indirect">words</q>',
    "a correction": '<choice><sic>a</sic><corr resp="#e" cert="high">b</corr></choice>',
    "a relative date": '<date type="relative" datingPoint="#d1">'
    '<date dur-iso="P8W">eight weeks</date> later</date>',
    "a period": '<date from="1917" to="1989">till now</date>',
    "furniture after furniture": '<fw type="webControl">Send</fw><fw type="webControl">Print</fw>',
}

WRONG = {
    "said-without-id": '<said who="#ada" direct="true">words</said>',
    "said-without-speaker": INQUIT + '<said xml:id="q1" direct="true">words</said>',
    "said-by-unknown-speaker": INQUIT + SAID.replace("#ada", "#ada #nobody") + PLAIN,
    "said-to-unknown-addressee": INQUIT + SAID.replace("who", 'toWhom="#no" who') + PLAIN,
    "said-without-direct": '<said xml:id="q1" who="#ada">words</said>',
    "said-without-inquit": SAID + PLAIN,
    "said-like-its-parent": INQUIT
    + '<seg type="inquit" corresp="#q2">she says:</seg>'
    + SAID
    + '<said xml:id="q2" who="#ada" direct="true">words</said></said>',
    "said-inside-inquit": '<seg type="inquit" corresp="#q2">a ' + OTHER + ">words</said></seg>",
    "inquit-without-speech": '<seg type="inquit">Ada said</seg>',
    "inquit-inside-its-speech": SAID + INQUIT + PLAIN,
    "prev-without-next": OTHER + ' prev="#q1">words</said>' + INQUIT + SAID + PLAIN,
    "next-without-prev": OTHER + ' next="#q1">words</said>' + INQUIT + SAID + PLAIN,
    "chain-of-two-speakers": OTHER
    + ' next="#q3">a</said><said xml:id="q3" who="#ada" direct="false" prev="#q2">b</said>',
    "written-with-addressee": '<q type="written" toWhom="#ben" ana="#indirect">words</q>',
    "written-without-category": '<q type="written" who="#ada">words</q>',
    "correction-without-original": '<choice><corr resp="#e" cert="high">b</corr></choice>',
    "error-without-correction": "<choice><sic>a</sic><reg>b</reg></choice>",
    "correction-without-responsibility": '<corr cert="high">b</corr>',
    "correction-without-certainty": '<corr resp="#e">b</corr>',
    "relative-date-without-anchor": '<date type="relative" dur-iso="P8W">later</date>',
    "relative-date-without-length": '<date type="relative" datingPoint="#d1">later</date>',
    "when-beside-range": '<date when="1989" notAfter="1990">then</date>',
    "from-beside-not-before": '<date from="1989" notBefore="1988">then</date>',
    "to-beside-not-after": '<date to="1989" notAfter="1990">then</date>',
    "web-control-before-text": '<fw type="webControl">Send</fw> <hi>words</hi>',
}


def fired(rules: isoschematron.Schematron, document: Document) -> Iterator[tuple[str, str]]:
    """The tests that fail on a document, each by its id and its message."""
    rules.validate(document)
    assert rules.validation_report is not None
    for result in rules.validation_report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        yield result.attrib["id"], " ".join("".join(result.itertext()).split())


def sample(words: str, note: str = "") -> Document:
    return etree.fromstring(FRAME.format(words, note))


def test_article_keeps_the_rules(rules: isoschematron.Schematron) -> None:
    assert list(fired(rules, etree.parse(ARTICLE).getroot())) == []


@pytest.mark.parametrize("case", RIGHT)
def test_right_sample_fires_nothing(rules: isoschematron.Schematron, case: str) -> None:
    note = '<note target="#q1">No inquit: a headline.</note>' if "note" in case else ""
    assert list(fired(rules, sample(RIGHT[case], note))) == []


@pytest.mark.parametrize("rule", WRONG)
def test_wrong_sample_fires_its_rule_alone(rules: isoschematron.Schematron, rule: str) -> None:
    assert [name for name, _ in fired(rules, sample(WRONG[rule]))] == [rule]


def test_every_rule_has_a_sample_a_role_and_advice() -> None:
    tests = list(etree.parse(RULES).iter(f"{SCH}assert", f"{SCH}report"))
    assert sorted(test.attrib["id"] for test in tests) == sorted(WRONG)
    for test in tests:
        assert test.get("role") in ("error", "warning", "info"), test.get("id")
        assert ": " in "".join(str(text) for text in test.itertext()), test.get("id")
