"""Schema: which grammars and Schematron files judge a document."""

from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Document
from edition.document.prolog import Prolog
from edition.file import is_file
from edition.project import OWN, Project, shown
from edition.suggestion import nearest
from edition.value import Value

if TYPE_CHECKING:
    from edition.schema.place import Shelf

__all__ = ["Schemas", "is_ours", "misspelt", "named", "no_schema", "schemas"]

_SCHEMATRON = (".sch", ".isosch", ".schematron")
_OTHER = (".xsd", ".dtd", ".nvdl", ".odd")
_ENDINGS = (".rng", ".rnc", ".odd", ".sch")


class Schemas(Value):
    """The files that judge a document, and what was named but cannot be reached."""

    grammars: tuple[Path, ...]
    schematrons: tuple[Path, ...]
    unreached: tuple[str, ...] = ()
    lost: tuple[Path, ...] = ()
    """Files that a catalog leads to, and that are not there."""
    made: tuple[Path, ...] = ()
    """Those that an ODD was compiled to."""
    sources: tuple[Path, ...] = ()
    """The files of the grammars as they were named, where an ODD was compiled to one of them."""

    @property
    def missing(self) -> bool:
        """Whether no schema at all judges the document."""
        return not self.grammars and not self.schematrons


def schemas(document: Document, project: Project, wanted: tuple[str, ...] = ()) -> Schemas:
    """Return the schemas of a document: those named, else the project's, else its xml-model's.

    `wanted` and the project's setting hold file names, names of schemas on the project's shelf, the
    user's or ours, or addresses that a catalog knows. Nothing is fetched. Raises Refused for a
    named schema that does not exist, and for a catalog that has to be asked and is none.
    """
    if wanted:
        return _sorted([named(name, project) for name in wanted])
    if project.settings.schema:
        return _sorted([named(project.settings.schema, project, project.root)])
    found, unreached, lost = [], [], []
    for href, kind in _models(document.prolog):
        path = _reached(href, document, project)
        if path is not None and not is_file(path):
            lost.append(path)
            path = None
        if path is None or not _understood(path, kind):
            unreached.append(href)
        elif path not in found:
            found.append(path)
    return _sorted(found, tuple(unreached), tuple(lost))


def is_ours(schema: Path) -> bool:
    """Whether a schema is one that came with edition, so that it may be compiled in-process."""
    return _is_ours(schema.absolute())


@lru_cache(maxsize=16)  # each document asks of the same few, and links are slow to follow
def _is_ours(schema: Path) -> bool:
    return schema.resolve().is_relative_to(OWN / "xml" / "schema")


def no_schema(document: Document, found: Schemas) -> Diagnostic:
    """Return the warning for a document that no schema judges."""
    why = f" ({', '.join(found.unreached)} is not at hand)" if found.unreached else ""
    if found.lost:
        why = f": the catalog leads to {shown(found.lost[0])}, which is not there"
    address = next(filter(_is_address, found.unreached), "")
    hint = 'Name one with --schema FILE, or in the document by <?xml-model href="…"?>.'
    if address:
        hint = misspelt(address) or (
            f"Fetch it once with “edition schema add {address}”, or name one with --schema FILE."
        )
    return Diagnostic(
        document.locate_root(),
        "no-schema",
        Severity.WARNING,
        f"No schema judges this document{why}.",
        hint,
    )


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://")) and " " not in name


def misspelt(address: str) -> str:
    """Return a hint at the ending of an address that is nearly that of a schema, else nothing."""
    known = {*_ENDINGS, *_OTHER, *_SCHEMATRON}
    ending = f".{address.rpartition('.')[2]}"
    close = [] if ending.lower() in known else nearest(ending, known, most=1)
    return f"No schema ends in “{ending}”; did you mean {close[0]}?" if close else ""


def _sorted(
    paths: list[Path], unreached: tuple[str, ...] = (), lost: tuple[Path, ...] = ()
) -> Schemas:
    return Schemas(
        tuple(path for path in paths if path.suffix not in _SCHEMATRON),
        tuple(path for path in paths if path.suffix in _SCHEMATRON),
        unreached,
        lost,
    )


