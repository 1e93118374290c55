"""RELAX NG: verdicts and places, schemas that another processor never finishes, the cache."""

import gc
import json
from pathlib import Path
from random import Random

import pytest

from edition import relaxng
from edition.diagnostic import Diagnostic, Refused
from edition.document import parse
from edition.relaxng import cache
from edition.relaxng.compiled import load
from tests.conftest import Command, MakeProject, loaded_by
from tests.grammar.raw import judge

NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'
SMALL = f"""<element name="a" {NS}
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <attribute name="n"><data type="integer"/></attribute>
 <optional><attribute name="id" ns="http://www.w3.org/XML/1998/namespace"><data type="ID"/>
 </attribute></optional>
 <oneOrMore><element name="b"><optional><attribute name="id"
  ns="http://www.w3.org/XML/1998/namespace"><data type="ID"/></attribute></optional>
 <text/></element></oneOrMore></element>"""
HANGING = f"""<grammar {NS}><start><ref name="s"/></start>
<define name="s"><element name="s"><group><oneOrMore><ref name="s"/></oneOrMore></group>
<ref name="t"/></element></define>
<define name="t"><optional><attribute name="u"/></optional></define></grammar>"""
PREFIXED = f'<element name="x:a" xmlns:x="u" {NS}><element name="x:b"><empty/></element></element>'


def told(text: str, make_project: MakeProject, schema: str = SMALL) -> list[Diagnostic]:
    path = make_project({"a.rng": schema}) / "a.rng"
    return list(relaxng.validate(parse(text.encode(), "a.xml"), path))


def found(
    text: str, make_project: MakeProject, schema: str = SMALL
) -> list[tuple[str, int | None, int | None]]:
    diagnostics = told(text, make_project, schema)
    return [(item.rule, item.location.line, item.location.column) for item in diagnostics]


def test_a_valid_document_loads_nothing_that_only_a_mistake_needs(
    make_project: MakeProject,
) -> None:
    folder = make_project({"a.rng": SMALL, "a.xml": '<a n="1"><b/></a>', "b.xml": "<a/>"})
    code = (
        "from pathlib import Path\nfrom edition import relaxng\nfrom edition.document import read\n"
        f"folder = Path({str(folder)!r})\n"
        "list(relaxng.validate(read(folder / '{}'), folder / 'a.rng'))"
    )
    for_mistakes = {
        f"edition.relaxng.{name}" for name in ("message.expectation", "message.spelling", "standin")
    }
    right, wrong = (set(loaded_by(code.format(name))) for name in ("a.xml", "b.xml"))
    assert not for_mistakes & right
    assert for_mistakes <= wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<a n="1"><b/></a>', []),
        ('<a n="1">\n  <b/><c/></a>', [("grammar-element", 2, 7)]),
        ('<a n="one"><b/></a>', [("grammar-value", 1, 1)]),
        ("<a><b/></a>", [("grammar-missing-attribute", 1, 1)]),
        ('<a n="1"/>', [("grammar-incomplete", 1, 1)]),
        ('<a n="1">\n x <b/></a>', [("grammar-text", 2, 2)]),
        ('<a n="1" m="2"><b/></a>', [("grammar-attribute", 1, 1)]),
        ("\n<b/>", [("grammar-element", 2, 1)]),
        ('<a n="1">\n<b/><b xml:id="x"/><b xml:id="x"/></a>', [("grammar-id", 2, 20)]),
        ('<a n="x">\n<b/></a>', [("grammar-value", 1, 1)]),
        ('<a n="1"><![CDATA[\n]]>&#120;<b/></a>', [("grammar-text", 2, 4)]),
    ],
)
def test_what_a_grammar_rejects_is_told_once_at_its_place(
    text: str, expected: list[tuple[str, int, int]], make_project: MakeProject
) -> None:
    assert found(text, make_project) == expected


def test_an_id_that_is_given_twice_names_where_it_was_given_first(
    make_project: MakeProject,
) -> None:
    (one,) = told('<a n="1">\n<b xml:id="x"/>\n<b xml:id="x"/></a>', make_project)
    assert [(other.location.line, other.location.column) for other in one.related] == [(2, 1)]


def test_prefixes_mean_their_namespaces(make_project: MakeProject) -> None:
    text = '<p:a xmlns:p="u">\n<p:b/> <p:c/></p:a>'
    assert found(text, make_project, PREFIXED) == [("grammar-element", 2, 8)]
    assert not found('<a xmlns="u"><b/></a>', make_project, PREFIXED)


def test_a_schema_that_libxml2_never_finishes_is_one_like_any_other(
    make_project: MakeProject, edition_command: Command
) -> None:
    files: dict[str, str | bytes] = {
        "hang.rng": HANGING,
        "s.xml": "<s/>",
        "t.xml": '<s><s xml:id="i"/></s>',
    }
    arguments = ("validate", "s.xml", "t.xml", "--schema", "hang.rng", "--format", "json")
    done = edition_command(*arguments, cwd=make_project(files))
    rules = {json.loads(line)["rule"] for line in done.stdout.splitlines()}
    assert rules == {"grammar-incomplete", "grammar-attribute"}
    assert done.returncode == 1


