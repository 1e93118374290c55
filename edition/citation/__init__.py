"""Citation: formatted citations and exchange formats, one file each."""

import os
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from edition.citation.cited import Cited, cited
from edition.citation.source import KINDS
from edition.citation.template import written
from edition.diagnostic import Diagnostic, Location, Misuse, Severity
from edition.suggestion import instead

if TYPE_CHECKING:
    from edition.project import Project

__all__ = [
    "KINDS",
    "Cited",
    "cited",
    "exchange_formats",
    "exchanged",
    "expect_stated_style",
    "formatted",
    "has_address",
    "listed",
    "no_base_address",
    "styles",
]


_SHEET = ".csl"


@lru_cache(maxsize=1)
def styles() -> tuple[str, ...]:
    """Return the names of the citation styles, the default first: each file in style/ is one."""
    return tuple(sorted(_names("style"), key=lambda name: not name.startswith("chicago-n")))


def expect_stated_style(project: "Project") -> None:
    """Raise Misuse, with the place of the setting, where a project's style is none of those."""
    style = project.settings.style
    if style and not style.endswith(_SHEET) and style not in styles():
        from edition.project import stated

        raise Misuse(f"{stated(project, 'style')}: {_unknown('style', style)}")


def exchange_formats() -> tuple[str, ...]:
    """Return the names of the exchange formats: each file in exchange/ is one."""
    return _names("exchange")


def formatted(passage: Cited, style: str, usage: str = "") -> str:
    """Return the citation of a passage in a style as one line of plain text.

    It is a note, or author and date in brackets. `usage` names the language of words and marks
    (en-US, en-GB, de-DE) where it is not to be the style's own; a style may also be the name of a
    CSL file, which another program reads. Raises Misuse.
    """
    if style.endswith(_SHEET):
        return _processed(passage, style)[0]
    return written(passage, _module("style", style), usage, "citation")


def listed(passage: Cited, style: str, usage: str = "") -> str:
    """Return the entry of a passage in the list of works, in a style. Raises Misuse."""
    if style.endswith(_SHEET):
        return _processed(passage, style)[1]
    return written(passage, _module("style", style), usage, "entry")


def _processed(passage: Cited, sheet: str) -> tuple[str, str]:
    from edition.citation.processor import processed

    return processed(passage, sheet)


def exchanged(passages: list[Cited], name: str) -> str:
    """Return the citations of passages in an exchange format, with its final newline.

    A format that holds all of them in one whole has `render_all`, any other is strung together.
    """
    module = _module("exchange", name)
    if hasattr(module, "render_all"):
        whole: str = module.render_all(passages)
        return whole
    return "".join(module.render(passage) for passage in passages)


def has_address(name: str) -> bool:
    """Whether an exchange format says where a passage is; one that does not has HAS_ADDRESS."""
    return bool(getattr(_module("exchange", name), "HAS_ADDRESS", True))


def no_base_address(passage: Cited) -> Diagnostic:
    """Return the finding that citations have no web address, since the project names none."""
    return Diagnostic(
        Location(passage.passage.document.file if passage.passage else passage.source.id),
        "no-base-address",
        Severity.INFO,
        "The project names no public address, so addresses are relative and citations have none.",
        'Write base = "https://…" into the project\'s edition.toml once the edition has a home.',
    )


def _names(folder: str) -> tuple[str, ...]:
    package = import_module(f"edition.citation.{folder}")
    files = [file for place in package.__path__ for file in os.listdir(place)]  # noqa: PTH208
    names = sorted(file.removesuffix(".py") for file in files if file.endswith(".py"))
    return tuple(name.replace("_", "-") for name in names if name[0] not in "_.")


@lru_cache
def _module(folder: str, name: str) -> ModuleType:
    try:
        return import_module(f"edition.citation.{folder}.{name.replace('-', '_')}")
    except ModuleNotFoundError:
        raise Misuse(_unknown(folder, name)) from None


def _unknown(folder: str, name: str) -> str:
    kind = "style of citation" if folder == "style" else "exchange format"
    return f"There is no {kind} “{name}”; {instead(name, _names(folder))}"
