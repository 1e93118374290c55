import itertools
import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from edition.citation import cited, exchanged, formatted, listed, styles
from edition.document import read
from edition.passage.passages import Passages
from edition.project import find
from tests.conftest import ROOT, Command, node_package, program
from tests.samples import tei
from tests.squeezing import SOURCE, TARGET, squeezed
from tests.test_outside import nu

BASE = "https://editions.example.org/e/"
PANEL = "[id='~/cite']"
ROWS = f"""[...document.querySelectorAll("{PANEL} p > span")].map(row => row.textContent)"""
TOLD = """(told => told.matches(':popover-open') ? told.firstChild.innerText : null)(
  document.getElementById('~/told'))"""
NAMES = {
    "chicago-notes": "Chicago, notes", "chicago-author-date": "Chicago, author and date",
    "mla": "MLA", "apa": "APA", "harvard": "Harvard", "iso690": "ISO 690",
    "din1505": "DIN 1505-2", "mhra": "MHRA",
}  # fmt: skip
Steps = list[Sequence[object]]


@pytest.fixture(scope="module", autouse=True)
def browser() -> Iterator[None]:
    """Let readers share one browser, which ends behind the last."""
    yield
    if started.cache_info().currsize:
        with started() as running:
            started.cache_clear()
            running.communicate()


@lru_cache(maxsize=1)
def started() -> "subprocess.Popen[str]":
    modules = node_package("playwright-core").parent
    node_package("axe-core")
    script = ROOT / "tests" / "oracles" / "steps.mjs"
    command = [program("node"), str(script), str(modules), program("chromium")]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def visit(steps: Sequence[Sequence[object]], **context: object) -> dict[str, Any]:
    """Return what a reader sees who takes some steps, and what the page asks for."""
    running = started()
    assert running.stdin is not None
    assert running.stdout is not None
    print(json.dumps({"context": context, "steps": steps}), file=running.stdin, flush=True)
    made: dict[str, Any] = json.loads(running.stdout.readline())
    assert made["faults"] == []
    return made


def reader(*steps: Sequence[object], **context: object) -> list[Any]:
    return list(visit(steps, **context)["seen"])


def selecting(first: str, last: str) -> str:
    """Return a script that selects the words of two passages and all between them."""
    return f"""(() => {{
      const range = new Range();
      range.setStart(document.getElementById({json.dumps(first)}), 0);
      const end = document.getElementById({json.dumps(last)});
      range.setEnd(end, end.childNodes.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }})()"""


def exported(root: Path, command: Command) -> Path:
    done = command("export", "--to", "html", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "build"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "xml").mkdir()
    article = (ROOT / "xml" / "gorbachev-response.xml").read_text()
    (root / "xml" / "gorbachev-response.xml").write_text(article)
    (root / "edition.toml").write_text(f'base = "{BASE}"\n')
    return root


@pytest.fixture(scope="module")
def page(project: Path, edition_command: Command) -> str:
    return (exported(project, edition_command) / "gorbachev-response.html").as_uri()


@pytest.fixture(scope="module")
def index(project: Path) -> Passages:
    file = project / "xml" / "gorbachev-response.xml"
    return Passages(read(file), find(file))


def test_the_script_of_a_page_is_made_of_its_source() -> None:
    assert TARGET.read_text() == squeezed(SOURCE.read_text())


@pytest.mark.outside
def test_pressing_a_number_gives_what_edition_cite_gives_in_every_style(
    page: str, index: Passages
) -> None:
    steps: Steps = [["open", page], ["click", "[id=p5] > .number"]]
    for name in styles():
        steps += [["choose", f"{PANEL} select", NAMES[name]], ["see", ROWS]]
    passage = index.passage("p5")
    assert passage is not None
    for name, rows in zip(styles(), reader(*steps), strict=True):
        whole = cited(passage, name)
        assert rows == [formatted(whole, name), listed(whole, name), whole.url]


