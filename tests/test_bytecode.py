import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from edition.bytecode import modules


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "one.py").write_text("NAME = 'one'\n")
    (folder / "two.py").write_text("NAME = 'two'\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    yield folder
    forget()


def forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "shelf"]:
        del sys.modules[name]
    importlib.invalidate_caches()


def loaded() -> list[ModuleType]:
    forget()
    return modules(importlib.import_module("shelf"))


def kept(shelf: Path) -> list[Path]:
    return list((shelf / "__pycache__").glob("modules.*.bytecode"))


def test_modules_come_by_name_from_their_files_as_from_the_one_that_keeps_them(shelf: Path) -> None:
    first, again = loaded(), loaded()
    assert len(kept(shelf)) == 1
    for found in (first, again):
        assert [(one.__name__, one.NAME) for one in found] == [
            ("shelf.one", "one"),
            ("shelf.two", "two"),
        ]
    assert again[0].__spec__ is None  # it is the one file that was read
    assert again[0].__file__ == str(shelf / "one.py")


def test_a_module_that_is_changed_added_or_removed_is_seen(shelf: Path) -> None:
    loaded()
    (shelf / "one.py").write_text("NAME = 'another'\n")
    (shelf / "three.py").write_text("NAME = 'three'\n")
    (shelf / "two.py").unlink()
    assert [one.NAME for one in loaded()] == ["another", "three"]


def test_what_is_damaged_is_made_anew(shelf: Path) -> None:
    loaded()
    (file,) = kept(shelf)
    for damaged in (b"", b"no bytecode", file.read_bytes()[:100]):
        file.write_bytes(damaged)
        assert [one.NAME for one in loaded()] == ["one", "two"]
        assert file.read_bytes() != damaged


def test_nothing_is_written_where_python_is_told_not_to(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [one.NAME for one in loaded()] == ["one", "two"]
    assert kept(shelf) == []


@pytest.mark.usefixtures("shelf")
def test_a_module_that_is_imported_already_is_that_one() -> None:
    loaded()
    forget()
    before = importlib.import_module("shelf.one")
    assert modules(importlib.import_module("shelf"))[0] is before
