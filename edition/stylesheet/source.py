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
from edition.file import read_bytes
from edition.project import OWN

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
    "links",
    "parsed",
    "sources",
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
            waiting += [linked for _, linked in links(sheet, name)]


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
        return etree.fromstring(data, _parser(folders, edit), base_url=f"{SCHEME}/{name}")
    except etree.XMLSyntaxError as error:
        raise broken(name, f"The stylesheet is not well-formed: {error}") from None


def _parser(folders: tuple[Path, ...], edit: Edit | None = None) -> etree.XMLParser[Element]:
    parser = etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        remove_comments=len(folders) == 1,
        remove_blank_text=len(folders) == 1,
    )
    parser.resolvers.add(_Resolver(folders, edit))
    return parser


class _Resolver(etree.Resolver):
    """Answers every href of a sheet from the project's xslt/ and ours, and from nowhere else."""

    def __init__(self, folders: tuple[Path, ...], edit: Edit | None = None) -> None:
        self.folders = folders
        self.edit = edit

    def resolve(  # type: ignore[override]
        self,
        system_url: str,
        _public_id: str | None,
        context: object,
    ) -> object:
        """Return the document that an href names; lxml raises what this raises."""
        if not system_url.startswith(SCHEME):
            raise broken(system_url, "A stylesheet may read stylesheets of edition only.")
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


def broken(file: str, message: str, hint: str = _HINT) -> Refused:
    """Return the refusal of a stylesheet."""
    place = Location(file)
    return Refused(Diagnostic(place, "broken-stylesheet", Severity.ERROR, message, hint))
