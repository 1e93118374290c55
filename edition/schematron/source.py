"""Source: a schema file read with all it takes in; every part knows where it was written."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import XML_ID, Document, Element, parse
from edition.document.tree import copied
from edition.file import is_file, read_bytes
from edition.project import find
from edition.schematron.plan import Place

__all__ = ["RNG", "SCH", "XSL", "Source", "named"]

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
RNG = "{http://relaxng.org/ns/structure/1.0}"

_AT = "{urn:edition:place}at"
_MOST_FILES = 200
_MOST_COPIES = 20_000
_MEND = "Mend the schema, or name another one."
_OLD = "http://www.ascc.net/xml/schematron"


class Source:
    """The files of one schema; the first is the schema itself, and faults are told by place."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.files: list[Path] = []
        self._copies = 0
        self._documents: list[Document] = []
        self._elements: list[list[Element]] = []
        self.root = self.read(path, data)

    def read(self, path: Path, data: bytes) -> Element:
        """Return the root of one file, each element marked with its place. Raises Refused."""
        name = str(path)
        try:
            document = parse(data, name, path)
        except Refused as refusal:
            raise Refused(*map(_as_of_schema, refusal.diagnostics)) from None
        number = len(self.files)
        self.files.append(path)
        self._documents.append(document)
        elements = list(document.root.iter("*"))
        self._elements.append(elements)
        for at, element in enumerate(elements):
            if str(element.tag).startswith((SCH, XSL)) or at == 0:
                element.set(_AT, f"{number}/{at}")
        return document.root

    def place(self, element: Element) -> Place:
        """Return where an element, or a copy of it, was written."""
        for around in (element, *element.iterancestors()):
            number, _, at = around.get(_AT, "").partition("/")
            if at:
                document = self._documents[int(number)]
                found = document.locate(self._elements[int(number)][int(at)])
                file = "" if number == "0" else _beside(self.files[int(number)], self.path)
                return Place(file, found.line, found.column)
        return Place("", None, None)

    def fault(
        self, element: Element, message: str, hint: str = _MEND, rule: str = "schema-invalid"
    ) -> Refused:
        """Return what is raised for a fault at an element."""
        place = self.place(element)
        return refused(self.path, place, rule, message, hint)

    def spend(self, element: Element) -> None:
        """Count one more copy of an abstract part. Raises Refused where they multiply."""
        self._copies += 1
        if self._copies > _MOST_COPIES:
            raise self.fault(
                element,
                f"The abstract parts of the schema are used more than {_MOST_COPIES:,} times.",
                "Look for abstract rules that extend each other again and again.",
            )

    def include(self, href: str, by: Element) -> Element:
        """Return a copy of what an href names in another file of the project. Raises Refused."""
        parts = urlsplit(href)
        base = self.files[int(by.get(_AT, "0/0").partition("/")[0])]
        path = base.parent / unquote(parts.path) if parts.path else base
        if parts.scheme or parts.netloc or not _is_within(path, self.boundary):
            raise self.fault(
                by,
                f"“{href}” lies outside the project, and is not read.",
                "Copy the file into the project, beside the schema.",
                "schema-unsupported",
            )
        if not is_file(path):
            raise self.fault(by, f"There is no file “{href}”.", "Check the path in @href.")
        if len(self.files) >= _MOST_FILES:
            raise self.fault(
                by, f"The schema takes in more than {_MOST_FILES} files.", "Put some together."
            )
        root = self.read(path, read_bytes(path, str(path)))
        if not parts.fragment:
            return copied(root)
        found = [
            each for each in root.iter("*") if parts.fragment in {each.get("id"), each.get(XML_ID)}
        ]
        if not found:
            raise self.fault(by, f"No element of {parts.path} has the id {parts.fragment}.")
        return copied(found[0])

    @property
    def boundary(self) -> Path:
        """The folder that nothing is read outside of: the project's, else the schema's own."""
        try:
            return find(self.path).root
        except Refused:  # its settings are broken, which is told elsewhere
            return self.path.parent


def named(source: Source) -> Element:
    """Return the schema of a Schematron file, what it includes in its place. Raises Refused."""
    if source.root.tag != f"{SCH}schema":
        raise source.fault(source.root, *_not_schematron(source.root))
    schema = copied(source.root)
    _include(source, schema, ())
    return schema


def _include(source: Source, parent: Element, through: tuple[str, ...]) -> None:
    for element in list(_including(parent)):
        href = element.get("href", "")
        if not href:
            raise source.fault(element, "An include has no href.", "Name the file in @href.")
        key = f"{source.place(element).file} {href}"
        if key in through:
            raise source.fault(
                element, f"“{href}” includes itself, by way of others.", "Break the circle."
            )
        found = source.include(href, element)
        whole = etree.Element("whole")  # what is included may itself be an include
        whole.append(found)
        _include(source, whole, (*through, key))
        is_extends = element.tag == f"{SCH}extends"
        new = list(whole[0]) if is_extends or found.tag == f"{SCH}schema" else list(whole)
        around = element.getparent()
        assert around is not None
        at = around.index(element)
        tail = element.tail
        around[at : at + 1] = new
        if tail and not new:
            around.text = (around.text or "") + tail


def _including(parent: Element) -> Iterator[Element]:
    for element in parent.iter(f"{SCH}include", f"{SCH}extends"):
        if element.tag == f"{SCH}include" or "href" in element.attrib:
            yield element


def refused(schema: Path, place: Place, rule: str, message: str, hint: str) -> Refused:
    """Return what is raised for a fault at a place of a schema."""
    file = schema.parent / place.file if place.file else schema
    return Refused(
        Diagnostic(
            Location(str(file), place.line, place.column), rule, Severity.ERROR, message, hint
        )
    )


def _as_of_schema(found: Diagnostic) -> Diagnostic:
    message = f"The schema cannot be read: {found.message}"
    return found.changed(rule="schema-malformed", message=message, hint=_MEND)


def _not_schematron(root: Element) -> tuple[str, str]:
    from edition.relaxng.reading.foreign import kind_of  # only a mistake asks

    name = etree.QName(root)
    if name.namespace == _OLD:
        new = SCH.strip("{}")
        return (
            "This is Schematron of the old kind, 1.5.",
            f'Write xmlns="{new}" in its first tag; most rules mean the same there.',
        )
    if not name.namespace and name.localname == "schema":
        return "The schema is in no namespace.", f'Write <schema xmlns="{SCH.strip("{}")}">.'
    if name.localname == "schema" and "schematron" in _nearly(name.namespace or ""):
        message = f"The namespace {name.namespace} is not Schematron's."
        return message, f'Write <schema xmlns="{SCH.strip("{}")}">.'
    kind = kind_of(root)
    if kind is not None:
        return f"This is no Schematron schema, but {kind[0]}.", _MEND
    return f"This is no Schematron schema; it begins with <{name.localname}>.", _MEND


def _nearly(address: str) -> str:
    """Return what the end of an address may be a slip for."""
    from edition.suggestion import nearest

    return next(iter(nearest(address.rstrip("/").rpartition("/")[2], ["schematron"], most=1)), "")


def _is_within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def _beside(path: Path, schema: Path) -> str:
    import os.path

    return os.path.relpath(path, schema.parent)
