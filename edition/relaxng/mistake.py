"""Mistake: what is wrong with a document, before it is put into words."""

from typing import Any

from edition.relaxng.pattern import Name, Pattern
from edition.relaxng.state import State
from edition.value import Value

__all__ = ["Mistake"]


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

    At the byte where it ends its last child may end too, if that is empty.
    """

    @property
    def sense(self) -> tuple[Any, ...]:
        """All that it says but for where: what is told alike."""
        kind, _, _, _, *rest, _ = self
        return kind, *rest
