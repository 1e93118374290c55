"""Validation: grammar, Schematron, rules, in this order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from edition.diagnostic import Diagnostic, Fix, Location, Refused, Severity
from edition.document import TEI, Document
from edition.project import Project
from edition.schema import Schemas, is_ours, no_schema, schemas
from edition.silence import allowed, is_silent, unknown_names
from edition.value import Value

__all__ = ["KINDS", "Validation", "not_tei", "validate"]

KINDS = ("grammar", "schematron", "rules")

_NAMES = {"grammar": "the grammar", "schematron": "Schematron", "rules": "the rules"}

_ECHOES = {
    "grammar-id": {"duplicate-id"},
    "grammar-namespace": {"not-tei"},
    "grammar-element": {"not-tei"},
    "grammar-value": {"impossible-date", "malformed-id", "duplicate-id"},
    "impossible-date": {"grammar-attribute"},
    "lone-alternative": {"grammar-incomplete"},
    "malformed-language": {"grammar-value"},
    "wordless-speech": {"grammar-incomplete"},
    "empty-element": {"grammar-incomplete"},
    "lg-atleast1oflggapl": {"grammar-incomplete"},
    "speech-without-speaker": {"grammar-incomplete"},
    "att.datable.w3c-att-datable-w3c-when": {"when-beside-range"},
    "att.datable.w3c-att-datable-w3c-from": {"from-beside-not-before"},
    "att.datable.w3c-att-datable-w3c-to": {"to-beside-not-after"},
    "said-by-unknown-speaker": {"dangling-pointer"},
    "said-to-unknown-addressee": {"dangling-pointer"},
}
"""Findings that are left out where another, which says it more clearly, is at the same place."""


class Validation(Value):
    """What validating one document brought up; `unchecked` says what was not looked at."""

    diagnostics: tuple[Diagnostic, ...]
    unchecked: tuple[str, ...] = ()
    addresses: int = 0
    """How many pointers are web addresses: nothing is fetched, so they are not followed."""
    refused: bool = False
    known: int = 0
    """How many findings are left out since a baseline knows them."""


def validate(  # noqa: PLR0913  (what may be asked of it)
    document: Document,
    project: Project,
    *,
    named: tuple[str, ...] = (),
    only: str | None = None,
    ignore: tuple[str, ...] = (),
    sets: tuple[str, ...] = (),
) -> Validation:
    """Judge a document by its grammar, its Schematron and our rules.

    `named` schemas stand in for those of the document; `only` is one of KINDS; `ignore` holds
    names of rules, `sets` those of opt-in sets of rules that judge too. Findings come in the order
    of the text. A schema that is of no use is a finding too, and sets `refused`.
    """
    if only != "grammar" or not document.is_streamed:
        _ = document.root  # first of all it is read, or refused
    found = list(document.diagnostics)
    unchecked = [_NAMES[kind] for kind in KINDS if only not in {None, kind}]
    refused = False
    foreign = not document.is_tei and not named
    if foreign:
        found.append(not_tei(document))
    try:
        judges = _realised(schemas(document, project, named), project)
        if not judges.grammars:
            _ = document.root
        unchecked += _missing(judges, only)
        untold = not foreign or judges.unreached
        if judges.missing and untold and only in {None, "grammar"}:
            found.append(no_schema(document, judges))
        found += _by_schemas(document, project, judges, only, unchecked)
        found += unknown_names(document, (*judges.grammars, *judges.schematrons))
    except Refused as refusal:
        found += refusal.diagnostics
        refused = True
    if only in {None, "rules"}:
        found += _by_rules(document, project, sets)
    if document.expansion is not None and document.expansion.has_gaps:
        unchecked.append("what XInclude names and could not be taken in")
        refused = refused or document.expansion.is_unread
    kept = _kept(_in_order(found, document), document, (*ignore, *project.settings.ignore))
    return Validation(
        tuple(kept if named else _led(kept, project)),
        tuple(unchecked),
        _addresses(document, project) if only in {None, "rules"} else 0,
        refused,
    )


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
    )


def _led(found: Iterable[Diagnostic], project: Project) -> list[Diagnostic]:
    """Let findings lead to the project's own pages about its schema, where it has them."""
    every = list(found)
    if not any(each.url for each in every):
        return every
    from edition.schema.documentation import led

    return led(every, project)


def _missing(judges: Schemas, only: str | None) -> Iterator[str]:
    """Say which kinds of check no schema at hand allows."""
    if not judges.grammars and only in {None, "grammar"}:
        yield "the grammar, since no schema is at hand"
    if not judges.missing:
        yield from (f"{name}, which is not at hand" for name in judges.unreached)


