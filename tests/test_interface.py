import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from edition.stylesheet.interface import Interface, plural
from tests.conftest import ROOT, Command, MakeProject
from tests.html_tree import parse
from tests.samples import tei

LOCALES = {path.stem: path for path in (ROOT / "xslt" / "locale").glob("*.xml")}
FORMS = {"ar": {"zero", "one", "two", "few", "many", "other"}}


def read(name: str) -> etree._Element:
    return etree.parse(str(LOCALES[name])).getroot()


def messages(name: str) -> dict[str, etree._Element]:
    return {str(message.get("key")): message for message in read(name).iter("message")}


def places(message: etree._Element) -> set[str]:
    return set(re.findall(r"\{[a-c]\}", "".join(map(str, message.itertext()))))


def asked_for() -> Iterator[str]:
    """Yield the keys that sheets ask for by their whole name."""
    for sheet in (ROOT / "xslt").rglob("*.xsl"):
        yield from re.findall(r"f:say\('([\w.-]+)'", sheet.read_text())


def test_there_are_the_languages_of_the_interface() -> None:
    assert set(LOCALES) == {"ar", "de", "en", "es", "fa", "fr", "it"}


@pytest.mark.parametrize("name", LOCALES)
def test_every_message_is_there_in_every_language_in_the_same_order(name: str) -> None:
    assert list(messages(name)) == list(messages("en"))
    assert read(name).get("{http://www.w3.org/XML/1998/namespace}lang") == name


@pytest.mark.parametrize("name", LOCALES)
def test_every_message_has_words_and_the_places_of_the_english_one(name: str) -> None:
    english = messages("en")
    for key, message in messages(name).items():
        assert "".join(map(str, message.itertext())).strip(), key
        assert places(message) == places(english[key]), key


@pytest.mark.parametrize("name", LOCALES)
def test_a_message_with_forms_of_number_has_those_of_its_language(name: str) -> None:
    for key, message in messages(name).items():
        forms = {str(form.tag) for form in message}
        assert forms in (set(), FORMS.get(name, {"one", "other"})), key


def test_no_sheet_asks_for_a_message_that_is_not_there() -> None:
    assert set(asked_for()) - set(messages("en")) == set()


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        ("en", 0, "other"), ("en", 1, "one"), ("de", 2, "other"), ("fr", 0, "one"),
        ("fa", 0, "one"), ("ar", 0, "zero"), ("ar", 1, "one"), ("ar", 2, "two"),
        ("ar", 3, "few"), ("ar", 10, "few"), ("ar", 11, "many"), ("ar", 99, "many"),
        ("ar", 100, "other"), ("ar", 102, "other"), ("ar", 103, "few"),
    ],
)  # fmt: skip
def test_a_number_chooses_the_form_of_its_language(language: str, number: int, form: str) -> None:
    assert plural(language, number) == form


def test_numbers_are_written_in_the_digits_of_the_language() -> None:
    assert Interface(read("fa")).say("date.day", "26", "فوریهٔ", "1989") == "۲۶ فوریهٔ ۱۹۸۹"
    assert Interface(read("ar")).say("unit.line", "3") == "٣ أسطر"
    assert Interface(read("ar")).say("page.version", "1.0.0") == "الإصدار 1.0.0"


def test_what_a_language_of_a_project_lacks_is_said_in_english() -> None:
    own = etree.fromstring(
        '<locale xml:lang="nl"><message key="page.copy">Kopie</message></locale>'
    )
    dutch = Interface(own, Interface(read("en")))
    assert [dutch.say("page.copy"), dutch.say("page.skip"), dutch.say("no.such")] == [
        "Kopie", "To the text", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [("de", "ltr", "3 Zeilen"), ("fr", "ltr", "3 lignes"), ("fa", "rtl", "۳ سطر"),
     ("ar", "rtl", "٣ أسطر")],
)  # fmt: skip
def test_a_page_speaks_the_language_of_the_project_in_its_direction(
    language: str, direction: str, words: str, edition_command: Command, make_project: MakeProject
) -> None:
    body = '<p>a <gap unit="lines" quantity="3"/> <choice><sic>b</sic><corr>c</corr></choice></p>'
    source = tei(body).replace("<text>", '<text xml:lang="en">')
    root = make_project({"edition.toml": f'language = "{language}"\n', "xml/a.xml": source})
    done = edition_command("export", "--to", "html", cwd=root)
    assert done.returncode == 0, done.stderr
    page = parse(Path(root / "build" / "a.html").read_text())
    top = next(node for node in page.every("header"))
    assert (top.get("lang"), top.get("dir")) == (language, direction)
    assert words in page.text
    assert str(messages(language)["page.about"].text) in page.text


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("1989-02-26", "26 February 1989"),
        ("1989-02", "February 1989"),
        ("0089", "89"),
        ("-0044-03-15", "15 March 44 BC"),
        ("--02-26", "--02-26"),
        ("spring", "spring"),
    ],
)
def test_a_date_is_said_in_words_and_what_is_no_plain_one_as_it_is_written(
    iso: str, said: str
) -> None:
    assert Interface(read("en")).day(iso) == said


def test_of_a_range_the_last_number_chooses_the_form_unless_that_says_its_number_itself() -> None:
    assert Interface(read("fr")).say("unit.line", "2–3") == "2–3 lignes"
    assert Interface(read("de")).say("unit.line", "0–1") == "0–1 Zeile"
    assert Interface(read("ar")).say("unit.line", "2–3") == "٢–٣ أسطر"
    assert Interface(read("ar")).say("unit.line", "1–2") == "١–٢ سطر"
