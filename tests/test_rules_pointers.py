"""Rules on pointers, schemas, ids, numbers, notes, registers and witnesses: what each tells."""

from pathlib import Path

import pytest

from edition.diagnostic import Diagnostic
from edition.document import Document, parse, read
from edition.project import Project, find
from edition.rule import rules
from edition.validation import Checks, validate
from tests.conftest import Command, MakeProject
from tests.samples import tei

MINE = frozenset(
    """call-without-note dangling-pointer dangling-schema disagreeing-names duplicate-entry-id
    faulty-prefix malformed-authority-id misplaced-number note-without-call one-sided-link
    reversed-range shared-authority-id skipped-number unchecked-pointer unchecked-schema
    uncited-witness unknown-witness unmatched-line-part unused-entry witness-twice
    wrong-kind-pointer""".split()
)


def diagnose(path: Path) -> list[Diagnostic]:
    project, document = find(path), read(path)
    every = [rule for rule in rules() if rule.name in MINE]
    return [item for rule in every for item in rule.diagnose(document, project)]


def names(path: Path) -> list[str]:
    return [item.rule for item in diagnose(path)]


def judged(body: str, make_project: MakeProject) -> list[str]:
    """Return the names of the rules that a document of a project without others breaks."""
    return names(make_project({"edition.toml": "", "xml/a.xml": tei(body)}) / "xml" / "a.xml")


def text_of(path: Path, command: Command) -> str:
    return command("validate", "--only", "rules", path).stdout


# Pointers


def test_an_address_on_the_web_without_its_scheme_is_told_how_it_begins(
    make_project: MakeProject,
) -> None:
    body = '<p><ref target="www.example.org">there</ref></p>'
    root = make_project({"edition.toml": "", "xml/a.xml": tei(body)})
    (found,) = diagnose(root / "xml" / "a.xml")
    assert found.rule == "dangling-pointer"
    assert (found.hint or "").endswith("write https://www.example.org.")


@pytest.mark.parametrize("value", ["?q=1", "?q=1#x", "?"])
def test_a_question_to_a_server_is_unchecked_and_no_missing_file(
    value: str, make_project: MakeProject
) -> None:
    body = f'<p><ref target="{value}">there</ref></p>'
    root = make_project({"edition.toml": "", "xml/a.xml": tei(body)})
    (found,) = diagnose(root / "xml" / "a.xml")
    assert found.rule == "unchecked-pointer"
    assert found.message == f"target=“{value}” names no file, but asks a web server: not checked."
    assert "https://example.org/" in (found.hint or "")


@pytest.mark.parametrize(
    ("settings", "body", "message", "hint"),
    [
        (
            {},
            '<pb facs="page1.jpg"/>',
            "facs=“page1.jpg” names a file that is not at hand: not checked.",
            "Put it there, if it belongs to the edition.",
        ),
        (
            {"edition.toml": ""},
            '<pb facs="../../page1.jpg"/>',
            "facs=“../../page1.jpg” leads out of this project: not checked.",
            "Bring what it names into the project.",
        ),
        (
            {},
            '<p><ref target="10.34847/nkl.5a">a</ref></p>',
            "target=“10.34847/nkl.5a” is a DOI: not checked.",
            "Write the address that it stands for: https://doi.org/10.34847/nkl.5a.",
        ),
    ],
)
def test_a_pointer_out_of_reach_is_told_by_what_it_is(
    settings: dict[str, str], body: str, message: str, hint: str, tmp_path: Path
) -> None:
    folder = tmp_path / "texts" / "xml" if settings else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in settings.items():
        (folder.parent / name).write_text(text)
    (folder / "a.xml").write_text(tei(body))
    (found,) = diagnose(folder / "a.xml")
    assert (found.rule, found.message, found.hint) == ("unchecked-pointer", message, hint)


