"""Matching: what `matches` asks of a string, in XPath 1.0, where it asks for no more than signs."""

from edition.xpath.plain import Strange

__all__ = ["matching"]

_SPACE = '" \t\r\n"'
_META = frozenset("\\|.?*+(){}[]^$")


def matching(given: str, pattern: str, quoted: str) -> str:
    """Return the test whether a string matches a pattern; `given` is the string, in XPath 1.0.

    `quoted` is the pattern as XPath 1.0 writes it, but for a `^` before it. Raises Strange for a
    pattern that is more than white space or signs that mean themselves. Source: XPath and XQuery
    Functions and Operators 3.1, 5.6.1.
    """
    if pattern == r"\s":
        return f'contains(translate({given}, {_SPACE}, "    "), " ")'
    signs = pattern.removeprefix("^")
    if not signs or _META.intersection(signs):
        raise Strange
    return f"{'contains' if signs == pattern else 'starts-with'}({given}, {quoted})"
