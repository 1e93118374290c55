"""Schema files: what is told of one that is missing, hostile, or no RELAX NG at all."""

import itertools
from pathlib import Path

import pytest

from edition.relaxng.grammar import Fault
from edition.relaxng.schema import grammar

RNG = "http://relaxng.org/ns/structure/1.0"
TEI = "http://www.tei-c.org/ns/1.0"
ELEMENT = f'<element name="é" xmlns="{RNG}"><text/></element>'


def told(folder: Path, name: str, content: str | bytes = "", **others: str) -> tuple[str, Fault]:
    """Return file:line:column of the fault of a schema, and the fault."""
    for other, text in {**others, name: content}.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / other.replace("_", ".")).write_bytes(data)
    with pytest.raises(Fault) as caught:
        grammar(folder / name)
    place = caught.value.place
    return f"{Path(place.file).name}:{place.line}:{place.column}", caught.value


def rng(body: str) -> str:
    return f'<grammar xmlns="{RNG}">{body}</grammar>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bom.rng", b"\xef\xbb\xbf" + ELEMENT.encode()),
        ("utf16.rng", f'<?xml version="1.0" encoding="UTF-16"?>{ELEMENT}'.encode("utf-16")),
        ("latin.rng", f'<?xml version="1.0" encoding="ISO-8859-1"?>{ELEMENT}'.encode("latin-1")),
        ("utf16.rnc", "element é { text }".encode("utf-16")),
        ("bom.rnc", "element é { text }".encode("utf-8-sig")),
        ("xml.rnc", ELEMENT.encode()),
    ],
)
def test_a_schema_may_be_encoded_as_xml_may(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert grammar(tmp_path / name).elements.keys() == {"é"}


FOREIGN = [
    ("a.xsd", '<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema"/>', "a W3C schema (XSD)"),
    ("a.sch", '<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>', "Schematron"),
    ("a.dtd", "<!-- of 1863 -->\n<!ELEMENT a (b)>", "a DTD"),
    ("a.odd", f'<TEI xmlns="{TEI}"><schemaSpec ident="a"/></TEI>', "a TEI ODD"),
    ("a.xml", f'<TEI xmlns="{TEI}"><text/></TEI>', "a TEI document"),
    ("a.html", "<!DOCTYPE html>\n<html><meta></html>", "an HTML page"),
    ("a.rng", '<html xmlns="http://www.w3.org/1999/xhtml"/>', "an HTML page"),
    ("b.rng", "<grammar><start/></grammar>", "a grammar without a namespace"),
]


@pytest.mark.parametrize(("name", "text", "kind"), FOREIGN, ids=[row[0] for row in FOREIGN])
def test_what_is_no_relax_ng_is_called_by_its_name(
    tmp_path: Path, name: str, text: str, kind: str
) -> None:
    place, fault = told(tmp_path, name, text)
    assert fault.message == f"This is {kind}, not RELAX NG."
    assert place == f"{name}:1:1"
    assert fault.hint.endswith((".", "”>."))


UNREADABLE = [
    ("empty.rng", b"", "1:1", "The file is empty."),
    ("blank.rng", b" \n", "1:1", "The file is empty."),
    ("binary.rng", bytes(range(256)), "1:1", "The file is binary, not XML."),
    ("packed.rng", b"\x1f\x8b\x08\0", "1:1", "The file is a gzip archive, not XML."),
    ("words.rng", b"start = a", "1:1", "This file is no XML."),
    ("latin.rng", ELEMENT.encode("latin-1"), "1:16", "The byte E9 is not UTF-8"),
    ("latin.rnc", "start =\n é".encode("latin-1"), "2:2", "The schema is not UTF-8 here."),
    ("broken.rng", rng("\n<start>").encode(), "2:8", "stands where <start> from line 2"),
    ("broken.rnc", b"start = element a {\n text }}", "2:8", "“}” stands where the end"),
    ("empty.rnc", b"", "1:1", "The grammar has no start."),
    ("other.rng", b"<foo/>", "1:1", "<foo> is no element of RELAX NG."),
]


@pytest.mark.parametrize(("name", "data", "where", "words"), UNREADABLE)
def test_a_file_that_cannot_be_read_has_one_fault_with_its_place(
    tmp_path: Path, name: str, data: bytes, where: str, words: str
) -> None:
    place, fault = told(tmp_path, name, data)
    assert words in fault.message
    assert place == f"{name}:{where}"
    assert fault.hint


def test_each_file_is_told_its_own_fault_and_not_that_of_the_last(tmp_path: Path) -> None:
    _, bomb = told(tmp_path, "bomb.rng", BOMB)
    _, broken = told(tmp_path, "broken.rng", rng("<start></begin>"))
    assert "explode" in bomb.message
    assert "</begin>" in broken.message


def test_a_folder_and_a_file_that_is_not_there_are_faults(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="This is a folder"):
        grammar(tmp_path)
    with pytest.raises(Fault, match="There is no such file"):
        grammar(tmp_path / "gone.rng")


LEVELS = "".join(
    f'<!ENTITY {name} "{("&" + inner + ";") * 20}">'
    for inner, name in itertools.pairwise("abcdefghi")
)
BOMB = (
    f'<!DOCTYPE e [<!ENTITY a "{"x" * 99}">{LEVELS}]><element name="e" xmlns="{RNG}">&i;</element>'
)


def test_entities_neither_explode_nor_read_files(tmp_path: Path) -> None:
    _, bomb = told(tmp_path, "bomb.rng", BOMB)
    doctype = '<!DOCTYPE e [<!ENTITY a SYSTEM "secret.txt">]>'
    place, outside = told(
        tmp_path, "out.rng", f'{doctype}\n<element name="e" xmlns="{RNG}">&a;</element>'
    )
    assert "explode" in bomb.message
    assert place.startswith("out.rng:2:")
    assert "“secret.txt”" in outside.message


TAKEN_IN = [
    ("a.rng", rng('\n<include href="gone.rng"/>'), "a.rng:2:1", "there is no such file"),
    ("a.rnc", 'start = external "gone.rnc"', "a.rnc:1:9", "there is no such file"),
    ("a.rng", rng('\n<include href="."/>'), "a.rng:2:1", "there is no such file"),
    ("a.rng", rng('<include href="http://x.org/a"/>'), "a.rng:1:54", "which is not a file"),
    ("a.rng", rng('<include href="http://[x"/>'), "a.rng:1:54", "which is no address"),
    ("a.rng", rng('<include href="b.rng#c"/>'), "a.rng:1:54", "names a part of a file"),
    ("a.rng", rng('\n<include href="a.rng"/>'), "a.rng:2:1", "takes in itself"),
    ("a.rnc", 'start = external "a.rnc"', "a.rnc:1:9", "takes in itself"),
    ("a.rnc", 'include "b.rnc"', "b.rnc:2:1", "takes in itself"),
    ("a.rng", rng('<include href="c.rng"/>'), "a.rng:1:54", "is no grammar, but <element>"),
    ("a.rng", rng('<include href="d.xsd"/>'), "d.xsd:1:1", "a W3C schema"),
    ("a.rng", rng('<include href="e.rng"/>'), "e.rng:1:1", "The file is empty."),
]
BESIDE = {
    "b_rnc": '\ninclude "a.rnc"',
    "c_rng": ELEMENT,
    "d_xsd": '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>',
    "e_rng": "",
}


@pytest.mark.parametrize(("name", "text", "where", "words"), TAKEN_IN)
def test_what_cannot_be_taken_in_is_told_where_that_is_asked_for(
    tmp_path: Path, name: str, text: str, where: str, words: str
) -> None:
    place, fault = told(tmp_path, name, text, **BESIDE)
    assert words in fault.message
    assert place == where


GONE = '<ref name="gone"/>'
# The fault is told at the element, or the construct, before which "‸" stands.
MARKED = {
    "a tag over lines": ("a.rng", '<start>\n\t‸<element\n name="a"\n/></start>'),
    "signs of several bytes": ("a.rng", f"<start><!-- é𝒜 -->‸{GONE}</start>"),
    "the first of two the same": ("a.rng", f"<start><group>‸{GONE}{GONE}</group></start>"),
    "behind remarks": (
        "a.rng",
        f'<r:a xmlns:r="r"><r:b/><r:c>x<r:d/></r:c></r:a><start><r xmlns=""/>‸{GONE}</start>',
    ),
    "behind what only looks like tags": (
        "a.rng",
        f"<!-- <a> --><start><?x <b>?><r:a xmlns:r='r'><![CDATA[<c>]]></r:a>‸{GONE}</start>",
    ),
    "a part of section 7": (
        "a.rng",
        '<start><element name="e">\n‸<attribute><anyName/></attribute></element></start>',
    ),
    "compact: a reference": ("a.rnc", "start =\n  a | ‸gone\na = element a { text }"),
    "compact: behind documentation": ("a.rnc", "## é𝒜\n[ r:x = '1' r:y [ 'z' ] ]\nstart = ‸gone"),
    "compact: behind an escape": ("a.rnc", r"start = \x{61} | ‸gone" + "\na = empty"),
    "compact: behind an annotation": (
        "a.rnc",
        "start = element a { text >> r:x [ r:y [] ] }\n  | (‸gone, gone)",
    ),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("case", MARKED)
def test_a_fault_is_at_the_sign_with_which_its_construct_begins(
    case: str, encoding: str, ends: str, tmp_path: Path
) -> None:
    name, marked = MARKED[case]
    schema = rng(marked) if name == "a.rng" else 'namespace r = "r"\n' + marked
    before, _, after = schema.partition("‸")
    place, _ = told(tmp_path, name, (before + after).replace("\n", ends).encode(encoding))
    lines = before.split("\n")
    assert place == f"{name}:{len(lines)}:{len(lines[-1]) + 1}"


def test_elements_out_of_entities_count_for_what_stands_behind_them(tmp_path: Path) -> None:
    doctype = f"<!DOCTYPE grammar [<!ENTITY a '<text xmlns=\"{RNG}\"/>'>]>"
    text = f"{doctype}\n{rng(f'<start><group>&a;&a;{GONE}</group></start>')}"
    place, fault = told(tmp_path, "a.rng", text)
    assert "no definition “gone”" in fault.message
    assert place == "a.rng:2:74"


def test_a_fault_in_a_file_that_is_taken_in_is_at_its_place_there(tmp_path: Path) -> None:
    inner = '<define name="a">\n <element\n name="a"><ref name="gone"/></element></define>'
    outer = rng('<start><ref name="a"/></start><include href="b.rng"/>')
    place, _ = told(tmp_path, "a.rng", outer, b_rng=rng(inner))
    assert place == "b.rng:3:11"


def test_compact_and_xml_schemas_take_in_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.rnc").write_text('include "b.rng"\nstart = b')
    (tmp_path / "b.rng").write_text(rng(f'<define name="b">{ELEMENT}</define>'))
    assert grammar(tmp_path / "a.rnc").elements.keys() == {"b"}


def test_ten_megabytes_are_refused_with_the_number_of_their_elements(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(rng(f"<start><group>{'<text/>' * 1_400_000}</group></start>"))
    with pytest.raises(Fault, match="1,400,003 elements"):
        grammar(tmp_path / "a.rng")
