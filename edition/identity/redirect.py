"""Redirect: from texts that are gone to what stands in for them, for pages and for servers.

A server never sees what follows the #: so it is a page in the place of the old one that knows where
each passage went, and the maps of servers lead from page to page.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from html import escape
from urllib.parse import quote, urlsplit

from edition.file import is_file
from edition.identity.ledger import Entry, Ledger, read_ledger
from edition.identity.recording import foreseen
from edition.project import LEDGER, Project

__all__ = ["redirects", "redirects_of"]

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{name} has moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
</head>
<body>
<h1>{name} has moved</h1>
<p>This text is part of <a href="{href}">{heir}</a> now. Its passages:</p>
<ul>
{rows}
</ul>
</body>
</html>
"""


def redirects_of(project: Project) -> dict[str, bytes]:
    """Return the files, by name, that lead from a project's texts that are gone to their heirs.

    None where every text of the ledger is still there, which is the rule. Raises Refused for a
    ledger that is of no use.
    """
    if not is_file(project.root / LEDGER):
        return {}
    ledger = read_ledger(project)
    published = {entry.document for entry in ledger.entries.values() if entry.is_published()}
    if published <= {path.stem for path in project.documents}:
        return {}
    from edition.identity.sighting import rolls_in

    rolls = list(rolls_in(project, []).every())
    documents = {roll.document for roll in rolls}
    traces = (trace for roll in rolls for trace in roll.passages)
    return redirects(foreseen(ledger, traces, documents), documents, project.settings.base)


def redirects(ledger: Ledger, documents: Collection[str], base: str = "") -> dict[str, bytes]:
    """Return files by name: a page for each text that is gone, and maps for three kinds of server.

    A text is gone where none of the present `documents` has its name; it leads to where most of its
    passages are now. The maps name pages from the root of the server on, as `base` has them; there
    are none where no text is gone.
    """
    gone: dict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.entries.values():
        if entry.document not in documents and entry.is_published():
            gone[entry.document].append(entry)
    heirs: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name, entries in sorted(gone.items()):
        heir = _heir(ledger, entries, documents)
        if heir:
            heirs[name] = heir
            files[f"{name}.html"] = _page(ledger, name, heir, entries).encode()
    if not heirs:
        return {}
    home = urlsplit(base).path.rstrip("/")
    pairs = [
        (f"{home}/{quote(old)}.html", f"{home}/{quote(new)}.html") for old, new in heirs.items()
    ]
    files["_redirects"] = "".join(f"{old} {new} 301\n" for old, new in pairs).encode()
    files["redirects.nginx.conf"] = "".join(f"{old} {new};\n" for old, new in pairs).encode()
    apache = "".join(f"Redirect permanent {old} {new}\n" for old, new in pairs)
    files["redirects.apache.conf"] = apache.encode()
    return files


def _successors(ledger: Ledger, entry: Entry) -> tuple[str, ...]:
    """Return what stands in for a passage in the end: successors may have successors."""
    seen: set[str] = set()
    waiting, found = list(entry.successors), []
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        document, _, ref = name.rpartition("#")
        other = ledger.entries.get((document, ref))
        if other is not None and other.last:
            waiting += other.successors
        else:
            found.append(name)
    return tuple(found)


def _heir(ledger: Ledger, entries: list[Entry], documents: Collection[str]) -> str:
    votes = Counter(
        name.rpartition("#")[0] for entry in entries for name in _successors(ledger, entry)
    )
    return next((name for name, _ in votes.most_common() if name in documents), "")


def _page(ledger: Ledger, name: str, heir: str, entries: list[Entry]) -> str:
    rows = []
    for entry in sorted(entries):
        links = [
            f'<a href="{quote(document)}.html#{quote(ref)}">{escape(document)}#{escape(ref)}</a>'
            for document, _, ref in (each.rpartition("#") for each in _successors(ledger, entry))
        ]
        where = ", ".join(links) or "withdrawn"
        reason = f" ({escape(entry.reason)})" if entry.reason else ""
        rows.append(f'<li id="{escape(entry.id)}">{escape(entry.id)}: {where}{reason}</li>')
    href = f"{quote(heir)}.html"
    return _PAGE.format(name=escape(name), heir=escape(heir), href=href, rows="\n".join(rows))