def test_a_missing_file_with_the_name_of_a_doi_is_told_the_address(
    make_project: MakeProject,
) -> None:
    body = '<p><ref target="10.34847/nkl.5a">a</ref></p>'
    root = make_project({"edition.toml": "", "xml/a.xml": tei(body)})
    (found,) = diagnose(root / "xml" / "a.xml")
    assert found.rule == "dangling-pointer"
    assert (found.hint or "").endswith("https://doi.org/10.34847/nkl.5a.")


PERSONS = '<listPerson><person xml:id="carl"/><personGrp xml:id="poets"/></listPerson>'
PLACES = '<listPlace><place xml:id="weimar"/></listPlace>'


@pytest.mark.parametrize(
    "pointing",
    [
        '<persName ref="#weimar"/>',
        '<placeName ref="#carl"/>',
        '<settlement ref="#carl"/>',
        '<rs type="person" ref="#weimar"/>',
        '<stage who="#weimar"/>',
        '<author ref="#weimar"/>',
        '<hi rendition="#carl"/>',
        '<pb facs="#p1"/>',
        '<add hand="#weimar"/>',
        '<corr resp="#weimar"/>',
        '<date datingPoint="#carl"/>',
        '<move where="#carl"/>',
    ],
)
def test_a_pointer_to_another_kind_of_thing_is_told(
    pointing: str, make_project: MakeProject
) -> None:
    used = '<rs ref="#carl"/><rs ref="#weimar"/><rs ref="#poets"/>'
    body = f'<p xml:id="p1">{used}{pointing}</p>{PERSONS}{PLACES}'
    assert judged(body, make_project) == ["wrong-kind-pointer"]


@pytest.mark.parametrize(
    "pointing",
    [
        '<persName ref="#carl"/>',
        '<persName ref="#poets"/>',
        '<orgName ref="#weimar"/>',
        '<rs type="motif" ref="#weimar"/>',
        '<seg corresp="#weimar" ana="#carl" sameAs="#p1"/>',
        '<stage who="#role"/>',
        '<corr resp="#ed"/>',
        '<add hand="#carl"/>',
        '<placeName ref="a.xml"/>',
    ],
)
def test_a_pointer_to_what_may_be_meant_is_let_be(pointing: str, make_project: MakeProject) -> None:
    used = '<rs ref="#carl"/><rs ref="#weimar"/><rs ref="#poets"/>'
    others = '<role xml:id="role"/><name xml:id="ed"/>'
    body = f'<p xml:id="p1">{used}{others}{pointing}</p>{PERSONS}{PLACES}'
    assert judged(body, make_project) == []


def test_one_value_that_dangles_is_one_finding_with_a_count(
    make_project: MakeProject, edition_command: Command
) -> None:
    body = "<p>" + '<hi rendition="#longs">s</hi>' * 30 + "</p>"
    root = make_project({"edition.toml": "", "xml/a.xml": tei(body)})
    text = text_of(root, edition_command)
    assert text.count("[dangling-pointer]") == 1
    assert "(30 in all)" in text


def test_a_prefix_that_stands_for_a_web_address_is_one(
    make_project: MakeProject, edition_command: Command
) -> None:
    declared = '<prefixDef ident="g" matchPattern="(.+)" replacementPattern="gnd:$1"/>'
    declared += (
        '<prefixDef ident="gnd" matchPattern="(.+)" replacementPattern="https://d-nb.info/gnd/$1"/>'
    )
    header = f"<encodingDesc><listPrefixDef>{declared}</listPrefixDef></encodingDesc>"
    body = '<p><persName ref="g:118540238"/><persName ref="gnd:118540239"/></p>'
    root = make_project({"edition.toml": "", "xml/a.xml": tei(body, header=header)})
    assert names(root / "xml" / "a.xml") == ["malformed-authority-id"]
    assert "2 web addresses" in edition_command("validate", "--only", "rules", root).stderr


