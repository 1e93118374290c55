"""Change: what a customization changes, replaces and deletes of what it takes."""

from edition.diagnostic import Severity
from edition.document import Element
from edition.odd.customization import Customization, Part
from edition.odd.fault import Faults, meant
from edition.odd.merging import merged
from edition.odd.naming import SPECS, called, kind_of
from edition.odd.vocabulary import Spec

__all__ = ["changed"]

_DONE = {"change": "changed", "replace": "replaced", "delete": "deleted"}


def changed(
    customized: Customization, taken: dict[str, Spec], known: dict[str, Element], faults: Faults
) -> dict[str, Spec]:
    """Return the specifications as the changes leave them, in the order in which they came.

    A change to what is not in the schema has no effect, which is a warning; one to what there is
    not at all is an error.
    """
    specs = dict(taken)
    there = {**known, **{name: spec.element for name, spec in taken.items()}}
    for part in customized.parts:
        mode = part.element.get("mode", "add")
        if part.element.tag in SPECS and mode in _DONE:  # any other mode is told elsewhere
            name = called(part.element)
            spec = specs.get(name)
            kind = kind_of(part.element)
            if mode == "delete" or spec is None or spec.kind != kind:
                _check(part, name, mode, there, faults)
            elif mode == "change":
                element = merged(spec.element, part.element)
                specs[name] = Spec(spec.kind, name, element, part.document)
            else:
                specs[name] = Spec(kind, name, part.element, part.document)
    return specs


def _check(part: Part, name: str, mode: str, known: dict[str, Element], faults: Faults) -> None:
    """Tell what a change has in mind that is not there."""
    kind, found = kind_of(part.element), known.get(name)
    at = (part.document, part.element)
    if found is None or kind_of(found) != kind:
        names = [each for each, spec in known.items() if kind_of(spec) == kind]
        hint = meant(name, names, "Check the name; to add something new, write mode=“add”.")
        weight = Severity.WARNING if mode == "delete" else Severity.ERROR
        faults.add(*at, "schema-unknown-name", f"There is no {kind} “{name}”.", hint, weight)
    elif mode != "delete":
        message = f"The {kind} “{name}” is {_DONE[mode]} here, but it is not in the schema."
        hint = f"Take it in with a moduleRef to “{found.get('module', '')}”, or leave this out."
        faults.add(*at, "schema-no-effect", message, hint, Severity.WARNING)
