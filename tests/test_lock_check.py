import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.lock.adding import add, record_of
from edition.lock.checking import Checker
from edition.lock.manuscript import read_manuscript
from edition.lock.notation import read_lock
from edition.lock.present import Edition
from edition.lock.telling import findings, has_errors, objects
from edition.project import at
from tests.conftest import Command
from tests.manuscripts import FORMS, Sentence, manuscript

WORDS = {
    "same": "The garden lay in the last light of the evening, and nobody had come to close it.",
    "typography only": "A letter had arrived at noon, sealed twice; and it was still unopened.",
    "altered": "Between the two houses ran a ditch that the neighbours had dug as children.",
    "moved": "On the third day the carpenter returned the key without a word to anybody else.",
    "split": "Snow fell over the mill until the wheel stood still. Then the miller took his hat, "
    "went down to the village, and sold the horses to a stranger from the mountains.",
    "merged": "The clerk copied every number twice, once in red ink and once in black ink.",
    "withdrawn": "It is said that the bishop himself had forged the seal on that very night.",
    "ambiguous": "Exit the ghost.",
    "unknown": "Seven pears were left upon the table when the captain finally woke up again.",
}
NAMES = {verdict: f"p{number}" for number, verdict in enumerate(WORDS)}
MORE = "Nobody in the whole valley remembered who had built the bridge, or for what reason."
PAGE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A tale
</title></titleStmt><editionStmt><edition n="{}">x</edition></editionStmt><publicationStmt><p>x</p>
</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>{}<text><body>
{}</body></text></TEI>"""
GRAVE = """<standOff><list type="withdrawn"><item xml:id="p6">Found to be forged.</item></list>
</standOff>"""


def tale(passages: dict[str, str], version: str = "1.0.0", stand_off: str = "") -> str:
    rows = (f'<p xml:id="{name}">{words}</p>\n' for name, words in passages.items())
    return PAGE.format(version, stand_off, "".join(rows))


def revised() -> str:
    """Return the tale of the next version, in which each passage has the fate of its name."""
    old = {NAMES[verdict]: words for verdict, words in WORDS.items()}
    first, _, rest = old["p4"].partition(". ")
    new = {
        "p0": old["p0"],
        "p1": old["p1"].replace("; and", ", and").upper(),
        "p2": old["p2"].replace("ditch", "trench"),
        "p30": old["p3"],
        "p40": f"{first}.",
        "p41": rest,
        "p5x": f"{MORE} {old['p5']}",
        "p70": "Exit the ghost.",
        "p71": f"Between. {MORE[10:50]}",
        "p72": "Exit the ghost.",
    }
    return tale(new, "2.0.0", GRAVE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition in `edition`, and the author's folder beside it with a lock of all passages."""
    text = tmp_path / "edition" / "xml" / "tale.xml"
    text.parent.mkdir(parents=True)
    text.write_text(tale({NAMES[verdict]: words for verdict, words in WORDS.items()}))
    (tmp_path / "author").mkdir()
    return tmp_path


def lock(folder: Path) -> None:
    names = tuple(f"tale#{name}" for name in NAMES.values())
    assert add(names, at(folder / "edition"), folder / "author" / "cite.lock").faults == ()


def address(folder: Path, verdict: str) -> str:
    record = record_of(f"tale#{NAMES[verdict]}", at(folder / "edition"), {}, [])
    return f"tale.html?v={record.version}&fp={record.fingerprints}#{record.ref}"


def revise(folder: Path, text: str = "") -> None:
    (folder / "edition" / "xml" / "tale.xml").write_text(text or revised())


def checked(folder: Path, name: str, data: bytes) -> list[dict[str, Any]]:
    """Check a manuscript and return what is told of each citation."""
    file = folder / "author" / name
    file.write_bytes(data)
    checker = Checker(Edition(at(folder / "edition")), read_lock(folder / "author" / "cite.lock"))
    return [json.loads(row) for row in objects([checker.check(name, read_manuscript(file))])]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_every_verdict_of_locked_keys(folder: Path, form: str) -> None:
    lock(folder)
    revise(folder)
    sentences = [Sentence("nothing", key=f"tale:{NAMES[verdict]}") for verdict in WORDS]
    told = checked(folder, f"m.{form}", manuscript(form, sentences))
    assert [each["verdict"] for each in told] == list(WORDS)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_every_verdict_of_addresses(folder: Path, form: str) -> None:
    lock(folder)
    sentences = [Sentence("nothing", address=address(folder, verdict)) for verdict in WORDS]
    revise(folder)
    told = checked(folder, f"m.{form}", manuscript(form, sentences))
    assert [each["verdict"] for each in told] == list(WORDS)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "bib"])