def named(name: str, project: Project, folder: Path = Path()) -> Path:
    """Return the file of a schema that is named by a path, on a shelf, or by its address.

    A path is seen from a folder, by default the current one. Raises Refused.
    """
    if "://" in name:
        return _kept(name, project)
    on_shelf = (project.schema(f"{name}{ending}") for ending in ("", *_ENDINGS))
    for path in chain((folder / name,), on_shelf):
        if path is not None and is_file(path):
            return path
    by_user = _of_user(name)
    if by_user is not None:
        return by_user
    beside = (folder / name).parent
    try:
        names = [item.name for item in beside.iterdir() if item.is_file()]
    except OSError:
        names = []
    close = nearest(Path(name).name, names, most=1)
    hint = f"Did you mean {beside / close[0]}?" if close else _ASK
    raise _missing(name, "There is no such schema.", hint)


_ASK = "Check the path. “edition schema list” tells which are at hand."


def _of_user(name: str) -> Path | None:
    """Return a schema of that name that the user keeps for all projects."""
    from edition.schema.place import of_user

    shelf = of_user()
    paths = [] if shelf is None else [shelf.folder / f"{name}{each}" for each in ("", *_ENDINGS)]
    return next((path for path in paths if is_file(path)), None)


def _kept(address: str, project: Project) -> Path:
    """Return the file that stands for a web address. Raises Refused where none is at hand."""
    path = _by_catalog(address, project)
    if path is not None and is_file(path):
        return path
    if path is not None:
        message = f"The catalog leads to {shown(path)}, which is not there."
        raise _missing(address, message, f"Fetch it again: edition schema add {address}")
    message = "A schema on the web is not fetched unasked."
    hint = misspelt(address) or f"Fetch it once: edition schema add {address}"
    raise _missing(address, message, hint if _is_address(address) else "Save it, and name that.")


def _by_catalog(address: str, project: Project) -> Path | None:
    """Return the file that a catalog of the project, or the user's, has for an address."""
    from edition.schema.catalog import resolved
    from edition.schema.place import of_user

    places = _catalogs(project.root, of_user())
    known = (resolved(address, file, within) for file, within in places if is_file(file))
    return next((path for path in known if path is not None), None)


@lru_cache(maxsize=16)  # each document that names a schema asks
def _catalogs(root: Path, shelf: "Shelf | None") -> tuple[tuple[Path, Path], ...]:
    """Return where catalogs may be, each with the folder that what it leads to is in."""
    return (
        (root / "xml" / "schema" / "catalog.xml", root),
        (root / "catalog.xml", root),
        *(() if shelf is None else ((shelf.catalog, shelf.folder),)),
    )


def _missing(name: str, message: str, hint: str) -> Refused:
    return Refused(Diagnostic(Location(name), "schema-missing", Severity.ERROR, message, hint))


def _understood(schema: Path, kind: str) -> bool:
    """Whether we can judge by a schema; Schematron is read in files of its own and in .rng."""
    embedded = "schematron" in kind and schema.suffix not in {*_SCHEMATRON, ".rng"}
    return schema.suffix not in _OTHER and not embedded


def _models(prolog: Prolog | None) -> list[tuple[str, str]]:
    """Return href and kind of the xml-model instructions for RELAX NG and Schematron."""
    return [
        (model.href, model.kind)
        for model in (prolog.models if prolog is not None else ())
        if model.href and (not model.kind or "relaxng" in model.kind or "schematron" in model.kind)
    ]


def _reached(href: str, document: Document, project: Project) -> Path | None:
    """Return the schema that a document names: beside it, by a catalog, by its name on a shelf.

    What a catalog leads to may not exist.
    """
    try:
        parts = urlsplit(href)
    except ValueError:  # no address
        return None
    if document.path is None and not parts.scheme:
        return None
    if parts.scheme or parts.netloc:
        return _by_catalog(href, project)
    assert document.path is not None
    path = document.path.parent / unquote(parts.path)
    if is_file(path):
        return path
    return project.schema(path.name) or _by_catalog(href, project)
