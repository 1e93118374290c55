"""Driver: a document read by expat, tag by tag, through an automaton.

It runs once for every tag there is. So it is one function with its variables in closures, looks up
tables before it asks, and never tries to be shorter than that.
"""

import re
from collections.abc import Callable
from pyexpat import XMLParserType
from typing import Final, Protocol, TypeAlias

from edition.name import is_ncname
from edition.relaxng.automaton import Automaton, Wrong
from edition.relaxng.pattern import Bindings
from edition.relaxng.state import BLANK, TYPED, Opening, Plan, State
from edition.value import Value

__all__ = ["Policy", "Run", "Stack", "drive"]

_LAST: Final = True  # expat: nothing follows
_SPACE: Final = " \t\r\n"
_XML: Final = "http://www.w3.org/XML/1998/namespace"

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
    """A run: `finish` it when the document has ended; `deepest` is how deep it has been so far."""

    finish: Callable[[], None]
    deepest: Callable[[], int]


def drive(automaton: Automaton, parser: XMLParserType, policy: Policy) -> Run:  # noqa: C901, PLR0915  (see above)
    """Let a parser run a document through an automaton."""
    state = automaton.start
    opening: Opening | None = None
    stack: Stack = None
    depth = most = 0
    texts: list[str] = []
    ids: dict[str, int] = {}
    references: list[tuple[str, int]] = []
    bindings: Bindings = {}
    plain_name = re.compile(r"[A-Za-z_][-.\w]*", re.ASCII).fullmatch

    def start(name: str, attributes: list[str]) -> None:
        nonlocal state, opening, stack, depth, most
        depth += 1
        if depth > most:  # noqa: PLR1730  (max is a call, and this runs for every tag)
            most = depth
        if texts:
            if state.text and (state.text > BLANK or "".join(texts).strip(_SPACE)):
                state = characters(whole=False)
            texts.clear()
        try:
            entered = state.openings[name]
        except KeyError:
            found = automaton.open(state, name)
            entered = policy.element(state, opening, stack, name) if found is None else found
        stack = (opening, stack)
        opening = entered
        inner = entered.inner
        if not attributes:
            state = inner.bare or tag(inner, name, attributes)
            return
        try:
            plan = inner.plans[tuple(attributes[::2])]
        except KeyError:
            state = tag(inner, name, attributes)
            return
        for check in plan.checks:
            value = attributes[check[0]]
            if value not in check[1] and not automaton.allows(check, value):
                state = amiss(inner, name, attributes)
                return
        if plan.is_simple or identified(plan, attributes):
            state = plan.after
        else:
            state = amiss(inner, name, attributes)

    def end(name: str) -> None:
        nonlocal state, opening, stack, depth
        depth -= 1
        if texts:
            if state.text and (state.text > BLANK or "".join(texts).strip(_SPACE)):
                state = characters(whole=True)
            texts.clear()
        elif state.text == TYPED:
            state = characters(whole=True)
        try:
            state = opening.ends[state]  # type: ignore[union-attr]  # what ends was opened
        except KeyError:
            assert opening is not None
            found = automaton.end(opening, state)
            state = policy.incomplete(state, opening, stack, name) if found is None else found
        opening, stack = stack  # type: ignore[misc]  # likewise

    def tag(inner: State, name: str, attributes: list[str]) -> State:
        """Return the state behind a start tag whose attributes no table knows yet."""
        plan = automaton.plan(inner, tuple(attributes[::2]))
        if plan is None or not all(
            automaton.allows(one, attributes[one[0]]) for one in plan.checks
        ):
            return amiss(inner, name, attributes)
        if attributes:
            fits = plan.is_simple or identified(plan, attributes)
            return plan.after if fits else amiss(inner, name, attributes)
        if not plan.after.is_alive:
            return amiss(inner, name, attributes)
        inner.bare = plan.after
        return plan.after

    def identified(plan: Plan, attributes: list[str]) -> bool:
        """Take note of ids and references; False where one is no name, or a plan cannot tell."""
        if plan.is_open or not plan.after.is_alive:
            return False
        offset = parser.CurrentByteIndex
        for index in plan.ids:
            value = attributes[index]
            if not plain_name(value) and not is_ncname(value):
                return False
        for index in plan.ids:
            if ids.setdefault(attributes[index], offset) != offset:
                policy.identity("id", attributes[index], ids[attributes[index]])
        for index in plan.references:
            references.extend((value, offset) for value in attributes[index].split())
        return True

    def amiss(inner: State, name: str, attributes: list[str]) -> State:
        """Return the state behind a tag where a value decides, or something is wrong."""
        after, wrong, identities = automaton.walk(inner, attributes, bindings)
        offset = parser.CurrentByteIndex
        for kind, value in identities:
            if kind != "ID":
                references.extend((each, offset) for each in value.split())
            elif ids.setdefault(value.strip(_SPACE), offset) != offset:
                policy.identity("id", value.strip(_SPACE), ids[value.strip(_SPACE)])
        if wrong:
            assert opening is not None
            policy.attributes(inner, opening, name, attributes, wrong)
        return after

    def characters(*, whole: bool) -> State:
        text = "".join(texts)
        found = automaton.text(state, text, bindings, whole=whole)
        return policy.text(state, opening, stack, text) if found is None else found

    def finish() -> None:
        for value, offset in references:
            if value not in ids:
                policy.identity("idref", value, offset)

    def deepest() -> int:
        return most

    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    if not automaton.needs_bindings:
        return Run(finish, deepest)

    scopes: list[Bindings] = [{"xml": _XML}]
    declared: dict[str, str] = {}

    def declare(prefix: str | None, namespace: str | None) -> None:
        declared[prefix or ""] = namespace or ""

    def bound_start(name: str, attributes: list[str]) -> None:
        nonlocal state, bindings
        if texts:  # they stand outside, where the prefixes of this tag mean nothing
            state = characters(whole=False)
            texts.clear()
        scopes.append({**scopes[-1], **declared})
        declared.clear()
        bindings = scopes[-1]
        start(name, attributes)

    def bound_end(name: str) -> None:
        nonlocal bindings
        end(name)
        scopes.pop()
        bindings = scopes[-1]

    bindings = scopes[-1]
    parser.StartNamespaceDeclHandler = declare
    parser.StartElementHandler = bound_start
    parser.EndElementHandler = bound_end
    return Run(finish, deepest)
