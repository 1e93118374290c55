"""Stylesheet: compiled XSLT, its parameters and messages; edition: imports."""

import posixpath
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Element
from edition.file import read_bytes
from edition.project import OWN
from edition.value import Value

if TYPE_CHECKING:
    from edition.apart import Apart, Message

__all__ = [
    "XSL",
    "Stylesheet",
    "broken",
    "compiled",
    "declared_parameters",
    "describe",
    "load",
    "sources",
]

XSL = "http://www.w3.org/1999/XSL/Transform"
_SCHEME = "edition:"
_OURS = OWN / "xslt"
_RAW = (".css", ".js")

Edit = Callable[[bytes], bytes]


class Stylesheet(Value):
    """A compiled XSLT 1.0 sheet."""

    name: str
    transform: etree.XSLT
    messages: "tuple[Message, ...]" = ()
    """Ours say nothing."""

    def __call__(self, root: Element, parameters: dict[str, str]) -> Element:
        """Return the root of the result for a prepared tree; parameters are strings.

        Names that the sheet does not declare are passed over: a caller may offer more than a sheet
        uses. Raises Refused where the transformation itself fails.
        """
        given = {name: etree.XSLT.strparam(value) for name, value in parameters.items()}
        try:
            result = self.transform(root, **given).getroot()  # type: ignore[arg-type]
        except etree.XSLTApplyError as error:
            raise broken(self.name, _worded(str(error))) from None
        if result is None:
            raise broken(self.name, "The stylesheet made nothing of this document.")
        return result


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
        if not system_url.startswith(_SCHEME):
            raise broken(system_url, "A stylesheet may read stylesheets of edition only.")
        path = system_url.removeprefix(_SCHEME)
        folders = self.folders if path.startswith("/") else self.folders[-1:]
        name = path.lstrip("/")
        if "%" in name or "./" in name:
            name = posixpath.normpath("/" + unquote(name).lstrip("/"))[1:]
        data = _wrapped(name, _found(folders, name, system_url))
        if self.edit is not None:
            data = self.edit(data)
        return self.resolve_string(data, context, base_url=f"{_SCHEME}/{name}")


def _found(folders: tuple[Path, ...], name: str, asked: str) -> bytes:
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


def _wrapped(name: str, data: bytes) -> bytes:
    """Return a style sheet or script as XML, so that document() can read it."""
    if not name.endswith(_RAW):
        return data
    text = _folded(data).replace(b"&", b"&amp;").replace(b"<", b"&lt;")
    return b"<raw>" + text + b"</raw>"


def _folded(code: bytes) -> bytes:
    """Return a style sheet or script without comments, indentation and blanks within braces.

    So no string in either holds a comment, or a brace beside a blank, or runs over lines.
    """
    first, *rest = code.split(b"/*")
    bare = first + b"".join(part.partition(b"*/")[2] for part in rest)
    lines = b"\n".join(filter(None, map(bytes.strip, bare.splitlines())))
    return lines.replace(b" {", b"{").replace(b"{ ", b"{").replace(b" }", b"}")


def _parser(folders: tuple[Path, ...], edit: Edit | None = None) -> etree.XMLParser[Element]:
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False)
    parser.resolvers.add(_Resolver(folders, edit))
    return parser


@lru_cache(maxsize=32)
def load(folders: tuple[Path, ...], name: str) -> "Stylesheet | Apart":
    """Return the sheet `name` (html.xsl), laid over by file: the first folder that has it wins.

    `edition:html.xsl` in an import always means ours. A sheet reads stylesheets only, writes
    nothing, uses no network; one that a project has a part in runs apart. Raises Refused.
    """
    is_ours = len(folders) == 1 or not any(
        (folders[0] / source).is_file() for source, _ in sources(folders, name)
    )
    if is_ours:
        return compiled(folders, name)
    from edition.apart import Apart

    return Apart(folders, name)


def compiled(folders: tuple[Path, ...], name: str, edit: Edit | None = None) -> Stylesheet:
    """Compile a sheet in this process; `edit` may change the bytes of each of its files.

    Raises Refused.
    """
    root = _parsed(folders, name, edit)
    access = etree.XSLTAccessControl(
        read_file=True,
        write_file=False,
        create_dir=False,
        read_network=False,
        write_network=False,
    )
    try:
        transform = etree.XSLT(root, access_control=access, regexp=False)
    except etree.XMLSyntaxError as error:
        raise broken(name, f"The stylesheet is not well-formed: {error}") from None
    except etree.XSLTParseError as error:
        raise broken(name, f"The stylesheet cannot be compiled: {error}") from None
    return Stylesheet(name, transform)


@lru_cache(maxsize=32)
def describe(folders: tuple[Path, ...], name: str) -> Element:
    """Return the root of a sheet uncompiled, for what it says of itself. Raises Refused."""
    return _parsed(folders, name)


def _parsed(folders: tuple[Path, ...], name: str, edit: Edit | None = None) -> Element:
    data = _found(folders, name, name)
    try:
        data = data if edit is None else edit(data)
        return etree.fromstring(data, _parser(folders, edit), base_url=f"{_SCHEME}/{name}")
    except etree.XMLSyntaxError as error:
        raise broken(name, f"The stylesheet is not well-formed: {error}") from None


def declared_parameters(folders: tuple[Path, ...], *names: str) -> set[str]:
    """Return the parameters that sheets, with all that they include, may be given."""
    sheets = (sheet for name in names for _, sheet in sources(folders, name))
    return {str(each.get("name")) for sheet in sheets for each in sheet.iterfind(f"{{{XSL}}}param")}


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
            is_ours = name.startswith(_SCHEME)
            path = name.removeprefix(_SCHEME)
            sheet = describe(folders[-1:] if is_ours else folders, path)
            yield name, sheet
            waiting += _linked(sheet, posixpath.dirname(path))


def _linked(sheet: Element, folder: str) -> Iterator[str]:
    """Yield the names of the sheets that one includes and imports."""
    for link in sheet.iterchildren(f"{{{XSL}}}include", f"{{{XSL}}}import"):
        href = link.get("href", "")
        if href.startswith(_SCHEME) and href[len(_SCHEME)] != "/":
            yield _SCHEME + posixpath.normpath(href.removeprefix(_SCHEME))
        else:
            path = posixpath.join(folder, href.removeprefix(_SCHEME).lstrip("/"))
            yield posixpath.normpath(path)


def _worded(message: str) -> str:
    if "recursion" in message or message.startswith("unknown error"):
        return "The stylesheet calls itself without end, or more than 3,000 templates deep."
    return f"The stylesheet failed: {message}"


_HINT = "Mend the stylesheet, or remove it from the project's xslt/ to use ours."


def broken(file: str, message: str, hint: str = _HINT) -> Refused:
    """Return the refusal of a stylesheet."""
    place = Location(file)
    return Refused(Diagnostic(place, "broken-stylesheet", Severity.ERROR, message, hint))
