import pytest

from edition.language import direction, direction_in, tag


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "en"),
        ("fra", "fr"),
        ("ger-Latn-1901", "de-Latn-1901"),
        ("grc", "grc"),
        ("fa-Latn", "fa-Latn"),
        ("", ""),
        ("english", ""),
        ("e", ""),
        ("en_GB", ""),
        ("ру", ""),
    ],
)
def test_a_code_becomes_the_tag_that_html_wants_or_none(code: str, expected: str) -> None:
    assert tag(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("fa", "rtl"),
        ("per", "rtl"),
        ("fa-Latn", "ltr"),
        ("az-Arab", "rtl"),
        ("ar-EG", "rtl"),
        ("en", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_direction_follows_the_script(code: str, expected: str) -> None:
    assert direction(code) == expected


def test_what_is_transcribed_runs_as_its_letters_do_where_the_tag_names_no_script() -> None:
    assert direction_in("ar", ["hayy sayyārətna."]) == "ltr"
    assert direction_in("ar", ["hayy (", "سيارة", ")"]) == "rtl"
    assert direction_in("ar", ["12, 13"]) == "rtl"
    assert direction_in("ar-Arab", ["hayy"]) == "rtl"
    assert direction_in("en", ["سيارة"]) == "ltr"
