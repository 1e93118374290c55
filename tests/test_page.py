import json
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from edition.document import XML_ID, read
from tests.conftest import ROOT, Command, Golden, MakeProject
from tests.hostile import HEADER, VECTORS
from tests.html_tree import Node, canonical, parse
from tests.samples import tei

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> Path:
    folder = tmp_path_factory.mktemp("built")
    done = edition_command("build", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def page(built: Path) -> Node:
    return parse((built / "gorbachev-response.html").read_text())


def ids(page: Node) -> list[str]:
    return [node.get("id") for node in page.every() if node.get("id")]


def by_id(page: Node, name: str) -> Node:
    return next(node for node in page.every() if node.get("id") == name)


def metadata(page: Node) -> dict[str, str]:
    return {meta.get("name"): meta.get("content") for meta in page.every("meta")}


def test_the_page_is_the_one_that_was_reviewed(page: Node, golden: Golden) -> None:
    hidden = re.sub(r"'sha256-[^']+'", "'sha256-…'", canonical(page))
    golden("gorbachev-response.html", hidden)


SUBJECTS = sorted(path.stem for path in (ROOT / "tests" / "formats" / "html").glob("*.xml"))


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> Path:
    folder = tmp_path_factory.mktemp("subjects")
    sources = [ROOT / "tests" / "formats" / "html" / f"{name}.xml" for name in SUBJECTS]
    done = edition_command("export", *sources, "--to", "html", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_page_of_each_subject_is_the_one_that_was_reviewed(
    subject: str, subjects: Path, golden: Golden
) -> None:
    body = parse((subjects / f"{subject}.html").read_text()).every("main")[0]
    golden(f"../formats/html/{subject}.html", canonical(body))


def test_the_list_of_corrections_goes_without_the_notes_on_them(
    tmp_path: Path, edition_command: Command
) -> None:
    change = "<choice><sic>teh<note>so the copy</note></sic><corr>the</corr></choice>"
    (tmp_path / "x.xml").write_text(tei(f"<p>{change}</p>"))
    done = edition_command("export", tmp_path / "x.xml", "--to", "html", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "x.html").read_text()
    assert "teh → the" in page
    assert "tehso" not in page


def test_indirect_speech_has_no_marks_and_is_no_level_of_quotation(
    tmp_path: Path, edition_command: Command
) -> None:
    body = '<p>Soon <said direct="false">they will <q>come</q></said>, wrote Ann.</p>'
    (tmp_path / "x.xml").write_text(tei(body))
    done = edition_command("export", tmp_path / "x.xml", "--to=html", "--to=text", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "x.txt").read_text().strip() == "Soon they will “come”, wrote Ann."
    assert (tmp_path / "x.html").read_text().count("<q") == 1


@pytest.mark.parametrize("name", ["gorbachev-response.txt", "gorbachev-response.diplomatic.txt"])
def test_the_texts_are_those_that_were_reviewed(built: Path, name: str, golden: Golden) -> None:
    golden(name, (built / name).read_bytes().decode())


def test_the_diplomatic_text_is_the_capture_byte_for_byte(built: Path) -> None:
    capture = (ROOT / "xml" / "source" / "gorbachev-response.txt").read_bytes()
    assert len(capture.decode()) == 3481
    assert (built / "gorbachev-response.diplomatic.txt").read_bytes() == capture
    assert (built / "gorbachev-response.source.txt").read_bytes() == capture


def test_scripts_from_outside_agree_on_identity_and_ids(built: Path, article: Path) -> None:
    capture = ROOT / "xml" / "source" / "gorbachev-response.txt"
    for script, *arguments in (
        ("identity.py", article, capture),
        ("ids.py", article, built / "gorbachev-response.html"),
    ):
        oracle = ROOT / "tests" / "oracles" / script
        done = subprocess.run([sys.executable, oracle, *arguments], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("base", ["", "https://editions.some-university.example/letters/"])
def test_the_page_weighs_at_most_60_kb_and_its_scripts_4(
    base: str, tmp_path: Path, edition_command: Command
) -> None:
    shutil.copytree(ROOT / "xml", tmp_path / "xml")
    (tmp_path / "edition.toml").write_text(f'base = "{base}"\n')
    edition_command("export", "--to", "html", cwd=tmp_path)
    file = tmp_path / "build" / "gorbachev-response.html"
    assert file.stat().st_size <= 60_000
    scripts = [node for node in parse(file.read_text()).every("script") if not node.get("type")]
    assert sum(len(script.text.encode()) for script in scripts) <= 4_000


def test_ids_are_unique_and_every_link_within_the_page_arrives(page: Node) -> None:
    known = ids(page)
    assert len(known) == len(set(known))
    aims = [node.get("href") for node in page.every("a") if node.get("href").startswith("#")]
    targets = [node.get("popovertarget") for node in page.every("button")]
    assert {aim[1:] for aim in aims} | {name for name in targets if name} <= set(known)


def test_the_page_asks_no_other_host_for_anything_and_its_policy_says_so(page: Node) -> None:
    policy = next(m for m in page.every("meta") if m.get("http-equiv")).get("content")
    assert policy.startswith("default-src 'none'")
    assert [
        node.tag for node in page.every("img", "iframe", "object", "embed", "form", "base")
    ] == []
    loaded = [node.get("src") for node in page.every() if node.get("src")]
    sheets = [node for node in page.every("link") if node.get("rel") == "stylesheet"]
    assert (loaded, sheets) == ([], [])
    assert [
        n.tag for n in page.every() if any(a.startswith("on") or a == "style" for a in n.attributes)
    ] == []


def test_landmarks_headings_and_language_are_there(page: Node) -> None:
    assert page.every("html")[0].get("lang") == "en"
    assert page.every("html")[0].get("dir") == "ltr"
    for tag in ("main", "article", "h1", "title"):
        assert len(page.every(tag)) == 1
    levels = [int(node.tag[1]) for node in page.every("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_dated_word_of_the_text_has_its_machine_form(page: Node, article: Path) -> None:
    text = read(article).root.find(f"{TEI}text")
    assert text is not None
    certain = {date.get("when") for date in text.iter(f"{TEI}date") if date.get("when")}
    assert certain == {node.get("datetime") for node in page.every("article")[0].every("time")}


@pytest.mark.parametrize(
    "name", ["p1", "p2", "p3", "p4", "p5", "p6", *(f"q{n}" for n in range(1, 12))]
)
def test_every_paragraph_and_speech_has_its_versioned_address(page: Node, name: str) -> None:
    link = re.compile(rf"\?v=1\.0\.0&fp=[a-z2-7]{{8}}\.[a-z2-7]{{8}}#{name}")
    assert len([a for a in page.every("a") if link.fullmatch(a.get("href"))]) == 1


@pytest.mark.parametrize(
    ("name", "who", "whom", "words"),
    [
        ("q1", "#shevardnadze", "#khomeini", "Shevardnadze to Khomeini"),
        ("q4", "#khomeini", "#shevardnadze", "Khomeini to Shevardnadze"),
        ("q9", "#gorbachev", "", "Gorbachev reported by Shevardnadze"),
    ],
)
def test_who_speaks_to_whom_through_whom_is_data_and_is_said(
    page: Node, name: str, who: str, whom: str, words: str
) -> None:
    speech = by_id(page, name)
    assert (speech.get("data-who"), speech.get("data-to-whom")) == (who, whom)
    assert " ".join(speech.every("button")[0].text.split()) == words


def test_a_correction_shows_the_reading_and_keeps_the_source_a_step_away(page: Node) -> None:
    choice = by_id(page, "x1")
    shown = {node.get("class").split()[0]: node.text for node in choice.every("span")[1:]}
    assert (shown["read"], shown["source"]) == ("delegates", "delegations")
    assert "delegations" in by_id(page, "~correction/x1").text


def test_the_interval_that_a_relative_date_means_is_told(page: Node) -> None:
    date = by_id(page, "d2")
    assert (date.get("data-first"), date.get("data-last")) == ("1989-02-26", "1989-03-04")
    assert "26 February" in by_id(page, "~date/d2").text


def test_every_note_is_called_and_leads_back_to_its_call(page: Node, article: Path) -> None:
    notes = [n.get(XML_ID) for n in read(article).root.iter(f"{TEI}note") if n.get(XML_ID)]
    assert notes
    for name in notes:
        calls = [
            a.get("id") for a in page.every("a") if a.get("href") == f"#{name}" and a.get("id")
        ]
        back = {a.get("href")[1:] for a in by_id(page, str(name)).every("a")}
        assert calls
        assert set(calls) & back


def test_every_register_entry_leads_to_every_mention(page: Node, article: Path) -> None:
    root = read(article).root
    text = root.find(f"{TEI}text")
    assert text is not None
    mentions: dict[str, int] = {}
    for element in text.iter():
        for pointer in element.get("ref", "").split():
            mentions[pointer[1:]] = mentions.get(pointer[1:], 0) + 1
    assert len(mentions) > 10
    for name, count in mentions.items():
        links = {a.get("href")[1:] for a in by_id(page, name).every("a") if a.get("href")[0] == "#"}
        within = {node.get("id") for node in page.every("article")[0].every() if node.get("id")}
        assert len(links & within) >= count, name


def test_about_says_source_capture_hash_licences_version_limits_and_how_to_cite(page: Node) -> None:
    section = by_id(page, "~/about").parent
    assert section is not None
    about = " ".join(section.text.split())
    for words in (
        "imam-khomeini.ir",
        "01d6f9cc30eed3c6cced7697fdac588196a5ca36008b33152515a4b3f537626f",
        "Creative Commons Attribution 4.0",
        "1.0.0",
        "No human editor has",
        "No statement of rights in the text is known",
        "version 1.0.0 (the tei-edition project, 2026)",
    ):
        assert words in about
    hrefs = {a.get("href") for a in page.every("a")}
    assert {"gorbachev-response.xml", "gorbachev-response.source.txt"} <= hrefs


def test_zotero_finds_the_highwire_set(page: Node) -> None:
    found = metadata(page)
    assert found["citation_title"] == "Gorbachev’s response to Imam Khomeini"
    assert (
        found["citation_inbook_title"] == "Gorbachev’s response to Imam Khomeini: a digital edition"
    )
    assert found["citation_editor"] == "the tei-edition project"
    assert found["citation_publication_date"] == "2026/11/22"
    assert found["citation_language"] == "en"
    assert "citation_author" not in found


def test_no_quotation_mark_is_made_or_lost(page: Node) -> None:
    capture = (ROOT / "xml" / "source" / "gorbachev-response.txt").read_text()
    paragraphs = "".join(
        node.text for node in page.every("p") if re.fullmatch(r"p\d", node.get("id"))
    )
    assert [paragraphs.count(mark) for mark in '“”"'] == [capture.count(mark) for mark in '“”"']
    assert page.every("q") == []


@pytest.mark.parametrize("base", ["https://example.org/e/", "https://example.org/e"])
def test_with_a_base_the_page_and_its_citations_name_their_public_address(
    base: str, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project(
        {
            "edition.toml": f'base = "{base}"\n',
            "xml/letter 12.xml": tei('<p xml:id="p1">x</p>'),
        }
    )
    edition_command("export", cwd=root)
    page = parse((root / "build" / "letter 12.html").read_text())
    links = {link.get("rel"): link.get("href") for link in page.every("link")}
    assert links["canonical"] == "https://example.org/e/letter%2012.html"
    assert links["alternate"] == "letter%2012.xml"
    assert metadata(page)["citation_public_url"] == "https://example.org/e/letter%2012.html"
    saved = {link.get("download") for link in page.every("a")}
    assert saved >= {"letter 12.ris", "letter 12.bib"}
    done = edition_command("cite", "letter 12#p1", cwd=root)
    assert "https://example.org/e/letter%2012.html?fp=" in done.stdout
    assert "no-base-address" not in done.stderr


def exported(body: str, root: Path, command: Command) -> Node:
    (root / "a.xml").write_text(tei(body).replace("<text>", '<text xml:lang="de">'))
    done = command("export", "a.xml", "--to", "html", "-o", "out", cwd=root)
    assert done.returncode == 0, done.stderr
    return parse((root / "out" / "a.html").read_text())


STRETCH = '<delSpan spanTo="#e"/><head>Old</head><anchor xml:id="e"/>'


@pytest.mark.parametrize(
    ("heads", "title", "gone"),
    [
        ("<head><del>Old</del></head>", "A sample", ["h2"]),
        ("<head><del>Old</del></head><head>New</head>", "New", ["p"]),
        ("<head><surplus>Old</surplus> <del>one</del></head><head>New</head>", "New", ["p"]),
        ("<head><del>Old</del> and new</head><head>Sub</head>", "Old and new", []),
        ("<head><restore><del>Old</del></restore></head><head>Sub</head>", "Old", []),
        (STRETCH, "A sample", ["h2"]),
        (f"{STRETCH}<head>New</head>", "New", ["p"]),
        (f"<head>New</head>{STRETCH}", "New", ["p"]),
    ],
)
def test_a_head_that_was_deleted_is_not_the_title_of_the_page(
    heads: str, title: str, gone: list[str], tmp_path: Path, edition_command: Command
) -> None:
    for around in ("{}<p>x</p>", "<div>{}<p>x</p></div>"):
        article = exported(around.format(heads), tmp_path, edition_command).every("article")[0]
        headings = article.every("h1", "h2", "p")
        assert [heading.text for heading in article.every("h1")] == [title]
        assert [each.tag for each in headings if each.get("class") == "head source"] == gone


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Port Alban<hi>, </hi>Monday</p>", "Port Alban, Monday"),
        ("<p>Gl<c>ü</c>ckwun<c>s</c>ch</p>", "Glückwunsch"),
        ("<p>lancirtim<note>n</note> Sinne von</p>", "lancirtim1 Sinne von"),
        ("<p>On <date>January</date> <name>Imam</name>’s</p>", "On January Imam’s"),
        ("<p>har<lb break='no'/>bour<lb/>master</p>", "harbour master"),
        ("<p>about<space quantity='1' unit='chars'/>men</p>", "about men"),
    ],
)
def test_words_are_neither_glued_nor_torn_at_the_borders_of_elements(
    body: str, words: str, tmp_path: Path, edition_command: Command
) -> None:
    page = exported(body, tmp_path, edition_command)
    paragraph = next(node for node in page.every("p") if node.get("id") == "~p.1")
    assert paragraph.text.removeprefix("¶").strip() == words


def test_what_is_set_in_paragraphs_itself_stands_in_no_paragraph(
    tmp_path: Path, edition_command: Command
) -> None:
    note = "<note><p>Kept by her heirs.</p><list><item>one box</item></list></note>"
    people = f"<respStmt><resp>copied</resp>{note}</respStmt></titleStmt>"
    source = tei("<p>a <seg>b <fw type='sig'>A2</fw></seg></p>").replace("</titleStmt>", people)
    source = source.replace("</sourceDesc>", f"<bibl>A letter. {note}</bibl></sourceDesc>")
    (tmp_path / "a.xml").write_text(source)
    edition_command("export", "a.xml", "--to", "html", "-o", "out", cwd=tmp_path)
    page = parse((tmp_path / "out" / "a.html").read_text())
    notes = [node for node in page.every("p") if node.text == "Kept by her heirs."]
    assert [node.parent and node.parent.tag for node in notes] == ["div", "div"]
    assert [node.text for node in page.every("span") if node.get("class") == "fw"] == ["A2"]


def test_a_correction_and_what_it_corrects_are_never_read_as_one(
    tmp_path: Path, edition_command: Command
) -> None:
    body = "<p>the <choice><sic>wheet</sic><corr>wheat</corr></choice></p>"
    page = exported(body, tmp_path, edition_command)
    kinds = {node.get("class"): node.text for node in page.every("span") if node.get("class")}
    assert (kinds["read corr"], kinds["source sic"]) == ("wheat", "wheet")


def test_every_speech_keeps_its_speaker_apart_and_who_it_is(
    tmp_path: Path, edition_command: Command
) -> None:
    body = '<sp who="#b"><speaker>BARNARDO</speaker><l>Who’s there?</l></sp>'
    page = exported(body, tmp_path, edition_command)
    assert [node.get("data-who") for node in page.every("div") if node.get("class") == "sp"] == [
        "#b"
    ]
    assert [node.text for node in page.every("p") if node.get("class") == "speaker"] == ["BARNARDO"]


def test_the_page_is_in_the_language_of_the_text_and_has_one_heading(
    tmp_path: Path, edition_command: Command
) -> None:
    page = exported("<p>Lieber Freund</p>", tmp_path, edition_command)
    assert page.every("html")[0].get("lang") == "de"
    assert len(page.every("h1")) == 1
    assert page.every("nav")[0].get("class") != "contents"


def test_a_note_never_stands_in_mid_sentence_nor_in_a_title(
    tmp_path: Path, edition_command: Command
) -> None:
    page = exported("<p>One<note>said aside</note> two</p>", tmp_path, edition_command)
    holders = [n for n in page.every("p", "a") if "said aside" in n.text or n.get("title")]
    assert holders == []
    assert "said aside" in next(n for n in page.every("section") if n.get("class") == "notes").text


@pytest.mark.parametrize("hostile", VECTORS)
def test_nothing_in_a_document_can_run_in_the_readers_browser(
    hostile: str, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"a.xml": tei(f"<p>{hostile}</p>", header=HEADER)})
    done = edition_command("export", "a.xml", "--to", "html", "-o", "out", cwd=root)
    assert done.returncode == 0, done.stderr
    page = parse((root / "out" / "a.html").read_text())
    links = [node.get("href").strip().lower() for node in page.every() if node.get("href")]
    schemes = {link.partition(":")[0] for link in links if ":" in link.partition("/")[0]}
    assert schemes <= {"http", "https", "mailto"}
    assert not [node for node in page.every() if node.get("src")]
    assert page.every("svg", "iframe", "img", "object", "embed", "form", "base") == []
    run = [script for script in page.every("script") if not script.get("type")]
    assert all("alert(1)" not in script.text for script in run)
    assert all("<" not in script.text for script in page.every("script") if script not in run)
    styles = "".join(style.text for style in page.every("style")).lower()
    assert not re.findall(r"url\(|@import|expression|behavior|elsewhere|\\\\[0-9a-f]", styles)
    assert [
        n for n in page.every() if any(a.startswith("on") or a == "style" for a in n.attributes)
    ] == []


CHAPTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Letters</title>
<author><persName><forename>Ann</forename> <surname>Leeborn</surname></persName></author>
<author><persName><forename>Jan</forename> <nameLink>van</nameLink>
<surname>Dam</surname></persName>
</author><editor>Harbour Society</editor></titleStmt>
<editionStmt><edition n="1.2">1.2</edition></editionStmt>
<publicationStmt><publisher>Harbour Press</publisher><date when="2024-05-01"/>
<idno type="DOI">https://doi.org/10.1234/x.5</idno></publicationStmt>
<sourceDesc><bibl>{source}</bibl></sourceDesc></fileDesc></teiHeader>
<text><body><p>Dear friend.</p></body></text></TEI>"""


def headed(source: str, root: Path, command: Command) -> Node:
    (root / "xml").mkdir()
    (root / "edition.toml").write_text('base = "https://example.org/e/"\n')
    (root / "xml" / "a.xml").write_text(CHAPTER.format(source=source))
    done = command("export", "--to", "html", cwd=root)
    assert done.returncode == 0, done.stderr
    return parse((root / "build" / "a.html").read_text())


def named(page: Node, prefix: str) -> list[tuple[str, str]]:
    metas = [(meta.get("name"), meta.get("content")) for meta in page.every("meta")]
    return [(name, content) for name, content in metas if name.startswith(prefix)]


def test_a_text_in_an_edition_is_told_to_zotero_as_a_part_of_a_book(
    tmp_path: Path, edition_command: Command
) -> None:
    page = headed('<title level="a">To a friend</title>', tmp_path, edition_command)
    assert sorted(named(page, "citation_")) == [
        ("citation_author", "Leeborn, Ann"),
        ("citation_author", "van Dam, Jan"),
        ("citation_doi", "10.1234/x.5"),
        ("citation_editor", "Harbour Society"),
        ("citation_inbook_title", "Letters"),
        ("citation_language", "en"),
        ("citation_public_url", "https://example.org/e/a.html"),
        ("citation_publication_date", "2024/05/01"),
        ("citation_publisher", "Harbour Press"),
        ("citation_title", "To a friend"),
    ]
    assert named(page, "z:") == []


def test_a_text_of_its_own_is_told_to_zotero_as_a_book(
    tmp_path: Path, edition_command: Command
) -> None:
    page = headed("none", tmp_path, edition_command)
    found = dict(named(page, "citation_"))
    assert (found["citation_title"], "citation_inbook_title" in found) == ("Letters", False)
    links = {link.get("rel"): link.get("href") for link in page.every("link")}
    assert links["schema.z"] == "http://www.zotero.org/namespaces/export#"
    assert named(page, "z:") == [("z:itemType", "book")]


def test_dublin_core_and_json_ld_say_the_same_and_there_is_no_coins(
    tmp_path: Path, edition_command: Command
) -> None:
    page = headed('<title level="a">A “quoted” \\ title</title>', tmp_path, edition_command)
    assert named(page, "DC.") == [
        ("DC.title", "A “quoted” \\ title"),
        ("DC.date", "2024-05-01"),
        ("DC.creator", "Leeborn, Ann"),
        ("DC.creator", "van Dam, Jan"),
        ("DC.contributor", "Harbour Society"),
    ]
    (linked,) = [s for s in page.every("script") if s.get("type") == "application/ld+json"]
    assert json.loads(linked.text) == {
        "@context": "https://schema.org",
        "@type": "Chapter",
        "name": "A “quoted” \\ title",
        "isPartOf": {"@type": "Book", "name": "Letters"},
        "author": [{"name": "Ann Leeborn"}, {"name": "Jan van Dam"}],
        "editor": [{"name": "Harbour Society"}],
        "publisher": {"name": "Harbour Press"},
        "datePublished": "2024-05-01",
        "sameAs": "https://doi.org/10.1234/x.5",
    }
    assert [node for node in page.every() if "Z3988" in node.get("class")] == []


def test_a_page_whose_text_looks_like_markup_reads_as_it_is(
    tmp_path: Path, edition_command: Command
) -> None:
    words = 'Write a="b" or c=" d.'
    page = exported(
        f'<p xml:id="p1">{words} <ref target="https://e.org/x/">x</ref></p>',
        tmp_path,
        edition_command,
    )
    assert words in by_id(page, "p1").text
    assert "https://e.org/x/" in [a.get("href") for a in page.every("a")]
