"""Schemas at hand: added with all that they take in, listed, removed; fetched only when asked."""

import json
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread

import pytest

from tests.conftest import Command, MakeProject

RNG = "http://relaxng.org/ns/structure/1.0"
ELEMENT = f'<element name="a" xmlns="{RNG}"><empty/></element>'
SCH = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>'


def taking(*hrefs: str) -> str:
    inner = "".join(f'<externalRef href="{href}"/>' for href in hrefs)
    return f'<choice xmlns="{RNG}">{inner}</choice>'


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def project(make_project: MakeProject) -> Path:
    return make_project({"p/xml/a.xml": "<a/>", "from/a.rng": ELEMENT}) / "p"


def test_a_file_is_copied_as_it_is_and_stands_for_its_address(
    project: Path, edition_command: Command
) -> None:
    address = "https://example.org/a.rng"
    done = edition_command("schema", "add", "../from/a.rng", "--for", address, cwd=project)
    assert done.returncode == 0
    assert done.stderr == f"wrote xml/schema/a.rng\na.rng now stands for {address}\n"
    assert (project / "xml" / "schema" / "a.rng").read_text() == ELEMENT
    (project / "xml" / "a.xml").write_text(f'<?xml-model href="{address}"?><a><b/></a>')
    judged = edition_command("validate", "--only", "grammar", cwd=project)
    assert "[grammar-element]" in judged.stdout
    listed = edition_command("schema", "list", "--format", "json", cwd=project)
    first = json.loads(listed.stdout.splitlines()[0])
    assert first == {
        "name": "a.rng", "file": "xml/schema/a.rng", "kind": "RELAX NG", "whose": "project",
        "addresses": [address], "version": "",
    }  # fmt: skip


def test_what_is_taken_in_comes_along_and_is_found_there(
    project: Path, edition_command: Command
) -> None:
    source = project.parent / "from"
    (source / "deep" / "er").mkdir(parents=True)
    (source / "deep" / "s.rng").write_text(taking("er/one.rng", "../a.rng", "two.rnc"))
    (source / "deep" / "er" / "one.rng").write_text(taking("../three%20.rng"))
    (source / "deep" / "three .rng").write_text(ELEMENT)
    (source / "deep" / "two.rnc").write_text('external "../a.rng"')
    done = edition_command("schema", "add", "../from/deep/s.rng", cwd=project)
    assert done.returncode == 0
    shelf = project / "xml" / "schema"
    assert names(shelf) == [
        "catalog.xml", "er/one.rng", "s.rng", "s/a.rng", "three .rng", "two.rnc",
    ]  # fmt: skip
    assert (shelf / "er" / "one.rng").read_text() == taking("../three%20.rng")
    judged = edition_command(
        "validate", "xml/a.xml", "--schema", "s", "--only", "grammar", cwd=project
    )
    assert (judged.returncode, judged.stdout) == (0, "")
    gone = edition_command("schema", "remove", "s", cwd=project)
    assert gone.returncode == 0
    assert names(shelf) == ["catalog.xml"]
    assert [path for path in shelf.iterdir() if path.is_dir()] == []


def test_adding_the_same_twice_changes_nothing(project: Path, edition_command: Command) -> None:
    add = ("schema", "add", "../from/a.rng", "--for", "https://example.org/a.rng")
    edition_command(*add, cwd=project)
    before = (project / "xml" / "schema" / "catalog.xml").read_bytes()
    assert edition_command(*add, cwd=project).returncode == 0
    assert edition_command("schema", "add", "../from/a.rng", cwd=project).returncode == 0
    assert (project / "xml" / "schema" / "catalog.xml").read_bytes() == before


def test_no_schema_is_written_over_and_none_of_your_own_removed(
    project: Path, edition_command: Command
) -> None:
    edition_command("schema", "add", "../from/a.rng", cwd=project)
    copy = project / "xml" / "schema" / "a.rng"
    copy.write_text(taking("b.rng"))
    for command in (("add", "../from/a.rng"), ("remove", "a")):
        done = edition_command("schema", *command, cwd=project)
        assert done.returncode == 3
        assert "[schema-taken]" in done.stderr
    assert copy.read_text() == taking("b.rng")
    other = edition_command("schema", "add", "../from/a.rng", "--name", "b", cwd=project)
    assert other.returncode == 0
    (project / "xml" / "schema" / "own.rng").write_text(ELEMENT)
    mine = edition_command("schema", "remove", "own.rng", cwd=project)
    assert mine.returncode == 2
    assert "was not added by edition" in mine.stderr
    assert names(project / "xml" / "schema") == ["a.rng", "b.rng", "catalog.xml", "own.rng"]


