"""Naming: the names and name classes that a schema writes (4.8, 4.10, 4.16)."""

from edition.relaxng.grammar import AnyName, Name, NameChoice, NameClass, NsName
from edition.relaxng.reading.draft import Context, halved
from edition.relaxng.reading.node import SPACE, XML, Node, is_name

__all__ = ["check_attribute", "names"]

_XMLNS = "http://www.w3.org/2000/xmlns"  # without a last "/", as section 4.16 has it


def names(node: Node, context: Context, own: str) -> tuple[NameClass, list[Node]]:
    """Return name class and content of an element or attribute (4.8); `own` is the namespace.

    Raises Fault.
    """
    if "name" in node.given:
        return _qualified(node, node.given["name"], own), node.children
    first = node.children[0]
    return _name_class(first, context.within(first), frozenset()), node.children[1:]


def _qualified(node: Node, text: str, ns: str) -> Name:
    """Return the name that is written with or without a prefix (4.10)."""
    prefix, colon, local = text.rpartition(":")
    if not is_name(local) or (colon and not is_name(prefix)):
        raise node.fault(
            f"“{text}” is no name.",
            "A name begins with a letter and has letters, digits, “.”, “-” and “_”.",
        )
    if not colon:
        return Name(ns, local)
    found = XML if prefix == "xml" else node.element.nsmap.get(prefix)
    if found is None:
        raise node.fault(
            f"The prefix of “{text}” is not declared.",
            f"Declare it: xmlns:{prefix}=“…”.",
        )
    return Name(found, local)


def _name_class(node: Node, context: Context, barred: frozenset[str]) -> NameClass:
    """Return a name class; `barred` are the kinds that 4.16 forbids within an except."""
    if node.tag in barred:
        raise node.fault(
            f"<{node.tag}> stands in an except, where it would leave nothing or say nothing.",
            "Except names from nsName, names and nsName from anyName.",
        )
    if node.tag == "name":
        return _qualified(node, node.text.strip(SPACE), context.ns)
    if node.tag in {"choice", "except"}:
        found: list[NameClass] = []
        for child in node.children:
            found.append(_name_class(child, context.within(child), barred))  # noqa: PERF401
        return halved(found, NameChoice)
    inside = barred | ({"anyName"} if node.tag == "anyName" else {"anyName", "nsName"})
    excluded = None
    for child in node.children:
        excluded = _name_class(child, context.within(child), inside)
    return AnyName(excluded) if node.tag == "anyName" else NsName(context.ns, excluded)


def check_attribute(node: Node, names: NameClass) -> None:
    """Raise Fault for a namespace declaration that is taken for an attribute (4.16)."""
    pending: list[NameClass | None] = [names]
    while pending:
        item = pending.pop()
        if isinstance(item, NameChoice):
            pending += (item.left, item.right)
        elif isinstance(item, NsName | AnyName):
            pending.append(item.excluded)
        if item == Name("", "xmlns") or (isinstance(item, Name | NsName) and item.ns == _XMLNS):
            raise node.fault(
                "An attribute is named xmlns, or has the namespace of such declarations.",
                "Take it away: declarations of namespaces are no attributes for RELAX NG.",
            )
