"""Address: which page each name leads to, and where an id of the ODD or of the Guidelines is."""

import re
from collections.abc import Collection, Iterable
from urllib.parse import quote

from edition.document import XML_ID, Element
from edition.odd.naming import TEI

__all__ = ["GUIDE", "INDEX", "STYLE", "Addresses", "is_page"]

INDEX, GUIDE, STYLE = "index.html", "guide.html", "schema.css"
_PAGE = "ref-{}.html"
_CHAPTER = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/{}.html#{}"
_ELSEWHERE = ("https://", "http://", "mailto:")
_NAMING = ("gi", "ident", "specDesc", "elementRef", "classRef", "macroRef", "dataRef")


def is_page(name: str) -> bool:
    """Whether a file is called as the page of a name is."""
    return name.startswith("ref-") and name.endswith(".html")


class Addresses:
    """The addresses within one documentation, all relative to its folder."""

    def __init__(self, names: Iterable[str], ids: Collection[str] = ()) -> None:
        self.ids = ids
        self._files: dict[str, str] = {}
        taken: dict[str, int] = {}
        for name in names:  # a file system may not tell p from P
            stem = re.sub(r"[^\w.-]", "_", name)
            taken[stem.casefold()] = count = taken.get(stem.casefold(), 0) + 1
            self._files[name] = _PAGE.format(stem if count == 1 else f"{stem}-{count}")

    def file(self, name: str) -> str:
        """Return the name of the file that documents a name."""
        return self._files[name]

    def page(self, name: str, attribute: str = "") -> str:
        """Return the address of the page of a name, or of an attribute there; else nothing."""
        if name not in self._files:
            return ""
        fragment = f"#att-{quote(attribute, safe=':')}" if attribute else ""
        return quote(self._files[name]) + fragment

    def meant(self, pointer: str) -> str:
        """Return where a pointer of some prose leads: into the guide, to TEI's Guidelines, the web.

        A file beside the ODD is not beside the pages, so that it leads nowhere.
        """
        name = pointer.removeprefix("#")
        if not pointer.startswith("#") or not name:
            return pointer if pointer.startswith(_ELSEWHERE) else ""
        if name in self.ids:
            return f"{GUIDE}#{quote(name)}"
        chapter = re.match(r"[A-Z]{2}", name)
        return _CHAPTER.format(chapter[0], quote(name)) if chapter else ""

    def link(self, root: Element) -> None:
        """Write into prose where its names lead: `e-href` on each, `target` on each pointer."""
        for named in root.iter(*(f"{TEI}{name}" for name in _NAMING)):
            page = self.page(named.get("key") or (named.text or "").strip())
            if page:
                named.set("e-href", page)
        for pointing in root.iter(f"{TEI}ref", f"{TEI}ptr"):
            targets = pointing.get("target", "").split()
            if targets and pointing.get(XML_ID) is None:
                pointing.set("target", self.meant(targets[0]))
