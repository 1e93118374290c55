import json
import re
import subprocess
from pathlib import Path

import pytest

from edition.identity.minting import is_minted, is_sound, minted
from tests.conftest import Command, MakeProject, program, require

LONG = "The garden lay in the last light of the evening, and nobody had come to close the gate."
OTHER = "A letter from the capital had arrived at noon, sealed twice, and it was still unopened."
EDITION = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><editionStmt><edition n="{}">x</edition></editionStmt><publicationStmt><p>x</p>
</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>{}<text><body>
{}</body></text></TEI>"""


def tei(body: str, version: str = "1.0.0", stand_off: str = "") -> str:
    return EDITION.format(version, stand_off, body)


def commit(folder: Path, tag: str = "") -> None:
    git = program("git")
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "x"],
        *([["tag", tag]] if tag else []),
    ):
        subprocess.run([git, *command], cwd=folder, check=True)


def ledger(folder: Path) -> dict[str, dict[str, object]]:
    rows = (folder / "ids.jsonl").read_text("utf-8").splitlines()[1:]
    return {entry["id"]: entry for entry in map(json.loads, rows)}


def given(text: str) -> list[str]:
    return re.findall(r' xml:id="([^"]+)"', text)


@pytest.fixture
def published(make_project: MakeProject, edition_command: Command) -> Path:
    """A project whose version 1.0.0 is published: two paragraphs, a and b."""
    body = f'<p xml:id="a">{LONG}</p>\n<p xml:id="b">{OTHER}</p>'
    folder = make_project({"xml/tale.xml": tei(body)})
    assert edition_command("ids", "write", "--release", cwd=folder).returncode == 0
    return folder


def test_an_id_is_a_letter_and_four_signs_and_one_that_checks_them() -> None:
    name = minted("p", LONG, set())
    assert re.fullmatch(r"p-[a-z2-7]{5}", name)
    assert is_minted(name)
    assert is_sound(name)


def test_no_single_slip_and_no_exchange_makes_another_id() -> None:
    name = minted("p", LONG, set())
    slips = {name[:n] + sign + name[n + 1 :] for n in range(2, 7) for sign in "abcxyz27"} - {name}
    swaps = {name[:n] + name[n + 1] + name[n] + name[n + 2 :] for n in range(2, 6)} - {name}
    assert [slip for slip in slips | swaps if is_sound(slip)] == []


def test_equal_words_get_different_ids() -> None:
    first = minted("p", "Exit.", set())
    assert minted("p", "Exit.", {first}) != first


def test_ids_are_all_that_writing_changes(
    make_project: MakeProject, edition_command: Command
) -> None:
    text = tei(f"<p\n n='1'>{LONG}</p><p >Ex&amp;it<lb/>.</p><!-- <p> -->").replace("\n", "\r\n")
    folder = make_project({"xml/tale.xml": text.encode("utf-8")})
    done = edition_command("ids", "write", cwd=folder)
    written = (folder / "xml" / "tale.xml").read_bytes().decode()
    assert done.returncode == 0
    assert len(given(written)) == 2
    assert re.sub(r' xml:id="[^"]+"', "", written) == text


@pytest.mark.parametrize("codec", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_the_encoding_stays(
    codec: str, make_project: MakeProject, edition_command: Command
) -> None:
    name = codec.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>{tei("<p>Küß die Hand, sagte er.</p>")}'
    folder = make_project({"xml/tale.xml": text.encode(codec)})
    assert edition_command("ids", "write", cwd=folder).returncode == 0
    written = (folder / "xml" / "tale.xml").read_bytes().decode(codec)
    assert re.sub(r' xml:id="[^"]+"', "", written) == text
    assert len(given(written)) == 1


def test_writing_twice_changes_nothing(make_project: MakeProject, edition_command: Command) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p><p>Exit.</p><p>Exit.</p>")})
    edition_command("ids", "write", cwd=folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    assert edition_command("ids", "write", cwd=folder).returncode == 0
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_a_dry_run_shows_and_writes_nothing(
    make_project: MakeProject, edition_command: Command
) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p>")})
    done = edition_command("ids", "write", "--dry-run", cwd=folder)
    assert f'+<p xml:id="{minted("p", LONG, set())}">{LONG}' in done.stdout
    assert given((folder / "xml" / "tale.xml").read_text()) == []
    assert not (folder / "ids.jsonl").exists()


def test_only_what_is_asked_for_gets_ids(
    make_project: MakeProject, edition_command: Command
) -> None:
    body = f"<div><p>{LONG} <name>Goethe</name></p></div>"
    folder = make_project({"xml/tale.xml": tei(body)})
    edition_command("ids", "write", "--element", "name", cwd=folder)
    assert "<div><p>" in (folder / "xml" / "tale.xml").read_text()
    edition_command("ids", "write", cwd=folder)
    assert [name[0] for name in given((folder / "xml" / "tale.xml").read_text())] == list("dpn")


def test_what_the_ledger_has_known_is_never_given_again(
    make_project: MakeProject, edition_command: Command
) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p>")})
    edition_command("ids", "write", cwd=folder)
    (folder / "xml" / "tale.xml").write_text(tei(f"<p>{LONG}</p>"))
    edition_command("ids", "write", cwd=folder)
    assert given((folder / "xml" / "tale.xml").read_text()) != [minted("p", LONG, set())]


def test_a_text_that_takes_in_others_is_left_alone(
    make_project: MakeProject, edition_command: Command
) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    part = f'<div xmlns="http://www.tei-c.org/ns/1.0"><p>{LONG}</p></div>'
    folder = make_project({"xml/tale.xml": tei(include), "xml/part.xml": part})
    done = edition_command("ids", "write", cwd=folder)
    assert done.returncode == 3
    assert "[unwritten-ids]" in done.stderr
    assert (folder / "xml" / "tale.xml").read_text() == tei(include)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<<<<<<< HEAD", "git has left a conflict here"),
        ('{"document": "tale"', "This line is no JSON object"),
        ("[" * 100_000, "This line is no JSON object"),
        ('{"document": "tale", "id": "x"}', "The entry is not complete"),
        ('{"document": "tale", "id": "x", "kindd": "p"}', "Did you mean “kind”?"),
    ],
)
def test_a_damaged_ledger_is_told_with_its_line_and_nothing_is_overwritten(
    line: str, told: str, published: Path, edition_command: Command
) -> None:
    file = published / "ids.jsonl"
    file.write_text(f"{file.read_text()}{line}\n")
    before = file.read_bytes()
    (published / "xml" / "tale.xml").write_text(tei(f"<p>{LONG}</p>"))
    for command in (["write"], ["write", "--release"], ["check"]):
        done = edition_command("ids", *command, cwd=published)
        assert done.returncode == 3
        assert told in done.stderr
        assert "ids.jsonl:4:1: error" in done.stderr
    assert file.read_bytes() == before
    assert given((published / "xml" / "tale.xml").read_text()) == []


def test_a_ledger_of_another_version_is_refused(published: Path, edition_command: Command) -> None:
    file = published / "ids.jsonl"
    file.write_text(file.read_text().replace('"edition-ids": 1', '"edition-ids": 9'))
    done = edition_command("ids", "check", cwd=published)
    assert done.returncode == 3
    assert "of version 9; this edition reads version 1" in done.stderr


def test_what_was_published_and_is_there_is_kept(published: Path, edition_command: Command) -> None:
    done = edition_command("ids", "check", cwd=published)
    assert done.returncode == 0
    assert done.stderr == "2 published ids, the last version is 1.0.0.\n"


def test_an_id_that_is_gone_without_tombstone_is_an_error(
    published: Path, edition_command: Command
) -> None:
    (published / "xml" / "tale.xml").write_text(tei(f'<p xml:id="b">{OTHER}</p>'))
    done = edition_command("ids", "check", cwd=published)
    assert done.returncode == 1
    assert done.stderr.count("error:") == 1
    assert "tale#a: error: “a”, published in version 1.0.0, is gone from “tale”." in done.stderr


def test_an_id_that_is_gone_is_looked_for_by_its_words(
    published: Path, edition_command: Command
) -> None:
    (published / "xml" / "tale.xml").write_text(tei(f'<p>{LONG}</p><p xml:id="b">{OTHER}</p>'))
    done = edition_command("ids", "check", cwd=published)
    assert "Its words stand at tale#~p.1 now: put xml:id=“a” there." in done.stderr


def test_a_tombstone_keeps_an_id_and_says_why(
    published: Path, edition_command: Command, shared: Path
) -> None:
    stone = (
        '<standOff><list type="withdrawn"><item xml:id="a" corresp="#b">Merged with b.</item>'
        "</list></standOff>"
    )
    body = f'<p xml:id="b">{LONG} {OTHER}</p>'
    (published / "xml" / "tale.xml").write_text(tei(body, "1.1.0", stone))
    assert edition_command("ids", "check", cwd=published).returncode == 0
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 0
    entry = ledger(published)["a"]
    assert (entry["last"], entry["successors"], entry["reason"]) == (
        "1.0.0", ["tale#b"], "Merged with b.",
    )  # fmt: skip
    schema = shared / "data" / "tei" / "tei_all.rng"
    done = edition_command("validate", "--only", "grammar", "--schema", schema, cwd=published)
    assert done.returncode == 0
    assert "Merged with b." in edition_command("cite", "tale#a", cwd=published).stdout


def test_an_id_whose_words_bear_another_now_was_reused(
    published: Path, edition_command: Command
) -> None:
    body = f'<p xml:id="a">{OTHER[::-1]}</p><p xml:id="b">{OTHER}</p><p xml:id="c">{LONG}</p>'
    (published / "xml" / "tale.xml").write_text(tei(body))
    done = edition_command("ids", "check", cwd=published)
    assert done.returncode == 1
    assert done.stderr.count("[reused-id]") == 1
    assert "those bear the id “c” now" in done.stderr


def test_an_id_is_not_reused_where_its_old_words_are_only_quoted(
    published: Path, edition_command: Command
) -> None:
    body = f'<p xml:id="a">{LONG.replace("last", "very last")}</p><p xml:id="b">{OTHER}</p>'
    (published / "xml" / "tale.xml").write_text(tei(body, "1.1.0"))
    (published / "xml" / "excerpts.xml").write_text(tei(f'<p xml:id="x">{LONG}</p>', "1.1.0"))
    done = edition_command("ids", "check", cwd=published)
    assert (done.returncode, "[reused-id]" in done.stderr) == (0, False)
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 0


def test_what_is_odd_is_told_at_its_tag(published: Path, edition_command: Command) -> None:
    body = f'<p xml:id="a">{OTHER[::-1]}</p> <p xml:id="b">{OTHER}</p> <p xml:id="C">{LONG}</p>'
    (published / "xml" / "tale.xml").write_text(tei(body))
    told = edition_command("ids", "check", cwd=published).stderr
    assert "xml/tale.xml:4:1: error: “a” names other words" in told
    column = body.index('<p xml:id="C"') + 1
    assert f"xml/tale.xml:4:{column}: info: “C” has capital letters" in told


@pytest.mark.parametrize(
    ("names", "odd"),
    [
        (("p-intro", "p-first", "p-notes"), []),
        (("p-intro", "MADE", "MADE"), ["p-intro"]),
        (("SLIP", "MADE", "MADE"), ["SLIP"]),
    ],
)
def test_a_slip_in_an_id_is_told_only_where_ids_were_made(
    published: Path, edition_command: Command, names: tuple[str, ...], odd: list[str]
) -> None:
    taken: set[str] = set()
    given: list[str] = []
    for name in names:
        made = minted("p", LONG, taken)
        taken.add(made)
        slip = made[:-1] + ("a" if made[-1] != "a" else "b")
        given.append({"MADE": made, "SLIP": slip}.get(name, name))
    body = "".join(f'<p xml:id="{name}">{n}. {LONG}</p>' for n, name in enumerate(given))
    file = published / "xml" / "other.xml"
    file.write_text(tei(body))
    told = edition_command("ids", "check", cwd=published).stderr
    wrong = [given[names.index(name)] for name in odd]
    assert [name for name in given if f"“{name}” is not as it was made" in told] == wrong
    assert edition_command("ids", "write", cwd=published).returncode == 0
    file.write_text(tei(body, "1.1.0"))
    (published / "xml" / "tale.xml").write_text(
        (published / "xml" / "tale.xml").read_text().replace("1.0.0", "1.1.0")
    )
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 0
    assert "odd-id" not in edition_command("ids", "check", cwd=published).stderr


@pytest.mark.parametrize("steps", [(), (("ids", "write"),), (("ids", "write", "--release"),)])
def test_a_text_that_was_renamed_is_found_before_and_behind_its_release(
    published: Path, edition_command: Command, steps: tuple[tuple[str, ...], ...]
) -> None:
    old = edition_command("cite", "tale#a", "--as", "address", cwd=published).stdout.strip()
    (published / "xml" / "tale.xml").unlink()
    body = f'<p xml:id="a">{LONG.replace("last", "very first")}</p><p xml:id="b">{OTHER}</p>'
    (published / "xml" / "story.xml").write_text(tei(body, "1.1.0"))
    for step in steps:
        assert edition_command(*step, cwd=published).returncode == 0
    assert edition_command("ids", "check", cwd=published).returncode == 0
    told = edition_command("cite", old, cwd=published)
    assert told.returncode == 0
    assert "What was tale#a is story#a now" in told.stderr
    assert "story#a (paragraph" in told.stdout
    edition_command("build", cwd=published)
    assert 'href="story.html#a"' in (published / "build" / "tale.html").read_text()
    edition_command("ids", "check", "--redirects", "maps", cwd=published)
    assert "/tale.html /story.html 301" in (published / "maps" / "_redirects").read_text()


def test_a_text_that_shares_no_more_than_ids_is_not_the_one_that_is_gone(
    published: Path, edition_command: Command
) -> None:
    old = edition_command("cite", "tale#a", "--as", "address", cwd=published).stdout.strip()
    (published / "xml" / "tale.xml").unlink()
    (published / "xml" / "other.xml").write_text(tei('<p xml:id="a">Wholly other words.</p>'))
    told = edition_command("cite", old, cwd=published)
    assert (told.returncode, told.stdout) == (1, "")
    edition_command("build", cwd=published)
    assert not (published / "build" / "tale.html").exists()


def test_a_passage_may_be_altered_and_keeps_its_id(
    published: Path, edition_command: Command
) -> None:
    body = f'<p xml:id="a">{LONG}</p><p xml:id="b">{OTHER.replace("noon", "night")}</p>'
    commit(published)
    (published / "xml" / "tale.xml").write_text(tei(body, "1.1.0"))
    assert edition_command("ids", "check", cwd=published).returncode == 0
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 0
    earlier = ledger(published)["b"]["earlier"]
    assert isinstance(earlier, list)
    assert (earlier[0]["last"], earlier[0]["text"]) == ("1.0.0", OTHER)
    assert ledger(published)["a"]["earlier"] is None


@pytest.mark.parametrize(
    ("within", "is_kept"),
    [
        ("<p xml:id='x'>I sent you the tin<note>A note.</note> of seeds.</p>", True),
        (
            "<p xml:id='x'>I sent you <note><p>A note.</p></note>the tin of seeds.</p>",
            True,
        ),
        ("<p xml:id='x'>I sent you the tin of <list><item>seeds</item></list></p>", True),
        ("<lg xml:id='x'><l>I sent you the tin</l><l>of seeds</l></lg>", False),
        ("<div xml:id='x'><head>Seeds</head><p>I sent you the tin.</p></div>", False),
    ],
)
def test_earlier_words_are_kept_of_whatever_has_words_of_its_own(
    published: Path, edition_command: Command, within: str, is_kept: bool
) -> None:
    file = published / "xml" / "tale.xml"
    body = f'<div><p xml:id="a">{LONG}</p><p xml:id="b">{OTHER}</p></div>'
    file.write_text(tei(body + (within if "div" in within else f"<div>{within}</div>"), "1.1.0"))
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 0
    commit(published)
    file.write_text(file.read_text().replace("1.1.0", "1.2.0").replace("the tin", "the little tin"))
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 0
    earlier = ledger(published)["x"]["earlier"]
    assert isinstance(earlier, list)
    assert (earlier[0]["text"] is not None) is is_kept
    assert "note" not in (earlier[0]["text"] or "")


def test_a_release_with_a_broken_promise_is_none(published: Path, edition_command: Command) -> None:
    before = (published / "ids.jsonl").read_bytes()
    (published / "xml" / "tale.xml").write_text(tei(f'<p xml:id="b">{OTHER}</p>', "1.1.0"))
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 1
    assert (published / "ids.jsonl").read_bytes() == before


def test_a_version_is_published_once(published: Path, edition_command: Command) -> None:
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 0
    body = f'<p xml:id="a">{LONG}!</p><p xml:id="b">{OTHER}</p>'
    (published / "xml" / "tale.xml").write_text(tei(body))
    done = edition_command("ids", "write", "--release", cwd=published)
    assert done.returncode == 1
    assert "[published-version]" in done.stderr


def test_a_slip_in_an_id_of_ours_is_told(
    make_project: MakeProject, edition_command: Command
) -> None:
    name = minted("p", LONG, set())
    slip = name[:-1] + ("a" if name[-1] != "a" else "b")
    folder = make_project({"xml/tale.xml": tei(f'<p xml:id="{slip}">{LONG}</p>')})
    done = edition_command("ids", "check", cwd=folder)
    assert done.returncode == 0
    assert "its check sign is wrong" in done.stderr


def test_two_folders_are_compared(make_project: MakeProject, edition_command: Command) -> None:
    folder = make_project(
        {
            "old/xml/tale.xml": tei(f"<p>{LONG}</p><p>{OTHER}</p>"),
            "new/xml/tale.xml": tei(f"<p>A new opening.</p><p>{LONG}</p><p>{OTHER}!</p>"),
        }
    )
    done = edition_command("ids", "diff", "old", "new", cwd=folder)
    assert done.returncode == 0
    assert "kept: tale#~p.1 -> tale#~p.2" in done.stdout
    assert "typography only: tale#~p.2 -> tale#~p.3" in done.stdout
    assert done.stderr == "old beside new: 1 kept, 1 typography only, 1 new.\n"


def test_what_is_here_is_compared_with_the_newest_tag(
    make_project: MakeProject, edition_command: Command
) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p>")})
    commit(folder, "v1")
    (folder / "xml" / "tale.xml").write_text(tei(f"<p>{LONG}</p><p>{OTHER}</p>"))
    done = edition_command("ids", "diff", "--as", "json", cwd=folder)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["verdict"], each["old"] and each["old"]["ref"]) for each in told] == [
        ("kept", "~p.1"), ("new", None),
    ]  # fmt: skip
    assert done.stderr.startswith("v1 beside what is here")


def test_a_state_that_nobody_knows_is_told(
    make_project: MakeProject, edition_command: Command
) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p>")})
    done = edition_command("ids", "diff", "v9", cwd=folder)
    assert done.returncode == 3
    assert "the project is in no git repository" in done.stderr
    commit(folder)
    done = edition_command("ids", "diff", "v9", cwd=folder)
    assert done.returncode == 3
    assert "no revision that git knows" in done.stderr


def test_without_git_a_folder_is_asked_for(
    make_project: MakeProject, edition_command: Command
) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p>")})
    done = edition_command("ids", "diff", "v9", cwd=folder, PATH="")
    assert done.returncode == 3
    assert "git, which might know it, is not installed" in done.stderr
    assert "Name a folder" in done.stderr


def test_a_shallow_clone_is_told(make_project: MakeProject, edition_command: Command) -> None:
    folder = make_project({"one/xml/tale.xml": tei(f"<p>{LONG}</p>")})
    require(program("git"), "git")
    commit(folder / "one", "v1")
    (folder / "one" / "xml" / "tale.xml").write_text(tei(f"<p>{OTHER}</p>"))
    commit(folder / "one")
    clone = ["clone", "-q", "--depth", "1", "--no-tags", (folder / "one").as_uri(), "two"]
    subprocess.run(["git", *clone], cwd=folder, check=True)
    done = edition_command("ids", "diff", "v1", cwd=folder / "two")
    assert done.returncode == 3
    assert "this clone of the repository is shallow" in done.stderr
    assert "git fetch --unshallow" in done.stderr


def test_a_text_that_is_gone_leads_to_its_heirs(published: Path, edition_command: Command) -> None:
    (published / "xml" / "tale.xml").unlink()
    moved = f'<p xml:id="a">{LONG}</p><p xml:id="b">{OTHER}</p>'
    (published / "xml" / "novel.xml").write_text(tei(moved, "1.1.0"))
    assert edition_command("ids", "write", "--release", cwd=published).returncode == 0
    assert edition_command("ids", "check", "--redirects", "out", cwd=published).returncode == 0
    assert (published / "out" / "_redirects").read_text() == "/tale.html /novel.html 301\n"
    assert (published / "out" / "redirects.nginx.conf").read_text() == "/tale.html /novel.html;\n"
    page = (published / "out" / "tale.html").read_text()
    assert '<li id="a">a: <a href="novel.html#a">novel#a</a>' in page


@pytest.mark.parametrize("command", ["build", "export"])
def test_whoever_writes_the_pages_writes_where_texts_have_gone(
    command: str, published: Path, edition_command: Command
) -> None:
    assert "_redirects" not in edition_command(command, cwd=published).stderr
    (published / "xml" / "tale.xml").unlink()
    moved = f'<p xml:id="a">{LONG}</p><p xml:id="b">{OTHER}</p>'
    (published / "xml" / "novel.xml").write_text(tei(moved, "1.1.0"))
    (published / "edition.toml").write_text('base = "https://example.org/texts/"')
    edition_command("ids", "write", "--release", cwd=published)
    edition_command(command, cwd=published)
    build = published / "build"
    assert (build / "_redirects").read_text() == "/texts/tale.html /texts/novel.html 301\n"
    assert 'href="novel.html#a"' in (build / "tale.html").read_text()
    assert not (published / "build" / "novel.html").read_text().count("has moved")


def test_a_project_without_ledger_writes_no_redirects(
    make_project: MakeProject, edition_command: Command
) -> None:
    folder = make_project({"xml/tale.xml": tei(f"<p>{LONG}</p>")})
    edition_command("export", "--to", "html", cwd=folder)
    assert (
        sorted(path.name for path in (folder / "build").iterdir() if "redirect" in path.name) == []
    )