def test_every_form_tells_right_quotations_from_wrong_ones(folder: Path, form: str) -> None:
    lock(folder)
    words = WORDS["same"]
    sentences = [
        Sentence(words[:26], key="tale:p0"),
        Sentence(words.replace("evening", "morning"), key="tale:p0"),
        Sentence(words[4:26], address=address(folder, "same")),
        Sentence(words.replace("nobody", "somebody"), address=address(folder, "same")),
    ]
    told = checked(folder, f"m.{form}", manuscript(form, sentences))
    quoted = [each["quotations"] for each in told]
    assert [[one["verdict"] for one in each] for each in quoted] == [
        ["same"], ["misquoted"], ["same"], ["misquoted"],
    ]  # fmt: skip


def texts(told: list[dict[str, Any]], name: str) -> list[object]:
    return [each[name] for each in told]


def test_of_what_is_altered_the_words_are_told_old_and_new(folder: Path) -> None:
    lock(folder)
    revise(folder)
    (told,) = checked(folder, "m.md", b"[@tale:p2]")
    assert told["differences"] == [{"old": "ditch", "new": "trench"}]
    assert "\u201cditch\u201d is \u201ctrench\u201d now" in str(told["message"])


def test_where_a_passage_is_now_and_how_that_was_found_is_told(folder: Path) -> None:
    lock(folder)
    revise(folder)
    told = checked(folder, "m.md", b"@tale:p3 @tale:p4 @tale:p5 @tale:p6 @tale:p7")
    assert texts(told, "now") == [
        ["tale#p30"], ["tale#p40", "tale#p41"], ["tale#p5x"], [], ["tale#p70", "tale#p72"],
    ]  # fmt: skip
    assert texts(told, "step") == [
        "fingerprint", "quotation", "quotation", "ledger", "fingerprint",
    ]  # fmt: skip
    assert told[3]["reason"] == "Found to be forged."


SENTENCES = (
    "He said: “Come in.”",
    "It was late; the moon—full—shone on the roof.",
    "Nobody came to the door.",
    "Then it rained.",
)


@pytest.mark.parametrize("kept", [0, 1])
@pytest.mark.parametrize("border", [1, 2, 3])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_split_passage_is_told_as_such_whichever_part_keeps_the_id(
    folder: Path, count: int, border: int, kept: int
) -> None:
    whole = SENTENCES[:count]
    parts = " ".join(whole[:border]), " ".join(whole[border:])
    if not parts[1]:
        return
    revise(folder, tale({"p0": " ".join(whole), "p1": MORE}))
    add(("tale#p0",), at(folder / "edition"), folder / "author" / "cite.lock")
    names = ("p0", "p0b") if kept == 0 else ("p0a", "p0")
    revise(folder, tale({**dict(zip(names, parts, strict=True)), "p1": MORE}, "2.0.0"))
    quoted = f"“{whole[border].rstrip('.')}” [@tale:p0]".encode()
    (told,) = checked(folder, "m.md", quoted)
    assert (told["verdict"], told["now"]) == ("split", [f"tale#{name}" for name in names])
    assert [one["verdict"] for one in told["quotations"]] == ["same"]


def test_a_passage_that_another_replaced_is_never_taken_for_it(folder: Path) -> None:
    lock(folder)
    revise(folder, tale({"p2": WORDS["moved"], "p3": WORDS["altered"]}, "2.0.0"))
    told = checked(folder, "m.md", b"@tale:p2 @tale:p3")
    assert texts(told, "now") == [["tale#p3"], ["tale#p2"]]
    assert texts(told, "verdict") == ["moved", "moved"]


