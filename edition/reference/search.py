"""Search: what a name means in one document, by any scheme."""

from collections.abc import Iterator
from unicodedata import category, decimal, normalize

from edition.document import Document
from edition.reference.point import key
from edition.reference.syntax import halves, unescaped
from edition.reference.tree import Tree, schemes, trees
from edition.reference.unit import Found, Unit, extent
from edition.reference.unresolved import Unresolved, advice, unresolved
from edition.suggestion import nearest

__all__ = ["Reach", "is_written_out", "known", "one", "reached"]

_IDS = "ids"
_DOTS = "Write %2E%2E for two dots that belong to an id."

Reach = tuple[Found, Found]
"""What a reference names: from the beginning of the one to the end of the other."""


def reached(name: str, document: Document, tree: str = "") -> Reach:
    """Return what a name or a range, START..END, reaches from and to.

    It is tried whole, then as a range. `tree` names the only tree to look in. Raises Unresolved,
    with the reason and the nearest names.
    """
    if not name:
        raise unresolved(name, "The reference names no passage.", "Write an id behind the #.")
    whole = one(unescaped(name), document, tree)
    if whole is None and unescaped(name) != name:
        whole = one(name, document, tree)
    is_spelt = whole is not None and not (isinstance(whole, Unit) and whole.tree)
    ranges = [] if is_spelt else list(_ranges(name, document, tree))
    if whole is not None and not ranges:
        return whole, whole
    if whole is not None or len(ranges) > 1:
        message = f"“{name}” can be read as one id and as a range."
        raise unresolved(name, message, _DOTS, is_known=True)
    if not ranges:
        ranges = list(_respelt(name, document, tree))
    if len(ranges) != 1:
        raise _unknown(name, document, tree)
    (start, end), (first, last) = ranges[0]
    _require_order(start, end, first, last, document)
    return first, last


def one(name: str, document: Document, tree: str = "") -> Found | None:
    """Return what a name means that is no range; None if no scheme knows it.

    An id and the first tree of the header that knows the name have to agree; what we made of @n
    and by counting is asked only then, and at last the schemes that list nothing. A name that is
    written as no id is, such as a URN, goes to its scheme at once. Raises Unresolved where several
    things are meant.
    """
    if tree:
        return _only(name, _named(tree, name, document), document)
    if name.startswith("~"):
        return _made(name, document) or _listed(name, document)
    if not is_written_out(name):
        return _listed(name, document) or _resolved(name, document)
    try:
        found = _resolved(name, document)
    except Unresolved:
        found = _listed(name, document)
        if found is None:
            raise
    return found or _listed(name, document)


def is_written_out(name: str) -> bool:
    """Whether a name has the form of a URN, a pointer, a fragment or a selector."""
    return name[-1:] in ")}" or ":" in name


def _listed(name: str, document: Document) -> Found | None:
    """Return what the trees know by a name, the edition's own before ours."""
    found = [_only(name, each, document) for each in _stated(name, document)]
    elements = {unit.element for unit in found if unit is not None}
    if len(elements) > 1:
        names = " and ".join(f"--tree {unit.tree}" for unit in found if unit is not None)
        places = " and ".join(str(document.locate(unit.element)) for unit in found if unit)
        message = f"“{name}” names two passages, by two systems of references: {places}."
        raise unresolved(name, message, f"Say which is meant: {names}.", is_known=True)
    return found[0] if found else _made(name, document)


def _made(name: str, document: Document) -> Unit | None:
    """Return what a name means that we made of @n, or by counting."""
    for tree in trees(document):
        if not tree.is_declared and (tree.kind == "derived") == name.startswith("~"):
            found = _only(name, tree, document)
            if found is not None:
                return found
    return None


def known(document: Document, tree: str = "") -> Iterator[str]:
    """Yield every reference of a document that is listed anywhere, or in one tree."""
    for each in trees(document):
        if not tree or each.name == tree:
            yield from each.by_ref


