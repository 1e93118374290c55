import json
import os
import random
from pathlib import Path

import pytest

from edition.document import read
from edition.document.member import members
from edition.index.offset import offsets, place_of
from edition.passage.passages import Passages
from edition.project import find
from edition.reference import Unresolved
from edition.reference.search import reached
from tests.conftest import Command, MakeProject
from tests.samples import tei

WHOLE = bool(os.environ.get("EDITION_WHOLE"))
BODY = """<p xml:id="a">One <q xml:id="b">two</q> and <q xml:id="c">three</q>.<note>No.</note></p>
<p xml:id="d">Four <choice><sic>fvie</sic><corr>five</corr></choice>.</p>"""


@pytest.mark.parametrize("profile", ["reading", "diplomatic", "spoken"])
def test_the_signs_from_start_to_end_are_the_text_of_the_passage(
    profile: str, shared: Path
) -> None:
    chance = random.Random(3)
    files = sorted((shared / "data" / "corpora").rglob("*.xml"))
    small = [file for file in files if WHOLE or file.stat().st_size < 300_000]
    made = 0
    for file in small if WHOLE else small[::9]:
        for document in members(read(file)):
            text, rows = offsets(document, find(file), profile)
            index = Passages(document, find(file))
            for row in chance.sample(rows, min(len(rows), 40 if WHOLE else 6)):
                passage = index.passage_of(*reached(row["ref"], document, row["tree"]))
                if profile == "spoken" and not passage.is_anchored:
                    continue  # it begins or ends outside of any speech
                assert text[row["start"] : row["end"]] == passage.text(profile), (file, row)
                assert row["fingerprints"] == str(passage.fingerprints(profile))
                made += 1
    assert made > (0 if profile == "spoken" else 40)


def test_the_exported_text_is_the_one_that_the_offsets_are_of(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": tei(BODY, name="a-text")})
    done = edition_command("export", "--to", "text", "--offsets", cwd=root)
    assert done.returncode == 0, done.stderr
    text = (root / "build" / "a-text.txt").read_text()
    assert text == "One “two” and “three”.\n\nFour five.\n"
    lines = (root / "build" / "a-text.offsets.jsonl").read_text().splitlines()
    said = {row["ref"]: text[row["start"] : row["end"]] for row in map(json.loads, lines)}
    assert said["a"] == "One “two” and “three”."
    assert said["b"] == "“two”"
    assert said["d"] == "Four five."


@pytest.mark.parametrize(
    ("signs", "reference"),
    [
        ("5-7", "a-text#b"),
        ("0-3", "a-text#a"),
        ("4-18", "a-text#b..c"),
        ("15-30", "a-text#a..d"),
    ],
)
def test_a_range_of_signs_is_the_narrowest_passage_around_them(
    signs: str, reference: str, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": tei(BODY, name="a-text")})
    edition_command("export", "--to", "text", "--offsets", cwd=root)
    place = place_of(f"{root}/build/a-text.txt:{signs}", "ids")
    assert place is not None
    assert place.reference == reference


def test_cite_takes_a_range_of_signs(edition_command: Command, make_project: MakeProject) -> None:
    root = make_project({"xml/a.xml": tei(BODY, name="a-text")})
    edition_command("export", "--to", "text", "--offsets", cwd=root)
    done = edition_command("cite", "build/a-text.txt:25-30", "--as", "text", cwd=root)
    assert (done.returncode, done.stdout) == (0, "Four five.\n")


def test_cite_tells_that_the_text_has_changed_since(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": tei(BODY, name="a-text")})
    edition_command("export", "--to", "text", "--offsets", cwd=root)
    (root / "xml" / "a.xml").write_text(tei(BODY.replace("Four", "Nine"), name="a-text"))
    done = edition_command("cite", "build/a-text.txt:25-30", "--as", "text", cwd=root)
    assert done.stdout == "Nine five.\n"
    assert done.stderr.count("[outdated-offsets]") == 1


def test_a_text_without_offsets_a_place_beyond_it_and_a_damaged_list_are_told(
    tmp_path: Path,
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("words")
    with pytest.raises(Unresolved, match="no a"):
        place_of(f"{text}:0-2")
    row = {"document": "a", "profile": "reading", "tree": "ids", "ref": "p", "start": 0, "end": 5}
    (tmp_path / "a.offsets.jsonl").write_text(json.dumps(row))
    for signs in ("3-9", "4-4", "9-12"):
        with pytest.raises(Unresolved, match="No passage"):
            place_of(f"{text}:{signs}")
    (tmp_path / "a.offsets.jsonl").write_text("{}")
    with pytest.raises(Unresolved, match="does not hold offsets"):
        place_of(f"{text}:0-2")


def test_other_names_are_no_places(tmp_path: Path) -> None:
    assert place_of("a#p:1-2") is None
    assert place_of(f"{tmp_path}/none.txt:1-2") is None