def test_a_quotation_of_what_the_passage_said_is_told_as_such(folder: Path) -> None:
    lock(folder)
    revise(folder)
    (told,) = checked(folder, "m.md", "He saw “a ditch that the neighbours” [@tale:p2].".encode())
    (quoted,) = told["quotations"]
    assert quoted["verdict"] == "outdated"


def test_a_quotation_of_what_is_gone_is_judged_by_what_it_said(folder: Path) -> None:
    lock(folder)
    revise(folder)
    right = "“the bishop himself had forged the seal” [@tale:p6]"
    wrong = right.replace("himself ", "")
    told = checked(folder, "m.md", f"{right}\n\n{wrong}".encode())
    assert [[one["verdict"] for one in each["quotations"]] for each in told] == [
        ["same"], ["misquoted"],
    ]  # fmt: skip


def test_words_that_stand_in_another_passage_are_told_with_it(folder: Path) -> None:
    lock(folder)
    (told,) = checked(folder, "m.md", "“the carpenter returned the key” [@tale:p2]".encode())
    (quoted,) = told["quotations"]
    assert (quoted["verdict"], quoted["found"]) == ("elsewhere", "tale#p3")


@pytest.mark.parametrize(
    "text",
    [
        "“garden lay in the light”, as Smith says [@smith]; the tale differs [@tale:p0].",
        "“wholly other words that nobody says here” [@smith; @tale:p0]",
        "A “so-called” thing happened, and much later there is a garden [@tale:p0].",
        "See “A tale” [@tale:p0].",
    ],
)
def test_what_is_not_quoted_from_the_passage_is_left_alone(folder: Path, text: str) -> None:
    lock(folder)
    (told,) = checked(folder, "m.md", text.encode())
    assert told["quotations"] == []


def test_a_quotation_is_judged_by_the_citation_in_its_note(folder: Path) -> None:
    lock(folder)
    text = "He saw “the garden lay in the first light”.[^1]\n\n[^1]: Tale, [@tale:p0].\n"
    (told,) = checked(folder, "m.md", text.encode())
    (quoted,) = told["quotations"]
    assert quoted["differences"] == [{"old": "last", "new": "first"}]


def test_a_quotation_of_two_paragraphs_is_judged_by_the_citation_of_either(folder: Path) -> None:
    lock(folder)
    add(("tale#p0..p1",), at(folder / "edition"), folder / "author" / "cite.lock")
    wrong = WORDS["same"].replace("evening", "morning")
    text = f"> {wrong}\n>\n> {WORDS['typography only']} [@{{tale:p0..p1}}]\n\nThen."
    (told,) = checked(folder, "m.md", text.encode())
    assert [each["verdict"] for each in told["quotations"]] == ["misquoted", "same"]


LINES = ("The clerk copied every number twice,", "once in red ink and", "once in black ink.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.md", "> {}\n> {}\n> {} [@tale:p5]\n"),
        ("m.md", "> {} — {} — {} [@tale:p5]\n"),
        ("m.md", "> {} ({} {}) [@tale:p5]\n"),
        ("m.tex", "\\begin{{quote}}\n{}\n{}\n{} \\cite{{tale:p5}}\n\\end{{quote}}"),
        ("m.html", "<blockquote cite='ADDRESS'><p>{}<br>{}<br>{}</p></blockquote>"),
    ],
)
def test_a_quotation_set_apart_is_judged_to_its_last_line(
    folder: Path, name: str, text: str
) -> None:
    lock(folder)
    body = text.replace("ADDRESS", address(folder, "merged"))
    told = checked(folder, name, body.format(*LINES).encode())
    assert told[0]["quotations"][0]["verdict"] in {"same", "typography only"}
    for last in ("once in green ink.", "while the bells of the town were ringing."):
        told = checked(folder, name, body.format(*LINES[:2], last).encode())
        assert [one["verdict"] for one in told[0]["quotations"]] == ["misquoted"]


@pytest.mark.parametrize(
    "who",
    [
        "\n> — Ada Byron, *A Tale* ",
        "\n> —from a letter to her mother ",
        "\n> Ada Byron, A Tale, 1843 ",
        " (Byron 1843, p. 3) ",
        " — Ada Byron ",
        " — she wrote to her mother ",
        "\n> (as the neighbours say) ",
        "\n> — آدا بایرون، قصه ",
    ],
)
def test_who_said_it_is_no_part_of_a_quotation_set_apart(folder: Path, who: str) -> None:
    lock(folder)
    (told,) = checked(folder, "m.md", f"> {WORDS['merged']}{who}[@tale:p5]\n".encode())
    assert [one["verdict"] for one in told["quotations"]] == ["same"]


