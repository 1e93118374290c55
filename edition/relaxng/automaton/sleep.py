"""Sleep: an automaton out of a cache, whose patterns are read only when it has to grow."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from edition.relaxng.automaton.state import State
from edition.value import Value

if TYPE_CHECKING:
    from edition.relaxng.automaton.interning import Patterns

__all__ = ["Sleep"]


class Sleep(Value):
    """What an automaton out of a cache does without its patterns, and how it gets them.

    `read` returns the patterns, always the same; `states` all states by the uids of theirs; `thaw`
    makes the tables of a state, if it has any still to be made; until the patterns are read,
    `allows` judges a value by the uid of its pattern.
    """

    needs_bindings: bool
    read: "Callable[[], Patterns]"
    states: Callable[[], Iterable[tuple[tuple[int, ...], State]]]
    thaw: Callable[[State], bool]
    allows: Callable[[int, str], bool]
