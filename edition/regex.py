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

_OTHERS = -1
"""Stands in place of flags where all is kept that certain modules of others compile."""


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
def recalled(name: str) -> Iterator[None]:
    """Spare the modules of others that are imported within to compile what they did last time.

    They go by the `name`, for the next time; no data are read within, so that what is compiled is
    the same again. Source: re._cache, where `re.compile` looks first, of CPython 3.11 to 3.14.
    """
    bundle, store = _bundle(), getattr(re, "_cache", None)
    if bundle is None or not isinstance(store, dict):
        yield
        return
    earlier = frozenset(store)
    kept = marshal.loads(bundle.pattern((name, _OTHERS)) or marshal.dumps([]))  # noqa: S302  (as below)
    store.update({(type(text), text, flags): _thawed(text, made) for text, flags, made in kept})
    before = len(store)
    yield
    if len(store) > before:
        made = ((key, _frozen(store[key], key[2])) for key in store if key not in earlier)
        found = [(text, flags, frozen) for (_, text, flags), frozen in made if frozen]
        if found != kept:
            bundle.keep_pattern((name, _OTHERS), marshal.dumps(found))


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
