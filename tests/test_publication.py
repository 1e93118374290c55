import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.diagnostic import Refused
from edition.document import read
from edition.file.writing import write, write_parts
from edition.preparation import prepare
from edition.project import find
from edition.publication import Choice, publish, request
from edition.stylesheet import hypertext, instalment, load
from edition.stylesheet.plaintext import plain_text
from tests.conftest import ROOT, Command, MakeProject
from tests.samples import tei

WRITER = """
import sys
from pathlib import Path
from edition.file.writing import write
target, sign = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
while True:
    write(target, sign.encode() * 3_000_000)
"""


@settings(max_examples=12, deadline=None)
@given(delay=st.floats(0, 0.05))
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(
    delay: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.mktemp("killed") / "page.html"
    old, new = b"o" * 3_000_000, b"n" * 3_000_000
    target.write_bytes(old)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target), "n"], stdout=subprocess.PIPE, cwd=ROOT
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
    assert target.read_bytes() in {old, new}
    write(target, b"after")
    assert [p.name for p in target.parent.iterdir()] == ["page.html"]


def test_a_full_target_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old")
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from edition.file.writing import write\n"
        "from edition.diagnostic import Refused\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write(Path(sys.argv[1]), b'x' * 5000)\n"
        "except Refused as refused: print(refused.diagnostics[0].rule)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "page.html")],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout == "unwritable-file\n"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    assert (tmp_path / "page.html").read_text() == "old"


def test_a_target_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(Refused, match="cannot be written"):
        write(tmp_path / "page.html", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_link_at_the_target_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("untouched")
    (tmp_path / "page.html").symlink_to(outside)
    write(tmp_path / "page.html", b"x")
    assert outside.read_text() == "untouched"
    assert not (tmp_path / "page.html").is_symlink()


def test_a_folder_that_cannot_be_made_is_one_finding(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"a.xml": tei("<p>x</p>"), "out": "a file, not a folder"})
    done = edition_command("export", "a.xml", "-o", "out/below", cwd=root)
    assert done.returncode == 3
    assert done.stderr.count("error:") == 1
    assert "cannot be written" in done.stderr


