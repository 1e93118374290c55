"""Fix: what can only be meant in one way is mended, in tags alone, and never to the worse."""

import json
import re
import subprocess
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.corpus import each
from edition.diagnostic import Edit, Refused
from edition.document import Document, parse
from edition.file.difference import difference
from edition.project import Project
from edition.relaxng.datatype.certainty import certain_date, certain_language
from edition.relaxng.message.spelling import is_same_address, is_slip
from edition.selection import select
from edition.validation import Checks, validate
from edition.validation.fix import applied, located
from edition.validation.mending import Mended, mend, save
from edition.work import validating
from tests.conftest import ROOT, Command, MakeProject, program
from tests.grammar.kinds import Slips
from tests.grammar.source import is_well_formed
from tests.grammar.stock import cut
from tests.samples import tei

OWN = ROOT / "xml" / "schema" / "edition.rng"
ALONE = Project(ROOT / "xml" / "schema", is_project=False)
TEI = "http://www.tei-c.org/ns/1.0"


@pytest.fixture
def tei_all(shared: Path) -> Path:
    return shared / "data" / "tei" / "tei_all.rng"


def mended(data: bytes, schema: Path | None = OWN, only: str | None = None) -> Mended:
    named = () if schema is None else (str(schema),)
    judge = partial(validate, project=ALONE, checks=Checks(named, only))
    document = parse(data, "a.xml")
    return mend(document, judge(document), judge)


def body(text: str, schema: Path | None = OWN) -> str:
    """Return what stands in the body of a document after mending."""
    done = mended(tei(text).encode(), schema).document.data.decode()
    return done.partition("<body>\n")[2].partition("\n</body>")[0]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("<p>met <perName>Lenz</perName></p>", "<p>met <persName>Lenz</persName></p>"),
        ("<p><persname\n>Lenz</persname ></p>", "<p><persName\n>Lenz</persName ></p>"),
        ("<p>one<LB/>two</p>", "<p>one<lb/>two</p>"),
        ('<p><name Ref="#a">x</name></p>', '<p><name ref="#a">x</name></p>'),
        ("<p id='a' n = 'b'>x</p>", "<p xml:id='a' n = 'b'>x</p>"),
        ('<p lang="de">x</p>', '<p xml:lang="de">x</p>'),
        ('<p><date when="1863-2-3">x</date></p>', '<p><date when="1863-02-03">x</date></p>'),
        ("<p><date when=' 25.12.1863'/></p>", "<p><date when='1863-12-25'/></p>"),
        ('<p xml:lang="en_us">x</p>', '<p xml:lang="en-US">x</p>'),
        ('<p xml:lang="EN">x</p>', '<p xml:lang="en">x</p>'),
        (
            "<p><perName Ref='#a'><!-- </perName> --><perName>x</perName></perName></p>",
            "<p><persName ref='#a'><!-- </perName> --><persName>x</persName></persName></p>",
        ),
    ],
)
def test_what_has_one_meaning_is_mended(wrong: str, right: str, tei_all: Path) -> None:
    anchor = '<p><name xml:id="a">x</name></p>' if "#a" in wrong else ""
    assert body(wrong + anchor, tei_all) == right + anchor


@pytest.mark.parametrize(
    "unsure",
    [
        "<p>the <geog>Ocean</geog></p>",  # geogName, or geo
        "<p>2<sup>nd</sup></p>",  # sp has other letters
        "<p><cite>words</cite></p>",
        "<p><section>x</section></p>",
        "<p><perName>x<foo/></perName></p>",  # something in it is wrong too
        '<p><date when="3.2.1863">x</date></p>',
        '<p><date when="1863-4">x</date></p>',  # 1863 to 1864?
        '<p><date when="1863-02-30">x</date></p>',
        '<p xml:lang="english_tongue">x</p>',
        '<p><name ref="#nobody">x</name></p>',
        '<p><graphic src="a.png"/></p>',  # url is missing, but src is no slip for it
        '<p><date form="1863">x</date></p>',  # some element has an attribute form
        '<p><name ref="#a" Ref="#b">x</name></p>',
        '<p><name Ref="#nobody">x</name></p>',  # ref would lead nowhere
        '<p xml:id="a" id="b">x</p>',
        '<p xml:id="a">x</p><p id="a">x</p>',  # an id would be given twice
        '<p id="1a">x</p>',
    ],
)
def test_what_may_mean_something_else_or_would_do_harm_is_left(unsure: str, tei_all: Path) -> None:
    assert body(unsure, tei_all) == unsure


