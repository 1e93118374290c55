"""Target: what a TEI pointer means, or why it reaches nothing."""

import os
import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote, urlsplit

from edition.document import Document
from edition.suggestion import nearest
from edition.value import Value

if TYPE_CHECKING:
    from edition.document.tree import Element
    from edition.project import Project

__all__ = ["Missing", "Target", "address", "expanded", "fault", "is_doi", "reached"]

_MOST_PREFIXES = 50
"""One declared by way of another, and so on; two or three are usual."""
_LONGEST = 10_000
"""No address is longer; patterns that repeat what they match may make one of any length."""
_REPEATED = r"\((?:[^()\\]|\\.)*\)[+*{]"


class Missing(Value):
    """Why a pointer reaches nothing: what was looked for among which names."""

    reason: str
    name: str = ""
    known: Collection[str] = ()
    unread: str = ""
    """The file that nobody could look in, where that is all that is missing."""
    is_unusable: bool = False
    """Whether its prefix is declared by a pattern that is told at the declaration."""

    @property
    def nearest(self) -> list[str]:
        """The names spelt most like the one that is missing, but not its neighbours in a count."""
        near = nearest(self.name, self.known)
        return [name for name in near if not _is_another_number(self.name, name)]


Target: TypeAlias = "Element | Missing"


def _is_another_number(one: str, other: str) -> bool:
    """Whether two names differ in as many figures alone, which are not exchanged: 808 and 809."""
    (words, figures), (others, its) = (re.subn(r"\d", "", name) for name in (one, other))
    if words != others or figures != its:
        return False
    return sorted(re.findall("[1-9]", one)) != sorted(re.findall("[1-9]", other))


def reached(pointer: str, document: Document, project: "Project") -> "Target | None":
    """Return what a TEI pointer means: an element, why it is missing, or None: out of reach.

    `#id`, a prefix declared in listPrefixDef, and relative URIs with or without fragment
    are followed; a whole file is told by the root of `document`. Source: TEI P5, SA, Pointing
    Mechanisms; prefixDef.
    """
    if pointer.isalnum() and document.path is not None:
        return _relative(pointer, "", document, project)  # an id without #, most often
    return _meant(pointer, document, project, ())


def address(pointer: str, document: Document) -> str:
    """Return what the declared prefixes make of a pointer that leads to nothing in reach."""
    for _ in range(min(len(document.prefixes), _MOST_PREFIXES)):
        prefix, colon, rest = pointer.partition(":")
        patterns = document.prefixes.get(prefix) if colon else None
        uri = expanded(prefix, rest, patterns) if patterns else ""
        if not uri or isinstance(uri, Missing) or uri.partition(":")[0] == prefix:
            break
        pointer = uri
    return pointer


def _meant(
    pointer: str, document: Document, project: "Project", through: tuple[str, ...]
) -> "Target | None":
    if pointer.startswith("#"):
        found = _within(document, pointer[1:])
        return _lent(found, document, project) if isinstance(found, Missing) else found
    prefix, colon, rest = pointer.partition(":")
    if colon and prefix in document.prefixes:
        return _through_prefix((prefix, rest), document, project, through)
    if rest.startswith("//") and prefix.isalpha() and _is_plain(pointer):
        return None  # as most addresses are: to take them apart costs more than all else
    try:
        parts = urlsplit(pointer)
    except ValueError as error:
        return Missing(f"it is no address ({error})")
    if parts.scheme or parts.netloc or parts.path[:1] in {"", "/"} or document.path is None:
        return None  # an address, a place on a server, or a question to one, ?q=1
    return _relative(unquote(parts.path), parts.fragment, document, project)


def _through_prefix(
    parts: tuple[str, str], document: Document, project: "Project", through: tuple[str, ...]
) -> "Target | None":
    prefix, rest = parts
    if prefix in through:
        return Missing(f"prefix “{prefix}” is declared by way of itself")
    if len(through) == _MOST_PREFIXES:
        return Missing(f"it leads through more than {_MOST_PREFIXES} prefixes")
    uri = expanded(prefix, rest, document.prefixes[prefix])
    if isinstance(uri, Missing):
        return uri
    if uri.partition(":")[0] == prefix:
        return None  # urn:isbn:$1 for urn: the address itself
    return _meant(uri, document, project, (*through, prefix))


