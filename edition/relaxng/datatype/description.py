"""Description: what a datatype with its parameters wants, in the words of editors."""

from typing import Final

from edition.relaxng.datatype.kind import Kind, spaced

__all__ = ["described", "many", "of_form"]

# What TEI's patterns mean, with an example; other patterns are shown as they are.
_WORD: Final = "one word without blanks"
_VERSION: Final = "a version number (4.9.0)"
_MEANT: Final = {
    r"[^\p{C}\p{Z}]+": _WORD,
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": _WORD,
    r"\S+": _WORD,
    r".+": "a text that is not empty",
    r".+:.+": "two texts with a colon between them (a:b)",
    r"[\d]+(\.[\d]+){0,2}": _VERSION,
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": _VERSION,
    r"(\-?[\d]+/\-?[\d]+)": "a fraction (1/2)",
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": "two numbers with a comma between them (3,4.5)",
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": (
        "a length with its unit (3cm, 1.5em, 50%)"
    ),
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date or a duration after ISO 8601 (1863-05-12, P3D)",
    r"(19[789][0-9]|[2-9][0-9]{3}).*": "a text that begins with a year from 1970 on",
    r"[a-z][a-z0-9\+\.\-]*": "the name of a protocol (https)",
    r"[^/\s]+:\S*": "a whole address with its protocol (https://example.org)",
}

# What the same patterns add to a type that has a name of its own.
_NARROWED: Final = {
    r"[^\p{C}\p{Z}]+": "without blanks",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "without blanks",
    r"\S+": "without blanks",
    r".+": "that is not empty",
}


def described(kind: Kind, parameters: tuple[tuple[str, str], ...]) -> str:
    """Return what is expected, as in “a whole number from 1 to 12”."""
    given = {name: spaced(text, "collapse") for name, text in parameters if name != "pattern"}
    patterns = [text for name, text in parameters if name == "pattern"]
    if kind.called == "text" and patterns and not given and patterns[0] in _MEANT:
        return " and ".join([_MEANT[patterns[0]], *map(of_form, patterns[1:])])
    shapes = [_NARROWED.get(pattern) or of_form(pattern) for pattern in patterns]
    amount = _amount(given)
    if amount and kind.facets == "items":
        return f"{amount} {kind.called}"
    words = kind.called + _range(kind, given)
    more = [_length(kind, amount), *(_digits(name, text) for name, text in given.items())]
    return " and ".join([" ".join([words, *filter(None, more), *shapes[:1]]), *shapes[1:]])


def of_form(pattern: str) -> str:
    """Return what a pattern asks for, shown where nothing is known about it."""
    return _MEANT.get(pattern) or f"of the form {pattern}"


def many(count: int, unit: str) -> str:
    """Return a number with its unit."""
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _range(kind: Kind, given: dict[str, str]) -> str:
    least = given.get("minInclusive", "") or ("" if "minExclusive" in given else kind.least)
    most = given.get("maxInclusive", "") or ("" if "maxExclusive" in given else kind.most)
    if least and most:
        words = f" from {least} to {most}"
    elif least:
        words = f" from {least} on"
    else:
        words = f" up to {most}" if most else ""
    beyond, below = ("after", "before") if kind.is_time else ("larger than", "smaller than")
    if "minExclusive" in given:
        words += f" {beyond} {given['minExclusive']}"
    if "maxExclusive" in given:
        joint = " and" if "minExclusive" in given else ""
        words += f"{joint} {below} {given['maxExclusive']}"
    return words


def _amount(given: dict[str, str]) -> str:
    """Return how many signs, bytes or items there may be."""
    least, most = given.get("minLength", "0"), given.get("maxLength", "")
    if "length" in given or least == most:
        return given.get("length", least)
    if most:
        return f"at most {most}" if least == "0" else f"{least} to {most}"
    return "" if least == "0" else f"at least {least}"


def _length(kind: Kind, amount: str) -> str:
    if amount == "at least 1" and kind.facets == "text":
        return "that is not empty"
    return f"of {_units(amount, 'byte' if kind.facets == 'bytes' else 'sign')}" if amount else ""


def _units(count: str, unit: str) -> str:
    return f"{count} {unit}" if count.rsplit(maxsplit=1)[-1] == "1" else f"{count} {unit}s"


def _digits(facet: str, count: str) -> str:
    behind = {"totalDigits": "", "fractionDigits": " behind the point"}.get(facet)
    return "" if behind is None else f"with at most {_units(count, 'digit')}{behind}"
