"""The pages about a customization: what stands on them, where they lead, what is written."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from edition.diagnostic import Misuse
from edition.odd.pages import documented
from edition.project import Project
from tests.conftest import Command, Golden
from tests.customizing import ALL, Custom, odd
from tests.html_tree import Node, canonical, parse
from tests.test_outside import in_browser, nu

EG = "http://www.tei-c.org/ns/Examples"
SCH = "http://purl.oclc.org/dsdl/schematron"
GUIDE = """<div xml:id="names"><head>Names</head>
<p>A <gi>name</gi> has a <att>type</att>; see <ptr target="#dates"/>, <ref target="#CONA">names in
the TEI</ref>, <ref target="notes.txt">our notes</ref>.</p>
<specGrp xml:id="names-specs">
  <elementSpec ident="name" module="names" mode="change"><gloss>name</gloss>
    <desc>A name of a <term>thing</term>, as written.</desc></elementSpec>
</specGrp></div>
<div xml:id="dates"><head>Dates</head><p>There are none.</p></div>"""
HI = f"""<elementSpec ident="hi" module="core" mode="change">
  <gloss xml:lang="en">highlighted</gloss><gloss xml:lang="de">hervorgehoben</gloss>
  <desc xml:lang="en">Words that stand out.</desc>
  <desc xml:lang="de">Wörter, die hervortreten.</desc>
  <constraintSpec ident="no-empty-hi" scheme="schematron"><constraint>
    <sch:assert xmlns:sch="{SCH}" id="empty-hi" role="warning" test="normalize-space()">Nothing
    stands out in <sch:value-of select="name()"/>.</sch:assert></constraint></constraintSpec>
  <attList><attDef ident="rend" mode="change" usage="req"><desc>How it looks.</desc>
    <valList type="closed" mode="add">
      <valItem ident="italic"><desc>sloping</desc></valItem><valItem ident="bold"/></valList>
  </attDef><attDef ident="corresp" mode="change" usage="rec"><desc>What it echoes.</desc></attDef>
  <attDef ident="n" mode="delete"/></attList>
  <exemplum><egXML xmlns="{EG}"><p>See
     <hi rend="bold">A &amp; B</hi>.</p><p n="1"/></egXML></exemplum>
  <remarks><p>Use it sparingly; mostly a <gi>name</gi> or a <soCalled>term</soCalled> is meant.</p>
  </remarks></elementSpec>"""
PARTS = f'{ALL}<specGrpRef target="#names-specs"/>{HI}'

BLOCKS = {"p", "dt", "dd", "li", "ul", "div", "h2", "h3", "summary", "details"}
Documented = Callable[..., dict[str, bytes]]


@pytest.fixture
def pages(tmp_path: Path) -> Documented:
    def of(parts: str = PARTS, beside: str = GUIDE, language: str = "") -> dict[str, bytes]:
        custom = Custom(tmp_path, odd(parts, beside=beside))
        return documented(custom.compile(), Project(tmp_path), language)

    return of


def page(files: dict[str, bytes], name: str) -> Node:
    return parse(files[f"{name}.html"].decode())


def said(node: Node) -> str:
    """Return the words of a part of a page, blocks apart."""
    parts = [each if isinstance(each, str) else said_within(each) for each in node.children]
    return " ".join("".join(parts).split())


def said_within(node: Node) -> str:
    words = "".join(c if isinstance(c, str) else said_within(c) for c in node.children)
    return f" {words} " if node.tag in BLOCKS else words


def answer(files: dict[str, bytes], name: str, question: str) -> str:
    """Return what a page answers to the question that a heading asks; nothing if it asks not."""
    sections = page(files, f"ref-{name}").every("section")
    found = [each for each in sections if said(each.every("h2")[0]) == question]
    return said(found[0]).removeprefix(question).strip() if found else ""


def links(node: Node) -> dict[str, str]:
    return {said(each): each.get("href") for each in node.every("a")}


def broken(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return the links of pages that lead nowhere among the files."""
    trees = {name: parse(data.decode()) for name, data in files.items() if name.endswith(".html")}
    ids = {name: {each.get("id") for each in tree.every()} for name, tree in trees.items()}
    found = []
    for name, tree in trees.items():
        for node in tree.every("a", "img", "link"):
            target = node.get("href") or node.get("src")
            file, _, fragment = target.partition("#")
            here = unquote(file) or name
            if "://" not in target and (
                here not in files or (fragment and unquote(fragment) not in ids[here])
            ):
                found.append((name, target))
    return found