def test_what_two_schemas_take_in_stays_while_one_is_there(
    project: Path, edition_command: Command
) -> None:
    for name in ("one.rng", "two.rng"):
        (project.parent / "from" / name).write_text(taking("a.rng"))
        edition_command("schema", "add", f"../from/{name}", cwd=project)
    edition_command("schema", "remove", "one", cwd=project)
    assert names(project / "xml" / "schema") == ["a.rng", "catalog.xml", "two.rng"]


def test_what_was_there_before_stays_when_a_schema_is_removed(
    project: Path, edition_command: Command
) -> None:
    shelf = project / "xml" / "schema"
    shelf.mkdir()
    (shelf / "a.rng").write_text(ELEMENT)
    (project.parent / "from" / "one.rng").write_text(taking("a.rng"))
    done = edition_command("schema", "add", "../from/one.rng", cwd=project)
    assert done.stderr == "wrote xml/schema/one.rng\n"
    edition_command("schema", "add", "../from/one.rng", cwd=project)
    edition_command("schema", "add", "xml/schema/a.rng", "--for", "https://x.org/a", cwd=project)
    for name in ("one", "a"):
        assert edition_command("schema", "remove", name, cwd=project).returncode == 0
    assert names(shelf) == ["a.rng", "catalog.xml"]


def test_a_catalog_keeps_what_others_wrote_into_it(project: Path, edition_command: Command) -> None:
    written = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- ours -->\n'
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n'
        '  <!-- kept --><uri name="https://example.org/b.rng" uri="b.rng"/>\n</catalog>\n'
    )
    catalog = project / "xml" / "schema" / "catalog.xml"
    catalog.parent.mkdir()
    catalog.write_text(written)
    edition_command("schema", "add", "../from/a.rng", cwd=project)
    assert "a.rng" in catalog.read_text()
    edition_command("schema", "remove", "a.rng", cwd=project)
    kept = catalog.read_text()
    assert "".join(kept.split()) == "".join(written.split())


def test_a_schema_for_all_projects_lies_with_the_user(
    project: Path, edition_command: Command, tmp_path: Path
) -> None:
    cache = {"EDITION_CACHE": str(tmp_path / "mine")}
    add = ("schema", "add", "../from/a.rng", "--user", "--for", "https://example.org/u.rng")
    assert edition_command(*add, cwd=project, **cache).returncode == 0
    assert not (project / "xml" / "schema").exists()
    (project / "xml" / "a.xml").write_text(
        '<?xml-model href="https://example.org/u.rng"?><a><b/></a>'
    )
    for named in ((), ("--schema", "a")):
        done = edition_command("validate", *named, "--only", "grammar", cwd=project, **cache)
        assert "[grammar-element]" in done.stdout
    edition_command("schema", "remove", "a", "--user", cwd=project, **cache)
    assert names(tmp_path / "mine" / "schemas") == ["catalog.xml"]
    nowhere = edition_command(*add, cwd=project, EDITION_CACHE="")
    assert nowhere.returncode == 2
    assert "EDITION_CACHE" in nowhere.stderr


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"<html><body/></html>", "an HTML page"),
        (b"<!DOCTYPE html><html><br></html>", "an HTML page"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "a TEI document"),
        (b'<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "XSD"),
        (b"<a/>", "the root <a>"),
        (b"<element", "no XML"),
        (b"", "is empty"),
        (b"start = ", "Error"),
        (taking("gone.rng").encode(), "there is no such file"),
        (taking("https://example.org/a.rng").encode(), "not fetched for a file"),
        (taking("ftp://example.org/a.rng").encode(), "neither beside it nor on the web"),
        (taking("http://[").encode(), "neither beside it nor on the web"),
        (f'<grammar xmlns="{RNG}"/>'.encode(), "start"),
        (f'<ref name="x" xmlns="{RNG}"/>'.encode(), "x"),
    ],
)
def test_what_is_of_no_use_as_a_schema_is_not_added(
    content: bytes, word: str, project: Path, edition_command: Command
) -> None:
    (project / "bad.rng").write_bytes(content)
    done = edition_command("schema", "add", "bad.rng", cwd=project)
    assert done.returncode == 3
    assert done.stderr.count("error:") == 1
    assert word in done.stderr or word == "Error"
    assert "bad.rng" in done.stderr
    assert not (project / "xml" / "schema").exists()


def test_kind_and_ending_go_together(project: Path, edition_command: Command) -> None:
    (project / "a.xml").write_text(SCH)
    (project / "b.txt").write_text("element a { empty }")
    for name in ("a.xml", "b.txt"):
        assert edition_command("schema", "add", name, cwd=project).returncode == 0
    assert names(project / "xml" / "schema") == ["a.sch", "b.rnc", "catalog.xml"]
    listed = edition_command("schema", "list", cwd=project).stdout
    assert "Schematron" in listed
    assert "RELAX NG, compact" in listed


