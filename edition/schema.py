"""Schema: which grammars and Schematron files judge a document."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.diagnostic import Diagnostic, Location, Refused, Severity, nearest
from edition.document import Document, is_file
from edition.project import OWN, Project
from edition.prolog import Prolog
from edition.value import Value

__all__ = ["Schemas", "is_ours", "no_schema", "schemas"]

_SCHEMATRON = (".sch", ".isosch", ".schematron")
_OTHER = (".xsd", ".dtd", ".nvdl", ".odd")


class Schemas(Value):
    """The files that judge a document, and what was named but cannot be reached."""

    grammars: tuple[Path, ...]
    schematrons: tuple[Path, ...]
    unreached: tuple[str, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether no schema at all judges the document."""
        return not self.grammars and not self.schematrons


def schemas(document: Document, project: Project, named: tuple[str, ...] = ()) -> Schemas:
    """Return the schemas of a document: those named, else the project's, else its xml-model's.

    `named` and the project's setting hold file names or names of schemas in xml/schema/, the
    project's or ours. Nothing is fetched. Raises Refused for a named schema that does not exist.
    """
    if named:
        return _sorted([_named(name, Path(), project) for name in named])
    if project.settings.schema:
        return _sorted([_named(project.settings.schema, project.root, project)])
    found, unreached = [], []
    for href, kind in _models(document.prolog):
        path = _reached(href, document, project)
        if path is None or not _understood(path, kind):
            unreached.append(href)
        elif path not in found:
            found.append(path)
    return _sorted(found, tuple(unreached))


def is_ours(schema: Path) -> bool:
    """Whether a schema is one that came with edition, so that it may be compiled in-process."""
    return schema.resolve().is_relative_to(OWN / "xml" / "schema")


def no_schema(document: Document, found: Schemas) -> Diagnostic:
    """Return the warning for a document that no schema judges."""
    why = f" ({', '.join(found.unreached)} is not at hand)" if found.unreached else ""
    return Diagnostic(
        document.locate_root(),
        "no-schema",
        Severity.WARNING,
        f"No schema judges this document{why}.",
        'Name one with --schema FILE, or in the document by <?xml-model href="…"?>.',
    )


def _sorted(paths: list[Path], unreached: tuple[str, ...] = ()) -> Schemas:
    return Schemas(
        tuple(path for path in paths if path.suffix not in _SCHEMATRON),
        tuple(path for path in paths if path.suffix in _SCHEMATRON),
        unreached,
    )


def _named(name: str, folder: Path, project: Project) -> Path:
    if "://" in name:
        raise _missing(name, "A schema on the web is not fetched.", "Save it, and name the file.")
    candidates = [folder / name, project.schema(name), project.schema(f"{name}.rng")]
    for path in candidates:
        if path is not None and is_file(path):
            return path
    beside = (folder / name).parent
    try:
        names = [item.name for item in beside.iterdir() if item.is_file()]
    except OSError:
        names = []
    close = nearest(Path(name).name, names, most=1)
    hint = f"Did you mean {beside / close[0]}?" if close else "Check the path."
    raise _missing(name, "There is no such schema.", hint)


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
    try:
        parts = urlsplit(href)
    except ValueError:  # no address
        return None
    if parts.scheme or parts.netloc or document.path is None:
        return None
    path = document.path.parent / unquote(parts.path)
    return path if is_file(path) else project.schema(path.name)
