"""Keeping: what an ODD was compiled to, in the user's cache, by the content of what it is from."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from edition.checksum import fingerprint
from edition.diagnostic import Refused
from edition.document import read
from edition.file import is_file, read_bytes
from edition.file.writing import write
from edition.project import Project
from edition.relaxng import cache
from edition.schema.place import source_of_tei

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

__all__ = ["grammar_of", "schemas_of"]

_FORMAT = 3  # another one, whenever the same ODD is compiled to something else
_MOST_FILES = 40


def grammar_of(schema: Path, project: Project) -> Path:
    """Return the file of a grammar: a schema's own, or that which an ODD is compiled to."""
    return schemas_of(schema, project)[0] if schema.suffix == ".odd" else schema


def schemas_of(odd: Path, project: Project) -> tuple[Path, ...]:
    """Return the files of the grammar, and of the Schematron if any, that an ODD is compiled to.

    They are made anew only where the ODD, or what it is made from, has changed. Raises Refused
    with all that is wrong with the ODD.
    """
    source = source_of_tei(project)
    stats = [each.stat() for each in (odd, source) if each is not None and is_file(each)]
    return _schemas(odd, source, tuple((each.st_mtime_ns, each.st_size) for each in stats))


@lru_cache(maxsize=8)  # a run that judges many documents asks once
def _schemas(odd: Path, source: Path | None, _states: tuple[object, ...]) -> tuple[Path, ...]:
    data = b"\0".join((str(_FORMAT).encode(), str(source).encode(), read_bytes(odd, str(odd))))
    kept = cache.find(odd, data)
    if kept is not None and all(_is_as_then(*state) for state in kept[1][0]):
        found = tuple(_folder() / str(name) for name in kept[1][1])
        if all(map(is_file, found)):
            return found
    from edition.odd.compilation import compiled

    compilation = compiled(read(odd), source)
    made = {".rng": compilation.grammar(), ".sch": compilation.schematron()}
    stem = fingerprint(b"\0".join(made.values()))
    contents = {stem + ending: content for ending, content in made.items() if content}
    try:
        files = [write(_folder() / name, content) for name, content in contents.items()]
    except Refused:  # a cache that cannot be written is none
        folder = Path(_for_this_run().name)
        return tuple(write(folder / name, content) for name, content in contents.items())
    states = tuple(_state(file) for file in compilation.files)
    cache.keep(odd, data, (), states, tuple(contents))
    _prune(_folder())
    return tuple(files)


def _state(file: Path) -> tuple[str, int, int, str]:
    """Return by what a file is known again: when it was changed, its size, its checksum."""
    stat = file.stat()
    return str(file.absolute()), stat.st_mtime_ns, stat.st_size, fingerprint(file.read_bytes())


def _is_as_then(name: str, changed: int, size: int, checksum: str) -> bool:
    """Whether a file has the contents that it had; those of TEI's own take a while to read."""
    try:
        stat = Path(name).stat()
        if (stat.st_mtime_ns, stat.st_size) == (changed, size):
            return True
        return stat.st_size == size and fingerprint(Path(name).read_bytes()) == checksum
    except OSError:
        return False


def _folder() -> Path:
    kept = cache.folder()
    return Path(_for_this_run().name) if kept is None else kept / "odd"


@lru_cache(maxsize=1)
def _for_this_run() -> "TemporaryDirectory[str]":
    """Return a folder that is removed in the end, for those who keep nothing."""
    from tempfile import TemporaryDirectory

    return TemporaryDirectory(prefix="edition-")


def _prune(folder: Path) -> None:
    """Remove the schemas that were made longest ago."""
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in files[:-_MOST_FILES]:
        path.unlink(missing_ok=True)
