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
_WHOLES = frozenset(("edition", "translation", "commentary"))


def trees(document: Document) -> Iterator[Tree]:
    """Yield the tree of the paths of @n."""
    yield Tree(NAME, NAME, lambda: _grown(document), is_declared=False)


def _grown(document: Document) -> Growth:
    grown = Growth()
    places: dict[Element, Unit] = {}
    text = document.root.find(f"{{{TEI}}}text")
    for element in () if text is None else text.iter(*_TAGS):
        n = element.get("n")
        if not n or n.startswith("urn:") or element.get("type") in _WHOLES:
            continue
        around = next((each for each in element.iterancestors() if each in places), None)
        above = places[around] if around is not None else Unit("", element, level=0)
        ref = f"{above.ref}.{n}" if above.ref else n
        local = str(element.tag).rpartition("}")[2]
        unit = element.get("subtype") or element.get("type") or local
        places[element] = Unit(ref, element, None, unit, above.level + 1, above.ref, n, NAME)
        grown.units.append(places[element])
    return grown
