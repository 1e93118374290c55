"""Locator: where a passage stands, in the words of a citation."""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from edition.document import TEI
from edition.tei.derivation import INLINES, LEAVES, depth, reference
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element

__all__ = ["UNITS", "Locator", "Numbered", "place", "spanned", "unit"]

UNITS = {
    "ab": "block", "argument": "argument", "back": "endmatter", "body": "text",
    "castGroup": "group of roles", "castItem": "role", "castList": "list of roles",
    "cit": "citation", "closer": "closing", "def": "definition", "div": "section",
    "docAuthor": "author", "docDate": "date", "docEdition": "edition", "docImprint": "imprint",
    "docTitle": "title", "entryFree": "entry", "etym": "etymology", "front": "preliminaries",
    "fw": "control", "head": "heading", "hom": "homograph", "item": "item", "l": "line",
    "lg": "stanza", "line": "line", "note": "note", "opener": "opening",
    "orgName": "corporate name", "p": "paragraph", "persName": "personal name",
    "placeName": "place name", "q": "quotation", "quote": "quotation", "re": "related entry",
    "rs": "mention", "said": "speech", "salute": "salutation", "seg": "segment",
    "signed": "signature", "sp": "speech", "spGrp": "group of speeches", "stage": "direction",
    "superEntry": "entry", "TEI": "document", "titlePart": "title", "u": "utterance",
    "xr": "cross-reference",
}  # fmt: skip
"""What people call the elements that are cited."""

_LABELLED = {
    "p": "paragraph", "ab": "paragraph", "l": "line", "lb": "line", "line": "line", "lg": "verse",
    "pb": "page", "surface": "page", "cb": "column", "note": "note", "entry": "sub-verbo",
    "milestone": "section",
}  # fmt: skip
_SINGLE = frozenset(("front", "back"))
_UNITS_OF_CSL = frozenset(
    "act appendix book canon chapter column folio line page paragraph part scene section verse "
    "volume".split()
)
"""What CSL has a label for, as @type and @unit name it."""
_OUTSIDE = frozenset("body front back text group TEI standOff teiHeader".split())


class Locator(Value):
    """Where a passage stands, as a citation says it: CSL's label, and the number or numbers."""

    label: str
    value: str


_NOWHERE = Locator("", "")


Numbered = dict["Element", "tuple[Element, str] | None"]
"""The nearest unit that has a number, and that, from an element outwards."""


def place(
    element: "Element", printed: "Callable[[Element], str]", known: Numbered | None = None
) -> Locator:
    """Return the locator of an element: its number, or that of the nearest unit that has one.

    `printed` gives the reference that the text's own system has for an element, if it has one; that
    says more than a number, which may begin anew in each division. What stands in a division that
    is numbered is counted in it, and where nothing is numbered, in the whole text. Who asks for
    many may keep what is `known` of what is around them.
    """
    local = _local(element)
    if _n(element) and _is_of_group(element):
        return Locator("section", f"text {_n(element)}")
    if local in _OUTSIDE:
        return _counted(element)
    number = _number(element, printed) if _is_unit(local) else ""
    if number:
        return _within(element, element, number)
    lines = _lines(element, printed) if _is_spoken(element, local) else _NOWHERE
    if lines.value:
        return lines
    around = _numbered(element.getparent(), printed, {} if known is None else known)
    return _within(element, *around) if around else _counted(element)


def _numbered(
    element: "Element | None", printed: "Callable[[Element], str]", known: Numbered
) -> "tuple[Element, str] | None":
    """Return the nearest unit around that has a number, with that."""
    way: list[Element] = []
    found = None
    while element is not None and (local := _local(element)) not in _OUTSIDE:
        if element in known:
            found = known[element]
            break
        way.append(element)
        number = _number(element, printed) if _is_unit(local) else ""
        if number:
            found = element, number
            break
        element = element.getparent()
    known.update(dict.fromkeys(way, found))
    return found


def spanned(first: Locator, last: Locator) -> Locator:
    """Return the locator of a range; what both ends share is said once, as in 2.1.87–95."""
    if first == last or first.label != last.label:
        return first
    begin, close = first.value, last.value
    if _COUNTED in begin:
        number, blank, rest = begin.partition(" ")
        end, _, other = close.partition(" ")
        return Locator(first.label, f"{number}–{end}{blank}{rest}") if rest == other else first
    stem = begin.rpartition(".")[0]
    if stem and close.rpartition(".")[0] == stem:
        close = close[len(stem) + 1 :]
    return Locator(first.label, f"{begin}–{close}")


_COUNTED = "(counted)"
_WITHIN = INLINES | LEAVES | {"head", "zone", "surfaceGrp"}
"""What is cited by the place that it stands in."""


def _is_unit(local: str) -> bool:
    return local in _LABELLED or local.startswith("div")


def _n(element: "Element") -> str:
    """Return an element's number; the name of a whole text is none."""
    number = element.get("n", "")
    return "" if number.startswith(("urn:", "http")) else " ".join(number.split())


def _number(element: "Element", printed: "Callable[[Element], str]") -> str:
    """Return an element's number: its reference, if the text has a system of them, else its own."""
    own = _n(element)
    if _local(element) in {"pb", "surface", "cb"}:  # pages are counted through the whole book
        return re.sub(r"^(?:pp?|S|ff?|fol|Bl|col|Sp)\.\s*", "", own)
    if _local(element) == "entry":
        return own or _headword(element)
    said = printed(element) or own
    above = said.removesuffix(f".{own}")
    return own if own and above != said and own.startswith(f"{above}.") else said


