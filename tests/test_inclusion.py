"""XInclude: what is taken in, what is refused, and that every finding names its own file."""

import json
from pathlib import Path

import pytest

from edition.diagnostic import Refused
from edition.document import Document, read
from edition.document.run import locate_text
from edition.project import at
from edition.validation import Checks, Validation, validate
from tests.conftest import Command, MakeProject
from tests.samples import tei

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def include(attributes: str, inner: str = "") -> str:
    return f"<xi:include {XI} {attributes}>{inner}</xi:include>"


def taking(name: str) -> str:
    return include(f'href="{name}"')


def text_of(root: Path, name: str = "xml/a.xml") -> str:
    """Return the words of the body of a document, white space folded."""
    body = read(root / name).root.find(f".//{{{NS[7:-1]}}}body")
    return "" if body is None else " ".join("".join(map(str, body.itertext())).split())


def judged(root: Path, name: str = "xml/a.xml") -> Validation:
    return validate(read(root / name, name), at(root), Checks(only="rules"))


def rules_of(found: Validation) -> list[str]:
    return [item.rule for item in found.diagnostics]


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ('href="b.xml"', "first second"),
        ('href="%62.xml"', "first second"),
        ('href="../xml/b.xml" parse="xml"', "first second"),
        ('href="b.xml" xpointer="two"', "second"),
        ('href="b.xml" xpointer="element(two)"', "second"),
        ('href="b.xml" xpointer="element(/1/2)"', "second"),
        ('href="b.xml" xpointer="element(all/1)"', "first"),
        ('href="b.xml" xpointer="none(x)element(two)"', "second"),
        ('href="b.xml" xpointer="xpointer(id(\'two\'))"', "second"),
        (
            'href="b.xml" xpointer="xmlns(t=http://www.tei-c.org/ns/1.0)xpointer(//t:p[2])"',
            "second",
        ),
        (
            'href="b.xml" xpointer="xmlns(t=http://www.tei-c.org/ns/1.0)xpointer(//t:p[@n])"',
            "firstsecond",
        ),
        ('href="b.txt" parse="text"', "a < b & c"),
        ('href="l.txt" parse="text" encoding="ISO-8859-1"', "é"),
        ('xpointer="here"', "the same file"),
    ],
)
def test_what_an_inclusion_names_stands_in_its_place(
    attributes: str, words: str, make_project: MakeProject
) -> None:
    body = f'<div>{include(attributes)}</div><note xml:id="here">the same file</note>'
    part = f'<div {NS} xml:id="all"><p n="1">first</p> <p n="2" xml:id="two">second</p></div>'
    root = make_project(
        {
            "xml/a.xml": tei(body),
            "xml/b.xml": part,
            "xml/b.txt": "a < b & c",
            "xml/l.txt": "é".encode("latin-1"),
        }
    )
    assert text_of(root) == f"{words}the same file"


def test_findings_name_the_file_and_the_place_that_they_are_about(
    make_project: MakeProject, edition_command: Command
) -> None:
    grammar = (
        "default namespace = 'http://www.tei-c.org/ns/1.0' start = any any = element * "
        "- (b | c) { (attribute * { text } | text | any)* }"
    )
    part = f'<!-- é -->\n<div {NS}>\n  <p>é <b/></p>\n  <p who="#x"/>\n</div>'
    root = make_project(
        {
            "xml/a.xml": tei(f"<p/>{taking('parts/b.xml')} <c/>\n<p><b/></p>"),
            "xml/parts/b.xml": part,
            "xml/schema/s.rnc": grammar,
        }
    )
    done = edition_command("validate", "--schema", "s.rnc", "--format", "json", cwd=root)
    every = [json.loads(line) for line in done.stdout.splitlines()]
    found = [item for item in every if item["rule"] in {"grammar-element", "dangling-pointer"}]
    start = len("<p/>" + taking("parts/b.xml") + " ") + 1
    assert [(item["file"], item["line"], item["column"]) for item in found] == [
        ("xml/parts/b.xml", 3, 8),
        ("xml/parts/b.xml", 4, 3),
        ("xml/a.xml", 7, start),
        ("xml/a.xml", 8, 4),
    ]


def test_what_is_wrong_with_a_file_that_several_documents_take_in_is_told_once(
    make_project: MakeProject, edition_command: Command
) -> None:
    part = f'<div {NS}><p who="#x">a</p></div>'
    root = make_project(
        {
            "edition.toml": 'ignore = ["no-schema"]',
            "xml/a.xml": tei(taking("parts/b.xml")),
            "xml/c.xml": tei(taking("parts/b.xml") + '<p who="#x">c</p>'),
            "xml/parts/b.xml": part,
        }
    )
    done = edition_command("validate", "--format", "json", cwd=root)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(item["file"], item["rule"]) for item in found] == [
        ("xml/parts/b.xml", "dangling-pointer"),
        ("xml/c.xml", "dangling-pointer"),
    ]


