"""Stylesheet: compiled XSLT, its parameters and messages; edition: imports."""

import os
import posixpath
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from edition import regex
from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Element
from edition.file import read_bytes
from edition.project import OWN
from edition.stylesheet.interface import Interface
from edition.tei.target import expanded
from edition.value import Value

if TYPE_CHECKING:
    from edition.stylesheet.apart import Apart, Message

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
_ENDINGS = {
    "style": ".css",
    "script": ".js",
    "margin": ".margin.css",
    "filter": ".filter.js",
}
"""The texts that belong to a sheet, by the parameter that it takes them as."""

_INCLUDE, _IMPORT, _PARAM = (f"{{{XSL}}}{name}" for name in ("include", "import", "param"))
_FOR = "{https://tei-edition.org/ns/format}for"
_NAMESPACE = "https://tei-edition.org/ns/function"
_ENGLISH = "en"
_LANGUAGE = ContextVar("_LANGUAGE", default=_ENGLISH)

Edit = Callable[[bytes], bytes]


class Stylesheet(Value):
    """A compiled XSLT 1.0 sheet, with the raw texts that belong to it, such as its `style`."""

    name: str
    transform: etree.XSLT
    texts: tuple[tuple[str, str], ...] = ()
    messages: "tuple[Message, ...]" = ()
    """Ours say nothing."""

    def __call__(self, root: Element, parameters: dict[str, str]) -> Element:
        """Return the root of the result for a prepared tree; parameters are strings.

        Names that the sheet does not declare are passed over: a caller may offer more than a sheet
        uses. Raises Refused where the transformation itself fails.
        """
        _LANGUAGE.set(parameters.get("language", _ENGLISH))
        offered = {**dict(self.texts), **parameters}
        given = {name: etree.XSLT.strparam(value) for name, value in offered.items()}
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
        data = _found(folders, name, system_url)
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


def _folded(code: bytes) -> bytes:
    """Return a style sheet or script without comments, indentation and blanks within braces.

    So no string in either holds a comment, or a brace beside a blank, or runs over lines.
    """
    first, *rest = code.split(b"/*")
    bare = first + b"".join(part.partition(b"*/")[2] for part in rest)
    lines = b"\n".join(filter(None, map(bytes.strip, bare.splitlines())))
    return lines.replace(b" {", b"{").replace(b"{ ", b"{").replace(b" }", b"}")


def _tight(style: str) -> str:
    """Return a style sheet without the blanks that no rule needs; strings stay as they are."""
    if "'" in style:
        return style  # whoever writes strings so may have blanks in them
    parts = style.split('"')
    parts[::2] = [_tightened(part) for part in parts[::2]]
    return '"'.join(parts)


def _tightened(style: str) -> str:
    pieces = regex.compiled(r"([:{};,>])\s+").split(style)
    for place, sign in enumerate(pieces[1::2]):
        if sign != ":":
            pieces[2 * place] = pieces[2 * place].rstrip()
    return "".join(pieces)


def _parser(folders: tuple[Path, ...], edit: Edit | None = None) -> etree.XMLParser[Element]:
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False)
    parser.resolvers.add(_Resolver(folders, edit))
    return parser


def load(
    folders: tuple[Path, ...],
    name: str,
    used: frozenset[str] | None = None,
    edit: Edit | None = None,
) -> "Stylesheet | Apart":
    """Return the sheet `name` (html.xsl), laid over by file: the first folder that has it wins.

    `used`, the names of a document's elements, leaves out what is included `edition:for` others,
    and the style sheets beside it; without it the sheet is whole. `edition:html.xsl` in an import
    always means ours. A sheet reads stylesheets only, writes nothing, uses no network; one that a
    project has a part in runs apart. `edit` changes the bytes of each file of a sheet of ours.
    Raises Refused.
    """
    needed, texts = _needed(folders, name, used if used is None else used & _told(folders, name))
    if not _is_ours(folders, name):
        from edition.stylesheet.apart import Apart

        return Apart(folders, name, texts)
    transform, held = _COMPILED.get((folders, name, edit), (None, frozenset()))
    if transform is None or not held.issuperset(needed):
        held = held.union(needed)  # so that a whole corpus compiles few sheets
        transform = _transform(folders, name, _parsed(folders, name, edit, held))
        _COMPILED[folders, name, edit] = transform, held
    return Stylesheet(name, transform, texts)


