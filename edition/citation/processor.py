"""Processor: any other style, from its CSL file, by a program that formats citations."""

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from shutil import which

from edition.citation.cited import Cited
from edition.citation.exchange.csl_json import item
from edition.citation.locale import locale
from edition.citation.locale_file import CSL, written
from edition.diagnostic import Misuse

__all__ = ["processed"]

_LONGEST = 120
_SCRIPT = """
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { folder, style, locale, item: { label, locator, ...record } } = given;
const CSL = require(folder);
const system = { retrieveLocale: () => locale, retrieveItem: () => record };
const engine = new CSL.Engine(system, style, "en-US");
engine.setOutputFormat("text");
engine.updateItems([record.id]);
const made = [engine.makeCitationCluster([{ id: record.id, label, locator, position: 0 }])];
const list = engine.makeBibliography();
process.stdout.write(JSON.stringify([...made, list ? list[1].join("").trim() : ""]));
"""


@lru_cache(maxsize=64)
def processed(cited: Cited, sheet: str) -> tuple[str, str]:
    """Return the citation and the entry that a CSL file makes of a passage.

    Asked is pandoc, else citeproc-js under node, where NODE_PATH leads to it: never what lies in
    the project's folder. Raises Misuse where neither is found, or the file is no style.
    """
    try:
        style = Path(sheet).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise Misuse(f"There is no style “{sheet}” that can be read.") from None
    if CSL not in style:
        raise Misuse(f"“{sheet}” is no CSL style; take one of https://www.zotero.org/styles.")
    if which("pandoc"):
        return _by_pandoc(cited, style, sheet)
    engine = _engine()
    if engine:
        return _by_node(cited, style, sheet, engine)
    raise Misuse(
        f"“{sheet}” needs pandoc, or node with citeproc in NODE_PATH, and neither is here; "
        "install pandoc, or choose a style of ours."
    )


def _by_pandoc(cited: Cited, style: str, sheet: str) -> tuple[str, str]:
    """Ask for a document of one citation, as a tree: the note or the words, then the list."""
    record = _item(cited) | {"id": "passage"}
    unit, number = record.pop("label", ""), record.pop("locator", "")
    label = locale(_language(style)).label(str(unit), several=False, short=False)
    place = f", {{{label} {number}}}" if number else ""
    text = f"---\nreferences: {json.dumps([record])}\n---\n\n[@passage{place}]\n"
    made = _run(
        sheet, "pandoc", "--sandbox", "--to=json", "--citeproc", f"--csl={sheet}", given=text
    )
    said, *listed = json.loads(made)["blocks"]
    return _words(next(_notes(said), said)).strip(), _words(listed).strip()


def _notes(node: object) -> Iterator[object]:
    """Yield the notes in a tree of pandoc's."""
    if isinstance(node, dict) and node.get("t") == "Note":
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _notes(child)


def _words(node: object) -> str:
    """Return the words of a tree of pandoc's."""
    if isinstance(node, list):
        return "".join(map(_words, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c", [])
    if kind == "Str":
        return str(content)
    if kind in {"Space", "SoftBreak"}:
        return " "
    if kind == "Quoted":
        before, after = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return f"{before}{_words(content[1])}{after}"
    return _words(content)


def _engine() -> str:
    """Return the folder of citeproc-js that NODE_PATH leads to, if node is there too."""
    homes = os.environ.get("NODE_PATH", "").split(os.pathsep)
    folders = (Path(home) / "citeproc" for home in homes if home)
    found = next((folder for folder in folders if (folder / "package.json").is_file()), "")
    return str(found) if which("node") else ""


def _by_node(cited: Cited, style: str, sheet: str, engine: str) -> tuple[str, str]:
    language = _language(style)
    given = {"folder": engine, "style": style, "locale": written(language), "item": _item(cited)}
    citation, entry = json.loads(_run(sheet, "node", "-e", _SCRIPT, given=json.dumps(given)))
    return citation, entry


def _language(style: str) -> str:
    return "de-DE" if 'default-locale="de' in style else "en-US"


def _item(cited: Cited) -> dict[str, object]:
    """Return the item without its note, which some styles would print."""
    return {name: value for name, value in item(cited).items() if name != "note"}


def _run(sheet: str, *command: str, given: str = "") -> str:
    from subprocess import TimeoutExpired, run

    try:
        done = run(  # noqa: S603  (no shell)
            command, check=False, input=given, capture_output=True, text=True, timeout=_LONGEST
        )
    except (OSError, TimeoutExpired) as error:
        raise Misuse(f"{command[0]} did not answer: {type(error).__name__}.") from None
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if "rror" in line), "no reason")
        raise Misuse(f"{command[0]} makes nothing of “{sheet}”: {reason.strip()}.")
    return done.stdout
