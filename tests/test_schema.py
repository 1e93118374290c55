"""The schema of the edition: its ODD, its grammar against tei_all, its rules against samples."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from lxml import etree, isoschematron

from edition.document import read
from edition.odd.compilation import compiled
from edition.relaxng.compiled import load
from tests.grammar.raw import judge

from .grammar.generation import Generator
from .grammar.libxml2 import verdicts
from .grammar.mutation import KINDS, mutate
from .grammar.pattern import RNG, Grammar

XML = Path(__file__).parents[1] / "xml"
ARTICLE = XML / "gorbachev-response.xml"
ODD = XML / "schema" / "edition.odd"
GRAMMAR = XML / "schema" / "edition.rng"
RULES = XML / "schema" / "edition.sch"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
TEI = "{http://www.tei-c.org/ns/1.0}"
EXAMPLE = "{http://www.tei-c.org/ns/Examples}"
MARKS = {f"{TEI}att": "@", f"{TEI}gi": "<", f"{TEI}val": "“"}
SCH = "{http://purl.oclc.org/dsdl/schematron}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
Jing = Callable[[Path, list[Path]], str]
Document = etree._Element
DOCUMENTS = 1000
"""The generator comes to all of the grammar within these; a test below says so."""


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar(GRAMMAR)


@pytest.fixture(scope="module")
def generator(grammar: Grammar) -> Generator:
    return Generator(grammar, seed=1989)


@pytest.fixture(scope="module")
def generated(generator: Generator) -> list[Document]:
    return [generator.document(surplus=60 if turn % 6 == 0 else 8) for turn in range(DOCUMENTS)]


@pytest.fixture(scope="module")
def files(generated: list[Document], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_all(generated, tmp_path_factory.mktemp("generated"))


@pytest.fixture(scope="module")
def rules() -> isoschematron.Schematron:
    """The rules in an engine that knows XPath 1.0 only: any other can run them too."""
    schema = etree.parse(RULES)
    schema.getroot().set("queryBinding", "xslt")
    return isoschematron.Schematron(schema, store_report=True)


def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


def write_all(documents: list[Document], folder: Path) -> list[Path]:
    paths = [folder / f"{number:04}.xml" for number in range(len(documents))]
    for path, document in zip(paths, documents, strict=True):
        path.write_bytes(etree.tostring(document))
    return paths


# The article


@pytest.mark.outside
def test_article_is_valid_in_tei_all(shared: Path, jing: Jing) -> None:
    assert jing(tei_all(shared), [ARTICLE]) == ""


def judged(files: list[Path]) -> dict[Path, bool]:
    """Judge files by our grammar with our own validator."""
    automaton = load(GRAMMAR).automaton
    found = {}
    for file in files:
        automaton.begin()
        found[file] = not judge(automaton, file.read_bytes())
    return found


def test_article_is_valid_in_our_grammar() -> None:
    assert judged([ARTICLE]) == verdicts(GRAMMAR, [ARTICLE]) == {ARTICLE: True}


@pytest.mark.outside
def test_jing_reads_our_grammar_as_libxml2_does(jing: Jing) -> None:
    assert jing(GRAMMAR, [ARTICLE]) == ""


# The ODD


@pytest.fixture(scope="module")
def odd() -> Document:
    return etree.parse(ODD).getroot()


def texts(node: Document, name: str) -> list[str]:
    return [" ".join(part.itertext()) for part in node.iterchildren(f"{TEI}{name}")]


def test_grammar_and_rules_are_what_the_odd_is_compiled_to(shared: Path) -> None:
    made = compiled(read(ODD), shared / "data" / "tei" / "p5subset.xml", prose=False)
    assert made.diagnostics == ()
    assert made.grammar() == GRAMMAR.read_bytes(), "run make schema"
    assert made.schematron() == RULES.read_bytes(), "run make schema"


def test_every_element_that_is_taken_is_described_in_our_words(odd: Document) -> None:
    taken = [name for ref in odd.iter(f"{TEI}moduleRef") for name in ref.get("include", "").split()]
    specs = {spec.attrib["ident"]: spec for spec in odd.iter(f"{TEI}elementSpec")}
    assert sorted(taken) == sorted(specs)
    for name, spec in specs.items():
        assert len(texts(spec, "gloss")) == 1, name
        assert texts(spec, "desc")[0].strip().endswith("."), name


def test_the_odd_only_takes_away_and_narrows(odd: Document) -> None:
    specs = [odd.iter(f"{TEI}{kind}Spec") for kind in ("element", "class", "macro", "data")]
    modes = {spec.get("mode") for kind in specs for spec in kind}
    assert modes == {"change", "delete"}
    assert {part.get("mode") for part in odd.iter(f"{TEI}attDef")} <= {
        "change",
        "delete",
        "replace",
    }
    assert not list(odd.iter(f"{TEI}memberOf", f"{TEI}altIdent"))


def test_the_grammar_holds_no_words_but_ours(odd: Document) -> None:
    ours = {plain(part) for part in odd.iter(f"{TEI}desc")}
    said = [part.text or "" for part in etree.parse(GRAMMAR).iter(DOCUMENTATION)]
    assert len(said) > 300
    for words in said:
        gloss, _, after = words.rpartition(") ") if words.startswith("(") else ("", "", words)
        assert after in ours or words.partition(") ")[2] in ours, gloss


def test_every_attribute_is_described() -> None:
    attributes = list(etree.parse(GRAMMAR).iter(f"{RNG}attribute"))
    assert len(attributes) > 150
    for attribute in attributes:
        assert attribute.findtext(DOCUMENTATION), attribute.get("name")


def plain(node: Document) -> str:
    """The words of a description as the grammar has them."""
    words = node.text or ""
    for part in node:
        sign = MARKS.get(str(part.tag), "")
        words += sign + plain(part) + {"“": "”", "<": ">"}.get(sign, "") + (part.tail or "")
    return " ".join(words.split())


def test_every_example_of_the_odd_is_valid(odd: Document, tmp_path: Path) -> None:
    examples = [child for each in odd.iter(f"{EXAMPLE}egXML") for child in each]
    assert len(examples) > 30
    refs = "".join(
        f'<ref name="{name}"/>' for name in {str(node.tag)[len(EXAMPLE) :] for node in examples}
    )
    fragments = tmp_path / "fragments.rng"
    fragments.write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{GRAMMAR.as_uri()}">'
        f"<start><choice>{refs}</choice></start></include></grammar>"
    )
    automaton = load(fragments).automaton
    for example in examples:
        text = etree.tostring(example, encoding="unicode", with_tail=False)
        automaton.begin()
        assert not judge(automaton, text.replace(EXAMPLE[1:-1], TEI[1:-1]).encode()), text


# The grammar as a text


def test_grammar_is_as_large_as_the_edition_needs(grammar: Grammar) -> None:
    elements, _ = grammar.vocabulary()
    used = {node.tag for node in etree.parse(ARTICLE).getroot().iter("{*}*")}
    assert used <= elements
    assert 200 <= len(elements) <= 280


# What the grammar accepts


def test_generated_documents_are_accepted(files: list[Path]) -> None:
    assert len(files) == DOCUMENTS
    assert judged(files) == dict.fromkeys(files, True)


@pytest.mark.outside
def test_jing_accepts_the_generated_documents_too(files: list[Path], jing: Jing) -> None:
    assert jing(GRAMMAR, files) == ""


def test_generated_documents_use_every_element_and_nearly_every_attribute_of_each(
    generated: list[Document], grammar: Grammar
) -> None:
    nodes = [node for document in generated for node in document.iter("{*}*")]
    elements, attributes = grammar.vocabulary()
    assert elements - {node.tag for node in nodes} == set()
    unused = attributes - {(node.tag, str(name)) for node in nodes for name in node.attrib}
    assert {name for _, name in unused} <= {str(name) for node in nodes for name in node.attrib}
    assert len(unused) < len(attributes) / 10


def test_generated_documents_use_all_that_the_generator_can_come_to(
    generated: list[Document], generator: Generator, grammar: Grammar
) -> None:
    assert generated
    unused = {pattern.kind for pattern in grammar.reachable() if not generator.used[pattern]}
    assert unused <= {"group"}  # of what a value is made of, its parts are counted alone


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
    report, again = jing(tei_all(shared), paths), jing(GRAMMAR, paths)
    ours = judged(paths)
    assert ours == {path: f"{path.name}:" not in again for path in paths}
    rejected = Counter[str]()
    for path, kind in zip(paths, kinds, strict=True):
        if f"{path.name}:" in report:
            rejected[kind] += 1
            assert not ours[path], f"{kind}: {path.read_text()}"
    assert rejected.total() >= 500
    assert set(rejected) | {"dropped-attribute"} == set(KINDS), "tei_all demands hardly any"


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
LINE = "<lg><l>Full fathom five {}</l></lg>"
PATH = '<citeStructure unit="chapter" match="{}" use="@n">{}</citeStructure>'
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
    "a paragraph in a quotation": "<quote><p>words</p></quote>",
    "verse in a note within verse": LINE.format("<note><l>words</l><lg><l/></lg></note>"),
    "a paragraph in a note within verse": LINE.format("<note><p>words</p></note>"),
    "a stanza that is lost": "<lg><gap/></lg>",
    "a chapter in a text within": "<floatingText><body><div/></body></floatingText>",
    "ways of citing": PATH.format("/TEI", PATH.format("p", "")),
    "a list of explanations": '<list type="gloss"><label>a</label><item>b</item></list>',
    "a relation of two sides": '<relation name="pupil" active="#ada" passive="#ben"/>',
    "a parallel apparatus": '<variantEncoding method="parallel-segmentation" location="internal"/>',
    "a subtype": '<rs type="person" subtype="implied">she</rs>',
    "a calendar": '<date calendar="#julian">12 May</date>',
    "a stretch": '<delSpan spanTo="#e"/>words<anchor xml:id="e"/>',
    "a manuscript": "<msIdentifier><repository>private hands</repository></msIdentifier>",
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
    "paragraph-in-paragraph": "<foreign><p>words</p></foreign>",
    "paragraph-in-line": LINE.format("<quote><p>words</p></quote>"),
    "block-in-line": LINE.format("<quote><ab>words</ab></quote>"),
    "division-in-paragraph": '<app><lem/><rdg><div type="chapter"/></rdg></app>',
    "stanza-without-lines": "<lg><head>words</head></lg>",
    "stanza-in-line": LINE.format("<q><lg><gap/></lg></q>"),
    "line-in-line": LINE.format("<q><l>words</l></q>"),
    "cite-path-without-root": PATH.format("div", ""),
    "cite-path-from-root": PATH.format("/TEI", PATH.format("/TEI", "")),
    "gloss-list-without-labels": '<list type="gloss"><item>words</item></list>',
    "misplaced-list": '<list type="withdrawn"><item>words</item></list>',
    "relation-with-one-side": '<relation name="pupil" passive="#ben"/>',
    "parallel-apparatus-elsewhere": '<variantEncoding method="parallel-segmentation" '
    'location="external"/>',
    "subtype-without-type": '<rs subtype="implied">she</rs>',
    "calendar-without-words": '<date calendar="#julian" when="1863"/>',
    "span-without-end": '<anchor xml:id="e"/><delSpan spanTo="#e"/>',
    "manuscript-without-place": "<msIdentifier><repository/></msIdentifier>",
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
        words = " ".join("".join(str(text) for text in test.itertext()).split())
        assert ": " in words, test.get("id")
