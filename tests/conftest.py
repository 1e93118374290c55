"""Fixtures: the article, the shared data, the command in a process of its own, outside checkers."""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.grammar.jing import Jing, judge
from tests.starter import Starter

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "xml" / "gorbachev-response.xml"
ORACLES = ROOT / ".oracles" / "node_modules"
Command = Callable[..., subprocess.CompletedProcess[str]]
MakeProject = Callable[[dict[str, str | bytes]], Path]


def require(present: object, what: str) -> None:
    """Skip a test that lacks something from outside; under EDITION_REQUIRE=all that fails."""
    if present:
        return
    if os.environ.get("EDITION_REQUIRE") == "all":
        pytest.fail(f"{what} is not at hand, and EDITION_REQUIRE=all asks for it")
    pytest.skip(f"{what} is not at hand")


def program(name: str) -> str:
    """Return the path of an outside program, or skip."""
    found = shutil.which(name)
    require(found, name)
    return str(found)


def node_package(path: str) -> Path:
    """Return a file of an installed npm package, or skip; `.ci/run` installs them."""
    found = Path(os.environ.get("EDITION_ORACLES", ORACLES)) / path
    require(found.exists(), f"the npm package {path.partition('/')[0]}")
    return found


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep compiled schemas for this run only, away from those of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["EDITION_CACHE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def article() -> Path:
    return ARTICLE


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(os.environ.get("EDITION_SHARED", ROOT.parent / "shared"))
    require((folder / "data").is_dir(), f"the shared data (EDITION_SHARED={folder})")
    return folder.resolve()


@pytest.fixture(scope="session")
def jing() -> Jing:
    """Judge files by a RELAX NG schema with jing; the lines that it prints come back."""
    program("jing")
    return judge


@pytest.fixture(scope="session")
def starters() -> Iterator[list[Starter]]:
    """Two, to be asked in turn: what depends on the hash of a name then differs between runs."""
    is_wanted = hasattr(os, "fork") and not os.environ.get("EDITION_PROCESS")
    each = [Starter(ROOT) for _ in range(2)] if is_wanted else []
    yield each
    for starter in each:
        starter.close()


@pytest.fixture(scope="session")
def edition_command(starters: list[Starter]) -> Command:
    """Run the command in a process of its own; with EDITION_PROCESS=1 in a Python of its own too.

    So it is as well where the environment says anything that Python asks for when it starts.
    """
    turns = itertools.cycle(starters)

    def run(
        *arguments: str | Path, cwd: Path = ROOT, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        words = list(map(str, arguments))
        command = [sys.executable, "-m", "edition", *words]
        said = {**os.environ, "NO_COLOR": "1", **environment}
        starter = next(turns, None)
        if starter is not None and starter.serves(said):
            status, out, err = starter.run(words, cwd, stdin, said)
        else:
            done = subprocess.run(
                command,
                cwd=cwd,
                input=stdin,
                capture_output=True,
                check=False,
                env=said,
            )
            status, out, err = done.returncode, done.stdout, done.stderr
        return subprocess.CompletedProcess(command, status, out.decode(), err.decode())

    return run


def loaded_by(code: str) -> list[str]:
    """Return the modules that a new Python has loaded when it has run some code."""
    telling = f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", telling], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stderr.split()


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Write files below an empty folder and return it."""

    def make(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return make


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/goldens")


_LONG = """
citing_page schema messages jing pathologic sheets outside flips odd_differential schema_difference
""".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that all processes end at the same time."""
    order = {f"test_{name}": number for number, name in enumerate(_LONG)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


Golden = Callable[[str, str], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the file of that name in tests/goldens; --update-golden rewrites it."""
    update = request.config.getoption("--update-golden")

    def compare(name: str, actual: str) -> None:
        file = ROOT / "tests" / "goldens" / name
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(actual.encode())
        assert file.exists(), f"no golden {name}: run make golden and read it"
        assert actual == file.read_bytes().decode()

    return compare
