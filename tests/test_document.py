"""Reading: every bad file is told once, every good one can be placed."""

import gzip
import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.diagnostic import Diagnostic, Refused
from edition.document import Document, parse, read
from edition.document.run import locate_text, text_runs
from edition.file import read_bytes
from edition.file.lines import Lines, place_of
from tests.conftest import Command, MakeProject
from tests.samples import tei

SECRET = "a-secret-that-nobody-may-see"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>é€𝒜</p></text></TEI>'


def declared(encoding: str, text: str = TEI) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n{text}'


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def laughing(use: str) -> bytes:
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE l [<!ENTITY a0 "lol">{steps}]>{use}'.encode()


def refusal(data: bytes) -> Diagnostic:
    with pytest.raises(Refused) as caught:
        parse(data, "bad.xml")
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "secret.txt">]>\n'
BAD: dict[str, tuple[bytes, str, int | None, int | None, str]] = {
    # what: bytes, rule, line, column, a word of message or hint
    "empty": (b"", "empty-file", None, None, "empty"),
    "blank": (b" \r\n\t", "empty-file", None, None, "empty"),
    "UTF-8 mark only": (b"\xef\xbb\xbf", "empty-file", None, None, "empty"),
    "UTF-16 mark only": (b"\xff\xfe", "empty-file", None, None, "empty"),
    "UTF-16 BE mark only": (b"\xfe\xff", "empty-file", None, None, "empty"),
    "UTF-16 blanks": (" \n".encode("utf-16"), "empty-file", None, None, "empty"),
    "binary": (bytes(range(256)), "binary-file", None, None, "binary"),
    "zeros": (b"\0" * 100, "binary-file", None, None, "binary"),
    "NUL in the text": (b"<a>\0</a>", "binary-file", None, None, "binary"),
    "gzip": (gzip.compress(TEI.encode()), "compressed-file", None, None, "gzip"),
    "gzip bomb": (gzip.compress(bytes(50_000_000)), "compressed-file", None, None, "Unpack"),
    "zip": (b"PK\x03\x04word/document.xml", "compressed-file", None, None, "zip"),
    "plain text": ("Grüße\nX".encode(), "not-xml", 1, 1, "“Grüße”"),
    "escape sequences": (b"\x1b[31mred", "not-xml", 1, 1, "\ufffd[31mred"),
    "JSON": (b'{"a": 1}', "not-xml", 1, 1, "TEI document begins"),
    "UTF-32": (TEI.encode("utf-32"), "wrong-encoding", 1, 1, "UTF-32"),
    "UTF-32 LE, no mark": (TEI.encode("utf-32-le"), "wrong-encoding", 1, 1, "UTF-32"),
    "UTF-16 LE, no mark": (TEI.encode("utf-16-le"), "wrong-encoding", 1, 1, "byte order mark"),
    "UTF-16 BE, no mark": (TEI.encode("utf-16-be"), "wrong-encoding", 1, 1, "byte order mark"),
    "UTF-16 declared only": (declared("UTF-16").encode(), "wrong-encoding", 1, 1, "not written"),
    "UTF-7": (declared("UTF-7").encode("utf-7"), "wrong-encoding", 1, 1, "UTF-7"),
    "UTF-7's other name": (
        declared("unicode-1-1-utf-7").encode("utf-7"),
        "wrong-encoding",
        1,
        1,
        "UTF-7",
    ),
    "UTF-7's third name": (
        declared("csUnicode11UTF7").encode("utf-7"),
        "wrong-encoding",
        1,
        1,
        "unknown",
    ),
    "unknown encoding": (declared("klingon").encode(), "wrong-encoding", 1, 1, "klingon"),
    "no text encoding": (declared("hex").encode(), "wrong-encoding", 1, 1, "hex"),
    "failing codec": (declared("undefined").encode(), "wrong-encoding", 1, 1, "undefined"),
    "Latin-1 undeclared": ("<a>\ncafé</a>".encode("latin-1"), "wrong-encoding", 2, 4, "“é”"),
    "ASCII declared": (declared("US-ASCII", "<a>é</a>").encode(), "wrong-encoding", 2, 4, "C3"),
    "surrogate in UTF-8": (b"<a>\xed\xa0\x80</a>", "wrong-encoding", 1, 4, "ED"),
    "lone surrogate in UTF-16": (
        b"\xff\xfe" + "<a>\nbc".encode("utf-16-le") + b"\0\xd8" + "</a>".encode("utf-16-le"),
        "wrong-encoding",
        2,
        3,
        "UTF-16",
    ),
    "half a sign of UTF-16": (TEI.encode("utf-16")[:-1], "wrong-encoding", 1, 70, "UTF-16"),
    "typographic marks": (
        "<a>\n<b c = “d e”/></a>".encode(),
        "malformed-xml",
        2,
        8,
        'straight ones: c="d e"',
    ),
    "capitals of tags": (b"<a><b></B></a>", "malformed-xml", 1, 7, "capitals too"),
    "control character": (b"<a>\x01</a>", "malformed-xml", 1, 4, "U+0001"),
    "cut within a tag": (b"<a>\n<b c", "malformed-xml", 2, 1, "still open"),
    "cut within the text": (b"<a>\n<b>te", "malformed-xml", 2, 6, "<b> from line 2"),
    "cut within a sign": ("<a>\n<b>é".encode()[:-1], "malformed-xml", 2, 4, "<b> from line 2"),
    "cut before the root": (b'<?xml version="1.0"?>', "malformed-xml", 1, 22, "no element"),
    "only a comment": (b"<!-- a -->", "malformed-xml", 1, 11, "no element"),
    "two roots": (b"<a/>\n<b/>", "malformed-xml", 2, 1, "one root"),
    "text behind the root": (b"<a/>x", "malformed-xml", 1, 5, "after the end"),
    "late declaration": (b'\n<?xml version="1.0"?><a/>', "malformed-xml", 2, 1, "before"),
    "crossing tags": (b"<a>\n<b>\n</a>", "malformed-xml", 3, 1, "<b> from line 2"),
    "wrong end tag": (b"<a>\n<p>\n</q></a>", "malformed-xml", 3, 1, "</p>"),
    "bare ampersand": (b"<a>b & c</a>", "malformed-xml", 1, 6, "&amp;"),
    "bare less-than": (b"<a>b < c</a>", "malformed-xml", 1, 6, "&lt;"),
    "end of CDATA": (b"<a>]]></a>", "malformed-xml", 1, 6, "]]&gt;"),
    "hyphens in a comment": (b"<a><!-- b -- c --></a>", "malformed-xml", 1, 13, "hyphens"),
    "attribute twice": (b'<a b="1" b="2"/>', "malformed-xml", 1, 10, "twice"),
    "unquoted attribute": (b"<a b=c/>", "malformed-xml", 1, 6, "quotation mark"),
    "undeclared prefix": (b"<a><x:b/></a>", "malformed-xml", 1, 4, "xmlns"),
    "emptied prefix": (b'<a xmlns:b=""/>', "malformed-xml", 1, 1, "empty namespace"),
    "forbidden reference": (b"<a>&#0;</a>", "malformed-xml", 1, 4, "no character"),
    "XML 1.1's references": (
        b'<?xml version="1.1"?><a>&#1;</a>',
        "malformed-xml",
        1,
        25,
        "no character",
    ),
    "XML 2.0": (b'<?xml version="2.0"?><a/>', "malformed-xml", 1, 20, "2.0"),
    "HTML": (b"<!DOCTYPE html>\n<html><br></html>", "malformed-xml", 2, 11, "HTML page"),
    "HTML in small letters": (b"<!doctype html><p>", "malformed-xml", 1, 1, "HTML page"),
    "HTML without DOCTYPE": (b"<html><br></html>", "malformed-xml", 1, 11, "HTML page"),
    "undefined entity": (b"<a>\n b&nbsp;c</a>", "undefined-entity", 2, 3, "&nbsp;"),
    "undefined entity in an attribute": (b'<a b="&x;"/>', "undefined-entity", 1, 7, "&x;"),
    "entity of an external DTD": (
        b'<!DOCTYPE a SYSTEM "a.dtd">\n<a>\n&mdash;</a>',
        "undefined-entity",
        3,
        1,
        "&mdash;",
    ),
    "internal parameter entity": (
        b"<!DOCTYPE a [<!ENTITY % p \"<!ENTITY x 'y'>\">\n%p;]><a>&x;</a>",
        "undefined-entity",
        2,
        1,
        "%p;",
    ),
    "external entity": (f"{ENTITY}<a>&x;</a>".encode(), "external-entity", 2, 4, "secret.txt"),
    "external entity, UTF-16": (
        f"{ENTITY}<a>&x;</a>".encode("utf-16"),
        "external-entity",
        2,
        4,
        "secret.txt",
    ),
    "external entity in an attribute": (
        f'{ENTITY}<a b="&x;"/>'.encode(),
        "external-entity",
        2,
        7,
        "another file",
    ),
    "external entity behind an internal one": (
        (ENTITY.replace("]>", '<!ENTITY y "&x;">]>') + "<a>&y;</a>").encode(),
        "external-entity",
        2,
        4,
        "secret.txt",
    ),
    "external parameter entity": (
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "secret.txt">\n%p;]><a/>',
        "external-entity",
        2,
        1,
        "secret.txt",
    ),
    "billion laughs": (laughing("<l>&a9;</l>"), "entity-expansion", 1, None, "explode"),
    "billion laughs in an attribute": (
        laughing('<l a="&a9;"/>'),
        "entity-expansion",
        1,
        None,
        "explode",
    ),
    "quadratic": (
        b'<!DOCTYPE l [<!ENTITY a "' + b"a" * 100_000 + b'">]><l>' + b"&a;" * 10_000 + b"</l>",
        "entity-expansion",
        1,
        None,
        "explode",
    ),
    "loop": (
        b'<!DOCTYPE l [<!ENTITY a "&b;"><!ENTITY b "&a;">]><l>&a;</l>',
        "entity-expansion",
        1,
        53,
        "itself",
    ),
    "257 deep": (nested(257), "too-deep", 1, 771, "256"),
    "300 deep": (nested(300), "too-deep", 1, 771, "256"),
    "10,000 deep": (nested(10_000), "too-deep", 1, 771, "256"),
    "10,000 never closed": (b"<a>" * 10_000, "too-deep", 1, 771, "never closed"),
    "huge text": (b"<a>" + b"x" * 11_000_000 + b"</a>", "too-large", 1, None, "10 MB"),
    "huge attribute": (b'<a b="' + b"x" * 11_000_000 + b'"/>', "too-large", 1, None, "10 MB"),
    "huge comment": (
        b"<a><!--" + b"x" * 11_000_000 + b"--></a>",
        "too-large",
        1,
        None,
        "10 MB",
    ),
    "huge name": (b"<" + b"x" * 100_000 + b"/>", "too-large", 1, None, "50 kB"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_with_one_finding_its_place_and_advice(what: str) -> None:
    data, rule, line, column, word = BAD[what]
    found = refusal(data)
    assert (found.rule, found.location.line) == (rule, line)
    assert column is None or found.location.column == column
    assert found.hint
    assert word in found.message + found.hint


GOOD: dict[str, tuple[bytes, int, int]] = {
    # what: bytes, line and column of the root
    "UTF-8": (TEI.encode(), 1, 1),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + TEI.encode(), 1, 1),
    "UTF-8 with a mark, Latin-1 declared": (
        b"\xef\xbb\xbf" + declared("ISO-8859-1").encode(),
        2,
        1,
    ),
    "UTF-16": (TEI.encode("utf-16"), 1, 1),
    "UTF-16 BE": (b"\xfe\xff" + TEI.encode("utf-16-be"), 1, 1),
    "UTF-16 declared, no mark": (declared("UTF-16").encode("utf-16-le"), 2, 1),
    "UTF-16, UTF-8 declared": (declared("UTF-8").encode("utf-16"), 2, 1),
    "256 deep": (nested(255).replace(b"<a></a>", b"<a>\xc3\xa9\xe2\x82\xac</a>"), 1, 1),
    "XML 1.1": (TEI.replace("<TEI", '<?xml version="1.1"?><TEI', 1).encode(), 1, 22),
    "internal entities": (
        b'<!DOCTYPE a [<!ENTITY e "\xc3\xa9&f;"><!ENTITY f "\xe2\x82\xac">]>\n<a>&e;</a>',
        2,
        1,
    ),
    "an unused external entity": (f"{ENTITY}<a>é€</a>".encode(), 2, 1),
}


