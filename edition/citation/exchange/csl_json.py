"""CSL-JSON, as Zotero, pandoc and citeproc read it."""

from edition.citation.cited import Cited, key
from edition.citation.source import Name

__all__ = ["item", "render_all"]


def render_all(passages: list[Cited]) -> str:
    """Return an array of items; the place of a passage stands in `locator` and `label`.

    Source: CSL 1.0.2, Appendix III-IV.
    """
    import json

    return json.dumps(list(map(item, passages)), ensure_ascii=False, indent=2) + "\n"


def item(cited: Cited) -> dict[str, object]:
    """Return the item with only the fields that have a value."""
    source, (label, locator) = cited.source, cited.locator
    fields: dict[str, object] = {
        "id": key(cited),
        "type": source.type,
        "title": source.title,
        "container-title": source.container,
        "author": _names(source.authors),
        "editor": _names(source.editors),
        "translator": _names(source.translators),
        "recipient": _names(source.recipients),
        "publisher": source.publisher,
        "publisher-place": source.place,
        "issued": _date(source.issued),
        "original-date": _date(source.composed),
        "version": source.version,
        "URL": cited.public_url,
        "accessed": _date(cited.accessed),
        "language": source.language,
        "label": label,
        "locator": locator,
        "note": f"fingerprint {cited.passage.fingerprints(cited.profile)}" if cited.passage else "",
    }
    return {name: value for name, value in fields.items() if value}


def _names(names: tuple[Name, ...]) -> list[dict[str, str]]:
    return [
        {"literal": name.whole}
        if not name.given
        else {"family": name.family, "given": name.given}
        | ({"non-dropping-particle": name.particle} if name.particle else {})
        for name in names
    ]


def _date(date: str) -> dict[str, list[list[int]]]:
    days = [[int(part) for part in day.split("-")] for day in date.split("/") if day]
    return {"date-parts": days} if days else {}
