"""Samples of what is cited, made from items of CSL-JSON and from the article."""

import json
from pathlib import Path
from typing import Any

from edition import citation
from edition.citation.cited import Cited
from edition.citation.source import KINDS, Name, Source
from edition.passage.locator import Locator
from edition.project import find
from edition.reference import resolve

ORACLES = Path(__file__).parent / "oracles"
ITEMS: list[dict[str, Any]] = json.loads((ORACLES / "citations.json").read_text("utf-8"))


def name(fields: dict[str, str]) -> Name:
    if "literal" in fields:
        return Name(fields["literal"])
    return Name(fields["family"], fields["given"], fields.get("non-dropping-particle", ""))


def date(item: dict[str, Any], field: str) -> str:
    days = item.get(field, {"date-parts": []})["date-parts"]
    return "/".join("-".join(f"{part:02}" for part in day) for day in days)


def record(item: dict[str, Any]) -> Source:
    return Source(
        id=item.get("id", "sample"),
        title=item.get("title", "A Sample"),
        container=item.get("container-title", ""),
        authors=tuple(map(name, item.get("author", []))),
        editors=tuple(map(name, item.get("editor", []))),
        publisher=item.get("publisher", ""),
        place=item.get("publisher-place", ""),
        issued=date(item, "issued"),
        version=item.get("version", ""),
        language=item.get("language", "en"),
        licence="",
        translators=tuple(map(name, item.get("translator", []))),
        recipients=tuple(map(name, item.get("recipient", []))),
        composed=date(item, "original-date"),
        kind=item["type"] if item.get("type") in KINDS else "",
    )


def cited(item: dict[str, Any]) -> Cited:
    place = Locator(item.get("label", ""), item.get("locator", ""))
    return Cited(record(item), item.get("URL", ""), locator=place, accessed=date(item, "accessed"))


def passage(reference: str, article: Path) -> Cited:
    return citation.cited(resolve(f"gorbachev-response#{reference}", find(article)))
