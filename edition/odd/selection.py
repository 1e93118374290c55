"""Selection: which specifications a customization takes from its sources, and in which order."""

from collections.abc import Callable
from pathlib import Path

from edition.diagnostic import Severity
from edition.document import Document, Element
from edition.document.tree import copied
from edition.odd.customization import Customization, Part
from edition.odd.fault import Faults, meant
from edition.odd.merging import attributes_of
from edition.odd.naming import SPECS, TEI, called, kind_of, words
from edition.odd.source import Source
from edition.odd.vocabulary import Spec
from edition.schema.place import SOURCE

__all__ = ["Sources", "selected"]

Sources = Callable[[Part], Source]

_FIRST = ("tei", "core")
_MODULE = f"{TEI}moduleRef"
_KINDS = {
    f"{TEI}elementRef": "element",
    f"{TEI}classRef": "class",
    f"{TEI}macroRef": "macro",
    f"{TEI}dataRef": "datatype",
}


def selected(
    customized: Customization, sources: Sources, faults: Faults
) -> tuple[dict[str, Spec], dict[str, Element], str]:
    """Return the specifications that are taken or added, by name, before any change to them.

    Modules come first, `tei` and `core` before all, in each of them elements last: classes that
    are expanded in sequence depend on it. Second come all that the sources have, for hints; third
    what anyElement leaves out.
    """
    selection = _Selection(customized, sources, faults)
    modules = [part for part in customized.parts if part.element.tag == _MODULE]
    ranks = {name: rank for rank, name in enumerate(_FIRST)}
    modules.sort(key=lambda part: ranks.get(part.element.get("key", ""), len(_FIRST)))
    for part in modules:
        selection.take_module(part)
    for part in customized.parts:
        if part.element.tag in _KINDS:
            selection.take(part)
        elif part.element.tag in SPECS:
            selection.add(part)
    return selection.specs, selection.known, selection.exceptions


class _Selection:
    """What is taken so far."""

    def __init__(self, customized: Customization, sources: Sources, faults: Faults) -> None:
        self.sources = sources
        self.faults = faults
        self.specs: dict[str, Spec] = {}
        self.known: dict[str, Element] = {}
        self.asked: set[Path] = set()
        self.exceptions = customized.schema.get("defaultExceptions", "")
        self.deleted = customized.deletions
        self.referred = {
            part.element.get("key", "") for part in customized.parts if part.element.tag in _KINDS
        }

    def take_module(self, part: Part) -> None:
        """Take what a moduleRef names: all that is no element, and the elements that it wants."""
        key = part.element.get("key")
        if key is None:
            return  # a module in RELAX NG
        source = self._source(part)
        if not any(source.modules):
            message = f"The source “{source.file.name}” has no modules: it is not TEI's own."
            hint = f"Name {SOURCE} with --source, or take what you need with elementRef."
            self._tell(part, "schema-source", message, hint)
            return
        if key not in source.modules:
            hint = meant(key, source.modules, f"The modules are: {', '.join(source.modules)}.")
            self._tell(part, "schema-unknown-name", f"There is no module “{key}”.", hint)
            return
        include, exclude = words(part.element, "include"), words(part.element, "except")
        self._check(part, source, key, (*include, *exclude))
        for name in source.modules[key]:
            spec = source.specs[name]
            is_wanted = name in include if include else name not in exclude
            if (kind_of(spec) != "element" or is_wanted) and name not in self.referred:
                self._put(name, spec)

    def _check(self, part: Part, source: Source, key: str, named: tuple[str, ...]) -> None:
        for name in named:
            spec = source.specs.get(name)
            if spec is None or kind_of(spec) != "element":
                hint = meant(name, source.modules[key], "Check the name.")
                message = f"The module “{key}” has no element “{name}”."
            elif spec.get("module") != key:
                message = f"The element “{name}” is not in the module “{key}”."
                hint = f"Name it in the moduleRef of “{spec.get('module')}”."
            else:
                continue
            self._tell(part, "schema-unknown-name", message, hint, Severity.WARNING)

    def take(self, part: Part) -> None:
        """Take one thing by its name; of a class of attributes some only, if that is said."""
        kind, key = _KINDS[str(part.element.tag)], part.element.get("key", "")
        source = self._source(part)
        spec = source.specs.get(key)
        if spec is None or kind_of(spec) != kind:
            names = [name for name, each in source.specs.items() if kind_of(each) == kind]
            hint = meant(key, names, "Check the name, and the version of TEI.")
            self._tell(part, "schema-unknown-name", f"There is no {kind} “{key}”.", hint)
            return
        include, exclude = words(part.element, "include"), words(part.element, "except")
        self._check_attributes(part, key, spec, (*include, *exclude))
        self._put(key, _chosen(spec, include, exclude) if include or exclude else spec)

    def _check_attributes(
        self, part: Part, key: str, spec: Element, named: tuple[str, ...]
    ) -> None:
        """Tell of attributes that a class does not have, or of a class that has none."""
        if named and spec.get("type") != "atts":
            message = f"Of “{key}”, a class of elements, no part can be taken."
            hint = "Take it whole; include and except choose among its members in a content model."
            self._tell(part, "schema-unsupported", message, hint)
            return
        known = [attribute.get("ident", "") for attribute in attributes_of(spec)]
        for name in named:
            if name not in known:
                message = f"The class “{key}” has no attribute “{name}” of its own."
                hint = meant(name, known, f"Its attributes are: {', '.join(known)}.")
                self._tell(part, "schema-unknown-name", message, hint, Severity.WARNING)

    def add(self, part: Part) -> None:
        """Add what the ODD specifies itself; of changes only their source is remembered."""
        name, mode = called(part.element), part.element.get("mode", "add")
        before = self.specs.get(name)
        if mode != "add":
            self._source(part)
            return
        if before is not None and name not in self.deleted:
            message = f"The {kind_of(part.element)} “{name}” is there already."
            hint = "Write mode=“change” to change it, or mode=“replace” to put this in its place."
            if part.element.get("ns", "") != before.element.get("ns", ""):
                hint = "It is of another namespace: give it a prefix, such as prefix=“my_”."
            self._tell(part, "schema-defined-twice", message, hint)
            return
        self._put(name, part.element, part.document)

    def _source(self, part: Part) -> Source:
        source = self.sources(part)
        if source.file not in self.asked:
            self.asked.add(source.file)
            self.known = {**source.specs, **self.known}
            self.exceptions = self.exceptions or source.exceptions
        return source

    def _put(self, name: str, spec: Element, document: Document | None = None) -> None:
        if name not in self.deleted:
            self.specs.setdefault(name, Spec(kind_of(spec), name, spec, document))

    def _tell(
        self, part: Part, rule: str, message: str, hint: str, weight: Severity = Severity.ERROR
    ) -> None:
        self.faults.add(part.document, part.element, rule, message, hint, weight)


def _chosen(spec: Element, include: tuple[str, ...], exclude: tuple[str, ...]) -> Element:
    """Return a class with those of its attributes that are wanted."""
    whole = copied(spec)
    for attribute in attributes_of(whole):
        name = attribute.get("ident", "")
        if name in exclude or (include and name not in include):
            parent = attribute.getparent()
            assert parent is not None
            parent.remove(attribute)
    return whole