def test_records_of_another_edition_are_counted_not_judged(folder: Path) -> None:
    (folder / "edition" / "edition.toml").write_text('base = "https://a.example/e"')
    lock(folder)
    other = folder / "other"
    (other / "xml").mkdir(parents=True)
    (other / "xml" / "letters.xml").write_text(tale({"p0": MORE}))
    (other / "edition.toml").write_text('base = "https://b.example"')
    file = folder / "author" / "m.md"
    file.write_text("“Words” [@tale:p0], “other words” [@tale:p1]")
    records = read_lock(folder / "author" / "cite.lock")
    report = Checker(Edition(at(other)), records).check("m.md", read_manuscript(file))
    assert report.citations == ()
    assert report.unchecked == ("2 citations of another edition (https://a.example/e)",)


def test_keys_of_a_bibliography_stand_for_the_addresses_in_it(folder: Path) -> None:
    entry = f"@online{{walk, title = {{T}}, url = {{{address(folder, 'altered')}}} }}"
    (folder / "author" / "m.bib").write_text(entry)
    (folder / "author" / "m.md").write_text("As it says [@walk].")
    revise(folder)
    checker = Checker(Edition(at(folder / "edition")), {})
    checker.learn(read_manuscript(folder / "author" / "m.bib"))
    found = checker.check("m.md", read_manuscript(folder / "author" / "m.md"))
    assert [each.reference for each in found.citations] == ["tale#p2"]


def test_an_address_without_fingerprints_is_no_proof_of_anything(folder: Path) -> None:
    told = checked(folder, "m.md", b"[a](tale.html#p0) [b](tale.html#p99) [c](tale.html)")
    assert texts(told, "verdict") == [None, "unknown"]
    assert "nothing is known of its words" in str(told[0]["note"])


def test_a_key_like_ours_that_no_lock_holds_is_told(folder: Path) -> None:
    lock(folder)
    (folder / "author" / "cite.lock").unlink()
    told = checked(folder, "m.md", b"[@tale:p0; @tale:p99; @smith:p0; @smith]")
    assert texts(told, "verdict") == [None, "unknown"]
    assert "its key is not in the lock" in told[0]["note"]
    assert "there is no passage" in told[1]["note"]


def test_of_an_altered_passage_it_is_told_that_the_quoted_words_still_stand(folder: Path) -> None:
    lock(folder)
    revise(folder)
    (told,) = checked(folder, "m.md", "“the neighbours had dug as children” [@tale:p2]".encode())
    assert told["verdict"] == "altered"
    assert "the words that you quote are still there" in told["hint"]


def test_findings_stand_in_the_order_of_the_manuscript(folder: Path) -> None:
    lock(folder)
    text = "\\footnote{\n\\cite{tale:p2}} \\cite{tale:p0}\n\n\\cite{tale:p1}"
    told = checked(folder, "m.tex", text.encode())
    assert texts(told, "reference") == ["tale#p2", "tale#p0", "tale#p1"]


def test_a_damaged_fingerprint_is_told(folder: Path) -> None:
    (told,) = checked(folder, "m.md", b"[a](tale.html?v=1&fp=u2zes2pq.ab44a4#p0)")
    assert told["note"] == "its fingerprints, “u2zes2pq.ab44a4”, are none"


def test_addresses_of_another_edition_are_counted_not_judged(folder: Path) -> None:
    (folder / "edition" / "edition.toml").write_text('base = "https://a.example/e"\n')
    own = address(folder, "same")
    text = f"[a](https://a.example/e/{own}) [b](https://b.example/{own}) <https://b.example/x>"
    file = folder / "author" / "m.md"
    file.write_text(text)
    report = Checker(Edition(at(folder / "edition")), {}).check("m.md", read_manuscript(file))
    assert [each.verdict for each in report.citations] == ["same"]
    assert report.unchecked == ("1 citation of another edition (https://b.example)",)


