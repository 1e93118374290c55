import json
import os
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition import index as index_room
from edition.checksum import written
from edition.diagnostic import Severity
from edition.document import TEI, Document, parse, read
from edition.document.member import members
from edition.fingerprint import Fingerprints, fingerprints, fingerprints_within
from edition.index import kept, recall, store, unkept
from edition.index.search import MANY, best, hits
from edition.passage.passages import Passages
from edition.project import Project
from edition.reference.search import reached
from edition.reference.tree import trees
from edition.reference.unit import Unit, extent
from edition.reference.unresolved import Unresolved
from tests.conftest import ROOT, Command, MakeProject
from tests.samples import tei

ALONE = Project(Path(), is_project=False)
BODY = (
    '<div n="1" xml:id="d"><head>Of Dawn</head><p n="1">The red sun rose; nobody saw it.</p>'
    '<p n="2">The moon<note>A note.</note> set — and “everybody” slept on.</p></div>'
    '<div n="2"><p n="1">The red sun rose again.</p></div>'
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def sample(body: str = BODY) -> Document:
    return parse(tei(body).encode(), "sample.xml")


def files(cache: Path) -> list[Path]:
    return sorted(cache.rglob("*.passages"))


signs = st.text(alphabet="aB é\u0301\n\t\u00a0\u2003ßẞİﬁ_,“ش가\u1161", max_size=30)


@given(signs, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
@settings(max_examples=300, deadline=None)
def test_fingerprints_of_parts_are_those_of_the_parts_alone(
    text: str, parts: list[tuple[int, int]]
) -> None:
    spans = [tuple(sorted((min(a, len(text)), min(b, len(text))))) for a, b in parts]
    alone = [fingerprints(text[start:end]) for start, end in spans]
    found = fingerprints_within(text, spans)  # type: ignore[arg-type]
    assert [Fingerprints(written(strict), written(letters)) for strict, letters in found] == alone


def test_fingerprints_of_two_profiles_are_never_equal() -> None:
    assert fingerprints("a") != fingerprints("a", "diplomatic")
    assert str(fingerprints("a")) == str(fingerprints("a", "diplomatic"))


def test_an_index_has_every_reference_of_every_tree_in_order(cache: Path) -> None:
    document = sample()
    listed = [(unit.tree, unit.ref) for tree in trees(document) for unit in tree.units()]
    for entries in (kept(document, ALONE).entries(), kept(sample(), ALONE).entries()):
        assert [(entry.tree, entry.ref) for entry in entries] == listed
    assert len(files(cache)) == 1


def test_an_entry_has_the_fingerprints_of_its_passage(article: Path) -> None:
    document = read(article)
    index = Passages(document, ALONE)
    for tree in trees(document):
        known = {entry.ref: entry for entry in kept(document, ALONE).entries(tree.name)}
        for unit in tree.units():
            passage = index.passage_of(unit, unit)
            assert known[unit.ref].fingerprints == passage.fingerprints(), unit


def test_an_entry_says_where_its_passage_stands_in_the_file() -> None:
    document = sample()
    (entry,) = kept(document, ALONE).find("d")
    part = document.source[entry.first : entry.last]
    assert part.startswith(b'<div n="1"')
    assert part.endswith(b"</p></div>")
    assert entry.line == document.locate(document.ids["d"]).line


def test_an_entry_has_its_words_with_those_around_them() -> None:
    (entry,) = kept(sample(), ALONE).find("~div.1.p.2")
    assert entry.quotation.head == "The moon set — and “everybody” slept on."
    assert entry.quotation.prefix.endswith("nobody saw it.\n\n")
    assert entry.quotation.suffix.startswith("\n\nThe red sun")
    assert entry.locator == "section 1, paragraph 2"
    assert "1.2" in entry.aliases


def test_an_index_is_made_anew_when_the_text_changes(cache: Path) -> None:
    assert kept(sample(), ALONE).text != kept(sample(BODY.replace("red", "blue")), ALONE).text
    assert len(files(cache)) == 2


@pytest.mark.parametrize("folder", ["citation", "index", "passage", "stylesheet", "tei", "text"])
def test_an_index_is_made_anew_when_what_makes_it_changes(folder: str) -> None:
    files = {file.name for file in (ROOT / "edition" / folder).glob("*.py")}
    assert files <= {name for name, _, _ in store._makers()}


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0 and nothing more", b"x" * 5000])
def test_a_damaged_or_foreign_index_is_made_anew(cache: Path, damage: bytes) -> None:
    whole = list(kept(sample(), ALONE).entries())
    (file,) = files(cache)
    good = file.read_bytes()
    file.write_bytes(damage)
    assert list(kept(sample(), ALONE).entries()) == whole
    assert file.stat().st_size == len(good)


def test_a_database_of_somebody_else_is_neither_believed_nor_replaced(cache: Path) -> None:
    whole = list(kept(sample(), ALONE).entries())
    (file,) = files(cache)
    foreign = connect(file)
    foreign.execute("PRAGMA application_id = 1")
    foreign.execute("UPDATE named SET ref = 'x'")
    foreign.commit()
    foreign.close()
    theirs = file.read_bytes()
    index = kept(sample(), ALONE)
    assert list(index.entries()) == whole
    assert file.read_bytes() == theirs
    (told,) = unkept(index)
    assert (told.location.file, told.severity) == (str(file), Severity.ERROR)


def test_a_locked_index_is_read_all_the_same(cache: Path) -> None:
    whole = list(kept(sample(), ALONE).entries())
    (file,) = files(cache)
    other = connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert list(kept(sample(), ALONE).entries()) == whole
    other.close()


@pytest.mark.parametrize("place", ["", "file"])
def test_without_a_folder_to_keep_it_in_an_index_works_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / place) if place else "")
    assert [entry.ref for entry in kept(sample(), ALONE).entries("ids")] == ["d"]


