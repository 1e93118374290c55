"""Source: the files of sheets, the project's laid over ours; edition: imports.

They are read from these two folders, and from nowhere else.
"""

import posixpath
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Element
from edition.file import is_file, read_bytes
from edition.project import OWN, shown
from edition.suggestion import nearest

__all__ = [
    "IMPORT",
    "INCLUDE",
    "SCHEME",
    "XSL",
    "Edit",
    "broken",
    "contents",
    "describe",
    "described",
    "expect",
    "links",
    "parsed",
    "sources",
    "where",
]

XSL = "http://www.w3.org/1999/XSL/Transform"
INCLUDE, IMPORT = (f"{{{XSL}}}{name}" for name in ("include", "import"))
SCHEME = "edition:"
_OURS = OWN / "xslt"
_HINT = "Mend the stylesheet, or remove it from the project's xslt/ to use ours."

Edit = Callable[[bytes], bytes]
"""What changes the bytes of a sheet before it is parsed."""


@lru_cache(maxsize=32)
def describe(folders: tuple[Path, ...], name: str) -> Element:
    """Return the root of a sheet uncompiled, for what it says of itself. Raises Refused."""
    return parsed(folders, name)


def described(folders: tuple[Path, ...], source: str) -> Element:
    """Return the root of a source: of one that begins with `edition:`, ours."""
    is_ours = source.startswith(SCHEME)
    return describe(folders[-1:] if is_ours else folders, source.removeprefix(SCHEME))


def sources(folders: tuple[Path, ...], name: str) -> Iterator[tuple[str, Element]]:
    """Yield a sheet and all that it includes and imports, each with its name. Raises Refused.

    The name of one that is always ours begins with `edition:`.
    """
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            sheet = described(folders, name)
            yield name, sheet
            for link, linked in links(sheet, name):
                expect(folders, name, link, linked)
                waiting.append(linked)


def links(sheet: Element, name: str) -> Iterator[tuple[Element, str]]:
    """Yield what includes and imports in a sheet of that name, with the name of what is meant."""
    folder = posixpath.dirname(name.removeprefix(SCHEME))
    for link in sheet.iterchildren(INCLUDE, IMPORT):
        href = link.get("href", "")
        if not href.startswith(SCHEME):
            yield link, posixpath.normpath(posixpath.join(folder, href))
        elif href[len(SCHEME) :].startswith("/"):
            yield link, posixpath.normpath(href.removeprefix(SCHEME).lstrip("/"))
        else:
            yield link, SCHEME + posixpath.normpath(href.removeprefix(SCHEME))


def parsed(folders: tuple[Path, ...], name: str, edit: Edit | None = None) -> Element:
    """Return the root of a sheet. Raises Refused."""
    data = contents(folders, name, name)
    try:
        data = data if edit is None else edit(data)
        parser = _parser(folders, name, edit)
        return etree.fromstring(data, parser, base_url=f"{SCHEME}/{name}")
    except etree.XMLSyntaxError as error:
        message = f"The stylesheet is not well-formed: {error}"
        raise broken(where(folders, name), message, line=error.lineno) from None


def _parser(
    folders: tuple[Path, ...], name: str, edit: Edit | None = None
) -> etree.XMLParser[Element]:
    parser = etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        remove_comments=len(folders) == 1,
        remove_blank_text=len(folders) == 1,
    )
    parser.resolvers.add(_Resolver(folders, name, edit))
    return parser


class _Resolver(etree.Resolver):
    """Answers every href of a sheet from the project's xslt/ and ours, and from nowhere else."""

    def __init__(self, folders: tuple[Path, ...], name: str, edit: Edit | None = None) -> None:
        self.folders = folders
        self.name = name
        self.edit = edit

    def resolve(  # type: ignore[override]
        self,
        system_url: str,
        _public_id: str | None,
        context: object,
    ) -> object:
        """Return the document that an href names; lxml raises what this raises."""
        if not system_url.startswith(SCHEME):
            message = f"It asks for “{system_url}”: a stylesheet may read stylesheets only."
            raise broken(where(self.folders, self.name), message)
        path = system_url.removeprefix(SCHEME)
        folders = self.folders if path.startswith("/") else self.folders[-1:]
        name = path.lstrip("/")
        if "%" in name or "./" in name:
            name = posixpath.normpath("/" + unquote(name).lstrip("/"))[1:]
        data = contents(folders, name, system_url)
        if self.edit is not None:
            data = self.edit(data)
        return self.resolve_string(data, context, base_url=f"{SCHEME}/{name}")


def contents(folders: tuple[Path, ...], name: str, asked: str) -> bytes:
    """Return a sheet from the first folder that has it; a link out of the folder is no such."""
    for folder in folders:
        if folder == _OURS:  # no need to suspect it, and most of what a page is made of
            with suppress(OSError, ValueError), open(f"{folder}/{name}", "rb", 0) as sheet:  # noqa: PTH123
                return sheet.read()
        file = folder / name
        if file.is_file() and _is_inside(file, folder):
            return read_bytes(file, str(file))
    raise broken(asked, "There is no such stylesheet, neither in the project nor in edition.")


def _is_inside(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder.resolve())


def where(folders: tuple[Path, ...], name: str) -> str:
    """Return the file of a sheet as findings name it; one of ours by the address it is named by."""
    for folder in folders:
        if folder != _OURS and is_file(folder / name):
            return str(shown(folder / name))
    return f"{SCHEME}{name.removeprefix(SCHEME)}"


def expect(folders: tuple[Path, ...], name: str, link: Element, linked: str) -> None:
    """Refuse, at its own place, what includes or imports in a sheet and names none.

    Ours name what there is. Raises Refused.
    """
    own = linked.startswith(SCHEME)
    homes, path = folders[-1:] if own else folders, linked.removeprefix(SCHEME)
    if len(folders) == 1 or any(is_file(home / path) for home in homes):
        return
    last, href = posixpath.basename(path), link.get("href", "")
    known = {file.name for home in homes for file in (home / path).parent.glob("*.xsl")}
    close = nearest(last, known, most=1)
    hint = f"Did you mean {href.removesuffix(last)}{close[0]}?" if close else _HINT
    message = f"There is no stylesheet “{href}”, neither in the project nor in edition."
    raise broken(where(folders, name), message, hint, link.sourceline)


def broken(file: str, message: str, hint: str = _HINT, line: int | None = None) -> Refused:
    """Return the refusal of a stylesheet."""
    place = Location(file, line or None)
    return Refused(Diagnostic(place, "broken-stylesheet", Severity.ERROR, message, hint))
