"""Function: what sheets may call, to say something in the language of the page's readers."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from edition.stylesheet.source import describe
from edition.tei.target import expanded

if TYPE_CHECKING:
    from edition.stylesheet.interface import Interface

__all__ = ["ENGLISH", "functions", "speak"]

ENGLISH = "en"
_NAMESPACE = "https://tei-edition.org/ns/function"
_LANGUAGE = ContextVar("_LANGUAGE", default=ENGLISH)


def speak(language: str) -> None:
    """Choose the language that is spoken from now on."""
    _LANGUAGE.set(language)


def functions(folders: tuple[Path, ...]) -> dict[tuple[str, str], Callable[..., str]]:
    """Return what sheets may call.

    That is `f:say(key, …)`, `f:say-value(kind, value)`, `f:day(iso)`, `f:year(iso)`, and
    `f:expanded(…)`. The last writes a declared prefix out, of which it is given pattern,
    replacement and the rest.
    """

    @lru_cache(maxsize=4096)  # a page says a hundred things, most of them as the last page did
    def said(language: str, *given: str) -> str:
        return _interface(folders, language).say(*given)

    def say(_context: object, *given: object) -> str:
        return said(_LANGUAGE.get(), *map(_string, given))

    def say_value(_context: object, kind: object, value: object) -> str:
        own = _string(value)
        return said(_LANGUAGE.get(), f"{_string(kind)}.{own}") or own

    @lru_cache(maxsize=4096)
    def dated(language: str, iso: str) -> str:
        return _interface(folders, language).day(iso)

    def day(_context: object, iso: object) -> str:
        return dated(_LANGUAGE.get(), _string(iso))

    def year(_context: object, iso: object) -> str:
        return _interface(folders, _LANGUAGE.get()).year(_string(iso))

    def expand(_context: object, pattern: object, replacement: object, rest: object) -> str:
        made = expanded("", _string(rest), [(_string(pattern) or "(.+)", _string(replacement))])
        return made if isinstance(made, str) else ""

    return {
        (_NAMESPACE, "say"): say,
        (_NAMESPACE, "say-value"): say_value,
        (_NAMESPACE, "day"): day,
        (_NAMESPACE, "year"): year,
        (_NAMESPACE, "expanded"): expand,
    }


@lru_cache(maxsize=32)
def _interface(folders: tuple[Path, ...], language: str) -> "Interface":
    from edition.stylesheet.interface import Interface  # a plain text says nothing of itself

    english = None if language == ENGLISH else _interface(folders[-1:], ENGLISH)
    return Interface(describe(folders, f"locale/{language}.xml"), english)


def _string(value: object) -> str:
    """Return a value of XPath as XPath's string() would."""
    if type(value) is str:
        return value
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return "".join(value.itertext()) if isinstance(value, etree._Element) else str(value)