def test_a_range_is_locked_and_checked_as_a_whole(folder: Path) -> None:
    home = at(folder / "edition")
    assert add(("tale#p1..p3",), home, folder / "author" / "cite.lock").new == ("tale:p1..p3",)
    (told,) = checked(folder, "m.tex", rb"\cite{tale:p1..p3}")
    assert told["verdict"] == "same"
    revise(folder)
    (told,) = checked(folder, "m.tex", rb"\cite{tale:p1..p3}")
    assert (told["verdict"], told["now"]) == ("moved", ["tale#p1..p30"])


def test_a_whole_text_is_locked_and_checked(folder: Path) -> None:
    assert add(("tale",), at(folder / "edition"), folder / "author" / "cite.lock").new == ("tale",)
    assert texts(checked(folder, "m.md", b"@tale"), "verdict") == ["same"]
    revise(folder)
    assert texts(checked(folder, "m.md", b"@tale"), "verdict") == ["altered"]


def commit(folder: Path, tag: str) -> None:
    named = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*named, "commit", "-qm", "x"], ["tag", tag]):
        subprocess.run(["git", *command], cwd=folder, check=True)


@pytest.mark.parametrize("tag", ["v1.0.0", "1.0.0"])
def test_what_nobody_locked_is_looked_up_in_the_release(folder: Path, tag: str) -> None:
    cited = address(folder, "altered"), address(folder, "split")
    commit(folder / "edition", tag)
    revise(folder)
    told = checked(folder, "m.md", f"[a]({cited[0]}) [b]({cited[1]})".encode())
    assert texts(told, "verdict") == ["altered", "split"]
    assert told[0]["differences"] == [{"old": "ditch", "new": "trench"}]


def test_without_git_the_reason_is_told_once(folder: Path) -> None:
    text = f"[a]({address(folder, 'altered')}) [b]({address(folder, 'unknown')})"
    revise(folder)
    home = Edition(at(folder / "edition"))
    (folder / "author" / "m.md").write_text(text)
    Checker(home, {}).check("m.md", read_manuscript(folder / "author" / "m.md"))
    assert [item.rule for item in home.faults] == ["lost-version"]
    assert home.faults[0].hint is not None
    assert "edition lock add" in home.faults[0].hint


def test_a_shallow_clone_is_told_what_to_do(folder: Path) -> None:
    cited = address(folder, "altered")
    commit(folder / "edition", "v1.0.0")
    revise(folder)
    commit(folder / "edition", "v2.0.0")
    clone = folder / "clone"
    source = (folder / "edition").as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", "--no-tags", source, clone], check=True)
    (folder / "author" / "m.md").write_text(f"[a]({cited})")
    home = Edition(at(clone))
    Checker(home, {}).check("m.md", read_manuscript(folder / "author" / "m.md"))
    (told,) = home.faults
    assert "this clone of the repository is shallow" in told.message
    assert told.hint == "Say git fetch --unshallow --tags, then try again."


def test_that_git_is_missing_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "author" / "m.md").write_text(f"[a]({address(folder, 'altered')})")
    revise(folder)
    monkeypatch.setenv("PATH", str(folder))
    home = Edition(at(folder / "edition"))
    Checker(home, {}).check("m.md", read_manuscript(folder / "author" / "m.md"))
    assert ["is not installed" in item.message for item in home.faults] == [True]


def test_an_unknown_profile_is_told(folder: Path) -> None:
    (told,) = checked(
        folder, "m.md", f"[a]({address(folder, 'same')})".replace("#", "&profile=x#").encode()
    )
    assert (told["verdict"], told["note"]) == (None, "there is no profile “x”")


def test_where_nobody_sees_a_number_the_words_before_are_told(folder: Path) -> None:
    lock(folder)
    revise(folder)
    data = manuscript("docx", [Sentence("nothing", key="tale:p2")])
    (told,) = checked(folder, "m.docx", data)
    assert (told["part"], told["near"]) == ("paragraph 1", "He said “nothing”")


