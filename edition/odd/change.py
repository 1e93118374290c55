"""Change: what a customization changes, replaces and deletes of what it takes."""

from edition.diagnostic import Related, Severity
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
    first: dict[str, Part] = {}
    deleted = customized.deletions
    there = {**known, **{name: spec.element for name, spec in taken.items()}}
    for part in customized.parts:
        mode = part.element.get("mode", "add")
        if part.element.tag not in SPECS or mode not in _DONE:
            continue  # what is added is taken already; any other mode is told elsewhere
        name, kind = called(part.element), kind_of(part.element)
        spec = specs.get(name)
        if first.setdefault(name, part) is not part:
            _check_again(part, first[name], faults)
        elif mode == "delete" or (name not in deleted and (spec is None or spec.kind != kind)):
            _check(part, name, mode, there, faults)
        if spec is None or spec.kind != kind or mode == "delete":
            continue
        if mode == "change":
            element = merged(spec.element, part.element)
            specs[name] = Spec(spec.kind, name, element, part.document)
        else:
            specs[name] = Spec(kind, name, part.element, part.document)
    return specs


def _check_again(part: Part, first: Part, faults: Faults) -> None:
    """Tell of two changes to the same thing that are not of one kind: one undoes the other."""
    kind, name = kind_of(part.element), called(part.element)
    modes = [each.element.get("mode", "") for each in (first, part)]
    if modes == ["change", "change"]:
        return  # one after the other, as TEI's own processor does it
    message = f"The {kind} “{name}” is {_DONE[modes[0]]} first, and here {_DONE[modes[1]]}."
    hint = "Take one of them out, or put both into one."
    related = (Related(first.document.locate(first.element), "the first is here"),)
    at = (part.document, part.element)
    faults.add(*at, "schema-defined-twice", message, hint, Severity.WARNING, related)


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
