"""Identity: the ids that a document gives, and the references to them."""

from collections.abc import Callable
from pyexpat import XMLParserType
from typing import TYPE_CHECKING

from edition.name import is_ncname
from edition.relaxng.automaton.state import Plan

if TYPE_CHECKING:
    from edition.relaxng.automaton.attribute import Identity

__all__ = ["Identities"]

_SPACE = " \t\r\n"
_LETTERS = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIRST = frozenset(_LETTERS)
_PLAIN = f"{_LETTERS}-.0123456789".encode()


class Identities:
    """What is identified so far: `given` holds each id, in the order of the text.

    Most documents give no id twice, and none that is no name. So ids are first taken as they come,
    and looked at together at the end; only if something is wrong with them does a second run look
    `closely` at each where it stands. `tell` is told an `id` that was given before, and at which
    byte; and, when all is read, an `idref` to an id that nothing has.
    """

    def __init__(
        self, parser: XMLParserType, tell: Callable[[str, str, int], None], *, closely: bool
    ) -> None:
        self.given: list[str] = []
        self._written: dict[str, int] = {}
        self._closely = closely
        self._parser = parser
        self._tell = tell
        self._references: list[tuple[str, int]] = []

    def take(self, plan: Plan, attributes: list[str]) -> bool:
        """Take note of what the attributes of a plan identify; False where an id is no name."""
        if self._closely and not all(is_ncname(attributes[index]) for index in plan.ids):
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
        self.given.append(value)
        if self._closely:
            offset = self._parser.CurrentByteIndex
            earlier = self._written.setdefault(value, offset)
            if earlier != offset:
                self._tell("id", value, earlier)

    def _refer(self, value: str) -> None:
        offset = self._parser.CurrentByteIndex
        self._references += [(each, offset) for each in value.split()]

    def finish(self) -> bool:
        """Tell of the references that lead nowhere; False where ids are to be looked at closely."""
        known = set(self.given)
        if not self._closely and (len(known) < len(self.given) or not _are_names(known)):
            return False
        for value, offset in self._references:
            if value not in known:
                self._tell("idref", value, offset)
        return True


def _are_names(ids: set[str]) -> bool:
    is_plain = _FIRST.issuperset([each[:1] for each in ids])
    if is_plain and not "".join(ids).encode().translate(None, _PLAIN):
        return True  # as nearly all are: names in ASCII
    return all(map(is_ncname, ids))
