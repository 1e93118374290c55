"""Marking: what a finished page shows across the borders of its elements.

A stylesheet says of a stretch that was deleted, added or damaged only where it begins and ends, of
a break only that it does not end a word, of a token on which side it is joined; and a soft hyphen
may stand anywhere in a text. All are seldom: pages are asked for signs of them when they are
written, and only who has some is walked through.
"""

from lxml import etree

from edition.document.tree import Element

__all__ = ["mark"]

_UNTIL = "data-until"
_SOFT = "\xad"
_SPACE = " \t\r\n"
_BEGINNINGS = etree.XPath(f"descendant::*[@{_UNTIL}][1]")
_JOINED = etree.XPath("descendant::span[@data-join]")
_WITHIN_WORDS = etree.XPath("descendant::span[@data-break = 'no']")
_HYPHENATED = etree.XPath(f"descendant::text()[contains(., '{_SOFT}')]")
_STRETCHES = {
    "delSpan": ("del", "source"),
    "addSpan": ("ins", ""),
    "damageSpan": ("span", "damage"),
}
_BLOCKS = frozenset(
    "blockquote div dl figure h1 h2 h3 h4 h5 h6 hgroup li ol p section table tr ul".split()
)
_BREAKS = frozenset({"lb", "pb", "cb", "gb"})
_INTERFACE = frozenset({"button", "script", "style"})
_OURS = frozenset(
    {("a", "number"), ("a", "call"), ("a", "call opens"), ("a", "back"), ("div", "legend")}
)


def mark(page: Element) -> None:
    """Mark the words of every stretch as what they are, and the soft hyphens as the source's.

    What was deleted is `del class="source"`, so that the reading goes without it, and so is each
    part of the page that lies wholly within, and each call: its class says `source`, too. No white
    space is left around a break that does not end a word, nor between tokens that are joined.
    """
    if _BEGINNINGS(page):
        stretches = _Stretches(page)
        for element, is_tail, names in stretches.texts:
            _wrap(element, names, is_tail=is_tail)
        for element in stretches.deleted:
            kinds = element.get("class", "").split()
            element.set("class", " ".join(dict.fromkeys([*kinds, "source"])))
    for element in _WITHIN_WORDS(page):
        _close_before(element)
        _close_behind(element)
    for element in _JOINED(page):
        side = element.attrib.pop("data-join")
        if side != "right":
            _close_before(element)
        if side != "left":
            _close_behind(element)
    for text in _HYPHENATED(page):
        element = text.getparent()
        if text.is_tail or not _is_interface(element):
            _set_hyphens(element, str(text), is_tail=text.is_tail)


class _Stretches:
    """What lies between the beginnings of stretches and their ends: texts, and whole elements."""

    def __init__(self, page: Element) -> None:
        self.texts: list[tuple[Element, bool, tuple[str, ...]]] = []
        self.deleted: list[Element] = []
        self._open: dict[str, str] = {}
        self._around: list[tuple[Element, frozenset[str]]] = []
        for event, element in etree.iterwalk(page, events=("start", "end")):
            if event == "start":
                self._begin(element)
            else:
                self._end(element)

    def _begin(self, element: Element) -> None:
        self._open.pop(element.get("id", ""), None)
        self._around.append((element, self._deletions()))
        self._add(element, is_tail=False)

    def _end(self, element: Element) -> None:
        is_ours = self._is_interface()
        _, before = self._around.pop()
        is_call = "call" in element.get("class", "").split()
        is_whole = is_call if is_ours else element.tag in _BLOCKS
        if before & self._deletions() and is_whole:
            self.deleted.append(element)
        until = element.attrib.pop(_UNTIL, "")
        if until:
            self._open[str(until)] = element.get("class", "")
        self._add(element, is_tail=True)

    def _deletions(self) -> frozenset[str]:
        return frozenset(until for until, name in self._open.items() if name == "delSpan")

    def _add(self, element: Element, *, is_tail: bool) -> None:
        text = element.tail if is_tail else element.text
        is_said = self._open and text and not text.isspace()
        if is_said and not self._is_interface():
            self.texts.append((element, is_tail, tuple(self._open.values())))

    def _is_interface(self) -> bool:
        return any(_is_interface(around) for around, _ in self._around)


def _is_interface(element: Element) -> bool:
    return element.tag in _INTERFACE or (element.tag, element.get("class")) in _OURS


def _wrap(element: Element, names: tuple[str, ...], *, is_tail: bool) -> None:
    """Put a text into one element for each stretch that it lies in."""
    inner = outer = None
    for name in names:
        tag, kind = _STRETCHES[name]
        made = element.makeelement(tag, {"class": kind} if kind else {}, None)
        if inner is not None:
            inner.append(made)
        inner, outer = made, made if outer is None else outer
    if inner is None or outer is None:
        return
    if is_tail:
        inner.text, element.tail = element.tail, None
        element.addnext(outer)
    else:
        inner.text, element.text = element.text, None
        element.insert(0, outer)


def _close_behind(at: Element) -> None:
    """Take the white space away behind an element, and that which breaks there stand for."""
    here: Element | None = at
    while here is not None:
        here.tail = (here.tail or "").lstrip(_SPACE)
        here = _emptied(None if here.tail else here.getnext())


def _close_before(at: Element) -> None:
    """Take the white space away before an element, and that which breaks there stand for."""
    here: Element | None = at
    while here is not None:
        before, around = here.getprevious(), here.getparent()
        if before is not None:
            before.tail = (before.tail or "").rstrip(_SPACE)
        elif around is not None:
            around.text = (around.text or "").rstrip(_SPACE)
        here = _emptied(None if before is None or before.tail else before)


def _emptied(place: Element | None) -> Element | None:
    """Return a break without its white space; nothing for what is none, or closes up itself."""
    if place is None or place.get("class") not in _BREAKS or place.get("data-break"):
        return None
    place.text = (place.text or "").strip(_SPACE)
    return place


def _set_hyphens(element: Element, text: str, *, is_tail: bool) -> None:
    """Set each soft hyphen of a text apart, as what only the source has."""
    first, *rest = text.split(_SOFT)
    if is_tail:
        element.tail = None
    else:
        element.text = first
    for part in reversed(rest):
        hyphen = element.makeelement("span", {"class": "source soft"}, None)
        hyphen.text, hyphen.tail = _SOFT, part
        if is_tail:
            element.addnext(hyphen)
        else:
            element.insert(0, hyphen)
    if is_tail:
        element.tail = first
