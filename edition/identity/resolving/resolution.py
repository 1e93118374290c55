"""Resolution: what was cited, and what became of it, in the words of the contract."""

from enum import StrEnum

from edition.fingerprint import Fingerprints
from edition.identity.fate import Change
from edition.identity.trace import Trace
from edition.index.entry import Quotation
from edition.value import Value

__all__ = ["Citation", "Found", "Resolution", "Step"]


class Found(StrEnum):
    """What became of a citation."""

    SAME = "same"
    TYPOGRAPHY = "typography only"
    ALTERED = "altered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class Step(StrEnum):
    """By what a passage was found: any but the first is to be said."""

    NAME = "name"
    FINGERPRINT = "fingerprint"
    LEDGER = "ledger"
    QUOTATION = "quotation"
    NONE = "none"


class Citation(Value):
    """What was cited: the reference, START..END for a range, the fingerprints of its words.

    `quotation` is how they begin and end and what stands around them, as far as that was kept;
    of a range it is of the whole. `version` is that of the edition, if it is known. Where it
    `is_within`, the quotation is of some words in the passage, which may be anywhere in it.
    """

    document: str
    ref: str
    fingerprints: Fingerprints
    quotation: Quotation | None = None
    version: str = ""
    is_within: bool = False


class Resolution(Value):
    """What became of a citation: where it is now, how that was found, how its words differ.

    `targets` are the passages that stand for it now, of a range the first and the last; of what
    is ambiguous, all that it may be. `words` is what they say, `earlier` what was published under
    the name, where the ledger has kept that, and `reason` what a tombstone says.
    """

    verdict: Found
    step: Step
    targets: tuple[Trace, ...] = ()
    change: Change = Change.SAME
    reason: str = ""
    earlier: str = ""
    words: str = ""
    is_range: bool = False

    @property
    def references(self) -> tuple[str, ...]:
        """Where it is now, as people write it: DOCUMENT#REF, or one DOCUMENT#START..END."""
        if self.is_range and self.targets and self.verdict is not Found.AMBIGUOUS:
            first, last = self.targets[0], self.targets[-1]
            end = "" if first is last else f"..{last.ref}"
            return (f"{first.reference}{end}",)
        return tuple(target.reference for target in self.targets)
