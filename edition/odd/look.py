"""Look: a part of an ODD that is looked at, and where its faults are told."""

from collections.abc import Collection, Mapping

from edition.diagnostic import Related, Severity
from edition.document import Element
from edition.odd.attribution import Attribution
from edition.odd.customization import Part
from edition.odd.fault import Faults
from edition.odd.naming import kind_of

__all__ = ["Look"]


class Look:
    """A part that is looked at, with what there is to compare it with."""

    def __init__(
        self,
        part: Part,
        attribution: Attribution,
        known: Mapping[str, Element],
        faults: Faults,
        deleted: Collection[str] = (),
    ) -> None:
        self.part = part
        self.attribution = attribution
        self.vocabulary = attribution.vocabulary
        self.known = known
        self.faults = faults
        self.deleted = deleted

    def tell(  # noqa: PLR0913  (what a finding is made of)
        self,
        element: Element,
        rule: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
        related: tuple[Related, ...] = (),
    ) -> None:
        self.faults.add(self.part.document, element, rule, message, hint, severity, related)

    def remedy(self, name: str) -> str:
        """Return what to do about a name that is known, and not in the schema."""
        if name in self.deleted:
            return "This ODD deletes it: leave it, or take it out here too."
        module = self.known[name].get("module", "")
        return f"Take it in with a moduleRef to “{module}”, or leave it out here."

    def names(self, kind: str) -> list[str]:
        """Return the names of all things of a kind, those in the schema and those in its source."""
        mine = [spec.ident for spec in self.vocabulary.of(kind)]
        return mine + [name for name, spec in self.known.items() if kind_of(spec) == kind]