def test_a_schema_that_is_none_is_one_finding_with_its_place(make_project: MakeProject) -> None:
    with pytest.raises(Refused) as caught:
        found("<a/>", make_project, f'<element name="a" {NS}>\n<elment name="b"/></element>')
    (one,) = caught.value.diagnostics
    assert (one.rule, one.location.line) == ("schema-invalid", 2)
    assert one.hint is not None


@pytest.fixture
def schema(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_project({"inner.rng": SMALL, "outer.rng": f'<externalRef href="inner.rng" {NS}/>'})
    monkeypatch.setenv("EDITION_CACHE", str(root / "cache"))
    return root / "outer.rng"


def judged(schema: Path, text: str) -> list[str]:
    """Judge as a new process would: nothing is remembered but what the cache holds."""
    relaxng._loaded.cache_clear()
    return [item.rule for item in relaxng.validate(parse(text.encode(), "a.xml"), schema)]


def kept(schema: Path) -> list[Path]:
    return sorted((schema.parent / "cache").iterdir())


DOCUMENTS = ['<a n="1"><b>x</b></a>', '<a n="x"/>', "<a/>", '<a n="1"><b/><c/>x</a>']


def test_a_schema_out_of_the_cache_judges_as_a_new_one(schema: Path) -> None:
    new = [judged(schema, text) for text in DOCUMENTS]
    assert len(kept(schema)) == 1
    assert [judged(schema, text) for text in DOCUMENTS] == new
    assert new == [
        [],
        ["grammar-value", "grammar-incomplete"],
        ["grammar-missing-attribute", "grammar-incomplete"],
        ["grammar-element", "grammar-text"],
    ]


def test_a_cached_schema_is_read_without_its_grammar(
    schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(schema, DOCUMENTS[0])
    monkeypatch.setattr("edition.relaxng.schema.grammar", None)
    assert judged(schema, DOCUMENTS[0]) == []


def test_a_value_found_right_is_judged_no_more_though_a_run_between_asked_for_none(
    schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    relaxng._loaded.cache_clear()
    gc.collect()  # what other tests have loaded would be kept too
    for text in ('<a n="17"><b>x</b></a>', "<a><c/></a>"):
        judged(schema, text)
        relaxng.keep()
    monkeypatch.setattr("edition.relaxng.automaton.derivative.Derivatives.matches", None)
    assert judged(schema, '<a n="17"><b>x</b></a>') == []


def test_a_schema_is_compiled_anew_when_what_it_takes_in_changes(schema: Path) -> None:
    assert judged(schema, DOCUMENTS[0]) == []
    inner = schema.with_name("inner.rng")
    inner.write_text(SMALL.replace('name="b"', 'name="d"'))
    assert judged(schema, DOCUMENTS[0]) != []


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 500, "flip", "cut", "foreign"])
def test_a_damaged_or_foreign_cache_file_is_made_anew(schema: Path, damage: bytes | str) -> None:
    judged(schema, DOCUMENTS[0])
    (file,) = kept(schema)
    sound = file.read_bytes()
    middle = len(sound) // 2
    file.write_bytes(
        damage
        if isinstance(damage, bytes)
        else {
            "flip": sound[:middle] + bytes([sound[middle] ^ 1]) + sound[middle + 1 :],
            "cut": sound[:middle],
            "foreign": cache.sealed(("another", "shape")),
        }[damage]
    )
    assert judged(schema, DOCUMENTS[0]) == []
    assert judged(schema, DOCUMENTS[2]) == ["grammar-missing-attribute", "grammar-incomplete"]


def test_without_a_place_for_it_nothing_is_cached(
    schema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", "")
    assert judged(schema, DOCUMENTS[0]) == []
    monkeypatch.setenv("EDITION_CACHE", str(schema))  # a file, where a folder should be
    assert judged(schema, DOCUMENTS[0]) == []
    assert not (schema.parent / "cache").exists()


def test_names_that_documents_make_up_are_nothing_to_keep(schema: Path) -> None:
    schema.write_text(
        f"""<grammar {NS}><start><ref name="any"/></start><define name="any">
        <element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore>
        <zeroOrMore><ref name="any"/></zeroOrMore></element></define></grammar>"""
    )
    judged(schema, "<made/>")
    (file,) = kept(schema)
    judged(schema, "<made><up n='1'/></made>")
    relaxng.keep()
    before = file.read_bytes()
    for text in ("<made><up n='1'/></made>", "<new><ones n='1'/></new>"):
        assert judged(schema, text) == []
        relaxng.keep()
        assert file.read_bytes() == before


XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
CHOSEN_BY_ATTRIBUTE = f"""<element name="e" {NS}><choice>
 <group><attribute name="t"/><value>x</value></group>
 <group><attribute name="t"/><value>y</value></group></choice></element>"""


@pytest.mark.parametrize(("text", "rules"), [("x", []), ("y", []), ("z", ["grammar-value"])])
def test_a_content_of_values_that_only_a_document_brings_together_is_judged(
    text: str, rules: list[str], make_project: MakeProject
) -> None:
    told_of = found(f'<e t="1">{text}</e>', make_project, CHOSEN_BY_ATTRIBUTE)
    assert [rule for rule, _, _ in told_of] == rules


NUMBERS = f"""<element name="r" {NS} {XSD}>
 <oneOrMore><element name="n"><data type="integer"/></element></oneOrMore></element>"""


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("<n>abc</n>", (2, 4)),
        ("<n>\n  abc\n</n>", (3, 3)),
        ("<n><!--1-->abc<?x y?></n>", (2, 12)),
        ("<n></n>", (2, 4)),
    ],
)
def test_a_wrong_value_between_tags_is_told_where_it_begins(
    content: str, place: tuple[int, int], make_project: MakeProject
) -> None:
    told_of = found(f"<r><n>1</n>\n{content}</r>", make_project, NUMBERS)
    assert told_of == [("grammar-value", *place)]


