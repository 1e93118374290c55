"""Rendition: the CSS that an encoding states of its source, let through by property and value."""

import re
from collections.abc import Iterable
from functools import lru_cache

from edition.document import TEI, XML_ID, Element
from edition.regex import compiled

__all__ = ["let_through", "mark_looks"]

_PROPERTIES = frozenset(
    "color direction float font-family font-size font-style font-variant "
    "font-variant-caps font-weight height letter-spacing line-height list-style-type margin "
    "margin-bottom margin-left margin-right margin-top padding padding-bottom padding-left "
    "padding-right padding-top text-align text-decoration text-decoration-line "
    "text-decoration-style text-indent text-transform vertical-align white-space width "
    "word-spacing border border-bottom border-left border-right border-top".split()
)
_RENDITION = f"{{{TEI}}}rendition"
_VALUE = r"[\w#%.,+ -]{1,80}"


@lru_cache(maxsize=256)
def let_through(css: str) -> str:
    """Return the declarations that can do no more than set type: no address, function, escape."""
    kept = []
    for declaration in compiled(r"/\*.*?\*/", re.DOTALL).sub("", css).split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name.lower() in _PROPERTIES and compiled(_VALUE, re.ASCII).fullmatch(value):
            kept.append(f"{name.lower()}:{_legible(name.lower(), ' '.join(value.split()))}")
    return ";".join(kept)


def _legible(name: str, value: str) -> str:
    """Mix a colour with that of the page's ink: it has to be read on light paper and on dark."""
    return f"color-mix(in srgb, {value} 50%, var(--ink))" if name == "color" else value


def mark_looks(root: Element, stating: Iterable[Element]) -> None:
    """Set `e-look` on what has a look of its own, a number, and on the root `e-style`, their CSS.

    What is `stating` its look has @rendition or @style. A look is what @style says, after what the
    `rendition` elements say that @rendition points at.
    """
    elements = [*stating]
    stated = _stated(root) if elements else {}
    looks: dict[str, int] = {}
    for element in elements:
        look = _look(element, stated)
        if look:
            element.set("e-look", str(looks.setdefault(look, len(looks) + 1)))
    if looks:
        rules = (f'[data-look="{number}"]{{{look}}}' for look, number in looks.items())
        root.set("e-style", "".join(rules))


def _stated(root: Element) -> dict[str, str]:
    """Return the CSS of each `rendition` element, by the pointer to it."""
    return {
        f"#{each.get(XML_ID)}": "".join(map(str, each.itertext()))
        for each in root.iter(_RENDITION)
        if each.get("scheme", "css") == "css" and not each.get("scope")
    }


def _look(element: Element, stated: dict[str, str]) -> str:
    parts = [stated.get(pointer, "") for pointer in element.get("rendition", "").split()]
    return let_through(";".join([*parts, element.get("style", "")]))