def _by_schemas(
    document: Document, project: Project, judges: Schemas, only: str | None, unchecked: list[str]
) -> Iterator[Diagnostic]:
    """Yield what grammars and Schematron find; what the latter cannot judge goes to `unchecked`."""
    if judges.grammars and only in {None, "grammar"}:
        from edition import relaxng

        for path in judges.grammars:
            yield from relaxng.validate(document, path)
    if only == "schematron" or (only is None and not judges.missing):
        yield from _by_rules_of_schemas(document, project, judges, unchecked)


def _by_rules_of_schemas(
    document: Document, project: Project, judges: Schemas, unchecked: list[str]
) -> Iterator[Diagnostic]:
    from edition import schematron

    holding = [path for path in judges.grammars if path.suffix == ".rng" and not is_ours(path)]
    embedded = [path for path in holding if schematron.load(path).plan.patterns]
    if not judges.schematrons and not embedded:
        unchecked.append("Schematron, since no schema of its kind is named")
    for path in judges.schematrons:
        trusted = is_ours(path) or (path in judges.made and schematron.load(path).plan.bounded)
        yield from _by_schematron(document, project, path, unchecked, trusted=trusted)
    for path in embedded:  # most often TEI's, of which none can take for ever
        trusted = schematron.load(path).plan.bounded
        yield from _by_schematron(document, project, path, unchecked, trusted=trusted)


def _by_schematron(
    document: Document, project: Project, path: Path, unchecked: list[str], *, trusted: bool
) -> Iterator[Diagnostic]:
    """Yield what one schema finds: in our process if it is trusted, else in one that can end."""
    from edition import schematron

    if trusted and not schematron.load(path).plan.by_saxon:
        schema = schematron.load(path)
        unchecked += schema.plan.unchecked
        yield from schematron.validate(document, schema, project.root, schematron.seconds())
        return
    yield from schematron.validate_apart(document, path, project.root)
    unchecked += schematron.unchecked_apart(path, project.root)


def _by_rules(document: Document, project: Project, sets: tuple[str, ...]) -> Iterator[Diagnostic]:
    from edition.rule import chosen  # not where the grammar alone is asked for

    for rule in chosen(sets):
        if document.is_tei or not rule.tei_only:
            yield from rule.diagnose(document, project)


def _addresses(document: Document, project: Project) -> int:
    if not document.is_tei:
        return 0
    from edition.pointer import pointers

    return sum("://" in pointer.uri for pointer in pointers(document, project))


def _in_order(found: list[Diagnostic], document: Document) -> list[Diagnostic]:
    return sorted(found, key=lambda item: document.order(item.location))


def _kept(
    found: list[Diagnostic], document: Document, ignore: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """Leave out what is silenced, and what a rule says more clearly at the same place."""
    told = {(item.location, item.rule, _attribute(item)) for item in found if item.rule in _CLEARER}
    silenced = allowed(document)
    for item in found:
        if item.rule in ignore or _is_echo(item, told):
            continue
        if not is_silent(item, document, silenced):
            yield item


_CLEARER: frozenset[str] = frozenset().union(*_ECHOES.values())


def _is_echo(item: Diagnostic, told: set[tuple[Location, str, str]]) -> bool:
    clearer = _ECHOES.get(item.rule, ())
    return any((item.location, rule, _attribute(item)) in told for rule in clearer)


_OF_IDS = {"duplicate-id", "grammar-id", "malformed-id"}
_OF_VALUES = {"grammar-value", "impossible-date", "malformed-language"}


def _attribute(item: Diagnostic) -> str:
    """Return the attribute that a finding is about, if it is about one: they share a place."""
    if item.rule in _OF_IDS:
        return "xml:id"
    if item.rule == "grammar-attribute":
        return item.message.partition("no attribute ")[2].partition(" ")[0].rstrip(".;:")
    name, is_value, _ = item.message.partition("=“")
    return name if is_value and item.rule in _OF_VALUES else ""


def not_tei(document: Document) -> Diagnostic:
    """Return the finding for a root element that is not TEI's."""
    ns, local = _root_name(document)
    where = f"in the namespace {ns}" if ns else "in no namespace"
    return Diagnostic(
        document.locate_root(),
        "not-tei",
        Severity.ERROR,
        f"The root element <{local}> is {where}; this is no TEI document.",
        'A TEI document begins with <TEI xmlns="http://www.tei-c.org/ns/1.0">; '
        "for another vocabulary, name its schema with --schema.",
        fix=_namespace(ns, local),
    )


def _namespace(ns: str, local: str) -> Fix | None:
    """Return the fix for a root that is TEI's by its name, in no namespace or a misspelt one."""
    from edition.relaxng.spelling import is_same_address

    named_so = local in {"TEI", "teiCorpus"}
    return Fix("namespace", ns, TEI) if named_so and is_same_address(ns, TEI) else None


def _root_name(document: Document) -> tuple[str, str]:
    if document.prolog is not None:
        return document.prolog.ns, document.prolog.local
    name = etree.QName(document.root)
    return name.namespace or "", name.localname
