"""Numbering: what is a slip in the count of pages, lines and divisions, and what is not."""

import pytest

from edition.document import parse
from edition.numeral import number
from edition.tei.numbering import slips
from tests.samples import tei

REGULAR = "1 2 3 4 5 6 7 8 9 10"


def found(body: str) -> list[tuple[str, str | None, str]]:
    document = parse(tei(body).encode(), "a.xml")
    return [(slip.kind, slip.element.get("n"), slip.expected) for slip in slips(document)]


def pages(numbers: str) -> str:
    breaks = "".join(f'<pb n="{n}"/>x' for n in numbers.split())
    return f"<p>{breaks}</p>"


@pytest.mark.parametrize(
    "numbers",
    [
        REGULAR,
        "2 4 6 8 10 12",
        "p.296 p.298 p.300 p.302 p.304",
        "i ii iii iv v vi 1 2 3 4 5 6",
        "1r 1v 2r 2v 3r 3v 4r 4v",
        "1 2 3 4 5 6 1 2 3 4 5 6",
        "1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4",
        "1 5 89 163 253 348 416",
        "1 2 4",
        "a b c d e f",
        "1 2 3 4 plate 5 6 7",
        "1 2 3 4 5 6 7 200 201 202 203",
        "12-13 14 15 16 17 18",
        "9" * 200 + " 1 2 3 4",
    ],
)
def test_a_count_may_begin_anew_change_its_style_or_leave_a_long_gap(numbers: str) -> None:
    assert found(pages(numbers)) == []


@pytest.mark.parametrize(
    ("numbers", "slip"),
    [
        ("1 2 3 4 5 7 8 9 10 11", ("skipped", "7", "6")),
        ("p.1 p.2 p.3 p.4 p.5 p.7 p.8 p.9", ("skipped", "p.7", "p.6")),
        ("i ii iii iv v vi viii ix x", ("skipped", "viii", "vii")),
        ("XXXVI XXXVII XXXVIII XL XLI XLII XLIII", ("skipped", "XL", "XXXIX")),
        ("1r 1v 2r 2v 3r 4r 4v 5r 5v", ("skipped", "4r", "3v")),
        ("1 2 3 4 5 5 6 7 8 9 10", ("repeated", "5", "6")),
        ("1 2 3 4 5 5 7 8 9 10 11 12", ("misplaced", "5", "6")),
        ("29 30 31 32 22 34 35 36 37 38 39 40", ("misplaced", "22", "33")),
    ],
)
def test_a_number_amid_a_regular_count_that_does_not_fit_is_a_slip(
    numbers: str, slip: tuple[str, str, str]
) -> None:
    assert found(pages(numbers)) == [slip]


def test_a_page_without_a_number_fills_the_gap() -> None:
    body = pages("1 2 3 4 5") + "<div><p><pb/></p></div>" + pages("7 8 9 10 11")
    assert found(f"<div>{body}</div>") == []


def test_pages_go_on_through_divisions_and_lines_do_not() -> None:
    lines = "".join(f'<l n="{n}"/>' for n in (1, 2, 3, 4, 5))
    more = "".join(f'<l n="{n}"/>' for n in (7, 8, 9, 10, 11))
    assert found(f"<div>{lines}</div><div>{more}</div>") == []
    assert found(f"<div>{pages('1 2 3 4 5')}</div><div>{pages('7 8 9 10 11')}</div>") != []


def test_the_pages_of_two_editions_are_counted_apart() -> None:
    both = "".join(f'<pb ed="A" n="{n}"/><pb ed="B" n="{n + 100}"/>' for n in range(1, 9))
    assert found(f"<p>{both}</p>") == []


def test_parts_of_a_verse_share_its_number() -> None:
    whole = "".join(f'<l n="{n}"/>' for n in range(1, 9))
    assert found(f'<lg>{whole}<l n="9" part="I"/><l n="9" part="F"/><l n="10"/></lg>') == []
    speakers = '<sp><l n="9"/></sp><sp><l n="9"/></sp><sp><l n="10"/></sp>'
    assert found(f"<sp>{whole}</sp>{speakers}") == []
    assert found(f'<lg>{whole}<l n="9"/><l n="9"/><l n="10"/></lg>') == [("repeated", "9", "10")]


def test_a_verse_in_a_reading_or_a_quotation_is_not_counted_with_the_text() -> None:
    whole = "".join(f'<l n="{n}"/>' for n in range(1, 9))
    app = '<app><lem><l n="9"/></lem><rdg><l n="9"/></rdg></app><l n="10"/>'
    assert found(f"<lg>{whole}{app}</lg>") == []


def test_a_line_that_stands_elsewhere_is_not_left_out() -> None:
    moved = "".join(f'<l n="{n}"/>' for n in (1, 2, 3, 4, 5, 8, 9, 10, 11, 6, 7))
    assert found(f"<lg>{moved}</lg>") == []


def test_a_division_that_begins_amid_a_paragraph_is_marked_by_a_milestone() -> None:
    def divided(inside: str) -> str:
        before = "".join(f'<div n="{n}"><p/></div>' for n in range(1, 6))
        after = "".join(f'<div n="{n}"><p/></div>' for n in range(8, 12))
        return f'{before}<div n="6"><p>{inside}</p></div>{after}'

    assert found(divided('<milestone unit="section" n="7"/>')) == []
    assert found(divided("")) == [("skipped", "8", "7")]


def test_divisions_of_another_type_or_parent_are_counted_apart() -> None:
    acts = "".join(
        f'<div type="act" n="{n}"><div type="scene" n="1"/><div type="scene" n="2"/></div>'
        for n in range(1, 7)
    )
    assert found(acts) == []


def test_lines_that_are_left_out_again_and_again_are_another_editions() -> None:
    numbers = [n for n in range(1, 100) if n % 9]
    assert found("<lg>" + "".join(f'<l n="{n}"/>' for n in numbers) + "</lg>") == []


def test_a_long_count_full_of_gaps_is_read_once() -> None:
    """Looking a number up takes no walk through the others: no more reads than numbers."""
    reads = 0

    def counted(n: str) -> tuple[str, int | None]:
        nonlocal reads
        reads += 1
        return number(n)

    numbers = " ".join(str(n) for n in range(1, 3000) if n % 9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("edition.tei.numbering.number", counted)
        assert len(found(pages(numbers))) > 300
    assert reads == len(numbers.split())