@pytest.mark.parametrize("pointer", ["#xpath(//p)", "#range(left(//p),right(//q))"])
def test_a_pointer_scheme_is_said_to_be_unchecked_not_to_lead_away(
    pointer: str, make_project: MakeProject
) -> None:
    root = make_project({"edition.toml": "", "xml/a.xml": tei(f'<ref target="{pointer}">x</ref>')})
    [found] = diagnose(root / "xml" / "a.xml")
    assert found.rule == "unchecked-pointer"
    assert "leads out" not in found.message


def test_cyclic_prefixes_are_one_clear_finding(make_project: MakeProject) -> None:
    prefix = '<prefixDef ident="{}" matchPattern="(.+)" replacementPattern="{}:$1"/>'
    both = prefix.format("a", "b") + prefix.format("b", "a")
    header = f"<encodingDesc><listPrefixDef>{both}</listPrefixDef></encodingDesc>"
    text = tei('<ref target="a:x">x</ref>', header=header)
    [found] = diagnose(make_project({"edition.toml": "", "xml/a.xml": text}) / "xml" / "a.xml")
    assert found.rule == "dangling-pointer"
    assert "by way of itself" in found.message


@pytest.mark.parametrize(
    ("body", "broken"),
    [
        ('<p>a<delSpan spanTo="#e"/>b<anchor xml:id="e"/></p>', False),
        ('<p><anchor xml:id="e"/>a<delSpan spanTo="#e"/>b</p>', True),
        ('<p><w xml:id="a"/><w xml:id="b"/><span from="#a" to="#b"/></p>', False),
        ('<p><w xml:id="a"/><w xml:id="b"/><span from="#b" to="#a"/></p>', True),
        ('<bibl><biblScope from="149" to="152"/></bibl>', False),
        ('<bibl><biblScope from="152" to="149"/></bibl>', True),
        ('<bibl><biblScope from="152" to="9"/></bibl>', False),
        ('<bibl><biblScope from="xii" to="4"/></bibl>', False),
        ('<p><locus from="12v" to="12r"/></p>', True),
        ('<p><locus from="12r" to="12v"/></p>', False),
        ('<p><locus from="1r1" to="1v23"/></p>', False),
    ],
)
def test_a_range_is_reversed_where_its_end_stands_first(
    body: str, broken: bool, make_project: MakeProject
) -> None:
    assert judged(body, make_project) == (["reversed-range"] if broken else [])


def test_a_link_that_is_contradicted_is_told(make_project: MakeProject) -> None:
    body = '<p><s xml:id="a" next="#c"/><s xml:id="b"/><s xml:id="c" prev="#b"/></p>'
    assert judged(body, make_project) == ["one-sided-link"]


def test_a_link_that_is_not_returned_is_told_only_where_all_others_are(
    make_project: MakeProject,
) -> None:
    pair = '<s xml:id="a{0}" next="#b{0}"/><s xml:id="b{0}" prev="#a{0}"/>'
    single = '<s xml:id="x" next="#y"/><s xml:id="y"/>'
    pairs = "".join(pair.format(n) for n in range(4))
    assert judged(f"<p>{single}</p>", make_project) == []
    assert judged(f"<p>{pairs}</p>", make_project) == []
    assert judged(f"<p>{pairs}{single}</p>", make_project) == ["one-sided-link"]


def test_xml_base_sends_relative_pointers_to_the_web_and_ids_stay(
    make_project: MakeProject, edition_command: Command
) -> None:
    body = (
        '<div xml:base="https://example.org/texts/"><p xml:id="p1"><ref target="letter-7">x</ref>'
        '<ref target="#p1">y</ref><ref target="#p2">z</ref></p></div>'
    )
    root = make_project({"edition.toml": "", "xml/a.xml": tei(body)})
    assert names(root / "xml" / "a.xml") == ["dangling-pointer"]
    done = edition_command("validate", "--only", "rules", root)
    assert "1 web address" in done.stderr


