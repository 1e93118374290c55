"""Function: what the functions of XPath 1.0 take and give, as far as later XPath means the same."""

from edition.value import Value
from edition.xpath.plain import Strange, Unknown

__all__ = ["Function", "function"]


class Function(Value):
    """What a function takes, how many of that at least, and what it gives."""

    takes: tuple[str, ...]
    least: int
    gives: str

    @property
    def times(self) -> str:
        """How many values it takes, in words."""
        if self.takes[-1:] == ("*",):
            return f"{self.least} or more"
        most = len(self.takes)
        return str(most) if self.least == most else f"{self.least} to {most}"

    def expected(self, count: int) -> tuple[str, ...] | None:
        """Return what each of so many values has to be; None for too few or too many."""
        takes = self.takes
        if takes[-1:] == ("*",):
            takes = takes[:1] * max(count, self.least)
        return takes if self.least <= count <= len(takes) else None


def function(name: str, count: int, *, old: bool) -> tuple[tuple[str, ...], str]:
    """Return what a function that is given so many values takes, and what it gives.

    `old` says that the expression is in XPath 1.0 already. Raises Strange, or Unknown where there
    is no such function, or it takes more or fewer.
    """
    known = _FUNCTIONS.get(name) or (_ONLY_OLD.get(name) if old else None)
    if known is None:
        if old and name not in _OF_XSLT and ":" not in name:
            raise Unknown(f"XPath 1.0 has no function {name}().")
        raise Strange
    found = Function(*known)
    takes = found.expected(count)
    if takes is None:
        given_it = "1 value" if count == 1 else f"{count} values"
        raise Unknown(f"{name}() is given {given_it}; it takes {found.times}.")
    return takes, found.gives


_FUNCTIONS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "count": (("nodes",), 1, "integer"),
    "last": ((), 0, "integer"),
    "position": ((), 0, "integer"),
    "local-name": (("node",), 0, "string"),
    "name": (("node",), 0, "string"),
    "namespace-uri": (("node",), 0, "string"),
    "string": (("atom",), 0, "string"),
    "concat": (("atom", "atom", "*"), 2, "string"),
    "starts-with": (("string", "string"), 2, "boolean"),
    "contains": (("string", "string"), 2, "boolean"),
    "substring-before": (("string", "string"), 2, "string"),
    "substring-after": (("string", "string"), 2, "string"),
    "substring": (("string", "integer", "integer"), 2, "string"),
    "string-length": (("string",), 0, "integer"),
    "normalize-space": (("string",), 0, "string"),
    "translate": (("string", "string", "string"), 3, "string"),
    "boolean": (("any",), 1, "boolean"),
    "not": (("any",), 1, "boolean"),
    "true": ((), 0, "boolean"),
    "false": ((), 0, "boolean"),
    "lang": (("string",), 1, "boolean"),
    "id": (("words",), 1, "nodes"),
}
"""What a function takes, how many of that at least, and what it gives."""

_ONLY_OLD = {
    "number": (("any",), 0, "number"),
    "sum": (("nodes",), 1, "number"),
    "floor": (("any",), 1, "number"),
    "ceiling": (("any",), 1, "number"),
    "round": (("any",), 1, "number"),
}
_OF_XSLT = frozenset("key document generate-id".split())