def test_the_version_of_tei_is_listed(
    project: Path, edition_command: Command, shared: Path
) -> None:
    tei = shared / "data" / "tei" / "tei_all.rng"
    edition_command("schema", "add", tei, cwd=project)
    assert "TEI 4.9.0a\n" in edition_command("schema", "list", cwd=project).stdout


def test_outside_of_a_project_there_is_nowhere_to_add_to(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.rng": ELEMENT})
    done = edition_command("schema", "add", "a.rng", cwd=root)
    assert done.returncode == 2
    assert "--user" in done.stderr
    assert edition_command("schema", "list", cwd=root).returncode == 0


class Site(BaseHTTPRequestHandler):
    """A web server for tests: what lies at an address, or where that leads on to."""

    def __init__(self, pages: dict[str, str], *rest: object) -> None:
        self.pages = pages
        super().__init__(*rest)  # type: ignore[arg-type]  # as the library hands them on

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        status = 404 if page is None else 302 if page.startswith("->") else 200
        self.send_response(status)
        if page is not None and status == 302:
            self.send_header("Location", page[2:])
        self.end_headers()
        if status == 200:
            self.wfile.write((page or "").encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[tuple[str, dict[str, str]]]:
    """Serve pages from this computer to itself; yield the address and the pages."""
    pages: dict[str, str] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, pages))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", pages
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_schema_on_the_web_is_fetched_with_all_that_it_takes_in(
    project: Path, edition_command: Command, site: tuple[str, dict[str, str]]
) -> None:
    host, pages = site
    pages["/s/main.rng"] = taking("parts/one.rng", "../up.rng", f"{host}/s/two.rng")
    pages["/s/parts/one.rng"] = pages["/up.rng"] = pages["/s/two.rng"] = ELEMENT
    pages["/moved"] = "->/s/main.rng"
    done = edition_command("schema", "add", f"{host}/s/main.rng", cwd=project)
    assert done.returncode == 0
    shelf = project / "xml" / "schema"
    assert names(shelf) == [
        "catalog.xml", "main.rng", "main/up.rng", "parts/one.rng", "two.rng",
    ]  # fmt: skip
    (project / "xml" / "a.xml").write_text(f'<?xml-model href="{host}/s/main.rng"?><a><b/></a>')
    assert "[grammar-element]" in edition_command("validate", cwd=project).stdout
    moved = edition_command("schema", "add", f"{host}/moved", "--name", "m.rng", cwd=project)
    assert moved.returncode == 0


def test_nothing_is_fetched_unasked(
    project: Path, edition_command: Command, site: tuple[str, dict[str, str]]
) -> None:
    host, pages = site
    pages["/a.rng"] = ELEMENT
    (project / "xml" / "a.xml").write_text(f'<?xml-model href="{host}/a.rng"?><a/>')
    done = edition_command("validate", "--only", "grammar", cwd=project)
    assert "[no-schema]" in done.stdout
    assert f"edition schema add {host}/a.rng" in done.stdout
    named = edition_command("validate", "--schema", f"{host}/a.rng", cwd=project)
    assert "[schema-missing]" in named.stdout
    assert f"edition schema add {host}/a.rng" in named.stdout


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/nowhere.rng", "404"),
        ("/file", "not on the web"),
        ("/ftp", "not on the web"),
        ("/circle", "in a circle"),
        ("/large.rng", "larger than"),
        ("/leaks.rng", "neither beside it nor on the web"),
        ("/html", "an HTML page"),
        ("/a b.rng", "cannot be fetched"),
    ],
)
def test_what_the_web_answers_otherwise_is_one_finding(
    path: str, word: str, project: Path, edition_command: Command, site: tuple[str, dict[str, str]]
) -> None:
    host, pages = site
    pages["/file"] = "->file:///etc/hostname"
    pages["/ftp"] = "->ftp://127.0.0.1/a.rng"
    pages["/circle"] = "->/circle"
    pages["/large.rng"] = "<!-- " + "x" * 21_000_000
    pages["/leaks.rng"] = taking("file:///etc/hostname")
    pages["/html"] = "<!DOCTYPE html><html><br></html>"
    done = edition_command("schema", "add", f"{host}{path}", cwd=project)
    assert done.returncode == 3
    assert done.stderr.count("error:") == 1
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "xml" / "schema").exists()


def test_without_a_connection_that_is_said(project: Path, edition_command: Command) -> None:
    with closing(socket()) as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        done = edition_command("schema", "add", f"http://127.0.0.1:{port}/a.rng", cwd=project)
    assert done.returncode == 3
    assert "[schema-unreachable]" in done.stderr
    assert "--for ADDRESS" in done.stderr