def test_one_fix_that_does_harm_hides_none_of_the_others() -> None:
    good = "<p><perName>x</perName></p>" * 9
    bad = '<p xml:id="a" n="1">x</p><p id="a">x</p>'
    done = body(f"{good}{bad}{good}")
    assert done.count("persName") == 36
    assert bad in done


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("<TEI>", f'<TEI xmlns="{TEI}">'),
        ("<TEI xmlns='https://www.tei-c.org/ns/1.0/'>", f"<TEI xmlns='{TEI}'>"),
        ('<TEI xmlns="http://www.tei-c.org/ns/2.0">', ""),
        ('<TEI xmlns="http://www.tei-c.org/ns/Examples">', ""),
        ('<TEI.2 id="a">', ""),
    ],
)
@pytest.mark.parametrize("schema", [None, OWN])
def test_a_root_of_tei_gets_its_namespace(wrong: str, right: str, schema: Path | None) -> None:
    name = wrong[1:].partition(" ")[0].rstrip(">")
    text = tei("<p>x</p>").replace(f'<TEI xmlns="{TEI}">', wrong).replace("</TEI>", f"</{name}>")
    assert (
        mended(text.encode(), schema).document.data == text.replace(wrong, right or wrong).encode()
    )


def test_a_prefix_of_the_root_is_bound_anew() -> None:
    text = tei("<p>x</p>").replace("<", "<t:").replace("<t:/", "</t:").replace("<t:?", "<?")
    wrong = text.replace(f'xmlns="{TEI}"', f'xmlns:t="{TEI}/"')
    assert mended(wrong.encode()).document.data == wrong.replace(f"{TEI}/", TEI).encode()


WORDS = st.text("aé漢𝒜 \u200cb", max_size=6)
PIECES = st.sampled_from(
    [
        "<perName>{}</perName>",
        "<persname\t>{}<lb/></persname >",
        "<name ID='{}'>x</name>",
        '<date when="1863-2-3">{}</date>',
        '<foreign xml:lang="EN_us">{}</foreign>',
        "<hi Rend='a'>{}</hi>",
        "<!-- <perName> {} -->",
        "<?x <perName> {}?>",
        "<![CDATA[<perName>{}]]>",
        "<foo>{}</foo>",
        "&amp;{}&#233;",
    ]
)
ENCODINGS = {
    "utf-8": b"",
    "utf-8 ": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "iso-8859-1": b"",
}


def written(text: str, encoding: str, end: str) -> bytes:
    """Return a text as a file of that encoding, signs that it lacks as references."""
    declared = "UTF-16" if encoding.startswith("utf-16") else encoding.strip()
    text = text.replace('encoding="UTF-8"', f'encoding="{declared}"').replace("\n", end)
    return ENCODINGS[encoding] + text.encode(encoding.strip(), "xmlcharrefreplace")


