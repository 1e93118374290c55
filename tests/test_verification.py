"""The address of a passage, cited again: what it leads to now is said, or it leads to nothing."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command, MakeProject

LONG = "The garden lay in the last light of the evening, and nobody had come to close the gate."
OTHER = "A letter from the capital had arrived at noon, sealed twice, and it was still unopened."
THIRD = "Between the two houses ran a ditch that the neighbours had dug when they were children."
BODY = f'<p xml:id="a">{LONG}</p><p xml:id="b">{OTHER}</p><p xml:id="c">{THIRD}</p>'
EDITION = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><editionStmt><edition n="{}">x</edition></editionStmt><publicationStmt><p>x</p>
</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>{}<text><body>
{}</body></text></TEI>"""
SETTINGS = 'base = "https://example.org/edition"'


def tei(body: str, version: str = "1.0", stand_off: str = "") -> str:
    return EDITION.format(version, stand_off, body)


@pytest.fixture
def tale(make_project: MakeProject) -> Path:
    return make_project({"xml/tale.xml": tei(BODY), "edition.toml": SETTINGS})


def revise(folder: Path, body: str, stand_off: str = "") -> None:
    (folder / "xml" / "tale.xml").write_text(tei(body, "2.0", stand_off))


def address(folder: Path, edition_command: Command, ref: str) -> str:
    return edition_command("cite", f"tale#{ref}", "--as", "address", cwd=folder).stdout.strip()


def test_what_is_still_what_was_cited_is_cited_without_a_word(
    tale: Path, edition_command: Command
) -> None:
    for ref in ("a", "a..b", "b..c"):
        done = edition_command("cite", address(tale, edition_command, ref), cwd=tale)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"tale#{ref} (paragraph" in done.stdout


@pytest.mark.parametrize(
    "form",
    ["{}", "tale.html{query}", "build/tale.html{query}", "file:///x/tale.html{query}"],
)
def test_an_address_may_be_of_the_web_relative_or_a_file(
    form: str, tale: Path, edition_command: Command
) -> None:
    (tale / "build").mkdir()
    whole = address(tale, edition_command, "b")
    name = form.format(whole, query=whole.removeprefix("https://example.org/edition/tale.html"))
    done = edition_command("cite", name, "--as", "text", cwd=tale)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, OTHER, "")


@pytest.mark.parametrize(
    ("body", "told", "cited"),
    [
        (BODY.replace("garden", "orchard"), "The words of tale#a have changed", ["tale#a"]),
        (BODY.replace("garden", "Garden"), "Marks, case or spelling", ["tale#a"]),
        (
            f'<p xml:id="x">{LONG}</p><p xml:id="b">{OTHER}</p>',
            "What was tale#a is tale#x now (found by its fingerprint), word for word.",
            ["tale#x"],
        ),
        (
            f'<p xml:id="a">{OTHER}</p><p xml:id="b">{LONG}</p>',
            "What was tale#a is tale#b now (found by its fingerprint), word for word.",
            ["tale#b"],
        ),
    ],
)
def test_what_has_changed_is_told_and_cited_as_it_is(
    body: str, told: str, cited: list[str], tale: Path, edition_command: Command
) -> None:
    name = address(tale, edition_command, "a")
    revise(tale, body)
    done = edition_command("cite", name, "--as", "json", cwd=tale)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [f"{row['document']}#{row['ref']}" for row in rows] == cited
    assert (done.returncode, done.stderr.count("[changed-passage]")) == (0, 1)
    assert told in done.stderr


def test_a_tombstone_says_why_and_its_heir_is_cited(tale: Path, edition_command: Command) -> None:
    name = address(tale, edition_command, "a")
    grave = '<standOff><list type="withdrawn"><item xml:id="a"{}>Forged.</item></list></standOff>'
    body = f'<p xml:id="b">{OTHER}</p>'
    revise(tale, body, grave.format(""))
    done = edition_command("cite", name, cwd=tale)
    assert (done.returncode, done.stdout) == (1, "")
    assert "tale#a was withdrawn: Forged. [lost-passage]" in done.stderr
    revise(tale, body, grave.format(' corresp="#b"'))
    done = edition_command("cite", name, "--as", "text", cwd=tale)
    assert (done.returncode, done.stdout.strip()) == (0, OTHER)
    assert "is a part of tale#b now (found by the ledger or a tombstone)" in done.stderr