def test_processes_that_make_the_same_index_at_once_do_no_harm_even_if_one_is_killed(
    cache: Path, tmp_path: Path
) -> None:
    file = tmp_path / "long.xml"
    file.write_text(tei("".join(f'<p n="{n}">Words of a paragraph.</p>' for n in range(3000))))
    command = (sys.executable, "-m", "edition", "refs", str(file), "--as", "csv")

    def told(process: "subprocess.Popen[bytes]") -> bytes:
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return out

    def started() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)

    killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    while killed.poll() is None and not list(cache.rglob("*.*-*")):
        time.sleep(0.001)  # until it writes
    killed.kill()
    killed.wait()
    both = [started(), started()]
    listed = [told(process) for process in (*both, started())]
    assert len(listed[0].splitlines()) == 1 + 2 * 3000
    assert set(listed) == {listed[0]}
    assert len(files(cache)) == 1


def test_what_a_killed_process_left_is_removed_the_day_after(cache: Path) -> None:
    kept(sample(), ALONE)
    left, fresh = (cache / "passages" / f"x.{name}" for name in ("1-1", "2-2"))
    for file in (left, fresh):
        file.write_text("half")
    os.utime(left, (0, 0))
    kept(sample("<p>other</p>"), ALONE)
    assert (left.exists(), fresh.exists()) == (False, True)


def test_two_that_make_the_same_index_at_once_do_no_harm(cache: Path) -> None:
    found: list[list[str]] = []

    def make() -> None:
        found.append([entry.ref for entry in kept(sample(), ALONE).entries()])

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert found.count(found[0]) == 4
    assert len(files(cache)) == 1
    assert [file for file in cache.rglob("*") if file.is_file()] == files(cache)


@pytest.mark.parametrize(
    ("quoted", "manner", "refs"),
    [
        ("nobody saw it", "exact", ["1.1"]),
        ("The red sun rose", "exact", ["1.1", "2.1"]),
        ("the moon set and 'everybody' slept", "folded", ["1.2"]),
        ("nobody saw it. The moon", "exact", ["1.1..1.2"]),
        ("The moon set and nobody slept on", "nearest", ["1.2"]),
        ("The moon set and everybody slept", "folded", ["1.2"]),
        ("Nothing like this is said anywhere", "", []),
        ("A note", "", []),
        ("", "", []),
        ("— “”", "", []),
    ],
)
def test_a_quotation_is_found_exactly_else_folded_else_nearly(
    quoted: str, manner: str, refs: list[str]
) -> None:
    found = best(hits(quoted, kept(sample(), ALONE)))
    assert [hit.ref for hit in found] == refs
    assert {hit.manner for hit in found} <= {manner}


def test_a_profile_has_an_index_of_its_own(cache: Path) -> None:
    document = sample('<p n="1">The <choice><sic>rde</sic><corr>red</corr></choice> sun</p>')
    heads = {}
    for profile in ("reading", "diplomatic"):
        (entry,) = kept(document, ALONE, profile).find("1")
        heads[profile] = entry.quotation.head
        assert entry.fingerprints == fingerprints(heads[profile], profile)
    assert heads == {"reading": "The red sun", "diplomatic": "The rde sun"}
    assert len(files(cache)) == 2


