"""Text: the datatypes of plain text, of language tags and of pointers.

Source: XML Schema Part 2, 3.2.1, 3.2.17, 3.3.1 to 3.3.3.
"""

from typing import Final

from edition.relaxng.datatype.kind import Bindings, Kind, unlike

__all__ = ["BUILT_IN", "KINDS"]

_LANGUAGE: Final = "a language tag (en, de-AT)"
_POINTER: Final = "a pointer (#p1, https://example.org)"
_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")


def _text(text: str, _: Bindings) -> str:
    return text


def _language(text: str, _: Bindings) -> str:
    first, *others = text.split("-")
    right = first.isalpha() and text.isascii() and all(part.isalnum() for part in others)
    if not right or any(len(part) > 8 for part in (first, *others)):
        raise ValueError(unlike(text, _LANGUAGE))
    return text


def _suggest_language(text: str) -> str | None:
    return text.replace("_", "-")


def _address(text: str, _: Bindings) -> str:
    """Read a pointer: what is no URI after signs such as spaces are escaped is refused.

    Source: XML Schema Part 2, 3.2.17, with RFC 2396.
    """
    if "%" in text and not _is_escaped(text):
        raise ValueError(f"{unlike(text, 'a pointer')}: after “%” stand two digits, as in %20")
    address, _sign, fragment = text.partition("#")
    if "#" in fragment:
        raise ValueError(f"{unlike(text, 'a pointer')}: it has two signs “#”")
    before, colon, _rest = address.partition(":")
    named = colon and not {"/", "?"} & set(before)
    if named and not _is_scheme(before):
        raise ValueError(f"{unlike(text, 'a pointer')}: “{before}” before “:” names no protocol")
    return text


def _is_escaped(text: str) -> bool:
    return all(len(rest) > 1 and _HEXADECIMAL.issuperset(rest[:2]) for rest in text.split("%")[1:])


def _is_scheme(name: str) -> bool:
    if not (name.isascii() and name[:1].isalpha()):
        return False
    return name.replace("+", "").replace(".", "").replace("-", "").isalnum()


def _suggest_address(text: str) -> str | None:
    """Escape the signs “%” that escape nothing."""
    first, *others = text.split("%")
    mended = [f"%{r}" if _HEXADECIMAL.issuperset(r[:2]) and r[1:] else f"%25{r}" for r in others]
    return first + "".join(mended)


BUILT_IN: Final = {
    "string": Kind(_text, "text", "text", "preserve"),
    "token": Kind(_text, "text", "text", "collapse"),
}
KINDS: Final = {
    **BUILT_IN,
    "normalizedString": Kind(_text, "text", "text", "replace"),
    "language": Kind(_language, _LANGUAGE, "text", suggest=_suggest_language),
    "anyURI": Kind(_address, _POINTER, "text", suggest=_suggest_address),
}
