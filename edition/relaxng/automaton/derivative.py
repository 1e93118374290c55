"""Derivative: what is left of a pattern behind a tag, an attribute or a text.

Source: Clark, "An algorithm for RELAX NG validation" (2002). Instead of his `after`, which nests as
deep as the document, a start tag yields pairs of an element and of what is left. A long sequence is
gone along from its end, since Python's own stack is short.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from edition.relaxng.automaton.interning import Patterns
from edition.relaxng.automaton.pattern import (
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
    Bindings,
    Name,
    Pattern,
    Step,
    chosen,
    contains,
)
from edition.value import Value

__all__ = ["Derivatives"]

_SPACE: Final = " \t\r\n"
_NONE: Final[Bindings] = {}

_COMPOUND: Final = frozenset({CHOICE, GROUP, INTERLEAVE, MORE})
_VALUES: Final = frozenset({DATA, VALUE, LIST})


class _Said(Value):
    """A text, with what patterns are `known` to leave behind it, by their uids."""

    text: str
    bindings: Bindings
    known: dict[int, Pattern]


class Derivatives:
    """The derivatives of one grammar's patterns, each computed once."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._closed: dict[int, Pattern] = {}
        self._stripped: dict[int, Pattern] = {}

    def forget(self) -> None:
        """Drop what is known, so that memory stays bounded."""
        self.patterns.forget()
        self._closed.clear()
        self._stripped.clear()

    def opened(self, pattern: Pattern, name: Name) -> tuple[Step, ...]:
        """Return the elements that a start tag may be, each with what has to follow it."""
        return self._stepped(pattern, name, ELEMENT)

    def attributes(self, pattern: Pattern, name: Name) -> tuple[Step, ...]:
        """Return the attribute patterns that a name matches, each with what is left."""
        return self._stepped(pattern, name, ATTRIBUTE)

    def _stepped(self, pattern: Pattern, name: Name, wanted: int) -> tuple[Step, ...]:
        """Return the steps of a name; attributes are told from elements by a key of their own."""
        if pattern.kind not in _COMPOUND:  # of thousands in a choice none is worth a memory
            return tuple(self._taken(pattern, name, wanted))
        key = name if wanted == ELEMENT else ("@" + name[0], name[1])
        spine = []
        while pattern.kind == GROUP and key not in (pattern.stepped or ()):
            is_last = not pattern.branches[0].nullable
            if is_last if wanted == ELEMENT else not pattern.has_attributes:
                break
            spine.append(pattern)
            pattern = pattern.branches[1]
        steps = _remembered(pattern, key)
        if steps is None:
            self.patterns.effort.spend(len(pattern.branches))
            steps = _remember(pattern, key, self._merged(self._taken(pattern, name, wanted)))
        for group in reversed(spine):
            found = [*self._first(group, name, wanted), *self._later(group, steps, wanted)]
            steps = _remember(group, key, self._merged(found))
        return steps

    def _first(self, group: Pattern, name: Name, wanted: int) -> Iterator[Step]:
        left, right = group.branches
        for found, rest in self._stepped(left, name, wanted):
            yield found, self.patterns.group(rest, right)

    def _later(self, group: Pattern, steps: tuple[Step, ...], wanted: int) -> Iterable[Step]:
        """Return the steps of a group's right side: attributes leave the left side as it is."""
        if wanted == ELEMENT:
            return steps
        left = group.branches[0]
        return [(found, self.patterns.group(left, rest)) for found, rest in steps]

    def _taken(self, pattern: Pattern, name: Name, wanted: int) -> Iterator[Step]:
        if pattern.kind == wanted:
            if contains(pattern.names, *name):
                yield pattern, self.patterns.empty
        elif wanted == ELEMENT or pattern.has_attributes:
            yield from self._taken_within(pattern, name, wanted)

    def _taken_within(self, pattern: Pattern, name: Name, wanted: int) -> Iterator[Step]:
        if pattern.kind == CHOICE:
            for branch in pattern.branches:
                yield from self._stepped(branch, name, wanted)
        elif pattern.kind == MORE:
            again = self.patterns.choice(pattern, self.patterns.empty)
            for found, rest in self._stepped(pattern.branches[0], name, wanted):
                yield found, self.patterns.group(rest, again)
        elif pattern.kind == GROUP:
            yield from self._first(pattern, name, wanted)
        elif pattern.kind == INTERLEAVE:
            left, right = pattern.branches
            for found, rest in self._stepped(left, name, wanted):
                yield found, self.patterns.interleave(rest, right)
            for found, rest in self._stepped(right, name, wanted):
                yield found, self.patterns.interleave(left, rest)

    def _merged(self, steps: Iterable[Step]) -> tuple[Step, ...]:
        """Return steps to the same pattern as one, with a choice of what is left."""
        rests: dict[int, list[Pattern]] = {}
        founds: dict[int, Pattern] = {}
        for found, rest in steps:
            founds[found.uid] = found
            rests.setdefault(found.uid, []).append(rest)
        return tuple([(found, self.patterns.choice(*rests[uid])) for uid, found in founds.items()])

    def closed(self, pattern: Pattern) -> Pattern:
        """Return what is left when no attribute follows; not allowed where one is missing."""
        return self._without(pattern, self.patterns.not_allowed, self._closed)

    def stripped(self, pattern: Pattern) -> Pattern:
        """Return a pattern without its attributes, as if all that it needs had been there."""
        return self._without(pattern, self.patterns.empty, self._stripped)

    def _without(self, pattern: Pattern, instead: Pattern, known: dict[int, Pattern]) -> Pattern:
        """Return a pattern with something else in the place of its attributes."""
        spine = []
        while pattern.has_attributes and pattern.kind == GROUP and pattern.uid not in known:
            spine.append(pattern)
            pattern = pattern.branches[1]
        result = self._replaced(pattern, instead, known)
        for group in reversed(spine):
            left = self._without(group.branches[0], instead, known)
            result = known[group.uid] = self.patterns.group(left, result)
        return result

    def _replaced(self, pattern: Pattern, instead: Pattern, known: dict[int, Pattern]) -> Pattern:
        if not pattern.has_attributes:
            return pattern
        if pattern.kind == ATTRIBUTE:
            return instead
        if pattern.uid not in known:
            parts = [self._without(branch, instead, known) for branch in pattern.branches]
            known[pattern.uid] = self._joined(pattern.kind, parts)
        return known[pattern.uid]

    def _joined(self, kind: int, parts: list[Pattern]) -> Pattern:
        if kind == CHOICE:
            return self.patterns.choice(*parts)
        if kind == INTERLEAVE:
            return self.patterns.interleave(*parts)
        return self.patterns.more(*parts)

    def texted(self, pattern: Pattern, text: str, bindings: Bindings = _NONE) -> Pattern:
        """Return what is left after a text, white space too. Source: Clark, textDeriv."""
        return self._texted(pattern, _Said(text, bindings, {}))

    def _texted(self, pattern: Pattern, said: "_Said") -> Pattern:
        """Return what is left; what a pattern holds twice is gone into once."""
        if not pattern.has_text:
            return self.patterns.not_allowed
        spine = []
        while pattern.kind == GROUP and pattern.branches[0].nullable:
            if pattern.uid in said.known:
                break
            spine.append(pattern)
            pattern = pattern.branches[1]
        result = said.known.get(pattern.uid)
        if result is None:
            result = said.known[pattern.uid] = self._texted_within(pattern, said)
        for group in reversed(spine):
            left, right = group.branches
            within = self.patterns.group(self._texted(left, said), right)
            result = said.known[group.uid] = self.patterns.choice(within, result)
        return result

    def _texted_within(self, pattern: Pattern, said: "_Said") -> Pattern:
        kind, branches, patterns = pattern.kind, pattern.branches, self.patterns
        if kind == TEXT:
            return pattern
        if kind == CHOICE:
            return patterns.choice(*[self._texted(branch, said) for branch in branches])
        if kind == MORE:
            rest = self._texted(branches[0], said)
            return patterns.group(rest, patterns.choice(pattern, patterns.empty))
        if kind == GROUP:
            return patterns.group(self._texted(branches[0], said), branches[1])
        if kind == INTERLEAVE:
            left, right = branches
            return patterns.choice(
                patterns.interleave(self._texted(left, said), right),
                patterns.interleave(left, self._texted(right, said)),
            )
        is_data = kind in _VALUES and self._is_of(pattern, said.text, said.bindings)
        return patterns.empty if is_data else patterns.not_allowed

    def is_value(self, pattern: Pattern) -> bool:
        """Whether a pattern of the grammar is of nothing but one value: no elements, no text."""
        if pattern.uid >= self.patterns.size:
            return False
        return all(each.kind in _VALUES for each in chosen(pattern))

    def _is_of(self, pattern: Pattern, text: str, bindings: Bindings) -> bool:
        if pattern.kind == LIST:
            inner = pattern.branches[0]
            if inner.kind == MORE and inner.branches[0].kind in {DATA, VALUE}:
                tokens = text.split()
                return bool(tokens) and all(
                    self._is_of(inner.branches[0], token, bindings) for token in tokens
                )
            for token in text.split():
                inner = self.texted(inner, token, bindings)
            return inner.nullable
        if pattern.kind == VALUE:
            canon = pattern.type.canon(text, bindings)
            return canon is not None and canon == pattern.value
        if not pattern.type.allows(text, bindings):
            return False
        excluded = self.patterns.excluded(pattern)
        return excluded is None or not self.matches(excluded, text, bindings)

    def matches(self, pattern: Pattern, text: str, bindings: Bindings = _NONE) -> bool:
        """Return whether a text, of an attribute or of a whole element, is of a pattern."""
        if pattern.kind in _VALUES:
            return self._is_of(pattern, text, bindings)
        if pattern.kind == CHOICE:
            for branch in chosen(pattern):  # noqa: SIM110  (this runs for every value)
                if self.matches(branch, text, bindings):
                    return True
            return False
        if self.texted(pattern, text, bindings).nullable:
            return True
        return pattern.nullable and not text.strip(_SPACE)


def _remembered(pattern: Pattern, key: Name) -> tuple[Step, ...] | None:
    return None if pattern.stepped is None else pattern.stepped.get(key)


def _remember(pattern: Pattern, key: Name, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    if pattern.stepped is None:
        pattern.stepped = {}
    pattern.stepped[key] = steps
    return steps
