"""Coverage: which elements the templates of a format render, read from the templates themselves."""

import re
from collections.abc import Iterator
from pathlib import Path

from edition.document import Element
from edition.stylesheet import XSL, linked
from edition.value import Value

__all__ = ["OMISSION", "Rendering", "matched", "renderings"]

OMISSION = "omission"
"""The stem of the module whose templates leave out on purpose what they match."""

_TEMPLATE = f"{{{XSL}}}template"
_PREDICATE = r"\[[^\[\]]*\]"


class Rendering(Value):
    """An element, and the sheets whose templates match it: in the text itself, in other modes."""

    element: str
    sheets: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Whether the element is rendered, or left out on purpose."""
        stems = {sheet.rpartition("/")[2].removesuffix(".xsl") for sheet in self.sheets}
        return "rendered" if stems != {OMISSION} or self.others else "omitted"


def renderings(folders: tuple[Path, ...], sheet: str) -> dict[str, Rendering]:
    """Return the renderings of all elements that the templates of an entry sheet name.

    Raises Refused for a sheet that cannot be read.
    """
    text: dict[str, dict[str, None]] = {}
    modes: dict[str, dict[str, None]] = {}
    for name, root in linked(folders, sheet).items():
        for element, mode in matched(root):
            (modes if mode else text).setdefault(element, {})[name] = None
    return {
        element: Rendering(element, tuple(text.get(element, ())), tuple(modes.get(element, ())))
        for element in sorted({*text, *modes})
    }


def matched(sheet: Element) -> Iterator[tuple[str, str]]:
    """Yield the name of each element that a template of a sheet matches, and the template's mode.

    Of `tei:p//tei:stage[@type]` that is stage.
    """
    for template in sheet.iterchildren(_TEMPLATE):
        pattern = template.get("match", "")
        while pattern != (shorter := re.sub(_PREDICATE, "", pattern)):
            pattern = shorter
        for alternative in pattern.split("|"):
            step = alternative.strip().rpartition("/")[2]
            if re.fullmatch(r"[\w-]+:[\w.-]+", step):
                yield step.rpartition(":")[2], template.get("mode", "")
