"""Coverage: which elements the templates of a format render, read from the templates themselves."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Severity
from edition.document import TEI, Document, Element
from edition.stylesheet.source import XSL, sources
from edition.suggestion import nearest
from edition.tei import vocabulary
from edition.tei.derivation import texts
from edition.value import Value

__all__ = ["OMISSION", "Rendering", "matched", "renderings", "unhandled"]

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
    for name, root in sources(folders, sheet):
        for element, mode in matched(root):
            (modes if mode else text).setdefault(element, {})[name] = None
    return {
        element: Rendering(element, tuple(text.get(element, ())), tuple(modes.get(element, ())))
        for element in sorted({*text, *modes})
    }


def unhandled(document: Document, folders: tuple[Path, ...], sheet: str) -> Iterator[Diagnostic]:
    """Yield a finding for each name of a text that neither TEI nor a template of a sheet knows."""
    occurring = document.root.get(vocabulary.OCCURRING)
    if occurring is not None and all(map(_is_known, occurring.split())):
        return
    outermost = texts(document.root)
    found = Counter([each.tag for text in outermost for each in text.iter("*")])
    names = {str(tag): str(tag).removeprefix(f"{{{TEI}}}") for tag in found}
    strange = {tag: name for tag, name in names.items() if not _is_known(name)}
    known = renderings(folders, sheet) if strange else {}
    for tag, name in strange.items():
        if name.rpartition("}")[2] not in known:
            first = next(each for text in outermost for each in text.iter(tag))
            yield _told(document.locate(first), name, found[tag])


_HANDLED = ("{http://www.tei-c.org/ns/Examples}", "{http://www.w3.org/1998/Math/MathML}")


def _is_known(name: str) -> bool:
    return vocabulary.is_known(name) or name.startswith(_HANDLED)


def _told(location: Location, name: str, count: int) -> Diagnostic:
    often = f", {count} times" if count > 1 else ""
    near = [] if "}" in name else nearest(name, vocabulary.names(), most=1)
    meant = f"Did you mean {near[0]}? If not, say" if near else "Say"
    return Diagnostic(
        location,
        "unhandled-element",
        Severity.INFO,
        f"“{name}” is no element of TEI and has no template{often}: its words stand as they come.",
        f"{meant} in a template of the project's xslt/html.xsl how it is to be shown.",
    )


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
