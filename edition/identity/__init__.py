"""Identity: which passage of one state of an edition is which of another, and what became of it.

A citation that was kept is looked for in the edition as it is now:

    resolver = Resolver(rolls_in(project, faults), read_ledger(project))
    found = resolver.resolve(Citation("tale", "p-7k3dq", fingerprints, quotation, "1.0.0"))
    found.verdict, found.step, found.references, found.words

`rolls_in` knows a project by the kept indexes of its texts, and asks for a text only when a
citation is of it, for the others only when that has nothing; a `Resolver` is made in no time, and
keeps what it has looked up. A range, START..END, has its two ends resolved, and the words between
them compared. `read_address` makes a citation of a public address, `cited_now` one of a passage as
it stands, with its quotation, as a lock keeps it.

Two states are compared passage by passage: `state_of` is a folder or a revision in git, `present`
the project as it is now, and `compared` tells the fate of each passage; `rolls_of` lets citations
be resolved in such a state.
"""

from edition.identity.citing import cited_now
from edition.identity.comparison import compared
from edition.identity.fate import Change, Fate, Verdict
from edition.identity.ledger import Ledger, read_ledger
from edition.identity.resolving.address import Address, read_address
from edition.identity.resolving.cascade import Resolver
from edition.identity.resolving.resolution import Citation, Found, Resolution, Step
from edition.identity.roll import Roll, Rolls, rolls_of
from edition.identity.sighting import present, rolls_in, state_of
from edition.identity.trace import State, Trace
from edition.index.entry import Quotation

__all__ = [
    "Address",
    "Change",
    "Citation",
    "Fate",
    "Found",
    "Ledger",
    "Quotation",
    "Resolution",
    "Resolver",
    "Roll",
    "Rolls",
    "State",
    "Step",
    "Trace",
    "Verdict",
    "cited_now",
    "compared",
    "present",
    "read_address",
    "read_ledger",
    "rolls_in",
    "rolls_of",
    "state_of",
]