def test_an_element_and_a_text_from_another_file_are_located_there(
    make_project: MakeProject,
) -> None:
    root = make_project({"a.xml": f"<a>{taking('b.xml')}<c/></a>", "b.xml": "<b>\n é<d/></b>"})
    document = read(root / "a.xml", "a.xml")
    places = [str(document.locate(element)) for element in document.root.iter("*")]
    assert places == [
        "a.xml:1:1",
        "b.xml:1:1",
        "b.xml:2:3",
        f"a.xml:1:{4 + len(taking('b.xml'))}",
    ]
    assert str(locate_text(document, 0, 2)) == "b.xml:2:2"


@pytest.mark.parametrize(
    ("attributes", "rule"),
    [
        ('href="none.xml"', "missing-inclusion"),
        ('href="b.xml" xpointer="none"', "missing-inclusion"),
        ('href="b.xml" xpointer="element(/1/9)"', "missing-inclusion"),
        ('href="../../secret.txt" parse="text"', "unchecked-inclusion"),
        ('href="/etc/hostname" parse="text"', "unchecked-inclusion"),
        ('href="file:///etc/hostname" parse="text"', "unchecked-inclusion"),
        ('href="https://example.org/b.xml"', "unchecked-inclusion"),
        ('href="//example.org/b.xml"', "unchecked-inclusion"),
        ('href="out.xml"', "unchecked-inclusion"),
        ('href="b.xml" xpointer="xpointer(//*[count(//*) > 1])"', "unchecked-inclusion"),
        ('href="b.xml" xpointer="range(1)"', "unchecked-inclusion"),
        ('href="b.xml" xpointer="xpointer("', "unchecked-inclusion"),
        ('href="b.xml#two"', "faulty-inclusion"),
        ('href="b.xml" parse="html"', "faulty-inclusion"),
        ('href="http://["', "faulty-inclusion"),
        ('href="l.txt" parse="text"', "faulty-inclusion"),
        ('href="l.txt" parse="text" encoding="klingon"', "faulty-inclusion"),
        ('href="bell.txt" parse="text"', "faulty-inclusion"),
        ('href="b.xml" parse="text" xpointer="two"', "faulty-inclusion"),
        ("", "faulty-inclusion"),
        ('href="a.xml"', "endless-inclusion"),
        ('href="loop.xml"', "endless-inclusion"),
        ('href="open.xml"', "malformed-xml"),
        ('href="b.txt"', "not-xml"),
        ('href="entity.xml"', "external-entity"),
    ],
)
def test_what_cannot_be_taken_in_is_one_finding(
    attributes: str, rule: str, make_project: MakeProject, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        "project/xml/a.xml": tei(f"<div>{include(attributes)}</div>"),
        "project/xml/b.xml": f'<p {NS} xml:id="two"/>',
        "project/xml/b.txt": "words",
        "project/xml/l.txt": "é".encode("latin-1"),
        "project/xml/bell.txt": "\x07",
        "project/xml/loop.xml": f"<p {NS}>{taking('loop.xml')}</p>",
        "project/xml/open.xml": "<p>",
        "project/xml/entity.xml": '<!DOCTYPE p [<!ENTITY e SYSTEM "b.txt">]><p>&e;</p>',
        "secret.txt": "SECRET",
    }
    root = make_project(files) / "project"
    (root / "xml" / "out.xml").symlink_to(tmp_path / "secret.txt")
    found = judged(root)
    assert rules_of(found) == [rule]
    assert "what XInclude names and could not be taken in" in found.unchecked
    assert b"SECRET" not in read(root / "xml" / "a.xml").data
    assert found.refused == (rule in {"malformed-xml", "not-xml", "external-entity"})


def test_a_fallback_stands_in_and_what_is_not_followed_is_still_told(
    make_project: MakeProject,
) -> None:
    fallback = f"<xi:fallback><p>instead {taking('b.xml')}</p></xi:fallback>"
    body = include('href="none.xml"', fallback) + include('href="https://x.org/"', fallback)
    root = make_project({"xml/a.xml": tei(f"<div>{body}</div>"), "xml/b.xml": f"<q {NS}>b</q>"})
    assert text_of(root) == "instead binstead b"
    assert rules_of(judged(root)) == ["unchecked-inclusion"]


