"""Messages of the grammar: what a scholar is told of a mistake, and where."""

import re
from pathlib import Path

import pytest

from edition import relaxng
from edition.diagnostic import Diagnostic, Refused
from edition.document import parse
from edition.project import Project
from edition.validation import Checks, validate
from tests.conftest import ROOT
from tests.grammar.jing import Jing
from tests.grammar.proof import invalid_slips, second_slips
from tests.grammar.slip import Slip
from tests.grammar.source import Source
from tests.grammar.stock import stock
from tests.messages_report import outcomes, table, told

HERE = "‸"
"""Where the finding has to be; what stands there in the document is what follows."""

ROOT_TAG = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
TITLE = "<titleStmt><title>A letter</title></titleStmt>"
PUBLISHED = "<publicationStmt><publisher>nobody</publisher></publicationStmt>"
SOURCE = "<sourceDesc><p>Made up.</p></sourceDesc>"


def letter(body: str, *, root: str = ROOT_TAG, header: str = TITLE + PUBLISHED + SOURCE) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'
        f"<teiHeader>\n<fileDesc>{header}</fileDesc>\n</teiHeader>\n"
        f"<text><body>\n{body}\n</body></text>\n</TEI>\n"
    )


def found(marked: str, schema: Path) -> tuple[list[Diagnostic], tuple[int, int]]:
    """What the whole product finds in a document, and the place that is marked in it."""
    before, _, after = marked.partition(HERE)
    place = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    project = Project(schema.parent, is_project=False)
    try:
        document = parse((before + after).encode(), "letter.xml")
    except Refused as refusal:
        return list(refusal.diagnostics), place
    return list(validate(document, project, Checks((str(schema),))).diagnostics), place


def said(finding: Diagnostic) -> str:
    """All that a finding says: message, hint, related places."""
    related = " ".join(item.message for item in finding.related)
    return f"{finding.message} {finding.hint or ''} {related}"


# Each: the number in the table of facts/validation.md, the document, what the finding has to say.
MISTAKES: dict[str, tuple[str, tuple[str, ...]]] = {
    "1 a misspelt name": (
        letter("<p>met ‸<perName>Lenz</perName></p>"),
        (r"\bperName\b", r"[Dd]id you mean .?persName\b"),
    ),
    "2 an element that may stand elsewhere": (
        letter("<listPerson>\n  ‸<said>No.</said></listPerson>"),
        (r"\bsaid\b", r"\blistPerson\b", r"may stand in\b.*\b(p|div)\b", r"\bperson\b"),
    ),
    "3 a missing attribute": (
        letter("<p>\n<figure>‸<graphic/></figure></p>"),
        (r"\bgraphic\b", r"\burl\b", r"address|URI|pointer"),
    ),
    "4 a value that is none of a few": (
        letter('<p>a ‸<w part="Z">b</w></p>'),
        (r"\bpart\b", r"\bZ\b", *(rf"\b{value}\b" for value in "FIMNY")),
    ),
    "5 a date in words": (
        letter('<p>on ‸<date when="12 May 1863">that day</date></p>'),
        (r"12 May 1863", r"1863-05-12"),
    ),
    "6 text where only elements may stand": (
        letter("<div>\n  ‸words that belong to nobody\n</div>"),
        (r"words that belong", r"\bdiv\b", r"\bp\b", r"\bab\b"),
    ),
    "10a no namespace": (
        letter("<p>Words.</p>", root="‸<TEI>"),
        (r"no namespace", r'xmlns="http://www\.tei-c\.org/ns/1\.0"'),
    ),
    "10b a namespace with a slash behind it": (
        letter("<p>Words.</p>", root=f"‸{ROOT_TAG}".replace("1.0", "1.0/")),
        (r"http://www\.tei-c\.org/ns/1\.0/", r"http://www\.tei-c\.org/ns/1\.0(?!/)"),
    ),
    "11 an element too early": (
        letter("<p>Words.</p>", header=f"{TITLE}\n ‸{SOURCE}{PUBLISHED}"),
        (r"\bsourceDesc\b", r"\bpublicationStmt\b"),
    ),
    "12 a misspelt attribute": (
        letter('<p>met ‸<persName refs="https://example.org/1">Lenz</persName></p>'),
        (r"\brefs\b", r"[Dd]id you mean .?@?ref\b"),
    ),
    "13 a range that ends before it begins": (
        letter('<p>in ‸<date notBefore="1863" notAfter="1860">those years</date></p>'),
        (r"1863", r"1860", r"before"),
    ),
    "14 a day that is none": (
        letter('<p>on ‸<date when="1863-02-31">that day</date></p>'),
        (r"1863-02-31", r"February 1863 has 28 days"),
    ),
    "15a a speech without words": (
        letter("<p>Words.</p>\n  ‸<sp></sp>"),
        (r"\bsp\b", r"\bspeaker\b|\bp\b", r"model\.\w+|\bl\b"),
    ),
    "15b a stanza without lines": (
        letter("<p>Words.</p>\n  ‸<lg></lg>"),
        (r"\blg\b", r"\bl\b"),
    ),
}


@pytest.fixture(scope="module")
def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_finding_at_its_place_that_says_what_helps(
    mistake: str, tei_all: Path
) -> None:
    marked, wanted = MISTAKES[mistake]
    findings, place = found(marked, tei_all)
    (finding,) = findings
    assert (finding.location.line, finding.location.column) == place
    for words in wanted:
        assert re.search(words, said(finding)), said(finding)


def test_a_document_without_these_mistakes_has_no_finding(tei_all: Path) -> None:
    findings, _ = found(letter("<p>met <persName>Lenz</persName></p>"), tei_all)
    assert findings == []


