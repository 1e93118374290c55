"""Field: the records that reference managers leave in the fields of word processors."""

from collections.abc import Iterator
from typing import Any

from edition.lock.block import Block

__all__ = ["cite_record"]

_KEYS = ("citation-key", "citationKey", "citekey")


def cite_record(block: Block, instruction: str) -> None:
    """Cite all that a record cites: Zotero and Mendeley write CSL's items as JSON.

    Both the key, where the item has one, and its address are told. What is no JSON is nothing.
    """
    import json

    at = instruction.find("{")
    try:
        record, _ = json.JSONDecoder().raw_decode(instruction[at:])
    except (ValueError, RecursionError):
        return
    for item in _items(record):
        key = next((str(item[name]) for name in _KEYS if item.get(name)), "")
        if key:
            block.cite(key=key)
        if isinstance(item.get("URL"), str):
            block.cite(address=item["URL"])


def _items(record: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  (whatever a program wrote)
    items = record.get("citationItems") if isinstance(record, dict) else None
    for item in items if isinstance(items, list) else ():
        data = item.get("itemData") if isinstance(item, dict) else None
        if isinstance(data, dict):
            yield data