def test_a_version_that_the_ledger_does_not_know_is_a_warning(folder: Path) -> None:
    ledger = '{"edition-ids": 1, "versions": ["0.9.0"]}\n'
    (folder / "edition" / "ids.jsonl").write_text(ledger)
    cited = address(folder, "same").replace("v=1.0.0", "v=7")
    file = folder / "author" / "m.md"
    file.write_text(f"[a]({cited}) [b]({address(folder, 'same')})")
    report = Checker(Edition(at(folder / "edition")), {}).check("m.md", read_manuscript(file))
    told = list(findings(report))
    assert [(item.rule, str(item.severity)) for item in told] == [("unknown-version", "warning")]
    assert "knows no version 7" in told[0].message


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(folder: Path, edition_command: Command) -> Run:
    """Run `edition lock` in the author's folder."""
    return lambda *words: edition_command(
        "lock", *words, "--project", "../edition", cwd=folder / "author"
    )


@pytest.mark.parametrize("verdict", WORDS)
def test_every_verdict_but_same_and_typography_only_is_an_error(folder: Path, verdict: str) -> None:
    lock(folder)
    revise(folder)
    file = folder / "author" / "m.md"
    file.write_text(f"[@tale:{NAMES[verdict]}]")
    checker = Checker(Edition(at(folder / "edition")), read_lock(folder / "author" / "cite.lock"))
    report = checker.check("m.md", read_manuscript(file))
    assert has_errors(report) == (verdict not in {"same", "typography only"})
    assert (list(findings(report)) == []) == (verdict == "same")


def test_a_misquotation_alone_fails(folder: Path, run: Run) -> None:
    lock(folder)
    (folder / "author" / "m.md").write_text("“the garden lay in the first light” [@tale:p0]")
    done = run("check", "m.md")
    assert done.returncode == 1
    assert "m.md:1:2: error: The quotation" in done.stdout
    assert "“last” is “first” in the quotation. [misquotation]" in done.stdout
    assert done.stderr.endswith(
        "1 manuscript, 1 citation: 1 same; 1 quotation, 1 not right. Not checked: nothing.\n"
    )


def test_without_a_manuscript_the_lock_itself_is_checked(folder: Path, run: Run) -> None:
    lock(folder)
    assert run("check").returncode == 0
    revise(folder)
    done = run("check", "--format", "json")
    assert done.returncode == 1
    assert [json.loads(row)["verdict"] for row in done.stdout.splitlines()] == list(WORDS)


def test_without_a_lock_addresses_are_checked_and_that_is_said(folder: Path, run: Run) -> None:
    (folder / "author" / "m.md").write_text(f"[a]({address(folder, 'same')})")
    done = run("check", "m.md")
    assert done.returncode == 0
    assert done.stderr.startswith("No cite.lock is here: only addresses of the edition")
    assert run("check").returncode == 2


def test_junit_has_a_case_for_each_manuscript(folder: Path, run: Run) -> None:
    lock(folder)
    revise(folder)
    (folder / "author" / "a.md").write_text("[@tale:p0]")
    (folder / "author" / "b.md").write_text("[@tale:p2]")
    (folder / "author" / "c.docx").write_text("no archive")
    done = run("check", "a.md", "b.md", "c.docx", "--format", "junit")
    cases = etree.fromstring(done.stdout.encode()).findall("testsuite/testcase")
    assert [(case.get("name"), [each.tag for each in case]) for case in cases] == [
        ("a.md", []), ("b.md", ["failure"]), ("c.docx", ["error"]),
    ]  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.endswith("Not checked: what could not be read.\n")


def test_json_has_the_same_keys_for_every_citation(folder: Path, run: Run) -> None:
    lock(folder)
    revise(folder)
    file = folder / "author" / "m.docx"
    keys = [Sentence("x", key=f"tale:{name}") for name in NAMES.values()]
    file.write_bytes(manuscript("docx", keys))
    rows = [
        json.loads(row) for row in run("check", "m.docx", "--format", "json").stdout.splitlines()
    ]
    assert len({tuple(row) for row in rows}) == 1
    assert rows[2]["part"] == "paragraph 3"
    assert rows[2]["line"] is None


def test_nothing_is_written_by_checking(folder: Path, run: Run) -> None:
    lock(folder)
    revise(folder)
    (folder / "author" / "m.md").write_text("[@tale:p2]")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    run("check", "m.md")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