@pytest.mark.outside
def test_what_is_saved_for_reference_managers_is_what_edition_cite_writes(
    page: str, index: Passages
) -> None:
    steps: Steps = [["open", page], ["click", "[id=p5] > .number"]]
    saved = reader(*steps, ["save", f"{PANEL} >> text=RIS"], ["save", f"{PANEL} >> text=BibTeX"])
    passage = index.passage("p5")
    assert passage is not None
    whole = cited(passage)
    assert [name for name, _ in saved] == ["gorbachev-response.ris", "gorbachev-response.bib"]
    assert saved[0][1] == exchanged([whole], "ris")
    assert saved[1][1].replace("\r\n", "\n") == exchanged([whole], "bibtex").replace(":p5,", ",")


@pytest.mark.outside
def test_what_has_no_place_to_name_is_saved_without_one(
    tmp_path: Path, edition_command: Command
) -> None:
    (tmp_path / "a.xml").write_text(tei('<p xml:id="p1">One.</p>'))
    edition_command("export", tmp_path / "a.xml", "--to", "html", "-o", tmp_path)
    steps: Steps = [
        ["open", (tmp_path / "a.html").as_uri()],
        ["click", "[id=p1] > .number"],
    ]
    saved = reader(*steps, ["save", f"{PANEL} >> text=RIS"], ["save", f"{PANEL} >> text=BibTeX"])
    assert not any(each in text for _, text in saved for each in ("SE  -", "note =", "␀"))
    assert saved[0][1].endswith("ER  - \r\n")


SHOWN = """['article a.call', '.notes li'].map(selector =>
  [...document.querySelectorAll(selector)].filter(part => part.checkVisibility())
    .map(part => part.dataset.sign || part.textContent))"""
HEAPED = """(() => {
  const boxes = [...document.querySelectorAll('.notes li')].map(n => n.getBoundingClientRect())
    .filter(box => box.height).sort((one, other) => one.top - other.top);
  return boxes.filter((box, n) => n && box.top < boxes[n - 1].bottom).length;
})()"""


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> str:
    """The address of a page with notes on words that not every view has."""
    folder = tmp_path_factory.mktemp("beside")
    subject = ROOT / "tests" / "formats" / "html" / "aside.xml"
    done = edition_command("export", subject, "--to", "html", "-o", folder)
    assert done.returncode == 0, done.stderr
    return (folder / "aside.html").as_uri()


@pytest.mark.outside
@pytest.mark.parametrize("width", [700, 1280])
@pytest.mark.parametrize(
    ("view", "called", "in_cards"),
    [
        ("~/as-read", "1 3 4 7 8 12 14 16", ""),
        ("~/as-source", "1 2 3 4 5 6 8 10 11 12 13 14 16 20 *", "15 17 18 19"),
        ("~witness/A", "1 3 4 7 8 12 14 16", ""),
        ("~witness/B", "1 3 4 7 8 12 15 17", ""),
        ("~witness/C", "1 3 4 7 8 12 14 18", ""),
    ],
)
def test_each_view_has_the_notes_that_it_calls_and_no_others(
    beside: str, width: int, view: str, called: str, in_cards: str
) -> None:
    steps: Steps = [["size", width, 900], ["open", beside], ["click", f"[id='{view}']"]]
    shown, heaped, wrong = reader(*steps, ["wait", 50], ["see", SHOWN], ["see", HEAPED], ["axe"])
    assert sorted(shown[0]) == sorted(called.split())
    assert sorted(shown[1]) == sorted([*called.split(), *in_cards.split()])
    assert heaped == 0
    assert wrong == []


@pytest.mark.outside
def test_on_paper_and_without_script_the_notes_are_those_that_are_called(beside: str) -> None:
    (printed,) = reader(["open", beside], ["print"], ["see", SHOWN])
    as_source = ["click", "[id='~/as-source']"]
    (without,) = reader(["open", beside], as_source, ["see", SHOWN], javaScriptEnabled=False)
    assert set(printed[0]) == set(printed[1]) >= {"1", "15"}
    assert set(without[0]) <= set(without[1])
    assert "2" in without[1]


