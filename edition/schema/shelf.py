"""Shelf: what stands in a folder of schemas, with the catalog that says what it stands for.

A project has one in xml/schema, a user one in the cache folder; ours came with edition. What was
added is written down in the catalog, as a group of its own, so that it can be removed whole.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from lxml import etree

from edition.checksum import fingerprint
from edition.diagnostic import Diagnostic, Location, Misuse, Refused, Severity
from edition.document import Element
from edition.document.tree import parse_plain
from edition.file import is_file, is_folder, read_bytes
from edition.file.writing import write
from edition.project import shown
from edition.schema.catalog import CATALOG, addresses
from edition.schema.place import SOURCE, Shelf
from edition.suggestion import instead
from edition.value import Value

__all__ = ["Held", "held", "put", "remove"]

_OURS = "urn:tei-edition:schema"
_FILES, _FOUND, _SUM = (f"{{{_OURS}}}{name}" for name in ("files", "found", "sum"))
_KINDS = {
    ".rng": "RELAX NG",
    ".rnc": "RELAX NG, compact",
    ".sch": "Schematron",
    ".isosch": "Schematron",
    ".schematron": "Schematron",
    ".odd": "TEI ODD",
}
_VERSION = r"(?:TEI Edition:|<edition>)\s*P5\s+(?:<[^>]*>)?Version(?:<[^>]*>|\s)+([\w.]*\w)"
_START = 10_000


class Held(Value):
    """A schema at hand: its name, file and kind, whose it is, what it stands for, of which TEI."""

    name: str
    file: Path
    kind: str
    whose: str
    addresses: tuple[str, ...] = ()
    version: str = ""


def held(shelf: Shelf) -> Iterator[Held]:
    """Yield the schemas on a shelf by name; what only others take in is not one."""
    stands = _addresses(shelf)
    paths = sorted(shelf.folder.iterdir()) if is_folder(shelf.folder) else []
    for path in paths:
        kind = "TEI itself" if path.name == SOURCE else _KINDS.get(path.suffix.lower())
        if kind is not None and is_file(path):
            names = stands.get(path.resolve(), [])
            yield Held(path.name, path, kind, shelf.whose, tuple(names), _version(path))


def _addresses(shelf: Shelf) -> dict[Path, list[str]]:
    found: dict[Path, list[str]] = {}
    if is_file(shelf.catalog):
        for address, file in addresses(shelf.catalog):
            if address != file.name:  # what stands for itself alone says nothing
                found.setdefault(file.resolve(), []).append(address)
    return found


def _version(path: Path) -> str:
    """Return the version of TEI that a schema was made of, if it says so."""
    try:
        with path.open("rb") as file:
            start = file.read(_START).decode("utf-8", "replace")
    except OSError:
        return ""
    match = re.search(_VERSION, start)
    return match[1] if match else ""


def put(shelf: Shelf, files: dict[str, bytes], address: str) -> list[Path]:
    """Put files on a shelf, the schema itself first, and write down what it stands for.

    Returns those that were written: files that lie there already, and say the same, are left, now
    and when it is removed. Raises Refused where one of that name says something else, or nothing
    can be written.
    """
    main = next(iter(files))
    for name, data in files.items():
        target = shelf.folder / name
        if is_file(target) and read_bytes(target, str(target)) != data:
            raise _taken(target)
    root = _catalog(shelf)
    added = {name for group in _groups(root) for name in _own(group)}
    found = [name for name in files if name not in added and is_file(shelf.folder / name)]
    new = [name for name in files if not is_file(shelf.folder / name)]
    for group in list(_groups(root)):
        if _names(group)[:1] == [main]:
            address = address or _address(group, main)
            root.remove(group)
    _enter(root, files, found, address)
    written = [write(shelf.folder / name, files[name], _PLACE) for name in new]
    write(shelf.catalog, _bytes(root), _PLACE)
    return written


_PLACE = "Make room, or check the permissions of the folder."


def _enter(root: Element, files: dict[str, bytes], found: list[str], address: str) -> None:
    """Write a group into a catalog: what a schema stands for, its files, those found there."""
    main = next(iter(files))
    attributes = {_FILES: " ".join(map(quote, files)), _SUM: _sum(files.values())}
    if found:
        attributes[_FOUND] = " ".join(map(quote, found))
    group = etree.SubElement(root, f"{CATALOG}group", attributes, nsmap={"edition": _OURS})
    group.text, group.tail = "\n    ", "\n"
    before = group.getprevious()
    if before is not None and not (before.tail or "").strip():
        before.tail = "\n  "
    entry = {"name": address or main, "uri": quote(main)}
    etree.SubElement(group, f"{CATALOG}uri", entry).tail = "\n  "


def _address(group: Element, main: str) -> str:
    names = [entry.get("name", "") for entry in group.iterchildren(f"{CATALOG}uri")]
    return next((name for name in names if name != main), "")


def remove(shelf: Shelf, name: str) -> list[Path]:
    """Remove a schema that was added, with what it alone takes in; return the files.

    Raises Misuse for a name that was not added, Refused where its files were changed since.
    """
    root = _catalog(shelf)
    groups = {names[0]: group for group in _groups(root) if (names := _names(group))}
    main = next((each for each in groups if name in {each, Path(each).stem}), None)
    if main is None:
        raise Misuse(_unknown(shelf, name, list(groups)))
    names = _names(groups[main])
    others = {each for one, group in groups.items() if one != main for each in _names(group)}
    paths = [shelf.folder / each for each in _own(groups[main]) if each not in others]
    _expect_as_added(groups[main], [shelf.folder / each for each in names])
    parent = groups[main].getparent()
    assert parent is not None
    parent.remove(groups[main])
    _settle(root)
    write(shelf.catalog, _bytes(root), _PLACE)
    removed = [path for path in paths if is_file(path)]
    for path in removed:
        path.unlink()
    _tidy(shelf, removed)
    return removed


def _tidy(shelf: Shelf, removed: list[Path]) -> None:
    """Remove folders that hold nothing any more."""
    for folder in sorted({path.parent for path in removed}, reverse=True):
        if folder != shelf.folder and not any(folder.iterdir()):
            folder.rmdir()


def _unknown(shelf: Shelf, name: str, added: list[str]) -> str:
    if is_file(shelf.folder / name):
        return f"{shown(shelf.folder / name)} was not added by edition; delete it yourself."
    there = f"there are: {', '.join(added)}." if added else "none was added."
    hint = instead(name, {*added, *(Path(each).stem for each in added)}, there)
    return f"No schema “{name}” was added to {shown(shelf.folder)}; {hint}"


def _expect_as_added(group: Element, paths: list[Path]) -> None:
    """Refuse to remove what somebody has worked on since; what is gone is gone."""
    if not all(map(is_file, paths)):
        return
    if _sum(read_bytes(path, str(path)) for path in paths) != group.get(_SUM):
        raise Refused(
            Diagnostic(
                Location(str(paths[0])),
                "schema-taken",
                Severity.ERROR,
                "The schema, or what it takes in, was changed since it was added.",
                "Delete the files yourself if these changes may be lost, then remove it again.",
            )
        )


def _taken(target: Path) -> Refused:
    return Refused(
        Diagnostic(
            Location(str(target)),
            "schema-taken",
            Severity.ERROR,
            "Another schema of this name is here already.",
            "Give the new one another name with --name, compare the two with “edition schema "
            "diff”, or remove the old one.",
        )
    )


def _catalog(shelf: Shelf) -> Element:
    """Return the root of a shelf's catalog, a new one where there is none. Raises Refused."""
    if not is_file(shelf.catalog):
        root = etree.Element(f"{CATALOG}catalog", nsmap={None: CATALOG[1:-1]})
        root.text = "\n  "
        return root
    dict(addresses(shelf.catalog))  # raises Refused where it is none
    return parse_plain(read_bytes(shelf.catalog, str(shelf.catalog)), str(shelf.catalog))


def _settle(root: Element) -> None:
    """Indent the end tag of a catalog as it was before the last entry went."""
    if len(root) and not (root[-1].tail or "").strip():
        root[-1].tail = "\n"


def _groups(root: Element) -> Iterator[Element]:
    yield from (group for group in root.iter(f"{CATALOG}group") if group.get(_FILES))


def _own(group: Element) -> list[str]:
    """Return the files of a group that were not there before it."""
    found = _names(group, _FOUND)
    return [name for name in _names(group) if name not in found]


def _names(group: Element, which: str = _FILES) -> list[str]:
    """Return the files of a group; a name that leads out of the shelf is none of ours."""
    names = [unquote(name) for name in group.get(which, "").split()]
    return [name for name in names if not name.startswith("/") and ".." not in name.split("/")]


def _sum(contents: Iterable[bytes]) -> str:
    return fingerprint(b"\0".join(contents))[:16]


def _bytes(root: Element) -> bytes:
    text: bytes = etree.tostring(root.getroottree(), encoding="UTF-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text + b"\n"
