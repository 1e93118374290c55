"""TEI's own constraints: the same findings on the same nodes as Saxon, and at no great cost.

Saxon takes minutes for all documents and mutations: `make corpora` asks it of all of them, `make
test` of some.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from edition.diagnostic import Refused, Severity
from edition.document import TEI, Document, parse, read
from edition.project import Project
from edition.schematron import load, validate
from edition.schematron.naming import name_of
from edition.schematron.remedy import REMEDIES
from edition.schematron.source import SCH
from edition.validation import Checks
from edition.validation import validate as validate_all
from tests.conftest import require
from tests.oracles.schematron_by_saxon import Found, Saxon
from tests.oracles.schematron_mutation import mutated, topics
from tests.samples import tei

WHOLE = bool(os.environ.get("EDITION_WHOLE"))
MUTATIONS = 500 if WHOLE else 120
EVERY = 1 if WHOLE else 6  # of so many documents one is asked about
SEED = 4
SMALL = 60_000 if WHOLE else 10_000  # bytes: of these there are mutations
LARGE = 10_000_000 if WHOLE else 200_000  # bytes: of TEI's whole source Saxon takes half a minute


@pytest.fixture(scope="module")
def constraints(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.isosch"


@pytest.fixture(scope="module")
def saxon(constraints: Path) -> Saxon:
    try:
        import saxonche
    except ImportError:
        saxonche = None
    require(saxonche, "saxonche")
    return Saxon(constraints)


@pytest.fixture(scope="module")
def numbered(constraints: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """TEI's constraints with a number as the name of each test, which is Saxon's name of it."""
    root = etree.parse(str(constraints)).getroot()
    for number, pattern in enumerate(root.iter(f"{SCH}pattern")):
        for at, rule in enumerate(pattern.iter(f"{SCH}rule")):
            for which, test in enumerate(rule.iter(f"{SCH}assert", f"{SCH}report")):
                test.set("id", f"{number}.{at}.{which}")
    file = tmp_path_factory.mktemp("tei") / "numbered.sch"
    file.write_bytes(etree.tostring(root))
    return file


def by_us(document: Document, schema: Path) -> Found:
    """Return our findings as Saxon's: a test that fails has no name, and is told each time."""
    numbers = {document.locate(each): n for n, each in enumerate(document.root.iter("*"))}
    return Counter(
        (found.rule, numbers[found.location])
        for found in validate(document, load(schema))
        if found.rule != "schema-test-failed"
    )


def by_saxon(document: Document, saxon: Saxon) -> Found:
    found = saxon.findings(etree.tostring(document.root, encoding="unicode"))
    return Counter({key: count for key, count in found.items() if key[0] != "failed"})


def documents(shared: Path, most: int) -> Iterator[Document]:
    data = shared / "data"
    for file in sorted([*data.rglob("*.xml"), *data.rglob("*.odd")]):
        if file.stat().st_size > most:
            continue
        try:
            document = read(file)
        except Refused:
            continue
        if any(each.tag.startswith(f"{{{TEI}}}") for each in document.root.iter("*")):  # type: ignore[union-attr, arg-type]
            yield document


def test_on_every_document_we_find_what_saxon_finds(
    shared: Path, saxon: Saxon, numbered: Path
) -> None:
    some = list(documents(shared, LARGE))[::EVERY]
    findings = 0
    for document in some:
        ours = by_us(document, numbered)
        assert ours == by_saxon(document, saxon), document.file
        findings += sum(ours.values())
    assert len(some) >= (150 if WHOLE else 20)
    assert findings > (80 if WHOLE else 3)


def test_on_mutations_we_find_what_saxon_finds(
    shared: Path, saxon: Saxon, numbered: Path, constraints: Path
) -> None:
    random = Random(SEED)
    known = topics(constraints)
    roots = [each.root for each in documents(shared, SMALL)]
    asked: Counter[str] = Counter()
    for number in range(MUTATIONS):
        text = etree.tostring(mutated(random.choice(roots), known, random), encoding="unicode")
        document = parse(text.encode(), f"mutation {number} of seed {SEED}")
        ours = by_us(document, numbered)
        assert ours == by_saxon(document, saxon), document.file
        asked.update(name for name, _ in ours)
    assert len(asked) > (80 if WHOLE else 60)


