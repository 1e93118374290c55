"""Level: what was told of one open element, so that nothing is told that follows from it."""

from typing import Final

from edition.relaxng.automaton.pattern import Name
from edition.relaxng.driver import Stack
from edition.relaxng.message.expectation import Content

__all__ = ["Level", "Levels"]

_NEAR: Final = 3  # what strays, strays to a neighbour


class Level:
    """What is known of the mistakes in one open element.

    `owed` was told to be missing and may still arrive; `early` came before its time; `strayed`
    stands somewhere within where it may not. Of what strays directly in it: `has_known` and
    `has_unknown` say whether the schema knows it, `has_text` whether there is text, also within
    what is unknown, where `held` are the elements; `told` are the elements that were told since
    something was last allowed. `has_gap`: something in it could not be looked at; `is_excused`: it
    changed places with what stands in it.
    """

    __slots__ = (
        "cell", "early", "has_gap", "has_known", "has_text", "has_unknown", "held", "is_excused",
        "owed", "strayed", "told",
    )  # fmt: skip

    def __init__(self, cell: Stack) -> None:
        self.cell = cell
        self.has_gap = self.has_text = self.has_known = self.has_unknown = self.is_excused = False
        self.early: set[Name] = set()
        self.held: set[Name] = set()
        self.owed: list[tuple[frozenset[Name], int | None]] = []
        self.strayed: set[Name] = set()
        self.told: set[Name] = set()

    @property
    def has_stranger(self) -> bool:
        """Whether anything strays directly in the element."""
        return self.has_text or self.has_known or self.has_unknown

    def arrives(self, name: Name) -> tuple[bool, int | None]:
        """Take note that something arrives: whether it was owed, and the mistake that told so."""
        for owed in self.owed:
            if name in owed[0]:
                self.owed.remove(owed)
                return True, owed[1]
        return False, None

    def explains(self, needs: tuple[tuple[Name, ...], ...]) -> bool:
        """Whether all that is needed has strayed, or come too early, or may be in a gap."""
        known = self.strayed | self.early
        return self.has_gap or (bool(needs) and all(known.intersection(need) for need in needs))

    def may_hide(self, content: Content) -> bool:
        """Whether an element of some content could be meant by what is unknown, or by the text."""
        if self.has_text and content.takes_text:
            return True
        if self.has_unknown and content.may_be_empty:
            return True
        return not content.elements.isdisjoint(self.held)


class Levels:
    """The levels of one run, each made when the first mistake in its element is met."""

    def __init__(self) -> None:
        self._known: dict[int, Level] = {}

    def of(self, stack: Stack) -> Level:
        """Return the level of the innermost open element."""
        known = self._known.get(id(stack))
        if known is None or known.cell is not stack:
            known = self._known[id(stack)] = Level(stack)
        return known

    def around(self, stack: Stack) -> list[Level]:
        """Return the levels of the nearest open elements, from within."""
        levels: list[Level] = []
        while len(levels) < _NEAR and stack is not None:
            levels.append(self.of(stack))
            _, stack = stack
        return levels
