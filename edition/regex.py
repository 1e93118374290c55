"""Regex: expressions that runs before this one have compiled, kept with their bytecode.

Python compiles a dozen of them in the time that it takes to read and judge a short text.
"""

import marshal
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from typing import Any, AnyStr

from edition.bytecode import Bundle

__all__ = ["compiled", "recalled"]

_OTHERS = "", -1
"""Under this is kept all that others compile: no expression has such flags."""


@lru_cache(maxsize=256)
def compiled(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` does of an expression that stands in our own code.

    What is not kept is compiled and kept; without the command's bundle nothing is. Source:
    re._compiler of CPython 3.11 to 3.14; where another Python has it otherwise, nothing is kept.
    """
    bundle = _bundle()
    if bundle is None:
        return re.compile(expression, flags)
    key = expression, int(flags)
    kept = bundle.pattern(key)
    if kept is not None:
        return _thawed(expression, kept)
    pattern = re.compile(expression, flags)
    frozen = _frozen(pattern, flags)
    if frozen is not None:
        bundle.keep_pattern(key, frozen)
    return pattern


@contextmanager
def recalled() -> Iterator[None]:
    """Spare the modules of others that are imported within to compile what they did last time.

    Of nobody's data anything is read within: what is compiled stands in code. Source: re._cache,
    where `re.compile` looks first, of CPython 3.11 to 3.14; without it all are compiled.
    """
    bundle, store = _bundle(), getattr(re, "_cache", None)
    if bundle is None or not isinstance(store, dict):
        yield
        return
    kept = marshal.loads(bundle.pattern(_OTHERS) or marshal.dumps([]))  # noqa: S302  (as below)
    store.update({(type(text), text, flags): _thawed(text, made) for text, flags, made in kept})
    before = len(store)
    yield
    if len(store) > before:
        found = [(text, flags, _frozen(made, flags)) for (_, text, flags), made in store.items()]
        whole = [each for each in found if each[2]]
        if whole != kept:
            bundle.keep_pattern(_OTHERS, marshal.dumps(whole))


def _bundle() -> Bundle | None:
    return next((each for each in sys.meta_path if isinstance(each, Bundle)), None)


def _thawed(expression: AnyStr, kept: bytes) -> re.Pattern[AnyStr]:
    flags, code, *rest = marshal.loads(kept)  # noqa: S302  (from where bytecode is believed)
    words = memoryview(code).cast("I").tolist()
    pattern: re.Pattern[AnyStr] = import_module("_sre").compile(expression, flags, words, *rest)
    return pattern


def _frozen(pattern: re.Pattern[Any], flags: int) -> bytes | None:
    """Return a pattern for `_thawed`, if that makes the same of it."""
    try:
        parsed: Any = import_module("re._parser").parse(pattern.pattern, flags)
        words = import_module("re._compiler")._code(parsed, flags)
        state = parsed.state
        names: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        code = import_module("array").array("I", words).tobytes()
        groups = (state.groups - 1, dict(state.groupdict), tuple(names))
        frozen = marshal.dumps((pattern.flags, code, *groups))
        return frozen if _thawed(pattern.pattern, frozen) == pattern else None
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return None