def nodes(data: bytes) -> list[tuple[str, str | None, str | None]]:
    """Return text and tail of every node, with the texts of comments and instructions."""
    root = etree.parse(BytesIO(data), etree.XMLParser(recover=True))  # in spite of equal ids
    return [(type(node).__name__, node.text, node.tail) for node in root.iter()]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(PIECES, WORDS), min_size=1, max_size=6),
    st.sampled_from(sorted(ENCODINGS)),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_no_text_is_touched_and_nothing_but_the_edits_is_changed(
    pieces: list[tuple[str, str]], encoding: str, end: str
) -> None:
    text = "\n".join(f"<p>{words}{piece.format(words)}</p>" for piece, words in pieces)
    if encoding == "iso-8859-1":
        text = re.sub(r"[^\x00-\xff]", "", text)
    before = written(tei(text), encoding, end)
    document = parse(before, "a.xml")
    found = located(document, validate(document, ALONE, Checks((str(OWN),))).diagnostics)
    edits = [edit for item in found if item.fix for edit in item.fix.edits]
    after = applied(before, edits)
    assert nodes(after) == nodes(before)
    assert outside(before, edits) == pieces_between(after, before, edits)
    once = mended(before).document.data
    assert nodes(once) == nodes(before)
    assert once[:3] == before[:3]
    assert mended(once).made == 0


def outside(data: bytes, edits: list[Edit]) -> list[bytes]:
    """Return what stands between edits."""
    ends = [0, *(edit.last for edit in in_order(edits))]
    starts = [*(edit.first for edit in in_order(edits)), len(data)]
    return [data[end:start] for end, start in zip(ends, starts, strict=True)]


def in_order(edits: list[Edit]) -> list[Edit]:
    return sorted(set(edits), key=lambda edit: edit.first)


def pieces_between(after: bytes, before: bytes, edits: list[Edit]) -> list[bytes]:
    """Return what stands between edits in the file that they were made in, by their lengths."""
    codec = parse(before, "a.xml")
    width = 2 if before[:2] in {b"\xff\xfe", b"\xfe\xff"} else 1
    assert codec.data == before
    shift, found, at = 0, [], 0
    for edit in in_order(edits):
        found.append(after[at : edit.first + shift])
        at = edit.first + shift + len(edit.text) * width
        shift += len(edit.text) * width - (edit.last - edit.first)
    return [*found, after[at:]]


def test_an_edit_says_the_columns_that_an_editor_shows() -> None:
    document = parse(tei("<p>é漢𝒜<perName>x</perName></p>").encode(), "a.xml")
    found = located(document, validate(document, ALONE, Checks((str(OWN),))).diagnostics)
    (fix,) = [item.fix for item in found if item.fix]
    assert [(each.line, each.column, each.end, each.text) for each in fix.edits] == [
        (7, 8, 15, "persName"),
        (7, 19, 26, "persName"),
    ]


def test_of_slips_in_valid_documents_every_one_that_is_mended_is_undone(tei_all: Path) -> None:
    """Where xml:id was not there before, `id` becomes one: it is what was put there by mistake."""
    corpora = tei_all.parents[1] / "corpora"
    files = sorted(corpora.rglob("*.xml"))[::9]
    sources = [source for file in files if (source := cut(file)) and len(source.data) < 20_000]
    judge = partial(validate, project=ALONE, checks=Checks((str(tei_all),), "grammar"))
    clean = [one for one in sources if not mended(one.data, tei_all, "grammar").made]
    kinds, random = Slips(clean).kinds, Random(5)
    undone = 0
    for kind in ("misspelling", "wrong attribute", "wrong value", "swap", "wrong nesting"):
        for _ in range(40):
            source = random.choice(clean)
            slip = kinds[kind](source, random)
            if slip is None or not is_well_formed(slip.data) or " put on <" in slip.what:
                continue
            document = Document("a.xml", None, slip.data)
            done = mend(document, judge(document), judge)
            assert done.document.data in {slip.data, source.data}, slip.what
            undone += done.made
    assert undone > 30