def test_a_relative_xml_base_is_followed(make_project: MakeProject) -> None:
    body = '<p xml:base="sub/"><ref target="b.xml#p1">x</ref><ref target="b.xml#p2">y</ref></p>'
    files = {"xml/a.xml": tei(body), "xml/sub/b.xml": tei('<p xml:id="p1"/>')}
    root = make_project({"edition.toml": "", **files})
    assert names(root / "xml" / "a.xml") == ["dangling-pointer"]


def test_what_is_relative_to_a_urn_is_out_of_reach_and_no_finding(
    make_project: MakeProject,
) -> None:
    body = '<div xml:base="urn:cts:latinLit:phi0119"><p><ref target="n27.1">x</ref></p></div>'
    assert judged(body, make_project) == []


# Schemas

MODEL = '<?xml-model href="{}" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
GRAMMAR = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><text/></start></grammar>'


def modelled(*hrefs: str) -> str:
    head, _, rest = tei("<p/>").partition("\n")
    return f"{head}\n{''.join(map(MODEL.format, hrefs))}{rest}"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("schema/letters.rng", []),
        ("schema/leters.rng", ["dangling-schema"]),
        ("../elsewhere/none.rng", ["dangling-schema"]),
        ("../../beyond/none.rng", ["unchecked-schema"]),
        ("https://example.org/letters.rng", ["unchecked-schema"]),
        ("http://[", ["dangling-schema"]),
    ],
)
def test_a_schema_is_there_missing_or_out_of_reach(
    href: str, expected: list[str], make_project: MakeProject
) -> None:
    files = {
        "p/xml/schema/letters.rng": GRAMMAR,
        "p/xml/a.xml": modelled(href, "schema/letters.rng"),
    }
    path = make_project({"p/edition.toml": "", **files}) / "p" / "xml" / "a.xml"
    found = diagnose(path)
    assert [item.rule for item in found] == expected
    assert all((item.location.line, item.location.column) == (2, 1) for item in found)


def test_a_misspelt_schema_is_offered_the_name_beside_it(make_project: MakeProject) -> None:
    files = {"texts/a.xml": modelled("../meta/leters.rng"), "meta/letters.rng": GRAMMAR}
    [found] = diagnose(make_project({**files}) / "texts" / "a.xml")
    assert found.rule == "dangling-schema"
    assert found.hint == "Did you mean letters.rng?"


def test_a_file_of_no_project_may_have_left_its_schema_behind(make_project: MakeProject) -> None:
    files = {"texts/own.rng": GRAMMAR, "texts/a.xml": modelled("../meta/letters.rng", "own.rng")}
    assert names(make_project({**files}) / "texts" / "a.xml") == ["unchecked-schema"]


def test_a_document_that_no_schema_judges_is_told_so_once(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"a.xml": modelled("https://example.org/letters.rng")})
    done = edition_command("validate", "a.xml", cwd=root)
    assert "[no-schema]" in done.stdout
    assert "unchecked-schema" not in done.stdout


def test_a_schema_that_is_not_there_is_told_once(
    make_project: MakeProject, edition_command: Command
) -> None:
    root = make_project({"xml/a.xml": modelled("schema/tei_al.rng")})
    done = edition_command("validate", "xml/a.xml", cwd=root)
    assert ("[dangling-schema]" in done.stdout, "[no-schema]" in done.stdout) == (True, False)


@pytest.mark.parametrize("more", [(), ("own.rng",)])
def test_an_ending_that_no_schema_has_is_told_before_it_is_fetched(
    more: tuple[str, ...], make_project: MakeProject, edition_command: Command
) -> None:
    text = modelled("https://example.org/tei_all.rgn", *more)
    root = make_project({"own.rng": GRAMMAR, "a.xml": text})
    told = edition_command("validate", "a.xml", cwd=root).stdout
    assert ("did you mean .rng?" in told, "schema add" in told) == (True, False)


