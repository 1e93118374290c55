"""Survey: what preparation has to know of a tree, found in one walk.

To walk through a tree is to fetch it into memory, which takes longer than to look at it.
"""

from collections import defaultdict
from collections.abc import Iterable

from edition.document import TEI
from edition.document.tree import Element
from edition.preparation.block import BLOCKS
from edition.tei.groundwork import SOUGHT
from edition.tei.register import ENTRIES

__all__ = ["HEAD", "LANG", "Survey"]

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEAD, _HEADER, _DATE = (f"{{{TEI}}}{name}" for name in ("head", "teiHeader", "date"))
_KEPT = frozenset({*SOUGHT, HEAD, _HEADER, _DATE, *(f"{{{TEI}}}{name}" for name in ENTRIES)})


class Survey:
    """What there is in some trees, in document order.

    `found` are elements by their tags, of those tags that something is done for; `blocks_in`, what
    holds what HTML takes for a block; `pointing`, what has @ref, and dates with @corresp; `tagged`,
    what has xml:lang; `looking`, what has @rendition or @style; `of_header` and `of_texts`, the
    tags of all that stands in the header, and elsewhere.
    """

    def __init__(self, *roots: Element) -> None:
        self.found: dict[str, list[Element]] = defaultdict(list)
        self.blocks_in: set[Element | None] = set()
        self.pointing: list[Element] = []
        self.tagged: list[Element] = []
        self.looking: list[Element] = []
        self.of_header: set[str] = set()
        self.of_texts: set[str] = set()
        self._look(roots, self.of_texts)
        for part in (part for root in roots for part in root.iterchildren("*")):
            tags = self.of_header if part.tag == _HEADER else self.of_texts
            self._look(part.iter("*"), tags)

    def _look(self, elements: Iterable[Element], tags: set[str]) -> None:
        found, blocks_in = self.found, self.blocks_in
        for element in elements:
            tag: str = element.tag  # type: ignore[assignment]  # no comment is among them
            tags.add(tag)
            if tag in _KEPT:
                found[tag].append(element)
            if tag in BLOCKS:
                blocks_in.add(element.getparent())
            names = element.keys()
            if not names:
                continue
            if "ref" in names or (tag == _DATE and "corresp" in names):
                self.pointing.append(element)
            if LANG in names:
                self.tagged.append(element)
            if "rendition" in names or "style" in names:
                self.looking.append(element)
