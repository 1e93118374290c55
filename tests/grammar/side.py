"""Side: one of two schemas that are compared."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from edition.relaxng.automaton.derivative import Derivatives
from edition.relaxng.automaton.pattern import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    GROUP,
    INTERLEAVE,
    LIST,
    MORE,
    VALUE,
    Name,
    Pattern,
    Step,
    mentioned_names,
)
from edition.relaxng.message.prospect import offered
from edition.relaxng.reading.building import build
from edition.relaxng.schema import grammar

from .saying import OTHER, names, said

NOTHING = 1  # the uid of what nothing matches: every store makes it second
Pair = tuple[Pattern, Pattern]


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
        self.patterns.effort.begin()
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

    def steps_of(self, pattern: Pattern) -> tuple[Step, ...]:
        """Return every element or token that may come now, with what may follow it."""
        if pattern.uid not in self._steps:
            self._steps[pattern.uid] = tuple(self._steps_of(pattern))
        return self._steps[pattern.uid]

    def _steps_of(self, pattern: Pattern) -> Iterator[Step]:
        if pattern.kind in {ELEMENT, DATA, VALUE}:
            yield pattern, self.patterns.empty
        elif pattern.kind == CHOICE:
            for branch in pattern.branches:
                yield from self.steps_of(branch)
        elif pattern.kind == MORE:
            again = self.patterns.choice(pattern, self.patterns.empty)
            for element, rest in self.steps_of(pattern.branches[0]):
                yield element, self.patterns.group(rest, again)
        elif pattern.kind in {GROUP, INTERLEAVE}:
            yield from self._steps_of_both(pattern)

    def _steps_of_both(self, pattern: Pattern) -> Iterator[Step]:
        left, right = pattern.branches
        is_mixed = pattern.kind == INTERLEAVE
        join = self.patterns.interleave if is_mixed else self.patterns.group
        for element, rest in self.steps_of(left):
            yield element, join(rest, right)
        if is_mixed:
            for element, rest in self.steps_of(right):
                yield element, join(left, rest)
        elif left.nullable:
            yield from self.steps_of(right)

    def group(self, parts: list[Pattern]) -> Pattern:
        """Return some patterns one behind the other."""
        whole = self.patterns.empty
        for part in reversed(parts):
            whole = self.patterns.group(part, whole)
        return whole

    def closed(self, pattern: Pattern) -> Pattern:
        return self.derivatives.closed(pattern)

    def tokens_of(self, pattern: Pattern) -> dict[str, Pattern]:
        """Return the tokens of a list that may come now, in words, with what may follow."""
        found: dict[str, list[Step]] = {}
        for step in self.steps_of(pattern):
            for words in said(step[0]):
                found.setdefault(words, []).append(step)
        return {words: self.rests(steps) for words, steps in found.items()}

    def values_of(self, steps: tuple[Step, ...]) -> dict[str, Step]:
        """Return what is said of the value of an attribute, with what may follow each."""
        found: dict[str, list[Step]] = {}
        for attribute, rest in steps:
            for words, leaf in said(attribute.branches[0]).items():
                found.setdefault(words, []).append((leaf, rest))
        return {words: (ways[0][0], self.rests(ways)) for words, ways in found.items()}

    def contents(self, steps: list[Step]) -> Pattern:
        """Return what the elements that a tag may be hold, one or the other."""
        return self.patterns.choice(*[self.patterns.content(element) for element, _ in steps])

    def rests(self, steps: list[Step]) -> Pattern:
        """Return what may follow a tag."""
        return self.patterns.choice(*[rest for _, rest in steps])


def key(pair: Pair) -> tuple[int, int]:
    return pair[0].uid, pair[1].uid


def beside(
    sides: tuple[Side, Side], one: dict[str, Step], other: dict[str, Step]
) -> Iterator[tuple[str, Step | None, Step | None]]:
    """Yield what two sides say of a value, side by side; None where one does not say it."""
    for value, (leaf, _) in one.items():
        for same, (like, _) in other.items():
            is_new = value not in other and same not in one
            if is_new and leaf.kind == like.kind == LIST and _are_same_lists(sides, leaf, like):
                other = {value: other[same], **other}
                del other[same]
                break
    for value in sorted({*one, *other}):
        yield value, _taking(value, one, other), _taking(value, other, one)


def _taking(value: str, ways: dict[str, Step], others: dict[str, Step]) -> Step | None:
    """Return the way of a value; for a word that only the other side names, that of a datatype."""
    if value in ways or others[value][0].kind != VALUE:
        return ways.get(value)
    word = others[value][0].stated[2]
    types = (step for step in ways.values() if step[0].kind == DATA)
    return next((step for step in types if step[0].type.allows(word)), None)


def _are_same_lists(sides: tuple[Side, Side], one: Pattern, other: Pattern) -> bool:
    """Whether two lists have the same tokens in the same order, however this is written."""
    waiting = [(one.branches[0], other.branches[0])]
    seen = {key(waiting[0])}
    for pair in waiting:
        mine, others = (s.tokens_of(p) for s, p in zip(sides, pair, strict=True))
        if mine.keys() != others.keys() or pair[0].nullable != pair[1].nullable:
            return False
        after = [(mine[words], others[words]) for words in mine]
        waiting += [each for each in after if key(each) not in seen]
        seen |= {*map(key, after)}
    return True


def parts(sides: tuple[Side, Side], pair: Pair) -> list[Pair]:
    """Return what names the same attributes, as pairs; the first holds the content too."""
    groups = [_Group()]
    for at, whole in enumerate(pair):
        for part in _sequence(whole):
            groups = _added(groups, _Group.of(part, at))
    one, other = sides
    return [(one.group(group.parts[0]), other.group(group.parts[1])) for group in groups]


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
        found = names(attributes)
        is_more = part.has_text or bool(offered([part])) or any(OTHER in name for name in found)
        group = cls(found, has_content=is_more)
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