# Echoes


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ('matchPattern="([a-z]+" replacementPattern="#$1"', "is faulty"),
        ('matchPattern="[a-z]+" replacementPattern="#$1"', "no group for $1"),
        ('matchPattern="([a-z]+)+" replacementPattern="#$1"', "take for ever"),
    ],
)
def test_a_prefix_that_cannot_be_used_is_told_where_it_is_declared_and_nowhere_else(
    declared: str, told: str, make_project: MakeProject
) -> None:
    header = f'<listPrefixDef><prefixDef ident="p" {declared}/></listPrefixDef>'
    path = make_project({"a.xml": tei('<p corresp="p:a p:b"/>', header=header)}) / "a.xml"
    (found,) = (each for each in diagnose(path) if each.rule != "empty-element")
    assert (found.rule, found.location.line, told in found.message) == ("faulty-prefix", 3, True)


def test_a_prefix_that_leads_back_to_itself_is_not_said_to_be_undeclared(
    make_project: MakeProject,
) -> None:
    declared = '<prefixDef ident="cyc" matchPattern="(.+)" replacementPattern="cyc:$1"/>'
    header = f"<listPrefixDef>{declared}</listPrefixDef>"
    path = make_project({"a.xml": tei('<p corresp="cyc:a">A</p>', header=header)}) / "a.xml"
    (found,) = diagnose(path)
    assert (found.rule, "its own prefixDef leads back to" in found.message) == (
        "unchecked-pointer",
        True,
    )
    assert "Declare" not in str(found.hint)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p><delSpan spanTo="#nope"/>x</p>', ["dangling-pointer"]),
        (
            '<p><anchor xml:id="end"/>x<delSpan spanTo="#end"/></p>',
            ["att.spanning-spanTo-spanTo-points-to-following"],
        ),
        ('<p><graphic url="my pic.png"/></p>', ["grammar-value"]),
        ('<p><graphic url="no pic.png"/></p>', ["grammar-value"]),
        ('<p><graphic url="no.png" xml:id="0"/></p>', ["dangling-pointer", "malformed-id"]),
        ("<p>x<div><p>y</p></div></p>", ["grammar-element"]),
        ("<p>x<note><p>y</p></note><quote><p>z</p></quote></p>", []),
    ],
)
def test_one_mistake_is_one_finding(
    body: str, expected: list[str], shared: Path, make_project: MakeProject
) -> None:
    root = make_project({"xml/a.xml": tei(body), "xml/my pic.png": ""})
    path = root / "xml" / "a.xml"
    checks = Checks(schemas=(str(shared / "data" / "tei" / "tei_all.rng"),))
    found = validate(read(path), find(path), checks).diagnostics
    assert [item.rule for item in found] == expected


# Ids


@pytest.mark.parametrize(
    ("file", "name", "idno", "broken"),
    [
        ("L00308", "L00308", "L00308", 0),
        ("L00308", "L00380", "L00308", 1),
        ("L00308", "L00308", "https://example.org/letters/L00309.xml", 1),
        ("L00308", "L00308", "https://hdl.handle.net/21.11115/0000-000E", 0),
        ("hamlet", "shake000032", "", 0),
        ("ENG18610_Eliot", "ENG18610", "", 0),
        ("gorbachev-response", "gorbachev-respnse", "", 1),
        ("act-1", "act-1b", "", 0),
    ],
)
def test_names_of_a_document_disagree_by_a_slip(
    file: str, name: str, idno: str, broken: int, make_project: MakeProject
) -> None:
    header = f"<fileDesc><publicationStmt><idno>{idno}</idno></publicationStmt></fileDesc>"
    text = tei("<p/>", name=name, header=header)
    root = make_project({"edition.toml": "", f"xml/{file}.xml": text})
    assert names(root / "xml" / f"{file}.xml") == ["disagreeing-names"] * broken


# Notes and parts of lines

