"""Equivalence: what the one of two schemas allows and the other forbids, found for certain.

Random documents show that two schemas differ; this shows that they do not. From the start on, both
are read side by side: behind each element, attribute and text that the one allows the other has to
allow the same. Attributes are read in the order of their names, since their order means nothing;
values are compared as sets of what is said of them.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from edition.relaxng.building import build
from edition.relaxng.derivative import Derivatives
from edition.relaxng.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    TEXT,
    VALUE,
    Name,
    Pattern,
    Step,
    contains,
    is_open,
    mentioned_names,
)
from edition.relaxng.prospect import offered
from edition.relaxng.schema import grammar

MOST_PAIRS = 3000  # of states within one element, more than any content of TEI has
OTHER = "\0"  # any name that no schema mentions
XML = "http://www.w3.org/XML/1998/namespace"
ANY_TEXT = "any text"


@dataclass(frozen=True, order=True)
class Difference:
    """One thing that only one of two schemas allows in an element.

    `behind` is the shortest way there: what comes before it in the element. `only` says which
    schema allows it, or is empty where the two say different things of it.
    """

    element: str
    what: str
    only: str
    behind: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"in <{self.element}>" if self.element else "at all"
        if self.behind:
            where += f" behind {' '.join(self.behind)}"
        return f"{where}: {self.what}" + (f" only in {self.only}" if self.only else "")


class Side:
    """One of two schemas: its patterns, and what it is called."""

    def __init__(self, file: Path, called: str) -> None:
        self.called = called
        self.patterns = build(grammar(file))
        self.derivatives = Derivatives(self.patterns)
        self.elements = {
            name for element in self.patterns.elements() for name in mentioned_names(element.names)
        }
        self._lacking: dict[tuple[int, Name], Pattern] = {}
        self._steps: dict[int, tuple[Step, ...]] = {}

    def begin(self) -> None:
        """Get ready for the next element."""
        self.patterns.begin()
        if self.patterns.is_full:
            self.derivatives.forget()
            self._lacking.clear()
            self._steps.clear()

    def lacking(self, pattern: Pattern, name: Name) -> Pattern:
        """Return what is left of a pattern where an attribute is not there."""
        if not pattern.has_attributes:
            return pattern
        if pattern.kind == ATTRIBUTE:
            named = pattern.names == ("", *name)
            return self.patterns.not_allowed if named else pattern
        key = (pattern.uid, name)
        if key not in self._lacking:
            parts = [self.lacking(branch, name) for branch in pattern.branches]
            self._lacking[key] = self._joined(pattern.kind, parts)
        return self._lacking[key]

    def _joined(self, kind: int, parts: list[Pattern]) -> Pattern:
        if kind == CHOICE:
            return self.patterns.choice(*parts)
        if kind == MORE:
            return self.patterns.more(*parts)
        join = self.patterns.group if kind == GROUP else self.patterns.interleave
        return join(*parts)

    def elements_of(self, pattern: Pattern) -> tuple[Step, ...]:
        """Return every element that may come now, with what may follow it."""
        if pattern.uid not in self._steps:
            self._steps[pattern.uid] = tuple(self._elements_of(pattern))
        return self._steps[pattern.uid]

    def _elements_of(self, pattern: Pattern) -> Iterator[Step]:
        if pattern.kind == ELEMENT:
            yield pattern, self.patterns.empty
        elif pattern.kind == CHOICE:
            for branch in pattern.branches:
                yield from self.elements_of(branch)
        elif pattern.kind == MORE:
            again = self.patterns.choice(pattern, self.patterns.empty)
            for element, rest in self.elements_of(pattern.branches[0]):
                yield element, self.patterns.group(rest, again)
        elif pattern.kind in {GROUP, INTERLEAVE}:
            yield from self._elements_of_both(pattern)

    def _elements_of_both(self, pattern: Pattern) -> Iterator[Step]:
        left, right = pattern.branches
        is_mixed = pattern.kind == INTERLEAVE
        join = self.patterns.interleave if is_mixed else self.patterns.group
        for element, rest in self.elements_of(left):
            yield element, join(rest, right)
        if is_mixed:
            for element, rest in self.elements_of(right):
                yield element, join(left, rest)
        elif left.nullable:
            yield from self.elements_of(right)

    def group(self, parts: list[Pattern]) -> Pattern:
        """Return some patterns one behind the other."""
        whole = self.patterns.empty
        for part in reversed(parts):
            whole = self.patterns.group(part, whole)
        return whole

    def closed(self, pattern: Pattern) -> Pattern:
        return self.derivatives.closed(pattern)

    def contents(self, steps: list[Step]) -> Pattern:
        """Return what the elements that a tag may be hold, one or the other."""
        return self.patterns.choice(*[self.patterns.content(element) for element, _ in steps])

    def rests(self, steps: list[Step]) -> Pattern:
        """Return what may follow a tag."""
        return self.patterns.choice(*[rest for _, rest in steps])


Pair = tuple[Pattern, Pattern]


class Comparison:
    """Two schemas read side by side; what differs is told once for each element."""

    def __init__(self, one: Side, other: Side) -> None:
        self.sides = (one, other)
        self.told: list[Difference] = []
        self.pairs = 0
        self.elements: set[str] = set()
        self._element = ""
        self._waiting: deque[tuple[str, Pattern, Pattern]] = deque()
        self._seen: set[tuple[str, int, int]] = set()
        self._found: list[tuple[str, tuple[bool, bool]]] = []
        self._lone_ones: dict[tuple[int, int], list[tuple[str, tuple[bool, bool]]]] = {}

    def run(self) -> list[Difference]:
        one, other = self.sides
        self._expect("", one.patterns.start, other.patterns.start)
        while self._waiting:
            self._element, *pair = self._waiting.popleft()
            one.begin()
            other.begin()
            self._contents(self._attributes((pair[0], pair[1])))
        return sorted(set(self.told))

    def _expect(self, element: str, one: Pattern, other: Pattern) -> None:
        """Compare two contents in their turn, once."""
        self.elements.add(element)
        if (element, one.uid, other.uid) not in self._seen:
            self._seen.add((element, one.uid, other.uid))
            self._waiting.append((element, one, other))

    def _tell(self, what: str, way: tuple[str, ...], *allowed: object) -> None:
        """Tell of something that one side alone allows, or both in other words."""
        only = next((s.called for s, is_so in zip(self.sides, allowed, strict=False) if is_so), "")
        found = Difference(self._element, what, only, way)
        if not any((d.element, d.what, d.only) == (self._element, what, only) for d in self.told):
            self.told.append(found)

    # Attributes

    def _attributes(self, start: Pair) -> list[Pair]:
        """Compare the attributes; return the pairs of what may be left for the content.

        Nearly all attributes stand for themselves: those are compared apart, once for all elements.
        """
        for part in self._parts(start)[1:]:
            for what, allowed in self._lone(part):
                self._tell(what, (), *allowed)
        rest = self._parts(start)[0]
        self._found = []
        left = self._read(rest)
        for what, allowed in self._found:
            self._tell(what, (), *allowed)
        return left

    def _lone(self, part: Pair) -> list[tuple[str, tuple[bool, bool]]]:
        """Return what differs in attributes that depend on nothing else."""
        if key(part) not in self._lone_ones:
            self._found = []
            ends = [(one.uid != NOTHING, other.uid != NOTHING) for one, other in self._read(part)]
            self._found += [("no attribute", end) for end in ends if end[0] != end[1]]
            self._lone_ones[key(part)] = self._found
        return self._lone_ones[key(part)]

    def _parts(self, pair: Pair) -> list[Pair]:
        """Return the attributes that go together as pairs; the first holds the content too."""
        groups = [_Group()]
        for at, whole in enumerate(pair):
            for part in _sequence(whole):
                groups = _added(groups, _Group.of(part, at))
        one, other = self.sides
        return [(one.group(group.parts[0]), other.group(group.parts[1])) for group in groups]

    def _read(self, start: Pair) -> list[Pair]:
        """Return the pairs of what is left behind all attributes."""
        pairs = {key(start): start}
        for name in sorted(_names(offered(start, ATTRIBUTE))):
            after: dict[tuple[int, int], Pair] = {}
            for pair in pairs.values():
                for found in self._attribute(pair, name):
                    after[key(found)] = found
            pairs = after
        closed = [self._each_closed(pair) for pair in pairs.values()]
        return [pair for pair in closed if any(each.uid != NOTHING for each in pair)]

    def _each_closed(self, pair: Pair) -> Pair:
        one, other = (side.closed(each) for side, each in zip(self.sides, pair, strict=True))
        return one, other

    def _attribute(self, pair: Pair, name: Name) -> Iterator[Pair]:
        """Yield what is left with an attribute, and without it."""
        one, other = (
            side.derivatives.attributes(each, name)
            for side, each in zip(self.sides, pair, strict=True)
        )
        if bool(one) != bool(other):
            self._found.append((f"@{called(name)}", (bool(one), bool(other))))
        elif one:
            yield from self._values(one, other, name)
        if OTHER in name:
            yield pair
            return
        lacking = [side.lacking(each, name) for side, each in zip(self.sides, pair, strict=True)]
        may_lack = [each.uid != NOTHING for each in lacking]
        if all(may_lack):
            yield lacking[0], lacking[1]
        elif any(may_lack):
            self._found.append((f"no @{called(name)}", (may_lack[0], may_lack[1])))

    def _values(self, one: tuple[Step, ...], other: tuple[Step, ...], name: Name) -> Iterator[Pair]:
        """Yield what is left behind an attribute, for each value that both sides know."""
        words = [
            {value: step for step in steps for value in said(step[0].branches[0])}
            for steps in (one, other)
        ]
        for value in sorted({*words[0], *words[1]}):
            is_in = [value in each for each in words]
            if all(is_in):
                if OTHER not in name:
                    yield words[0][value][1], words[1][value][1]
            else:
                self._found.append((f"@{called(name)} as {value}", (is_in[0], is_in[1])))

    # Content

    def _contents(self, starts: list[Pair]) -> None:
        waiting = deque(starts)
        ways: dict[tuple[int, int], tuple[str, ...]] = {key(pair): () for pair in starts}
        while waiting:
            pair = waiting.popleft()
            way = ways[key(pair)]
            self.pairs += 1
            for name, after in self._after(pair, way):
                if key(after) not in ways:
                    ways[key(after)] = (*way, name)
                    waiting.append(after)
            if len(ways) > MOST_PAIRS:
                self._tell(f"more than {MOST_PAIRS} states, the rest not compared", ())
                return

    def _after(self, pair: Pair, way: tuple[str, ...]) -> Iterator[tuple[str, Pair]]:
        """Compare what may come now, and yield what is left behind each part."""
        ends = [each.nullable for each in pair]
        if ends[0] != ends[1]:
            self._tell("the end", way, *ends)
        steps = [side.elements_of(each) for side, each in zip(self.sides, pair, strict=True)]
        for name, (one, other) in sorted(_by_name(steps).items()):
            after = self._opened(name, one, other, way)
            if after is not None:
                yield f"<{called(name)}>", after
        if any(each.is_typed for each in pair):
            self._typed(pair, way)
            return
        texts = [
            side.derivatives.texted(each, "x") for side, each in zip(self.sides, pair, strict=True)
        ]
        may_come = [each.uid != NOTHING for each in texts]
        if all(may_come):
            yield "text", (texts[0], texts[1])
        elif any(may_come):
            self._tell("text", way, *may_come)

    def _opened(
        self, name: Name, one: list[Step], other: list[Step], way: tuple[str, ...]
    ) -> Pair | None:
        """Return what is left behind an element, if both sides allow it here."""
        mine, others = self.sides
        if one and other:
            self._expect(called(name), mine.contents(one), others.contents(other))
            return mine.rests(one), others.rests(other)
        known = [name in side.elements for side in self.sides]
        if not (one or other):
            return None
        if all(known) or OTHER in name:
            self._tell(f"<{called(name)}>", way, one, other)
        else:
            self.told.append(Difference("", f"the element <{called(name)}>", self._only(known)))
        return None

    def _only(self, known: list[bool]) -> str:
        return self.sides[known.index(True)].called if any(known) else ""

    def _typed(self, pair: Pair, way: tuple[str, ...]) -> None:
        words = [{value for value in said(each) if value} for each in pair]
        for value in sorted(words[0] ^ words[1]):
            self._tell(f"text that is {value}", way, *[value in each for each in words])


@dataclass(eq=False)
class _Group:
    """Parts of the patterns of both sides that name the same attributes.

    The first of all also holds whatever is not attributes alone.
    """

    names: set[Name] = field(default_factory=set)
    parts: tuple[list[Pattern], list[Pattern]] = field(default_factory=lambda: ([], []))
    has_content: bool = True

    @classmethod
    def of(cls, part: Pattern, side: int) -> "_Group":
        attributes = offered([part], ATTRIBUTE)
        names = _names(attributes)
        is_more = part.has_text or bool(offered([part])) or any(OTHER in name for name in names)
        group = cls(names, has_content=is_more)
        group.parts[side].append(part)
        return group

    def take(self, other: "_Group") -> None:
        self.names |= other.names
        self.has_content = self.has_content or other.has_content
        for at, parts in enumerate(other.parts):
            self.parts[at].extend(parts)


def _added(groups: list[_Group], new: _Group) -> list[_Group]:
    """Return groups with one more: what shares a name, or has content, becomes one."""
    joined = [
        each for each in groups if each.names & new.names or (each.has_content and new.has_content)
    ]
    if not joined:
        return [*groups, new]
    into = joined[0]
    for each in joined[1:]:
        into.take(each)
    into.take(new)
    return [each for each in groups if each not in joined[1:]]


def _sequence(pattern: Pattern) -> Iterator[Pattern]:
    """Yield the parts of a sequence; what interleaves attributes is one part."""
    while pattern.kind == GROUP:
        yield pattern.branches[0]
        pattern = pattern.branches[1]
    yield pattern


NOTHING = 1  # the uid of what nothing matches: every store makes it second


def differences(
    one: Path, other: Path, called: tuple[str, str] = ("the official schema", "ours")
) -> list[Difference]:
    """Return what only one of two schemas allows, by element; nothing where they are equal."""
    return Comparison(Side(one, called[0]), Side(other, called[1])).run()


def key(pair: Pair) -> tuple[int, int]:
    return pair[0].uid, pair[1].uid


def _by_name(both: list[tuple[Step, ...]]) -> dict[Name, tuple[list[Step], list[Step]]]:
    """Return the elements of both sides by each name that either tells apart."""
    found: dict[Name, tuple[list[Step], list[Step]]] = {}
    all_names = [step[0].names or () for steps in both for step in steps]
    if all(names[0] == "" for names in all_names):
        for at, steps in enumerate(both):
            for step, names in zip(steps, all_names[at * len(both[0]) :], strict=False):
                found.setdefault(names[1:], ([], []))[at].append(step)
        return found
    for name in _names([step[0] for steps in both for step in steps]):
        one, other = ([s for s in steps if contains(s[0].names, *name)] for steps in both)
        found[name] = (one, other)
    return found


def called(name: Name) -> str:
    """Return a name for people."""
    ns, local = name
    if local == OTHER:
        return f"any other of {ns}" if ns != OTHER else "any other"
    return f"xml:{local}" if ns == XML else local


def _names(patterns: list[Pattern]) -> set[Name]:
    """Return the names that patterns tell apart, and one for all that they do not."""
    found: set[Name] = set()
    for pattern in patterns:
        for ns, local in mentioned_names(pattern.names):
            found.add((ns, local or OTHER))
        if is_open(pattern.names):
            found.add((OTHER, OTHER))
    return found


def said(pattern: Pattern) -> set[str]:
    """Return what a pattern says of a value: the words and datatypes of which it may be one.

    A word that a datatype beside it takes as well is not named.
    """
    if pattern.kind == CHOICE:
        types = [each for each in pattern.branches if each.kind == DATA]
        return {
            words
            for each in pattern.branches
            for words in said(each)
            if each.kind != VALUE or not any(t.type.allows(each.stated[2]) for t in types)
        }
    if pattern.kind in {GROUP, INTERLEAVE, MORE}:
        return {words for each in pattern.branches for words in said(each)}
    return _said_by_leaf(pattern)


def _said_by_leaf(pattern: Pattern) -> set[str]:
    if pattern.kind == VALUE:
        return {f"“{' '.join(pattern.stated[2].split())}”"}
    if pattern.kind == DATA:
        return {_datatype(pattern)}
    if pattern.kind == LIST:
        return {f"a list of {_tokens(pattern.branches[0])}"}
    return {ANY_TEXT} if pattern.kind == TEXT else set()


def _datatype(pattern: Pattern) -> str:
    _, name, parameters, excluded = pattern.stated
    if name == "string" and not parameters:
        return ANY_TEXT
    limits = ", ".join(f"{key} {value}" for key, value in sorted(parameters))
    return f"{name}({limits})" + (" with an exception" if excluded >= 0 else "")


def _tokens(pattern: Pattern) -> str:
    if pattern.kind == CHOICE and any(each.kind in {GROUP, MORE} for each in pattern.branches):
        words = sorted({_tokens(each) for each in pattern.branches})
        return f"({' | '.join(words)})"
    if pattern.kind == GROUP:
        return " ".join(map(_tokens, pattern.branches))
    if pattern.kind == MORE:
        return f"{_tokens(pattern.branches[0])}+"
    words = sorted(said(pattern)) or ["nothing"]
    return words[0] if len(words) == 1 else f"({' | '.join(words)})"
