"""Wrapping: which elements that may stand at a place would hold what may not stand there itself."""

from typing import Final

from edition.relaxng.automaton.pattern import Name, Pattern
from edition.relaxng.automaton.state import State
from edition.relaxng.message.commonness import common_first, is_common
from edition.relaxng.message.expectation import Expectations
from edition.relaxng.message.prospect import before, named, needed, takes_text

__all__ = ["Wrapping"]

_FEW: Final = 3
_RARE: Final = 8
_NEARLY_ALL: Final = 0.97


class Wrapping:
    """What to wrap text or elements in, by what a grammar expects; every answer is kept."""

    def __init__(self, expectations: Expectations) -> None:
        self.expectations = expectations
        self._holders: dict[tuple[Pattern, ...], list[Name]] = {}
        self._phrases: dict[tuple[Pattern, ...], frozenset[Name]] = {}

    def forget(self) -> None:
        """Drop what is known of states."""
        self._holders.clear()
        self._phrases.clear()

    def fitting(self, state: State) -> dict[Name, Pattern]:
        """Return the elements that may stand here; where some are needed, only those."""
        alternatives = state.alternatives
        here = self.expectations.first(state)
        lacking = named(each for part in alternatives for need in needed(part)[:1] for each in need)
        return {name: here[name] for name in lacking if name in here} or here

    def of_text(self, state: State) -> list[Name]:
        """Return elements that may stand here and hold text, what is written most often first."""
        known = self._holders.get(state.alternatives)
        if known is None:
            able = [
                name
                for name, element in self.fitting(state).items()
                if takes_text([self._content(element)])
            ]
            known = self._holders[state.alternatives] = common_first(able)[:_FEW]
        return known

    def phrases(self, state: State) -> frozenset[Name]:
        """Return the elements that may stand among text in what text here would be wrapped in."""
        known = self._phrases.get(state.alternatives)
        if known is None:
            contents = [self.expectations.content(name) for name in self.of_text(state)]
            known = frozenset[Name]().union(*[content.elements for content in contents])
            self._phrases[state.alternatives] = known
        return known

    def of_element(self, state: State, name: Name) -> list[list[Name]]:
        """Return what an element may be wrapped in here: ways, each from within.

        What is made for the element or the place comes before what holds any text. Where text may
        stand here too, nothing else will do: what strays there is to be moved, not to be wrapped.
        """
        parents = set(self.expectations.parents(name))
        is_mixed = takes_text(state.alternatives)
        if is_mixed and len(parents) > _RARE:
            return []
        fitting = self.fitting(state)
        here = {each: element for each, element in fitting.items() if each in parents}
        made = [each for each in here if self._is_made(each, here[each], name, len(parents))]
        if made or is_mixed:
            return [[wrap] for wrap in common_first(made)[:_FEW]]
        general = [
            each
            for each, element in here.items()
            if common_first([each, name])[0] == each and takes_text([self._content(element)])
        ]
        ways = [[wrap] for wrap in common_first(general)[:_FEW]]
        return self._two_deep(fitting, parents) or ways

    def _is_made(self, wrap: Name, element: Pattern, name: Name, homes: int) -> bool:
        """Whether an element is made for another that has so many homes, or for this place.

        What is written every day is not wrapped in what nearly nobody writes.
        """
        if is_common(name) and not is_common(wrap):
            return False
        content = self._content(element)
        needs_it = any(name in named(need) for need in needed(content) if len(need) <= _RARE)
        return needs_it or homes <= _FEW or (self._is_special(wrap) and takes_text([content]))

    def _is_special(self, name: Name) -> bool:
        """Whether an element may stand in few others, as an item does."""
        return len(self.expectations.parents(name)) <= _RARE

    def _two_deep(self, here: dict[Name, Pattern], parents: set[Name]) -> list[list[Name]]:
        """Return a way through an element that is there only for the one that holds what strays."""
        ways = {}
        for outer, element in here.items():
            needs = [list(named(need)) for need in needed(self._content(element))]
            inner = needs[0] if len(needs) == 1 and len(needs[0]) <= _FEW else []
            if inner and parents.issuperset(inner) and self._is_special(outer):
                ways[outer] = inner
        return [[*common_first(ways[outer])[:1], outer] for outer in common_first(ways)[:1]]

    def of_late(self, state: State, name: Name, around: Name) -> list[Name]:
        """Return in what an element that comes too late may be wrapped instead of moved up.

        That is a part of the same build as the whole around it, complete with that element alone,
        else what is there for such elements first of all.
        """
        parents = set(self.expectations.parents(name))
        here = self.expectations.first(state)
        able = {each: element for each, element in here.items() if each in parents}
        whole = self.expectations.content(around).elements
        alike = [
            each
            for each, element in able.items()
            if len(whole & self.expectations.content(each).elements) >= _NEARLY_ALL * len(whole)
            and self._is_enough(element, name)
        ]
        made = [
            each
            for each, element in able.items()
            if is_common(each)
            and any(
                common_first(named(need))[:1] == [name] for need in needed(self._content(element))
            )
        ]
        return common_first(alike or made)[:_FEW]

    def _is_enough(self, element: Pattern, name: Name) -> bool:
        """Whether an element is complete with the one of a name alone."""
        way = before(self._content(element), name, self.expectations.patterns)
        return way is not None and not way[0] and all(name in named(n) for n in needed(way[1]))

    def _content(self, element: Pattern) -> Pattern:
        return self.expectations.patterns.content(element)