def test_mending_ends_though_every_document_has_something_to_mend() -> None:
    text = tei("<p><perName>x</perName></p>" * 40)
    document = parse(text.encode(), "a.xml")
    judge = partial(validate, project=ALONE, checks=Checks((str(OWN),)))
    first = judge(document)
    asked = 0

    def harmful(changed: Document) -> object:
        nonlocal asked
        asked += 1
        return judge(changed).changed(refused=True)

    done = mend(document, first, harmful)  # type: ignore[arg-type]  # of Value.changed
    assert done.document is document
    assert asked <= 64


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1863-2-3", "1863-02-03"),
        ("1863/02/03", "1863-02-03"),
        ("18630203", "1863-02-03"),
        ("25/12/1863", "1863-12-25"),
        ("12/25/1863", "1863-12-25"),
        ("3.3.1863", "1863-03-03"),
        ("3. Mai 1863", "1863-05-03"),
        ("May 1863", "1863-05"),
        *[(text, None) for text in "3.2.1863|3. 2. 1863|2/3/1863|1863-4|63|1863-13-1".split("|")],
        *[(text, None) for text in "1863-2-30|1863-02-03|1863|c. 1863|May".split("|")],
    ],
)
def test_a_date_is_certain_if_it_has_one_reading(text: str, date: str | None) -> None:
    assert certain_date(text) == date


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en_us", "en-US"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es_419", "es-419"),
        *[(text, None) for text in ["en-US", "en", "english", "de-1996", "x-own", "", "en--us"]],
    ],
)
def test_a_language_tag_is_certain_if_only_its_form_is_wrong(text: str, tag: str | None) -> None:
    assert certain_language(text) == tag


def test_a_slip_is_for_one_name_only() -> None:
    names = ["persName", "geo", "geogName", "note", "notesStmt", "sp", "div"]
    assert [word for word in "perName persname dvi geog notes sup DIV div1".split() if any(
        is_slip(word, name, names) for name in names
    )] == ["perName", "persname", "dvi", "DIV"]  # fmt: skip
    assert is_same_address("", TEI)
    assert not is_same_address("http://www.tei-c.org/ns/1.1", TEI)


CRLF = tei("<p><perName>x</perName></p>\n<p>y</p>", name="a").replace("\n", "\r\n")


def test_a_file_is_mended_and_told_and_a_second_time_nothing_changes(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"xml/a.xml": CRLF, "edition.toml": 'schema = "edition.rng"'})
    file = root / "xml" / "a.xml"
    file.chmod(0o640)
    first = edition_command("validate", "--fix", cwd=root)
    once, time = file.read_bytes(), file.stat().st_mtime_ns
    again = edition_command("validate", "--fix", cwd=root)
    assert once == CRLF.replace("perName", "persName").encode()
    assert "mended xml/a.xml: 1 finding\n" in first.stderr
    assert "mended" not in again.stderr
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (once, time)
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["a.xml"]


def test_what_remains_decides_the_exit_status(
    make_project: MakeProject, edition_command: Command, tei_all: Path
) -> None:
    good = tei("<p><perName>x</perName></p>", name="good")
    bad = tei("<p><perName>x</perName><foo/></p>", name="bad")
    root = make_project({"a.xml": good, "b.xml": bad})
    named = ("--schema", tei_all, "--fix", "--only", "grammar")
    assert edition_command("validate", "a.xml", *named, "--dry-run", cwd=root).returncode == 1
    assert edition_command("validate", "a.xml", *named, cwd=root).returncode == 0
    done = edition_command("validate", "b.xml", *named, cwd=root)
    assert done.returncode == 1
    assert "perName" not in done.stdout
    assert "<foo>" in done.stdout


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_dry_run_shows_a_diff_that_git_applies_and_writes_nothing(
    end: str, make_project: MakeProject, edition_command: Command
) -> None:
    text = CRLF if end == "\r\n" else CRLF.replace("\r\n", "\n").rstrip("\n") + end
    root = make_project({"xml/a.xml": text, "edition.toml": 'schema = "edition.rng"'})
    file = root / "xml" / "a.xml"
    before = file.read_bytes()
    done = subprocess.run(
        edition_command("validate", "--fix", "--dry-run", cwd=root).args,
        cwd=root, capture_output=True, check=False,
    )  # fmt: skip
    assert file.read_bytes() == before
    assert b"1 finding would be mended; nothing is written." in done.stderr
    patch = [program("git"), "apply", "--whitespace=nowarn", "-"]
    subprocess.run(patch, cwd=root, input=done.stdout, check=True)
    assert file.read_bytes() == before.replace(b"perName", b"persName")


