"""Reference: names in the parts of an ODD that lead nowhere, or to what cannot be meant."""

from edition.diagnostic import Severity
from edition.document import Element
from edition.odd.fault import meant
from edition.odd.look import Look
from edition.odd.naming import RNG, TEI, kind_of, words

__all__ = ["check_references"]

_REFERENCES = {
    f"{TEI}elementRef": "element",
    f"{TEI}classRef": "class",
    f"{TEI}macroRef": "macro",
    f"{TEI}dataRef": "datatype",
}


def check_references(looked: Look, spec: Element, *, is_closed: bool) -> None:
    """Tell of the names in a specification that are not known.

    Where the schema is not closed, a module in RELAX NG may define those that RELAX NG refers to.
    """
    for holder in spec.iter(f"{TEI}content", f"{TEI}datatype"):
        for each in holder.iterdescendants(*_REFERENCES):
            _check_reference(looked, each)
    _check_classes(looked, spec)
    for each in spec.iter(f"{TEI}attRef"):
        _check_attribute(looked, each)
    if is_closed:
        _check_names_in_relax_ng(looked, spec)


def _check_reference(looked: Look, each: Element) -> None:
    kind, key = _REFERENCES.get(str(each.tag), ""), each.get("key")
    if each.get("ref") and kind == "datatype":
        message = "A datatype that is somewhere on the web is not understood."
        hint = "Name one of XML Schema's with name, or one of TEI's with key."
        looked.tell(each, "schema-unsupported", message, hint)
    elif kind and key:
        spec = looked.vocabulary.specs.get(key)
        found = looked.known.get(key) if spec is None else spec.element
        if found is None or kind_of(found) != kind:
            if looked.vocabulary.is_compiled:
                return
            hint = meant(key, looked.names(kind), "Check the name.")
            looked.tell(each, "schema-unknown-name", f"There is no {kind} “{key}”.", hint)
        elif spec is None and not looked.vocabulary.is_compiled:
            message = f"The {kind} “{key}” is not in the schema, so it drops out of this content."
            looked.tell(each, "schema-no-effect", message, looked.remedy(key), Severity.WARNING)
        elif kind == "class":
            _check_class(looked, each, key)


def _check_class(looked: Look, each: Element, key: str) -> None:
    if looked.vocabulary.specs[key].is_attributes:
        message = f"“{key}” is a class of attributes, so no element of it could stand here."
        hint = "Name a class of elements; attributes come with memberOf."
        looked.tell(each, "schema-invalid", message, hint)
        return
    members = looked.vocabulary.all_members(key)
    for name in (*words(each, "include"), *words(each, "except")):
        if name not in members:
            message = f"“{name}” is no member of the class “{key}” in this schema."
            hint = meant(name, members, "Leave it out here.")
            looked.tell(each, "schema-unknown-name", message, hint, Severity.WARNING)


def _check_classes(looked: Look, spec: Element) -> None:
    for member in spec.iterfind(f"{TEI}classes/{TEI}memberOf"):
        key = member.get("key", "")
        found = looked.known.get(key)
        is_left_out = member.get("mode") == "delete" or looked.vocabulary.is_compiled
        if is_left_out or key in looked.vocabulary.specs:
            continue
        if found is None or kind_of(found) != "class":
            hint = meant(key, looked.names("class"), "Check the name.")
            looked.tell(member, "schema-unknown-name", f"There is no class “{key}”.", hint)
        else:
            message = f"The class “{key}” is not in the schema, so this membership has no effect."
            looked.tell(member, "schema-no-effect", message, looked.remedy(key), Severity.WARNING)


def _check_attribute(looked: Look, each: Element) -> None:
    """Tell of a reference to an attribute that its class does not give."""
    key, name = each.get("class", ""), each.get("name")
    if not key or looked.vocabulary.is_compiled:
        return
    found = looked.known.get(key)
    given = looked.attribution.given(key)
    if given and (name is None or name in given):
        return
    spec = looked.vocabulary.specs.get(key)
    if spec is not None and spec.is_attributes:
        message = f"The class “{key}” gives no attribute “{name}”."
        looked.tell(each, "schema-unknown-name", message, meant(name or "", given, "Check it."))
    elif spec is None and found is not None and kind_of(found) == "class":
        message = f"The class “{key}” is not in the schema, so it gives no attribute here."
        looked.tell(each, "schema-no-effect", message, looked.remedy(key), Severity.WARNING)
    else:
        hint = meant(key, looked.names("class"), "Check the name.")
        looked.tell(each, "schema-unknown-name", f"There is no class of attributes “{key}”.", hint)


def _check_names_in_relax_ng(looked: Look, spec: Element) -> None:
    for each in spec.iter(f"{RNG}ref"):
        name = each.get("name", "")
        stems = {name, name.rpartition("_")[0], name.partition(".attribute")[0]}
        if stems.isdisjoint(looked.vocabulary.specs) and stems.isdisjoint(looked.known):
            hint = meant(name, [*looked.vocabulary.specs, *looked.known], "Check the name.")
            message = f"There is no definition “{name}”."
            looked.tell(each, "schema-unknown-name", message, hint)
