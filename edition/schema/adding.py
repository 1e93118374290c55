"""Adding: a schema with all that it takes in, from a file or from the web, ready for a shelf.

The files keep their bytes and their places beside each other as far as they can; what lay
elsewhere is put into a folder beside the schema, and the reference to it is changed.
"""

import re
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.document import Element
from edition.document.safety import doctype_faults, prior_fault
from edition.document.tree import parse_plain
from edition.file import is_file, read_bytes
from edition.schema.fetching import fetched, is_web_address
from edition.schema.place import SOURCE

__all__ = ["gathered"]

_RNG = "http://relaxng.org/ns/structure/1.0"
_SCH = "http://purl.oclc.org/dsdl/schematron"
_TAKING = tuple(
    f"{{{ns}}}{name}"
    for ns, names in ((_RNG, ("include", "externalRef")), (_SCH, ("include", "extends")))
    for name in names
)
_TEI = "{http://www.tei-c.org/ns/1.0}"
_COMPACT = r"\b(?:include|external)\s+(?:\"([^\"\n]*)\"|'([^'\n]*)')"
_MOST = 400
_SUFFIXES = {_RNG: (".rng",), _SCH: (".sch", ".isosch", ".schematron")}


def gathered(origin: str, name: str = "") -> dict[str, bytes]:
    """Return the files of a schema by their names on a shelf, the schema itself first.

    `origin` is a path or a web address, `name` what the schema is to be called. Raises Refused
    where one cannot be had, or where the whole is no schema.
    """
    data, place = _bytes(origin)
    main = _shelf_name(name or _last(origin), data, origin)
    gathering = _Gathering(place)
    gathering.take(origin, data, main, place)
    _prove(gathering.files, main, gathering.names)
    return gathering.files


class _Gathering:
    """The files of one schema, each fetched once."""

    def __init__(self, place: str) -> None:
        self.is_remote = is_web_address(place)
        self.folder = _folder(place)
        self.files: dict[str, bytes] = {}
        self.names: dict[str, str] = {}

    def take(self, origin: str, data: bytes, name: str, place: str) -> None:
        """Take a file, and what it takes in; `place` is where it really lay on the web."""
        self.names[origin] = name
        self.files[name] = data
        for href in _hrefs(data, origin):
            inner = self._seen_from(href, place)
            if inner not in self.names:
                if len(self.names) > _MOST:
                    message = f"The schema takes in more than {_MOST} files."
                    raise _refused(origin, message, "Add the one that it is made for.")
                self._expect_at_hand(inner, origin)
                found, lay = _bytes(inner)
                self.take(inner, found, self._free_name(inner), lay)
            self._lead(name, href, self.names[inner])

    def _expect_at_hand(self, inner: str, origin: str) -> None:
        """Raise Refused for what a file takes in and is not there, or only on the web."""
        if is_web_address(inner) and not self.is_remote:
            message = f"It takes in “{inner}”, which is not fetched for a file."
            raise _refused(origin, message, f"Save that beside it, or add {inner} itself.")
        if not is_web_address(inner) and not is_file(Path(inner)):
            message = f"It takes in “{inner}”, and there is no such file."
            raise _refused(origin, message, "Check the path; it is seen from the file's folder.")

    def _seen_from(self, href: str, origin: str) -> str:
        """Return the path or address that a reference means. Raises Refused."""
        try:
            address = urlsplit(href)
            if is_web_address(origin):
                target = urljoin(origin, href)
            elif address.scheme in {"", "file"} and not address.netloc:
                return str(_plain(Path(origin).parent / unquote(address.path)))
            else:
                target = href
        except ValueError:
            target = ""
        if not is_web_address(target):
            message = f"It takes in “{href}”, which is neither beside it nor on the web."
            raise _refused(origin, message, "Mend the reference in the schema.")
        return target.partition("#")[0]

    def _free_name(self, inner: str) -> str:
        """Return a name for a file: its own place beneath the schema's folder, or a new one."""
        main = next(iter(self.files))
        beneath = inner.removeprefix(self.folder) if inner.startswith(self.folder) else ""
        wanted = unquote(urlsplit(beneath).path) if is_web_address(inner) else beneath
        parts = PurePosixPath(wanted.replace("\\", "/")).parts
        if not parts or ".." in parts or wanted.startswith("/") or "?" in beneath:
            wanted = f"{PurePosixPath(main).stem}/{_clean(_last(inner))}"
        path, count = PurePosixPath(wanted), 1
        while str(path) in self.files:
            count += 1
            path = PurePosixPath(wanted).with_stem(f"{PurePosixPath(wanted).stem}-{count}")
        return str(path)

    def _lead(self, name: str, href: str, target: str) -> None:
        """Make a reference in a file lead to where its target lies now, if it does not."""
        from os.path import normpath, relpath

        folder = str(PurePosixPath(name).parent)
        leads = normpath(f"{folder}/{unquote(href)}") if "://" not in href else ""
        if leads != normpath(target):
            now = quote(relpath(target, folder))
            self.files[name] = _exchanged(self.files[name], href, now)


