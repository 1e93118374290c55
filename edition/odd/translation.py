"""Translation: which of the names that an ODD gives a thing its schema uses, by their language."""

from edition.document import Element
from edition.document.tree import copied
from edition.odd.naming import TEI, XML
from edition.odd.vocabulary import Spec

__all__ = ["translated"]

_NAME, _LANG = f"{TEI}altIdent", f"{XML}lang"
_OF_TEI = "en"


def translated(specs: dict[str, Spec], schema: Element) -> dict[str, Spec]:
    """Return specifications whose other names are those of the language that a schema asks for.

    A name without a language is one for all. Source: TEI P5 4.9.0, schemaSpec/@targetLang.
    """
    wanted = schema.get("targetLang", "").strip() or _OF_TEI
    return {name: _translated(spec, wanted) for name, spec in specs.items()}


def _translated(spec: Spec, wanted: str) -> Spec:
    if all(_is_of(name, wanted) for name in spec.element.iter(_NAME)):
        return spec
    whole = copied(spec.element)
    for name in list(whole.iter(_NAME)):
        parent = name.getparent()
        if parent is not None and not _is_of(name, wanted):
            parent.remove(name)
    return Spec(spec.kind, spec.ident, whole, spec.document)


def _is_of(name: Element, wanted: str) -> bool:
    return name.get(_LANG, wanted).partition("-")[0] == wanted.partition("-")[0]
