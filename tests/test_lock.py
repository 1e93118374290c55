import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.diagnostic import Misuse, Refused
from edition.fingerprint import fingerprints
from edition.lock.adding import add
from edition.lock.comparison import compared
from edition.lock.notation import read_lock, written
from edition.lock.record import LONGEST, Record
from edition.project import at
from tests.conftest import ROOT, Command, program

HOME = at(ROOT)
Q4 = "gorbachev-response#q4"


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in file.read_text("utf-8").splitlines()]


def test_a_record_holds_what_was_cited_and_when(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    add((Q4,), HOME, tmp_path / "cite.lock")
    head, row = lines(tmp_path / "cite.lock")
    assert head == {"cite-lock": 1}
    assert list(row) == [
        "key", "document", "ref", "version", "fingerprints", "before", "words", "after", "date",
    ]  # fmt: skip
    assert (row["key"], row["version"], row["date"]) == (
        "gorbachev-response:q4", "1.0.0", "1970-01-01",
    )  # fmt: skip
    assert str(fingerprints(row["words"])) == row["fingerprints"] == "u2zes2pq.ab44a4oh"


def test_to_add_twice_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cite.lock"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    add((Q4, "gorbachev-response#p3..p4"), HOME, file)
    before, stamp = file.read_bytes(), file.stat().st_mtime_ns
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999")
    done = add(("gorbachev-response#p3..p4", Q4), HOME, file)
    assert (done.new, len(done.unchanged), done.faults) == ((), 2, ())
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, stamp)


def test_the_order_of_adding_does_not_matter(tmp_path: Path) -> None:
    names = (Q4, "gorbachev-response#p3", "gorbachev-response#h1")
    for number, order in enumerate((names, names[::-1])):
        for name in order:
            add((name,), HOME, tmp_path / f"{number}.lock")
    assert (tmp_path / "0.lock").read_bytes() == (tmp_path / "1.lock").read_bytes()


def test_an_address_is_locked_as_its_passage(tmp_path: Path) -> None:
    address = "gorbachev-response.html?v=1.0.0&fp=u2zes2pq.ab44a4oh#q4"
    add((Q4,), HOME, tmp_path / "a.lock")
    add((address,), HOME, tmp_path / "b.lock")
    assert (tmp_path / "a.lock").read_bytes() == (tmp_path / "b.lock").read_bytes()


def test_a_key_is_the_authors_choice(tmp_path: Path) -> None:
    done = add((Q4,), HOME, tmp_path / "cite.lock", "wish")
    assert done.new == ("wish",)


@pytest.mark.parametrize("key", ["two words", "a,b", "a{b}", "a@b", "\\x", "a%"])
def test_a_key_that_no_manuscript_could_cite_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(Misuse, match="cannot be a key"):
        add((Q4,), HOME, tmp_path / "cite.lock", key)
    assert not (tmp_path / "cite.lock").exists()


def test_a_key_is_given_to_one_passage_only(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="one citation"):
        add((Q4, "gorbachev-response#p3"), HOME, tmp_path / "cite.lock", "wish")


def test_what_is_locked_is_replaced_only_to_renew_it(tmp_path: Path) -> None:
    file = tmp_path / "cite.lock"
    add((Q4,), HOME, file, "wish")
    before = file.read_bytes()
    done = add(("gorbachev-response#p3",), HOME, file, "wish")
    (fault,) = done.faults
    assert fault.message == f"The key “wish” is locked already, to {Q4}."
    assert file.read_bytes() == before
    assert add(("gorbachev-response#p3",), HOME, file, "wish", renew=True).renewed == ("wish",)
    assert lines(file)[1]["ref"] == "p3"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gorbachev-response#q41", "has no passage “q41”"),
        ("nothing#q4", "There is no document “nothing”."),
        ("other.html?v=1&fp=u2zes2pq.ab44a4oh#q4", "This edition has no text “other”."),
        ("gorbachev-response.html?fp=u2zes2pq#q4", "“fp=u2zes2pq” is nothing"),
        ("gorbachev-response.html?fp=u2zes2pq.ab44a4oh&profile=x#q4", "“profile=x” is nothing"),
        ("gorbachev-response.html?v=9&fp=aaaaaaaa.bbbbbbbb#q4", "reads otherwise now"),
        ("gorbachev-response.html?v=9&fp=aaaaaaaa.bbbbbbbb#q99", "is not there any more"),
    ],
)
def test_what_cannot_be_locked_is_told_and_nothing_is_written(
    tmp_path: Path, name: str, message: str
) -> None:
    done = add((name,), HOME, tmp_path / "cite.lock")
    told = [item for item in done.faults if item.severity == "error"]
    assert [message in item.message for item in told] == [True]
    assert all(item.hint for item in told)
    assert not (tmp_path / "cite.lock").exists()


