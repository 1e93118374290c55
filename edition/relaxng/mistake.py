"""Mistake: what is wrong with a document, before it is put into words."""

from pyexpat import XMLParserType
from typing import Any

from edition.relaxng.automaton.pattern import Name, Pattern
from edition.relaxng.automaton.state import State
from edition.value import Value

__all__ = ["Mistake", "Mistakes"]


class Mistake(Value):
    """What is wrong, and where: everything that a message is made of.

    Kinds: `misspelt`, `namespace`, `early`, `late`, `misplaced`, `unknown` (of an element);
    `attribute`, `value`, `missing-attribute`; `text`, `incomplete`, `id`, `idref`. `element` is the
    one that bears the mistake, for the first six kinds the one around it; `near` what may have been
    meant; `needs` what is missing, for each place the names of which one will do. Line and column
    are those of the tag that was read when it came out, `offset` is its byte.
    """

    kind: str
    line: int
    column: int
    offset: int
    element: Name
    name: Name = ("", "")
    value: str = ""
    near: tuple[Name, ...] = ()
    needs: tuple[tuple[Name, ...], ...] = ()
    state: State | None = None
    pattern: tuple[Pattern, ...] = ()
    other: int = -1
    """The byte at which an id was given before; of an incomplete element its depth, from 1.

    At the byte where it ends its last child may end too, if that is empty. Of an element that
    comes too late: how many of the name that it has, or was meant to have, came in time.
    """
    start: tuple[Pattern, ...] = ()
    """What the element around it may hold, where what comes too late may stand in it further up."""
    beside: Name = ("", "")
    """The sibling that keeps what comes too late from standing there; see `sibling`."""

    @property
    def sense(self) -> tuple[Any, ...]:
        """All that it says but for where: what is told alike."""
        kind, _, _, _, *rest, _ = self
        return kind, *rest


class Mistakes:
    """The mistakes of one run, taken down at the place that its parser has come to."""

    def __init__(self, parser: XMLParserType) -> None:
        self._parser = parser
        self._found: dict[int, Mistake] = {}
        self._count = 0

    def found(self) -> list[Mistake]:
        """Return what was taken down and not taken back, in the order of the text."""
        return list(self._found.values())

    def tell(  # noqa: PLR0913  (the fields of a mistake)
        self,
        kind: str,
        element: Name,
        name: Name = ("", ""),
        state: State | None = None,
        *,
        value: str = "",
        near: tuple[Name, ...] = (),
        needs: tuple[tuple[Name, ...], ...] = (),
        pattern: tuple[Pattern, ...] = (),
        other: int = -1,
        start: tuple[Pattern, ...] = (),
    ) -> int:
        """Take a mistake down; return its number."""
        parser = self._parser
        place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex)
        at = None if state is None else state.origin or state
        self._count += 1
        number = self._count
        self._found[number] = Mistake(
            kind, *place, element, name, value, near, needs, at, pattern, other, start
        )
        return number

    def retract(self, number: int) -> None:
        """Take a mistake back, which turned out to be none."""
        self._found.pop(number, None)