def test_pieces_of_a_diff_that_touch_are_one() -> None:
    old = "".join(f"{n}\n" for n in range(40))
    new = (
        old.replace("\n3\n", "\nthree\n").replace("\n9\n", "\nnine\n").replace("\n30\n", "\nxxx\n")
    )
    shown = difference("a.xml", old.encode(), new.encode())
    assert re.findall(r"^@@.*@@$", shown, re.MULTILINE) == [
        "@@ -1,13 +1,13 @@",
        "@@ -28,7 +28,7 @@",
    ]
    assert difference("a.xml", b"x", b"x") == ""


def test_standard_input_is_shown_as_it_would_be_and_never_written(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({})
    given_ = ("validate", "-", "--schema", "edition.rng", "--fix")
    refused = edition_command(*given_, cwd=root, stdin=CRLF.encode())
    shown = edition_command(*given_, "--dry-run", cwd=root, stdin=CRLF.encode())
    assert refused.returncode == 2
    assert "--dry-run shows the changes" in refused.stderr
    assert "+<p><persName>x" in shown.stdout
    assert not list(root.iterdir())


@pytest.mark.parametrize(
    "options",
    [
        ["--dry-run"],
        ["--fix", "--dry-run", "--format", "json"],
        ["--update-baseline", "--only=rules"],
    ],
)
def test_options_that_do_not_go_together_are_refused(
    options: list[str], edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"a.xml": tei("<p>x</p>")})
    assert edition_command("validate", "a.xml", *options, cwd=root).returncode == 2


def refused_to_mend(file: Path, project: Path) -> list[str]:
    """Mend a file, and return the messages of what could not be done."""
    before = file.read_bytes()
    work = validating(Checks((str(OWN),)), fixes="made")
    (outcome,) = each(select((file,), project), work)
    assert file.read_bytes() == before
    assert outcome.failed
    assert "grammar-element" in {item.rule for item in outcome.diagnostics}
    return [item.message for item in outcome.diagnostics if item.rule == "unwritable-file"]


def test_a_read_only_file_is_left_and_told(make_project: MakeProject) -> None:
    root = make_project({"xml/a.xml": CRLF})
    (root / "xml" / "a.xml").chmod(0o444)
    (message,) = refused_to_mend(root / "xml" / "a.xml", root)
    assert "read-only" in message


