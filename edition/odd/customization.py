"""Customization: what an ODD says its schema is made of, groups of specifications followed."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.diagnostic import Refused, Severity
from edition.document import XML_ID, Document, Element, read
from edition.odd.fault import Faults, meant
from edition.odd.naming import SPECS, TEI
from edition.value import Value

__all__ = ["Customization", "Part", "customization"]

_REFERENCES = tuple(
    f"{TEI}{name}" for name in ("moduleRef", "elementRef", "classRef", "macroRef", "dataRef")
)
_PARTS = frozenset((*SPECS, *_REFERENCES, f"{TEI}constraintSpec"))
_GROUP, _GROUP_REF = f"{TEI}specGrp", f"{TEI}specGrpRef"


class Part(Value):
    """A part of a customization, and the document that it stands in."""

    element: Element
    document: Document


class Customization(Value):
    """A schemaSpec with its parts in their order, and the files that hold them."""

    document: Document
    schema: Element
    parts: tuple[Part, ...]
    files: tuple[Path, ...] = ()

    @property
    def ident(self) -> str:
        """The name of the schema."""
        return self.schema.get("ident", "")


def customization(document: Document, faults: Faults) -> Customization:
    """Return what an ODD's first schemaSpec says. Raises Refused where there is none."""
    root = document.root
    schemas = list(root.iter(f"{TEI}schemaSpec"))
    if not schemas:
        message = "This file has no schemaSpec, so it describes no schema."
        hint = "An ODD is a TEI document whose text holds a schemaSpec with moduleRefs in it."
        faults.add(document, root, "schema-no-odd", message, hint)
        faults.settle()
    for other in schemas[1:]:
        message = (
            f"The schemaSpec “{other.get('ident', '')}” is left out: the first one is compiled."
        )
        hint = "Put each schema into an ODD of its own."
        faults.add(document, other, "schema-no-effect", message, hint, Severity.WARNING)
    reader = _Reader(faults)
    parts = tuple(reader.parts(Part(schemas[0], document), ()))
    faults.settle()
    others = (file for each in reader.documents.values() for file in each.files)
    return Customization(document, schemas[0], parts, (*document.files, *others))


class _Reader:
    """Follows references to groups, each file read once."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.documents: dict[Path, Document] = {}

    def parts(self, holder: Part, within: tuple[Element, ...]) -> Iterator[Part]:
        """Yield what a schemaSpec or a group holds, in order."""
        for child in holder.element.iterchildren(f"{TEI}*"):
            part = Part(child, holder.document)
            if child.tag in _PARTS:
                yield part
            elif child.tag == _GROUP:
                yield from self.parts(part, within)
            elif child.tag == _GROUP_REF:
                yield from self._referred(part, within)

    def _referred(self, reference: Part, within: tuple[Element, ...]) -> Iterator[Part]:
        found = self._target(reference)
        if found is None:
            return
        if found.element in within:
            message = f"The group {_told(found.element)} refers to itself."
            hint = "Take this specGrpRef out, or let it point at another group."
            self.faults.add(*_at(reference), "schema-circular", message, hint)
            return
        if found.element.tag in _PARTS:
            yield found
        else:
            yield from self.parts(found, (*within, found.element))

    def _target(self, reference: Part) -> Part | None:
        """Return the group that a specGrpRef points at; none is a finding."""
        target = reference.element.get("target", "")
        path, _, fragment = target.partition("#")
        document = self._document(path, reference) if path else reference.document
        if document is None:
            return None
        if not fragment and document.root.tag == _GROUP:
            return Part(document.root, document)
        if not fragment:
            message = f"The file “{path}” is no specGrp."
            hint = "Name the group in it by its id, behind a #."
            self.faults.add(*_at(reference), "schema-unknown-name", message, hint)
            return None
        element = document.ids.get(unquote(fragment))
        if element is not None:
            return Part(element, document)
        groups = [each.get(XML_ID, "") for each in document.root.iter(_GROUP)]
        hint = meant(fragment, groups, "Check the xml:id of the specGrp that is meant.")
        message = f"There is no specGrp with the id “{fragment}”."
        self.faults.add(*_at(reference), "schema-unknown-name", message, hint, Severity.WARNING)
        return None

    def _document(self, path: str, reference: Part) -> Document | None:
        file = (reference.document.path or Path()).parent / unquote(path)
        message, hint = "Nothing is fetched.", "Keep the file beside the ODD, and write its path."
        if file not in self.documents and not urlsplit(path).scheme:
            try:
                self.documents[file] = read(file)
            except Refused as refusal:
                message = refusal.diagnostics[0].message
                hint = refusal.diagnostics[0].hint or hint
        if file not in self.documents:
            message = f"The group “{path}” cannot be read. {message}"
            self.faults.add(*_at(reference), "schema-missing", message, hint)
        return self.documents.get(file)


def _at(part: Part) -> tuple[Document, Element]:
    return part.document, part.element


def _told(group: Element) -> str:
    return f"“{group.get(XML_ID, '')}”"
