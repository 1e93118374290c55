"""Surroundings: places and bytes are told from one another, and what is open there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.document.surroundings import surroundings
from edition.file.lines import Lines

TEXT = '<a xml:id="x">é<b/>t<c >u</c\n ><!--<d>--><b k="/>"/></a>'.encode()


@pytest.mark.parametrize(
    ("at", "names"),
    [
        (b"<a", "a"),
        ("é".encode(), "a"),
        (b"<b/>", "a b"),
        (b"t<c", "a"),
        (b"<c >", "a c"),
        (b"u<", "a c"),
        (b"<!--", "a"),
        (b"<d>", "a"),
        (b'<b k="/>"/>', "a b"),
    ],
)
def test_the_open_elements_are_those_around_a_place_and_the_one_that_begins_there(
    at: bytes, names: str
) -> None:
    offset = TEXT.index(at)
    found = surroundings(TEXT, [offset]).open[offset]
    assert [each.name for each in found] == names.split()
    assert found[0].id == "x"
    assert (
        found[-1].start == (offset if at.startswith((b"<a", b"<b", b"<c")) else 0) or "c" in names
    )


def test_an_end_tag_is_told_by_its_start_tag() -> None:
    starts = [TEXT.index(b"<a"), TEXT.index(b"<c")]
    ends = surroundings(TEXT, starts).ends
    assert [TEXT[ends[start] :][:3] for start in starts] == [b"</a", b"</c"]


def test_what_lies_behind_the_root_is_in_nothing() -> None:
    text = b"<a/>\n<!-- end -->"
    assert surroundings(text, [5, len(text)]).open == {5: (), len(text): ()}


@given(st.text("a<é漢𝒜\n\r\u2028", max_size=30))
def test_every_byte_that_begins_a_sign_has_a_place_and_that_place_is_its_byte(text: str) -> None:
    data = text.encode()
    lines = Lines(data)
    for before in range(len(text)):
        offset = len(text[:before].encode())
        assert lines.find(*lines.place(offset)) == offset


@pytest.mark.parametrize("place", [(None, None), (0, 1), (9, 1), (1, 99), (1, None)])
def test_a_place_that_is_not_in_the_text_has_no_byte(place: tuple[int | None, int | None]) -> None:
    assert Lines(b"<a/>\n").find(*place) is None
