"""State: what may follow within an element, with the tables that documents fill."""

from collections.abc import Callable
from typing import Any

from edition.relaxng.automaton.pattern import Name, Pattern

__all__ = [
    "ANY",
    "BLANK",
    "LEADING",
    "TYPED",
    "Check",
    "Opening",
    "Plan",
    "State",
    "copied",
    "leading_back",
    "limbo",
    "twin",
]

ANY, BLANK, LEADING, TYPED = range(4)
"""What text is to a state: it stays; only white space may come; it leads on; what it says counts"""


Check = tuple[int, set[str], int]
"""Of a value: its index in expat's list, the values known to be right, the uid of its pattern."""


class State:
    """What may follow within an element: alternatives, of which those not allowed are dead.

    `openings` and `plans` are tables that documents fill: a start tag's name, and the names of its
    attributes, to what they lead to; `bare` is the plan of a tag without attributes; `typed` checks
    a text that is all there is; `refused` are elements that were asked for in vain, all that the
    grammar does not name as one. A state is shared by all documents, unless a mistake made a copy;
    `origin` then is what it is a copy of. One out of the cache reads its alternatives when it is
    asked for them.
    """

    __slots__ = (
        "_alternatives", "bare", "is_alive", "openings", "origin", "plans", "refused", "text",
        "texts", "typed",
    )  # fmt: skip

    def __init__(
        self,
        alternatives: "tuple[Pattern, ...] | Callable[[], tuple[Pattern, ...]]",
        text: int,
        *,
        is_alive: bool,
    ) -> None:
        self._alternatives = alternatives
        self.text = text
        self.is_alive = is_alive
        self.origin: State | None = None
        self.openings: dict[str, Opening] = {}
        self.refused: set[Name] = set()
        self.plans: dict[tuple[str, ...], Plan] = {}
        self.bare: Plan | None = None
        self.texts: dict[str, State] = {}
        self.typed: tuple[Check, State] | None = None

    @property
    def alternatives(self) -> tuple[Pattern, ...]:
        """The patterns of which one goes on."""
        if not isinstance(self._alternatives, tuple):
            self._alternatives = self._alternatives()
        return self._alternatives


Returns = tuple[tuple[tuple[int, Pattern], ...], ...]
"""For each alternative within: which alternatives outside it belongs to, and what they leave."""


class Opening:
    """A start tag at a state: the state within, and what each way out of it leaves of the outer."""

    __slots__ = ("_returns", "ends", "inner", "name", "outer")

    def __init__(
        self, name: str, outer: State, inner: State, returns: "Returns | Callable[[], Returns]"
    ) -> None:
        self.name = name
        self.outer = outer
        self.inner = inner
        self._returns = returns
        self.ends: dict[State, State] = {}

    @property
    def returns(self) -> Returns:
        """For each alternative within, what it leaves of those outside."""
        if not isinstance(self._returns, tuple):
            self._returns = self._returns()
        return self._returns


class Plan:
    """The attributes of a start tag, by their names: the state behind them, if values are right.

    `ids` and `references` are the indexes of xml:id and the like, `id` the only one of these. A
    plan is open where it depends on a value which pattern goes on, simple where its checks are all.
    """

    __slots__ = ("after", "checks", "id", "ids", "is_open", "is_simple", "references")

    def __init__(
        self,
        after: State,
        checks: tuple[Check, ...] = (),
        ids: tuple[int, ...] = (),
        references: tuple[int, ...] = (),
        *,
        is_open: bool = False,
    ) -> None:
        self.after = after
        self.checks = checks
        self.ids = ids
        self.references = references
        self.is_open = is_open
        is_final = after.is_alive and not (references or is_open)
        self.id = ids[0] if is_final and len(ids) == 1 else 0
        self.is_simple = is_final and not ids


def copied(state: State) -> State:
    """Return a state with the same alternatives in which any text may stand, for one document."""
    copy = State(state.alternatives, ANY, is_alive=True)
    copy.origin = state
    return copy


def twin(opening: Opening) -> Opening:
    """Return an opening that can be told from all others that are alike."""
    copy = Opening(opening.name, opening.outer, opening.inner, opening.returns)
    copy.ends = opening.ends
    return copy


class _Always(dict[Any, Any]):
    """A table that gives the same answer to everything."""

    __slots__ = ("answer",)

    def __init__(self, answer: object) -> None:
        super().__init__()
        self.answer = answer

    def __missing__(self, key: object) -> object:
        return self.answer

    def get(self, _key: object, _default: object = None) -> object:
        """Return the answer."""
        return self.answer


def leading_back(name: str, outer: State, inner: State) -> Opening:
    """Return the opening of an element that changes nothing outside, whatever is in it."""
    opening = Opening(name, outer, inner, ())
    opening.ends = _Always(outer)
    return opening


def limbo() -> State:
    """Return the state within an element that no grammar knows: any attribute or text may come."""
    state = State((), ANY, is_alive=True)
    state.bare = Plan(state)
    state.plans = _Always(state.bare)
    return state
