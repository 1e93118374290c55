"""Trees: what a header declares is found, in order, with exactly the text that XPath finds."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.document import TEI, Document, parse, read
from edition.passage.designation import OURS
from edition.project import Project
from edition.reference.schemes.cite_structure import data
from edition.reference.search import reached
from edition.reference.stream import stream
from edition.reference.tree import Tree, listing, systems, trees
from edition.reference.unit import Unit, extent
from edition.reference.unresolved import Unresolved

NS = {"tei": TEI}
HEADER = "<teiHeader><encodingDesc>{}</encodingDesc></teiHeader>"

Told = list[tuple[str, str]]
"""References with their texts."""


def declared(references: str, body: str, *, xmlns: str = "") -> Document:
    """Return a document whose header declares references in this way."""
    head = HEADER.format(references)
    data = f'<TEI xmlns="{TEI}" {xmlns}>{head}<text><body>{body}</body></text></TEI>'
    return parse(data.encode(), "sample.xml")


def words(name: str, document: Document, tree: str = "") -> str:
    first, last = reached(name, document, tree)
    return " ".join(stream(document, "whole").slice(extent(first)[0], extent(last)[1]).split())


def told(tree: Tree, document: Document) -> Told:
    text = stream(document, "whole")
    return [(unit.ref, text.slice(*extent(unit))) for unit in tree.units()]


def refs(document: Document, number: int = 0) -> list[str]:
    return [unit.ref for unit in trees(document)[number].units()]


def refused(name: str, document: Document, tree: str = "") -> str:
    with pytest.raises(Unresolved) as caught:
        reached(name, document, tree)
    found = caught.value.diagnostic
    return f"{found.message} {found.hint}"


# The oracle: nested loops of plain XPath, as somebody writes them who has read the header.


def steps_of(pattern: etree._Element) -> list[str]:
    """Return the XPath of each level of a cRefPattern, as its author wrote it."""
    inner = str(pattern.get("replacementPattern")).removeprefix("#xpath(")[:-1]
    pieces = re.split(r"\[@n='\$\d'\]", inner)[:-1]
    return [
        f".{piece}" if piece.startswith("//") else piece.removeprefix("/") if n else piece
        for n, piece in enumerate(pieces)
    ]


def by_xpath(root: etree._Element, steps: list[str], cited: set[int]) -> Told:
    def below(around: etree._Element, level: int, ref: str) -> Iterator[tuple[str, str]]:
        if level == len(steps):
            return
        for element in around.xpath(steps[level], namespaces=NS):
            if element.get("n"):
                name = f"{ref}.{element.get('n')}" if ref else str(element.get("n"))
                if level + 1 in cited:
                    yield name, "".join(element.itertext())
                yield from below(element, level + 1, name)

    return list(below(root, 0, ""))


def declarations(file: Path) -> list[tuple[str, list[list[str]]]]:
    """Return the name of each refsDecl of a file with the steps of its patterns."""
    root = etree.parse(str(file)).getroot()
    found = []
    for declaration in root.iter(f"{{{TEI}}}refsDecl"):
        patterns = [steps_of(each) for each in declaration.iter(f"{{{TEI}}}cRefPattern")]
        if patterns:
            found.append((str(declaration.get("n")), patterns))
    return found


def classics(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "corpora" / "classics").glob("*.xml"))


def without_comments(file: Path) -> bytes:
    """Return a text as the oracle's itertext and ours both read it."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    return etree.tostring(etree.parse(str(file), parser))


def test_every_reference_of_the_classics_is_found_in_order_with_the_text_of_xpath(
    shared: Path,
) -> None:
    count = 0
    for file in classics(shared):
        document = parse(without_comments(file), str(file))
        known = {tree.name: tree for tree in trees(document) if tree.kind == "cRefPattern"}
        for name, patterns in declarations(file):
            deepest = max(patterns, key=len)
            expected = by_xpath(document.root, deepest, set(map(len, patterns)))
            assert told(known[name], document) == expected
            assert expected
            count += len(expected)
    assert count > 28_000


def structures(steps: list[str]) -> str:
    """Write the steps of a pattern as citeStructures, one in the other."""
    inner = ""
    for number, step in reversed(list(enumerate(steps))):
        delim = ' delim="."' if number else ""
        told = f'unit="u{number}" match="{step}" use="@n"{delim}'
        inner = f"<citeStructure {told}>{inner}</citeStructure>"
    return f"<refsDecl>{inner}</refsDecl>"


