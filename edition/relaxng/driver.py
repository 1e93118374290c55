"""Driver: a document read by expat, tag by tag, through an automaton.

It runs once for every tag there is. So it is one function with its variables in closures, looks up
tables before it asks, and never tries to be shorter than that.
"""

from collections.abc import Callable
from pyexpat import ExpatError, XMLParserType
from typing import Final, Protocol, TypeAlias

from edition.relaxng.automaton import Automaton, Wrong
from edition.relaxng.automaton.pattern import Bindings
from edition.relaxng.automaton.prefix import Misnamed, Prefixes
from edition.relaxng.automaton.state import BLANK, TYPED, Opening, State
from edition.relaxng.identity import Identities
from edition.value import Value

__all__ = ["Policy", "Run", "Stack", "drive"]

_SPACE: Final = " \t\r\n"
_MOST_BLANKS: Final = 1000
_NONE: Final[Bindings] = {}

Stack: TypeAlias = "tuple[Opening | None, Stack] | None"
"""The elements around the one that is open, from within; each open element has its own cell."""


class Policy(Protocol):
    """What is done about a violation: each method is told what is wrong, most say how to go on."""

    def element(self, state: State, opening: Opening | None, stack: Stack, name: str) -> Opening:
        """Return what a start tag that is not allowed is taken for."""

    def attributes(
        self, state: State, opening: Opening, name: str, attributes: list[str], wrong: list[Wrong]
    ) -> None:
        """Take note of what is wrong or missing of the attributes of a start tag."""

    def text(self, state: State, opening: Opening | None, stack: Stack, text: str) -> State:
        """Return the state behind a text that is not allowed."""

    def incomplete(self, state: State, opening: Opening, stack: Stack, name: str) -> State:
        """Return the state behind an element that lacks something."""

    def identity(self, kind: str, value: str, offset: int) -> None:
        """Take note of an `id` that was given at a byte before, or of an `idref` to none."""


class Run(Value):
    """A run: `finish` it when the document has ended; `deepest` is how deep it has been so far.

    What finishes it returns False where the run is to be made again, closely, and forgotten.
    """

    finish: Callable[[], bool]
    deepest: Callable[[], int]


def drive(  # noqa: C901, PLR0915  (see above)
    automaton: Automaton, parser: XMLParserType, policy: Callable[[], Policy], *, closely: bool
) -> Run:
    """Let a parser that knows nothing of namespaces run a document through an automaton.

    The policy is asked for at the first violation, since most documents have none. A run that does
    not look `closely` says at its end if one that does is needed, from the first byte on.
    """
    state = automaton.states.start
    opening: Opening | None = None
    stack: Stack = None
    depth = most = scoped = 0
    texts: list[str] = []
    blanks: set[str] = set()
    identities = Identities(parser, lambda *found: policy().identity(*found), closely=closely)
    give = identities.given.append
    allows = automaton.allows
    prefixes = automaton.prefixes
    names = prefixes.names
    around: list[tuple[int, Prefixes]] = []

    def start(name: str, attributes: list[str]) -> None:
        nonlocal state, opening, stack, depth, most
        depth += 1
        if depth > most:  # noqa: PLR1730  (max is a call, and this runs for every tag)
            most = depth
        if texts:
            if state.text and (state.text > BLANK or not blanks.issuperset(texts)):
                state = characters(whole=False)
            texts.clear()
        try:
            entered = state.openings[names[name]]
            inner = entered.inner
            plan = inner.plans[tuple(attributes[::2])] if attributes else inner.bare
        except KeyError:
            plan = None
        if plan is None:
            state = unusual(name, attributes)
            return
        stack = (opening, stack)
        opening = entered
        for check in plan.checks:
            value = attributes[check[0]]
            if value not in check[1] and not allows(check, value):
                state = tag(names[name], attributes)
                return
        if plan.is_simple:
            state = plan.after
        elif plan.id and not closely:
            give(attributes[plan.id])
            state = plan.after
        else:
            state = tag(names[name], attributes)

    def end(name: str) -> None:
        nonlocal state, opening, stack, depth
        if texts:
            if state.text and (state.text > BLANK or not blanks.issuperset(texts)):
                state = characters(whole=True)
            texts.clear()
        elif state.text == TYPED:
            state = characters(whole=True)
        try:
            state = opening.ends[state]  # type: ignore[union-attr]  # what ends was opened
        except KeyError:
            state = ended(name)
        opening, stack = stack  # type: ignore[misc]  # likewise
        if depth == scoped:
            leave()
        depth -= 1

    def unusual(name: str, attributes: list[str]) -> State:
        """Return the state behind a tag that no table knows yet, or that declares prefixes."""
        nonlocal opening, stack
        try:
            if not prefixes.plain.issuperset(attributes[::2]):
                enter(attributes)
                attributes = prefixes.attributes(attributes)
            name = prefixes.element(name)
        except Misnamed as fault:
            raise misnamed(str(fault)) from None
        found = automaton.open(state, name)
        entered = policy().element(state, opening, stack, name) if found is None else found
        stack = (opening, stack)
        opening = entered
        return tag(name, attributes)

    def enter(attributes: list[str]) -> None:
        nonlocal prefixes, names, scoped
        inner = prefixes.within(attributes)
        if inner is not prefixes:
            around.append((scoped, prefixes))
            scoped, prefixes, names = depth, inner, inner.names

    def leave() -> None:
        nonlocal prefixes, names, scoped
        scoped, prefixes = around.pop()
        names = prefixes.names

    def tag(name: str, attributes: list[str]) -> State:
        """Return the state behind the attributes of what was opened just now."""
        assert opening is not None
        inner = opening.inner
        if not attributes and inner.bare is not None:
            return inner.bare.after
        plan = automaton.plan(inner, tuple(attributes[::2]))
        if plan is None or plan.is_open or not plan.after.is_alive:
            return amiss(inner, name, attributes)
        for check in plan.checks:
            value = attributes[check[0]]
            if value not in check[1] and not automaton.allows(check, value):
                return amiss(inner, name, attributes)
        if not identities.take(plan, attributes):
            return amiss(inner, name, attributes)
        if not attributes:
            inner.bare = plan
        return plan.after

    def amiss(inner: State, name: str, attributes: list[str]) -> State:
        """Return the state behind a tag where a value decides, or something is wrong."""
        assert opening is not None
        after, wrong, found = automaton.walk(inner, attributes, bindings())
        identities.take_each(found)
        if wrong:
            policy().attributes(inner, opening, name, attributes, wrong)
        return after

    def characters(*, whole: bool) -> State:
        text = "".join(texts)
        if state.text == BLANK and not text.strip(_SPACE):
            if len(blanks) < _MOST_BLANKS:
                blanks.update(texts)
            return state
        found = automaton.text(state, text, bindings(), whole=whole)
        return policy().text(state, opening, stack, text) if found is None else found

    def ended(name: str) -> State:
        """Return the state behind an element whose end no table knows yet."""
        assert opening is not None
        found = automaton.end(opening, state)
        if found is not None:
            return found
        return policy().incomplete(state, opening, stack, prefixes.element(name))

    def bindings() -> Bindings:
        return prefixes.bindings if automaton.states.needs_bindings else _NONE

    def misnamed(why: str) -> ExpatError:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber
        error = ExpatError(f"{why}: line {line}, column {column}")
        error.lineno, error.offset = line, column
        return error

    def instruction(target: str, _data: str) -> None:
        if ":" in target:
            raise misnamed("not well-formed (colon in the name of an instruction)")

    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    parser.ProcessingInstructionHandler = instruction
    return Run(identities.finish, lambda: most)