@pytest.mark.parametrize("what", GOOD)
def test_a_good_file_is_read_and_its_root_placed(what: str) -> None:
    data, line, column = GOOD[what]
    document = parse(data, "good.xml")
    assert "".join(map(str, document.root.itertext())).startswith("é€")
    place = document.locate(document.root)
    assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "Shift_JIS", "KOI8-R"])
def test_a_declared_encoding_is_read_as_its_signs(encoding: str) -> None:
    sign = {"Shift_JIS": "日", "KOI8-R": "Ж"}.get(encoding, "é")
    document = parse(declared(encoding, f"<a>{sign}<b/></a>").encode(encoding), "f.xml")
    assert document.root.text == sign
    assert document.locate(document.root[0]).column == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_external_dtd_is_named_and_not_loaded(encoding: str, make_project: MakeProject) -> None:
    text = '<!DOCTYPE a SYSTEM "a.dtd"><a/>'
    root = make_project({"a.xml": text.encode(encoding), "a.dtd": '<!ATTLIST a b CDATA "dflt">'})
    document = read(root / "a.xml")
    (found,) = document.diagnostics
    assert (found.rule, found.severity.value) == ("external-dtd", "warning")
    assert "a.dtd" in found.message
    assert not document.root.attrib


@pytest.mark.parametrize(
    "prolog", ["", '<!DOCTYPE a [<!-- of the DTD --><!ENTITY b "c">]>\n', "<!-- before -->\n"]
)
def test_a_comment_is_placed_where_it_begins(prolog: str) -> None:
    source = f"{prolog}<a><![CDATA[<!-- none -->]]>\n  é<!-- one -->x<!-- over\ntwo lines --></a>"
    document = parse(source.encode(), "a.xml")
    places = [document.locate(each)[1:] for each in document.root.iter(etree.Comment)]
    line = 2 + prolog.count("\n")
    assert places == [(line, 4), (line, 17)]


