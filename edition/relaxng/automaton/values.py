"""Values: which values of attributes and contents are known to be right."""

import marshal
from collections.abc import Iterable
from typing import Final

__all__ = ["Values"]

_MOST: Final = 50_000
_MOST_KEPT: Final = 5000
_LONG: Final = 250


class Values:
    """The right values of one automaton, by the uids of their patterns.

    The set of a pattern stays the same object, since the plans of tags hold it. `packed` are those
    of earlier runs, read when a pattern is first asked for: few documents ask for many.
    """

    def __init__(self, packed: dict[int, bytes] | None = None) -> None:
        self._packed = packed or {}
        self._known: dict[int, set[str]] = {uid: set() for uid in self._packed}
        self._count = 0

    def uids(self) -> Iterable[int]:
        """Return the patterns that have a set, by their uids."""
        return self._known

    def of(self, uid: int) -> set[str]:
        """Return the values that are right by a pattern, which grow as documents come."""
        return self._known.setdefault(uid, set())

    def kept(self, uid: int) -> list[str]:
        """Return as many of them as are worth keeping for later runs."""
        self.recall(uid)
        return sorted(self._known[uid])[:_MOST_KEPT]

    def recall(self, uid: int) -> bool:
        """Read what earlier runs knew of a pattern; whether that has been done only now."""
        packed = self._packed.pop(uid, None)
        if packed is not None:
            self.of(uid).update(marshal.loads(packed))  # noqa: S302  (as in cache)
        return packed is not None

    def remember(self, known: set[str], value: str) -> None:
        """Take a right value into the set of its pattern, unless it is long; forget all of many."""
        if len(value) >= _LONG:
            return
        known.add(value)
        self._count += 1
        if self._count > _MOST:
            for each in self._known.values():
                each.clear()
            self._count = 0

    def clear(self) -> None:
        """Drop the sets themselves, where the plans that hold them are dropped too."""
        self._known.clear()
        self._packed.clear()
