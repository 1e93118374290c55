"""Numbering: how pages, lines and divisions are counted by their @n, and where the count is off."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from weakref import WeakKeyDictionary

from edition.document import TEI, Document, Element
from edition.numeral import number, written
from edition.tei.attribute import attributes
from edition.value import Value

__all__ = ["Slip", "slips"]

_PB, _L, _LB, _DIV, _TEXT, _FLOATING, _MILESTONE, _SP = (
    f"{{{TEI}}}{name}" for name in "pb l lb div text floatingText milestone sp".split()
)
_KINDS: dict[object, str] = {_PB: "page", _L: "line", _LB: "line", _DIV: "division"}
_PAGES, _LINES = (_PB,), (_L, _LB)

_ASIDE = frozenset(
    f"{{{TEI}}}{name}"
    for name in "app choice subst del add note quote q cit epigraph floatingText teiHeader".split()
)
"""What is told twice, or told from elsewhere: numbers in it are not those of the text around."""

_TWICE = frozenset(f"{{{TEI}}}{name}" for name in "app choice subst teiHeader".split())
"""For pages that is less: they go on through quotations and notes."""

_LOST = frozenset(f"{{{TEI}}}{name}" for name in ("gap", "space", "ellipsis"))
_WITHIN_LINES = frozenset("char character letter sign syllable word mm cm in em".split())
"""Units in which less is lost than what is counted here."""

_PARTS = frozenset("IMFY")
_FEWEST = 4
_REGULAR = 0.8
"""The share of steps that have to be equal before a number can be called wrong."""

_MOST_SKIPPED = 10
"""A wider gap is no slip: the rest is elsewhere, or left out on purpose."""

_MOST_LINES = 5
_LONGEST = 18  # of two numbers together: Python refuses to read thousands of digits

_Counted = tuple[int, str | None]
"""The number of an element among all, and its @n."""

_Item = tuple[Element, str, int | None, bool]
"""An element, its number's prefix with its style, the number (None: not countable), and whether
others of its kind before it bear no number."""


class Slip(Value):
    """A number that does not fit: `kind` is repeated, skipped or misplaced; `after` is before it.

    `expected` is what the step of the numbers around it asks for.
    """

    kind: str
    element: Element
    of: str
    after: Element
    expected: str


_FOUND: "WeakKeyDictionary[Document, tuple[Slip, ...]]" = WeakKeyDictionary()


def slips(document: Document) -> tuple[Slip, ...]:
    """Return the numbers of pages, lines and divisions that are repeated, skipped or misplaced.

    A count may begin anew, go on in another style (roman, folio) or with another prefix, and be
    silent for a while; only numbers amid a regular count are judged. Where lines are skipped again
    and again, the count is that of another edition, and is let be.
    """
    found = _FOUND.get(document)
    if found is None:
        counted = _series(document) if attributes(document).bears("n") else ()
        every = [slip for together in counted for slip in _slips(together, document.elements)]
        lines = sum(slip.of == "line" and slip.kind == "skipped" for slip in every)
        if lines > _MOST_LINES:
            every = [slip for slip in every if slip.of != "line" or slip.kind != "skipped"]
        found = _FOUND[document] = tuple(every)
    return found


def _series(document: Document) -> Iterator[list[_Counted]]:
    """Yield what is counted together: pages of a text, lines of a division, divisions of a parent.

    Pages and lines are kept apart by @ed, divisions by @type and @subtype.
    """
    of = attributes(document)
    texts = of.numbers(_TEXT, _FLOATING)
    for tags, borders in ((_LINES, sorted([*texts, *of.numbers(_DIV)])), (_PAGES, texts)):
        counted = sorted(chain.from_iterable([of.stated(tag, "n") for tag in tags]))
        marked = [of.stated(tag, "ed") for tag in tags] if of.bears("ed") else []
        editions = dict(chain.from_iterable(marked))
        for together in _parted(counted, borders):
            yield from _grouped(together, editions.get) if editions else [together]
    divisions = of.stated(_DIV, "n")
    yield from _grouped(divisions, lambda number: _siblings(document.elements[number]))


def _parted(counted: list[_Counted], borders: list[int]) -> Iterator[list[_Counted]]:
    """Yield what stands between two borders."""
    start = 0
    for border in borders:
        end = bisect_left(counted, (border,), start)
        yield counted[start:end]
        start = end
    yield counted[start:]


def _grouped(counted: list[_Counted], key: Callable[[int], object]) -> Iterable[list[_Counted]]:
    found: defaultdict[object, list[_Counted]] = defaultdict(list)
    for each in counted:
        found[key(each[0])].append(each)
    return found.values()


def _siblings(division: Element) -> tuple[Element | None, str, str]:
    kind, subkind = division.get("type", ""), division.get("subtype", "")
    return division.getparent(), kind.casefold(), subkind.casefold()


def _is_regular(numbers: list[str]) -> bool:
    """Whether each number is the next one, as nearly always: so it need not be taken apart."""
    if len(numbers) < _FEWEST:
        return True
    first, second = numbers[:2]
    if not (first.isdecimal() and second.isdecimal() and len(first + second) < _LONGEST):
        return False
    begin, step = int(first), int(second) - int(first)
    return step > 0 and numbers == list(map(str, range(begin, begin + step * len(numbers), step)))


def _items(together: list[tuple[Element, str | None]]) -> list[_Item]:
    items: list[_Item] = []
    is_after_gap = False
    for element, n in together:
        if n is not None:
            items.append((element, *number(n), is_after_gap))
        is_after_gap = n is None
    return items


def _slips(together: list[_Counted], elements: list[Element]) -> Iterator[Slip]:
    if len(together) < _FEWEST or _is_regular([n for _, n in together if n is not None]):
        return
    series = _items([(elements[number], n) for number, n in together])
    distances = [
        None if two[2] is None or one[2] is None or one[1] != two[1] else two[2] - one[2]
        for one, two in pairwise(series)
    ]
    step = _step(distances)
    if not step or distances.count(step) == len(distances):
        return
    known = {(prefix, count) for _, prefix, count, _ in series}
    for place in [n for n, distance in enumerate(distances) if distance not in (None, step)]:
        (before, prefix, count, _), (element, *_, is_after_gap) = series[place : place + 2]
        assert count is not None
        kind = _kind(distances, place, step)
        missing = (prefix, count + step)
        if kind == "skipped" and (is_after_gap or missing in known or _marked(before, missing)):
            continue
        if kind == "skipped" and _is_lost(before, element, elements):
            continue
        if kind and not _is_aside(before, element):
            of = _KINDS[str(element.tag)]
            yield Slip(kind, element, of, before, written(*missing))


def _step(distances: list[int | None]) -> int:
    """Return what is counted by, 0 where it is not regular enough to judge by."""
    steps = Counter(distances)
    del steps[None]
    if steps.total() < _FEWEST - 1:
        return 0
    step, count = steps.most_common(1)[0]
    return step if step and step > 0 and count >= _REGULAR * steps.total() else 0


def _kind(distances: list[int | None], place: int, step: int) -> str:
    """Say what is wrong where a distance is not the step; often nothing."""
    distance = distances[place]
    assert distance is not None
    before = distances[place - 1] if place else step
    after = distances[place + 1] if place + 1 < len(distances) else step
    if place + 1 < len(distances) and after is not None and distance + after == 2 * step:
        return "misplaced"
    if after != step:
        return ""
    if distance == 0:
        return "repeated"
    skipped = distance % step == 0 and step < distance <= _MOST_SKIPPED * step
    return "skipped" if skipped and before == step else ""


def _marked(division: Element, missing: tuple[str, int]) -> bool:
    """Whether a milestone bears the number that no division has."""
    marks = division.iter(_MILESTONE) if division.tag == _DIV else ()
    return any(number(mark.get("n", "")) == missing for mark in marks)


def _is_lost(before: Element, element: Element, elements: list[Element]) -> bool:
    """Whether something is said to be missing between two, which may be what is counted."""
    between = elements[elements.index(before) + 1 : elements.index(element)]
    lost = (each.get("unit", "").removesuffix("s") for each in between if each.tag in _LOST)
    return any(unit not in _WITHIN_LINES for unit in lost)


def _is_aside(before: Element, element: Element) -> bool:
    if _PARTS.intersection((before.get("part", ""), element.get("part", ""))):
        return True
    if element.tag == _L and _is_shared(before, element):
        return True
    apart = _TWICE if element.tag == _PB else _ASIDE
    return any(around.tag in apart for one in (before, element) for around in one.iterancestors())


def _is_shared(before: Element, element: Element) -> bool:
    """Whether two speakers may share a verse, whose number both of its lines then bear."""
    one, two = before.getparent(), element.getparent()
    return one is not two and two is not None and two.tag == _SP
