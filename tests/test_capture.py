import re
from pathlib import Path
from random import Random

import pytest

from edition.capture import Capture, captures, diplomatic, first_difference
from edition.capture.origin import origin
from edition.document import Document, parse, read
from edition.project import Project, at, find
from tests.conftest import MakeProject
from tests.samples import tei


@pytest.fixture(scope="module")
def document(article: Path) -> Document:
    return read(article)


@pytest.fixture(scope="module")
def home(article: Path) -> Project:
    return find(article)


@pytest.fixture(scope="module")
def capture(document: Document, home: Project) -> Capture:
    return next(captures(document, home))


def test_the_diplomatic_text_is_the_capture(
    document: Document, home: Project, capture: Capture
) -> None:
    assert diplomatic(document, home).encode() == capture.data


def test_a_changed_character_anywhere_in_the_capture_is_found_there(
    document: Document, home: Project, capture: Capture
) -> None:
    text, encoded = capture.text, diplomatic(document, home)
    assert len(text) == 3481
    line, column = 1, 1
    for place, sign in enumerate(text):
        other = text[:place] + ("x" if sign != "x" else "y") + text[place + 1 :]
        assert first_difference(encoded, other) == place
        assert capture.place(place) == (line, column)
        line, column = (line + 1, 1) if sign == "\n" else (line, column + 1)


@pytest.mark.parametrize(
    ("text", "other", "at"),
    [
        ("", "", None),
        ("ab", "ab", None),
        ("ab", "abc", 2),
        ("abc", "ab", 2),
        ("", "a", 0),
        ("xb", "ab", 0),
        ("ab", "aa", 1),
    ],
)
def test_the_first_difference_is_where_two_texts_part(
    text: str, other: str, at: int | None
) -> None:
    assert first_difference(text, other) == at


def signs(source: str) -> list[int]:
    """Where each sign but white space of the diplomatic text stands in the file: an oracle."""
    found, dropped, body = [], 0, slice(source.index("<body>"), source.index("</body>"))
    for token in re.finditer(r"<[^>]*>|[^<]", source[body]):
        if re.match(r"<(corr|note)\b", token[0]):
            dropped += 1
        elif re.match(r"</(corr|note)\b", token[0]):
            dropped -= 1
        elif not dropped and token[0][0] != "<" and not token[0].isspace():
            found.append(body.start + token.start())
    return found


def chosen(text: str, most: int) -> list[int]:
    """A sample of the text's signs, by number, with all that stand at the border of a block."""
    solid = [at for at, sign in enumerate(text) if not sign.isspace()]
    borders = [n for n, at in enumerate(solid) if "\n" in f"\n{text}\n"[at : at + 3]]
    return sorted({*Random(7).sample(range(len(solid)), most), *borders})


def test_a_sign_changed_in_the_encoding_is_found_there(
    document: Document, home: Project, capture: Capture
) -> None:
    source = document.data.decode()
    where = signs(source)
    for number in chosen(capture.text, 300):
        at = where[number]
        broken = parse(f"{source[:at]}¶{source[at + 1 :]}".encode(), document.file)
        difference = first_difference(diplomatic(broken, home), capture.text)
        assert difference is not None
        found = origin(broken, home, difference)
        row = source.count("\n", 0, at) + 1
        assert (found.line, found.column) == (row, at - source.rfind("\n", 0, at))


@pytest.mark.parametrize("inserted", ["", "¶¶"], ids=["taken", "added"])
def test_a_sign_taken_from_the_encoding_or_added_to_it_is_found(
    document: Document, home: Project, capture: Capture, inserted: str
) -> None:
    source, text = document.data.decode(), capture.text
    where, solid = signs(source), [at for at, sign in enumerate(text) if not sign.isspace()]
    assert [text[at] for at in solid] == [source[at] for at in where]
    for number in chosen(text, 100):
        at, place = where[number], solid[number]
        broken = parse(f"{source[:at]}{inserted}{source[at + 1 :]}".encode(), document.file)
        difference = first_difference(diplomatic(broken, home), text)
        assert difference is not None
        run = text[difference : place + 1] or text[place : difference + 1]
        # Of a doubled letter the second is missed; of a word of one letter, the space before it.
        assert len(set(run.strip())) <= 1


def test_bytes_that_are_no_utf_8_are_a_difference_and_no_traceback(capture: Capture) -> None:
    data = capture.data[:4] + b"\xff" + capture.data[5:]
    broken = Capture(capture.element, "x", "x", "", data)
    assert first_difference(capture.text, broken.text) == 4
    assert broken.place(4) == (1, 5)


def test_a_capture_that_is_missing_is_passed_over(make_project: MakeProject) -> None:
    bibl = '<bibl type="capture"><ptr target="{}"/></bibl>'
    header = f"<fileDesc><sourceDesc>{bibl}</sourceDesc></fileDesc>"
    folder = make_project(
        {
            "xml/a.xml": tei("<p>a</p>", header=header.format("source/no.txt")),
            "xml/b.xml": tei("<p>b</p>", header=header.format("source/b%20c.txt")),
            "xml/source/b c.txt": "b",
        }
    )
    assert list(captures(read(folder / "xml" / "a.xml"), at(folder))) == []
    (found,) = captures(read(folder / "xml" / "b.xml"), at(folder))
    assert found.text == "b"


def test_an_empty_text_is_placed_at_its_document() -> None:
    document = parse(tei("").encode(), "sample.xml")
    place = origin(document, Project(Path(), is_project=False), 0)
    assert place.line == 2