def test_a_gap_is_nothing_that_the_grammar_misses(
    make_project: MakeProject, edition_command: Command
) -> None:
    schema = "element a { element b { empty }, element c { empty } }"
    root = make_project(
        {
            "one.xml": f"<a>{taking('none.xml')}</a>",
            "two.xml": f"<a>{taking('none.xml')}<c/></a>",
            "three.xml": f"<a>{taking('none.xml')}<d/></a>",
            "s.rnc": schema,
        }
    )
    names = ("one.xml", "two.xml", "three.xml")
    done = edition_command("validate", *names, "--schema", "s.rnc", "--format", "json", cwd=root)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    told = [(item["file"], item["rule"]) for item in found if item["rule"] != "missing-inclusion"]
    assert told == [("three.xml", "grammar-element")]


def test_prefixes_and_languages_come_along(make_project: MakeProject) -> None:
    part = '<x:a xmlns:x="u" xml:lang="fa"><x:b xml:id="b"><c/></x:b></x:a>'
    inner = include('href="b.xml" xpointer="b"')
    root = make_project({"a.xml": f'<a xmlns="v">{inner}</a>', "b.xml": part})
    (taken,) = read(root / "a.xml").root
    assert taken.tag == "{u}b"
    assert taken.get("{http://www.w3.org/XML/1998/namespace}lang") == "fa"
    assert [child.tag for child in taken] == ["c"]


def test_files_in_other_encodings_and_with_entities_of_their_own_are_joined(
    make_project: MakeProject,
) -> None:
    first = f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>é{taking("b.xml")}</a>'
    second = '<!DOCTYPE b [<!ENTITY e "ü">]>\n<b>&e;<c/></b>'
    third = f'<?xml version="1.0" encoding="UTF-16"?><a>é{taking("b.xml")}</a>'
    root = make_project(
        {"a.xml": first.encode("latin-1"), "b.xml": second, "c.xml": third.encode("utf-16")}
    )
    for name in ("a.xml", "c.xml"):
        document = read(root / name, name)
        assert "".join(map(str, document.root.itertext())) == "éü"
        assert str(document.locate(document.root[0][0])) == "b.xml:2:7"


def test_files_that_multiply_each_other_come_to_an_end(make_project: MakeProject) -> None:
    files: dict[str, str | bytes] = {
        f"{n}.xml": f"<a>{taking(str(n + 1) + '.xml') * 10}</a>" for n in range(10)
    }
    root = make_project({**files, "10.xml": "<a>" + "x" * 1000 + "</a>"})
    document = read(root / "0.xml")
    assert {item.rule for item in document.diagnostics} == {"endless-inclusion"}
    assert len(document.data) < 30_000_000


def test_relative_pointers_start_from_the_file_that_they_stand_in(
    make_project: MakeProject,
) -> None:
    root = make_project(
        {
            "xml/a.xml": tei(f'<p xml:id="p"/>{taking("parts/b.xml")}'),
            "xml/parts/b.xml": f'<p {NS} xml:id="b"><ref target="c.xml#c #p b.xml#b"/></p>',
            "xml/parts/c.xml": tei('<p xml:id="c"/>'),
        }
    )
    assert rules_of(judged(root)) == []


def test_an_instruction_silences_what_it_stands_before_though_that_is_taken_in(
    make_project: MakeProject,
) -> None:
    body = f"<p>a</p><?edition allow dangling-pointer?>{taking('b.xml')}<p corresp='#y'>c</p>"
    root = make_project({"xml/a.xml": tei(body), "xml/b.xml": f'<p {NS} corresp="#x">b</p>'})
    (only,) = judged(root).diagnostics
    assert "#y" in only.message


