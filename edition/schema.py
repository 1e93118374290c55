"""Schema: which grammars and Schematron files judge a document."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity, nearest
from edition.document import Document
from edition.project import OWN, Project

__all__ = ["Schemas", "schemas"]

_PSEUDO = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class Schemas:
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
    for href in _models(document):
        path = _reached(href, document, project)
        if path is None:
            unreached.append(href)
        else:
            found.append(path)
    return _sorted(found, tuple(unreached))


def is_ours(schema: Path) -> bool:
    """Whether a schema is one that came with edition, so that it may be compiled in-process."""
    return schema.resolve().is_relative_to(OWN / "xml" / "schema")


def no_schema(document: Document, found: Schemas) -> Diagnostic:
    """Return the warning for a document that no schema judges."""
    why = f" ({', '.join(found.unreached)} is not at hand)" if found.unreached else ""
    return Diagnostic(
        document.locate(document.root),
        "no-schema",
        Severity.WARNING,
        f"No schema judges this document{why}: its grammar was not checked.",
        'Name one with --schema FILE, or in the document by <?xml-model href="…"?>.',
    )


def _sorted(paths: list[Path], unreached: tuple[str, ...] = ()) -> Schemas:
    return Schemas(
        tuple(path for path in paths if path.suffix != ".sch"),
        tuple(path for path in paths if path.suffix == ".sch"),
        unreached,
    )


def _named(name: str, folder: Path, project: Project) -> Path:
    if "://" in name:
        raise _missing(name, "A schema on the web is not fetched.", "Save it, and name the file.")
    candidates = [folder / name, project.schema(name), project.schema(f"{name}.rng")]
    for path in candidates:
        if path is not None and path.is_file():
            return path
    beside = (folder / name).parent
    names = [item.name for item in beside.iterdir()] if beside.is_dir() else []
    close = nearest(Path(name).name, names, most=1)
    hint = f"Did you mean {beside / close[0]}?" if close else "Check the path."
    raise _missing(name, "There is no such schema.", hint)


def _missing(name: str, message: str, hint: str) -> Refused:
    return Refused(Diagnostic(Location(name), "schema-missing", Severity.ERROR, message, hint))


def _models(document: Document) -> list[str]:
    """Return the hrefs of the xml-model instructions for RELAX NG and Schematron."""
    hrefs = []
    node = document.root.getprevious()
    while node is not None:
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model":
            said = {key: one or two for key, one, two in _PSEUDO.findall(node.text or "")}
            kind = said.get("schematypens", "")
            if said.get("href") and ("relaxng" in kind or "schematron" in kind or not kind):
                hrefs.append(said["href"])
        node = node.getprevious()
    return hrefs[::-1]


def _reached(href: str, document: Document, project: Project) -> Path | None:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or document.path is None:
        return None
    path = document.path.parent / unquote(parts.path)
    return path if path.is_file() else project.schema(path.name)
