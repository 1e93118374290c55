"""Tree: the references of a document by one system, in the order of the text."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from importlib import import_module
from itertools import takewhile
from operator import itemgetter
from types import ModuleType
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from edition.document import TEI, XML_ID, Document
from edition.reference.unit import Unit
from edition.value import Value

if TYPE_CHECKING:
    from edition.tree import Element

__all__ = [
    "Growth",
    "Omission",
    "Tree",
    "declarations",
    "listing",
    "named",
    "plant",
    "planted",
    "schemes",
    "systems",
    "trees",
]


class Omission(Value):
    """Something citable that has no reference: `missing` is what it lacks, such as @n.

    `at` may be where the system is declared, if that is what is at fault.
    """

    at: "Element"
    unit: str
    missing: str


class Growth:
    """What a scheme lists: units, and what ought to be one but has no reference."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.omissions: list[Omission] = []


class Tree:
    """A system of references: `kind` is the scheme, `is_declared` whether editors state it.

    It is listed when somebody first asks for a unit, and once. Whoever knows single units without
    a listing gives `look_up`, which returns None where it does not know.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        list_units: Callable[[], Growth],
        *,
        is_declared: bool,
        look_up: Callable[[str], list[Unit] | None] | None = None,
    ) -> None:
        self.name = name
        self.kind = kind
        self.is_declared = is_declared
        self._list = list_units
        self._look_up = look_up

    @cached_property
    def growth(self) -> Growth:
        """What the scheme lists."""
        return self._list()

    def units(self) -> Iterator[Unit]:
        """Yield the units, each before those in it."""
        return iter(self.growth.units)

    @property
    def omissions(self) -> list[Omission]:
        """What has no reference, though it is of a kind that has."""
        return self.growth.omissions

    @cached_property
    def by_ref(self) -> dict[str, Unit]:
        """Each reference with the first unit that has it."""
        return {unit[0]: unit for unit in reversed(self.growth.units)}

    @cached_property
    def shared(self) -> dict[str, list[Unit]]:
        """The references that more than one unit has, with those units."""
        if len(self.by_ref) == len(self.growth.units):
            return {}
        counted = Counter(map(itemgetter(0), self.growth.units))
        several: dict[str, list[Unit]] = {ref: [] for ref, n in counted.items() if n > 1}
        for unit in self.growth.units:
            if unit[0] in several:
                several[unit[0]].append(unit)
        return several

    def find(self, ref: str) -> list[Unit]:
        """Return the units that a reference may mean: none, one, or too many."""
        look_up = None if "growth" in vars(self) else self._look_up
        known = None if look_up is None else look_up(ref)
        if known is not None:
            return known
        found = self.by_ref.get(ref)
        return [] if found is None else self.shared.get(ref) or [found]


def named(declaration: "Element", number: int, kind: str) -> str:
    """Return what the tree of the n-th refsDecl of a kind is called: its @n or xml:id, else so.

    A name that another tree has is none: `--tree` has to say which of them is meant.
    """
    plain = kind if number == 1 else f"{kind}-{number}"
    said = declaration.get("n") or declaration.get(XML_ID) or plain
    return plain if said in _OURS or _is_taken(said, declaration, kind) else said


def _is_taken(said: str, declaration: "Element", kind: str) -> bool:
    """Whether an earlier refsDecl has a name, or an earlier kind of the same one."""
    if declaration.tag != _DECLARATION:
        return False
    earlier = declaration.getroottree().iter(_DECLARATION)
    before = takewhile(lambda each: each is not declaration, earlier)
    if any(said in (each.get("n"), each.get(XML_ID)) for each in before):
        return True
    kinds = takewhile(lambda each: each != kind, _KINDS)
    return any(declaration.find(f"{{{TEI}}}{each}") is not None for each in kinds)


_DECLARATION = f"{{{TEI}}}refsDecl"
_KINDS = "citeStructure", "cRefPattern", "refState"
_OURS = frozenset(("ids", "n", "derived"))

_TREES: "WeakKeyDictionary[Document, tuple[Tree, ...]]" = WeakKeyDictionary()


def declarations(document: Document, tag: str) -> "dict[Element, list[Element]]":
    """Return each refsDecl of the headers that hold for a document, with its parts of a tag."""
    own = document.root.find(f"{{{TEI}}}teiHeader")
    found: dict[Element, list[Element]] = {}
    for header in (*([] if own is None else [own]), *document.headers):
        for declaration in header.iter(_DECLARATION):
            parts = list(declaration.iterchildren(tag))
            if parts:
                found[declaration] = parts
    return found


def trees(document: Document) -> tuple[Tree, ...]:
    """Return the trees of a document, the default one first.

    First those that the header declares, then the ids, then those that are made of @n and by
    counting. A tree with nothing in it is left out, as soon as that is known without listing it.
    """
    found = _TREES.get(document)
    if found is None:
        found = _TREES[document] = listing(document)
    return found


def listing(document: Document) -> tuple[Tree, ...]:
    """Return the trees of a document anew, as its schemes list them."""
    every: Iterable[ModuleType] = (each for each in schemes() if hasattr(each, "trees"))
    return tuple([tree for each in every for tree in each.trees(document)])


def plant(document: Document, known: tuple[Tree, ...]) -> None:
    """Let these be the trees of a document from now on."""
    _TREES[document] = known


def planted(document: Document, scheme: str) -> tuple[Tree, ...]:
    """Return the trees of one scheme anew: `trees` keeps them, and thus the document, for good.

    No other scheme is loaded.
    """
    module = import_module(f"edition.reference.schemes.{scheme}")
    return tuple(module.trees(document))


_DECLARED = {
    "cite_structure": "citeStructure",
    "cref_pattern": "cRefPattern",
    "ref_state": "refState",
}
"""The schemes that need a declaration, in their order, and what declares them."""


def systems(document: Document) -> Iterator[Tree]:
    """Yield the trees of a text's own systems: those of its header, then that of its numbers.

    Without all others, and as they are asked for: no scheme is loaded before its turn. Where the
    trees of the document are known, these are theirs.
    """
    known = _TREES.get(document)
    if known is not None:
        yield from (tree for tree in known if tree.kind in {*_DECLARED.values(), "n"})
        return
    for scheme, tag in _DECLARED.items():
        if declarations(document, f"{{{TEI}}}{tag}"):
            yield from planted(document, scheme)
    yield from planted(document, "numbered")


@lru_cache(maxsize=1)
def schemes() -> tuple[ModuleType, ...]:
    """Return the schemes in the order in which they are asked: each file in schemes/ is one.

    A scheme has NAME and ORDER, and `trees(document)` if it can list references, or
    `resolve(name, document)` if it can find what a name means, or both.
    """
    package = import_module("edition.reference.schemes")
    files = [file for folder in package.__path__ for file in os.listdir(folder)]  # noqa: PTH208
    names = [file.removesuffix(".py") for file in files if file.endswith(".py")]
    found = [import_module(f"{package.__name__}.{name}") for name in names if name[0] not in "_."]
    return tuple(sorted(found, key=_order))


def _order(scheme: ModuleType) -> tuple[int, str]:
    return scheme.ORDER, scheme.NAME
