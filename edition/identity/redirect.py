"""Redirect: from texts that are gone to what stands in for them, for pages and for servers.

A server never sees what follows the #: so it is a page in the place of the old one that knows where
each passage went, and the maps of servers lead from page to page.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from html import escape
from urllib.parse import quote

from edition.identity.ledger import Entry, Ledger

__all__ = ["redirects"]

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


def redirects(ledger: Ledger, documents: Collection[str]) -> dict[str, bytes]:
    """Return files by name: a page for each text that is gone, and maps for three kinds of server.

    A text is gone where none of the present `documents` has its name; it leads to where most of its
    passages are now.
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
    pairs = [(f"/{quote(old)}.html", f"/{quote(new)}.html") for old, new in heirs.items()]
    files["_redirects"] = "".join(f"{old} {new} 301\n" for old, new in pairs).encode()
    files["redirects.nginx.conf"] = "".join(f"{old} {new};\n" for old, new in pairs).encode()
    apache = "".join(f"Redirect permanent {old} {new}\n" for old, new in pairs)
    files["redirects.apache.conf"] = apache.encode()
    return files


def successor(ledger: Ledger, entry: Entry) -> tuple[str, ...]:
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
        name.rpartition("#")[0] for entry in entries for name in successor(ledger, entry)
    )
    return next((name for name, _ in votes.most_common() if name in documents), "")


def _page(ledger: Ledger, name: str, heir: str, entries: list[Entry]) -> str:
    rows = []
    for entry in sorted(entries):
        links = [
            f'<a href="{quote(document)}.html#{quote(ref)}">{escape(document)}#{escape(ref)}</a>'
            for document, _, ref in (each.rpartition("#") for each in successor(ledger, entry))
        ]
        where = ", ".join(links) or "withdrawn"
        reason = f" ({escape(entry.reason)})" if entry.reason else ""
        rows.append(f'<li id="{escape(entry.id)}">{escape(entry.id)}: {where}{reason}</li>')
    href = f"{quote(heir)}.html"
    return _PAGE.format(name=escape(name), heir=escape(heir), href=href, rows="\n".join(rows))
