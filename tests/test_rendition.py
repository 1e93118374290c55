import pytest

from edition.stylesheet.rendition import let_through


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("font-weight: bold; text-align:center", "font-weight:bold;text-align:center"),
        ("FONT-STYLE : italic", "font-style:italic"),
        ("color: red", "color:color-mix(in srgb, red 50%, var(--ink))"),
        ("margin-left: -1.5em", "margin-left:-1.5em"),
        ("background: url(https://elsewhere.example)", ""),
        ("font-style: url(x)", ""),
        ("width: expression(alert(1))", ""),
        ("behavior: x; position: fixed; content: x", ""),
        ("color: r\\65 d", ""),
        ("color: red} a{color: red", ""),
        ("/* color: */ font-size: 12pt", "font-size:12pt"),
        ('font-family: "Fell"', ""),
    ],
)
def test_only_what_sets_type_goes_through(stated: str, kept: str) -> None:
    assert let_through(stated) == kept
