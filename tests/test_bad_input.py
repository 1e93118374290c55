"""Bad input: each kind of fault around a text is told clearly, and the text is judged all the same.

The faults of the text's own file are in `test_document`, those of grammars in `test_pathologic`.
"""

import json

import pytest

from edition.diagnostic import Refused
from edition.file import Stream
from tests.conftest import Command, MakeProject
from tests.samples import tei

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
SCH = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>{}</pattern></schema>'
HEADER = """<fileDesc><titleStmt><title>A sample</title></titleStmt>
<publicationStmt><publisher>nobody</publisher></publicationStmt>
<sourceDesc><p>Made up.</p></sourceDesc></fileDesc>"""


def prefixes(*pairs: tuple[str, str]) -> str:
    """Return a header that declares prefixes."""
    declared = "".join(
        f'<prefixDef ident="{name}" matchPattern="(.+)" replacementPattern="{meant}"/>'
        for name, meant in pairs
    )
    listed = f"<listPrefixDef>{declared}</listPrefixDef>"
    return f"{HEADER}<encodingDesc>{listed}</encodingDesc>"


def pointing(target: str, header: str = HEADER) -> str:
    return tei(f'<p>See <ref target="{target}">this</ref>.</p>', header=header)


def including(file: str) -> str:
    return tei(f'<div><xi:include {XI} href="{file}"/></div>')


