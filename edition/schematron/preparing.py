"""Preparing: a schema file becomes a plan; most runs find that in the cache."""

from pathlib import Path

from edition.document import Element
from edition.schematron.embedded import embedded, may_hold_rules
from edition.schematron.expansion import expand
from edition.schematron.functions import take_in
from edition.schematron.phase import narrow
from edition.schematron.plan import Plan
from edition.schematron.planning import plan
from edition.schematron.source import Source, named
from edition.schematron.structure import expect_structure

__all__ = ["prepare"]


_NOTHING = Plan(2, (), (), (), (), (), bounded=True, by_saxon=False, unchecked=())


def prepare(path: Path, data: bytes, phase: str) -> tuple[Plan, list[str]]:
    """Return the plan of a file with these bytes, and the other files that it takes in.

    Raises Refused. A grammar without any rules gives a plan that finds nothing.
    """
    if path.suffix == ".rng" and not may_hold_rules(data):
        return _NOTHING, []
    source, schema = written_out(path, data, phase)
    if schema is None:
        return _NOTHING, []
    return plan(source, schema), [str(file) for file in source.files[1:]]


def written_out(path: Path, data: bytes, phase: str) -> tuple[Source, Element | None]:
    """Return a file as it was read, and its schema without abstract parts, narrowed to a phase.

    The rules in a grammar have no phases: all of them are asked. Raises Refused.
    """
    source = Source(path, data)
    if path.suffix == ".rng":
        schema = embedded(source)
        if schema is not None:
            expand(source, schema)
        return source, schema
    schema = named(source)
    expect_structure(source, schema)
    take_in(source, schema)
    expand(source, schema)
    narrow(source, schema, phase)
    return source, schema
