"""Form: what a translated expression has to give, a truth value, words, a name or nodes."""

from edition.xpath.plain import Plain, Strange

__all__ = ["in_form"]


def in_form(plain: Plain, form: str, version: int) -> str:
    """Return an expression that gives what the form asks for, as that version of XPath means it.

    A form is "text", or has {} for the expression. Raises Strange where XPath 1.0 gives another.
    """
    if plain.kind == "words" and form != "{}":
        raise Strange
    if form == "text":
        if plain.kind in {"truth", "word"}:
            raise Strange
        if plain.kind == "nodes" and version > 1:
            return plain.text
        if plain.kind == "number" and version > 1:
            raise Strange
        return f"string({plain.text})"
    is_named = plain.kind == "nodes" and (plain.one or version == 1) and not plain.stands_in
    if form == "name({})" and not is_named:
        raise Strange
    if form == "{}" and plain.kind == "truth":
        raise Strange
    return form.format(plain.text)
