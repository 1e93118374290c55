"""Numbers: the path of @n along divisions and blocks, `2.1.14`, where no header declares one.

What an edition, a translation or a commentary is as a whole bears the work's name as its @n, which
is no number. A path that several elements have names none of them.
"""

from collections.abc import Iterator

from edition.document import TEI, Document, Element
from edition.reference.tree import Growth, Tree
from edition.reference.unit import Unit

__all__ = ["trees"]

NAME = "n"
ORDER = 50

_TAGS = tuple(
    f"{{{TEI}}}{name}"
    for name in (
        "group text front body back div div1 div2 div3 div4 div5 div6 div7 lg l p ab sp seg s "
        "list item entry table row"
    ).split()
)
_PREFIX = len(TEI) + 2
_WHOLES = frozenset(("edition", "translation", "commentary"))


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of the paths of @n."""
    yield Tree(NAME, NAME, lambda: _grown(document), is_declared=False)


def _grown(document: Document) -> Growth:
    grown = Growth()
    keep, make = grown.units.append, tuple.__new__
    places: dict[Element, tuple[str, int]] = {}
    text = document.root.find(f"{{{TEI}}}text")
    for element in () if text is None else text.iter(*_TAGS):
        n = element.get("n")
        kind = element.get("type")
        if not n or kind in _WHOLES or n.startswith("urn:"):
            continue
        around = element.getparent()
        while around is not None and around not in places:
            around = around.getparent()
        parent, level = ("", 0) if around is None else places[around]
        ref = f"{parent}.{n}" if parent else n
        places[element] = ref, level + 1
        unit = element.get("subtype") or kind or str(element.tag)[_PREFIX:]
        keep(make(Unit, (ref, element, None, unit, level + 1, parent, n, NAME)))
    return grown
