"""Checking: what is wrong with the parts that an ODD specifies itself, each at its place."""

from collections.abc import Callable, Mapping

from edition.diagnostic import Severity
from edition.document import Element
from edition.name import is_ncname
from edition.odd.attribution import Attribution
from edition.odd.compiled import is_compiled
from edition.odd.constraint import SCHEMES
from edition.odd.customization import Customization
from edition.odd.datatype import name_of
from edition.odd.doubling import check_attributes, check_lists
from edition.odd.fault import Faults, meant
from edition.odd.look import Look
from edition.odd.merging import attributes_of
from edition.odd.naming import ANNOTATION, RNG, SPECS, TEI, kind_of, words
from edition.odd.vocabulary import Vocabulary

__all__ = ["check"]

_MODES = ("add", "change", "replace", "delete")
_MOST = 400
_REFERENCES = {
    f"{TEI}elementRef": "element",
    f"{TEI}classRef": "class",
    f"{TEI}macroRef": "macro",
    f"{TEI}dataRef": "datatype",
}
_MODELS = frozenset(
    f"{TEI}{name}"
    for name in (
        *("elementRef", "classRef", "macroRef", "dataRef", "sequence", "alternate", "textNode"),
        *("anyElement", "empty", "valList", "valItem", "dataFacet"),
    )
)
_ARTICLES = {"element": "an", "attribute": "an"}
_PROSE = frozenset(f"{TEI}{name}" for name in ("desc", "gloss", "altIdent", "equiv", "remarks"))


def check(
    customized: Customization,
    vocabulary: Vocabulary,
    known: Mapping[str, Element],
    faults: Faults,
) -> None:
    """Add findings for what an ODD says that cannot be, or that is not understood."""
    attribution = Attribution(vocabulary)
    is_closed = not any(part.element.get("url") for part in customized.parts)
    for part in customized.parts:
        if part.element.tag in SPECS:
            looked = Look(part, attribution, known, faults)
            for one in _CHECKS:
                one(looked, part.element)
            if is_closed:  # else it may be a module in RELAX NG that defines a name
                _check_names_in_relax_ng(looked, part.element)
        elif part.element.tag == f"{TEI}constraintSpec":
            _check_schemes(Look(part, attribution, known, faults), part.element)
    _check_start(customized, vocabulary, known, faults)


def _check_start(
    customized: Customization,
    vocabulary: Vocabulary,
    known: Mapping[str, Element],
    faults: Faults,
) -> None:
    elements = [spec.ident for spec in vocabulary.of("element")]
    at = (customized.document, customized.schema)
    for name in words(customized.schema, "start"):
        if name not in elements:
            message = f"A document is to start with “{name}”, which is not in the schema."
            module = known[name].get("module", "") if name in known else ""
            hint = f"Take it in with a moduleRef to “{module}”, or take its name out of start."
            hint = hint if module else meant(name, elements, "Take its name out of start.")
            faults.add(*at, "schema-unknown-name", message, hint)
    if not words(customized.schema, "start") and "TEI" not in elements:
        message = "It is not said what a document starts with, and there is no element “TEI”."
        hint = "Name the elements in the attribute start of schemaSpec."
        faults.add(*at, "schema-needed", message, hint)


def _check_name(looked: Look, spec: Element) -> None:
    for each in (spec, *attributes_of(spec)):
        kind = kind_of(each) or "attribute"
        for name in dict.fromkeys((each.get("ident", ""), name_of(each))):
            halves = name.split(":", 1) if kind == "attribute" else [name]
            if not all(map(is_ncname, halves)):
                message = f"“{name}” is no name that {_ARTICLES.get(kind, 'a')} {kind} can have."
                hint = "A name is made of letters, digits, . - and _; it begins with a letter."
                looked.tell(each, "schema-invalid", message, hint)
    for each in spec.iter(f"{TEI}*"):
        mode = each.get("mode", "add")
        if mode not in _MODES:
            hint = meant(mode, _MODES, f"The modes are: {', '.join(_MODES)}.")
            looked.tell(each, "schema-invalid", f"There is no mode “{mode}”.", hint)


def _check_content(looked: Look, spec: Element) -> None:
    """Tell what stands in content models that is not understood, and names that are not known."""
    for holder in spec.iter(f"{TEI}content", f"{TEI}datatype"):
        for each in holder.iterdescendants("*"):
            tag = str(each.tag)
            if tag in _MODELS:
                _check_reference(looked, each)
                _check_counts(looked, each)
            elif not _is_other(each, tag):
                message = f"<{tag.rpartition('}')[2]}> in a content model is not understood."
                hint = "Use sequence, alternate, elementRef, classRef, macroRef and dataRef."
                looked.tell(each, "schema-unsupported", message, hint)
        _check_counts(looked, holder)


