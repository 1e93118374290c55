"""Repair: what mends a mistake, where nothing else can have been meant; else None."""

from edition.diagnostic import Fix
from edition.relaxng.automaton.pattern import ATTRIBUTE, DATA, XML, Pattern
from edition.relaxng.message.commonness import is_of_tei
from edition.relaxng.message.expectation import Expectations
from edition.relaxng.message.spelling import is_same_address, is_slip
from edition.relaxng.mistake import Mistake
from edition.relaxng.phrase import attribute

__all__ = ["namespaced", "renamed_attribute", "renamed_element", "rewritten"]


def renamed_element(mistake: Mistake, expectations: Expectations) -> Fix | None:
    """Return what a misspelt element was certainly meant to be called."""
    meant, *others = mistake.near
    here = expectations.first(mistake.state) if mistake.state else {}
    names = (local for ns, local in expectations.by_name if ns == meant[0])
    if is_of_tei(mistake.name):  # which the schema leaves out
        return None
    if others or meant not in here or not is_slip(mistake.name[1], meant[1], names):
        return None
    return Fix("element", mistake.name[1], meant[1])


def namespaced(mistake: Mistake, expectations: Expectations) -> Fix | None:
    """Return the namespace that a root was certainly meant to be in."""
    right = mistake.near[0]
    start = expectations.first(mistake.state) if mistake.state else {}
    is_root = not mistake.element[1] and right in start
    if not (is_root and right[0] and is_same_address(mistake.name[0], right[0])):
        return None
    return Fix("namespace", mistake.name[0], right[0])


def renamed_attribute(mistake: Mistake, expectations: Expectations) -> Fix | None:
    """Return what an attribute was certainly meant to be called: no element has it as it is."""
    (ns, local), (right, meant), *others = mistake.name, *mistake.near
    if others or ns not in {"", XML} or right not in {"", XML}:
        return None
    assert mistake.state is not None
    offered = [each[1] for each in expectations.offered(mistake.state, ATTRIBUTE)]
    unknown = not expectations.bearers(mistake.name)
    if local != meant and not (unknown and is_slip(local, meant, offered)):
        return None
    return Fix("attribute", attribute(mistake.name), attribute(mistake.near[0]))


def rewritten(mistake: Mistake, types: list[Pattern]) -> Fix | None:
    """Return the date or language tag that a value of an attribute can only mean."""
    if not mistake.name[1] or mistake.name[0] not in {"", XML}:
        return None
    types = [each for each in types if each.kind == DATA]
    if not {"date", "language"}.intersection(each.type.name for each in types):
        return None
    from edition.relaxng.datatype.certainty import certain_date, certain_language

    for read in (certain_date, certain_language):
        meant = read(mistake.value)
        if meant is not None and any(each.type.allows(meant) for each in types):
            return Fix("value", mistake.value, meant, attribute(mistake.name))
    return None