def compiled(folders: tuple[Path, ...], name: str, edit: Edit | None = None) -> Stylesheet:
    """Compile a sheet, whole, in this process; `edit` may change the bytes of each of its files.

    Raises Refused.
    """
    return Stylesheet(name, _transform(folders, name, _parsed(folders, name, edit)))


class _Part(Value):
    """What an entry sheet includes: its name, and the elements that it is for, if only some."""

    name: str
    elements: frozenset[str]

    def serves(self, used: AbstractSet[str]) -> bool:
        return not self.elements or not self.elements.isdisjoint(used)


_Key = tuple[tuple[Path, ...], str, Edit | None]
_COMPILED: dict[_Key, tuple[etree.XSLT, frozenset[_Part]]] = {}


@lru_cache(maxsize=32)
def _parts(folders: tuple[Path, ...], name: str) -> tuple[_Part, ...]:
    """Return what a sheet includes, and before that what the sheets that it imports include."""
    parts: list[_Part] = []
    for link, linked in _links(_described(folders, name), name):
        if link.tag == _IMPORT:
            parts += _parts(folders, linked)
        else:
            name_of_part = linked.removeprefix(_SCHEME)
            parts.append(_Part(name_of_part, frozenset(link.get(_FOR, "").split())))
    return tuple(parts)


@lru_cache(maxsize=32)
def _told(folders: tuple[Path, ...], name: str) -> frozenset[str]:
    """Return the names of all elements that some part of a sheet is for."""
    return frozenset[str]().union(*(part.elements for part in _parts(folders, name)))


@lru_cache(maxsize=256)
def _needed(
    folders: tuple[Path, ...], name: str, used: frozenset[str] | None
) -> tuple[frozenset[_Part], tuple[tuple[str, str], ...]]:
    """Return the parts of a sheet that a document needs, and the texts that belong to them."""
    parts = [part for part in _parts(folders, name) if used is None or part.serves(used)]
    return frozenset(parts), _texts(folders, tuple([part.name for part in parts]))


@lru_cache(maxsize=32)
def _is_ours(folders: tuple[Path, ...], name: str) -> bool:
    """Whether nothing of a sheet lies in the project."""
    own = folders[0]
    return len(folders) == 1 or not any(
        (own / part).is_file() for part, _ in sources(folders, name)
    )


def _transform(folders: tuple[Path, ...], name: str, sheet: Element) -> etree.XSLT:
    access = etree.XSLTAccessControl(
        read_file=True,
        write_file=False,
        create_dir=False,
        read_network=False,
        write_network=False,
    )
    try:
        return etree.XSLT(
            sheet,
            access_control=access,
            regexp=False,
            extensions=_functions(folders),  # type: ignore[arg-type]  # functions will do
        )
    except etree.XMLSyntaxError as error:
        raise broken(name, f"The stylesheet is not well-formed: {error}") from None
    except etree.XSLTParseError as error:
        raise broken(name, f"The stylesheet cannot be compiled: {error}") from None


def _functions(folders: tuple[Path, ...]) -> dict[tuple[str, str], Callable[..., str]]:
    """Return what sheets may call: `f:say(key, …)`, `f:say-value(kind, value)`, `f:expanded(…)`.

    The last writes a declared prefix out, of which it is given pattern, replacement and the rest.
    """

    @lru_cache(maxsize=4096)  # a page says a hundred things, most of them as the last page did
    def said(language: str, *given: str) -> str:
        return _interface(folders, language).say(*given)

    def say(_context: object, *given: object) -> str:
        return said(_LANGUAGE.get(), *map(_string, given))

    def say_value(_context: object, kind: object, value: object) -> str:
        own = _string(value)
        return said(_LANGUAGE.get(), f"{_string(kind)}.{own}") or own

    def expand(_context: object, pattern: object, replacement: object, rest: object) -> str:
        made = expanded("", _string(rest), [(_string(pattern) or "(.+)", _string(replacement))])
        return made if isinstance(made, str) else ""

    return {
        (_NAMESPACE, "say"): say,
        (_NAMESPACE, "say-value"): say_value,
        (_NAMESPACE, "expanded"): expand,
    }


@lru_cache(maxsize=32)
def _interface(folders: tuple[Path, ...], language: str) -> Interface:
    english = None if language == _ENGLISH else _interface(folders[-1:], _ENGLISH)
    return Interface(describe(folders, f"locale/{language}.xml"), english)