def _stated(name: str, document: Document) -> Iterator[Tree]:
    """Yield the trees of the edition's own that know a name: the ids', and the first declared."""
    is_found = False
    for tree in trees(document):
        if tree.is_declared and (tree.kind == _IDS or not is_found) and tree.find(name):
            is_found = is_found or tree.kind != _IDS
            yield tree


def _resolved(name: str, document: Document) -> Found | None:
    for scheme in schemes():
        if hasattr(scheme, "resolve"):
            found: Found | None = scheme.resolve(name, document)
            if found is not None:
                return found
    return None


def _named(tree: str, name: str, document: Document) -> Tree:
    there = {each.name: each for each in trees(document)}
    if tree not in there:
        close = nearest(tree, there, most=1) or list(there)
        raise unresolved(name, f"There is no tree “{tree}”.", advice(close))
    return there[tree]


def _only(name: str, tree: Tree, document: Document) -> Unit | None:
    """Return the unit that a tree knows by a name: a citation is no place to guess."""
    found = tree.find(name)
    if len(found) <= 1:
        return found[0] if found else None
    places = " and ".join(str(document.locate(unit.element)) for unit in found[:3])
    if tree.kind == _IDS:
        message = f"{len(found)} elements have the xml:id “{name}”: {places}."
        hint = "Give each an id of its own; the first keeps it, since it may be cited."
    else:
        message = f"{len(found)} passages have the reference “{name}”: {places}."
        hint = "Name the passage by its xml:id, or number the text so that each has its own."
    raise unresolved(name, message, hint, is_known=True)


def _ranges(
    name: str, document: Document, tree: str
) -> Iterator[tuple[tuple[str, str], tuple[Found, Found]]]:
    """Yield every reading of a name as START..END of which both halves are known."""
    for start, end in halves(name):
        first = one(start, document, tree)
        last = None if first is None else one(end, document, tree)
        if first is not None and last is not None:
            yield (start, end), (first, last)


def _respelt(
    name: str, document: Document, tree: str
) -> Iterator[tuple[tuple[str, str], tuple[Found, Found]]]:
    """Yield the readings of a name that is written otherwise in what nobody sees: see `_seen`."""
    there: dict[str, list[str]] = {}
    for ref in dict.fromkeys(known(document, tree)):
        there.setdefault(_seen(ref), []).append(ref)
    for start, end in [(unescaped(name),) * 2, *halves(name)]:
        refs = [there.get(_seen(half), []) for half in (start, end)]
        if len(refs[0]) == len(refs[1]) == 1:
            first, last = (one(ref, document, tree) for (ref,) in refs)
            if first is not None and last is not None:
                yield (start, end), (first, last)


def _seen(name: str) -> str:
    """Return what a reader sees of a name: composed, without blanks and signs of direction."""
    composed = normalize("NFC", "".join(name.split()))
    if composed.isascii():
        return composed
    return "".join([sign for sign in composed if category(sign) != "Cf"])


def _counted(name: str) -> str:
    """Return a name with the digits of whatever script as those of ours."""
    return "".join([str(decimal(sign)) if sign.isdecimal() else sign for sign in _seen(name)])


def _require_order(start: str, end: str, first: Found, last: Found, document: Document) -> None:
    if key(extent(last)[0], document) < key(extent(first)[0], document):
        message = f"The range is reversed: {end} stands before {start}."
        raise unresolved(f"{start}..{end}", message, f"Write {end}..{start}.", is_known=True)


def _unknown(name: str, document: Document, tree: str) -> Unresolved:
    there = dict.fromkeys(known(document, tree))
    half = next((half for half in name.split("..") if half not in there), name)
    offered = [ref for ref in there if name.startswith("~") or not ref.startswith("~")]
    close = [ref for ref in offered if _counted(ref) == _counted(half)]
    close = close or nearest(half, dict.fromkeys(offered), likeness=0.5)
    message = f"{document.id} has no passage “{name}”."
    return unresolved(name, message, advice([f"{document.id}#{ref}" for ref in close]))
