"""Citation: formatted citations and exchange formats, one file each."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from edition.citation.cited import Cited, cited
from edition.diagnostic import Diagnostic, Location, Severity
from edition.project import Project

__all__ = [
    "Cited",
    "cited",
    "exchange_formats",
    "exchanged",
    "formatted",
    "no_base_address",
    "styles",
]


def styles() -> tuple[str, ...]:
    """Return the names of the citation styles: each file in style/ is one."""
    return _names("style")


def exchange_formats() -> tuple[str, ...]:
    """Return the names of the exchange formats: each file in exchange/ is one."""
    return _names("exchange")


def formatted(passage: Cited, style: str) -> str:
    """Return the citation of a passage as one line of plain text."""
    return _function("style", style, "citation")(passage)


def exchanged(passage: Cited, name: str) -> str:
    """Return the citation of a passage in an exchange format, with its final newline."""
    return _function("exchange", name, "render")(passage)


def no_base_address(project: Project) -> Diagnostic:
    """Return the finding that citations have no web address, since the project names none."""
    return Diagnostic(
        Location(str(project.root / "edition.toml")),
        "no-base-address",
        Severity.INFO,
        "The project names no public address, so addresses are relative and citations have none.",
        'Write base = "https://…" into edition.toml once the edition has a home.',
    )


def _names(folder: str) -> tuple[str, ...]:
    package = import_module(f"edition.citation.{folder}")
    return tuple(found.name.replace("_", "-") for found in iter_modules(package.__path__))


def _function(folder: str, name: str, function: str) -> Callable[[Cited], str]:
    module = import_module(f"edition.citation.{folder}.{name.replace('-', '_')}")
    found: Callable[[Cited], str] = getattr(module, function)
    return found
