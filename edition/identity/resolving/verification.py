"""Verification: where the address of a passage leads now, and what is to be said of that."""

from collections.abc import Iterator

from edition.diagnostic import Diagnostic, Location, Severity
from edition.identity.ledger import Ledger, read_ledger
from edition.identity.resolving.address import Address
from edition.identity.resolving.cascade import Resolver
from edition.identity.resolving.resolution import Found, Resolution, Step
from edition.identity.sighting import rolls_in, version_of
from edition.project import Project
from edition.value import Value

__all__ = ["Verified", "verified"]

_BY = {
    Step.NAME: "by its name",
    Step.FINGERPRINT: "by its fingerprint",
    Step.LEDGER: "by the ledger or a tombstone",
    Step.QUOTATION: "by words like those quoted",
}
_PROFILES = frozenset({"reading", "diplomatic"})
_LONGEST = 200


class Verified(Value):
    """The references that an address leads to now, none where nobody can say; and what was found.

    `resolution` is None where the address says nothing that could be verified.
    """

    references: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    resolution: Resolution | None = None


def verified(address: Address, project: Project) -> Verified:
    """Verify an address: only what still has its name and its words is passed over in silence.

    Raises Refused for a ledger that is of no use.
    """
    faults = tuple(_faults(address, project))
    if faults:
        return Verified((), faults)
    unread: list[Diagnostic] = []
    rolls, ledger = rolls_in(project, unread), read_ledger(project)
    citation = address.citation()
    if citation is None:
        return Verified((address.reference,), tuple(_unverified(address)))
    found = Resolver(rolls, ledger).resolve(citation)
    is_there = rolls.of(address.document, address.profile) is not None
    told = (
        *unread,
        *_versions(address, ledger, project),
        *_told(address, found, is_there=is_there),
    )
    is_open = found.verdict in {Found.AMBIGUOUS, Found.WITHDRAWN, Found.UNKNOWN}
    return Verified(() if is_open else found.references, told, found)


def _faults(address: Address, project: Project) -> Iterator[Diagnostic]:
    """Yield what makes an address of no use here."""
    base = project.settings.base
    if not address.is_of(base):
        message = f"This is an address of another edition: the pages of this one are at {base}."
        hint = "Cite from the project that it belongs to: --project FOLDER."
        yield _finding(address, "foreign-address", Severity.ERROR, message, hint)
    elif address.fp and address.fingerprints is None:
        message = f"“fp={address.fp}” is not what an address says its fingerprints are."
        hint = f"Copy the address again, whole; or cite {address.reference}, unverified."
        yield _finding(address, "damaged-address", Severity.ERROR, message, hint)
    elif address.profile not in _PROFILES:
        message = f"There is no profile “{address.profile}” that a passage could be read in."
        hint = f"Copy the address again, whole; or cite {address.reference}, unverified."
        yield _finding(address, "damaged-address", Severity.ERROR, message, hint)


def _unverified(address: Address) -> Iterator[Diagnostic]:
    if address.ref:
        message = (
            "The address has no fingerprint, so nobody can say whether its words have changed."
        )
        hint = "Cite a passage by the address that the page, or edition cite, gives for it."
        yield _finding(address, "unverified-address", Severity.INFO, message, hint)


def _versions(address: Address, ledger: Ledger, project: Project) -> Iterator[Diagnostic]:
    """Yield a finding for a version that this edition is not known to have had."""
    known = [*ledger.versions, version_of(project, address.document)]
    if address.version and ledger.versions and address.version not in known:
        message = f"The ledger knows no version “{address.version}” of this edition."
        hint = f"It knows {', '.join(ledger.versions)}: look for a slip in v=."
        yield _finding(address, "unknown-version", Severity.WARNING, message, hint)


def _told(address: Address, found: Resolution, *, is_there: bool) -> Iterator[Diagnostic]:
    """Yield what became of the passage, unless it is the same and where it was."""
    cited = address.reference
    since = f" since version {address.version}" if address.version else ""
    where = " and ".join(found.references)
    by = f" (found {_BY.get(found.step, '')})"
    told = {
        Found.TYPOGRAPHY: f"Marks, case or spelling signs of {cited} have changed{since}.",
        Found.ALTERED: f"The words of {cited} have changed{since}.",
        Found.MOVED: f"What was {cited} is {where} now{by}{_changes(found)}.",
        Found.SPLIT: f"What was {cited} is divided now: {where}{by}.",
        Found.MERGED: f"What was {cited} is a part of {where} now{by}.",
        Found.WITHDRAWN: f"{cited} was withdrawn{_because(found)}.",
        Found.AMBIGUOUS: f"What was {cited} may be {where.replace(' and ', ' or ')} now{by}.",
        Found.UNKNOWN: f"Nothing here is what the address cites as {cited}.",
    }.get(found.verdict)
    if told is None:
        return
    if found.verdict is Found.UNKNOWN and not is_there:
        told = f"There is no document “{address.document}”, and nothing here has the words cited."
    if found.verdict is Found.AMBIGUOUS and len(found.targets) == 1:
        told = f"Of what was {cited}, only {where} is still found{by}."
    if found.verdict in {Found.WITHDRAWN, Found.AMBIGUOUS, Found.UNKNOWN}:
        yield _finding(address, "lost-passage", Severity.ERROR, told, _advice(address, found))
    else:
        is_slight = found.verdict is Found.TYPOGRAPHY
        weight = Severity.INFO if is_slight else Severity.WARNING
        yield _finding(address, "changed-passage", weight, told, _advice(address, found))


def _changes(found: Resolution) -> str:
    return {"same": ", word for word", "typography only": ", but for marks or case"}.get(
        found.change, ", with other words"
    )


def _because(found: Resolution) -> str:
    return f": {found.reason.rstrip('.')}" if found.reason else ""


def _advice(address: Address, found: Resolution) -> str:
    """Say what to do, and what the passage said, if somebody has kept it."""
    said = f" It said: “{_cut(found.earlier)}”" if found.earlier else ""
    if found.verdict is Found.AMBIGUOUS:
        return f"Compare them with what you have cited, and cite the right one.{said}"
    if found.verdict in {Found.WITHDRAWN, Found.UNKNOWN}:
        old = f" in version {address.version}" if address.version else " in an earlier version"
        return f"Look it up{old} of the edition, if that is kept.{said}"
    return f"Compare it with what you have quoted, then cite it anew by the address below.{said}"


def _cut(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST else f"{folded[:_LONGEST].rpartition(' ')[0]} …"


def _finding(
    address: Address, rule: str, severity: Severity, message: str, hint: str
) -> Diagnostic:
    return Diagnostic(Location(address.text), rule, severity, message, hint)
