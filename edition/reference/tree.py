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
    from edition.document.tree import Element

__all__ = [
    "Growth",
    "Omission",
    "Tree",
    "declarations",
    "declared",
    "listing",
    "named",
    "plant",
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
    """What a scheme lists: units, what ought to be one but has no reference, and vain declarations.

    `idle` are the parts of a declaration that find nothing, each with the unit that it is of.
    """

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.omissions: list[Omission] = []
        self.idle: list[tuple[Element, str]] = []


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
    return str(_declared_by([declaration])[0].NAME) != kind


_DECLARATION = f"{{{TEI}}}refsDecl"
_OURS = frozenset(("ids", "n", "derived"))
_SCHEMES = "edition.reference.schemes"

_TREES: "WeakKeyDictionary[Document, tuple[Tree, ...]]" = WeakKeyDictionary()


def declarations(document: Document, tag: str) -> "dict[Element, list[Element]]":
    """Return each refsDecl of the headers that hold for a document, with its parts of a tag."""
    found = {each: list(each.iterchildren(tag)) for each in _all_declarations(document)}
    return {declaration: parts for declaration, parts in found.items() if parts}


def _all_declarations(document: Document) -> "Iterator[Element]":
    own = document.root.find(f"{{{TEI}}}teiHeader")
    for header in (*([] if own is None else [own]), *document.headers):
        yield from header.iter(_DECLARATION)


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


def declared(document: Document) -> Iterator[Tree]:
    """Yield the trees that the headers declare, anew: `trees` keeps them, and thus the document.

    A scheme's file is called like the element that declares it, cite_structure like citeStructure,
    so that no other scheme is loaded.
    """
    for scheme in _declared_by(_all_declarations(document)):
        yield from scheme.trees(document)


def _declared_by(declarations: "Iterable[Element]") -> list[ModuleType]:
    """Return the schemes of what some refsDecl hold, in their order."""
    tags = {str(part.tag) for each in declarations for part in each.iterchildren(f"{{{TEI}}}*")}
    said = {tag.rpartition("}")[2].lower() for tag in tags}
    return _loaded(file for file in _files() if file.replace("_", "") in said)


def systems(document: Document) -> Iterator[Tree]:
    """Yield the trees of a text's own systems: those of its header, then that of its numbers.

    Without all others, and as they are asked for. Where the trees of the document are known, these
    are theirs.
    """
    known = _TREES.get(document)
    if known is not None:
        yield from (each for each in known if each.kind == "n" or _is_system(each))
        return
    yield from declared(document)
    yield from import_module(f"{_SCHEMES}.numbered").trees(document)


def _is_system(tree: Tree) -> bool:
    return tree.is_declared and tree.kind != "ids"


@lru_cache(maxsize=1)
def schemes() -> tuple[ModuleType, ...]:
    """Return the schemes in the order in which they are asked: each file in schemes/ is one.

    A scheme has NAME and ORDER, and `trees(document)` if it can list references, or
    `resolve(name, document)` if it can find what a name means, or both.
    """
    return tuple(_loaded(_files()))


def _files() -> tuple[str, ...]:
    """Return the names of the files in schemes/."""
    package = import_module(_SCHEMES)
    files = [file for folder in package.__path__ for file in os.listdir(folder)]  # noqa: PTH208
    names = [file.removesuffix(".py") for file in files if file.endswith(".py")]
    return tuple([name for name in names if name[0] not in "_."])


def _loaded(files: Iterable[str]) -> list[ModuleType]:
    """Return schemes by the names of their files, in their order."""
    return sorted([import_module(f"{_SCHEMES}.{file}") for file in files], key=_order)


def _order(scheme: ModuleType) -> tuple[int, str]:
    return scheme.ORDER, scheme.NAME