def test_of_two_that_it_may_be_both_are_named_and_none_is_cited(
    make_project: MakeProject, edition_command: Command
) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p><p>Exit.</p><p>{OTHER}</p>")})
    name = address(folder, edition_command, "~p.2")
    revise(folder, f"<p>Exit.</p><p>{THIRD}</p><p>{LONG}</p><p>{OTHER}</p><p>Exit.</p>")
    done = edition_command("cite", name, cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "What was tale#~p.2 may be tale#~p.1 or tale#~p.5 now" in done.stderr


def test_json_says_what_became_of_what_an_address_cites_and_by_what_it_was_found(
    make_project: MakeProject, edition_command: Command
) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p><p>{OTHER}</p>")})
    name = address(folder, edition_command, "~p.1")
    revise(folder, f"<p>{THIRD}</p><p>{OTHER}</p><p>{LONG}</p>")
    done = edition_command("cite", name, "tale#~p.1", "--as", "json", cwd=folder)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    told = [(row["ref"], row["verdict"], row["step"]) for row in rows]
    assert told == [("~p.3", "moved", "fingerprint"), ("~p.1", None, None)]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("https://example.com/tale.html?fp=aaaaaaaa.aaaaaaaa#a", "foreign-address"),
        ("https://example.org/other/tale.html?fp=aaaaaaaa.aaaaaaaa#a", "foreign-address"),
        ("tale.html?v=1.0&fp=aaaaaaaa.aaa#a", "damaged-address"),
        ("tale.html?v=1.0&fp=aaaaaaaa.aaaaaaaa&profile=loud#a", "damaged-address"),
        ("tale.html?v=1.0&fp=aaaaaaaa.aaaaaaaa#zz", "lost-passage"),
        ("novel.html?v=1.0&fp=aaaaaaaa.aaaaaaaa#a", "lost-passage"),
    ],
)
def test_an_address_that_leads_nowhere_for_sure_is_refused(
    name: str, rule: str, tale: Path, edition_command: Command
) -> None:
    done = edition_command("cite", name, cwd=tale)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("error:") == done.stderr.count(f"[{rule}]") == 1


def test_an_address_without_fingerprint_is_cited_and_said_to_be_unverified(
    tale: Path, edition_command: Command
) -> None:
    done = edition_command("cite", "tale.html#a", "--as", "text", cwd=tale)
    assert (done.returncode, done.stdout.strip()) == (0, LONG)
    assert "[unverified-address]" in done.stderr


def test_a_version_that_the_ledger_does_not_know_is_told(
    tale: Path, edition_command: Command
) -> None:
    assert edition_command("ids", "write", "--release", cwd=tale).returncode == 0
    name = address(tale, edition_command, "a").replace("v=1.0", "v=7.0")
    done = edition_command("cite", name, "--as", "text", cwd=tale)
    assert (done.returncode, done.stdout.strip()) == (0, LONG)
    assert done.stderr.count("[unknown-version]") == done.stderr.count("warning") == 1


def test_the_words_that_were_published_are_told(tale: Path, edition_command: Command) -> None:
    name = address(tale, edition_command, "a")
    edition_command("ids", "write", "--release", cwd=tale)
    (tale / "old" / "xml").mkdir(parents=True)
    (tale / "old" / "xml" / "tale.xml").write_text(tei(BODY))
    revise(tale, BODY.replace("garden", "orchard"))
    edition_command("ids", "write", "--release", "--since", "old", cwd=tale)
    done = edition_command("cite", name, cwd=tale)
    assert f"It said: “{LONG}”" in done.stderr


PARTS = """<p xml:id="a">In <date when="1843">1843</date> the weeds had votes, and nobody counted
them.<note>No.</note> So it was, <foreign xml:lang="fr">ma foi</foreign>.</p><p>The roses—<seg
xml:id="s">half-open</seg>—had none, all through the year, and asked for none either.</p>"""
WORDS = {
    "tale#match(a,'weeds had')": ("weeds had", "a"),
    "tale#a:~:text=weeds%20had,counted": ("weeds had votes, and nobody counted", "a"),
    "tale#a:~:text=So%20it%20was": ("So it was", "a"),
    "tale#string-range(a,0,7)": ("In 1843", "a"),
    "tale#match(a,'1843')": ("1843", "a"),
    "tale#match(a,'foi')": ("foi", "a"),
    "tale#:~:text=half-open": ("half-open", "s"),
    "tale#:~:text=The%20roses,asked": (
        "The roses—half-open—had none, all through the year, and asked", "~p.2",
    ),
    "tale#:~:text=it%20was,The%20roses": ("it was, ma foi.\n\nThe roses", "a..~p.2"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_words_are_cited_by_an_address_that_holds_and_only_while_their_passage_does(
    name: str, tale: Path, edition_command: Command
) -> None:
    revise(tale, PARTS)
    words, ref = WORDS[name]
    row = json.loads(edition_command("cite", name, "--as", "json", cwd=tale).stdout)
    assert (row["text"], row["ref"]) == (words, ref)
    assert ":~:text=" in row["address"]
    again = edition_command("cite", row["address"], "--as", "json", cwd=tale)
    assert (again.returncode, again.stderr) == (0, "")
    assert words in json.loads(again.stdout)["text"]
    revise(tale, PARTS.replace("weeds had votes", "weeds had none").replace("all through", "in"))
    changed = edition_command("cite", row["address"], cwd=tale)
    if "~" not in ref and ref != "s":  # what is only counted is ambiguous once it has other words
        assert "have changed since version 2.0. [changed-passage]" in changed.stderr


def test_words_behind_a_note_are_not_the_notes(tale: Path, edition_command: Command) -> None:
    revise(tale, PARTS.replace("<note>", '<note xml:lang="la" n="7">'))
    card = edition_command("cite", "tale#a:~:text=So%20it%20was", cwd=tale).stdout
    assert "tale#a (paragraph" in card
    assert "note" not in card
    assert "language" not in card


def test_words_that_went_elsewhere_lead_there(tale: Path, edition_command: Command) -> None:
    cited = address(tale, edition_command, "match(a,'the last light of the evening')")
    revise(tale, BODY.replace(LONG, "Rain.") + f"<p>{LONG.replace('gate', 'door')}</p>")
    told = edition_command("cite", cited, cwd=tale).stderr
    assert "What was tale#a is tale#~p.4 now" in told