def test_citestructure_made_of_crefpattern_names_the_same_texts(shared: Path) -> None:
    for file in classics(shared):
        for _, patterns in declarations(file):
            steps = max(patterns, key=len)
            root = etree.fromstring(without_comments(file))
            for declaration in list(root.iter(f"{{{TEI}}}refsDecl")):
                declaration.tag = f"{{{TEI}}}p"
                declaration[:] = []
            place = root.find(f".//{{{TEI}}}encodingDesc")
            assert place is not None
            place.append(
                etree.fromstring(structures(steps).replace("<refsDecl", f'<refsDecl xmlns="{TEI}"'))
            )
            document = parse(etree.tostring(root), str(file))
            expected = by_xpath(root, steps, set(range(1, len(steps) + 1)))
            assert told(trees(document)[0], document) == expected


def test_every_reference_of_the_classics_resolves_to_itself(shared: Path) -> None:
    for file in classics(shared)[2:]:
        document = read(file)
        tree = trees(document)[0]
        for unit in list(tree.units())[::17]:
            if unit.ref not in tree.shared:
                assert reached(unit.ref, document, tree.name) == (unit, unit)


def test_every_id_and_every_derived_reference_resolves_to_itself(shared: Path) -> None:
    for file in sorted((shared / "data" / "corpora").rglob("*.xml"))[::7]:
        document = read(file)
        for tree in trees(document):
            for unit in list(tree.units())[::23] if tree.kind in {"ids", "derived"} else ():
                if unit.ref not in tree.shared:
                    found = reached(unit.ref, document, tree.name)[0]
                    assert found == unit


# The cases that other resolvers fail at, and as many of ours.

VERSES = '<div n="1"><p n="1">a</p><p n="2">b</p></div><div n="2"><p n="1">c</p></div>'
CHAPTERS = (
    '<citeStructure unit="chapter" match="/TEI/text/body/div" use="@n">'
    '<citeStructure unit="verse" match="p" use="@n" {}/></citeStructure>'
)


def cite(structure: str) -> str:
    return f"<refsDecl>{structure}</refsDecl>"


def chapters(verse: str = 'delim="."') -> str:
    return cite(CHAPTERS.format(verse))


def test_units_come_before_those_in_them_with_level_and_parent() -> None:
    document = declared(chapters(), VERSES)
    told = [(unit.ref, unit.unit, unit.level, unit.parent) for unit in trees(document)[0].units()]
    assert told[:3] == [
        ("1", "chapter", 1, ""),
        ("1.1", "verse", 2, "1"),
        ("1.2", "verse", 2, "1"),
    ]
    assert words("1.2..2.1", document) == "bc"


def test_several_outermost_structures_are_one_tree_in_the_order_of_the_text() -> None:
    structure = cite(
        '<citeStructure unit="poem" match="/TEI/text/body/div" use="@n"/>'
        '<citeStructure unit="preface" match="/TEI/text/body/p" use="@n"/>'
    )
    body = '<p n="pr">x</p><div n="1"><p>a</p></div><p n="end">z</p>'
    assert refs(declared(structure, body)) == ["pr", "1", "end"]


def test_what_two_structures_find_alike_is_listed_once() -> None:
    twice = '<citeStructure unit="poem" match="/TEI/text/body/div" use="@n"/>' * 2
    document = declared(cite(twice), VERSES)
    assert refs(document) == ["1", "2"]
    assert words("2", document) == "c"


@pytest.mark.parametrize("n", ["o'clock", 'say "so"', "a b", "1,2", "{x}", "[1]", "$1", "a|b", "—"])
def test_a_value_may_hold_any_sign(n: str) -> None:
    escaped = n.replace('"', "&quot;")
    document = declared(chapters(), f'<div n="{escaped}"><p n="{escaped}">text</p></div>')
    assert words(f"{n}.{n}", document) == "text"
    pattern = """<refsDecl><cRefPattern matchPattern="(.+)"
        replacementPattern="#xpath(/TEI/text/body/div[@n='$1'])"/></refsDecl>"""
    assert words(n, declared(pattern, f'<div n="{escaped}">text</div>')) == "text"


def test_a_unit_may_be_called_by_several_words_or_with_a_hyphen() -> None:
    structure = cite('<citeStructure unit="sub-section of" match="/TEI/text/body/div" use="@n"/>')
    document = declared(structure, VERSES)
    assert next(trees(document)[0].units()).unit == "sub-section of"
    assert words("2", document) == "c"