WRONG = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>
<p><date when="1900" from="1900">x</date><addSpan/><measure unit="a" unitRef="#a"/>
<shift/><lg/></p></body></text></TEI>"""

ALONE = Project(Path(), is_project=False)
REFS = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-"


def test_the_constraints_in_a_grammar_are_checked_with_teis_severity(shared: Path) -> None:
    schema = str(shared / "data" / "tei" / "tei_all.rng")
    done = validate_all(parse(WRONG.encode(), "a.xml"), ALONE, Checks((schema,), "schematron"))
    assert {(found.rule, found.severity) for found in done.diagnostics} == {
        ("att.datable.w3c-att-datable-w3c-when", Severity.WARNING),
        ("addSpan-addSpan-requires-spanTo", Severity.ERROR),
        ("att.measurement-att-measurement-unitRef", Severity.INFO),
        ("shift-shiftNew", Severity.WARNING),
        ("lg-atleast1oflggapl", Severity.ERROR),
    }
    assert "Schematron" not in " ".join(done.unchecked)


@pytest.mark.parametrize("body", ["<p><p>a</p></p>", "<lg><l>a<l>b</l></l></lg>"])
def test_what_the_grammar_refuses_is_not_told_again_by_a_constraint(
    body: str, shared: Path
) -> None:
    schema = str(shared / "data" / "tei" / "tei_all.rng")
    done = validate_all(parse(tei(body).encode(), "a.xml"), ALONE, Checks((schema,)))
    errors = [found.rule for found in done.diagnostics if found.severity == Severity.ERROR]
    assert errors == ["grammar-element"]


def test_a_constraint_can_be_silenced_by_its_name(shared: Path) -> None:
    schema = str(shared / "data" / "tei" / "tei_all.rng")
    text = WRONG.replace(
        "<addSpan/>", "<?edition allow addSpan-addSpan-requires-spanTo?><addSpan/>"
    )
    done = validate_all(parse(text.encode(), "a.xml"), ALONE, Checks((schema,), "schematron"))
    assert "addSpan-addSpan-requires-spanTo" not in {found.rule for found in done.diagnostics}
    assert len(done.diagnostics) == 4


@pytest.mark.parametrize("name", ["tei_all.rng", "teilite.rng", "odd/tei_simplePrint.rng"])
def test_teis_constraints_cannot_take_for_ever_so_they_run_in_our_process(
    name: str, shared: Path
) -> None:
    plan = load(shared / "data" / "tei" / name).plan
    assert plan.patterns
    assert plan.bounded


def test_plays_and_an_odd_are_judged_by_libxml2_alone(shared: Path) -> None:
    schema = shared / "data" / "tei" / "tei_all.rng"
    corpora = shared / "data" / "corpora"
    odd = corpora / "tei-tests" / "test-newodd.xml"
    files = [str(file) for file in (*(corpora / "drama").glob("*.xml"), odd)]
    code = (
        "import sys; from pathlib import Path; from edition.document import read; "
        "from edition.schematron import load, validate; schema = load(Path(sys.argv[1])); "
        "[list(validate(read(file), schema)) for file in sys.argv[2:]]; "
        "sys.exit('elementpath' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(schema)]
    subprocess.run(command, check=False)  # it is in the cache now: to compile it takes elementpath
    assert subprocess.run([*command, *files], check=False).returncode == 0


@pytest.mark.parametrize(
    ("body", "rule", "hint", "page"),
    [
        (
            '<name subtype="a">x</name>',
            "att.typed-subtypeTyped",
            "Add type, or write type in the place of subtype.",
            "att.typed",
        ),
        (
            '<ref target="#a" cRef="a">x</ref>',
            "ref-refAtts",
            "Keep target or cRef, and remove the other.",
            "ref",
        ),
    ],
)
def test_a_finding_of_tei_says_what_to_do_and_leads_to_its_page(
    body: str, rule: str, hint: str, page: str, shared: Path
) -> None:
    schema = str(shared / "data" / "tei" / "tei_all.rng")
    document = parse(tei(f'<p xml:id="a">{body}</p>').encode(), "a.xml")
    (one,) = validate_all(document, ALONE, Checks((schema,))).diagnostics
    assert (one.rule, one.hint, one.url) == (rule, hint, f"{REFS}{page}.html")


def test_what_there_is_a_remedy_for_is_a_constraint_of_tei(constraints: Path) -> None:
    root = etree.parse(str(constraints)).getroot()
    tests = root.iter(f"{SCH}assert", f"{SCH}report")
    known = {name_of(*list(chain([each], each.iterancestors()))[:3]) for each in tests}
    assert set(REMEDIES) <= known