@pytest.mark.usefixtures("cache")
def test_an_index_is_made_anew_when_the_headers_around_a_text_change() -> None:
    inner = tei('<p n="7">a</p>', name="in").partition("\n")[2]
    declared = '<refsDecl><citeStructure unit="p" match="//body/p" use="{}"/></refsDecl>'
    listed = []
    for use in ("@n", "position()"):
        head = f"<teiHeader><encodingDesc>{declared.format(use)}</encodingDesc></teiHeader>"
        corpus = f'<teiCorpus xmlns="{TEI}">{head}{inner}</teiCorpus>'
        (member,) = members(parse(corpus.encode(), "all.xml"))
        tree = kept(member, ALONE).trees[0][0]
        listed += [entry.ref for entry in kept(member, ALONE).entries(tree)]
    assert listed == ["7", "1"]


def resolved(document: Document, names: list[str]) -> list[object]:
    """What names mean in a document, or the message that says why they mean nothing."""
    found: list[object] = []
    for name in names:
        try:
            first, last = reached(name, document)
        except Unresolved as why:
            found.append(why.diagnostic)
            continue
        points = [point for each in (first, last) for point in extent(each)]
        found.append([(document.elements.index(p.element), p.side, p.offset) for p in points])
        units = [each for each in (first, last) if isinstance(each, Unit)]
        found.append([each.fields() | {"element": "", "end": ""} for each in units])
    return found


NAMES = "1 2.1 1.1..2.1 d ~div.1.p.1 d..~div.2.p.1 2.1..1.1 3 ~p.9 x xpath(//p[2]) d..nothing pb7"


@pytest.mark.parametrize("state", ["none", "kept", "damaged", "emptied"])
def test_a_reference_means_the_same_with_an_index_at_hand_and_without(
    cache: Path, state: str
) -> None:
    body = BODY + '<p n="9" xml:id="x"><pb n="7" xml:id="pb7"/>a</p><p n="9">b</p>'
    expected = resolved(sample(body), [*NAMES.split(), "9"])
    if state != "none":
        kept(sample(body), ALONE)
    for file in files(cache):
        if state == "emptied":
            with closing(connect(file)) as other, other:
                other.execute("DROP TABLE named")
        if state == "damaged":
            file.write_bytes(file.read_bytes()[:4096] + bytes(40_000))
    document = sample(body)
    recall(document, ALONE)
    assert resolved(document, [*NAMES.split(), "9"]) == expected


@pytest.mark.usefixtures("cache")
def test_with_an_index_at_hand_no_scheme_lists_a_reference() -> None:
    kept(sample(), ALONE)
    document = sample()
    recall(document, ALONE)
    (tree, *_) = trees(document)
    assert tree.find("1.2") or tree.find("d")
    assert reached("2.1", document)
    assert [each for each in trees(document) if "growth" in vars(each)] == []


@pytest.mark.usefixtures("cache")
def test_of_many_passages_no_more_are_looked_up_than_are_told() -> None:
    index = kept(sample("".join(f'<p n="{n}">The same words.</p>' for n in range(300))), ALONE)
    asked: list[str] = []
    index._connection.set_trace_callback(asked.append)
    found = hits("same words", index)
    assert len(found) == MANY + 1
    assert len(asked) < 5 * MANY


def test_sqlite_is_loaded_by_those_who_use_it_only() -> None:
    from tests.conftest import loaded_by

    assert "sqlite3" not in loaded_by("import edition.index, edition.reference, edition.citation")
    assert index_room.kept is store.kept


