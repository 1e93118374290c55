"""Usage: the language of a text by its header, where the text itself does not say it."""

from edition.document import TEI
from edition.document.tree import Element

__all__ = ["used_in", "used_language"]

_HEADER = f"{{{TEI}}}teiHeader"
_LANGUAGES = "/".join(f"{{{TEI}}}{name}" for name in ("profileDesc", "langUsage", "language"))
_HALF = 50


def used_language(root: Element) -> str:
    """Return the language that the header of a document names as used, as `used_in` has it."""
    header = root.find(_HEADER)
    return "" if header is None else used_in(header)


def used_in(header: Element) -> str:
    """Return the only language that langUsage names, or the one of most of the text; else nothing.

    The list is in no order, and begins with that of the header as often as with that of the text.
    Source: TEI P5, HD, Language Usage (@usage is per cent).
    """
    named = {each.get("ident", ""): each.get("usage", "") for each in header.iterfind(_LANGUAGES)}
    named.pop("", None)
    if len(named) == 1:
        return next(iter(named))
    most = (name for name, share in named.items() if share.isdecimal() and int(share[:9]) > _HALF)
    return next(most, "")
