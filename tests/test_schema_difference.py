"""Two schemas compared: what the one allows that the other forbids, told by element."""

import json
from pathlib import Path

import pytest

from edition.schema.difference import Change, differences
from tests.conftest import ROOT, Command, MakeProject


def changes(old: str, new: str, make_project: MakeProject) -> list[tuple[str, str, str]]:
    root = make_project({"old.rnc": f"start = {old}", "new.rnc": f"start = {new}"})
    found = differences(root / "old.rnc", root / "new.rnc")
    return [(each.element, each.effect, each.message) for each in found]


B, C = "element b { empty }", "element c { empty }"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("empty", "empty", []),
        (f"{B}?", "empty", [("b", "forbids", "<b> does not exist any more")]),
        ("empty", f"{B}?", [("b", "allows", "<b> is new, in <a>")]),
        (
            "attribute x { text }",
            "empty",
            [("a", "forbids", "no attribute x any more")],
        ),
        (
            "empty",
            "attribute x { text }?",
            [("a", "allows", "the attribute x is new")],
        ),
        (
            "attribute x { text }?",
            "attribute x { text }",
            [("a", "forbids", "the attribute x is required now")],
        ),
        (
            "empty",
            "attribute x { text }",
            [
                ("a", "allows", "the attribute x is new"),
                ("a", "forbids", "the attribute x is required now"),
            ],
        ),
        (
            "empty",
            B,
            [("a", "forbids", "<b> is required now"), ("b", "allows", "<b> is new, in <a>")],
        ),
        (B, f"{B} | {C}", [("c", "allows", "<c> is new, in <a>")]),
        (
            "attribute xml:id { text }",
            "attribute xml:id { text }?",
            [("a", "allows", "the attribute xml:id is not required any more")],
        ),
        (
            "attribute x { '1' | '2' }",
            "attribute x { '2' | '3' }",
            [
                ("a", "forbids", "x=“1” is not allowed any more"),
                ("a", "allows", "x=“3” is new"),
            ],
        ),
        (
            "attribute x { '1' }",
            "attribute x { xsd:integer }",
            [("a", "allows", "x may be a whole number now")],
        ),
        (
            "attribute x { xsd:integer }",
            "attribute x { xsd:integer { maxInclusive = '9' } }",
            [("a", "forbids", "x may be a whole number up to 9 now, instead of a whole number")],
        ),
        (
            "attribute x { text }",
            "attribute x { xsd:integer }",
            [("a", "forbids", "x may be a whole number now, instead of any text")],
        ),
        (
            "attribute x { xsd:boolean }",
            "attribute x { list { xsd:integer+ } }",
            [
                (
                    "a",
                    "changes",
                    "x may be a list of: a whole number now, instead of true or false",
                )
            ],
        ),
        ("text", "empty", [("a", "forbids", "text may not stand in it any more")]),
        ("empty", "text", [("a", "allows", "text may stand in it now")]),
        (
            "'x' | 'y'",
            "'y'",
            [("a", "forbids", "“x” is not allowed any more")],
        ),
        (f"{B}?, {C}", f"{B}, {C}", [("a", "forbids", "<b> is required now")]),
        (f"{B} | {C}", f"{B}", [("c", "forbids", "<c> does not exist any more")]),
        (
            f"{B}, {C}",
            f"({B} | {C})+",
            [
                ("a", "allows", "<b> is not required any more"),
                ("a", "allows", "<c> is not required any more"),
            ],
        ),
        (
            f"{B}, {C}",
            f"{C}, {B}",
            [
                ("a", "forbids", "<b> may not stand at its beginning any more"),
                ("a", "allows", "<c> may stand at its beginning now"),
            ],
        ),
        (f"{B}", f"{B}+", [("a", "allows", "<b> may be repeated now")]),
        (f"{B}*", f"{B}?", [("a", "forbids", "<b> may not be repeated any more")]),
        (
            f"({B}, {B})*",
            f"{B}*",
            [("a", "allows", "it may hold only <b> now")],
        ),
        (f"{B}+, {C}", f"{B}+, {C}?", [("a", "allows", "<c> is not required any more")]),
    ],
)
def test_a_change_is_told_once_in_plain_words(
    old: str, new: str, told: list[tuple[str, str, str]], make_project: MakeProject
) -> None:
    found = changes(f"element a {{ {old} }}", f"element a {{ {new} }}", make_project)
    assert found == told


def test_our_grammar_forbids_much_that_tei_all_allows_and_allows_nothing_more(
    shared: Path,
) -> None:
    ours, every = ROOT / "xml" / "schema" / "edition.rng", shared / "data" / "tei" / "tei_all.rng"
    to_every, to_ours = differences(ours, every), differences(every, ours)
    assert {each.effect for each in to_every} == {"allows", "changes"}
    assert {each.effect for each in to_ours} == {"forbids", "changes"}
    assert len(to_every) == len(to_ours)


def test_a_customization_of_tei_forbids_nothing_when_it_is_exchanged_for_all(
    shared: Path,
) -> None:
    folder = shared / "data" / "tei"
    found = differences(folder / "odd" / "tei_bare.rng", folder / "tei_all.rng")
    assert {each.effect for each in found} == {"allows"}


def test_changes_come_in_the_order_of_elements(shared: Path) -> None:
    folder = shared / "data" / "tei"
    found = differences(folder / "teilite.rng", folder / "tei_all.rng")
    assert [each.element for each in found] == sorted(each.element for each in found)
    assert (
        Change(
            "publicationStmt",
            "http://www.tei-c.org/ns/1.0",
            "allows",
            "content",
            "<ab>",
            "<ab> may stand in it now",
        )
        in found
    )


def test_what_is_the_same_in_many_elements_is_printed_once(
    make_project: MakeProject, edition_command: Command
) -> None:
    elements = [f"element e{n} {{ X empty }}" for n in range(9)]
    old = f"start = element a {{ {', '.join(elements)}, element b {{ X text }} }}"
    root = make_project(
        {
            "old.rnc": old.replace("X", ""),
            "new.rnc": old.replace("X", "attribute n { text }?,").replace("text }", "empty }"),
        }
    )
    done = edition_command("schema", "diff", "old.rnc", "new.rnc", cwd=root)
    assert done.returncode == 0
    assert done.stdout.count("the attribute n is new") == 1
    assert done.stdout.startswith("10 elements: <b>, <e0>, <e1>, <e2>, <e3> and 5 more\n")
    assert "<b>\n  - text may not stand in it any more\n" in done.stdout
    assert done.stderr.endswith("1 forbidden anew, 10 allowed anew, 0 otherwise.\n")
    lines = edition_command(
        "schema", "diff", "old.rnc", "new.rnc", "--format", "json", cwd=root
    ).stdout.splitlines()
    assert len(lines) == 11
    assert json.loads(lines[0]).keys() == set(Change.field_names)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("gone.rnc", "a.rnc", "no such schema"),
        ("a.rnc", "bad.rnc", "schema-invalid"),
        ("https://example.org/a.rng", "a.rnc", "edition schema add"),
    ],
)
def test_a_schema_that_cannot_be_compared_is_one_finding(
    old: str, new: str, word: str, make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.rnc": "start = element a { empty }", "bad.rnc": "start = b"})
    done = edition_command("schema", "diff", old, new, cwd=root)
    assert (done.returncode, done.stdout) == (3, "")
    assert word in done.stderr
    assert done.stderr.count("error:") == 1