def _bytes(origin: str) -> tuple[bytes, str]:
    """Return the bytes of a file or of a web address, and where they lay. Raises Refused."""
    if is_web_address(origin):
        return fetched(origin)
    return read_bytes(Path(origin), origin), origin


def _hrefs(data: bytes, origin: str) -> list[str]:
    """Return what a schema takes in, as it is written. Raises Refused where it is none."""
    root = _root(data, origin)
    if root is None:
        words = data.decode("utf-8", "replace")
        return [one or two for one, two in re.findall(_COMPACT, words)]
    return [element.get("href", "") for element in root.iter(*_TAKING) if element.get("href")]


def _exchanged(data: bytes, old: str, new: str) -> bytes:
    """Return a schema with a reference changed, wherever it is written between quotation marks."""
    escaped = old.replace("&", "&amp;")
    for words in dict.fromkeys((old, escaped)):
        for mark in "\"'":
            data = data.replace(f"{mark}{words}{mark}".encode(), f"{mark}{new}{mark}".encode())
    return data


def _root(data: bytes, origin: str) -> Element | None:
    """Return the root of a schema in XML; None for the compact syntax. Raises Refused."""
    if not data.strip():
        raise _refused(origin, "The file is empty.", _HINT)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"\0" not in data[:4]:
        return None
    fault = prior_fault(data) or doctype_faults(data)[1]
    if fault is not None:
        raise _refused(origin, fault.message, fault.hint)
    try:
        return parse_plain(data, origin)
    except etree.XMLSyntaxError as error:
        from edition.relaxng.reading.foreign import kind_of_text

        kind = kind_of_text(data[:10_000].decode("utf-8", "replace"))
        message = f"This is {kind[0]}, no schema." if kind else f"It is no XML: {error.msg}."
        raise _refused(origin, message, kind[1] if kind else _HINT) from None


_HINT = "Add a schema in RELAX NG (.rng, .rnc) or Schematron (.sch)."


def _shelf_name(wanted: str, data: bytes, origin: str) -> str:
    """Return the name of a schema on the shelf, with the ending of its kind. Raises Refused."""
    root = _root(data, origin)
    name = _clean(wanted)
    if root is None:
        return name if name.endswith(".rnc") else f"{PurePosixPath(name).stem}.rnc"
    ns = etree.QName(root).namespace or ""
    if (
        root.find(f".//{_TEI}elementSpec") is not None
        or root.find(f".//{_TEI}schemaSpec") is not None
    ):
        return _odd_name(name, root)
    endings = _SUFFIXES.get(ns)
    if endings is None:
        from edition.relaxng.reading.foreign import kind_of

        local = etree.QName(root).localname
        kind = kind_of(root) or (f"an XML document with the root <{local}>", _HINT)
        raise _refused(origin, f"This is {kind[0]}, no schema.", kind[1])
    return name if name.endswith(endings) else f"{name.removesuffix('.xml')}{endings[0]}"


def _odd_name(name: str, root: Element) -> str:
    """Return the name of an ODD; what holds TEI's own specifications has always the same."""
    if root.find(f".//{_TEI}schemaSpec") is None:
        return SOURCE
    return name if name.endswith(".odd") else f"{name.removesuffix('.xml')}.odd"


def _prove(files: dict[str, bytes], main: str, names: dict[str, str]) -> None:
    """Read the schema as it will lie on the shelf. Raises Refused where it is of no use."""
    if not main.endswith((".rng", ".rnc")):
        return
    from edition.relaxng.grammar import Fault
    from edition.relaxng.schema import grammar

    with TemporaryDirectory() as folder:
        for name, data in files.items():
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        try:
            grammar(Path(folder) / main)
        except Fault as fault:
            origins = {str(Path(folder) / name): origin for origin, name in names.items()}
            place = fault.place
            raise _refused(
                origins.get(place.file, main), fault.message, fault.hint, place.line or None
            ) from None


def _folder(origin: str) -> str:
    """Return what the names of files beside a schema begin with."""
    if is_web_address(origin):
        return urljoin(origin, ".")
    return f"{_plain(Path(origin).parent)}/".removeprefix("./")


def _plain(path: Path) -> Path:
    from os.path import normpath

    return Path(normpath(path))


def _last(origin: str) -> str:
    path = unquote(urlsplit(origin).path) if is_web_address(origin) else origin
    return PurePosixPath(path.replace("\\", "/")).name or urlsplit(origin).hostname or "schema"


def _clean(name: str) -> str:
    """Return a name that every file system takes."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "schema"


def _refused(origin: str, message: str, hint: str, line: int | None = None) -> Refused:
    place = Location(origin, line)
    return Refused(Diagnostic(place, "schema-invalid", Severity.ERROR, message, hint))