def test_7_an_unclosed_tag_is_told_with_both_its_places(tei_all: Path) -> None:
    findings, opening = found(letter("<p>met\n ‸<persName>Lenz\n  </p>"), tei_all)
    (finding,) = findings
    places = [finding.location, *(item.location for item in finding.related)]
    assert opening in {(place.line, place.column) for place in places}
    assert len({place.line for place in places}) == 2
    assert "persName" in said(finding)


def test_8_a_second_id_is_told_with_the_place_of_the_first(tei_all: Path) -> None:
    marked = letter('<p xml:id="a"/>\n <p xml:id="b"/> ‸<p xml:id="a"/>')
    (finding,), place = found(marked, tei_all)
    assert (finding.location.line, finding.location.column) == place
    (first,) = finding.related
    assert first.location.line == place[0] - 1


def test_9_a_pointer_at_nothing_is_told_with_the_nearest_id(tei_all: Path) -> None:
    marked = letter('<p xml:id="nobodi"/>\n<p>‸<said who="#nobody">No.</said></p>')
    (finding,), place = found(marked, tei_all)
    assert (finding.location.line, finding.location.column) == place
    assert "nobody" in finding.message
    assert "nobodi" in said(finding)


def test_a_misspelt_name_has_a_link_to_the_page_of_the_right_one(tei_all: Path) -> None:
    (finding,), _ = found(MISTAKES["1 a misspelt name"][0], tei_all)
    assert finding.url is not None
    assert finding.url.endswith("/ref-persName.html")


@pytest.mark.parametrize(("written", "meant"), [("d", "id"), ("ids", "id"), ("lng", "lang")])
def test_an_attribute_of_xml_is_known_by_its_prefix_however_short_it_is(
    written: str, meant: str, tei_all: Path
) -> None:
    (finding,), _ = found(letter(f'<p>‸<name xml:{written}="en">A</name></p>'), tei_all)
    assert f"xml:{meant}" in said(finding)


def test_what_a_value_may_be_is_said_once(tei_all: Path) -> None:
    (finding,), _ = found(letter('<p>‸<num value="abc">x</num></p>'), tei_all)
    assert finding.hint == "It has to be a number (3.14, 1e6) or a fraction (1/2)."


def test_a_day_in_figures_that_has_two_readings_is_told_with_both_by_the_grammar_too(
    tei_all: Path,
) -> None:
    document = parse(letter('<p><date when="12.5.1863">x</date></p>').encode(), "letter.xml")
    (finding,) = relaxng.validate(document, tei_all)
    assert finding.hint == "Write 1863-05-12 or 1863-12-05."


def test_equal_mistakes_are_each_told(tei_all: Path) -> None:
    body = "<p>‸<perName>A</perName> and <perName>B</perName></p>"
    findings, _ = found(letter(body), tei_all)
    assert len(findings) == 2


def test_a_second_mistake_within_a_misspelt_element_is_not_lost(tei_all: Path) -> None:
    body = '<p>‸<perName><forname/></perName></p>\n<p n="2"><w part="Z"/></p>'
    findings, place = found(letter(body), tei_all)
    lines = [item.location.line for item in findings]
    assert lines == [place[0], place[0], place[0] + 1]


@pytest.fixture(scope="module")
def sources(shared: Path, tei_all: Path, jing: Jing) -> list[Source]:
    return stock(jing, tei_all, shared / "data" / "corpora", ROOT / "xml")


@pytest.fixture(scope="module")
def slips(sources: list[Source], tei_all: Path, jing: Jing) -> dict[str, list[Slip]]:
    """200 documents of each of ten kinds, made wrong in one place; jing finds all invalid."""
    return invalid_slips(jing, tei_all, sources, each=200)


def share(good: list[bool]) -> float:
    return sum(good) / max(1, len(good))


@pytest.mark.outside
def test_95_of_100_slips_give_one_finding_at_its_place_that_names_the_repair(
    slips: dict[str, list[Slip]], tei_all: Path
) -> None:
    assert [len(known) for known in slips.values()] == [200] * 10
    judged = {kind: outcomes(known, tei_all) for kind, known in slips.items()}
    report = "\n".join(table(judged))
    for kind, known in judged.items():
        bad = [outcome for outcome in known if not outcome.is_good]
        worst = "\n".join(row for outcome in bad[:3] for row in told(outcome))
        assert share([outcome.is_good for outcome in known]) >= 0.85, f"{report}\n{kind}\n{worst}"
    assert share([outcome.is_good for known in judged.values() for outcome in known]) >= 0.95, (
        report
    )


@pytest.mark.outside
def test_a_misspelt_name_brings_up_the_right_one_first(
    slips: dict[str, list[Slip]], tei_all: Path
) -> None:
    judged = outcomes(slips["misspelling"], tei_all)
    firsts = [re.findall(r"(?:mean|Write) <(.+?)>", said(one.findings[0])) for one in judged]
    right = [
        bool(first) and first[0] in one.slip.words[0]
        for first, one in zip(firsts, judged, strict=True)
    ]
    assert share(right) >= 0.95


@pytest.mark.outside
def test_a_second_slip_elsewhere_in_the_document_is_never_lost(
    slips: dict[str, list[Slip]], sources: list[Source], tei_all: Path, jing: Jing
) -> None:
    firsts = [slip for known in slips.values() for slip in known[:40]]
    judged = outcomes(second_slips(jing, tei_all, firsts, sources), tei_all)
    assert len(judged) > 200
    lost = [outcome for outcome in judged if not (outcome.is_placed and outcome.is_named)]
    assert lost == [], "\n".join(told(lost[0]))
    assert share([len(outcome.findings) == 2 for outcome in judged]) >= 0.95