def test_a_value_that_holds_the_delimiter_is_found_where_it_reads_as_nothing_else() -> None:
    document = declared(chapters(), '<div n="1.a"><p n="3.b">text</p></div>')
    assert words("1.a.3.b", document) == "text"


def test_a_value_that_holds_the_delimiter_and_reads_as_another_is_refused_with_both() -> None:
    body = '<div n="1"><p n="2.3">a</p></div><div n="1.2"><p n="3">b</p></div>'
    said = refused("1.2.3", declared(chapters(), body))
    assert "2 passages have the reference “1.2.3”" in said
    assert "sample.xml:1" in said


def test_a_delimiter_may_be_missing() -> None:
    document = declared(chapters(""), '<div n="1106"><p n="a">x</p><p n="b">y</p></div>')
    assert refs(document) == ["1106", "1106a", "1106b"]
    assert words("1106b", document) == "y"


@pytest.mark.parametrize(
    ("match", "xmlns"),
    [
        ("/tei:TEI/tei:text/tei:body/tei:div", ""),
        ("/t:TEI//t:div", f'xmlns:t="{TEI}"'),
        ("//div", ""),
        ("//*:div", ""),
        ("/TEI/text/body/div[p]", ""),
        ("/TEI/descendant::div", ""),
        ("//div/p/..", ""),
        ("//body//div", ""),
    ],
)
def test_a_match_is_written_with_any_prefix_or_none(match: str, xmlns: str) -> None:
    structure = cite(f'<citeStructure unit="x" match="{match}" use="@n"/>')
    assert refs(declared(structure, VERSES, xmlns=xmlns)) == ["1", "2"]


@pytest.mark.parametrize(
    ("use", "found"),
    [
        ("@n", ["1", "2"]),
        ("position()", ["1", "2"]),
        ("", ["1", "2"]),
        ("concat('c', @n)", ["c1", "c2"]),
        ("concat('c', position())", ["c1", "c2"]),
        ("p[1]", ["a", "c"]),
        ("count(preceding-sibling::div) + 1", ["1", "2"]),
        ("tokenize(concat('x:', @n), ':')[2]", ["1", "2"]),
        ("upper-case(p[1])", ["A", "C"]),
    ],
)
def test_a_name_is_whatever_use_says(use: str, found: list[str]) -> None:
    structure = cite(f'<citeStructure unit="x" match="//div" use="{use}"/>')
    assert refs(declared(structure, VERSES)) == found


def test_what_has_no_name_is_left_out_with_what_is_in_it_and_told_of() -> None:
    body = '<div n=""><p n="1">x</p></div><div><p n="1">y</p></div><div n="3"><p n="1">z</p></div>'
    document = declared(chapters(), body)
    assert refs(document) == ["3", "3.1"]
    assert [omission.missing for omission in trees(document)[0].omissions] == ["@n", "@n"]


def test_branches_have_delimiters_of_their_own() -> None:
    structure = cite(
        '<citeStructure unit="act" match="//div" use="@n">'
        '<citeStructure unit="line" match="l" use="@n" delim="."/>'
        '<citeStructure unit="stage" match="stage" use="position()" delim="/s"/></citeStructure>'
    )
    body = '<div n="1"><l n="1">a</l><stage>b</stage><l n="2">c</l></div>'
    assert refs(declared(structure, body)) == ["1", "1.1", "1/s1", "1.2"]


PAGES = (
    '<citeStructure unit="page" match="//pb" use="@n">'
    '<citeStructure unit="line" match="{}" use="@n" delim="."/></citeStructure>'
)
PAGED = (
    '<p><pb n="1"/><lb n="1"/>one <hi>two <lb n="2"/>three</hi> four <note>five</note></p>'
    '<p>six <pb n="2"/><hi><lb n="1"/>seven</hi></p><p><lb n="2"/>eight</p>'
)


@pytest.mark.parametrize("match", ["lb", "following::lb", "following::lb[@n]"])
def test_a_milestone_reaches_to_the_next_also_within_inline_markup(match: str) -> None:
    document = declared(cite(PAGES.format(match)), PAGED)
    assert refs(document) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert words("1", document) == "one two three four fivesix"
    assert words("1.1", document) == "one two"
    assert words("1.2", document) == "three four fivesix"
    assert words("2", document) == "seveneight"
    assert words("1.2..2.1", document) == "three four fivesix seven"


