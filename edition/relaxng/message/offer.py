"""Offer: what may stand at a place, and where an element may stand, in the words of editors."""

from collections.abc import Iterable, Mapping
from typing import Final

from edition.relaxng.automaton.pattern import Name, Pattern, is_open
from edition.relaxng.automaton.state import State
from edition.relaxng.message.commonness import common_first
from edition.relaxng.message.expectation import Expectations
from edition.relaxng.message.prospect import first, takes_text
from edition.relaxng.message.wrapping import Wrapping
from edition.relaxng.phrase import either, listed, tag

__all__ = ["Offers"]

_MOST: Final = 8
_MOST_GROUPS: Final = 6
_FEW: Final = 4


class Offers:
    """Names what a grammar expects; `classes` are its named choices of elements."""

    def __init__(
        self,
        expectations: Expectations,
        wrapping: Wrapping,
        classes: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.expectations = expectations
        self.wrapping = wrapping
        self.classes = sorted(classes.items(), key=lambda each: -len(each[1]))
        self._lists: dict[tuple[Name, ...], str] = {}
        self._homes: dict[Name, str] = {}
        self._offers: dict[tuple[tuple[Pattern, ...], Name], str] = {}

    def forget(self) -> None:
        """Drop what was said so far."""
        self._lists.clear()
        self._homes.clear()
        self._offers.clear()

    def places(self, name: Name) -> str:
        """Say where an element may stand; nothing of elements that take any name."""
        if name not in self._homes:
            parents = [tag(each) for each in common_first(self.expectations.parents(name))]
            home = f"may stand in {listed(parents)}" if parents else "may only be the root"
            self._homes[name] = home if self.expectations.is_known(name) else ""
        return self._homes[name]

    def expected(self, state: State | None, element: Name) -> str:
        """Say what may stand here in an element: a few by name, many by their classes."""
        if state is None:
            return ""
        key = (state.alternatives, element)
        if key not in self._offers:
            self._offers[key] = self._offer(state, element)
        return self._offers[key]

    def _offer(self, state: State, element: Name) -> str:
        here = self.expectations.first(state)
        wanted = [name for name in self.wrapping.fitting(state) if name in here]
        names = [*common_first(wanted), *common_first(set(here).difference(wanted))]
        text = ["text"] if takes_text(state.alternatives) else []
        wild = any(is_open(each.names) for each in first(state.alternatives))
        told = [*text, *(["other elements"] if wild else [])]
        if names:
            told.append(self.grouped(names))
        if told:
            return f"Here may stand: {'; '.join(told)}."
        if not element[1]:
            return "This schema allows no document at all."
        if self.expectations.content(element).is_nothing:
            return f"{tag(element)} is always empty."
        return f"Nothing more may stand in {tag(element)} here."

    def one_of(self, need: tuple[Name, ...]) -> str:
        """Name what is needed, of many the few that are wanted most often."""
        if len(need) <= _FEW:
            return either(map(tag, need))
        return f"another element (such as {either(map(tag, common_first(need)[:3]))})"

    def needed(self, need: tuple[Name, ...]) -> str:
        """Name all of what is needed, of which one will do."""
        grouped = self.grouped(common_first(need))
        return grouped if len(need) <= _MOST else f"one of {grouped}"

    def grouped(self, names: Iterable[Name]) -> str:
        """Name elements; many by classes of which all members are among them, cut with a count."""
        key = tuple(names)
        if key not in self._lists:
            self._lists[key] = self._in_groups(key)
        return self._lists[key]

    def _in_groups(self, every: tuple[Name, ...]) -> str:
        if len(every) <= _MOST:
            return either(map(tag, every))
        titles = self._classes_of([name[1] for name in every])
        told: list[str] = []
        left = len(every)
        shown: set[str] = set()
        for _, local in every:
            if local in shown:
                continue
            title, members = titles.get(local, ("", [local]))
            if len(told) == _MOST_GROUPS:
                break
            words = listed([f"<{each}>" for each in members], 4)
            told.append(f"{words} ({title})" if title else words)
            shown.update(members)
            left -= len(members)
        return f"{'; '.join(told)}; and {left} more" if left else "; ".join(told)

    def _classes_of(self, names: list[str]) -> dict[str, tuple[str, list[str]]]:
        """Return the class of names whose classes share no member and lie among the names."""
        found: dict[str, tuple[str, list[str]]] = {}
        left = set(names)
        for title, members in self.classes:
            if len(members) <= 2 * _MOST and left.issuperset(members):
                inner = [name for name in names if name in members]
                found.update(dict.fromkeys(inner, (title, inner)))
                left.difference_update(members)
        return found