def test_the_same_input_gives_the_same_bytes(
    edition_command: Command, tmp_path: Path, article: Path
) -> None:
    for name, seed, locale in (("one", "1", "C"), ("two", "2", "C.UTF-8")):
        edition_command(
            "export", article, "-o", tmp_path / name, PYTHONHASHSEED=seed, LC_ALL=locale, TZ=name
        )
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == [
        "gorbachev-response.diplomatic.txt",
        "gorbachev-response.html",
        "gorbachev-response.source.txt",
        "gorbachev-response.txt",
        "gorbachev-response.xml",
    ]
    assert all(
        (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
        for name in files
    )


KINDS = [
    "classics/phi1212.phi003.perseus-lat2.xml",
    "drama/macbeth.xml",
    "letters/L02787.xml",
    "novels",
    "tei-tests/testtranscr.xml",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("asked", [(), ("--profile", "search"), ("--offsets", "--to", "text")])
def test_so_do_documents_of_every_kind(
    kind: str, asked: tuple[str, ...], edition_command: Command, tmp_path: Path, shared: Path
) -> None:
    path = shared / "data" / "corpora" / kind
    file = min(path.glob("*.xml"), key=lambda each: each.stat().st_size) if path.is_dir() else path
    runs = [("1", "C", "UTC"), ("2", "C.UTF-8", "Asia/Tehran")]
    for seed, locale, zone in runs:
        out = tmp_path / seed
        given = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        assert edition_command("export", file, "-o", out, *asked, **given).returncode == 0
    one, two = (sorted((tmp_path / seed).iterdir()) for seed, _, _ in runs)
    assert [each.name for each in one] == [each.name for each in two]
    assert one
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(one, two, strict=True))


def test_a_file_is_left_alone_where_it_would_be_the_same(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "b.txt"
    link.symlink_to(write(file, b"one"))
    os.utime(file, (1, 1))
    assert write(file, b"one").stat().st_mtime == 1
    assert write(file, b"two").stat().st_mtime > 1
    assert not write(link, b"two").is_symlink()


PARTS = {
    "words": '<p n="1">one <said who="#a">“two”</said></p>\n<l>three</l>\n<p>four</p>',
    "quotes": '<p>one ="two" three</p><p rend="x">four</p>',
    "hyphens": "<p>one</p><p>two thr\xadee</p>",
    "stretches": '<p>one<delSpan spanTo="#z"/> two</p><p>three<anchor xml:id="z"/> four</p>',
    "image": '<p>one</p><figure><graphic url="a.png"/></figure>',
    "mixed": "<p>one</p> words between <p>two</p>",
    "comment": "<p>one</p><!-- two --><p>three</p>",
}
SAMPLES = {path.stem: path for path in sorted((ROOT / "tests/formats/html").glob("*.xml"))}


@pytest.mark.parametrize("kind", [*PARTS, *SAMPLES])
def test_a_page_that_is_made_in_instalments_is_the_same(
    kind: str, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tei(PARTS[kind]) if kind in PARTS else SAMPLES[kind].read_text("utf-8")
    root = make_project({"a.xml": text})
    monkeypatch.setattr(hypertext, "_SHORT", 0)  # a page of many megabytes is not made lighter
    pages = []
    for length in (1 << 22, 0):
        monkeypatch.setattr(instalment, "_LONG", length)
        monkeypatch.setattr(instalment, "_MANY", 2)
        asked = request(find(root), Choice(("html",), output=root / str(length)))
        pages += [publish(read(root / "a.xml"), find(root), asked).written[-1] for _ in range(2)]
    assert len({page.read_bytes() for page in pages}) == 1


def test_where_the_parts_of_a_long_page_find_no_room_one_word_says_so_and_nothing_is_written(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project({"a.xml": tei("<p>one</p><p>two</p>")})
    monkeypatch.setattr(instalment, "_LONG", 0)
    monkeypatch.setattr(instalment, "_MANY", 2)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    asked = request(find(root), Choice(("html",), output=root / "out"))
    with pytest.raises(Refused, match="No space left on device"):
        publish(read(root / "a.xml"), find(root), asked)
    assert [*(root / "out").glob("*.html")] == []


def full() -> None:
    raise OSError(28, "No space left on device")


def test_so_is_a_file_that_is_written_in_parts(tmp_path: Path) -> None:
    file = write_parts(tmp_path / "a.txt", iter((b"on", b"e")))
    os.utime(file, (1, 1))
    assert write_parts(file, iter((b"o", b"ne"))).stat().st_mtime == 1
    assert write_parts(file, iter((b"two",))).read_bytes() == b"two"
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("identity", ["../up", "a/b", ".hidden", "CON:x", "x" * 300])
def test_no_id_writes_outside_the_output_folder(
    identity: str, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"in/a.xml": tei("<p>x</p>", name=identity)})
    done = edition_command("export", "in/a.xml", "-o", "out", cwd=root)
    assert "Traceback" not in done.stderr
    outside = [p for p in root.rglob("*.html") if (root / "out") not in p.parents]
    assert outside == []


def test_a_project_lays_its_stylesheets_over_ours_file_by_file(
    edition_command: Command, make_project: MakeProject
) -> None:
    own = (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        'xmlns:tei="http://www.tei-c.org/ns/1.0"><xsl:import href="edition:text.xsl"/>'
        '<edition:format xmlns:edition="https://tei-edition.org/ns/format" extension="txt" '
        'media-type="text/plain" profiles="reading"/>'
        '<xsl:template match="tei:name"><xsl:text>N.N.</xsl:text></xsl:template></xsl:stylesheet>'
    )
    root = make_project({"xslt/text.xsl": own, "xml/a.xml": tei("<p>I am <name>Jo</name>.</p>")})
    done = edition_command("export", "--to", "text", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "build" / "a.txt").read_text() == "I am N.N..\n"


@pytest.mark.parametrize("profile", ["reading", "diplomatic"])
def test_a_text_is_written_as_its_sheet_renders_it_also_where_passages_made_it_before(
    tmp_path: Path, profile: str
) -> None:
    article = ROOT / "xml" / "gorbachev-response.xml"
    project = find(article)
    document = read(article)
    publish(document, project, request(project, Choice(("text",), (profile,), (), tmp_path)))
    sheet = load(project.sheet_folders, "text.xsl")
    tree = sheet(prepare(document, project), {"profile": profile, "notes": "yes"})
    (written,) = tmp_path.glob("*.txt")
    assert written.read_text().rstrip("\n") == plain_text(tree).text