def test_a_range_keeps_what_no_reference_names() -> None:
    body = '<div n="1"><p n="1">a</p><head>h</head><note>n</note><p n="2">b</p></div>'
    assert words("1.1..1.2", declared(chapters(), body)) == "ahnb"


def test_trees_are_called_by_n_or_id_and_the_default_is_first() -> None:
    structure = (
        '<refsDecl n="pages"><citeStructure unit="p" match="//p" use="position()"/></refsDecl>'
        '<refsDecl default="true"><citeStructure xml:id="div" match="//div" use="@n"/></refsDecl>'
    )
    document = declared(structure, VERSES)
    assert [tree.name for tree in trees(document)] == ["div", "pages", "ids", "n", "derived"]
    assert words("2", document) == "c"
    assert words("2", document, "pages") == "b"
    assert "Did you mean pages?" in refused("2", document, "page")


def test_an_id_and_a_declared_reference_that_differ_are_refused_with_their_trees() -> None:
    body = '<div n="a1"><p n="1">x</p></div><p xml:id="a1">y</p>'
    said = refused("a1", declared(chapters(), body))
    assert "--tree citeStructure" in said
    assert "--tree ids" in said


def test_a_declaration_that_cannot_be_read_is_told_of_and_hides_no_other() -> None:
    structure = cite(
        '<citeStructure unit="x" match="//div[" use="@n"/>'
        '<citeStructure unit="y" match="//div" use="document(\'x\')"/>'
        '<citeStructure unit="z" match="//p[count(//p[//p])]" use="@n"/>'
        '<citeStructure unit="v" match="//@n" use="."/>'
        '<citeStructure unit="d" match="//div" use="@n"/>'
    )
    tree = trees(declared(structure, VERSES))[0]
    assert [unit.ref for unit in tree.units()] == ["1", "2"]
    assert sorted(omission.unit for omission in tree.omissions) == ["v", "x", "y", "z"]


# cRefPattern


def patterns(*pairs: tuple[str, str]) -> str:
    each = [
        f'<cRefPattern matchPattern="{match}" replacementPattern="#xpath({path})"/>'
        for match, path in pairs
    ]
    return f"<refsDecl>{''.join(each)}</refsDecl>"


VERSE = ("(\\w+)\\s+(\\d+):(\\d+)", "//div[@n='$1']/div[@n='$2']/p[$3]")
BIBLE = '<div n="Matt"><div n="5"><p>a</p><p>b</p></div></div>'


def test_a_canonical_reference_is_listed_as_one_writes_it() -> None:
    document = declared(patterns(VERSE), BIBLE)
    assert refs(document) == ["Matt 5:1", "Matt 5:2"]
    assert words("Matt 5:2", document) == "b"


def test_a_reference_that_is_written_otherwise_is_tried_on_the_patterns() -> None:
    assert words("Matt  5:2", declared(patterns(VERSE), BIBLE)) == "b"


def test_a_pattern_matches_the_whole_of_a_reference() -> None:
    assert "no passage" in refused("see Matt 5:2", declared(patterns(VERSE), BIBLE))


def test_two_dollars_are_one_and_a_part_may_stand_within_words() -> None:
    both = patterns(("(\\d+)", "//div[@n='US$$ c-$1']"))
    assert words("7", declared(both, '<div n="US$ c-7">x</div>')) == "x"


def test_what_a_pattern_divides_nowhere_is_refused_with_the_reference_that_it_is() -> None:
    loose = patterns(("(\\w+).(\\w+)", "//div[@n='$1']/p[@n='$2']"))
    document = declared(loose, '<div n="1"><p n="5">x</p></div>')
    assert words("1.5", document) == words("1,5", document) == "x"
    assert "Did you mean 1.5?" in refused("105", document)


@pytest.mark.parametrize("name", ["1' or '1'='1", "']|//p|//x['", "$1", "1' ] [ '", "\\1", "{0}"])
def test_nothing_in_a_reference_becomes_part_of_an_expression(name: str) -> None:
    anything = patterns(("(.+)", "//div[@n='$1']"))
    assert "no passage" in refused(name, declared(anything, VERSES))


def test_a_pattern_that_goes_back_and_forth_is_not_tried() -> None:
    document = declared(patterns(("((a+)+)b", "//div[@n='$1']")), VERSES)
    assert "no passage" in refused("a" * 100 + "c", document)


