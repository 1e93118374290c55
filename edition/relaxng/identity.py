"""Identity: the ids that a document gives, and the references to them."""

import re
from collections.abc import Callable
from pyexpat import XMLParserType
from typing import TYPE_CHECKING

from edition.name import is_ncname
from edition.regex import compiled
from edition.relaxng.state import Plan

if TYPE_CHECKING:
    from edition.relaxng.attribute import Identity

__all__ = ["Identities"]

_SPACE = " \t\r\n"


class Identities:
    """What is identified so far; `given` holds each id with the byte of its tag.

    `tell` is told an `id` that was given before, and at which byte; and, when all is read, an
    `idref` to an id that nothing has.
    """

    def __init__(self, parser: XMLParserType, tell: Callable[[str, str, int], None]) -> None:
        self.given: dict[str, int] = {}
        self.is_plain_name = compiled(r"[A-Za-z_][-.\w]*", re.ASCII).fullmatch
        self._parser = parser
        self._tell = tell
        self._references: list[tuple[str, int]] = []

    def take(self, plan: Plan, attributes: list[str]) -> bool:
        """Take note of what the attributes of a plan identify; False where an id is no name."""
        for index in plan.ids:
            if not self.is_plain_name(attributes[index]) and not is_ncname(attributes[index]):
                return False
        for index in plan.ids:
            self._give(attributes[index])
        for index in plan.references:
            self._refer(attributes[index])
        return True

    def take_each(self, identities: "list[Identity]") -> None:
        """Take note of ids and references that only their values told to be such."""
        for kind, value in identities:
            if kind == "ID":
                self._give(value.strip(_SPACE))
            else:
                self._refer(value)

    def _give(self, value: str) -> None:
        offset = self._parser.CurrentByteIndex
        earlier = self.given.setdefault(value, offset)
        if earlier != offset:
            self._tell("id", value, earlier)

    def _refer(self, value: str) -> None:
        offset = self._parser.CurrentByteIndex
        self._references += [(each, offset) for each in value.split()]

    def finish(self) -> None:
        """Tell of the references that lead nowhere."""
        for value, offset in self._references:
            if value not in self.given:
                self._tell("idref", value, offset)