def _is_other(each: Element, tag: str) -> bool:
    """Whether an element in a content model is RELAX NG, or belongs to prose."""
    if tag.startswith((RNG, ANNOTATION)) or tag in _PROSE:
        return True
    return next(each.iterancestors(*_PROSE), None) is not None


def _check_names_in_relax_ng(looked: Look, spec: Element) -> None:
    for each in spec.iter(f"{RNG}ref"):
        name = each.get("name", "")
        stems = {name, name.rpartition("_")[0], name.partition(".attribute")[0]}
        if stems.isdisjoint(looked.vocabulary.specs) and stems.isdisjoint(looked.known):
            hint = meant(name, [*looked.vocabulary.specs, *looked.known], "Check the name.")
            message = f"There is no definition “{name}”."
            looked.tell(each, "schema-unknown-name", message, hint)


def _check_reference(looked: Look, each: Element) -> None:
    kind, key = _REFERENCES.get(str(each.tag), ""), each.get("key")
    if each.get("ref") and kind == "datatype":
        message = "A datatype that is somewhere on the web is not understood."
        hint = "Name one of XML Schema's with name, or one of TEI's with key."
        looked.tell(each, "schema-unsupported", message, hint)
    elif kind and key is not None:
        spec = looked.vocabulary.specs.get(key)
        found = looked.known.get(key) if spec is None else spec.element
        if found is None or kind_of(found) != kind:
            if is_compiled(looked.vocabulary.schema):
                return
            hint = meant(key, looked.names(kind), "Check the name.")
            looked.tell(each, "schema-unknown-name", f"There is no {kind} “{key}”.", hint)
        elif spec is None and not is_compiled(looked.vocabulary.schema):
            message = f"The {kind} “{key}” is not in the schema, so it drops out of this content."
            hint = f"Take it in with a moduleRef to “{found.get('module', '')}”, or leave it out."
            looked.tell(each, "schema-no-effect", message, hint, Severity.WARNING)
        elif kind == "class":
            _check_members(looked, each, key)


def _check_members(looked: Look, each: Element, key: str) -> None:
    members = looked.vocabulary.all_members(key)
    for name in (*words(each, "include"), *words(each, "except")):
        if name not in members:
            message = f"“{name}” is no member of the class “{key}” in this schema."
            hint = meant(name, members, "Leave it out here.")
            looked.tell(each, "schema-unknown-name", message, hint, Severity.WARNING)


def _check_counts(looked: Look, each: Element) -> None:
    least, most = each.get("minOccurs", "1").strip(), each.get("maxOccurs", "1").strip()
    many = str(_MOST) if most == "unbounded" else most
    if not least.isdecimal() or not many.isdecimal():
        message = f"“{least}” to “{most}” times is no number."
        looked.tell(each, "schema-invalid", message, "Write digits, or maxOccurs=“unbounded”.")
    elif int(least) > int(many) and most != "unbounded":
        message = f"It is to occur {least} times at least, and {most} at most."
        hint = "Without maxOccurs once is the most; write maxOccurs=“unbounded” for any number."
        looked.tell(each, "schema-invalid", message, hint)
    elif max(int(least), int(many)) > _MOST:
        message = f"More than {_MOST} times can only be counted by a rule."
        hint = "Write maxOccurs=“unbounded”, and count in a constraintSpec."
        looked.tell(each, "schema-unsupported", message, hint)


def _check_classes(looked: Look, spec: Element) -> None:
    for member in spec.iterfind(f"{TEI}classes/{TEI}memberOf"):
        key = member.get("key", "")
        found = looked.known.get(key)
        is_left_out = member.get("mode") == "delete" or is_compiled(looked.vocabulary.schema)
        if is_left_out or key in looked.vocabulary.specs:
            continue
        if found is None or kind_of(found) != "class":
            hint = meant(key, looked.names("class"), "Check the name.")
            looked.tell(member, "schema-unknown-name", f"There is no class “{key}”.", hint)
        else:
            message = f"The class “{key}” is not in the schema, so this membership has no effect."
            hint = f"Take it in with a classRef, or a moduleRef to “{found.get('module', '')}”."
            looked.tell(member, "schema-no-effect", message, hint, Severity.WARNING)


def _check_schemes(looked: Look, spec: Element) -> None:
    for each in spec.iter(f"{TEI}constraintSpec"):
        scheme = each.get("scheme", SCHEMES[0])
        if scheme not in SCHEMES and each.get("mode") != "delete":
            message = f"Constraints in “{scheme}” are not understood."
            looked.tell(each, "schema-unsupported", message, "Write them in Schematron.")


_CHECKS: tuple[Callable[[Look, Element], None], ...] = (
    _check_name,
    _check_content,
    _check_classes,
    check_attributes,
    check_lists,
    _check_schemes,
)
