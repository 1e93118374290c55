"""Context: which nodes a rule is about, and how to find them without a walk for each rule.

A pattern of XSLT matches a node if, from the document or from any of its ancestors, the path leads
to it: so `//` before it selects what it matches. Most contexts are an element's name, with or
without conditions: of those the elements of this name are asked, which are known from one walk.

Source: XSLT 2.0, 5.5; ISO/IEC 19757-3:2020, annex C.
"""

from collections.abc import Iterator

from edition.document import Element
from edition.schematron.compiling import Compiler, Scope
from edition.schematron.guarding import guarded
from edition.schematron.plan import Alternative, Expression
from edition.xpath.syntax import Node, parsed
from edition.xpath.token import Unread, tokens

__all__ = ["alternatives", "context"]


def context(compiler: Compiler, text: str, at: Element, scope: Scope) -> tuple[Alternative, ...]:
    """Compile the context of a rule. Raises Refused."""
    return tuple(_alternative(compiler, part, at, scope) for part in alternatives(text))


def alternatives(text: str) -> list[str]:
    """Split a pattern at the bars that stand in no predicate, parenthesis or string."""
    try:
        words = tokens(text)
    except Unread:
        return [text]
    parts, begin, depth = [], 0, 0
    for word in words:
        if word.kind == "sign":
            depth += (word.text in {"[", "("}) - (word.text in {"]", ")"})
        if depth == 0 and word.text == "|" and word.kind == "sign":
            parts.append(text[begin : word.start])
            begin = word.end
    return [*parts, text[begin:]]


def _alternative(compiler: Compiler, text: str, at: Element, scope: Scope) -> Alternative:
    text = text.strip()
    tree = compiler.tree(text, at, scope)
    if tree is not None and tree.kind == "path" and _is_value(tree.parts):
        raise compiler.source.fault(
            at,
            f"A context names nodes, and “{text}” ends in a value.",
            "Put the condition into [ ].",
        )
    steps = _steps(tree)
    last = steps[-1] if steps else None
    tags = [tag for step in steps if (tag := _tag(compiler, step)) and not tag.endswith("*")]
    attributes = (name,) if (name := _attribute(compiler, last)) else ()
    elements = _selects_elements(tree, last)
    found = Alternative(tuple(tags), attributes, "", "", None, None, elements)
    simple = None
    if elements and tree is not None and tree.text == "" and len(tree.parts) == 1:
        simple = _by_candidates(found, compiler, text, steps[0], at, scope)
    return simple or found.changed(whole=_whole(compiler, text, at, scope))


def _selects_elements(tree: Node | None, last: Node | None) -> bool:
    if last is None:
        return tree is not None and tree.kind == "binary"
    axis, _, test = last.text.partition("::")
    return axis in {"child", "descendant"} and not test.endswith(")")


def _by_candidates(  # noqa: PLR0913  (what a context is compiled from)
    found: Alternative, compiler: Compiler, text: str, step: Node, at: Element, scope: Scope
) -> Alternative | None:
    """Return a pattern of one step as the elements of its name; None if it is not so simple."""
    tag = _tag(compiler, step)
    if not tag or not step.text.startswith("child::"):
        return None
    simple = _condition(compiler, text, step, at, scope)
    if simple is None:
        return None
    bearing = _bearing(compiler, step)
    return found.changed(
        attributes=(*found.attributes, bearing) if bearing else found.attributes,
        candidates=tag,
        bearing=bearing,
        condition=None if tag.endswith("*") and _only_bears(step) else simple[0],
        screen="" if simple[0] is None or simple[0].plain else _screen(compiler, step, scope),
    )


def _is_value(parts: tuple[Node, ...]) -> bool:
    return len(parts) > 1 and parts[-1].kind in {"call", "string", "number", "binary"}


def _steps(tree: Node | None) -> list[Node]:
    if tree is None or tree.kind != "path":
        return []
    return [part for part in tree.parts if part.kind == "step"]