def test_a_replacement_that_is_no_xpath_is_told_of() -> None:
    wrong = (
        '<refsDecl><cRefPattern matchPattern="(.+)" replacementPattern="http://x/$1"/></refsDecl>'
    )
    document = declared(wrong, VERSES)
    assert "no #xpath(…)" in trees(document)[0].omissions[0].missing


# refState


def test_states_are_changed_by_milestones_and_reach_to_the_next() -> None:
    states = (
        '<refsDecl><refState unit="book" delim=":"/><refState unit="line" length="4"/></refsDecl>'
    )
    body = (
        '<p><milestone unit="book" n="I"/><lb n="1"/>a <lb n="2"/>b</p>'
        '<p>c <hi>d<milestone unit="book" n="II"/> e</hi> <lb n="1"/>f</p>'
    )
    document = declared(states, body)
    assert refs(document) == ["I", "I:0001", "I:0002", "II", "II:0001"]
    assert words("I:0002", document) == "bc d"
    assert words("II", document) == "e f"


def test_states_of_one_edition_are_not_changed_by_those_of_another() -> None:
    states = '<refsDecl><refState unit="page" ed="A"/></refsDecl>'
    document = declared(states, '<p><pb ed="A" n="1"/>a<pb ed="B" n="9"/>b<pb ed="A" n="2"/>c</p>')
    assert refs(document) == ["1", "2"]
    assert words("1", document) == "ab"


def test_divisions_that_are_numbered_stand_in_for_milestones() -> None:
    states = '<refsDecl><refState unit="chapter"/></refsDecl>'
    body = '<div type="textpart" subtype="chapter" n="1"><p>a</p></div>'
    assert words("1", declared(states, body)) == "a"


# what no header declares


def test_numbers_are_a_path_where_no_header_declares_one() -> None:
    poem = '<div n="1"><lg n="2"><l n="3">x</l></lg></div>'
    document = declared("", f'<div type="edition" n="urn:cts:x:y.z.w">{poem}</div>')
    assert words("1.2.3", document) == "x"
    assert refs(document, 1) == ["1", "1.2", "1.2.3"]


def test_a_derived_reference_is_no_id() -> None:
    document = declared("", '<div><p>a</p><p xml:id="b">b</p><p>c</p></div>')
    assert refs(document, 2) == ["~div.1", "~div.1.p.1", "~div.1.p.3"]
    assert words("~div.1.p.3", document) == "c"
    assert "no passage" in refused("div.1.p.3", document)


def test_an_unknown_reference_is_answered_with_the_nearest() -> None:
    assert "Did you mean sample#1.2" in refused("1.22", declared(chapters(), VERSES))


def test_an_id_of_several_elements_is_refused_with_their_places() -> None:
    said = refused("a", declared("", '<p xml:id="a">x</p><p xml:id="a">y</p>'))
    assert "2 elements have the xml:id “a”" in said


# what the rule tells


def found_wrong(document: Document) -> list[str]:
    from edition.rules.ambiguous_reference import check

    alone = Project(Path(), is_project=False)
    return [finding.message for finding in check(document, alone)]


def test_references_that_collide_are_told_once_though_two_trees_have_them() -> None:
    body = '<div n="1"><p n="2.3">a</p></div><div n="1.2"><p n="3">b</p></div>'
    twice = chapters() + chapters().replace("<refsDecl>", '<refsDecl n="again">')
    assert found_wrong(declared(twice, body)) == [
        "2 passages have the reference “1.2.3” in the tree “citeStructure”."
    ]


def test_of_many_references_that_collide_a_few_are_told_and_the_rest_counted() -> None:
    verses = "".join(f'<p n="{n}">x</p>' for n in range(1, 101))
    told = found_wrong(declared(chapters(), f'<div n="1">{verses * 2}</div>'))
    assert len(told) == 6
    assert told[-1] == (
        "95 more references of the tree “citeStructure” name several passages each, the next of "
        "them “1.6”."
    )


def test_units_without_a_name_and_declarations_that_cannot_be_read_are_told() -> None:
    document = declared(chapters(), '<div n="1"><p>a</p><p>b</p></div>')
    assert found_wrong(document) == ["No reference names this verse: it has no @n."] * 2
    broken = declared(cite('<citeStructure unit="x" match="//div[" use="@n"/>'), VERSES)
    assert "malformed" in found_wrong(broken)[0]


