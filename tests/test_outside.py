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

CORPORA = {
    "letter": "letters/L00308.xml",
    "play": "drama/macbeth.xml",
    "classic": "classics/phi1212.phi003.perseus-lat2.xml",
}


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


def nu(*pages: Path) -> list[dict[str, object]]:
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
    return [message for message in messages if message["type"] == "error"]


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


def test_the_nu_checker_finds_no_error_in_the_page(page: Path) -> None:
    assert nu(page) == []


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


def test_nothing_that_a_document_tries_runs_or_asks_another_host(
    tmp_path: Path, edition_command: Command
) -> None:
    body = "".join(f"<p>{vector}</p>" for vector in VECTORS)
    (tmp_path / "hostile.xml").write_text(tei(body, header=HEADER))
    done = edition_command("export", tmp_path / "hostile.xml", "--to", "html", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    page = tmp_path / "hostile.html"
    script = ROOT / "tests" / "oracles" / "attack.mjs"
    modules = node_package("playwright-core").parent
    run = subprocess.run(
        [program("node"), script, modules, program("chromium"), page],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    assert (seen["ran"], seen["stayed"], seen["requests"]) == (0, True, [page.as_uri()])
    schemes = {link.partition(":")[0] for link in seen["links"]}
    assert schemes <= {"http", "https", "mailto", "file"}
    assert nu(page) == []


def test_a_page_of_each_subject_is_valid(subject_pages: Path) -> None:
    assert nu(*subject_pages.glob("*.html")) == []


def test_axe_finds_no_violation_in_a_page_of_each_subject(subject_pages: Path) -> None:
    views = in_browser(*(subject_pages / f"{name}.html" for name in LOOKED_AT))
    told = [(Path(str(view["file"])).name, view["violations"]) for view in views]
    assert [each for each in told if each[1]] == []
    assert [view["file"] for view in views if view["scroll"] != view["width"]] == []


@pytest.mark.parametrize("kind", CORPORA)
def test_real_texts_of_other_kinds_give_pages_without_an_error(
    kind: str, shared: Path, tmp_path: Path, edition_command: Command
) -> None:
    source = shared / "data" / "corpora" / CORPORA[kind]
    done = edition_command("export", source, "--to", "html", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert nu(*tmp_path.glob("*.html")) == []


def test_jing_finds_the_article_valid_in_tei_all_and_in_our_own_schema(
    article: Path, shared: Path, jing: Callable[[Path, list[Path]], str]
) -> None:
    assert jing(shared / "data" / "tei" / "tei_all.rng", [article]) == ""
    assert jing(ROOT / "xml" / "schema" / "edition.rng", [article]) == ""