@pytest.mark.outside
def test_whoever_follows_a_call_in_a_card_finds_its_note(beside: str) -> None:
    steps: Steps = [["open", beside], ["click", "[popovertarget='~app/1']"]]
    steps += [["click", ".readings .call"], ["wait", 50]]
    shown, heaped = reader(*steps, ["see", SHOWN], ["see", HEAPED])
    assert "15" in shown[1]
    assert heaped == 0


@pytest.mark.outside
def test_the_citation_is_copied(page: str, index: Passages) -> None:
    steps: Steps = [["open", page], ["click", "[id=p5] > .number"], ["click", f"{PANEL} button"]]
    passage = index.passage("p5")
    assert passage is not None
    assert reader(*steps, ["clipboard"]) == [formatted(cited(passage), "chicago-notes")]


@pytest.mark.outside
def test_a_style_is_kept_for_the_session(page: str) -> None:
    steps: Steps = [
        ["open", page],
        ["click", "[id=p5] > .number"],
        ["choose", f"{PANEL} select", "MLA"],
        ["open", page],
        ["click", "[id=p2] > .number"],
        ["see", ROWS],
    ]
    assert reader(*steps)[0][0] == "(the tei-edition project, par. 2)"


@pytest.mark.outside
def test_selected_words_are_cited_by_the_range_that_holds_them(page: str, index: Passages) -> None:
    names = [f"p{n}" for n in range(1, 7)]
    pairs = [(a, b) for n, a in enumerate(names) for b in names[n:]]
    steps: Steps = [["open", page]]
    for first, last in pairs:
        steps += [
            ["see", selecting(first, last)],
            ["wait", 30],
            ["click", "[id='~/pick']"],
            ["wait", 60],
            ["see", ROWS],
            ["press", "Escape"],
        ]
    seen = reader(*steps)[1::2]
    for (first, last), rows in zip(pairs, seen, strict=True):
        passage = index.passage(first, last)
        assert passage is not None
        whole = cited(passage)
        address, _, words = rows[2].partition(":~:text=")
        assert (rows[0], address) == (formatted(whole, "chicago-notes"), whole.url)
        assert words


def test_every_style_has_its_citation_of_the_document_without_script(
    project: Path, index: Passages, edition_command: Command
) -> None:
    from tests.html_tree import parse

    page = parse((exported(project, edition_command) / "gorbachev-response.html").read_text())
    lists = next(node for node in page.every("dl") if node.get("class") == "styles")
    said = [[p.text for p in dd.every("p")] for dd in lists.every("dd")]
    whole = cited(index.whole())
    bare = whole.changed(passage=None, url=BASE + "gorbachev-response.html")
    wanted = [[formatted(bare, name), listed(bare, name)] for name in styles()]
    plain = [[text.replace(bare.url, "") for text in both] for both in wanted]
    assert sorted(said) == sorted(plain)


