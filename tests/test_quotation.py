"""Quotation: marks that pair off are let be in every language; one without a partner is told."""

import pytest

from edition.document import parse
from edition.project import at
from edition.rule import chosen
from edition.tei.quotation import marks, unpaired
from tests.conftest import ROOT
from tests.samples import tei


def left_over(body: str) -> list[tuple[str, bool]]:
    """Return each mark without a partner with the signs after it, and whether it opens."""
    document = parse(tei(body).encode(), "a.xml")
    text = "".join(map(str, document.root.itertext()))
    return [(text[mark.offset : mark.offset + 2], opens) for mark, opens in unpaired(document)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>“A,” he said. “B.”</p>",
        "<p>„A“, „B“ and »C« and »D«.</p>",
        "<p>« A », dit-il, « B ».</p>",
        "<p>”A”, sade han, ”B”.</p>",
        "<p>„A”, powiedział, „B”.</p>",
        "<p>「A『a』」「B」</p>",
        "<p>“A “nested” b.”</p>",
        "<p>“A</p><p>“B</p><p>“C.”</p>",
        "<p>“A</p><p>B</p><p>C.”</p>",
        "<p>“A<lb/>“B<lb/>“C.”</p>",
        "<lg><l>“A</l><l>b</l><l>“C</l><l>d.”</l></lg>",
        "<p>“A <note>see “B”</note> c.”</p>",
        "<p>“A</p><note>See.</note><p>“B.”</p>",
        "<p>a 6” board, “yes”</p>",
        "<p><choice><sic>“A</sic><corr>“A”</corr></choice></p>",
        "<p>“A<del>“</del>”</p>",
        "<p><code>“</code></p>",
        "<p><app><lem>“A</lem><rdg>“<hi>A</hi></rdg></app>.”</p>",
        "<p>“A</p><pb/><fw>A “headline</fw><p>“B.”</p>",
        "<p>5\" and 'a' and ‘b’ and it’s</p>",
    ],
)
def test_marks_that_pair_off_are_let_be(body: str) -> None:
    assert left_over(body) == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>“A.</p><p>b</p><p>“C.”</p>", [("“A", True)]),
        ("<p>“A. “B.”</p><p>x “C.”</p>", [("“A", True)]),
        ("<p>A.”</p><p>“B.”</p>", [("”\n", False)]),
        ("<p>«A» »B</p>", [("»B", False)]),
        ("<p>»A« B«</p><p>»C«</p>", [("«\n", False)]),
        ("<p>“A «B.”</p>", [("«B", True)]),
        ("<p>A <note>“B</note> c.</p>", [("“B", True)]),
        ("<p>„A”, „B</p>", [("„B", True)]),
        ("<p>「A」「B</p>", [("「B", True)]),
    ],
)
def test_a_mark_without_a_partner_is_told_where_it_stands(
    body: str, told: list[tuple[str, bool]]
) -> None:
    assert left_over(body.replace("</p>", "\n</p>")) == told


@pytest.mark.parametrize("count", [500, 1000])
def test_many_open_marks_are_each_told_once(count: int) -> None:
    assert len(left_over(f"<p>{'“A ' * count}</p>")) == count


def test_marks_of_the_header_are_not_those_of_the_text() -> None:
    header = "<fileDesc><titleStmt><title>“T</title></titleStmt></fileDesc>"
    document = parse(tei("<p>“A”</p>", header=header).encode(), "a.xml")
    assert [mark.sign for mark in marks(document)] == ["“", "”"]


@pytest.mark.parametrize(
    ("declared", "body", "rule"),
    [
        ("none", "<p><q>“A”</q></p>", "misdeclared-quotation"),
        ("none", "<p><q>A</q></p>", ""),
        ("all", "<p><q>A</q></p>", "misdeclared-quotation"),
        ("all", "<p><q>'A'</q></p>", ""),
        ("all", "<p>A</p>", ""),
        ("all", "<p>A:</p><quote><lg><l>B</l></lg></quote>", ""),
        ("some", "<p><q>A</q> <q>“B”</q></p>", ""),
    ],
)
def test_what_the_header_declares_of_marks_is_to_be_seen(
    declared: str, body: str, rule: str
) -> None:
    quotation = f'<editorialDecl><quotation marks="{declared}"/></editorialDecl>'
    header = f"<fileDesc/><encodingDesc>{quotation}</encodingDesc>"
    document = parse(tei(body, header=header).encode(), "a.xml")
    items = [item for one in chosen(()) for item in one.diagnose(document, at(ROOT))]
    assert [item.rule for item in items if "quotation" in item.rule] == ([rule] if rule else [])