def _string(value: object) -> str:
    """Return a value of XPath as XPath's string() would."""
    if type(value) is str:
        return value
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return "".join(value.itertext()) if isinstance(value, etree._Element) else str(value)


def _texts(folders: tuple[Path, ...], parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the style sheets and scripts that lie beside sheets under the same stem, by kind."""
    stems = [part.removesuffix(".xsl") for part in parts]
    there = _listed(folders, frozenset(posixpath.dirname(stem) for stem in stems))
    return tuple(
        (kind, "".join(_text(folders, stem + end) for stem in stems if stem + end in there))
        for kind, end in _ENDINGS.items()
    )


@lru_cache(maxsize=128)
def _text(folders: tuple[Path, ...], name: str) -> str:
    text = _folded(_found(folders, name, name)).decode()
    return _tight(text) if name.endswith(".css") else text


@lru_cache(maxsize=32)
def _listed(folders: tuple[Path, ...], rooms: frozenset[str]) -> frozenset[str]:
    """Return the names of all files in some rooms of the folders."""
    found: set[str] = set()
    for folder in map(str, folders):
        for room in rooms:
            with suppress(OSError):
                found.update(f"{room}/{name}" for name in os.listdir(f"{folder}/{room}"))  # noqa: PTH208
    return frozenset(found)


@lru_cache(maxsize=32)
def describe(folders: tuple[Path, ...], name: str) -> Element:
    """Return the root of a sheet uncompiled, for what it says of itself. Raises Refused."""
    return _parsed(folders, name)


def _described(folders: tuple[Path, ...], source: str) -> Element:
    """Return the root of a source: of one that begins with `edition:`, ours."""
    is_ours = source.startswith(_SCHEME)
    return describe(folders[-1:] if is_ours else folders, source.removeprefix(_SCHEME))


def _parsed(
    folders: tuple[Path, ...],
    name: str,
    edit: Edit | None = None,
    parts: AbstractSet[_Part] | None = None,
) -> Element:
    """Return the root of a sheet, without what it includes beyond some `parts`."""
    data = _found(folders, name, name)
    try:
        data = data if edit is None else edit(data)
        sheet = etree.fromstring(data, _parser(folders, edit), base_url=f"{_SCHEME}/{name}")
    except etree.XMLSyntaxError as error:
        raise broken(name, f"The stylesheet is not well-formed: {error}") from None
    if parts is not None:
        named = {part.name for part in parts}
        for link, linked in [*_links(sheet, name)]:
            if link.tag == _INCLUDE and linked not in named:
                sheet.remove(link)
    return sheet


def declared_parameters(folders: tuple[Path, ...], *names: str) -> set[str]:
    """Return the parameters that sheets, with all that they include, may be given."""
    sheets = (sheet for name in names for _, sheet in sources(folders, name))
    declared = {param.get("name", "") for sheet in sheets for param in sheet.iterfind(_PARAM)}
    return declared - _ENDINGS.keys()


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
            sheet = _described(folders, name)
            yield name, sheet
            waiting += [linked for _, linked in _links(sheet, name)]


def _links(sheet: Element, name: str) -> Iterator[tuple[Element, str]]:
    """Yield what includes and imports in a sheet of that name, with the name of what is meant."""
    folder = posixpath.dirname(name.removeprefix(_SCHEME))
    for link in sheet.iterchildren(_INCLUDE, _IMPORT):
        href = link.get("href", "")
        if not href.startswith(_SCHEME):
            yield link, posixpath.normpath(posixpath.join(folder, href))
        elif href[len(_SCHEME) :].startswith("/"):
            yield link, posixpath.normpath(href.removeprefix(_SCHEME).lstrip("/"))
        else:
            yield link, _SCHEME + posixpath.normpath(href.removeprefix(_SCHEME))


def _worded(message: str) -> str:
    if "recursion" in message or message.startswith("unknown error"):
        return "The stylesheet calls itself without end, or more than 3,000 templates deep."
    return f"The stylesheet failed: {message}"


_HINT = "Mend the stylesheet, or remove it from the project's xslt/ to use ours."


def broken(file: str, message: str, hint: str = _HINT) -> Refused:
    """Return the refusal of a stylesheet."""
    place = Location(file)
    return Refused(Diagnostic(place, "broken-stylesheet", Severity.ERROR, message, hint))