def test_an_address_of_another_edition_is_refused(tmp_path: Path) -> None:
    (tmp_path / "xml").mkdir()
    (tmp_path / "xml" / "gorbachev-response.xml").write_bytes(
        (ROOT / "xml" / "gorbachev-response.xml").read_bytes()
    )
    (tmp_path / "edition.toml").write_text('base = "https://a.example/e"')
    name = "https://b.example/gorbachev-response.html?v=1.0.0&fp=u2zes2pq.ab44a4oh#q4"
    (fault,) = add((name,), at(tmp_path), tmp_path / "cite.lock").faults
    assert "no address of this edition, which is at https://a.example/e" in fault.message
    own = name.replace("b.example", "a.example/e")
    assert add((own,), at(tmp_path), tmp_path / "cite.lock").new == ("gorbachev-response:q4",)
    assert lines(tmp_path / "cite.lock")[1]["base"] == "https://a.example/e"


def test_words_within_a_passage_lock_the_passage_and_say_so(tmp_path: Path) -> None:
    name = "gorbachev-response#match(p5,'a door to [a-z ]*world')"
    done = add((name,), HOME, tmp_path / "cite.lock")
    assert [item.rule for item in done.faults] == ["widened-reference"]
    assert lines(tmp_path / "cite.lock")[1]["ref"] == "s21"


def test_a_long_passage_is_locked_by_its_ends(tmp_path: Path) -> None:
    (tmp_path / "xml").mkdir()
    long = " ".join(f"word{number}" for number in range(2_000))
    (tmp_path / "xml" / "t.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        f'<p xml:id="a">{long}</p></body></text></TEI>'
    )
    file = tmp_path / "cite.lock"
    add(("t#a",), at(tmp_path), file)
    (record,) = read_lock(file).values()
    assert len(record.words) + len(record.ending) == LONGEST
    assert long.startswith(record.words)
    assert long.endswith(record.ending)


def test_the_command_says_what_it_locked(tmp_path: Path, edition_command: Command) -> None:
    file = tmp_path / "cite.lock"
    done = edition_command("lock", "add", Q4, "--lock", file)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "locked gorbachev-response:q4\n"
    done = edition_command("lock", "add", Q4, "gorbachev-response#q41", "--lock", file)
    assert done.returncode == 1
    assert "there already: gorbachev-response:q4\n" in done.stderr
    assert "Did you mean gorbachev-response#q4" in done.stderr


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "cite.lock").mkdir()
    with pytest.raises(Refused):
        add((Q4,), HOME, tmp_path / "cite.lock")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = st.text("abcxyz:.-_é", min_size=1, max_size=8)


@st.composite
def records(draw: st.DrawFn) -> Record:
    words = draw(texts)
    profile = draw(st.sampled_from(["reading", "diplomatic"]))
    return Record(
        draw(names), draw(names), draw(texts), draw(texts), fingerprints(words, profile),
        draw(texts), words, "", draw(texts), "2026-11-23", draw(texts),
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(records(), max_size=6, unique_by=lambda each: each.key))
def test_a_lock_that_is_read_is_the_lock_that_was_written(
    tmp_path_factory: pytest.TempPathFactory, found: list[Record]
) -> None:
    file = tmp_path_factory.mktemp("lock") / "cite.lock"
    file.write_bytes(written(found))
    assert read_lock(file) == {each.key: each for each in found}
    assert written(read_lock(file).values()) == file.read_bytes()


def record(key: str, words: str = "Words.") -> Record:
    marks = fingerprints(words)
    return Record(key, "d", "p1", "1", marks, "", words, "", "", "2026-11-23")


