"""Simplification: RELAX NG's XML syntax, checked and brought into its simple form.

Three steps, each over the result of the one before: the tree becomes nodes that have the full
syntax (section 3: `syntax`); nodes become drafts, in which names, datatypes and definitions are
settled (4.1 to 4.18: `definition`); drafts become patterns (4.19 to 4.21, here). A definition's
pattern is made once and shared wherever it is referred to, so that the whole takes time by the
size of the schema.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from edition.relaxng.grammar import (
    Attribute,
    Choice,
    Data,
    Define,
    Fault,
    Grammar,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Ref,
    each,
)
from edition.relaxng.reading.classes import classes
from edition.relaxng.reading.definition import Fetch, Reader
from edition.relaxng.reading.draft import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Definition,
    Draft,
    Element,
    Raw,
    halved,
)

__all__ = ["simplify"]


def simplify(root: etree.Element, file: str, fetch: Fetch) -> Grammar:
    """Return the simple form of a schema in XML syntax. Raises Fault where it is none.

    `fetch` returns the root of another schema and its file, by an href and the file (or xml:base)
    that it is relative to. Section 7 is not checked here: see `restrictions`.
    """
    reader = Reader(fetch)
    start = reader.read(root, file)
    found = _Builder().build(start)
    return found.changed(classes=classes(reader.scopes, found.elements))


class _Builder:
    """Makes patterns of drafts; every element gets a definition of its own (4.19)."""

    def __init__(self) -> None:
        self._elements: dict[str, Element] = {}
        self._numbers: dict[str, int] = {}
        self._waiting: deque[tuple[str, Element]] = deque()

    def build(self, start: Definition) -> Grammar:
        """Return the grammar of what can be reached."""
        self._settle([start])
        found: dict[str, Define] = {}
        while self._waiting:
            key, element = self._waiting.popleft()
            self._settle(element.uses)
            content = self._built(element.content)
            found[key] = Define(element.names, content, element.place, element.documentation)
        assert start.pattern is not None
        return Grammar(start.pattern, _reachable(start.pattern, found), start.place)

    def _settle(self, uses: list[Definition]) -> None:
        """Make the patterns of definitions, those first that others need; no cycles (4.19)."""
        path: list[Definition] = []
        ways: list[Iterator[Definition]] = [iter(uses)]
        while ways:
            used = next(ways[-1], None)
            if used is None:
                ways.pop()
                if path:
                    done = path.pop()
                    done.open = False
                    done.pattern = self._combined(done)
            elif used.open:
                raise _circular(path, used)
            elif used.pattern is None:
                used.open = True
                path.append(used)
                ways.append(iter(used.uses))

    def _combined(self, definition: Definition) -> Pattern:
        join = _interleaved if definition.combine == "interleave" else _chosen
        return halved(list(map(self._built, definition.parts)), join)

    def _built(self, raw: Raw) -> Pattern:
        """Return the pattern of a draft, notAllowed and empty moved out (4.20, 4.21)."""
        if isinstance(raw, Draft):
            return self._made(raw)
        if isinstance(raw, Definition):
            assert raw.pattern is not None
            return raw.pattern
        if isinstance(raw, Element):
            return raw.ref or self._entered(raw)
        return raw

    def _made(self, draft: Draft) -> Pattern:
        parts = list(map(self._built, draft.parts))
        if draft.kind in {"choice", "data"}:
            content = halved(parts, _chosen)
        elif draft.kind == "interleave":
            content = halved(parts, _interleaved)
        else:
            content = halved(parts, _grouped)
        finish = _FINISH.get(draft.kind)
        return content if finish is None else finish(content, draft)

    def _entered(self, element: Element) -> Ref:
        """Give an element its key: its definition's name or its own, with a number if need be."""
        label = key = element.label
        while key in self._elements:
            self._numbers[label] = self._numbers.get(label, 1) + 1
            key = f"{label}-{self._numbers[label]}"
        self._elements[key] = element
        self._waiting.append((key, element))
        element.ref = Ref(key)
        return element.ref


def _circular(path: list[Definition], used: Definition) -> Fault:
    circle = [*path[path.index(used) :], used]
    told = " → ".join(item.name or "start" for item in circle[:8])
    more = " → …" if len(circle) > 8 else ""
    return Fault(
        used.place,
        f"The definition of {used.told} refers to itself without an element between: {told}{more}.",
        "Repeat with zeroOrMore, or put an element between the definition and itself.",
    )


def _reachable(start: Pattern, found: Mapping[str, Define]) -> dict[str, Define]:
    """Return the elements that are left after notAllowed has cut others off (4.20), in order."""
    left: dict[str, Define] = {}
    seen: set[int] = set()
    waiting = deque([start])
    while waiting:
        for item in each(waiting.popleft(), seen):
            if isinstance(item, Ref) and item.key not in left:
                left[item.key] = found[item.key]
                waiting.append(found[item.key].inner)
    return left


def _chosen(left: Pattern, right: Pattern) -> Pattern:
    if left is NOT_ALLOWED:
        return right
    if right is NOT_ALLOWED:
        return left
    if right is EMPTY:
        return EMPTY if left is EMPTY else Choice(EMPTY, left)
    return Choice(left, right)


def _grouped(left: Pattern, right: Pattern) -> Pattern:
    return _beside(left, right, Group)


def _interleaved(left: Pattern, right: Pattern) -> Pattern:
    return _beside(left, right, Interleave)


def _beside(left: Pattern, right: Pattern, kind: Callable[[Pattern, Pattern], Pattern]) -> Pattern:
    if left is NOT_ALLOWED or right is NOT_ALLOWED:
        return NOT_ALLOWED
    if left is EMPTY:
        return right
    return left if right is EMPTY else kind(left, right)


def _repeated(content: Pattern) -> Pattern:
    return content if content is EMPTY or content is NOT_ALLOWED else OneOrMore(content)


def _attributed(content: Pattern, draft: Draft) -> Pattern:
    assert isinstance(draft.made, Attribute)
    if content is NOT_ALLOWED:
        return content
    return draft.made.changed(inner=content)


def _excepted(content: Pattern, draft: Draft) -> Pattern:
    assert isinstance(draft.made, Data)
    return draft.made if content is NOT_ALLOWED else draft.made.changed(excluded=content)


_FINISH: Mapping[str, Callable[[Pattern, Draft], Pattern]] = MappingProxyType(
    {
        "optional": lambda content, _: _chosen(content, EMPTY),  # 4.14
        "oneOrMore": lambda content, _: _repeated(content),
        "zeroOrMore": lambda content, _: _chosen(_repeated(content), EMPTY),  # 4.15
        "mixed": lambda content, _: _interleaved(content, TEXT),  # 4.13
        "list": lambda content, _: content if content is NOT_ALLOWED else ListOf(content),
        "attribute": _attributed,
        "data": _excepted,
    }
)