def test_a_link_out_of_the_project_is_left_and_told(
    make_project: MakeProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = make_project({"xml/b.xml": tei("<p/>")})
    outside_ = tmp_path_factory.mktemp("outside") / "a.xml"
    outside_.write_bytes(CRLF.encode())
    (root / "xml" / "a.xml").symlink_to(outside_)
    (message,) = refused_to_mend(root / "xml" / "a.xml", root)
    assert "link to a file outside of the project" in message


def test_a_link_within_the_project_stays_a_link(make_project: MakeProject) -> None:
    root = make_project({"xml/texts/b.xml": CRLF})
    link = root / "xml" / "a.xml"
    link.symlink_to(root / "xml" / "texts" / "b.xml")
    (outcome,) = each(select((link,), root), validating(Checks((str(OWN),)), fixes="made"))
    assert outcome.mended == 1
    assert link.is_symlink()
    assert b"persName" in (root / "xml" / "texts" / "b.xml").read_bytes()


def test_a_file_that_changed_in_the_meantime_is_left_and_told(make_project: MakeProject) -> None:
    file = make_project({"a.xml": CRLF}) / "a.xml"
    before = Document("a.xml", file)
    after = Document("a.xml", file, before.data + b"<!-- mended -->")
    file.write_bytes(CRLF.encode() + b"<!-- somebody else -->")
    with pytest.raises(Refused, match="changed while it was judged"):
        save(before, after)
    assert b"somebody else" in file.read_bytes()


def test_a_folder_that_takes_no_file_loses_nothing(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project({"xml/a.xml": CRLF})

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    (message,) = refused_to_mend(root / "xml" / "a.xml", root)
    assert "No space left" in message


def test_what_a_document_allows_and_what_is_ignored_is_not_mended(
    make_project: MakeProject, edition_command: Command
) -> None:
    text = tei("<p><?edition allow grammar-element?><perName>x</perName></p>")
    root = make_project({"a.xml": text, "b.xml": tei("<p><perName>x</perName></p>")})
    named = ("--schema", "edition.rng", "--fix", "--ignore", "grammar-element")
    edition_command("validate", "a.xml", *named[:3], cwd=root)
    edition_command("validate", "b.xml", *named, cwd=root)
    assert (root / "a.xml").read_text() == text
    assert "<perName>" in (root / "b.xml").read_text()


def test_programs_are_told_the_edits_of_a_fix(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei('<p>é<date when="1863-2-3">x</date></p>')})
    rows = edition_command("validate", "a.xml", "--format", "json", cwd=root).stdout.splitlines()
    (fix,) = [row["fix"] for row in map(json.loads, rows) if row["fix"]]
    assert fix == [{"line": 7, "column": 17, "endColumn": 25, "text": "1863-02-03"}]
    log = json.loads(edition_command("validate", "a.xml", "--format", "sarif", cwd=root).stdout)
    (sarif,) = [fix for row in log["runs"][0]["results"] for fix in row.get("fixes", [])]
    (replacement,) = sarif["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {
        "startLine": 7, "startColumn": 17, "endLine": 7, "endColumn": 25,
    }  # fmt: skip
    text = edition_command("validate", "a.xml", cwd=root).stdout
    assert "--fix may mend 1 of these" in text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('<p><foreign xml:lang="it_IT">x</foreign></p>', "it-IT"),
        ('<p><foreign xml:lang="EN-gb">x</foreign></p>', "en-GB"),
        ('<p><date when="1863-2-3">x</date></p>', "1863-02-03"),
    ],
)
def test_what_a_rule_is_certain_of_is_mended_without_any_schema(wrong: str, right: str) -> None:
    assert f'"{right}"' in body(wrong, None)


def test_an_element_that_an_entity_brings_is_left() -> None:
    text = tei("<p>&e;<perName>y</perName></p>").replace(
        "<TEI", '<!DOCTYPE TEI [<!ENTITY e "<perName>x</perName>">]>\n<TEI', 1
    )
    done = mended(text.encode()).document.data.decode()
    assert '"<perName>x</perName>"' in done
    assert "&e;" in done


def test_without_a_project_nothing_of_ours_is_mended(
    make_project: MakeProject, edition_command: Command
) -> None:
    done = edition_command("validate", "--fix", cwd=make_project({}))
    assert done.returncode == 2
    assert "--fix mends texts of yours only" in done.stderr


def test_what_could_be_mended_in_a_file_that_is_taken_in_is_said_once_and_left(
    make_project: MakeProject, edition_command: Command, shared: Path
) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    part = '<p xmlns="http://www.tei-c.org/ns/1.0">met <perName>Lenz</perName></p>'
    root = make_project({"a.xml": tei(include), "b.xml": tei(include), "part.xml": part})
    schema = shared / "data" / "tei" / "tei_all.rng"
    run = edition_command("validate", "a.xml", "b.xml", "--fix", "--schema", schema, cwd=root)
    told = "part.xml is taken in by XInclude, so --fix mends nothing in it: 1 of its findings"
    assert run.stdout.count(told) == 1
    assert (root / "part.xml").read_text() == part
