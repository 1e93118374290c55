"""Manuscript: an author's text read as what its name says it is; each form is a file in form/."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from edition.diagnostic import Location, Refused, refusal
from edition.file import read_bytes
from edition.lock.block import Block

__all__ = ["endings", "is_bibliography", "read_manuscript"]

MOST_BYTES = 64 << 20
_PACKAGE = "edition.lock.form"
_BIBLIOGRAPHIES = (".bib", ".bibtex")
_SAVE = "Save it as DOCX or ODT, or name the file that it is made from."
_OTHERS = {".doc": "the old form of Word", ".rtf": "RTF", ".pdf": "PDF", ".pages": "Pages"}


def endings() -> tuple[str, ...]:
    """Return the endings of the files that can be read."""
    return tuple(sorted(_forms()))


def is_bibliography(path: Path) -> bool:
    """Whether a manuscript is a list of works, with no words beside its citations."""
    return path.suffix.lower() in _BIBLIOGRAPHIES


def read_manuscript(path: Path) -> list[Block]:
    """Return the paragraphs of a manuscript, each with its citations. Raises Refused."""
    name = str(path)
    form = _forms().get(path.suffix.lower())
    if name == "-":
        raise _unknown(name, "")
    data = read_bytes(path, name)
    if form is None:
        raise _unknown(name, path.suffix.lower())
    if len(data) > MOST_BYTES:
        message = f"The manuscript is larger than {MOST_BYTES >> 20} MiB."
        raise refusal(Location(name), "too-large", message, "Name its chapters one by one.")
    blocks: list[Block] = list(import_module(form).blocks(data, name))
    return [block for block in blocks if block.size or block.mentions]


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Return which module reads files of which ending: its name is all that is known of most."""
    from pkgutil import iter_modules

    package = import_module(_PACKAGE)
    modules = (f"{_PACKAGE}.{found.name}" for found in iter_modules(package.__path__))
    return {ending: module for module in modules for ending in _endings(import_module(module))}


def _endings(module: ModuleType) -> tuple[str, ...]:
    found: tuple[str, ...] = module.ENDINGS
    return found


def _unknown(name: str, ending: str) -> Refused:
    at, rule = Location(name), "unknown-manuscript"
    if name == "-":
        message = "Standard input has no name to tell what kind of manuscript it is."
        return refusal(at, rule, message, "Write it to a file, and name that.")
    known = ", ".join(endings())
    if ending in _OTHERS:
        message = f"This manuscript is in {_OTHERS[ending]}, which cannot be read."
        return refusal(at, rule, message, _SAVE)
    what = f"No manuscript ends in {ending}" if ending else "The name has no ending"
    message = f"{what}, so what kind of manuscript it is cannot be told."
    return refusal(at, rule, message, f"Known are {known}.")