@settings(max_examples=25, deadline=None)
@given(st.sets(st.text("abcdefgh", min_size=1, max_size=3), min_size=2, max_size=12), st.data())
def test_locks_are_merged_whole_or_with_a_conflict_that_is_told(
    tmp_path_factory: pytest.TempPathFactory, keys: set[str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    sides = {key: data.draw(st.sampled_from(["both", "mine", "theirs"])) for key in sorted(keys)}
    for name in ("both", "mine", "theirs"):
        mine = [record(key) for key, side in sides.items() if side in {"both", name}]
        (folder / name).write_bytes(written(mine))
    done = subprocess.run(
        [program("git"), "merge-file", "-p", "mine", "both", "theirs"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    (folder / "cite.lock").write_bytes(done.stdout)
    if done.returncode:
        with pytest.raises(Refused, match="git has left a conflict here"):
            read_lock(folder / "cite.lock")
    else:
        assert read_lock(folder / "cite.lock").keys() == keys


def test_the_same_line_twice_is_one(tmp_path: Path) -> None:
    rows = written([record("a")]).decode().splitlines()
    (tmp_path / "cite.lock").write_text("\r\n".join([*rows, rows[-1], ""]))
    assert list(read_lock(tmp_path / "cite.lock")) == ["a"]


ROW = written([record("a")]).decode().splitlines()[1]
HEAD = '{"cite-lock": 1}\n'
DAMAGED = {
    "": (1, "This line is no JSON object."),
    '{"cite-lock": 2}\n': (1, "The lock is of version 2; this edition reads version 1."),
    '{"edition-ids": 1}\n': (1, "This is no lock of citations"),
    "\x7fELF": (1, "This line is no JSON object."),
    f"{HEAD}{ROW}\n<<<<<<< HEAD\n{ROW}": (3, "git has left a conflict here"),
    f"<<<<<<< HEAD\n{HEAD}": (1, "git has left a conflict here"),
    f"{HEAD}{ROW[:-5]}": (2, "This line is no JSON object."),
    f"{HEAD}[1]": (2, "This line is no JSON object."),
    HEAD + "[" * 100_000: (2, "This line is no JSON object."),
    HEAD + ROW.replace('"key"', '"kye"'): (2, "“kye” is nothing that a line here has."),
    HEAD + ROW.replace('"key": "a", ', ""): (2, "The record lacks “key”."),
    HEAD + ROW.replace('"1"', "1"): (2, "A value of the record is no text."),
    HEAD + ROW.replace("Words.", "Other."): (2, "The words of “a” are not those"),
    HEAD + ROW.replace(str(fingerprints("Words.")), "x.y"): (2, "The fingerprints of the record"),
    f"{HEAD}{ROW}\n{ROW.replace('p1', 'p2')}": (3, "The key “a” has a second line"),
}


@pytest.mark.parametrize("number", range(len(DAMAGED)))
def test_a_lock_that_is_damaged_is_told_with_its_line_and_left_alone(
    tmp_path: Path, number: int
) -> None:
    text, (line, message) = list(DAMAGED.items())[number]
    file = tmp_path / "cite.lock"
    file.write_bytes(text.encode())
    with pytest.raises(Refused) as told:
        add((Q4,), HOME, file)
    (found,) = told.value.diagnostics
    assert message in found.message
    assert (found.location.line, found.rule, bool(found.hint)) == (line, "unusable-lock", True)
    assert file.read_bytes() == text.encode()


def test_a_lock_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "cite.lock").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(Refused, match="not UTF-8"):
        read_lock(tmp_path / "cite.lock")


@pytest.mark.parametrize("words", ["add", "check"])
def test_the_command_ends_with_3_where_the_lock_is_of_no_use(
    tmp_path: Path, edition_command: Command, words: str
) -> None:
    (tmp_path / "cite.lock").write_text("<<<<<<< HEAD\n")
    given_ = (Q4,) if words == "add" else ()
    done = edition_command("lock", words, *given_, "--lock", tmp_path / "cite.lock")
    assert done.returncode == 3
    assert "git has left a conflict here" in done.stderr
    assert "Traceback" not in done.stderr


PASSAGE = (
    "“May he, live in health by God’s will, but tell him that I wanted to open a bigger space in "
    "front of you… I wanted to open a door — the after death world [sic] for my twenty-one "
    "letters.”"
)


@pytest.mark.parametrize(
    "words",
    [
        "May he, live in health", "may he, live in health", "by God's will", "“by God‘s will”",
        "May he, live … by God’s will", "May he […] but tell him", "May he (...) tell him",
        "May he, live . . . tell him", "[Khomeini said:] May he, live", "[T]ell him that",
        "tell him that [Khomeini] wanted", "I want[] to open", "I want[ed] to open",
        "to open a door – the after death world", "in front of you... I wanted",
        "world [sic] for my", "twenty‑one\u00a0let\u00adters", "…", "",
    ],
)  # fmt: skip
def test_lawful_changes_are_no_misquotation(words: str) -> None:
    assert compared(words, PASSAGE).likeness == "same"


@pytest.mark.parametrize(
    "words",
    ["May he live in health", "MAY HE, LIVE", "twenty one letters", "in front of you. I wanted"],
)
def test_other_marks_and_capitals_are_typography(words: str) -> None:
    assert compared(words, PASSAGE).likeness == "typography only"


@pytest.mark.parametrize(
    ("words", "differences"),
    [
        ("tell her that I wanted to open", [("him", "her")]),
        ("May he, live in health by the will", [("God’s", "the")]),
        ("I wanted to open a very bigger space", [("", "very")]),
        ("tell him I wanted to open", [("that", "")]),
        ("live in […] God’s hand, but tell […] a bigger space", [("will", "hand")]),
        ("to open the greatest door", [("a", "the greatest")]),
        ("but tell him … May he, live in health", None),
    ],
)
def test_other_words_are_a_misquotation(
    words: str, differences: list[tuple[str, str]] | None
) -> None:
    found = compared(words, PASSAGE)
    assert found.likeness == "misquoted"
    assert differences is None or [tuple(each) for each in found.differences] == differences


def test_a_wrong_last_word_is_told_as_that_word_alone() -> None:
    found = compared("the weeds have goats", "In it the weeds have votes, and nobody counts them.")
    assert [each.fields() for each in found.differences] == [{"old": "votes", "new": "goats"}]


STANZA = "The rose that in the garden blows\nIs redder than the painted rose;\n\nIt knows no more."


@pytest.mark.parametrize(
    ("words", "likeness"),
    [
        ("The rose that in the garden blows / Is redder", "same"),
        ("garden blows/Is redder than the painted rose; // It knows", "same"),
        ("garden blows | Is redder than", "same"),
        ("garden blows Is redder than", "same"),
        ("the garden / blows / Is redder than", "typography only"),
        ("the garden / blows Is redder than", "typography only"),
        ("painted rose / It knows", "typography only"),
    ],
)
def test_a_slash_in_a_quotation_is_the_end_of_a_line(words: str, likeness: str) -> None:
    assert compared(words, STANZA).likeness == likeness


def test_words_that_are_in_no_way_like_it_are_elsewhere() -> None:
    assert compared("a wholly different sentence about ships", PASSAGE).likeness == "elsewhere"


@pytest.mark.parametrize(
    ("words", "passage", "likeness"),
    [
        ("世界平和", "彼は世界平和を望んだ。", "same"),
        ("世界戦争", "彼は世界平和を望んだ。", "elsewhere"),
        ("سلام بر شما", "گفت: «سلام بر شما» و رفت", "same"),
        ("cafe\u0301 noir", "un café noir", "same"),
        ("Straße", "die Strasse", "typography only"),
    ],
)
def test_every_script_is_compared(words: str, passage: str, likeness: str) -> None:
    assert compared(words, passage).likeness == likeness


sentence = st.lists(st.sampled_from("the sun rose and a dog, barked; at us".split()), min_size=3)


@given(sentence, st.data())
def test_every_part_of_a_passage_quotes_it(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert compared(" ".join(words[start:end]), " ".join(words)).likeness == "same"


@given(sentence, st.data())
def test_what_is_left_out_with_a_mark_is_lawful(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(1, len(words) - 1))
    end = data.draw(st.integers(start, len(words) - 1))
    shortened = [*words[:start], "[…]", *words[end:]]
    assert compared(" ".join(shortened), " ".join(words)).likeness == "same"
