"""Kinds: the ten kinds of slips, by their names."""

import re
from collections.abc import Callable
from random import Random

from .displacement import deletion, missing_child, swap, wrong_nesting
from .miswriting import stray_text, value_slip, wrong_attribute, wrong_namespace
from .slip import Slip, is_tei, lines_of, local, renamed, slipped
from .source import Edited, Source
from .spelling import misspelt

_IDS = re.compile(rb"""\s(?:xml:id|xmlns(?::\w+)?)\s*=\s*("[^"]*"|'[^']*')""")

Maker = Callable[[Source, Random], "Slip | None"]


class Slips:
    """The ten kinds; what is inserted is taken from the other documents."""

    def __init__(self, sources: list[Source]) -> None:
        self._names = sorted({local(node.tag) for source in sources for node in source.nodes})
        self._spare = _spare_elements(sources)
        self.kinds: dict[str, Maker] = {
            "misspelling": self.misspelling,
            "swap": swap,
            "deletion": deletion,
            "insertion": self.insertion,
            "wrong attribute": wrong_attribute,
            "wrong value": value_slip,
            "stray text": stray_text,
            "wrong namespace": wrong_namespace,
            "wrong nesting": wrong_nesting,
            "missing child": missing_child,
        }

    def misspelling(self, source: Source, random: Random) -> Slip | None:
        node = source.pick(random, is_tei)
        if node is None:
            return None
        wrong = misspelt(node.tag, random)
        if wrong in self._names or not wrong[0].isalpha():
            return None
        edited = Edited(source, *renamed(node, node.tag, wrong))
        what = f"<{node.tag}> became <{wrong}>"
        lines = lines_of(edited.line(node.start))
        claim = f'element "{wrong}" not allowed'
        return slipped("misspelling", edited, node, what, lines, {node.tag}, claim=claim)

    def insertion(self, source: Source, random: Random) -> Slip | None:
        node = source.pick(random, lambda node: node.parent is not None and is_tei(node))
        if node is None:
            return None
        name = random.choice(sorted(self._spare))
        new = random.choice(self._spare[name])
        at, gap = node.start, source.gap(node.start)
        edited = Edited(source, (at, at, new + gap))
        what = f"<{name}> put before <{node.tag}>"
        claim = f'element "{name}" not allowed'
        lines = lines_of(edited.line(at, new=True))
        return slipped("insertion", edited, node, what, lines, {name}, claim=claim)


def _spare_elements(sources: list[Source]) -> dict[str, list[bytes]]:
    """Return short elements of all documents by name, without what must not stand twice."""
    found: dict[str, list[bytes]] = {}
    for source in sources:
        for node in source.nodes:
            new = _IDS.sub(b"", source.written(node))
            if len(new) < 300 and b":" not in new and b"&" not in new and b"\n" not in new:
                found.setdefault(node.tag, []).append(new)
    return {name: sorted(set(all_of))[:20] for name, all_of in found.items()}
