"""Resolving: where a passage that was cited long ago is now, and what became of its words.

First the name itself, if its words are still those; then the fingerprints, the ledger, the words of
the quotation with what stood around them: in its own document, else in the others. Every step but
the first is said, and what could be several is never decided: nothing is put silently in the place
of what was cited.
"""

from collections.abc import Iterator

from edition.identity.ledger import Ledger
from edition.identity.resolving.inheritance import Inheritance
from edition.identity.resolving.range import Range, range_of
from edition.identity.resolving.resolution import Citation, Found, Resolution
from edition.identity.resolving.searching import Search
from edition.identity.resolving.seeking import Seeker
from edition.identity.roll import Roll, Rolls

__all__ = ["Resolver"]

_OPEN = {Found.AMBIGUOUS, Found.UNKNOWN}


class Resolver:
    """Resolves citations in one state of an edition; what it looks up is made once."""

    def __init__(self, rolls: Rolls, ledger: Ledger) -> None:
        self._rolls = rolls
        self._ledger = ledger
        self._seekers: dict[int, Seeker] = {}

    def resolve(self, citation: Citation) -> Resolution:
        """Return what became of a citation; words within it never make that less than it is.

        Fingerprints of a profile that the edition does not have tell nothing.
        """
        found = self._resolved(citation)
        if found.verdict in _OPEN and citation.is_within:
            plain = self._resolved(citation.changed(quotation=None, is_within=False))
            return found if plain.verdict in _OPEN else plain
        return found

    def _resolved(self, citation: Citation) -> Resolution:
        profile = citation.fingerprints.profile
        roll = self._rolls.of(citation.document, profile)
        home = None if roll is None else self._seeker(roll)
        inheritance = Inheritance(self._rolls, self._ledger, profile)
        ends = range_of(citation.ref, roll, citation.document, self._ledger)
        if ends is not None:
            return Range(citation, ends, home, inheritance).resolved()
        return Search(citation, home, self._others(profile, roll), inheritance).resolved()

    def _others(self, profile: str, home: Roll | None) -> Iterator[Seeker]:
        return (self._seeker(roll) for roll in self._rolls.every(profile) if roll is not home)

    def _seeker(self, roll: Roll) -> Seeker:
        return self._seekers.setdefault(id(roll), Seeker(roll))
