"""Validation: grammar, Schematron, rules, in this order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from edition.diagnostic import Diagnostic, Refused
from edition.document import Document
from edition.project import Project
from edition.schema import Schemas, is_ours, no_schema, schemas
from edition.validation.echo import without_echoes
from edition.validation.silence import allowed, is_silent, unheeded
from edition.value import Value

__all__ = ["KINDS", "Checks", "Validation", "validate"]

KINDS = ("grammar", "schematron", "rules")

_NAMES = {"grammar": "the grammar", "schematron": "Schematron", "rules": "the rules"}


class Checks(Value):
    """What documents are judged by; as it stands, by all that they and their project name.

    `schemas` stand in for those of the document; `only` is one of KINDS; `ignore` holds names of
    rules, `sets` those of opt-in sets of rules that judge too; `phase` is one of the Schematron
    schemas that judge.
    """

    schemas: tuple[str, ...] = ()
    only: str | None = None
    ignore: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    phase: str = ""

    def include(self, kind: str) -> bool:
        """Whether a kind of check is asked for."""
        return self.only in {None, kind}


class Validation(Value):
    """What validating one document brought up; `unchecked` says what was not looked at."""

    diagnostics: tuple[Diagnostic, ...]
    unchecked: tuple[str, ...] = ()
    addresses: int = 0
    """How many pointers are web addresses: nothing is fetched, so they are not followed."""
    refused: bool = False


def validate(document: Document, project: Project, checks: Checks = Checks()) -> Validation:  # noqa: B008  (it never changes)
    """Judge a document by its grammar, its Schematron and our rules.

    Findings come in the order of the text. A schema that is of no use is a finding too, and sets
    `refused`. Raises Misuse for a phase that a schema does not have.
    """
    if checks.only != "grammar" or not document.is_streamed:
        _ = document.root  # first of all it is read, or refused
    run = _Run(document, project, checks)
    run.by_schemas()
    if checks.include("rules"):
        run.by_rules()
    if document.expansion is not None and document.expansion.has_gaps:
        run.unchecked.append("what XInclude names and could not be taken in")
        run.refused = run.refused or document.expansion.is_unread
    return Validation(
        tuple(run.told() if checks.schemas else _led(run.told(), project)),
        tuple(run.unchecked),
        _addresses(document, project) if checks.include("rules") else 0,
        run.refused,
    )


class _Run:
    """The judging of one document: what was found so far, and what could not be looked at."""

    def __init__(self, document: Document, project: Project, checks: Checks) -> None:
        self.document = document
        self.project = project
        self.checks = checks
        self.found = list(document.diagnostics)
        self.unchecked = [_NAMES[kind] for kind in KINDS if not checks.include(kind)]
        self.refused = False

    def by_schemas(self) -> None:
        """Judge by grammar and Schematron; a schema that is of no use ends it."""
        foreign = not self.document.is_tei and not self.checks.schemas
        if foreign:
            from edition.validation.foreign import not_tei

            self.found.append(not_tei(self.document))
        try:
            named = schemas(self.document, self.project, self.checks.schemas)
            judges = _realised(named, self.project)
            if not judges.grammars:
                _ = self.document.root
            self._tell_missing(judges, is_told=foreign and not judges.unreached)
            self._by_grammars(judges)
            if self.checks.only == "schematron" or (
                self.checks.only is None and not judges.missing
            ):
                self._by_schematron(judges)
            judging = (*judges.grammars, *judges.schematrons)
            self.found += unheeded(self.document, judging)
        except Refused as refusal:
            self.found += refusal.diagnostics
            self.refused = True

    def by_rules(self) -> None:
        """Judge by our rules."""
        from edition.rule import chosen  # not where the grammar alone is asked for

        is_tei = self.document.is_tei
        for rule in chosen(self.checks.sets):
            if is_tei or not rule.tei_only:
                self.found += rule.diagnose(self.document, self.project)

    def told(self) -> Iterator[Diagnostic]:
        """Yield what is neither silenced nor ignored nor an echo, in the order of the text."""
        document = self.document
        ignored = {*self.checks.ignore, *self.project.settings.ignore}
        silenced = allowed(document)
        ordered = sorted(self.found, key=lambda item: document.order(item.location))
        for item in without_echoes(ordered, document):
            if item.rule not in ignored and not is_silent(item, document, silenced):
                yield item

    def _tell_missing(self, judges: Schemas, *, is_told: bool) -> None:
        """Say which kinds of check no schema at hand allows, and how to get one."""
        if not judges.grammars and self.checks.include("grammar"):
            self.unchecked.append("the grammar, since no schema is at hand")
        if not judges.missing:
            self.unchecked += [f"{name}, which is not at hand" for name in judges.unreached]
        elif self.checks.include("grammar") and not is_told and not self._is_dangling(judges):
            self.found.append(no_schema(self.document, judges))

    def _is_dangling(self, judges: Schemas) -> bool:
        """Whether a rule tells of every schema that is named that there is no such file."""
        if not judges.unreached or not self.checks.include("rules"):
            return False
        from edition.schema.association import unreached

        known = {each.href for each in unreached(self.document, self.project) if each.is_missing}
        return known.issuperset(judges.unreached)

    def _by_grammars(self, judges: Schemas) -> None:
        if judges.grammars and self.checks.include("grammar"):
            from edition import relaxng

            named = judges.sources or judges.grammars
            for path, source in zip(judges.grammars, named, strict=True):
                self.found += relaxng.validate(self.document, path, source.name)

    def _by_schematron(self, judges: Schemas) -> None:
        from edition import schematron

        phase = self.checks.phase
        holding = [path for path in judges.grammars if path.suffix == ".rng" and not is_ours(path)]
        embedded = [path for path in holding if schematron.load(path).plan.patterns]
        if not judges.schematrons and not embedded:
            self.unchecked.append("Schematron, since no schema of its kind is named")
        elif phase and not judges.schematrons:
            why = f"the phase {phase}, since rules in a grammar have none: all are asked"
            self.unchecked.append(why)
        for path in judges.schematrons:
            schematron.expect_phase(path, phase)
            self._by_constraints(path, phase, is_known=is_ours(path) or path in judges.made)
        for path in embedded:  # most often TEI's, of which none can take for ever
            self._by_constraints(path, "", is_known=True)

    def _by_constraints(self, path: Path, phase: str, *, is_known: bool) -> None:
        """Judge by one schema, in our process if it comes to an end, else in one that can."""
        from edition import schematron

        root = self.project.root
        schema = schematron.load(path, phase) if is_known else None
        if schema is not None and schema.plan.bounded and not schema.plan.by_saxon:
            self.unchecked += schema.plan.unchecked
            self.found += schematron.validate(self.document, schema, root, schematron.seconds())
            return
        self.found += schematron.validate_apart(self.document, path, root, phase)
        self.unchecked += schematron.unchecked_apart(path, root, phase)


def _realised(judges: Schemas, project: Project) -> Schemas:
    """Return schemas with what an ODD is compiled to in its place. Raises Refused."""
    odds = [path for path in judges.grammars if path.suffix == ".odd"]
    if not odds:
        return judges
    from edition.odd.keeping import schemas_of

    made = {odd: schemas_of(odd, project) for odd in odds}
    rules = [path for odd in odds for path in made[odd][1:]]
    return judges.changed(
        grammars=tuple(made[path][0] if path in made else path for path in judges.grammars),
        schematrons=(*rules, *judges.schematrons),
        made=tuple(rules),
        sources=judges.grammars,
    )


def _led(found: Iterable[Diagnostic], project: Project) -> list[Diagnostic]:
    """Let findings lead to the project's own pages about its schema, where it has them."""
    every = list(found)
    if not any(each.url for each in every):
        return every
    from edition.schema.documentation import led

    return led(every, project)


def _addresses(document: Document, project: Project) -> int:
    if not document.is_tei:
        return 0
    from edition.tei.pointer import pointers

    return sum("://" in pointer.uri for pointer in pointers(document, project).beyond)
