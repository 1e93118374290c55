import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command, node_package, program
from tests.grammar.jing import QUICK_JAVA
from tests.hostile import HEADER, VECTORS
from tests.samples import tei

pytestmark = pytest.mark.outside

CORPORA = (
    "letters/L00308.xml",
    "drama/macbeth.xml",
    "classics/phi1212.phi003.perseus-lat2.xml",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> Path:
    folder = tmp_path_factory.mktemp("page")
    edition_command("export", "--to", "html", "-o", folder)
    return folder / "gorbachev-response.html"


LOOKED_AT = ("apparatus", "facsimile", "letter", "manuscript", "rendition", "script")
SUBJECTS = sorted(path.stem for path in (ROOT / "tests" / "formats" / "html").glob("*.xml"))


@pytest.fixture(scope="module")
def subject_pages(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> Path:
    folder = tmp_path_factory.mktemp("subjects")
    sources = [ROOT / "tests" / "formats" / "html" / f"{name}.xml" for name in SUBJECTS]
    edition_command("export", *sources, "--to", "html", "-o", folder)
    return folder


@pytest.fixture(scope="module")
def real_pages(
    shared: Path, tmp_path_factory: pytest.TempPathFactory, edition_command: Command
) -> list[Path]:
    """Pages of a letter, a play and a classic that others have encoded."""
    folder = tmp_path_factory.mktemp("real")
    for name in CORPORA:
        source = shared / "data" / "corpora" / name
        done = edition_command("export", source, "--to", "html", "-o", folder)
        assert done.returncode == 0, done.stderr
    pages = list(folder.glob("*.html"))
    assert len(pages) >= len(CORPORA)
    return pages


def nu(*pages: Path) -> list[dict[str, object]]:
    """Return what the Nu checker calls an error in some pages, or could not read."""
    jar = node_package("vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        [
            program("java"),
            *QUICK_JAVA,
            "-jar",
            jar,
            "--format",
            "json",
            "--exit-zero-always",
            *pages,
        ],
        capture_output=True,
        text=True,
    )
    messages: list[dict[str, object]] = json.loads(done.stderr)["messages"]
    return [message for message in messages if message["type"] != "info"]


def in_browser(*pages: Path) -> list[dict[str, object]]:
    modules = node_package("playwright-core").parent
    node_package("axe-core")
    script = ROOT / "tests" / "oracles" / "browser.mjs"
    done = subprocess.run(
        [program("node"), script, modules, program("chromium"), *pages],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def views(page: Path) -> list[dict[str, object]]:
    return in_browser(page)


def test_axe_finds_no_violation_at_any_width_in_either_theme(
    views: list[dict[str, object]],
) -> None:
    assert len(views) == 6
    assert [view["violations"] for view in views] == [[]] * 6


def test_nothing_scrolls_sideways_and_nothing_is_asked_of_another_host(
    page: Path, views: list[dict[str, object]]
) -> None:
    for view in views:
        assert view["scroll"] == view["width"]
        assert view["requests"] == [page.as_uri()]
        assert view["faults"] == []


def test_a_line_of_the_text_holds_60_to_75_characters_on_a_wide_screen(
    views: list[dict[str, object]],
) -> None:
    wide = [view for view in views if view["width"] == 1440]
    for view in wide:
        lines = view["measure"]
        assert isinstance(lines, list)
        full = lines[len(lines) // 2]  # the median line of the longest paragraph
        assert 60 <= full <= 75


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, edition_command: Command) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    body = "".join(f"<p>{vector}</p>" for vector in VECTORS)
    (folder / "hostile.xml").write_text(tei(body, header=HEADER))
    done = edition_command("export", folder / "hostile.xml", "--to", "html", "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder / "hostile.html"


def test_nothing_that_a_document_tries_runs_or_asks_another_host(hostile: Path) -> None:
    script = ROOT / "tests" / "oracles" / "attack.mjs"
    modules = node_package("playwright-core").parent
    run = subprocess.run(
        [program("node"), script, modules, program("chromium"), hostile],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert (seen["ran"], seen["stayed"], seen["requests"]) == (0, True, [hostile.as_uri()])
    schemes = {link.partition(":")[0] for link in seen["links"]}
    assert schemes <= {"http", "https", "mailto", "file"}


def test_every_page_is_valid(
    page: Path, hostile: Path, subject_pages: Path, real_pages: list[Path]
) -> None:
    subjects = list(subject_pages.glob("*.html"))
    assert sorted(each.stem for each in subjects) == SUBJECTS
    assert nu(page, hostile, *subjects, *real_pages) == []


def test_axe_finds_no_violation_in_a_page_of_each_subject(subject_pages: Path) -> None:
    views = in_browser(*(subject_pages / f"{name}.html" for name in LOOKED_AT))
    told = [(Path(str(view["file"])).name, view["violations"]) for view in views]
    assert [each for each in told if each[1]] == []
    assert [view["file"] for view in views if view["scroll"] != view["width"]] == []


def test_jing_finds_the_article_valid_in_tei_all_and_in_our_own_schema(
    article: Path, shared: Path, jing: Callable[[Path, list[Path]], str]
) -> None:
    assert jing(shared / "data" / "tei" / "tei_all.rng", [article]) == ""
    assert jing(ROOT / "xml" / "schema" / "edition.rng", [article]) == ""
