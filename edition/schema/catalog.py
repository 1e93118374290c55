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
from edition.file import is_file, read_bytes
from edition.safety import prior_fault
from edition.tree import parse_plain
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


def resolved(address: str, catalog: Path, within: Path) -> Path | None:
    """Return the file that stands for an address by a catalog; None where it names none.

    The file may not exist; one outside of a folder is none. Catalogs that come next are asked in
    turn, each once. Raises Refused for one that cannot be read.
    """
    wanted = _normal(address)
    for file in _chain(catalog, within):
        found = _of_one(wanted, _entries(file))
        if found is not None:
            return _inside(found, file, within)
    return None


def addresses(catalog: Path) -> Iterator[tuple[str, Path]]:
    """Yield the addresses that a catalog names one by one, with their files."""
    for entry in _entries(catalog):
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
        for entry in _entries(file):
            following = _inside(entry.uri, file, within) if entry.kind == "next" else None
            if following is not None and is_file(following) and following.resolve() not in seen:
                seen.add(following.resolve())
                waiting.append(following)


def _of_one(wanted: str, entries: tuple[Entry, ...]) -> str | None:
    """Return the URI that the entries of one catalog give an address."""
    for entry in entries:
        if entry.kind == "same" and _normal(entry.address) == wanted:
            return entry.uri
    for kind, fits in (("start", str.startswith), ("end", str.endswith)):
        known = [each for each in entries if each.kind == kind and each.address]
        fitting = [each for each in known if fits(wanted, _normal(each.address))]
        if fitting:
            entry = max(fitting, key=lambda each: len(each.address))
            rest = wanted[len(_normal(entry.address)) :] if kind == "start" else ""
            return entry.uri + rest
    return None


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


def _entries(catalog: Path) -> tuple[Entry, ...]:
    """Return what a catalog says, in its order. Raises Refused."""
    data = read_bytes(catalog, str(catalog))
    return _read(catalog, data)


@lru_cache(maxsize=16)
def _read(catalog: Path, data: bytes) -> tuple[Entry, ...]:
    if prior_fault(data) is not None:
        raise broken(catalog, "The catalog is no XML.")
    try:
        root = parse_plain(data, str(catalog))
    except (etree.XMLSyntaxError, OSError) as error:
        line = getattr(error, "lineno", None)
        raise broken(catalog, f"The catalog is no XML: {error}.", line) from None
    if root.tag != f"{CATALOG}catalog":
        raise broken(catalog, "This is no OASIS XML catalog.", root.sourceline)
    return tuple(_gathered(root))


def _gathered(root: Element) -> Iterator[Entry]:
    for element in root.iter(f"{CATALOG}*"):
        kind, name, target = _FIELDS.get(str(element.tag).removeprefix(CATALOG), ("", "", ""))
        uri = element.get(target) if target else None
        if uri is None:
            continue
        for around in (element, *element.iterancestors()):
            uri = _joined(around.get(_BASE, ""), uri)
        yield Entry(kind, element.get(name, "") if name else "", uri)


def _joined(base: str, uri: str) -> str:
    try:
        return urljoin(base, uri)
    except ValueError:  # no address: the file it names is none
        return uri