def test_refs_lists_references_with_their_place_and_first_words(
    edition_command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "dawn.xml"
    file.write_text(tei(BODY))
    done = edition_command("refs", file, "--tree", "n")
    assert done.returncode == 0
    assert (
        "  1.2  section 1, paragraph 2    The moon set — and “everybody” slept on." in done.stdout
    )
    data = [
        json.loads(line)
        for line in edition_command("refs", file, "--as", "json").stdout.splitlines()
    ]
    assert {"ids", "n", "derived"} <= {row["tree"] for row in data}
    table = edition_command("refs", file, "--as", "csv").stdout
    assert table.startswith("document,tree,ref,id,aliases,unit,level,parent,n,locator,line,")
    other = tmp_path / "other.xml"
    other.write_text(tei(BODY))
    both = edition_command("refs", file, other, "--as", "csv").stdout
    assert both.count("document,tree,ref") == 1
    unknown = edition_command("refs", file, "--tree", "nothing")
    assert unknown.returncode == 1
    assert "There is no tree “nothing”" in unknown.stderr


def test_refs_says_of_what_is_no_tei_that_it_is_none(
    edition_command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "page.xml"
    file.write_text("<page>Words.</page>")
    done = edition_command("refs", file)
    assert done.returncode == 1
    assert "[not-tei]" in done.stderr


def test_cite_finds_the_one_passage_and_decides_nothing(
    edition_command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "dawn.xml"
    file.write_text(tei(BODY))
    one = edition_command("cite", "--find", "nobody saw it", file, "--as", "text")
    assert (one.returncode, one.stdout) == (0, "The red sun rose; nobody saw it.\n")
    folded = edition_command("cite", "--find", "THE MOON SET and everybody", file, "--as", "text")
    assert folded.returncode == 0
    assert "[inexact-quotation]" in folded.stderr
    several = edition_command("cite", "--find", "red sun", file)
    assert several.returncode == 1
    assert f"{file}#1.1" in several.stdout
    assert f"{file}#2.1" in several.stdout
    assert "2 passages hold these words." in several.stderr
    none = edition_command("cite", "--find", "blue rabbits", file)
    assert none.returncode == 1
    assert "No passage holds these words" in none.stderr


def test_a_text_that_cannot_be_read_is_told_of_and_the_others_are_searched(
    edition_command: Command, tmp_path: Path
) -> None:
    (tmp_path / "a.xml").write_text("<TEI")
    (tmp_path / "b.xml").write_text(tei(BODY))
    one = edition_command("cite", "--find", "nobody saw it", tmp_path, "--as", "text")
    assert (one.returncode, one.stdout) == (3, "The red sun rose; nobody saw it.\n")
    assert "a.xml:1:" in one.stderr
    several = edition_command("cite", "--find", "red sun", tmp_path, "--as", "json")
    assert (several.returncode, several.stdout) == (3, "")
    assert "b.xml#2.1" in several.stderr


def test_words_are_looked_for_in_the_profile_that_is_named(
    edition_command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "slip.xml"
    file.write_text(tei('<p n="1">The <choice><sic>rde</sic><corr>red</corr></choice> sun</p>'))
    words = ("cite", "--find", "rde sun", file, "--as", "text", "--profile", "diplomatic")
    assert edition_command(*words).stdout == "The rde sun\n"
    assert edition_command(*words[:4]).returncode == 1
    listed = edition_command("refs", file, "--tree", "n", "--profile", "diplomatic").stdout
    assert "The rde sun" in listed


VERSE = """<lg><l>The rose that in the garden blows</l><l>Is redder than the painted rose.</l></lg>
<p>A box of <choice><sic>seds</sic><corr>seeds</corr></choice> accom<lb break="no"/>panied it, well-
known<lb/>to all, and half-<lb break="no"/>rotten.</p>"""


@pytest.mark.parametrize(
    ("profile", "words", "told"),
    [
        ("reading", "in the garden blows Is redder than the painted rose.", ""),
        ("reading", "garden blows / Is redder than", ""),
        ("reading", "garden blows\nIs  redder than", ""),
        ("reading", "“Is redder than the painted rose”", "inexact"),
        ("reading", "garden / blows Is redder", "inexact"),
        ("reading", "garden blows Is redder than the painted rose!", "inexact"),
        ("diplomatic", "seds accompanied it", ""),
        ("diplomatic", "accompanied it, well", ""),
        ("diplomatic", "seds Accompanied it", "inexact"),
        ("diplomatic", "half-rotten", ""),
        ("diplomatic", "seds accom", ""),
        ("diplomatic", "knownto all", "unknown"),
        ("diplomatic", "seds accompan", "unknown"),
    ],
)
def test_words_are_found_across_the_ends_of_lines(
    edition_command: Command, tmp_path: Path, profile: str, words: str, told: str
) -> None:
    file = tmp_path / "rose.xml"
    file.write_text(tei(VERSE))
    done = edition_command("cite", "--find", words, file, "--profile", profile, "--as", "text")
    assert [told] == [kind for kind in ("inexact", "unknown") if f"[{kind}-" in done.stderr] or [""]


def test_whoever_lists_references_is_told_that_their_index_cannot_be_kept(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": tei("<p>One.</p>"), "full": "no folder"})
    done = edition_command("refs", cwd=root, EDITION_CACHE=str(root / "full"))
    assert "One." in done.stdout
    assert done.returncode == 1
    assert done.stderr.count("[unkept-index]") == 1
    assert (root / "full").read_text() == "no folder"
