"""What the templates say of themselves, held against a sample of each element of TEI P5."""

import re
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.document import TEI, parse
from edition.preparation import prepare
from edition.project import OWN, Project
from edition.stylesheet import load
from edition.stylesheet.coverage import OMISSION, matched, renderings
from edition.stylesheet.source import XSL, describe
from edition.tei.vocabulary import Name, named, names, used
from tests.conftest import Command, MakeProject
from tests.samples import tei

SHEETS = (OWN / "xslt",)
ALONE = Project(Path(), is_project=False)
KNOWN = names()
IN_TEXT = [name for name in KNOWN.values() if name.path]
RENDERINGS = renderings(SHEETS, "html.xsl")
BLOCKS = set(
    "div p ul ol dl li table section figure blockquote hgroup h1 h2 h3 h4 h5 h6 pre".split()
)
PHRASES = set("p span a i b em small cite code dfn button h1 h2 h3 h4 h5 h6 ins del time q".split())
FOR = "{https://tei-edition.org/ns/format}for"
DATA = {"binaryObject"}
"""What an element holds that is no word."""


def sample(name: Name) -> str:
    """Return the body of a document in which the element stands where TEI allows it."""
    steps = name.path.split("/")[2:] if name.path != "text" else []
    inner = f"sample{name.element}" if name.holds_text else ""
    for number, step in reversed(list(enumerate(steps))):
        space = ' xmlns="http://www.tei-c.org/ns/Examples"' if step == "egXML" else ""
        inner = f'<{step}{space} xml:id="s{number}">{inner}</{step}>'
    return inner


def rendered(source: str) -> etree._Element:
    root = prepare(parse(source.encode(), "sample.xml"), ALONE)
    sheet = load(SHEETS, "html.xsl", frozenset(named(used(root))))
    return sheet(root, {"page": "sample.html", "language": "en"})


def is_left_out(name: Name) -> bool:
    kinds = [RENDERINGS[step].kind for step in name.path.split("/") if step in RENDERINGS]
    return "omitted" in kinds or name.element in DATA


def words(html: etree._Element) -> str:
    body = html.find("body")
    assert body is not None
    return "".join(map(str, body.itertext()))


@lru_cache
def page(name: Name) -> etree._Element:
    return rendered(tei(sample(name)))


def test_every_element_of_tei_is_rendered_or_left_out_on_purpose() -> None:
    assert [name for name in KNOWN if name not in RENDERINGS] == []


def test_the_words_of_an_element_are_on_the_page_once() -> None:
    found = {n.element: words(page(n)) for n in IN_TEXT}
    once = {n.element: int(n.holds_text and not is_left_out(n)) for n in IN_TEXT}
    assert {name: text.count("sample" + name) for name, text in found.items()} == once


def test_every_id_of_an_element_and_of_what_is_around_it_is_an_anchor() -> None:
    wrong = []
    for name in IN_TEXT:
        there = [str(each.get("id")) for each in page(name).iter("*") if each.get("id")]
        asked = re.findall(r'xml:id="(s\d+)"', sample(name))
        wrong += [name.element for each in asked if there.count(each) != 1]
    assert wrong == []


def test_no_block_stands_within_a_paragraph_or_a_phrase() -> None:
    wrong = [
        (name.element, around.tag, each.tag)
        for name in IN_TEXT
        for each in page(name).iter(*BLOCKS)
        for around in each.iterancestors(*PHRASES)
    ]
    assert wrong == []


def test_an_element_needs_no_part_of_the_sheet_that_was_left_out() -> None:
    whole = load(SHEETS, "html.xsl")
    for name in IN_TEXT:
        root = prepare(parse(tei(sample(name)).encode(), "sample.xml"), ALONE)
        other = whole(root, {"page": "sample.html", "language": "en"})
        main = [each.find("body/main") for each in (other, page(name))]
        assert len({etree.tostring(each) for each in main if each is not None}) == 1, name


def test_a_part_of_the_sheet_is_for_all_that_it_matches() -> None:
    for link in describe(SHEETS, "html.xsl").iterchildren(f"{{{XSL}}}include"):
        stated = set(link.get(FOR, "").split())
        sheet = describe(SHEETS, link.get("href", ""))
        for element, mode in (
            matched(sheet) if stated and OMISSION not in link.get("href", "") else ()
        ):
            name = KNOWN.get(element)
            if mode or name is None or not name.path or stated & set(name.path.split("/")):
                continue
            around = "".join(each.get("match", "") for each in sheet.iter(f"{{{XSL}}}template"))
            assert any(f"tei:{each}" in around for each in stated), element


