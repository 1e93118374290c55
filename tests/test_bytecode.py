"""Bytecode: a run loads from one file what runs before it have loaded from many."""

import importlib
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from edition.bytecode import Bundle


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "shelf"
    (folder / "deep").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "one.py").write_text("NAME = 'one'\n")
    (folder / "deep" / "__init__.py").write_text("from shelf.deep.two import NAME\n")
    (folder / "deep" / "two.py").write_text("NAME = 'two'\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    yield folder
    forget()


def forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "shelf"]:
        del sys.modules[name]
    importlib.invalidate_caches()


def run(*names: str) -> list[ModuleType]:
    """Import modules as a new process would, and keep what it loaded."""
    forget()
    bundle = Bundle(importlib.import_module("shelf"))
    sys.meta_path.insert(0, bundle)
    try:
        return [importlib.import_module(f"shelf.{name}") for name in names]
    finally:
        bundle.keep()
        sys.meta_path.remove(bundle)


def names(modules: list[ModuleType]) -> list[str]:
    return [str(module.__dict__["NAME"]) for module in modules]


def came_from_files(modules: list[ModuleType]) -> list[bool]:
    loaders = [module.__spec__.loader for module in modules if module.__spec__ is not None]
    return [isinstance(loader, SourceFileLoader) for loader in loaders]


def kept(shelf: Path) -> list[Path]:
    return list((shelf / "__pycache__").glob("modules.*.bytecode"))


def test_the_second_run_loads_what_the_first_has_kept_and_it_is_the_same(shelf: Path) -> None:
    first, again = run("one", "deep"), run("one", "deep", "deep.two")
    assert names(first) == ["one", "two"]
    assert names(again) == ["one", "two", "two"]
    assert came_from_files(first) == [True, True]
    assert came_from_files(again) == [False, False, False]
    assert [module.__file__ for module in again[:2]] == [module.__file__ for module in first]
    assert again[1].__path__ == [str(shelf / "deep")]


@pytest.mark.usefixtures("shelf")
def test_what_a_later_run_adds_is_kept_beside_what_was_there() -> None:
    run("one")
    run("deep.two")
    assert came_from_files(run("one", "deep.two")) == [False, False]


def test_a_module_that_is_changed_is_loaded_anew_and_one_that_is_gone_is_gone(shelf: Path) -> None:
    run("one", "deep")
    (shelf / "one.py").write_text("NAME = 'another'\n")
    (shelf / "deep" / "two.py").unlink()
    assert names(run("one")) == ["another"]
    with pytest.raises(ModuleNotFoundError):
        run("deep.two")
    assert came_from_files(run("one")) == [False]


def test_what_is_damaged_is_made_anew(shelf: Path) -> None:
    run("one")
    (file,) = kept(shelf)
    for damaged in (b"", b"no bytecode", file.read_bytes()[:100]):
        file.write_bytes(damaged)
        assert names(run("one")) == ["one"]
        assert file.read_bytes() != damaged


def test_a_package_that_was_moved_is_read_at_its_new_place(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("one")
    moved = shelf.parent / "elsewhere"
    moved.mkdir()
    shelf.rename(moved / "shelf")
    monkeypatch.syspath_prepend(moved)
    (one,) = run("one")
    assert one.__file__ == str(moved / "shelf" / "one.py")


def test_nothing_is_written_where_python_is_told_not_to(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert names(run("one")) == ["one"]
    assert kept(shelf) == []
