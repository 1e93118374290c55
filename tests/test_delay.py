"""Delay: a module that others import and few runs use is run when something of it is used."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.delay import Delay


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the code of the modules `seldom` and `often` has noted, in this order."""
    noted: list[str] = []
    monkeypatch.setattr(sys, "noted", noted, raising=False)
    for name in ("seldom", "often", "called"):
        code = (
            f"import sys\nsys.noted.append({name!r})\nNAME = {name!r}\n"
            "def doubled(number):\n    return 2 * number\n"
        )
        (tmp_path / f"{name}.py").write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    delay = Delay("seldom", "nowhere", called="doubled halved")
    sys.meta_path.insert(0, delay)
    yield noted
    sys.meta_path.remove(delay)
    for name in ("seldom", "often", "called"):
        sys.modules.pop(name, None)


def test_a_module_is_run_when_something_of_it_is_asked_for_and_once(ran: list[str]) -> None:
    seldom = importlib.import_module("seldom")
    assert ran == []
    assert [seldom.NAME, seldom.NAME] == ["seldom", "seldom"]
    assert ran == ["seldom"]


def test_a_name_imported_from_it_is_asked_for_at_once(ran: list[str]) -> None:
    from seldom import NAME  # type: ignore[import-not-found]  # the fixture writes it

    assert (NAME, ran) == ("seldom", ["seldom"])


def test_a_promised_function_can_be_imported_and_runs_the_module_when_it_is_called(
    ran: list[str],
) -> None:
    from called import doubled  # type: ignore[import-not-found]  # the fixture writes it

    assert ran == []
    assert [doubled(2), doubled(number=3)] == [4, 6]
    assert ran == ["called"]


def test_a_module_of_promised_functions_is_run_for_any_other_name(ran: list[str]) -> None:
    called = importlib.import_module("called")
    assert (called.NAME, called.doubled(4), ran) == ("called", 8, ["called"])
    assert called.__spec__ is not None
    assert called.__spec__.loader is called.__loader__


def test_a_function_that_is_promised_but_not_there_is_missing_when_it_is_called(
    ran: list[str],
) -> None:
    from called import doubled, halved

    with pytest.raises(AttributeError, match="halved"):
        halved(2)
    assert (doubled(1), ran) == (2, ["called"])


def test_other_modules_are_run_as_ever(ran: list[str]) -> None:
    importlib.import_module("often")
    assert ran == ["often"]


@pytest.mark.usefixtures("ran")
def test_a_module_that_does_not_exist_is_missing_as_ever() -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("nowhere")