FOUR = "".join(f'<ref target="#n{n}"/>' for n in range(1, 5))
NOTES = "".join(f'<note xml:id="n{n}">x</note>' for n in range(1, 6))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{FOUR}</p>{NOTES}", ["note-without-call"]),
        (f'<p>{FOUR}<ref target="#n5"/></p>{NOTES}', []),
        (f"<p/>{NOTES}", []),
        ('<p><ref type="footnote">1</ref></p>', ["call-without-note"]),
        ('<p xml:id="p"><ptr type="noteAnchor" target="#p"/></p>', ["call-without-note"]),
        ('<p><ptr type="noteAnchor" target="#n"/></p><note xml:id="n">x</note>', []),
        ('<p><note target="n.1"/></p><note n="n.1">x</note>', ["unchecked-pointer"]),
        (
            '<p><note target="n.2"/></p><note n="n.1" target="#a">x</note><anchor xml:id="a"/>',
            ["call-without-note", "unchecked-pointer"],
        ),
    ],
)
def test_notes_and_their_calls_belong_together(
    body: str, expected: list[str], make_project: MakeProject
) -> None:
    path = make_project({"lone/a.xml": tei(body)}) / "lone" / "a.xml"
    assert names(path) == expected


@pytest.mark.parametrize(
    ("body", "broken"),
    [
        ('<l part="I"/><l part="F"/>', 0),
        ('<l part="I"/><l part="M"/><l part="M"/><l part="F"/>', 0),
        ('<l part="I"/><l/>', 1),
        ('<l part="I"/><l part="I"/><l part="F"/>', 1),
        ('<l/><l part="F"/>', 1),
        ('<l part="M"/><l part="F"/>', 1),
        ('<l part="I" xml:id="a"/><l prev="#a" part="I"/><l prev="#a"/>', 0),
        ('<l next="#a"/><l part="F" xml:id="a"/>', 0),
        ('<quote><l part="F"/></quote>', 0),
        ('<l part="Y"/><l part="Y"/>', 0),
        ('<l part="I"/>', 0),
    ],
)
def test_the_parts_of_a_verse_follow_each_other(
    body: str, broken: int, make_project: MakeProject
) -> None:
    found = judged(f"<div>{body}</div><div><l/></div>", make_project)
    assert found == ["unmatched-line-part"] * broken


# Witnesses

WITNESSES = '<listWit><witness xml:id="A"/><witness xml:id="B"/><witness xml:id="C"/></listWit>'


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ('<lem wit="#A"/><rdg wit="#B #C"/>', []),
        ('<lem wit="#A"/><rdg wit="#B"/>', ["uncited-witness"]),
        ('<lem wit="#A"/><rdg wit="#B #A"/><rdg wit="#C"/>', ["witness-twice"]),
        ('<rdgGrp><rdg wit="#A"/></rdgGrp><rdg wit="#A"/><rdg wit="#B #C"/>', ["witness-twice"]),
        ('<rdg wit="#A" type="ante"/><rdg wit="#A" type="post"/><rdg wit="#B #C"/>', []),
        ('<rdg wit="#A"/><rdg wit="#A" hand="#A"/><rdg wit="#B #C"/>', []),
        ('<rdg wit="#A #B #C"><app><rdg wit="#A"/></app></rdg>', []),
        ('<rdg wit="#A #B #C"/><rdg wit="#p1"/>', ["unknown-witness"]),
        ('<rdg wit="#A #B #C"/><rdg wit="#i1"/>', []),
        ('<rdg wit="#A #B #C"/><rdg wit="#X"/>', ["dangling-pointer"]),
        ("<rdg/>", []),
        ('<lem wit="#A #C"/><rdg wit="B"/>', []),  # missing-hash tells of it
    ],
)
def test_readings_cite_the_witnesses_of_the_list_and_each_once(
    readings: str, expected: list[str], make_project: MakeProject
) -> None:
    listed = f'{WITNESSES}<list><item xml:id="i1">Another</item></list>'
    body = f'{listed}<p xml:id="p1"><app>{readings}</app></p>'
    assert judged(body, make_project) == expected