def test_all_faulty_ids_are_left_to_the_rules() -> None:
    document = parse(b'<a><b xml:id="1 x"/><c xml:id="d"/><e xml:id="d"/><f xml:id="d"/></a>', "f")
    assert set(document.ids) == {"1 x", "d"}
    assert document.ids["d"].tag == "c"


@pytest.mark.parametrize("rest", [b"<b></a>", b"&x;</a>", b"\xff</a>"])
def test_faulty_ids_hide_no_other_fault(rest: bytes) -> None:
    found = refusal(b'<a><b xml:id="d"/><b xml:id="d"/>' + rest)
    assert found.rule in {"malformed-xml", "undefined-entity", "wrong-encoding"}


def test_a_missing_file_is_told_with_the_nearest_name(make_project: MakeProject) -> None:
    root = make_project({"article.xml": TEI})
    with pytest.raises(Refused) as caught:
        read(root / "artcle.xml", "artcle.xml")
    (found,) = caught.value.diagnostics
    assert found.rule == "missing-file"
    assert str(found.location) == "artcle.xml"
    assert "article.xml" in str(found.hint)


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "folder.xml").mkdir()
    os.mkfifo(tmp_path / "pipe.xml")
    for name in ("folder.xml", "pipe.xml", "pipe.xml/x", "a" * 300, "nul\0"):
        with pytest.raises(Refused) as caught:
            read(tmp_path / name)
        assert caught.value.diagnostics[0].rule == "unreadable-file"


