"""Need: what of a vocabulary something leads to; classes that nothing uses are left out."""

from edition.odd.naming import RNG, TEI
from edition.odd.vocabulary import Spec, Vocabulary, memberships

__all__ = ["needed"]

_HOLDING = tuple(f"{TEI}{name}" for name in ("content", "attList", "dataRef"))
_REFERENCES = tuple(
    f"{TEI}{name}" for name in ("elementRef", "classRef", "macroRef", "dataRef", "attRef")
)


def needed(vocabulary: Vocabulary) -> list[Spec]:
    """Return the elements, and those classes, macros and datatypes that something uses, in order.

    A class of attributes is used by its members, a class of elements by a content model, or by a
    class that is used and that it belongs to.
    """
    referred = _referred(vocabulary)
    verdicts: dict[str, bool] = {}
    return [
        spec
        for spec in vocabulary.specs.values()
        if _is_needed(spec, vocabulary, referred, verdicts)
    ]


def _is_needed(
    spec: Spec, vocabulary: Vocabulary, referred: set[str], verdicts: dict[str, bool]
) -> bool:
    if spec.kind == "element":
        return True
    if spec.ident not in verdicts:
        verdicts[spec.ident] = spec.ident in referred  # until it is known: a class in itself
        users = _users(spec, vocabulary)
        verdicts[spec.ident] = spec.ident in referred or any(
            _is_needed(user, vocabulary, referred, verdicts) for user in users
        )
    return verdicts[spec.ident]


def _users(spec: Spec, vocabulary: Vocabulary) -> list[Spec]:
    """Return what a class is for: its members, or of a class of elements those it belongs to."""
    if spec.kind != "class":
        return []
    if spec.is_attributes:
        return [member.spec for member in vocabulary.members(spec.ident)]
    found = map(vocabulary.specs.get, memberships(spec.element))
    return [each for each in found if each is not None]


def _referred(vocabulary: Vocabulary) -> set[str]:
    names: set[str] = set()
    for spec in vocabulary.specs.values():
        for part in spec.element.iterchildren(*_HOLDING):  # prose may be ten times as long
            for reference in part.iter(*_REFERENCES):
                names.add(reference.get("key") or reference.get("class") or "")
            for reference in part.iter(f"{RNG}ref"):
                name = reference.get("name", "")
                if name != spec.ident:
                    names |= {name, name.partition("_")[0]}
    return names
