"""Images of the source: beside the text, and asked for by the reader alone."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command, MakeProject, node_package, program
from tests.html_tree import Node, parse
from tests.samples import tei

SOURCE = ROOT / "tests" / "formats" / "html" / "facsimile.xml"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff"
    "3f0005fe02fea735b8210000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> Path:
    folder = tmp_path_factory.mktemp("facsimile")
    for name in ("page1.jpg", "images/5.PNG"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(PIXEL)
    done = edition_command("export", SOURCE, "--to", "html", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder / "facsimile.html"


def pages(html: Node) -> dict[str, Node]:
    """The marks of page breaks, by what they are called."""
    return {node.get("aria-label"): node for node in html.every() if node.get("class") == "page"}


@pytest.mark.outside
def test_an_image_is_asked_for_when_the_reader_presses_its_page_and_not_before(page: Path) -> None:
    modules = node_package("playwright-core").parent
    script = ROOT / "tests" / "oracles" / "pressing.mjs"
    done = subprocess.run(
        [program("node"), script, modules, program("chromium"), page],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    beside = [(page.parent / name).as_uri() for name in ("page1.jpg", "images/5.PNG")]
    assert seen["before"] == [page.as_uri()]
    assert seen["after"] == [page.as_uri(), *beside]
    assert (seen["images"], seen["open"], seen["faults"]) == ([True, True, True], 0, [])
    assert seen["found"] is True
    assert "Page two, international. A line of its own, and a leaf." in seen["copied"]


def test_a_page_of_another_host_is_a_link_and_one_beside_the_page_a_button(page: Path) -> None:
    found = pages(parse(page.read_text()))
    assert {name: node.tag for name, node in found.items()} == {
        "p. 1": "button",
        "p. 2": "a",
        "p. 3": "a",
        "p. 4": "a",
        "p. 5": "button",
        "p. 6": "span",
        "p. 7": "a",
        "p. 8": "span",
        "p. 9": "span",
        "p. 10": "button",
        "Image": "a",
    }


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("p. 2", "https://images.example/iiif/2/full/full/0/default.jpg"),
        ("p. 3", "https://images.example/iiif/3/full/max/0/default.jpg"),
        ("p. 4", "https://images.example/iiif/4-r/full/max/0/default.jpg"),
        ("Image", "https://images.example/iiif/2/pct:10,10,80,50/full/0/default.jpg"),
    ],
)
def test_an_address_of_iiif_leads_to_what_a_reader_can_look_at(
    name: str, address: str, page: Path
) -> None:
    assert pages(parse(page.read_text()))[name].get("href") == address


def test_a_zone_that_the_text_points_at_leads_to_the_words_and_to_its_part_of_the_image(
    page: Path,
) -> None:
    zones = {node.get("id"): node for node in parse(page.read_text()).every("div")}
    links = [link.get("href") for link in zones["z4"].every("a")]
    assert links == ["#~p.2", "https://images.example/iiif/3/10,20,100,50/max/0/default.jpg"]
    assert zones["z3"].every("a") == []


def test_a_zone_is_cited_by_its_id(edition_command: Command) -> None:
    done = edition_command("cite", f"{SOURCE}#z2", "--as", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ref"] == "z2"


def test_only_a_page_with_images_may_load_images_and_only_from_beside_it(
    page: Path, edition_command: Command, make_project: MakeProject
) -> None:
    root = make_project({"a.xml": tei("<p>no image</p>")})
    edition_command("export", "a.xml", "--to", "html", "-o", "out", cwd=root)
    policies = [
        next(meta for meta in parse(file.read_text()).every("meta") if meta.get("http-equiv"))
        for file in (page, root / "out" / "a.html")
    ]
    assert "img-src 'self' file:;" in policies[0].get("content")
    assert "img-src" not in policies[1].get("content")


def exported(command: Command, folder: Path, facsimile: str, body: str = "<p>A.</p>") -> Node:
    source = tei(body).replace("<text>", f"<facsimile>{facsimile}</facsimile><text>")
    (folder / "a.xml").write_text(source)
    assert command("export", folder / "a.xml", "--to", "html", "-o", folder).returncode == 0
    return parse((folder / "a.html").read_text())


def test_no_heading_stands_over_images_that_nobody_can_be_sent_to(
    tmp_path: Path, edition_command: Command
) -> None:
    graphics = '<graphic url="mine://1" xml:id="g"/><graphic url=""/>'
    shown = exported(edition_command, tmp_path, graphics)
    assert "Images of the pages" not in shown.text
    assert [node.get("id") for node in shown.every("span") if node.get("id") == "g"] == ["g"]


def test_a_zone_that_a_page_begins_in_leads_there_by_its_number(
    tmp_path: Path, edition_command: Command
) -> None:
    zone = '<surface><graphic url="1.jpg"/><zone xml:id="z"/></surface>'
    begun = '<pb xml:id="p1r" n="1r" facs="#z"/><p>A.</p>'
    links = exported(edition_command, tmp_path, zone, begun).every("a")
    assert [link.text for link in links if link.get("href") == "#p1r"] == ["p. 1r"]


def test_an_image_with_a_description_is_described_by_it(
    tmp_path: Path, edition_command: Command
) -> None:
    graphic = '<surface><graphic url="1.jpg"><desc>A stone.</desc></graphic></surface>'
    [image] = exported(edition_command, tmp_path, graphic).every("img")
    assert image.get("alt") == "A stone."