def _headword(entry: "Element") -> str:
    found = entry.find(f"{{{TEI}}}form/{{{TEI}}}orth")
    return "" if found is None else " ".join("".join(map(str, found.itertext())).split())


def _is_spoken(element: "Element", local: str) -> bool:
    """Whether an element is cited by its lines: a speech, prose in one, a stanza."""
    if local in {"sp", "lg"}:
        return True
    around = element.getparent() if local in {"p", "ab"} else None
    return around is not None and _local(around) == "sp"


def _lines(element: "Element", printed: "Callable[[Element], str]") -> Locator:
    """Return the first and the last numbered line of a speech or a stanza."""
    inner = element.iter(f"{{{TEI}}}l", f"{{{TEI}}}lb")
    numbered = [each for each in inner if _n(each) and (_local(each) == "l" or "." in _n(each))]
    ends = [Locator("line", _number(each, printed)) for each in numbered[:1] + numbered[-1:]]
    return spanned(*ends) if ends else _NOWHERE


def _label(element: "Element", number: str) -> str:
    """Return what CSL calls a unit, by its own type if that is one of CSL's."""
    local = _local(element)
    if local in {"pb", "surface"}:
        return "folio" if re.fullmatch(r"[0-9]+[a-z]?[rv]", number) else "page"
    if local in _LABELLED and local != "milestone":
        return "verse" if element.get("type") == "verse" else _LABELLED[local]
    stated = (element.get(name, "") for name in ("unit", "subtype", "type"))
    return next((kind for kind in stated if kind in _UNITS_OF_CSL), "section")


def _within(element: "Element", around: "Element", number: str) -> Locator:
    """Return the place of an element in a numbered unit, in which it is counted if it is a block.

    A division's heading, and what alone is in it, are as good as the division.
    """
    label = _label(around, number)
    is_whole = not _local(around).startswith("div") and _local(element) != "note"
    steps = [] if around is element or is_whole else _steps(element, around)
    if not steps or (steps[-1][1] == "1" and len(steps) == 1 and _is_alone(element, around)):
        return Locator(label, number)
    *outer, (name, count) = steps
    if name in _LABELLED:
        of = _of(reversed([(label, number), *outer]))
        return Locator(_LABELLED[name], f"{count}{of} {_COUNTED}")
    return Locator(label, f"{number} {_words(steps)} {_COUNTED}")


def _is_alone(element: "Element", around: "Element") -> bool:
    return len(list(islice(around.iter(str(element.tag)), 2))) == 1


def _steps(element: "Element", around: "Element | None" = None) -> list[tuple[str, str]]:
    """Return the steps of a derived reference, below an element around it, down to a block."""
    parts = (reference(element) or _text_of_group(element)).removeprefix("~").split(".")
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if around is not None and pairs:
        pairs = pairs[-depth(element, around) :]
    while pairs and (pairs[-1][0] in _WITHIN):
        pairs.pop()
    return pairs


def _is_of_group(element: "Element") -> bool:
    around = element.getparent()
    return _local(element) == "text" and around is not None and _local(around) == "group"


def _text_of_group(element: "Element") -> str:
    """Return the steps to a text with an id: one of a group is never cited as the whole of it."""
    group = element.getparent()
    if group is None or not _is_of_group(element):
        return ""
    number = 1 + sum(1 for _ in element.itersiblings(str(element.tag), preceding=True))
    return ".".join(filter(None, (reference(group), f"text.{number}")))


def _counted(element: "Element") -> Locator:
    """Return the place of what nothing around it gives a number, by its derived reference.

    That it is in the one division that there is says nothing.
    """
    found = ((_steps(each), each) for each in (element, *element.iterancestors()))
    steps, at = next(((steps, at) for steps, at in found if steps), ([], element))
    is_only = len(steps) == 1 and at.getnext() is None and at.getprevious() is None
    if not steps or (is_only and steps[0][0].startswith("div")):
        return _NOWHERE
    *outer, (name, count) = steps
    if _is_unit(name):
        return Locator(_LABELLED.get(name, "section"), f"{count}{_of(reversed(outer))} {_COUNTED}")
    divisions = [number for name, number in steps if name.startswith("div")]
    rest = [step for step in steps if not step[0].startswith("div")]
    return Locator("section", f"{'.'.join(divisions)} {_words(rest)} {_COUNTED}".strip())


def _of(steps: Iterable[tuple[str, str]]) -> str:
    return "".join(f" of {_words([step])}" for step in steps)


def _words(steps: Iterable[tuple[str, str]]) -> str:
    said = (
        UNITS[name] if name in _SINGLE else f"{UNITS.get(name, name)} {count}"
        for name, count in steps
    )
    return " ".join(said)


def unit(element: "Element") -> str:
    """Return what an element is: paragraph, speech, line …; of a segment, what its type says."""
    local = _local(element)
    if local == "seg" and element.get("type"):
        return str(element.get("type"))
    return UNITS.get(local, local)


def _local(element: "Element") -> str:
    return str(element.tag)[len(TEI) + 2 :]
