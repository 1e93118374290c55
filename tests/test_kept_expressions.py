"""Regex: what one run has compiled, the next only takes up; it finds the same."""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from edition import regex
from edition.bytecode import Bundle

EXPRESSIONS: tuple[Any, ...] = (
    (r"(?P<year>\d{4})-(\d\d)|[“”‘’]+", 0),
    (rb"<(/?[^ />]+)(?:\s[^>]*)?>", re.DOTALL),
    (r"[\u0370-\u03ff](?=[A-Za-z])|(?i:imam)", re.ASCII),
)
WORDS = "1989-01 “Imam” αb <p n='1'>IMAM</p>"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "__pycache__").mkdir()
    made = ModuleType("shelf")
    made.__path__ = [str(tmp_path)]
    yield made
    regex.compiled.cache_clear()


def run(package: ModuleType) -> tuple[list[Any], int]:
    """Compile as a new process would; return what was made, and how much of it anew."""
    regex.compiled.cache_clear()
    re.purge()
    bundle = Bundle(package)
    sys.meta_path.insert(0, bundle)
    compiled = re.compile
    anew = []

    def counted(expression: str, flags: int = 0) -> re.Pattern[str]:
        anew.append(expression)
        return compiled(expression, flags)

    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(re, "compile", counted)
            return [regex.compiled(*each) for each in EXPRESSIONS], len(anew)
    finally:
        bundle.keep()
        sys.meta_path.remove(bundle)


def test_what_one_run_has_compiled_the_next_takes_up(package: ModuleType) -> None:
    _, first = run(package)
    patterns, second = run(package)
    assert (first, second) == (len(EXPRESSIONS), 0)
    assert patterns == [re.compile(*each) for each in EXPRESSIONS]


def test_what_is_taken_up_finds_the_same(package: ModuleType) -> None:
    run(package)
    dates, tags, mixed = run(package)[0]
    assert [match["year"] for match in dates.finditer(WORDS)] == ["1989", None, None]
    assert tags.sub(b"", WORDS.encode()).decode() == "1989-01 “Imam” αb IMAM"
    assert mixed.findall(WORDS) == ["Imam", "α", "IMAM"]


def start(package: ModuleType) -> int:
    """Import as a new process would what compiles expressions; return how many it compiled."""
    re.purge()
    compiler = importlib.import_module("re._compiler")
    compiled, anew = compiler.compile, []
    bundle = Bundle(package)
    sys.meta_path.insert(0, bundle)

    def counted(expression: str, flags: int) -> re.Pattern[str]:
        anew.append(expression)
        made: re.Pattern[str] = compiled(expression, flags)
        return made

    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(compiler, "compile", counted)
            with regex.recalled("others"):
                patterns = [re.compile(*each) for each in EXPRESSIONS]
            done = len(anew)
            assert [each.pattern for each in patterns] == [each for each, _ in EXPRESSIONS]
            return done
    finally:
        bundle.keep()
        sys.meta_path.remove(bundle)


def test_what_the_modules_of_others_compile_is_taken_up_too(
    package: ModuleType, tmp_path: Path
) -> None:
    assert [start(package), start(package)] == [len(EXPRESSIONS), 0]
    (file,) = (tmp_path / "__pycache__").glob("*.bytecode")
    written = file.stat().st_mtime_ns
    assert (start(package), file.stat().st_mtime_ns) == (0, written)


def test_a_damaged_file_costs_time_but_no_expression(package: ModuleType, tmp_path: Path) -> None:
    run(package)
    (file,) = (tmp_path / "__pycache__").glob("*.bytecode")
    file.write_bytes(file.read_bytes()[:-1])
    patterns, anew = run(package)
    assert anew == len(EXPRESSIONS)
    assert patterns == [re.compile(*each) for each in EXPRESSIONS]


def test_without_a_bundle_expressions_are_compiled_as_ever() -> None:
    regex.compiled.cache_clear()
    assert regex.compiled("a+") == re.compile("a+")
