"""Report: one file for each rendering of diagnostics."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules

from edition.diagnostic import Diagnostic

__all__ = ["formats", "render"]


def formats() -> tuple[str, ...]:
    """Return the names of the reports: a new file here is a new one."""
    return tuple(module.name for module in iter_modules(__path__))


def render(name: str) -> Callable[[Iterable[Diagnostic]], str]:
    """Return the function that renders diagnostics as the report of that name."""
    function: Callable[[Iterable[Diagnostic]], str] = import_module(f"edition.report.{name}").render
    return function