IDS = f"""<element name="r" {NS} {XSD}>
 <optional><attribute name="q"><data type="TYPE"/></attribute></optional>
 <zeroOrMore><element name="e">
  <optional><attribute name="id"><data type="ID"/></attribute></optional>
  <optional><attribute name="ref"><data type="IDREF"/></attribute></optional>
  <choice><empty/><attribute name="k"><value>a</value></attribute>
   <group><attribute name="k"><value>b</value></attribute><optional><attribute name="z"/></optional>
   </group></choice></element></zeroOrMore></element>"""


@pytest.mark.parametrize("kind", ["string", "QName"])
@pytest.mark.parametrize(
    ("content", "rules"),
    [
        ('<e id="a"/><e id="a"/>', ["grammar-id"]),
        ('<e id="a" k="a"/><e id="a" k="b"/>', ["grammar-id"]),
        ('<e id="a" k="a"/><e ref="a"/>', []),
        ('<e id="a" no="x"/><e ref="a"/>', ["grammar-attribute"]),
        ('<e id="a" no="x"/><e id="a"/>', ["grammar-attribute", "grammar-id"]),
        ('<e id="a"/><e k="a" ref="b"/>', ["grammar-idref"]),
        ('<e id="a"/><e id="é"/><e id="_"/><e ref="é"/>', []),
        ('<e id="a"/><e id=" b "/><e ref="b"/>', []),
        ('<e id="a"/><e id=" a "/>', ["grammar-id"]),
        ('<e id="a"/><e id="1"/>', ["grammar-value"]),
        ('<e id="a"/><e id="b c"/>', ["grammar-value"]),
        ('<e id="a"/><e id=""/><e ref="b"/>', ["grammar-value", "grammar-idref"]),
        ('<e id="a"/><e no="x"/><e id="a"/>', ["grammar-attribute", "grammar-id"]),
    ],
)
def test_ids_are_counted_on_every_tag_whatever_else_it_bears(
    kind: str, content: str, rules: list[str], make_project: MakeProject
) -> None:
    told_of = found(f"<r>{content}</r>", make_project, IDS.replace("TYPE", kind))
    assert [rule for rule, _, _ in told_of] == rules


def test_an_element_that_lacks_something_is_told_at_its_own_tag_not_at_its_last_child(
    make_project: MakeProject,
) -> None:
    schema = f"""<element name="a" {NS}><element name="b"><empty/></element>
     <element name="c"><empty/></element></element>"""
    assert found("<a>\n <b/></a>", make_project, schema) == [("grammar-incomplete", 1, 1)]


FORTY = [f"n{n}" for n in range(40)]
OPTIONS = "".join(
    f'<optional><element name="{name}"><empty/></element></optional>' for name in FORTY
)
INTERLEAVED = f"""<element name="r" {NS}><zeroOrMore><element name="e"><interleave>{OPTIONS}
</interleave></element></zeroOrMore></element>"""


def test_a_document_of_ever_new_combinations_is_judged_and_tables_stay_bounded(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edition.relaxng.automaton.states._MOST_WIDTH", 3000)
    random = Random(7)
    rows = ["".join(f"<{name}/>" for name in random.sample(FORTY, 8)) for _ in range(1500)]
    text = "<r>" + "".join(f"<e>{row}</e>" for row in rows) + "</r>"
    compiled = load(make_project({"a.rng": INTERLEAVED}) / "a.rng")
    assert judge(compiled.automaton, text.encode()) == []
    assert len(compiled.automaton.states) <= 3001
    compiled.keep(0)  # what was dropped in between is not missed
    assert judge(compiled.automaton, b"<r><e><n1/><n1/></e></r>") != []


def test_names_that_documents_make_up_are_not_kept_for_later_runs(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    schema = f"""<element name="r" {NS}><zeroOrMore><element><anyName/><text/></element>
    </zeroOrMore></element>"""
    text = "<r>" + "".join(f"<made{n}/>" for n in range(9000)) + "</r>"
    compiled = load(make_project({"a.rng": schema}) / "a.rng")
    assert judge(compiled.automaton, text.encode()) == []
    compiled.keep(0)
    (kept,) = tmp_path.glob("*.relaxng")
    assert b"made7" not in kept.read_bytes()