def test_a_file_closed_to_us_is_unreadable(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    file = make_project({"closed.xml": TEI}) / "closed.xml"
    monkeypatch.setattr(Path, "read_bytes", closed)  # root may read every file
    with pytest.raises(Refused) as caught:
        read(file)
    assert caught.value.diagnostics[0].rule == "unreadable-file"
    assert "Permission denied" in caught.value.diagnostics[0].message


def test_a_file_that_changes_while_it_is_read_is_not_called_malformed(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make_project({"a.xml": TEI}) / "a.xml"
    whole = Path.read_bytes

    def changing(path: Path) -> bytes:
        data = whole(path)
        path.write_bytes(data + b"<!-- more -->")
        return data[:20]

    monkeypatch.setattr(Path, "read_bytes", changing)
    with pytest.raises(Refused) as caught:
        read_bytes(file, "a.xml")
    assert "changed while it was read" in caught.value.diagnostics[0].message


def test_the_id_of_a_document_is_its_own_else_its_file_name() -> None:
    assert parse(b'<a xml:id="mine"/>', "x/other.xml").id == "mine"
    assert parse(b"<a/>", "x/other.xml").id == "other"
    assert parse(b'<a xml:id="1 bad"/>', "x/other.xml").id == "other"
    assert parse(b"<a/>", "-").id == "stdin"


# The command


def test_every_bad_file_of_a_run_is_named_once_and_hides_no_other(
    make_project: MakeProject, edition_command: Command
) -> None:
    small = {what: bad for what, bad in BAD.items() if len(bad[0]) < 100_000}
    files = {f"{n:02}.xml": bad[0] for n, bad in enumerate(small.values())}
    last = tei('<p xml:id="a"/><p xml:id="a"/><p xml:id="a"/>')
    root = make_project({**files, "secret.txt": SECRET, "zz.xml": last})
    os.mkfifo(root / "yy.xml")
    (root / "xx.xml").mkdir()
    names = [*files, "xx.xml/", "yy.xml", "missing.xml", "zz.xml"]
    done = edition_command("validate", *names, "--format", "json", cwd=root)
    lines = done.stdout.splitlines()
    for name, (_, rule, *_rest) in zip(files, small.values(), strict=True):
        assert sum(f'"file": "{name}"' in line and rule in line for line in lines) == 1, name
    assert sum("duplicate-id" in line for line in lines) == 2
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_a_document_of_tei_p4_is_told_so(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": b"<TEI.2><text/></TEI.2>"})
    done = edition_command("validate", "a.xml", cwd=root)
    assert "<TEI.2> is that of TEI P4; what is read here is TEI P5. [not-tei]" in done.stdout
    assert 'in TEI P5 it begins with <TEI xmlns="http://www.tei-c.org/ns/1.0">' in done.stdout


@pytest.mark.parametrize(
    ("content", "status", "rule"),
    [
        (b"<html><body/></html>", 1, "not-tei"),
        (b"<TEI.2><text/></TEI.2>", 1, "not-tei"),
        (b"<TEI/>", 1, "not-tei"),
        (tei('<p xml:id="1 a"/>').encode(), 1, "malformed-id"),
        (tei('<p xml:id="a"/><p xml:id="a"/>').encode(), 1, "duplicate-id"),
        (b"<TEI", 3, "malformed-xml"),
    ],
)
def test_the_exit_status_tells_faulty_from_unreadable(
    content: bytes,
    status: int,
    rule: str,
    make_project: MakeProject,
    edition_command: Command,
) -> None:
    root = make_project({"a.xml": content})
    done = edition_command("validate", "a.xml", "--format", "json", cwd=root)
    errors = [line for line in done.stdout.splitlines() if '"severity": "error"' in line]
    assert done.returncode == status
    assert len(errors) == 1
    assert f'"rule": "{rule}"' in errors[0]


def test_a_document_from_standard_input_is_judged_under_its_name(
    edition_command: Command,
) -> None:
    done = edition_command("validate", "-", "--stdin-name", "my.xml", stdin=b"<TEI")
    assert done.returncode == 3
    assert "my.xml:1:1" in done.stdout


# Places

WORDS = st.text("aé\u0301€𝒜\u202eא&<>'\"\n\t ]-", max_size=8)
MARKUP = st.sampled_from(
    [
        "<!-- é𝒜\n<no/> -->",
        "<?pi 𝒜 <no/> ?>",
        "<![CDATA[<no/>&é\n𝒜&x;]]>",
        "&e;",
        "&t;",
        "&n;",
        "&amp;",
        "&#x1D49C;",
        "&#10;",
        "\r\n",
        "<br/>",
        "<empty></empty>",
    ]
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inner, max_size=4).map("".join)
    attribute = st.sampled_from(["", ' a="<é𝒜"'.replace("<", "&lt;"), '\n\t b="1"\r\n  c="𝒜"\n'])
    return st.builds(lambda said, body: f"<m{said}>{body}</m>", attribute, content)


BODIES = element(st.recursive(WORDS.map(escaped) | MARKUP, element, max_leaves=12))
SUBSET = '<!DOCTYPE m [<!ENTITY e "𝒜é"><!ENTITY t "x<in>é</in>y&e;"><!ENTITY n "u&#10;v">]>\n'


def documents(encoding: str) -> st.SearchStrategy[tuple[str, bytes]]:
    def written(body: str, prolog: str) -> tuple[str, bytes]:
        name = {"latin-1": "ISO-8859-1", "utf-16": "UTF-16"}.get(encoding, "UTF-8")
        text = f'<?xml version="1.0" encoding="{name}"?>{prolog}{SUBSET}{body}'
        if encoding == "latin-1":
            text = "".join(sign if ord(sign) < 256 else "ä" for sign in text)
        return text.replace("\r\n", "\n"), text.encode(encoding)

    return st.builds(written, BODIES, st.sampled_from(["\n", "\r\n", " <!-- é𝒜 -->", "\n\n"]))


def in_every_encoding(law: Callable[[str, st.DataObject], None]) -> Callable[..., None]:
    """Hold a law for documents that it draws, in each of the encodings that editors meet."""
    several = settings(max_examples=30, deadline=None)(given(data=st.data())(law))
    encodings = ["utf-8", "utf-8-sig", "utf-16", "latin-1"]
    made: Callable[..., None] = pytest.mark.parametrize("encoding", encodings)(several)
    return made


def drawn(encoding: str, data: st.DataObject) -> tuple[Document, list[str]]:
    """Return a document, and the lines of its text."""
    text, written = data.draw(documents(encoding))
    return parse(written, "f.xml"), text.split("\n")


def at(lines: list[str], line: int | None, column: int | None) -> str:
    assert line
    assert column
    return lines[line - 1][column - 1 :]


@in_every_encoding
def test_an_element_is_located_at_the_sign_that_opens_its_start_tag(
    encoding: str, data: st.DataObject
) -> None:
    document, lines = drawn(encoding, data)
    places = []
    for node in document.root.iter("*"):
        place = document.locate(node)
        expected = "&t;" if node.tag == "in" else "<" + str(node.tag)
        assert at(lines, place.line, place.column).startswith(expected)
        places.append((place.line or 0, place.column or 0))
    assert places == sorted(places)
    own = [place for place in places if at(lines, *place).startswith("<")]
    assert len(own) == len(set(own))


def runs(document: Document) -> list[str]:
    return [words for _, _, words in text_runs(document.root)]


@in_every_encoding
def test_each_sign_of_each_text_is_located_where_it_is_written(
    encoding: str, data: st.DataObject
) -> None:
    document, lines = drawn(encoding, data)
    places = []
    for number, run in enumerate(runs(document)):
        for offset, sign in enumerate(run):
            place = locate_text(document, number, offset)
            there = at(lines, place.line, place.column)
            assert there.startswith((sign, "&")) or (sign == "\n" and not there)
            places.append((place.line or 0, place.column or 0))
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        ("bc", [4, 5]),
        ("&amp;c", [4, 9]),
        ("&e;c", [4, 4, 7]),
        ("<![CDATA[&bc]]>d", [13, 14, 15, 19]),
        ("𝒜e\u0301\tc", [4, 5, 6, 7, 8]),
    ],
)
def test_a_sign_of_an_entity_stands_at_its_ampersand_and_one_of_cdata_at_itself(
    body: str, columns: list[int]
) -> None:
    document = parse(f'<!DOCTYPE a [<!ENTITY e "xy">]>\n<a>{body}</a>'.encode(), "f.xml")
    places = [locate_text(document, 0, offset) for offset in range(len(columns))]
    assert [place.column for place in places] == columns
    assert {place.line for place in places} == {2}


def test_the_text_runs_are_the_whole_text(article: Path) -> None:
    document = read(article)
    assert "".join(runs(document)) == document.root.xpath("string()")


def test_a_sign_behind_the_end_of_a_run_has_no_place() -> None:
    assert locate_text(parse(b"<a>b</a>", "f.xml"), 0, 1).line is None


# Noise


def read_or_refused(data: bytes) -> bool:
    """Whether bytes end in a document whose root can be placed, or in exactly one finding."""
    try:
        document = parse(data, "f.xml")
    except Refused as refused:
        return len(refused.diagnostics) == 1
    return document.locate(document.root).line is not None


def test_a_document_with_flipped_bytes_is_read_or_refused_with_one_finding(article: Path) -> None:
    whole = article.read_bytes()
    dice = random.Random(20261122)
    for round_ in range(300):
        flipped = bytearray(whole)
        for _ in range(dice.choice((1, 1, 3))):
            flipped[dice.randrange(len(whole) if round_ % 2 else 300)] = dice.randrange(256)
        assert read_or_refused(bytes(flipped))


def test_a_truncated_document_is_refused_and_its_open_tag_named(article: Path) -> None:
    whole = article.read_bytes()
    start = whole.index(b"<TEI") + 500
    dice = random.Random(7)
    for offset in (
        start,
        len(whole) // 2,
        len(whole) - 8,
        *(dice.sample(range(start, len(whole) - 8), 40)),
    ):
        found = refusal(whole[:offset])
        assert found.rule == "malformed-xml"
        assert "still open" in found.message
        assert found.related


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    assert read_or_refused(data)


def test_a_catalog_of_the_environment_opens_no_file(
    make_project: MakeProject, edition_command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    root = make_project(
        {
            "a.xml": '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a>&x;</a>',
            "evil.dtd": f'<!ENTITY x "{SECRET}">',
            "catalog.xml": '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
            '<system systemId="http://example.org/a.dtd" uri="evil.dtd"/></catalog>',
        }
    )
    catalog = (root / "catalog.xml").as_uri()
    done = edition_command("validate", "a.xml", cwd=root, XML_CATALOG_FILES=catalog)
    assert done.returncode == 3
    assert SECRET not in done.stdout


def test_a_namespace_that_is_no_address_hides_no_fault(make_project: MakeProject) -> None:
    root = make_project({"a.xml": '<a xmlns="x"><b></a>', "b.xml": '<a xmlns="x"/>'})
    with pytest.raises(Refused) as caught:
        read(root / "a.xml")
    assert "<b> from line 1" in caught.value.diagnostics[0].message
    twice = '<a xmlns="x" xml:id="i"><b xml:id="i"/></a>'
    assert read(make_project({"c.xml": twice}) / "c.xml").root.tag == "{x}a"


@settings(deadline=None)
@given(st.lists(st.text("aé€𝒜\n", max_size=5), min_size=1), st.integers(1, 2000))
def test_every_sign_has_its_place_however_long_its_line(parts: list[str], often: int) -> None:
    before = "".join(part * often for part in parts)[:6000]
    data = f"{before}x".encode()
    offset = len(data) - 1
    assert Lines(data).place(offset) == place_of(data, offset)


def test_a_part_of_a_document_is_told_as_that(edition_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text('<surface xmlns="http://www.tei-c.org/ns/1.0"/>')
    done = edition_command("validate", file)
    told = "The root element is <surface>: this is a part of a TEI document, not a whole. [not-tei]"
    assert told in done.stdout
