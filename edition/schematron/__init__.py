"""Schematron: what a schema's own rules find, in XPath 1.0 to 3.1.

Source: ISO/IEC 19757-3:2020.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from edition import allowance
from edition.diagnostic import Diagnostic, Location, Misuse, Severity
from edition.document import Document
from edition.file import read_bytes
from edition.schematron.plan import Plan
from edition.suggestion import instead
from edition.value import Value

__all__ = [
    "Schema",
    "expect_phase",
    "load",
    "seconds",
    "unchecked_apart",
    "validate",
    "validate_apart",
]


class Schema(Value):
    """A schema ready to judge by, and the file that it is from."""

    path: Path
    plan: Plan


def validate(
    document: Document, schema: Schema, folder: Path | None = None, seconds: float | None = None
) -> Iterator[Diagnostic]:
    """Yield what a schema's asserts and reports find.

    Within a pattern the first rule whose context matches a node judges it. The message is the
    test's own, the hint its sch:diagnostic. Tests may ask for other documents in `folder`, by
    default that of the schema. Raises Refused where this takes more than `seconds`.
    """
    from edition.schematron.judgement import judge  # many schemas turn out to hold no rules

    yield from judge(document, schema.plan, schema.path, folder or schema.path.parent, seconds)


def load(path: Path, phase: str = "") -> Schema:
    """Return a schema from the cache, or compile it; a grammar in RELAX NG for the rules in it.

    `phase` is one of the schema's, #ALL for all patterns, #DEFAULT or nothing for its own. Raises
    Refused, with one finding named `schema-…` that says where the fault is.
    """
    stat = path.stat()
    return _loaded(path, phase, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _loaded(path: Path, phase: str, _changed: int, _size: int) -> Schema:
    from edition.relaxng.cache import contents
    from edition.schematron import keeping

    data = contents(path)
    plan = None if phase else keeping.find(path, data)
    if plan is None:
        from edition.schematron.preparing import prepare

        plan, files = prepare(path, data, phase)
        if not phase:
            keeping.keep(path, data, files, plan)
    return Schema(path, plan)


def seconds() -> int:
    """Return how long rules may compute: EDITION_SCHEMA_SECONDS, by default 60."""
    return allowance.seconds("EDITION_SCHEMA_SECONDS")


def expect_phase(path: Path, phase: str) -> None:
    """Raise Misuse where a schema file has no phase of this name, Refused where it has faults."""
    if not phase:
        return
    from edition.schematron.phase import ALL, DEFAULT, phases
    from edition.schematron.source import Source, named

    if phase in {ALL, DEFAULT}:
        return
    known = phases(named(Source(path, read_bytes(path, str(path)))))
    if phase not in known:
        hint = instead(phase, known, "" if known else "it has none.")
        raise Misuse(f"{path} has no phase “{phase}”; {hint}")


def validate_apart(
    document: Document, file: Path, folder: Path, phase: str = ""
) -> Iterator[Diagnostic]:
    """Yield what a Schematron file that is not ours finds, in a process with a time limit.

    An XPath can take for ever, and nothing else ends it. Raises Refused.
    """
    from edition.schematron.worker import (
        for_schema,  # it takes longer to load than rules of ours to run
    )

    for row in for_schema(file, folder, phase).judge(document.data, document.path):
        name, *place = row.pop("location")
        here = Location(name, *place) if name else document.place(*place)
        severity = Severity(row.pop("severity"))
        yield Diagnostic(here, severity=severity, **{**row, "related": ()})


def unchecked_apart(file: Path, folder: Path, phase: str = "") -> tuple[str, ...]:
    """Return the constraints of a schema that `validate_apart` leaves out, as it says them."""
    from edition.schematron.worker import for_schema

    return for_schema(file, folder, phase).unchecked
