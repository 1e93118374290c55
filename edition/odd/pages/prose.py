"""Prose: what an ODD says of a thing in one language, as elements of TEI that a page can hold."""

from collections.abc import Iterator
from functools import lru_cache

from edition.document import XML_ID, Element
from edition.language import direction, tag
from edition.odd.naming import TEI, XML
from edition.odd.pages.markup import alone, made
from edition.tei.wording import text_of

__all__ = ["Prose", "same"]

_LANG = f"{XML}lang"
_SECOND = "en"
_OF_NONE = {None, "", "und", "mul", "zxx"}
_SHORT = 140


class Prose:
    """The language that a documentation is written in; what is not said in it is said in another.

    English comes next, as TEI has everything in it, then whatever there is.
    """

    def __init__(self, language: str, own: str, around: str) -> None:
        self.language = language
        self.around = around
        """The language of the page around the prose, which prose of another one says it is in."""
        self.own = own or language
        """The language of what names none: that of the ODD."""
        self._summaries: dict[Element, tuple[str, str]] = {}

    def all_said(self, holder: Element, *names: str) -> list[Element]:
        """Return copies of the children of some names, in the first language that has any."""
        return [self._copy(child) for child in self._said(holder, *names)]

    def summed(self, holder: Element) -> list[Element]:
        """Return gloss and description in one line, with its language; nothing of nothing."""
        if holder not in self._summaries:
            self._summaries[holder] = self._summary(holder)
        words, language = self._summaries[holder]
        return [made("summary", {"e-lang": language}, text=words)] if words else []

    def warned(self, holder: Element) -> str:
        """Return why something will be dropped; nothing where that is not said."""
        found = holder.iterfind(f"{TEI}desc[@type='deprecationInfo']")
        return " ".join(map(text_of, self._chosen(list(found))))

    def _summary(self, holder: Element) -> tuple[str, str]:
        """Return a line that is short enough for a list, and its language if it is another."""
        said = [*self._said(holder, "gloss")[:1], *self._said(holder, "desc")[:1]]
        whole = ": ".join(filter(None, map(text_of, said)))
        if len(whole) > _SHORT:
            whole = whole[: whole.rfind(" ", 0, _SHORT)].rstrip(" ,;:") + " …"
        stated = tag(said[-1].get(_LANG, self.own)) if said else ""
        return whole, "" if same(stated, self.around) else stated

    def _said(self, holder: Element, *names: str) -> list[Element]:
        found = [
            child
            for child in holder.iterchildren(*(f"{TEI}{name}" for name in names))
            if child.get("type") != "deprecationInfo"
        ]
        return self._chosen(found) if found else found

    def _chosen(self, found: list[Element]) -> list[Element]:
        """Return those of the first language that has any; what is of none goes with each."""
        languages = [each.get(_LANG) for each in found]
        for wanted in (self.language, _SECOND, *languages):
            if any(self._is(language, wanted) for language in languages):
                return [
                    each
                    for each, language in zip(found, languages, strict=True)
                    if language in {"und", "mul", "zxx"} or self._is(language, wanted)
                ]
        return found

    def _is(self, language: str | None, wanted: str | None) -> bool:
        if language in {None, ""}:
            return wanted in _OF_NONE or same(self.own, wanted)
        return wanted not in _OF_NONE and same(str(language), wanted)

    def _copy(self, element: Element) -> Element:
        """Return a copy whose parts of another language say so, without ids of their own."""
        copy = alone(element)
        for part in _of_tei(copy):
            part.attrib.pop(XML_ID, None)
            stated = tag(part.get(_LANG, self.own if part is copy else ""))
            if stated and not (part is copy and same(stated, self.around)):
                part.set("e-lang", stated)
                if direction(stated) != direction(self.around):
                    part.set("e-dir", direction(stated))
        return copy


def _of_tei(root: Element) -> Iterator[Element]:
    return root.iter(f"{TEI}*")


@lru_cache(maxsize=1000)
def same(one: str, other: str | None) -> bool:
    """Whether two tags are of one language; a script or region that both name has to agree."""
    return other is not None and (
        one.lower() == other.lower()
        or one.partition("-")[0].lower() == other.lower()
        or other.partition("-")[0].lower() == one.lower()
    )