def test_elements_that_no_template_names_show_their_words_and_their_name() -> None:
    root = rendered(tei('<p>a <invention xml:id="i">b</invention></p>'))
    found = root.xpath("//*[@id = 'i']")
    assert [(each.text, each.get("class")) for each in found] == [("b", "unhandled invention")]


def test_the_command_tells_of_every_element_which_sheet_renders_it(
    edition_command: Command,
) -> None:
    done = edition_command("formats", "--coverage", "html")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == list(KNOWN)
    told = {line[0]: line[2:] for line in lines}
    assert told["speaker"] == ["rendered", "html/drama.xsl"]
    assert told["link"] == ["omitted", "html/omission.xsl"]
    assert done.stderr.endswith(" 0 unhandled\n")


def test_the_list_of_names_is_that_of_the_guidelines(shared: Path) -> None:
    source = etree.parse(str(shared / "data" / "tei" / "p5subset.xml"))
    specs = {spec.get("ident"): spec.get("module") for spec in source.iter(f"{{{TEI}}}elementSpec")}
    assert specs == {name.element: name.module for name in KNOWN.values()}


def test_a_finding_names_each_element_that_nothing_knows_once_with_its_count(
    edition_command: Command, make_project: MakeProject
) -> None:
    example = '<egXML xmlns="http://www.tei-c.org/ns/Examples"><vessel/></egXML>'
    body = f"<p><vessel>a</vessel> <vessel>b</vessel> <hi>c</hi></p>{example}"
    root = make_project({"a.xml": tei(body)})
    done = edition_command("export", "a.xml", "--to", "html", "-o", "out", cwd=root)
    assert done.stderr.count("unhandled-element") == 1
    assert "“vessel” is no element of TEI and has no template, 2 times" in done.stderr


def test_an_element_that_nothing_knows_is_told_with_the_one_of_tei_that_is_spelt_alike(
    edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"a.xml": tei("<p><persname>a</persname></p>")})
    done = edition_command("export", "a.xml", "--to", "html", "-o", "out", cwd=root)
    assert "“persname” is no element of TEI and has no template" in done.stderr
    assert "Did you mean persName? If not, say in a template" in done.stderr


def test_an_element_that_a_template_of_the_project_shows_is_not_told_of(
    edition_command: Command, make_project: MakeProject
) -> None:
    sheet = (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        'xmlns:tei="http://www.tei-c.org/ns/1.0"><xsl:import href="edition:html.xsl"/>'
        '<xsl:template match="tei:vessel"><i><xsl:apply-templates/></i></xsl:template>'
        "</xsl:stylesheet>"
    )
    source = tei("<p><vessel>Alba</vessel></p><lg><l>a</l></lg>")
    root = make_project({"xslt/html.xsl": sheet, "xml/a.xml": source})
    done = edition_command("export", "--to", "html", cwd=root)
    assert "unhandled-element" not in done.stderr
    page = (root / "build" / "a.html").read_text()
    assert re.search("<i[^>]*>Alba</i>", page)
    assert ".lg{" in page


INTERFACE = set("number call voice page image top skip legend switch cards foot read".split())
UNREAD = set("del surplus secl metamark sic orig abbr am unclear seg supplied fw".split())
"""What the reading goes without, where it stands as in the sample or beside another form."""


def test_no_element_looks_like_a_part_of_the_interface_or_is_hidden_unless_it_is_unread() -> None:
    wrong = []
    for name in IN_TEXT:
        for node in page(name).iter("*"):
            kinds = set(str(node.get("class", "")).split())
            is_taken = kinds & INTERFACE and node.tag not in {"a", "button", "header", "footer"}
            is_hidden = "source" in kinds and name.element not in UNREAD
            is_own = "sample" + name.element in "".join(map(str, node.itertext()))
            if is_own and (is_taken or is_hidden) and not UNREAD & set(name.path.split("/")):
                wrong.append((name.element, node.get("class")))
    assert wrong == []
