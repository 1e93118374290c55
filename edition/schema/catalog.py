"""Catalog: which file stands for an address, as OASIS XML catalogs say it.

`uri` and `system` name one address, rewriteURI and rewriteSystem all that begin alike, uriSuffix
and systemSuffix all that end alike; the longest of these counts. group, xml:base and nextCatalog
are followed; public and delegated addresses are passed over: no schema is named so.
Source: OASIS XML Catalogs 1.1, 4, 6.4 and 7.2.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Element
from edition.document.safety import prior_fault
from edition.document.tree import parse_plain
from edition.file import is_file, read_bytes
from edition.value import Value

__all__ = ["CATALOG", "Entry", "addresses", "broken", "resolved"]

CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_FIELDS = {
    "uri": ("same", "name", "uri"),
    "system": ("same", "systemId", "uri"),
    "rewriteURI": ("start", "uriStartString", "rewritePrefix"),
    "rewriteSystem": ("start", "systemIdStartString", "rewritePrefix"),
    "uriSuffix": ("end", "uriSuffix", "uri"),
    "systemSuffix": ("end", "systemIdSuffix", "uri"),
    "nextCatalog": ("next", "", "catalog"),
}
_MOST = 50


class Entry(Value):
    """What a catalog says of an address, or of all that start or end so: the file's URI."""

    kind: str
    address: str
    uri: str


class _Catalog(Value):
    """What a catalog says in its order, and the URIs by what addresses are, begin or end with."""

    entries: tuple[Entry, ...]
    same: dict[str, str]
    starts: dict[str, str]
    ends: dict[str, str]


def resolved(address: str, catalog: Path, within: Path) -> Path | None:
    """Return the file that stands for an address by a catalog; None where it names none.

    The file may not exist; one outside of a folder is none. Catalogs that come next are asked in
    turn, each once. Raises Refused for one that cannot be read.
    """
    wanted = _normal(address)
    for file in _chain(catalog, within):
        found = _of_one(wanted, _catalog(file))
        if found is not None:
            return _inside(found, file, within)
    return None


def addresses(catalog: Path) -> Iterator[tuple[str, Path]]:
    """Yield the addresses that a catalog names one by one, with their files."""
    for entry in _catalog(catalog).entries:
        if entry.kind == "same":
            file = _file(entry.uri, catalog)
            if file is not None:
                yield entry.address, file


def broken(catalog: Path, message: str, line: int | None = None) -> Refused:
    """Return what is raised for a catalog that is of no use."""
    hint = "Mend it, or remove it; “edition schema add” writes a new one."
    place = Location(str(catalog), line)
    return Refused(Diagnostic(place, "schema-catalog", Severity.ERROR, message, hint))


def _chain(catalog: Path, within: Path) -> Iterator[Path]:
    waiting, seen = [catalog], {catalog.resolve()}
    while waiting and len(seen) <= _MOST:
        file = waiting.pop(0)
        yield file
        for entry in _catalog(file).entries:
            following = _inside(entry.uri, file, within) if entry.kind == "next" else None
            if following is not None and is_file(following) and following.resolve() not in seen:
                seen.add(following.resolve())
                waiting.append(following)


def _of_one(wanted: str, catalog: _Catalog) -> str | None:
    """Return the URI that one catalog gives an address."""
    uri = catalog.same.get(wanted)
    if uri is not None:
        return uri
    for length in sorted({*map(len, catalog.starts)}, reverse=True):
        start = catalog.starts.get(wanted[:length])
        if start is not None:
            return start + wanted[length:]
    lengths = sorted({*map(len, catalog.ends)}, reverse=True)
    known = (catalog.ends.get(wanted[-length:]) for length in lengths)
    return next((uri for uri in known if uri is not None), None)


def _normal(address: str) -> str:
    """Return an address in the form in which two are compared; http and https are the same."""
    plain = quote(address.strip(), safe="%/:?#[]@!$&'()*+,;=~-._")
    return plain.removeprefix("https:").removeprefix("http:")


def _inside(uri: str, catalog: Path, within: Path) -> Path | None:
    file = _file(uri, catalog)
    try:
        is_inside = file is not None and file.resolve().is_relative_to(within.resolve())
    except (OSError, ValueError, RuntimeError):
        return None
    return file if is_inside else None


def _file(uri: str, catalog: Path) -> Path | None:
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    is_file_name = parts.scheme in {"", "file"} and not parts.netloc
    return catalog.parent / unquote(parts.path) if is_file_name else None


def _catalog(file: Path) -> _Catalog:
    """Return what a catalog says. Raises Refused."""
    return _read(file, read_bytes(file, str(file)))


@lru_cache(maxsize=16)
def _read(catalog: Path, data: bytes) -> _Catalog:
    if prior_fault(data) is not None:
        raise broken(catalog, "The catalog is no XML.")
    try:
        root = parse_plain(data, str(catalog))
    except (etree.XMLSyntaxError, OSError) as error:
        line = getattr(error, "lineno", None)
        raise broken(catalog, f"The catalog is no XML: {error}.", line) from None
    if root.tag != f"{CATALOG}catalog":
        raise broken(catalog, "This is no OASIS XML catalog.", root.sourceline)
    entries = tuple(_gathered(root))
    kinds = [_by_address(entries, kind) for kind in ("same", "start", "end")]
    return _Catalog(entries, *kinds)


def _by_address(entries: tuple[Entry, ...], kind: str) -> dict[str, str]:
    """Return the URIs that entries of a kind give to addresses; of equal ones the first counts."""
    named = [each for each in reversed(entries) if each.kind == kind and each.address]
    return {_normal(each.address): each.uri for each in named}


def _gathered(root: Element) -> Iterator[Entry]:
    bases: dict[Element | None, str] = {None: ""}
    for element in root.iter("*"):
        base = bases[element] = _joined(bases[element.getparent()], element.get(_BASE, ""))
        kind, name, target = _FIELDS.get(str(element.tag).removeprefix(CATALOG), ("", "", ""))
        uri = element.get(target) if target else None
        if uri is not None:
            yield Entry(kind, element.get(name, "") if name else "", _joined(base, uri))


def _joined(base: str, uri: str) -> str:
    try:
        return urljoin(base, uri)
    except ValueError:  # no address: the file it names is none
        return uri