def test_each_name_has_a_page_and_the_prose_is_a_guide(pages: Documented) -> None:
    names = "TEI head p hi name place att.global att.linking att.typed model.phrase model.nameLike"
    others = "macro.phrases teidata.word"
    expected = {f"ref-{name}.html" for name in f"{names} {others}".split()}
    assert set(pages()) == {*expected, "index.html", "guide.html", "schema.css"}


def test_the_page_of_an_element_is_the_one_that_was_reviewed(
    pages: Documented, golden: Golden
) -> None:
    hidden = re.sub(r"'sha256-[^']+'", "'sha256-…'", canonical(page(pages(), "ref-hi")))
    golden("odd/ref-hi.html", hidden)


def test_every_link_leads_somewhere(pages: Documented) -> None:
    assert broken(pages()) == []


def test_the_same_odd_gives_the_same_bytes(pages: Documented) -> None:
    assert pages() == pages()


def test_a_page_says_what_may_stand_in_an_element_and_where_it_may_stand(
    pages: Documented,
) -> None:
    files = pages()
    assert answer(files, "p", "May contain") == "Text. core hi names name place"
    assert answer(files, "p", "May stand in") == "core TEI"
    assert answer(files, "place", "May contain") == "names name place"
    assert answer(files, "TEI", "May stand in") == "A document may begin with it."


def test_what_a_customization_deletes_is_spoken_of_nowhere(pages: Documented) -> None:
    files = pages(f'{ALL}<elementSpec ident="place" mode="delete"/>')
    assert answer(files, "p", "May contain") == "Text. core hi names name"
    assert not [name for name, data in files.items() if b"ref-place" in data]


def test_content_is_told_in_words(pages: Documented) -> None:
    files = pages()
    assert answer(files, "TEI", "Content") == "In this order: at most one head one or more p"
    assert answer(files, "macro.phrases", "Content") == (
        "Any number of these, in any order: text, model.phrase"
    )
    assert answer(files, "teidata.word", "Content") == "one word without blanks"


def test_an_own_attribute_is_told_in_full(pages: Documented) -> None:
    told = answer(pages(), "hi", "Attributes")
    assert told.startswith("rend required How it looks. One of these values: italic sloping bold")


def test_an_attribute_of_a_class_that_an_element_changes_tells_of_both(pages: Documented) -> None:
    files = pages()
    told = answer(files, "hi", "Attributes")
    assert "corresp recommended What it echoes. Value: one or more teidata.word (" in told
    assert "As it is in this place; elsewhere see att.linking" in told
    assert links(page(files, "ref-hi"))["att.linking"] == "ref-att.linking.html#att-corresp"


def test_attributes_of_classes_are_told_in_a_line_that_leads_to_the_class(
    pages: Documented,
) -> None:
    files = pages()
    assert "From att.global xml:id n gives a number" in answer(files, "p", "Attributes")
    assert links(page(files, "ref-p"))["n"] == "ref-att.global.html#att-n"
    assert " n " not in answer(files, "hi", "Attributes")  # which it deletes


def test_the_page_of_a_class_names_its_members_and_who_uses_it(pages: Documented) -> None:
    files = pages()
    assert answer(files, "att.typed", "Members") == "names name place"
    assert answer(files, "model.phrase", "Classes within it") == "model.nameLike"
    assert answer(files, "model.phrase", "Members") == "core hi names name place"
    assert answer(files, "model.phrase", "Used in the content of") == "tei macro.phrases"
    assert answer(files, "teidata.word", "Used by").startswith("n of att.global corresp of")


def test_a_rule_is_told_in_its_own_words(pages: Documented) -> None:
    assert answer(pages(), "hi", "Rules") == (
        "Nothing stands out in …. empty-hi · warning Told where this does not hold: "
        "normalize-space()"
    )


