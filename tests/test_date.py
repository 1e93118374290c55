"""Dates: every form of W3C's, every impossible one explained, relative ones computed."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.document import TEI, Document, Element, parse
from edition.tei.attribute import attributes
from edition.tei.date import ImpossibleDate, Span, computed, span, span_of
from tests.samples import tei

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1863", "1863-01-01", "1863-12-31"),
        ("1863-05", "1863-05-01", "1863-05-31"),
        ("1863-02", "1863-02-01", "1863-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("1863-05-12", "1863-05-12", "1863-05-12"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("1863-05-12Z", "1863-05-12", "1863-05-12"),
        ("1863-05-12+14:00", "1863-05-12", "1863-05-12"),
        ("1863-05-12T23:59:59", "1863-05-12", "1863-05-12"),
        ("1863-05-12T23:59:59.999-05:00", "1863-05-12", "1863-05-12"),
        ("1863-05-12T24:00:00", "1863-05-12", "1863-05-12"),
        (" 1863\n", "1863-01-01", "1863-12-31"),
        ("0033", "0033-01-01", "0033-12-31"),
        ("-0044-03-15", "-0044-03-15", "-0044-03-15"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("12863-05-12", "12863-05-12", "12863-05-12"),
    ],
)
def test_a_date_is_the_days_that_it_names(value: str, first: str, last: str) -> None:
    found = span(value)
    assert found is not None
    assert found.isoformat() == (first, last)


@pytest.mark.parametrize(
    "value", ["--05", "--05-12", "--02-29", "---31", "---31Z", "10:30:00", "24:00:00", "10:30:00Z"]
)
def test_what_recurs_names_no_days(value: str) -> None:
    assert span(value) is None


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("1863-02-31", "February 1863 has 28 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
        ("1863-04-31", "April 1863 has 30 days"),
        ("1863-04-00", "April 1863 has 30 days"),
        ("1863-13", "a year has 12 months, and “1863-13” names month 13"),
        ("1863-00-01", "a year has 12 months"),
        ("--13", "a year has 12 months"),
        ("--02-30", "February has at most 29 days"),
        ("---32", "no month has more than 31 days"),
        ("1863-05-12T25:00:00", "no time of a day"),
        ("1863-05-12T24:00:01", "no time of a day"),
        ("10:60:00", "no time of a day"),
        ("12 May 1863", "is written 1863-05-12"),
        ("3. Sept 1863", "is written 1863-09-03"),
        ("1863-5-1", "two digits for month and day: 1863-05-01"),
        ("33", "a year has four digits: 0033"),
        ("1863-05-12T10", "a W3C date is a year"),
        ("1863/05/12", "a W3C date is a year"),
        ("18630512T", "a W3C date is a year"),
        ("1863-05-12+15:00", "a W3C date is a year"),
        ("02000", "a W3C date is a year"),
        ("+1863", "a W3C date is a year"),
        ("\u0661\u0668\u0666\u0663", "a W3C date is a year"),
        ("", "a W3C date is a year"),
        ("1" + "0" * 5000, "no calendar reaches so far"),
    ],
)
def test_what_is_no_date_is_explained(value: str, why: str) -> None:
    with pytest.raises(ImpossibleDate, match=re.escape(why)):
        span(value)


@settings(max_examples=200, deadline=None)
@given(st.text("0123456789-+:TZ. May", max_size=26))
def test_any_value_is_a_date_or_explained(value: str) -> None:
    found: Span | str | None
    try:
        found = span(value)
    except ImpossibleDate as error:
        found = str(error)
    assert found is None or found
    assert not isinstance(found, Span) or found.first <= found.last


@settings(max_examples=300, deadline=None)
@given(DAYS)
def test_a_day_survives_being_read_and_written(day: dt.date) -> None:
    found = span(day.isoformat())
    assert found is not None
    assert found.isoformat() == (day.isoformat(), day.isoformat())


@settings(max_examples=300, deadline=None)
@given(DAYS, DAYS)
def test_days_are_as_far_apart_as_in_the_calendar(one: dt.date, two: dt.date) -> None:
    first, second = span(one.isoformat()), span(two.isoformat())
    assert first is not None
    assert second is not None
    assert second.first - first.first == (two - one).days


@settings(max_examples=100, deadline=None)
@given(st.integers(-9999, 99999))
def test_a_year_has_365_days_or_366_and_borders_on_the_next(year: int) -> None:
    def days(number: int) -> Span:
        found = span(f"{'-' if number < 0 else ''}{abs(number):04}")
        assert found is not None
        return found

    assert days(year).last + 1 == days(year + 1).first
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert days(year).last - days(year).first == (365 if leap else 364)


@pytest.mark.parametrize(
    ("attributes", "days"),
    [
        ({"when": "1863-05"}, ("1863-05-01", "1863-05-31")),
        ({"notBefore": "1863", "notAfter": "1864-02"}, ("1863-01-01", "1864-02-29")),
        ({"from": "1863-05-12", "to": "1863"}, ("1863-05-12", "1863-12-31")),
        ({"when": "1863", "notBefore": "1800"}, ("1863-01-01", "1863-12-31")),
        ({"notBefore": "1863"}, None),
        ({"to": "1863"}, None),
        ({"when": "--05"}, None),
        ({"when": "nonsense"}, None),
        ({}, None),
    ],
)
def test_an_element_means_the_widest_span_that_its_attributes_close(
    attributes: dict[str, str], days: tuple[str, str] | None
) -> None:
    found = span_of(etree.Element("date", attributes))
    assert (found.isoformat() if found else None) == days


# Relative dates


def relative(anchor: str, duration: str, offset: str, kind: str = "") -> tuple[Element, Document]:
    said = f"<offset{kind}>{offset}</offset>" if offset or kind else ""
    body = (
        f'<p><date xml:id="d1" {anchor}/><date datingPoint="#d1"><date dur-iso="{duration}"/>'
        f"{said}</date></p>"
    )
    document = parse(tei(body).encode(), "a.xml")
    date = next(d for d in document.root.iter(f"{{{TEI}}}date") if d.get("datingPoint"))
    return date, document


def meant(anchor: str, duration: str, offset: str, kind: str = "") -> tuple[str, str] | None:
    found = computed(*relative(anchor, duration, offset, kind))
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("anchor", "duration", "offset", "days"),
    [
        ('when="1989-01-04"', "P8W", "later", ("1989-02-26", "1989-03-04")),
        ('when="1989-03-01"', "P8W", "earlier", ("1989-01-01", "1989-01-07")),
        ('when="1989-01-04"', "P1D", "after", ("1989-01-05", "1989-01-05")),
        ('when="1989-01-04"', "P3D", "ago", ("1989-01-01", "1989-01-01")),
        ('when="1989-01-31"', "P1M", "later", ("1989-02-13", "1989-03-14")),
        ('when="1989-03-15"', "P1M", "before", ("1989-02-01", "1989-03-02")),
        ('when="1989-02-26"', "P10Y", "later", ("1998-08-26", "1999-08-25")),
        ('when="1991-12-26"', "P3Y", "before", ("1988-06-27", "1989-06-26")),
        (
            'notBefore="1989-01-04" notAfter="1989-01-06"',
            "P8W",
            "later",
            ("1989-02-26", "1989-03-06"),
        ),
    ],
)
def test_a_relative_date_is_all_that_rounds_to_its_duration(
    anchor: str, duration: str, offset: str, days: tuple[str, str]
) -> None:
    assert meant(anchor, duration, offset) == days


@pytest.mark.parametrize(
    ("anchor", "duration", "offset"),
    [
        ("", "P8W", "later"),
        ('notBefore="1989"', "P8W", "later"),
        ('when="1989-02-31"', "P8W", "later"),
        ('when="1989"', "PT8H", "later"),
        ('when="1989"', "P1Y2M", "later"),
        ('when="1989"', "P" + "9" * 5000 + "Y", "later"),
        ('when="1989"', "", "later"),
        ('when="1989"', "P8W", ""),
        ('when="1989"', "P8W", "on the other side of"),
    ],
)
def test_a_relative_date_that_lacks_something_means_nothing(
    anchor: str, duration: str, offset: str
) -> None:
    assert meant(anchor, duration, offset) is None


def test_the_type_of_an_offset_goes_before_its_words() -> None:
    later = meant('when="1989-01-04"', "P1W", "later")
    assert meant('when="1989-01-04"', "P1W", "später", ' type="after"') == later
    earlier = meant('when="1989-01-04"', "P1W", "earlier")
    assert meant('when="1989-01-04"', "P1W", "پیش", ' type="before"') == earlier
    assert later != earlier


@settings(max_examples=60, deadline=None)
@given(st.dates(dt.date(200, 1, 1), dt.date(3000, 1, 1)), st.integers(1, 200))
def test_weeks_before_and_after_are_seven_days_around_the_nth(day: dt.date, count: int) -> None:
    for offset, sign in (("after", 1), ("before", -1)):
        days = meant(f'when="{day.isoformat()}"', f"P{count}W", offset)
        assert days is not None
        first, last = map(dt.date.fromisoformat, days)
        assert (last - first).days == 6
        assert first <= day + dt.timedelta(weeks=sign * count) <= last


@settings(max_examples=60, deadline=None)
@given(
    st.dates(dt.date(500, 1, 1), dt.date(3000, 1, 1)),
    st.integers(1, 90),
    st.sampled_from("DWMY"),
)
def test_n_units_and_n_plus_one_units_border_on_each_other(
    day: dt.date, count: int, unit: str
) -> None:
    """In months of unlike lengths a day may be lost or double; nothing more."""
    for offset in ("after", "before"):
        near = computed(*relative(f'when="{day}"', f"P{count}{unit}", offset))
        far = computed(*relative(f'when="{day}"', f"P{count + 1}{unit}", offset))
        assert near is not None
        assert far is not None
        gap = far.first - near.last if offset == "after" else near.first - far.last
        assert gap == 1 or (unit == "M" and -3 <= gap <= 4) or (unit == "Y" and 0 <= gap <= 2)


def test_date_attributes_are_those_of_tei_elements_that_mean_time() -> None:
    body = (
        '<date when="1"/><biblScope from="2" to="3"/><x xmlns="u" when="4"/>'
        '<event notBefore="5" notAfter="6"/><span from="#a" to="#b"/><locus from="7r"/>'
    )
    document = parse(tei(body).encode(), "a.xml")
    assert [(name, value) for _, name, value in attributes(document).dating] == [
        ("when", "1"),
        ("notBefore", "5"),
        ("notAfter", "6"),
    ]
