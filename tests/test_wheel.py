import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("tei_edition-*.whl"))


def test_the_wheel_carries_texts_schemas_and_stylesheets(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (
        "xml/gorbachev-response.xml",
        "xml/source/gorbachev-response.txt",
        "xml/schema/edition.odd",
        "xml/schema/edition.rng",
        "xml/schema/edition.sch",
        "xslt/html.xsl",
        "xslt/html/page.css",
        "xslt/locale/en.xml",
        "py.typed",
    ):
        assert f"edition/{path}" in names
    assert not [name for name in names if name.startswith(("tests/", "xml/", "xslt/"))]


def test_installed_into_an_empty_environment_it_publishes_there(
    wheel: Path, tmp_path: Path
) -> None:
    environment, work = tmp_path / "venv", tmp_path / "work"
    work.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    pip = (sys.executable, "-m", "pip", "--python", environment, "--disable-pip-version-check")
    done = subprocess.run(
        [*pip, "install", "--quiet", "--no-compile", wheel], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    done = subprocess.run(
        [environment / "bin" / "edition", "build"], capture_output=True, text=True, cwd=work
    )
    assert done.returncode == 0, done.stderr
    assert "0 errors, 0 warnings" in done.stderr
    assert sorted(path.name for path in (work / "build").iterdir()) == [
        "gorbachev-response.diplomatic.txt",
        "gorbachev-response.html",
        "gorbachev-response.source.txt",
        "gorbachev-response.txt",
        "gorbachev-response.xml",
    ]