def test_an_example_is_shown_as_it_would_be_written(pages: Documented) -> None:
    (example,) = page(pages(), "ref-hi").every("pre")
    assert example.text == '<p>See <hi rend="bold">A &amp; B</hi>.</p>\n<p n="1"/>'


def test_names_in_prose_lead_to_their_pages(pages: Documented) -> None:
    files = pages()
    assert links(page(files, "ref-hi"))["name"] == "ref-name.html"
    assert page(files, "ref-hi").every("q")[0].text == "term"


def test_the_guide_is_the_prose_of_the_odd_with_its_specifications_in_short(
    pages: Documented,
) -> None:
    guide = page(pages(), "guide")
    assert [said(head) for head in guide.every("h2", "h3")][:2] == ["Names", "Dates"]
    assert said(guide.every("dl")[0]) == "name name A name of a thing, as written."
    assert links(guide)["hi"] == "ref-hi.html"


def test_pointers_lead_into_the_guide_and_the_guidelines_but_to_no_file_beside_the_odd(
    pages: Documented,
) -> None:
    found = links(page(pages(), "guide"))
    assert found["Dates"] == "guide.html#dates"
    assert found["names in the TEI"].endswith("/en/html/CO.html#CONA")
    assert "our notes" not in found


def test_no_pointer_of_prose_becomes_an_address_that_could_run_something(
    pages: Documented,
) -> None:
    remarks = (
        '<remarks><p><ref target="javascript:alert(1)">a</ref></p></remarks>'
        '<listRef><ptr target="javascript:alert(1)"/></listRef>'
    )
    files = pages(f'{ALL}<elementSpec ident="p" mode="change">{remarks}</elementSpec>')
    assert b"javascript:" not in b"".join(files.values())