Files = dict[str, str | bytes]
CASES: dict[str, tuple[Files, tuple[str, ...], list[tuple[str, str, str]], int]] = {
    # what: files, options, findings (file, rule, a word of message or hint), exit status
    "a prefix that leads to itself": (
        {"xml/a.xml": pointing("x:1", prefixes(("x", "y:$1"), ("y", "x:$1")))},
        (),
        [("xml/a.xml", "dangling-pointer", "by way of itself")],
        1,
    ),
    "files that take in each other": (
        {
            "xml/a.xml": including("b.xml"),
            "xml/b.xml": f'<div xmlns="http://www.tei-c.org/ns/1.0"><xi:include {XI} '
            'href="a.xml"/></div>',
        },
        (),
        [
            ("xml/b.xml", "endless-inclusion", "never end"),
            ("xml/b.xml", "not-tei", "<div>"),
            ("xml/a.xml", "endless-inclusion", "never end"),
        ],
        1,
    ),
    "a pointer with XPath": (
        {"xml/a.xml": pointing("#xpath(//p[1])")},
        (),
        [("xml/a.xml", "unchecked-pointer", "xpath(//p[1])")],
        0,
    ),
    "a percent-encoded address": (
        {"xml/a.xml": pointing("my%20notes%C3%A9.xml"), "xml/my notesé.xml": tei("<p>B.</p>")},
        (),
        [],
        0,
    ),
    "an address in other letters": (
        {"xml/a.xml": pointing("گفتگو.xml#متن"), "xml/گفتگو.xml": tei('<p xml:id="متن">B.</p>')},
        (),
        [],
        0,
    ),
    "an address of a file that is not there": (
        {"xml/a.xml": pointing("%67one.xml")},
        (),
        [("xml/a.xml", "dangling-pointer", "there is no file gone.xml")],
        1,
    ),
    "a register that is not well-formed": (
        {
            "xml/a.xml": pointing(
                "p:ann registers/persons.xml#bob p:cid", prefixes(("p", "registers/persons.xml#$1"))
            ),
            "xml/registers/persons.xml": "<TEI><p></TEI>",
        },
        (),
        [
            ("xml/a.xml", "unchecked-pointer", "registers/persons.xml cannot be read: 3 pointers"),
            ("xml/registers/persons.xml", "malformed-xml", "p"),
        ],
        3,
    ),
    "a broken Schematron": (
        {
            "xml/a.xml": tei("<p>A.</p>"),
            "s.sch": SCH.format('<rule context="p["><assert test="1">x</assert></rule>'),
        },
        ("--schema", "s.sch"),
        [("s.sch", "schema-invalid", "p[")],
        3,
    ),
    "a Schematron that is no XML": (
        {"xml/a.xml": tei("<p>A.</p>"), "s.sch": "<schema>"},
        ("--schema", "s.sch"),
        [("s.sch", "schema-malformed", "")],
        3,
    ),
    "a baseline of another version": (
        {"xml/a.xml": tei("<p>A.</p>"), "old.json": '{"edition-baseline": 99}\n'},
        ("--baseline", "old.json"),
        [("old.json", "unusable-baseline", "99")],
        3,
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_a_fault_around_a_text_is_told_once_with_place_and_advice(
    what: str, make_project: MakeProject, edition_command: Command
) -> None:
    files, options, expected, status = CASES[what]
    root = make_project(files)
    ignored = ("--ignore", "no-schema", "--ignore", "unused-declaration")
    done = edition_command("validate", *options, *ignored, "--format", "json", cwd=root)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(item["file"], item["rule"]) for item in found] == [one[:2] for one in expected]
    for item, (_, _, word) in zip(found, expected, strict=True):
        assert word in item["message"]
        assert item["hint"]
    assert done.returncode == status
    assert "Traceback" not in done.stderr


LONG = "<p>A.</p>" * 120_000
"""So long that a file with it is not kept."""


def test_a_short_file_that_changes_between_two_passes_is_what_it_was(
    make_project: MakeProject,
) -> None:
    file = make_project({"a.xml": tei("<p>A.</p>")}) / "a.xml"
    before = file.read_bytes()
    stream = Stream(file, "a.xml")
    assert b"".join(stream.pieces()) == before
    file.write_bytes(before + b"<!-- more -->")
    assert b"".join(stream.pieces()) == before


def test_a_file_that_changes_between_two_passes_is_told(make_project: MakeProject) -> None:
    file = make_project({"a.xml": tei(LONG)}) / "a.xml"
    stream = Stream(file, "a.xml")
    assert b"".join(stream.pieces()) == file.read_bytes()
    file.write_bytes(file.read_bytes() + b"<!-- more -->")
    with pytest.raises(Refused) as caught:
        list(stream.pieces())
    (told,) = caught.value.diagnostics
    assert (told.rule, told.hint) == ("unreadable-file", "Run the command again.")


def test_a_file_that_changes_within_a_pass_is_told(make_project: MakeProject) -> None:
    file = make_project({"a.xml": tei(LONG)}) / "a.xml"
    pieces = Stream(file, "a.xml").pieces()
    next(pieces)
    file.write_bytes(tei("<p>B.</p>").encode())
    with pytest.raises(Refused) as caught:
        list(pieces)
    assert caught.value.diagnostics[0].hint == "Run the command again."


def test_a_file_that_may_not_be_written_is_left_as_it_is_by_fix(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"xml/a.xml": tei('<p xml:lang="en_US">A.</p>')})
    file = root / "xml" / "a.xml"
    before = file.read_bytes()
    file.chmod(0o444)
    done = edition_command("validate", "--fix", "--format", "json", cwd=root)
    (told,) = [
        item
        for item in map(json.loads, done.stdout.splitlines())
        if item["rule"] == "unwritable-file"
    ]
    assert "read-only" in told["message"]
    assert told["hint"]
    assert done.returncode == 3
    assert file.read_bytes() == before


def test_an_empty_id_is_none_so_that_what_bears_it_is_counted(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": tei('<p>One.</p><p xml:id="">Two.</p><p>Three.</p>')})
    listed = edition_command("refs", "a.xml", cwd=root)
    assert [line.split()[0] for line in listed.stdout.splitlines()[1:]] == ["~p.1", "~p.2", "~p.3"]
    assert edition_command("cite", "a.xml#~p.2", cwd=root).stdout.startswith("Two.\n")
    assert edition_command("export", "a.xml", "--to", "html", "-o", "out", cwd=root).returncode == 0
    assert "<p id=~p.2 " in (root / "out" / "a.html").read_text("utf-8")