# Registers


def register(*entries: str) -> str:
    return tei(f"<listPerson>{''.join(entries)}</listPerson>")


def person(name: str, gnd: str = "") -> str:
    idno = f'<idno type="gnd">{gnd}</idno>' if gnd else ""
    return f'<person xml:id="{name}"><persName>{name}</persName>{idno}</person>'


def test_an_entry_is_used_where_any_document_of_the_project_points_at_it(
    make_project: MakeProject,
) -> None:
    prefix = (
        '<encodingDesc><listPrefixDef><prefixDef ident="p" matchPattern="(.+)"'
        ' replacementPattern="registers/persons.xml#$1"/></listPrefixDef></encodingDesc>'
    )
    root = make_project(
        {
            "edition.toml": "",
            "xml/registers/persons.xml": register(*map(person, ("ann", "ben", "cleo", "dan"))),
            "xml/a.xml": tei('<persName ref="p:ann"/>', header=prefix),
            "xml/deep/b.xml": tei('<persName ref="../registers/persons.xml#ben"/>'),
            "xml/c.xml": tei('<p corresp="#cleo"/>'),
        }
    )
    found = diagnose(root / "xml" / "registers" / "persons.xml")
    assert [item.rule for item in found] == ["unused-entry", "unused-entry"]
    assert ["“cleo”" in item.message for item in found] == [True, False]
    assert all(item.severity.value == "info" for item in found)


def test_an_entry_that_names_itself_only_is_unused(make_project: MakeProject) -> None:
    own = '<person xml:id="ann"><persName ref="#ann">Ann</persName></person>'
    text = register(own, person("ben"))
    body = tei('<persName ref="registers/persons.xml#ben"/>')
    root = make_project({"xml/registers/persons.xml": text, "xml/a.xml": body})
    assert names(root / "xml" / "registers" / "persons.xml") == ["unused-entry"]


def test_nothing_is_said_of_use_where_a_document_cannot_be_read(make_project: MakeProject) -> None:
    text = register(person("ann"), person("ben"))
    body = tei('<persName ref="registers/persons.xml#ben"/>')
    files = {"xml/registers/persons.xml": text, "xml/a.xml": body, "xml/b.xml": "<TEI"}
    root = make_project({**files})
    assert names(root / "xml" / "registers" / "persons.xml") == []


def test_nothing_is_said_of_use_in_a_file_of_no_project(make_project: MakeProject) -> None:
    text = tei(f'<p><rs ref="#ann"/></p><listPerson>{person("ann")}{person("ben")}</listPerson>')
    root = make_project({"lone/a.xml": text, "edited/edition.toml": "", "edited/xml/a.xml": text})
    assert names(root / "lone" / "a.xml") == []
    assert names(root / "edited" / "xml" / "a.xml") == ["unused-entry"]


