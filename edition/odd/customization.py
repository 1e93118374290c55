"""Customization: what an ODD says its schema is made of, groups of specifications followed."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from edition.diagnostic import Misuse, Refused, Severity
from edition.document import XML_ID, Document, Element, read
from edition.odd.fault import Faults, meant
from edition.odd.naming import SPECS, TEI, called, is_on_the_web
from edition.odd.shape import check_shape
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

    @property
    def deletions(self) -> dict[str, Part]:
        """What the customization deletes, by name."""
        specs = (part for part in self.parts if part.element.tag in SPECS)
        return {
            called(each.element): each for each in specs if each.element.get("mode") == "delete"
        }


def customization(document: Document, faults: Faults, ident: str = "") -> Customization:
    """Return what a schemaSpec of an ODD says: that of a name, or the first one.

    Raises Refused where there is none, and Misuse where none has that name.
    """
    schema = _schema(document, faults, ident)
    reader = _Reader(faults)
    check_shape(document, schema, faults)
    parts = tuple(reader.parts(Part(schema, document), ()))
    _check_left(document, faults)
    others = (file for each in reader.documents.values() for file in each.files)
    return Customization(document, schema, parts, (*document.files, *others))


def _schema(document: Document, faults: Faults, ident: str) -> Element:
    schemas = list(document.root.iter(f"{TEI}schemaSpec"))
    names = [each.get("ident", "") for each in schemas]
    if not schemas:
        message = "This file has no schemaSpec, so it describes no schema."
        hint = "An ODD is a TEI document whose text holds a schemaSpec with moduleRefs in it."
        faults.add(document, document.root, "schema-no-odd", message, hint)
        faults.settle()
    if ident and ident not in names:
        raise Misuse(f"There is no schemaSpec “{ident}”; there are: {', '.join(names)}.")
    if not ident and len(schemas) > 1:
        told = ", ".join(f"“{name}”" for name in names[1:])
        message = f"This ODD has several schemas; the first is taken, and {told} left out."
        hint = "Choose one with --ident, or put each into an ODD of its own."
        at = (document, schemas[1])
        faults.add(*at, "schema-no-effect", message, hint, Severity.WARNING)
    return schemas[names.index(ident) if ident else 0]


def _check_left(document: Document, faults: Faults) -> None:
    """Tell of specifications that stand beside the schema, and that nothing takes in."""
    referred = {each.get("target", "") for each in document.root.iter(_GROUP_REF)}
    left: dict[Element, None] = {}
    for spec in document.root.iter(*SPECS):
        around = list(spec.iterancestors(f"{TEI}schemaSpec", _GROUP))
        targets = {f"#{each.get(XML_ID)}" for each in (spec, *around)}
        if referred.isdisjoint(targets) and f"{TEI}schemaSpec" not in [e.tag for e in around]:
            left[around[-1] if around else spec] = None
    for each in left:
        name = each.get(XML_ID, "") if each.tag == _GROUP else each.get("ident", "")
        what = f"<{str(each.tag).removeprefix(TEI)}> “{name}”" if name else "This specGrp"
        message = f"{what} stands outside the schema, and no specGrpRef takes it in."
        hint = "Put it into schemaSpec, or refer to it there with a specGrpRef."
        faults.add(document, each, "schema-no-effect", message, hint, Severity.WARNING)


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
        if found.element.tag not in {*_PARTS, _GROUP}:
            message = f"What specGrpRef points at is no specGrp: {_told(found.element)}."
            hint = "Put what is meant into a specGrp, and point at that."
            self.faults.add(*_at(reference), "schema-unknown-name", message, hint)
            return
        check_shape(*_at(found), self.faults)
        if found.element.tag in _PARTS:
            yield found
        else:
            yield from self.parts(found, (*within, found.element))

    def _target(self, reference: Part) -> Part | None:
        """Return the group that a specGrpRef points at; none is a finding."""
        target = reference.element.get("target", "")
        if not target:
            return None  # told with the shape
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
        if file not in self.documents and not is_on_the_web(path):
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