def test_what_is_taken_in_is_no_document_of_its_own(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project(
        {
            "xml/a.xml": tei(f"{taking('parts/b.xml')}", name="a"),
            "xml/parts/b.xml": f"<div {NS}><p>b</p>{taking('c.xml')}</div>",
            "xml/parts/c.xml": f"<div {NS}><p>c</p></div>",
        }
    )
    for paths in ((), ("xml",)):
        done = edition_command("validate", *paths, "--only", "rules", cwd=root)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr.startswith("1 document:")


def test_pages_and_citations_have_the_whole_text(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project(
        {
            "xml/a.xml": tei(f"{taking('b.xml')}", name="a"),
            "xml/b.xml": f'<p {NS} xml:id="p">Whole.</p>',
        }
    )
    done = edition_command("build", cwd=root)
    assert (root / "build" / "a.txt").read_text() == "Whole.\n"
    assert b"include" not in (root / "build" / "a.xml").read_bytes().partition(b"<text>")[2]
    assert done.returncode == 0
    cited = edition_command("cite", "a#p", cwd=root)
    assert cited.stdout.startswith("Whole.\n")


def test_a_page_is_not_written_in_silence_where_a_part_is_missing(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"xml/a.xml": tei(f"<p>x</p>{taking('b.xml')}", name="a")})
    for command in ("export", "build"):
        done = edition_command(command, cwd=root)
        assert done.returncode == 1
        assert done.stderr.count("[missing-inclusion]") == 1


def test_a_fix_is_made_in_the_file_itself_and_nothing_is_joined_on_disk(
    make_project: MakeProject, edition_command: Command
) -> None:
    main = f"<a><c/>{taking('b.xml')}\n<speeker/></a>"
    part = "<a><speeker/></a>"
    schema = "start = a a = element a { (element speaker { empty } | element c { empty } | a)* }"
    root = make_project({"a.xml": main, "b.xml": part, "s.rnc": schema})
    done = edition_command("validate", "a.xml", "--schema", "s.rnc", "--fix", cwd=root)
    assert (root / "a.xml").read_text() == main.replace("speeker", "speaker")
    assert (root / "b.xml").read_text() == part
    assert "b.xml:1:4: error: No element is called <speeker>" in done.stdout


def test_schematron_of_ones_own_names_the_file_too(
    make_project: MakeProject, edition_command: Command
) -> None:
    rules = (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="b">'
        '<report id="no-b" test="true()">No b, please.</report></rule></pattern></schema>'
    )
    root = make_project(
        {"a.xml": f"<a>\n{taking('p.xml')}<b/></a>", "p.xml": "<c>\n\n<b/></c>", "s.sch": rules}
    )
    done = edition_command("validate", "a.xml", "--schema", "s.sch", "--format", "json", cwd=root)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    places = [(item["file"], item["line"]) for item in found if item["rule"] == "no-b"]
    assert places == [("p.xml", 3), ("a.xml", 2)]


def test_a_plain_document_is_streamed_and_never_joined(make_project: MakeProject) -> None:
    root = make_project({"a.xml": tei("<p/>")})
    document = read(root / "a.xml")
    assert document.expansion is None
    assert document.data is document.source


def test_a_long_file_that_changes_between_two_looks_at_it_is_refused(
    make_project: MakeProject,
) -> None:
    long = f"<a>{'long ' * 250_000}</a>"
    root = make_project({"a.xml": long})
    document = Document("a.xml", root / "a.xml")
    assert b"".join(document.chunks()) == long.encode()
    (root / "a.xml").write_text("<a>changed</a>")
    with pytest.raises(Refused) as caught:
        list(document.chunks())
    assert "changed while it was read" in caught.value.diagnostics[0].message


def test_a_file_that_goes_or_changes_behind_an_inclusion_is_read_once(
    make_project: MakeProject,
) -> None:
    root = make_project({"a.xml": f"<a>{taking('b.xml')}</a>", "b.xml": "<b/>"})
    document = read(root / "a.xml")
    (root / "b.xml").unlink()
    assert b"<b/>" in document.data
    assert document.diagnostics == ()


def test_standard_input_takes_in_nothing_but_itself(edition_command: Command) -> None:
    own = include('xpointer="n"')
    text = tei(f'<p>{taking("b.xml")}{own}</p><note xml:id="n"/>')
    done = edition_command("validate", "-", "--only", "rules", stdin=text.encode())
    assert "unchecked-inclusion" in done.stdout
    assert done.stdout.count("inclusion") < 5


@pytest.mark.parametrize("folder", ["xml", "loose"])
def test_a_part_that_is_judged_alone_may_point_into_the_whole(
    folder: str, make_project: MakeProject, edition_command: Command
) -> None:
    person = f'<listPerson {NS}><person xml:id="ann"/></listPerson>'
    pointers = "".join(f'<p corresp="#{name}"/>' for name in ("one", "ann", "bob", "other", "none"))
    root = make_project(
        {
            f"{folder}/book.xml": tei(
                f'<div xml:id="one"/>{taking("parts/two.xml")}{taking("parts/people.xml")}'
                f"{taking('parts/three.xml')}"
            ),
            f"{folder}/parts/two.xml": tei(pointers),
            f"{folder}/parts/people.xml": person,
            f"{folder}/parts/three.xml": tei('<p xml:id="other"/>'),
            f"{folder}/parts/beside.xml": f'<div {NS}><p xml:id="bob"/></div>',
        }
    )
    done = edition_command("validate", f"{folder}/parts/two.xml", "--format", "json", cwd=root)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    dangling = [item["message"] for item in found if item["rule"] == "dangling-pointer"]
    assert [message.partition("”")[0] for message in dangling] == [
        "corresp=“#bob",
        "corresp=“#other",
        "corresp=“#none",
    ]
