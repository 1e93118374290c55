"""Classes: the named choices of elements of a schema, as TEI's model classes are.

Simplification puts definitions in the place of their names, and so forgets what an editor knows
them by; messages need those names.
"""

from collections.abc import Iterable, Mapping

from edition.relaxng.grammar import Define, Name, NameChoice, NameClass
from edition.relaxng.reading.draft import NOT_ALLOWED, Definition, Draft, Element, Raw, Scope

__all__ = ["classes"]

_MOST = 200_000  # names in all classes together; TEI's have some thousands


def classes(scopes: Iterable[Scope], elements: Mapping[str, Define]) -> dict[str, tuple[str, ...]]:
    """Return the classes of at least two elements, by their names.

    A class is a definition that is a choice of elements and of other classes, and nothing else;
    only elements that can occur count. Of two grammars that nest, the outer one names a class.
    """
    gathered = _Gathering(elements)
    found: dict[str, tuple[str, ...]] = {}
    for scope in scopes:
        for name, definition in scope.definitions.items():
            members = gathered.members(definition) if name and name not in found else None
            if members is not None and len(members) > 1 and not _is_element(definition):
                found[name] = members
    return found


def _is_element(definition: Definition) -> bool:
    """Whether a definition is one element, which may have several names."""
    alternatives = _alternatives(definition)
    return alternatives is not None and [type(part) for part in alternatives] == [Element]


class _Gathering:
    """The members of definitions, each gathered once; None where one is no class."""

    def __init__(self, elements: Mapping[str, Define]) -> None:
        self._elements = elements
        self._known: dict[int, tuple[str, ...] | None] = {}
        self._left = _MOST

    def members(self, definition: Definition) -> tuple[str, ...] | None:
        """Gather a definition's members, those first that others need; chains may be long."""
        pending = [definition]
        while pending:
            item = pending[-1]
            if id(item) in self._known:
                pending.pop()
                continue
            parts = _alternatives(item)
            inner = [part for part in parts or () if isinstance(part, Definition)]
            waiting = [part for part in inner if id(part) not in self._known]
            if waiting and item.open:  # a circle: no class
                parts = None
            if parts is None or not waiting:
                item.open = False
                self._known[id(item)] = None if parts is None else self._joined(parts)
            else:
                item.open = True
                pending += waiting
        return self._known[id(definition)]

    def _joined(self, parts: list[Element | Definition]) -> tuple[str, ...] | None:
        names: dict[str, None] = {}
        for part in parts:
            mine = self._named(part) if isinstance(part, Element) else self._known[id(part)]
            if mine is None:
                return None
            names.update(dict.fromkeys(mine))
        self._left -= len(names)
        return tuple(names) if self._left >= 0 else None

    def _named(self, element: Element) -> tuple[str, ...] | None:
        """Return the names of an element, none if it cannot occur; None if it may have any."""
        if element.ref is None or element.ref.key not in self._elements:
            return ()
        names: list[str] = []
        pending: list[NameClass] = [element.names]
        while pending:
            item = pending.pop()
            if isinstance(item, NameChoice):
                pending += (item.right, item.left)
            elif isinstance(item, Name):
                names.append(item.local)
            else:
                return None
        return tuple(names)


def _alternatives(definition: Definition) -> list[Element | Definition] | None:
    """Return what a definition is a choice of; None where it is anything else."""
    if definition.combine == "interleave" and len(definition.parts) > 1:
        return None
    found: list[Element | Definition] = []
    pending: list[Raw] = definition.parts[::-1]
    while pending:
        item = pending.pop()
        if isinstance(item, Element | Definition):
            found.append(item)
        elif isinstance(item, Draft) and (item.kind == "choice" or _is_lone_group(item)):
            pending += reversed(item.parts)
        elif item is not NOT_ALLOWED:
            return None
    return found


def _is_lone_group(draft: Draft) -> bool:
    return draft.kind == "group" and len(draft.parts) == 1