EDITION = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc>
<titleStmt><title>Tale</title></titleStmt>
<editionStmt><edition n="{version}">{version}</edition></editionStmt>
<publicationStmt><publisher>P</publisher><availability><p>free</p></availability>
</publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>{standoff}
<text><body>{body}</body></text></TEI>"""
FIRST = (
    '<p xml:id="p1">The harbour lay open to <hi xml:id="h1">the winds</hi> of the north.</p>'
    '<p xml:id="p2">The keeper said: I have seen no ship for weeks.</p>'
    '<p xml:id="p3">A boat came in the grey morning with two men.</p>'
    '<p xml:id="p4">Nobody in the town had asked them to come here.</p>'
    '<p xml:id="p5">They spoke of a city where the lamps burn all day.</p>'
    '<p xml:id="p6">In the evening the boat was gone, and so were they.</p>'
)
SECOND = (
    '<p xml:id="p1">The harbour lay open to <hi xml:id="h1">the winds</hi> of the north.</p>'
    '<p xml:id="p2">The keeper said, “I have seen no ship for weeks!”</p>'
    '<p xml:id="p3">A vessel came in the grey morning with three men.</p>'
    '<p xml:id="p5">They spoke of a city where the lamps burn all day.</p>'
    '<p xml:id="p6">In the evening the boat was gone, and so were they.</p>'
)
GRAVE = """<standOff><list type="withdrawn">
<item xml:id="p4" corresp="#p3">Merged with the paragraph before it.</item></list></standOff>"""


@pytest.fixture(scope="module")
def revised(
    tmp_path_factory: pytest.TempPathFactory, edition_command: Command
) -> tuple[str, dict[str, str]]:
    """Publish a tale, cite it, publish it again as it was revised: its page, the old addresses."""
    root = tmp_path_factory.mktemp("revised")
    (root / "xml").mkdir()
    file = root / "xml" / "tale.xml"
    file.write_text(EDITION.format(language="en", version="1", standoff="", body=FIRST))
    assert edition_command("ids", "write", "--release", cwd=root).returncode == 0
    (root / "v1").mkdir()
    (root / "v1" / "tale.xml").write_bytes(file.read_bytes())
    refs = ("p1", "p2", "p3", "p4", "p5", "h1", "p1..p2", "p1..p3")
    done = edition_command("cite", *(f"tale#{ref}" for ref in refs), "--as", "address", cwd=root)
    old = dict(zip(refs, done.stdout.split(), strict=True))
    file.write_text(EDITION.format(language="en", version="2", standoff=GRAVE, body=SECOND))
    done = edition_command("ids", "write", "--release", "--since", "v1", cwd=root)
    assert done.returncode == 0, done.stderr
    return (exported(root, edition_command) / "tale.html").as_uri(), old


STATES = {
    "p1": "Unchanged since it was cited. Version cited: 1",
    "p2": "Only punctuation, case or spacing have changed. Version cited: 1",
    "p3": "Changed since it was cited. It was: A boat came in the grey morning with two men."
    " Version cited: 1",
    "p4": "p4: Withdrawn. Merged with the paragraph before it. p3 Version cited: 1",
    "p5": "Unchanged since it was cited. Version cited: 1",
    "h1": "Unchanged since it was cited. Version cited: 1",
    "p1..p2": "Only punctuation, case or spacing have changed. Version cited: 1",
    "p1..p3": "Changed since it was cited; its earlier words are not here. Version cited: 1",
}


@pytest.mark.outside
def test_an_address_is_told_what_became_of_its_passage(
    revised: tuple[str, dict[str, str]],
) -> None:
    page, old = revised
    steps: Steps = []
    for address in old.values():
        steps += [["open", page + address.removeprefix("tale.html")], ["see", TOLD]]
    assert dict(zip(old, reader(*steps), strict=True)) == STATES


@pytest.mark.outside
def test_an_address_of_words_holds_while_their_passage_does(
    project: Path, page: str, edition_command: Command
) -> None:
    names = [
        "match(p5,'a door to [a-z ]*world')",
        "p1:~:text=Eight%20weeks,response",
        "p5:~:text=eternal%20world",
        "string-range(p2,0,20)",
        "range(string-index(p2,3),string-index(p4,9))",
    ]
    asked = [f"gorbachev-response#{name}" for name in names]
    done = edition_command("cite", *asked, "--as", "address", cwd=project)
    steps: Steps = []
    for address in done.stdout.split():
        steps += [["open", page + address.removeprefix(f"{BASE}gorbachev-response.html")],
                  ["see", TOLD]]  # fmt: skip
    told = "Unchanged since it was cited. Version cited: 1.0.0"
    assert reader(*steps) == [told] * len(names)


UNKNOWN = {
    "?v=1&fp=ljlopbws.ujm7n77h#p9": "The words cited stand elsewhere now: ¶ Version cited: 1",
    "?v=1&fp=aaaaaaaa.bbbbbbbb#p9": "This page has no such passage. Version cited: 1",
    "?v=9&fp=aaaaaaaa.bbbbbbbb#p1": "Changed since it was cited; its earlier words are not here."
    " Version cited: 9",
    "?v=1&fp=wzw5vea6.cwtood33&profile=diplomatic#p1": "This page cannot tell whether it is as it"
    " was cited. Version cited: 1",
    "?v=1#p1": None,
    "#p1": None,
}


@pytest.mark.outside
def test_what_a_page_cannot_know_it_says(revised: tuple[str, dict[str, str]]) -> None:
    steps: Steps = []
    for address in UNKNOWN:
        steps += [["open", revised[0] + address], ["see", TOLD]]
    assert dict(zip(UNKNOWN, reader(*steps), strict=True)) == UNKNOWN


@pytest.mark.outside
def test_words_that_have_moved_are_found_by_their_fingerprint(
    tmp_path: Path, edition_command: Command
) -> None:
    body = [f"<p>The {word} paragraph of the tale.</p>" for word in ("first", "second", "third")]
    file = tmp_path / "xml" / "a.xml"
    file.parent.mkdir()
    file.write_text(tei("".join(body)))
    old = edition_command("cite", "a#~p.2", "--as", "address", cwd=tmp_path).stdout.strip()
    file.write_text(tei("".join([*body[:1], "<p>One that is new here.</p>", *body[1:]])))
    page = (exported(tmp_path, edition_command) / "a.html").as_uri()
    link = "document.querySelector(\"[id='~/told'] a\").hash"
    seen = reader(["open", page + old.removeprefix("a.html")], ["see", TOLD], ["see", link])
    assert seen[0].startswith("The words cited stand elsewhere now:")
    assert seen[1] == "#~p.3"


@pytest.mark.outside
def test_the_verdict_is_announced_is_put_away_and_moves_nothing(
    revised: tuple[str, dict[str, str]],
) -> None:
    page, old = revised
    places = "[...document.querySelectorAll('article p')].map(p => p.offsetTop)"
    live = "document.getElementById('~/told').closest('[role=status]') !== null"
    address = page + old["p3"].removeprefix("tale.html")
    seen = reader(
        *(["open", page], ["see", places]),
        *(["open", address], ["see", places], ["see", live], ["axe"]),
        *(["press", "Escape"], ["see", TOLD]),
        *(["open", address], ["click", "[id='~/told'] button"], ["see", TOLD]),
    )
    assert seen == [seen[0], seen[0], True, [], None, None]


@pytest.mark.outside
def test_the_landing_works_without_script(revised: tuple[str, dict[str, str]]) -> None:
    page, old = revised
    # no script runs in the page; the driver may look at it all the same
    look = """(target => [target.id, getComputedStyle(target).backgroundColor,
      target.innerText, ...[...target.querySelectorAll('a')].map(a => a.hash)])(
      document.querySelector(':target'))"""
    seen = reader(
        *(["open", page + old["p4"].removeprefix("tale.html")], ["see", look]),
        *(["open", page + old["p1"].removeprefix("tale.html")], ["see", look]),
        javaScriptEnabled=False,
    )
    grave, passage = seen
    assert grave[0] == "p4"
    assert grave[2:] == ["p4: Withdrawn. Merged with the paragraph before it. p3", "#p3"]
    assert passage[0] == "p1"
    assert passage[1] == grave[1] != "rgba(0, 0, 0, 0)"


@pytest.mark.outside
def test_the_panel_works_by_keyboard_and_gives_the_focus_back(page: str) -> None:
    focus = "document.activeElement.closest('[popover]')?.id ?? document.activeElement.className"
    seen = reader(
        *(["open", page], ["focus", "[id=p2] > .number"], ["press", "Enter"], ["wait", 60]),
        *(["see", focus], ["press", "ArrowDown"], ["see", ROWS]),
        *(["press", "Tab"], ["press", "Enter"], ["clipboard"]),
        *(["press", "Escape"], ["see", focus]),
    )
    assert (seen[0], seen[3]) == ("~/cite", "number")
    assert seen[1][0] == "(the tei-edition project, 2026, para. 2)" == seen[2]


@pytest.mark.outside
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_panel_is_accessible_and_stays_on_the_screen(scheme: str, page: str) -> None:
    inside = f"""(box => [box.left >= 0, box.right <= innerWidth, box.bottom <= innerHeight,
      document.documentElement.scrollWidth <= innerWidth])(
      document.querySelector("{PANEL}").getBoundingClientRect())"""
    look: Steps = [["click", "[id=p5] > .number"], ["wait", 60], ["axe"], ["see", inside]]
    steps: Steps = []
    for width in (320, 360, 768, 1280):
        steps += [["size", width, 800], ["open", page], *look]
    assert reader(*steps, colorScheme=scheme) == [[], [True] * 4] * 4


@pytest.mark.outside
def test_words_are_cited_by_touch(page: str) -> None:
    seen = reader(
        *(["open", page], ["see", selecting("p3", "p4")], ["wait", 60]),
        *(["axe"], ["tap", "[id='~/pick']"], ["wait", 60], ["see", ROWS]),
        viewport={"width": 360, "height": 740},
        hasTouch=True,
        isMobile=True,
    )
    assert seen[1] == []
    assert "paras. 3–4" in seen[2][0]


@pytest.mark.outside
def test_the_panel_is_right_in_pages_from_right_to_left(
    tmp_path: Path, edition_command: Command
) -> None:
    body = (
        '<p xml:id="p1" n="1">پیام گورباچف به تهران رسید.</p><p xml:id="p2" n="2">و خوانده شد.</p>'
    )
    (tmp_path / "xml").mkdir()
    (tmp_path / "xml" / "a.xml").write_text(
        EDITION.format(language="fa", version="1", standoff="", body=body)
    )
    (tmp_path / "edition.toml").write_text('language = "fa"\n')
    page = (exported(tmp_path, edition_command) / "a.html").as_uri()
    address = edition_command("cite", "a#p1..p2", "--as", "address", cwd=tmp_path).stdout.strip()
    inside = f"""(box => [box.left >= 0, box.right <= innerWidth])(
      document.querySelector("{PANEL}").getBoundingClientRect())"""
    for width in (360, 1280):
        seen = reader(
            *(["open", page], ["see", selecting("p1", "p2")], ["wait", 60]),
            *(["click", "[id='~/pick']"], ["wait", 60], ["see", ROWS], ["see", inside], ["axe"]),
            *(["open", page + address.removeprefix("a.html")], ["see", TOLD], ["axe"]),
            viewport={"width": width, "height": 800},
        )
        assert seen[1][2].partition(":~:")[0].endswith(address)
        assert seen[2:4] == [[True, True], []]
        assert seen[4].startswith("از هنگام ارجاع تغییری نکرده است.")
        assert seen[5] == []


@pytest.mark.outside
def test_neither_panel_nor_verdict_is_printed(page: str) -> None:
    shown = f"""["{PANEL}", "[id='~/told']", "[id='~/pick']"].map(name =>
      getComputedStyle(document.querySelector(name)).display)"""
    steps: Steps = [["open", page], ["click", "[id=p5] > .number"], ["print"], ["see", shown]]
    assert reader(*steps) == [["none"] * 3]


@pytest.mark.outside
def test_the_page_with_its_panel_open_is_valid_and_nothing_is_asked_for(
    page: str, tmp_path: Path
) -> None:
    # where the script sets notes is CSS that the checker does not know yet
    markup = """(document.querySelectorAll('[style]').forEach(e => e.removeAttribute('style')),
      '<!DOCTYPE html>' + document.documentElement.outerHTML)"""
    steps: Steps = [["open", page], ["click", "[id=p5] > .number"], ["wait", 60], ["see", markup]]
    done = visit(steps)
    (tmp_path / "open.html").write_text(done["seen"][0])
    assert nu(tmp_path / "open.html") == []
    assert [url for url in done["requests"] if not url.startswith("blob:")] == [page]


SHARED = ("drama/macbeth.xml", "novels/ENG18900_Doyle.xml", "letters/L00485.xml")


def ranges(page: Path, index: Passages) -> Iterator[tuple[str, str]]:
    """Yield passages of a page, and pairs of them, by chance but always the same."""
    from tests.html_tree import parse

    article = parse(page.read_text()).every("article")[0]
    names = [p.get("id") for p in article.every("p", "div") if p.get("id") and p.every("a")]
    known = [name for name in names if index.passage(name) and name in index.elements]
    chance = random.Random(5)
    cited_alone = [
        name for name in known if str(index.elements[name].tag).endswith(("}p", "}ab", "}l"))
    ]
    for _ in range(12):
        n = chance.randrange(len(cited_alone))
        yield cited_alone[n], cited_alone[min(n + chance.randrange(4), len(cited_alone) - 1)]


@pytest.mark.outside
@pytest.mark.parametrize("name", SHARED)
def test_citation_and_fingerprint_made_in_the_page_are_those_of_the_edition(
    name: str, shared: Path, tmp_path: Path, edition_command: Command
) -> None:
    source = shared / "data" / "corpora" / name
    edition_command("export", source, "--to", "html", "-o", tmp_path)
    index = Passages(read(source), find(source))
    page = next(tmp_path.glob("*.html"))
    pairs = list(ranges(page, index))
    steps: Steps = [["open", page.as_uri()]]
    for first, last in pairs:
        steps += [
            ["see", selecting(first, last)],
            ["wait", 40],
            ["click", "[id='~/pick']"],
            ["wait", 250],
            ["see", ROWS],
            ["press", "Escape"],
        ]
    offered = 0
    for (first, last), rows in zip(pairs, reader(*steps)[1::2], strict=True):
        query = rows[2].partition("?")[2].partition("#")[0]
        fields = dict(field.split("=") for field in query.split("&"))
        passage = index.passage(first, last)
        assert passage is not None
        assert rows[0] == formatted(cited(passage), "chicago-notes")
        if "fp" in fields:
            offered += 1
            assert fields["fp"] == str(passage.fingerprints()), (first, last)
    assert offered >= len(pairs) // 2


@pytest.mark.outside
def test_notes_of_author_and_editor_stand_beside_their_calls_in_the_order_of_these(
    tmp_path: Path, edition_command: Command
) -> None:
    kinds = ("", " type='editorial'") * 3
    notes = "".join(f"<p>{n} <note{kind}>Said aside.</note></p>" for n, kind in enumerate(kinds))
    (tmp_path / "xml").mkdir()
    (tmp_path / "xml" / "a.xml").write_text(tei(notes))
    address = (exported(tmp_path, edition_command) / "a.html").as_uri()
    place = "(part => [part.getBoundingClientRect().top, part.getBoundingClientRect().bottom])"
    calls, boxes = reader(
        ["open", address],
        ["see", f"[...document.querySelectorAll('.call')].map{place}"],
        [
            "see",
            f"[1, 2, 3, 4, 5, 6].map(n => document.querySelector(`li[value='${{n}}']`)).map{place}",
        ],
        viewport={"width": 1400, "height": 900},
    )
    assert abs(boxes[0][0] - calls[0][0]) < 20
    assert all(above[1] <= below[0] for above, below in itertools.pairwise(boxes))