def test_an_image_beside_the_odd_is_taken_along(pages: Documented, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").write_bytes(b"png")
    shown = '<p><graphic url="images/a.png"/><graphic url="../b.png"/><graphic url="c.png"/></p>'
    files = pages(ALL, beside=f"<div><head>A</head>{shown}</div>")
    assert files["image-1.png"] == b"png"
    assert [each.get("src") for each in page(files, "guide").every("img")] == ["image-1.png"]


def test_prose_is_in_the_language_that_is_asked_for_or_says_which_it_is_in(
    pages: Documented,
) -> None:
    files = pages(language="de")
    leads = [each for each in page(files, "ref-hi").every("p") if each.get("class") == "lead"]
    assert [said(each) for each in leads] == ["Wörter, die hervortreten."]
    assert "Wörter, die hervortreten." in said(page(files, "index"))


def test_own_words_alone_document_a_schema_if_asked(
    tmp_path: Path, edition_command: Command
) -> None:
    custom = Custom(tmp_path, odd(ALL))
    asked = ("schema", "document", str(custom.file), "--source", str(custom.source), "-o")
    for options in ((), ("--own-words",)):
        edition_command(*asked, str(tmp_path / "pages"), *options)
        page = (tmp_path / "pages" / "ref-p.html").read_text(encoding="utf-8")
        assert ("marks a paragraph" in page) is not bool(options)


def test_a_language_in_which_nothing_is_said_is_refused(pages: Documented) -> None:
    with pytest.raises(Misuse, match=r"“fr”; there are: de, en"):
        pages(language="fr")


def test_the_front_page_lists_every_name_without_a_script(pages: Documented) -> None:
    front = page(pages(), "index")
    items = [said(item) for item in front.every("li")]
    assert "hi highlighted: Words that stand out." in items
    assert "type att.typed" in items
    assert "Names" in items
    assert [node.get("hidden") for node in front.every("search")] == ["hidden"]


def test_only_the_front_page_has_a_script_and_that_is_small(pages: Documented) -> None:
    files = pages()
    scripts = {
        name: "".join(each.text for each in parse(data.decode()).every("script"))
        for name, data in files.items()
        if name.endswith(".html") and name != "guide.html"
    }
    assert 0 < len(scripts.pop("index.html")) < 2000
    assert set(scripts.values()) == {""}


def test_names_that_differ_in_case_or_hold_odd_signs_have_files_of_their_own(
    pages: Documented,
) -> None:
    element = '<elementSpec ident="{}" module="core"><content><empty/></content></elementSpec>'
    files = pages(ALL + element.format("P") + element.format("ä"))
    stems = [name.casefold() for name in files]
    assert len(set(stems)) == len(stems)
    assert {"ref-p.html", "ref-P-2.html", "ref-ä.html"} <= set(files)
    assert broken(files) == []


def document(command: Command, folder: Path, *options: object) -> str:
    done = command(
        "schema", "document", folder / "mine.odd", "--source", folder / "source.xml", *options
    )
    return f"{done.returncode} {done.stderr.strip()}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    Custom(tmp_path, odd(PARTS, beside=GUIDE))
    (tmp_path / "xml").mkdir()
    return tmp_path


def test_pages_of_an_earlier_run_that_have_no_heir_are_removed(
    project: Path, edition_command: Command
) -> None:
    folder = project / "build" / "schema"
    assert document(edition_command, project).startswith("0 wrote 16 files")
    (folder / "ref-mine.html").write_text("my own page")
    (project / "mine.odd").write_text(odd(f'{ALL}<elementSpec ident="place" mode="delete"/>'))
    said = document(edition_command, project)
    assert said.count("removed") == 1
    assert "ref-place.html" in said
    assert (folder / "ref-mine.html").read_text() == "my own page"
    assert len(list(folder.iterdir())) == 16


def test_a_page_of_somebody_else_is_not_written_over(
    project: Path, edition_command: Command
) -> None:
    folder = project / "site"
    folder.mkdir()
    (folder / "index.html").write_text("my own page")
    assert "written by somebody else" in document(edition_command, project, "-o", folder)
    assert [file.name for file in folder.iterdir()] == ["index.html"]


TEXT = """<?xml-model href="mine.rng"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><p><hi rend="x">a</hi><div/></p></TEI>"""


def urls(command: Command, project: Path, *options: object) -> list[str]:
    """Return where the findings of the grammar lead."""
    done = command("validate", project / "xml" / "a.xml", "--only", "grammar", *options)
    return [line.strip() for line in done.stdout.splitlines() if line.strip().startswith("see:")]


def test_findings_lead_to_the_pages_of_the_projects_schema(
    project: Path, edition_command: Command
) -> None:
    schema = project / "xml" / "mine.rng"
    schema.write_bytes(Custom(project, odd(PARTS, beside=GUIDE)).compile().grammar())
    (project / "xml" / "a.xml").write_text(TEXT)
    before = urls(edition_command, project)
    assert all(url.startswith("see: https://www.tei-c.org/") for url in before)
    document(edition_command, project)
    first, second = urls(edition_command, project)
    assert first == f"see: {(project / 'build' / 'schema' / 'ref-hi.html').as_uri()}"
    assert second.endswith("/ref-p.html") or second == before[1]
    assert urls(edition_command, project, "--schema", schema) == before
    (project / "edition.toml").write_text('base = "https://example.org/letters/"\n')
    assert urls(edition_command, project)[0] == (
        "see: https://example.org/letters/schema/ref-hi.html"
    )


@pytest.mark.outside
def test_the_pages_are_valid_and_can_be_read_by_everybody(
    project: Path, edition_command: Command
) -> None:
    document(edition_command, project)
    files = [*(project / "build" / "schema").glob("*.html")]
    assert nu(*files) == []
    shown = [file for file in files if file.stem in {"index", "ref-hi"}]
    for view in in_browser(*shown):
        assert view["violations"] == []
        assert view["faults"] == []
        assert view["scroll"] == view["width"]


def test_every_link_within_the_documentation_of_a_real_customization_leads_somewhere(
    shared: Path, tmp_path: Path, edition_command: Command
) -> None:
    data = shared / "data" / "tei"
    source, file = data / "p5subset.xml", data / "odd" / "tei_bare.odd"
    done = edition_command("schema", "document", file, "--source", source, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(files) > 100
    assert broken(files) == []
