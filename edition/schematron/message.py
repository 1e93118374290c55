"""Message: what a test says, and its diagnostics, which are the hint."""

from lxml import etree

from edition.document import Element
from edition.schematron.compiling import Compiler, Scope
from edition.schematron.plan import Expression, Text
from edition.schematron.source import SCH
from edition.suggestion import nearest

__all__ = ["diagnostics", "message"]


def message(compiler: Compiler, test: Element, scope: Scope) -> Text:
    """Compile the words of a test; one that has none is quoted. Raises Refused."""
    found = _text(compiler, test, scope)
    if any(not isinstance(part, str) or part.strip() for part in found):
        return found
    verb = "holds" if test.tag == f"{SCH}report" else "does not hold"
    return (f"“{' '.join(test.get('test', '').split())}” {verb} here.",)


def diagnostics(compiler: Compiler, schema: Element, test: Element, scope: Scope) -> Text:
    """Compile the diagnostics that a test names. Raises Refused."""
    names = test.get("diagnostics", "").split()
    if not names:  # as most have none, nobody looks for them
        return ()
    known = {
        each.get("id", ""): each for each in schema.iterfind(f"{SCH}diagnostics/{SCH}diagnostic")
    }
    parts: list[str | Expression] = []
    for name in names:
        if name not in known:
            close = nearest(name, list(known), most=1)
            hint = f"Did you mean “{close[0]}”?" if close else "Add it, or remove its name."
            raise compiler.source.fault(test, f"There is no diagnostic “{name}”.", hint)
        parts += [*_text(compiler, known[name], scope), " "]
    return tuple(parts)


def _text(compiler: Compiler, of: Element, scope: Scope) -> Text:
    parts: list[str | Expression] = [of.text or ""]
    for child in of:
        if isinstance(child.tag, str):
            parts += _part(compiler, child, scope)
        parts.append(child.tail or "")
    return tuple(parts)


def _part(compiler: Compiler, child: Element, scope: Scope) -> Text:
    kind = etree.QName(child).localname
    if kind in {"value-of", "copy-of"}:
        return (compiler.text(child.get("select", ""), child, scope),)
    if kind == "name":
        path = child.get("path", ".")
        return (compiler.expression(path, child, scope, "name({})"),)
    return _text(compiler, child, scope)  # emph, dir, span, and whatever else is written there
