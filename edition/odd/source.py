"""Source: the specifications that a customization chooses from: TEI's own, or another ODD's."""

from pathlib import Path

from edition.document import Element
from edition.odd.naming import SPECS, TEI, called
from edition.tei.wording import text_of
from edition.value import Value

__all__ = ["Source", "is_customization", "read_source"]

_MODULE, _SCHEMA = f"{TEI}moduleSpec", f"{TEI}schemaSpec"


class Source(Value):
    """The specifications of a file, by their names and by their modules, and which TEI they are.

    `modules` holds the names of what is no element before those of elements; `schema` is its
    schemaSpec, where it is an ODD.
    """

    file: Path
    specs: dict[str, Element]
    modules: dict[str, tuple[str, ...]]
    schema: Element | None = None
    version: str = ""
    exceptions: str = ""


def read_source(file: Path, root: Element) -> Source:
    """Return the specifications that a tree holds, a name's first one."""
    schema = None
    empty: list[str] = []
    specs: dict[str, Element] = {}
    others: dict[str, list[str]] = {}
    elements: dict[str, list[str]] = {}
    for spec in root.iter(*SPECS, _MODULE, _SCHEMA):
        if spec.tag == _MODULE:
            empty.append(spec.get("ident", ""))
            continue
        if spec.tag == _SCHEMA:
            schema = spec if schema is None else schema
            continue
        ident = called(spec)
        if spec.get("mode") not in {"change", "delete"} and specs.setdefault(ident, spec) is spec:
            by_module = elements if spec.tag == SPECS[0] else others
            by_module.setdefault(spec.get("module", ""), []).append(ident)
    named = dict.fromkeys((*empty, *others, *elements))
    modules = {key: (*others.get(key, ()), *elements.get(key, ())) for key in named}
    edition = root.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}editionStmt/{TEI}edition")
    return Source(file, specs, modules, schema, text_of(edition), _exceptions(specs))


def is_customization(schema: Element) -> bool:
    """Whether a schemaSpec chooses and changes, so that it has to be compiled itself."""
    choosing = (
        f".//{TEI}moduleRef[@key]",
        f".//{TEI}specGrpRef",
        f"{TEI}classRef",
        f"{TEI}elementRef",
    )
    changing = [f".//{tag}[@mode='{mode}']" for tag in SPECS for mode in ("change", "delete")]
    return any(schema.find(path) is not None for path in (*choosing, *changing))


def _exceptions(specs: dict[str, Element]) -> str:
    """Return the names that anyElement leaves out, as TEI's own schemaSpec declares them."""
    schema = specs.get("schemaSpec")
    path = f"{TEI}attList/{TEI}attDef[@ident='defaultExceptions']/{TEI}defaultVal"
    return "" if schema is None else " ".join((schema.findtext(path) or "").split())