def _relative(path: str, fragment: str, document: Document, project: "Project") -> "Target | None":
    assert document.path is not None
    folder = document.folder_with(path)
    try:
        if not project.is_project and not _is_there(f"{folder}/{path}"):
            return None
        file = (folder / path).resolve()
        exists = file.is_file()
    except (OSError, ValueError, RuntimeError) as error:  # too long, NUL, a circle of links
        return Missing(f"{path!r} cannot be the name of a file ({error})")
    if project.is_project and not file.is_relative_to(project.root.resolve()):
        return None
    if not exists:
        return Missing(f"there is no file {path}", file.name, project.beside(file.parent))
    return _in_file((file, path), fragment, document, project)


def _is_there(file: str) -> bool:
    """Whether there is a file: seldom, and asked for thousands of times, so without an error."""
    return os.access(file, os.F_OK) and os.path.isfile(file)  # noqa: PTH113


def _in_file(
    at: tuple[Path, str], fragment: str, document: Document, project: "Project"
) -> "Target | None":
    file, path = at
    if not fragment:
        return document.root
    assert document.path is not None
    main, *others = document.files
    if file == main:
        return _within(document, fragment)
    if file in others and unquote(fragment) in document.ids:  # XInclude took it in
        return _within(document, fragment)
    other = project.document(file)
    if other is not None:
        return _within(other, fragment, f" of {path}")
    return Missing(f"{path} cannot be read", unread=path) if file.suffix == ".xml" else None


def is_doi(pointer: str) -> bool:
    """Whether a pointer is a DOI without its address. Source: ISO 26324."""
    return pointer.startswith("10.") and re.fullmatch(r"10\.\d{4,9}/\S+", pointer) is not None


def _is_plain(address: str) -> bool:
    return address.isascii() and "[" not in address and "]" not in address


def _may_never_end(pattern: str) -> bool:
    """Whether a group that can match in several ways is itself repeated, so that time explodes."""
    groups = re.finditer(_REPEATED, pattern)
    nested = re.search(r"\)[^()]*\)[+*{]", pattern)
    return nested is not None or any(set(group[0][1:-2]) & set("+*{|?") for group in groups)


@lru_cache(maxsize=256)
def fault(pattern: str, replacement: str) -> str:
    """Return why the patterns of a prefixDef cannot be used; nothing where they can."""
    if _may_never_end(pattern):
        return "could take for ever to match"
    try:
        groups = re.compile(pattern).groups
    except (re.error, OverflowError, RecursionError) as error:
        return f"is faulty ({error})"
    asked = max(map(int, re.findall(r"\$(\d)", replacement)), default=0)
    return "" if asked <= groups else f"is faulty (it has no group for ${asked})"


def expanded(prefix: str, rest: str, patterns: list[tuple[str, str]]) -> str | Missing:
    """Return what a declared prefix makes of what follows it, or why it makes nothing."""
    for pattern, replacement in patterns:
        why = fault(pattern, replacement)
        if why:
            return Missing(f"the pattern of prefix “{prefix}” {why}", is_unusable=True)
        uri = _replaced(pattern, replacement, rest)
        if uri is not None and len(uri) > max(len(rest), _LONGEST):
            return Missing(f"prefix “{prefix}” makes an address of {len(uri)} signs of it")
        if uri is not None:
            return uri
    return Missing(f"“{rest}” does not fit the pattern that prefix “{prefix}” declares")


def _replaced(pattern: str, replacement: str, rest: str) -> str | None:
    match = re.fullmatch(pattern, rest)
    if match is None:
        return None
    return re.sub(r"\$(\d)", lambda group: match[int(group[1])] or "", replacement)


def _lent(missing: Missing, document: Document, project: "Project") -> "Target":
    """Return what a part of another file points to there, if it does."""
    if not missing.name or document.path is None or document.corpus is not None:
        return missing
    from edition.tei.lending import lent

    found = lent(missing.name, document.files[0], project)
    return missing if found is None else found


def _within(document: Document, fragment: str, where: str = "") -> "Target | None":
    """Return what a fragment names; None for one of TEI's or W3C's schemes, as `xpath(//p)`."""
    name = unquote(fragment)
    found = document.ids.get(name)
    if found is not None:
        return found
    if document.corpus is not None:
        return _within(document.corpus, fragment, where)
    if "(" in name:
        return None
    if not name:
        return Missing("it names no id")
    return Missing(f"no element{where} has the xml:id “{name}”", name, document.ids)
