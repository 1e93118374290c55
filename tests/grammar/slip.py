"""One slip in the bytes of a document, with what a good message would say of it."""

from dataclasses import dataclass

from .source import Edit, Edited, Node, Source


@dataclass(frozen=True)
class Slip:
    """A document with one slip in it.

    A good finding is on one of `lines` and has of each of `words` at least one. `shape` is what
    the slip has in common with others like it. jing has to say `claim`, if there is one, for the
    slip to be of its kind; and where `asks_jing`, the names that jing wants are good words too.
    """

    kind: str
    source: str
    what: str
    shape: str
    data: bytes
    lines: frozenset[int]
    words: tuple[frozenset[str], ...]
    claim: str = ""
    asks_jing: bool = False


def slipped(  # noqa: PLR0913  (the fields of a slip)
    kind: str,
    edited: Edited,
    node: Node,
    what: str,
    lines: frozenset[int],
    *words: set[str],
    claim: str = "",
    asks_jing: bool = False,
) -> Slip:
    """Return the slip that the edits are; its shape is what became of a node of this parent."""
    shape = f"{node.parent.tag if node.parent is not None else ''}/{what}"
    wanted = tuple(map(frozenset, words))
    return Slip(kind, edited.name, what, shape, edited.data, lines, wanted, claim, asks_jing)


def lines_of(*lines: int) -> frozenset[int]:
    return frozenset(lines)


def local(tag: str) -> str:
    return tag.rpartition(":")[2]


def is_tei(node: Node) -> bool:
    return ":" not in node.tag


def next_to(node: Node) -> Node | None:
    if node.parent is None:
        return None
    place = node.parent.children.index(node) + 1
    return node.parent.children[place] if place < len(node.parent.children) else None


def before(node: Node) -> Node | None:
    if node.parent is None:
        return None
    place = node.parent.children.index(node)
    return node.parent.children[place - 1] if place else None


def children_of(node: Node | None) -> list[Node]:
    return node.children if node is not None else []


def is_alone(source: Source, node: Node) -> bool:
    parent = node.parent
    return parent is not None and len(parent.children) == 1 and not source.has_words(parent)


def renamed(node: Node, old: str, new: str) -> list[Edit]:
    length = len(old.encode())
    edits = [(node.start + 1, node.start + 1 + length, new.encode())]
    if not node.is_closed_at_once:
        edits.append((node.outside + 2, node.outside + 2 + length, new.encode()))
    return edits