def test_numbers_that_no_header_declares_as_references_are_not_judged() -> None:
    assert found_wrong(declared("", '<div n="1"/><div n="1"/>')) == []


def test_what_a_header_says_of_a_unit_is_read_from_it() -> None:
    structure = cite(
        '<citeStructure unit="chapter" match="//div" use="@n">'
        '<citeData property="http://purl.org/dc/terms/title" use="head"/>'
        '<citeData property="http://purl.org/dc/terms/type" use="concat(@type, \'!\')"/>'
        "</citeStructure>"
    )
    document = declared(structure, '<div n="1" type="x"><head>Of <hi>arms</hi></head></div>')
    unit = next(trees(document)[0].units())
    assert [(datum.property[-5:], datum.value) for datum in data(unit, document)] == [
        ("title", "Of arms"),
        ("/type", "x!"),
    ]


def test_a_position_in_a_pattern_has_to_be_a_number() -> None:
    loose = patterns(("(\\w+) (\\w+)", "//div[@n='$1']/p[$2]"))
    document = declared(loose, '<div n="1"><p>a</p></div>')
    assert words("1 1", document) == "a"
    assert "no passage" in refused("1 x", document)


@pytest.mark.parametrize("use", ["count(//*)", "string-join(//p/@n, '-')"])
def test_a_name_that_is_looked_for_all_over_the_document_is_given_up(use: str) -> None:
    structure = cite(f'<citeStructure unit="x" match="//p" use="{use}"/>')
    document = declared(structure, "<p/>" * 6_000)
    assert "too often" in [omission.missing for omission in trees(document)[0].omissions][-1]


def test_a_name_that_is_no_number_is_none() -> None:
    structure = cite('<citeStructure unit="x" match="//div" use="number(@n) + 1"/>')
    document = declared(structure, '<div n="1"/><div n="a"/>')
    assert refs(document) == ["2"]
    assert [omission.missing for omission in trees(document)[0].omissions] == ["a name"]


PIECES = [
    "//", "div", "p", "@n", "[", "]", "(", ")", "1", "$1", "$2", "'", "'$1'", "=", "position()",
    "last()", ".", "..", "/", "*", "|", "text()", "count(", "tokenize(@n,'x')", "following::", "x:",
    "preceding::", "tei:", "node()", " and ", "+", "-", "#xpath(", "(\\w+)", "(.*)", "{1}",
    "\\p{L}",    "^", "$", "$$", "string(", "true()", "for $x in ", "@xml:id", "lb", "pb",
]  # fmt: skip
WILD = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
WILDLY = '<div n="1"><p n="1" xml:id="a"><pb n="1"/>x<lb n="1"/>y</p></div><div n="2"><p>z<pb/></p>'


@given(WILD, WILD, WILD)
@settings(max_examples=300, deadline=None)
def test_whatever_a_header_declares_is_listed_or_told_of(one: str, two: str, three: str) -> None:
    inner = f"<citeStructure match={quoteattr(three)} use={quoteattr(two)}/>"
    outer = f"<citeStructure match={quoteattr(one)} use={quoteattr(two)}>{inner}</citeStructure>"
    path = quoteattr(f"#xpath({two})")
    pattern = f"<cRefPattern matchPattern={quoteattr(one)} replacementPattern={path}/>"
    for references in (cite(outer), cite(pattern)):
        document = declared(references, f"{WILDLY}</div>")
        text = stream(document, "whole")
        for unit in trees(document)[0].units():
            start, end = map(text.offset, extent(unit))
            assert start <= end
        found_wrong(document)
        with suppress(Unresolved):
            reached("1.1", document)


@pytest.mark.parametrize("is_known", [False, True])
def test_a_texts_own_systems_are_all_trees_but_those_of_ids_and_of_counting(
    *, is_known: bool
) -> None:
    declaration = (
        '<refsDecl><citeStructure unit="part" match="/TEI/text/body/div" use="@n"/></refsDecl>'
        '<refsDecl n="old"><cRefPattern matchPattern="(.+)" '
        """replacementPattern="#xpath(/TEI/text/body/div[@n='$1'])"/></refsDecl>"""
        '<refsDecl n="lines"><refState unit="line"/></refsDecl>'
    )
    document = declared(declaration, '<div n="1"><p xml:id="a">One.</p></div>')
    if is_known:
        trees(document)
    own = [tree for tree in listing(document) if tree.kind not in OURS]
    told = [(tree.name, tree.kind, [unit.ref for unit in tree.units()]) for tree in own]
    assert len(told) == 4
    assert told == [
        (tree.name, tree.kind, [unit.ref for unit in tree.units()]) for tree in systems(document)
    ]