def _condition(
    compiler: Compiler, text: str, step: Node, at: Element, scope: Scope
) -> tuple[Expression | None] | None:
    """Return what to ask of each element of the name; None where its place among them counts."""
    if not step.parts:
        return (None,)
    if any(compiler.is_place(part, scope) for part in step.parts):
        return None
    return (compiler.test(f"self::{text}", at, scope),)


def _screen(compiler: Compiler, step: Node, scope: Scope) -> str:
    """Return what libxml2 can tell of the conditions of a step: without it, they do not hold."""
    parts = [
        guarded(each, scope.plain, scope.costs, old=compiler.version == 1) for each in step.parts
    ]
    return " and ".join(written for written, decisive in parts if not decisive and written)


def _whole(compiler: Compiler, text: str, at: Element, scope: Scope) -> Expression:
    """Compile a context as the path that selects what it matches."""
    tree = parsed(text) if _is_read(text) else None
    if tree is not None and tree.kind == "path" and tree.text:
        compiler.only_full = not tree.parts  # the document itself, which lxml has no node for
        from_root = compiler.expression(text, at, scope)
        compiler.only_full = False
        return from_root
    if tree is not None and _starts_anywhere(tree):
        return compiler.expression(text, at, scope)
    found = (
        "|".join(f"//{part}" for part in _distributed(text)) if tree is not None else f"//{text}"
    )
    return compiler.expression(found, at, scope).changed(source=text)


def _is_read(text: str) -> bool:
    try:
        parsed(text)
    except Unread:
        return False
    return True


def _starts_anywhere(tree: Node) -> bool:
    """Whether a pattern begins with key(…) or id(…), whose nodes may be anywhere."""
    first = tree.parts[0] if tree.kind == "path" and tree.parts else tree
    return first.kind in {"call", "variable"}


def _distributed(text: str) -> list[str]:
    """Return (a | b)/c as a/c and b/c, which XPath 1.0 can say too."""
    words = tokens(text)
    if words[0].text != "(" or words[0].kind != "sign":
        return [text]
    depth = 0
    for word in words:
        depth += (word.text == "(" and word.kind == "sign") - (
            word.text == ")" and word.kind == "sign"
        )
        if depth == 0:
            inner, rest = text[words[0].end : word.start], text[word.end :]
            if rest.lstrip()[:1] in {"/", ""}:
                return [f"{part.strip()}{rest}" for part in alternatives(inner)]
            return [text]
    return [text]


def _tag(compiler: Compiler, step: Node) -> str:
    axis, _, test = step.text.partition("::")
    if axis not in {"child", "descendant", "self"} or test.endswith(")") or "{" in test:
        return ""
    prefix, colon, local = test.rpartition(":")
    if prefix == "*":
        return ""
    return f"{{{compiler.namespaces[prefix]}}}{local}" if colon else test


def _attribute(compiler: Compiler, step: Node | None) -> str:
    """Return the name of an attribute that a step goes to."""
    axis, _, test = step.text.partition("::") if step is not None else ("", "", "")
    if axis != "attribute" or "*" in test or test.endswith(")") or "{" in test:
        return ""
    prefix, colon, local = test.rpartition(":")
    return f"{{{compiler.namespaces[prefix]}}}{local}" if colon else test


def _bearing(compiler: Compiler, step: Node) -> str:
    """Return an attribute without which no element matches, where the name alone says little."""
    for predicate in step.parts:
        for part in _joined(predicate):
            name = _attribute(compiler, part.parts[0]) if _is_bare_step(part) else ""
            if name:
                return name
    return ""


def _only_bears(step: Node) -> bool:
    """Whether to bear an attribute is all that a step asks for."""
    return len(step.parts) == 1 and _is_bare_step(step.parts[0])


def _is_bare_step(tree: Node) -> bool:
    is_one = tree.kind == "path" and not tree.text and len(tree.parts) == 1
    return is_one and not tree.parts[0].parts


def _joined(tree: Node) -> Iterator[Node]:
    if tree.kind == "binary" and tree.text == "and":
        for part in tree.parts:
            yield from _joined(part)
    else:
        yield tree
