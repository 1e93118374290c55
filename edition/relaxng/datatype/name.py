"""Name: the datatypes of names, of ids and what points at them, and of lists of these.

Source: XML Schema Part 2, 3.2.18, 3.2.19, 3.3.4 to 3.3.12; XML 1.0, fifth edition, 2.3.
"""

import re
from functools import lru_cache, partial
from typing import Final

from edition.relaxng.datatype.kind import Bindings, Kind, Read, unlike

__all__ = ["KINDS"]

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_HOW: Final = "first a letter, then letters, digits, “.”, “-”, “_”"
_ASCII: Final = {
    "Name": "[:A-Za-z_][-:.\\w]*",
    "NCName": "[A-Za-z_][-.\\w]*",
    "NMTOKEN": "[-:.\\w]+",
}


@lru_cache(maxsize=6)
def _form(name: str, *, is_ascii: bool) -> re.Pattern[str]:
    """Compile a form; only what is written in all the letters there are asks for these."""
    if is_ascii:
        return re.compile(_ASCII[name], re.ASCII)
    from edition.name import FORMS

    return re.compile(FORMS[name])


def _is(form: str, text: str) -> bool:
    plain = text.replace("-", "").replace(".", "").replace("_", "")
    if text[:1].isalpha() and plain.isascii() and plain.isalnum():
        return True  # as nearly all are
    return _form(form, is_ascii=text.isascii()).fullmatch(text) is not None


def _name(form: str, called: str, text: str, _: Bindings) -> str:
    """Read a name, and say which sign is none of a name."""
    if _is(form, text):
        return text
    wrong = next((sign for sign in text if not _is("NMTOKEN", sign)), "")
    if wrong == " ":
        raise ValueError(f"{unlike(text, called)}: it has a blank")
    if wrong:
        raise ValueError(f"{unlike(text, called)}: “{wrong}” is no sign of a name")
    if ":" in text and form == "NCName":
        raise ValueError(f"{unlike(text, called)}: it has a colon")
    if text:
        raise ValueError(f"{unlike(text, called)}: it begins with “{text[0]}”, not with a letter")
    raise ValueError(unlike(text, called))


def _several(read: Read, text: str, bindings: Bindings) -> tuple[str, ...]:
    """Read a list of one or more. Source: XML Schema Part 2, 3.3.5, 3.3.10, 3.3.12."""
    if not text:
        raise ValueError("it is empty, and at least one is needed")
    return tuple(read(word, bindings) for word in text.split(" "))


def _qualified(text: str, bindings: Bindings) -> tuple[str, str]:
    """Read a name as its namespace and its local part. Source: Namespaces in XML, 4 and 6."""
    prefix, colon, local = text.rpartition(":")
    for part in (prefix, local) if colon else (local,):
        if not _is("NCName", part):
            raise ValueError(unlike(text, "a name"))
    if prefix == "xml":
        return _XML, local
    if prefix and not bindings.get(prefix):
        raise ValueError(f"the prefix “{prefix}” is not declared here")
    return bindings.get(prefix, ""), local


def _suggest_target(text: str) -> str | None:
    """Take away the “#”, which only a pointer has."""
    return " ".join(word.removeprefix("#") for word in text.split())


def _named(form: str, called: str, how: str = f" ({_HOW})") -> Kind:
    return Kind(partial(_name, form, called), called + how, "text")


def _list(form: str, one: str, called: str) -> Kind:
    read = partial(_several, partial(_name, form, one))
    return Kind(read, f"{called}, with blanks between them", "items")


_TARGET: Final = "the id of an element"
KINDS: Final = {
    "Name": _named("Name", "an XML name"),
    "NCName": _named("NCName", "an XML name"),
    "NMTOKEN": _named("NMTOKEN", "a name token", " (letters, digits, “.”, “-”, “_”, “:”)"),
    "NMTOKENS": _list("NMTOKEN", "a name token", "name tokens"),
    "ID": _named("NCName", "an id"),
    "IDREF": _named("NCName", _TARGET, "").changed(suggest=_suggest_target),
    "IDREFS": _list("NCName", _TARGET, "ids of elements").changed(suggest=_suggest_target),
    "ENTITY": _named("NCName", "the name of an entity", ""),
    "ENTITIES": _list("NCName", "the name of an entity", "names of entities"),
    "QName": Kind(_qualified, "a name, whose prefix is declared", "names"),
    "NOTATION": Kind(_qualified, "the name of a notation", "names"),
}