def found_idle(document: Document) -> list[str]:
    from edition.rules.idle_reference_system import check

    alone = Project(Path(), is_project=False)
    return [finding.message for finding in check(document, alone)]


def test_a_declaration_that_finds_nothing_is_told_once_with_what_stands_in_it() -> None:
    stale = chapters().replace("/body/div", "/body/div1")
    assert found_idle(declared(stale, VERSES)) == [
        "This citeStructure finds no chapter in the text: “/TEI/text/body/div1”."
    ]
    assert found_idle(declared(chapters().replace('"p"', '"ab"'), VERSES)) == [
        "This citeStructure finds no verse in the text: “ab”."
    ]
    ways = patterns(("(\\w+)", "//div1[@n='$1']"), ("(\\w+)\\.(\\w+)", "//div[@n='$1']/p[@n='$2']"))
    assert found_idle(declared(ways, VERSES)) == [
        "This cRefPattern finds no unit in the text: “#xpath(//div1[@n='$1'])”."
    ]


@pytest.mark.parametrize(
    ("said", "body"),
    [
        (chapters(), VERSES),
        (chapters(), '<div n="1"><p>without a number</p></div>'),  # told of otherwise
        (cite('<citeStructure unit="x" match="//div[" use="@n"/>'), VERSES),
        (patterns(("(\\w+):(\\w+)", "id('$1')/p[@n='$2']")), VERSES),  # none that can be listed
        (cite('<refState unit="work"/><refState unit="page"/>'), '<p>a<pb n="1"/>b</p>'),
        ("", VERSES),
    ],
)
def test_no_declaration_that_finds_something_is_told_to_be_idle(said: str, body: str) -> None:
    assert found_idle(declared(said, body)) == []


def test_states_that_nothing_changes_are_told() -> None:
    told = found_idle(declared(cite('<refState unit="card"/>'), VERSES))
    assert told == ["This refState finds no card in the text: “card”."]


# one reference is found without a listing, and as a listing has it


def every(tree: Tree, ref: str) -> list[Unit]:
    return [unit for unit in tree.units() if unit.ref == ref]


def test_a_reference_of_the_classics_is_found_alike_with_and_without_a_listing(
    shared: Path,
) -> None:
    for file in classics(shared):
        document = read(file)
        for number, tree in enumerate(trees(document)):
            known = list(tree.by_ref)
            asked = [*known[:: max(1, len(known) // 15)], "", ".", "1.", "1.1.1.1.1"]
            apart = listing(document)[number]
            for ref in asked[:19]:
                assert apart.find(ref) == every(tree, ref)


@pytest.mark.parametrize(
    "said",
    [
        chapters(),
        chapters('delim=""'),
        chapters('delim="1"'),
        chapters().replace('use="@n"', 'use="position()"', 1),
        cite('<citeStructure unit="x" match="//p" use="@n" delim=":"/>'),
        cite('<citeStructure match="//div" use="@n"/><citeStructure match="//p" use="@n"/>'),
        patterns(("(\\w+)\\.(\\w+)", "//div[@n='$1']/p[@n='$2']")),
        patterns(("(\\w+)", "//div[@n='$1']"), ("(\\w+)\\.(\\w+)", "//div[@n='$1']/p[@n='$2']")),
    ],
)
def test_what_looks_alike_is_found_alike_with_and_without_a_listing(said: str) -> None:
    body = (
        '<div n="1"><p n="1">a</p><p n="11">b</p><p n="1">c</p></div>'
        '<div n="11"><p n="1">d</p><p>e</p></div>'
        '<div n="1.1"><p n="">f</p></div><div><p n="1"/></div>'
    )
    document = declared(said, body)
    tree = trees(document)[0]
    known = [*tree.by_ref, "1.1", "11", "111", ":1", "1.", "", "1.1.1"]
    assert [listing(document)[0].find(ref) for ref in known] == [every(tree, ref) for ref in known]


def test_who_asks_for_many_references_is_answered_from_a_listing() -> None:
    document = declared(chapters(), VERSES)
    tree = listing(document)[0]
    assert [len(tree.find("1.2")) for _ in range(30)] == [1] * 30
    assert "growth" in vars(tree)