def test_every_document_of_a_project_is_read_once_for_all_its_registers(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers = {
        f"xml/registers/{n}.xml": register(person(f"a{n}"), person(f"b{n}")) for n in range(5)
    }
    pointers = "".join(f'<rs ref="registers/{n}.xml#a{n}"/>' for n in range(5))
    root = make_project({"edition.toml": "", **registers, "xml/a.xml": tei(pointers)})
    asked: list[Path] = []

    def counted(path: Path) -> Document:
        asked.append(path)
        return read(path)

    monkeypatch.setattr("edition.tei.concordance.read", counted)
    project = find(root)
    rule = next(rule for rule in rules() if rule.name == "unused-entry")
    found = [item for path in project.registers for item in rule.diagnose(read(path), project)]
    assert len(found) == 5
    assert len(asked) == 6


def test_two_registers_may_not_share_an_id_and_the_later_one_is_told(
    make_project: MakeProject,
) -> None:
    places = tei('<listPlace><place xml:id="carl"><placeName>Carl</placeName></place></listPlace>')
    root = make_project(
        {"xml/registers/a.xml": register(person("carl")), "xml/registers/b.xml": places}
    )
    folder = root / "xml" / "registers"
    assert names(folder / "a.xml") == []
    [found] = diagnose(folder / "b.xml")
    assert found.rule == "duplicate-entry-id"
    assert [Path(other.location.file).name for other in found.related] == ["a.xml"]
    assert found.related[0].location.line == 7


def test_texts_may_use_an_id_again(make_project: MakeProject) -> None:
    text = tei('<p xml:id="p1"/>')
    root = make_project({"edition.toml": "", "xml/a.xml": text, "xml/b.xml": text})
    assert names(root / "xml" / "a.xml") + names(root / "xml" / "b.xml") == []


def test_one_authority_id_on_two_entries_is_told_once(make_project: MakeProject) -> None:
    goethe = "118540238"
    same = register(person("a", goethe), person("b", f"https://d-nb.info/gnd/{goethe}"))
    assert names(make_project({"lone/a.xml": same}) / "lone" / "a.xml") == ["shared-authority-id"]


def test_one_authority_id_in_two_registers_is_told_in_the_later(make_project: MakeProject) -> None:
    root = make_project(
        {
            "xml/registers/a.xml": register(person("a", "118540238")),
            "xml/registers/b.xml": register(person("b", "118540238")),
        }
    )
    folder = root / "xml" / "registers"
    assert names(folder / "a.xml") == []
    assert names(folder / "b.xml") == ["shared-authority-id"]


def test_chapters_of_a_book_share_its_isbn(make_project: MakeProject) -> None:
    chapter = '<bibl><title>One</title><idno type="isbn">978-3-16-148410-0</idno></bibl>'
    assert judged(f"<listBibl>{chapter}{chapter}</listBibl>", make_project) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p><idno type="gnd">118540239</idno></p>',
        '<p><idno type="URL" subtype="gnd">118540239</idno></p>',
        '<persName ref="https://d-nb.info/gnd/118540239">Goethe</persName>',
        '<ref target="https://orcid.org/0000-0002-1825-0098">x</ref>',
    ],
)
def test_a_malformed_authority_id_is_told_where_it_stands(
    body: str, make_project: MakeProject
) -> None:
    assert judged(body, make_project) == ["malformed-authority-id"]


def test_a_register_that_cannot_be_read_is_left_out(make_project: MakeProject) -> None:
    good = register(person("a", "118540238"))
    root = make_project({"xml/registers/a.xml": "<TEI", "xml/registers/b.xml": good})
    assert names(root / "xml" / "registers" / "b.xml") == []


def test_a_text_from_standard_input_breaks_no_rule_about_files() -> None:
    text = tei(f'<p><rs ref="#a"/></p><listPerson>{person("a")}{person("b")}</listPerson>')
    document = parse(text.encode(), "-")
    project = Project(Path(), is_project=False)
    every = [rule for rule in rules() if rule.name in MINE]
    assert [item for rule in every for item in rule.diagnose(document, project)] == []


@pytest.mark.parametrize(
    ("pointer", "meant"),
    [
        ("#janne", "#jane"),
        ("b.xml#janne", "b.xml#jane"),
        ("c.xml#jane", "b.xml#jane"),
        ("b%2Exm#jane", "b.xml#jane"),
    ],
)
def test_the_nearest_is_told_as_a_pointer_to_it(
    pointer: str, meant: str, make_project: MakeProject
) -> None:
    jane = '<p xml:id="jane">x</p>'
    root = make_project({"edition.toml": "", "xml/b.xml": tei(jane)})
    (root / "xml" / "a.xml").write_text(tei(f'{jane}<p><ref target="{pointer}">y</ref></p>'))
    (found,) = diagnose(root / "xml" / "a.xml")
    assert found.hint is not None
    assert meant in found.hint
