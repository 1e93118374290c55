"""Web annotation: the passage as the target of an annotation, by its id and by its words."""

import json

from edition.citation.cited import Cited
from edition.passage import Passage

__all__ = ["render_all"]

_AROUND = 32


def render_all(passages: list[Cited]) -> str:
    """Return annotations whose target is a passage; several stand in an array.

    The words of the passage refine its id: who finds them elsewhere knows that it was moved.
    Source: W3C, Web Annotation Data Model, 3.1, 4.2.
    """
    made = [_annotation(cited) for cited in passages]
    return json.dumps(made[0] if len(made) == 1 else made, ensure_ascii=False, indent=2) + "\n"


def _annotation(cited: Cited) -> dict[str, object]:
    from uuid import NAMESPACE_URL, uuid5

    page, passage = cited.url.partition("#")[0].partition("?")[0], cited.passage
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, cited.url)}",
        "type": "Annotation",
        "motivation": "linking",
        "target": {"source": page, **({"selector": _selectors(passage)} if passage else {})},
    }


def _selectors(passage: Passage) -> list[dict[str, object]]:
    quote = _quote(passage)
    if not passage.ref:
        return [quote]
    fragment: dict[str, object] = {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
        "value": passage.ref,
    }
    return [fragment, quote]


def _quote(passage: Passage) -> dict[str, object]:
    """Return the words of the passage and what stands around them in the reading text."""
    exact, whole = passage.text(), passage.passages.text("reading")
    begun = whole.spans.get(passage.start, (0, 0))[0]
    found = whole.text.find(exact, begun) if exact else -1
    around = {}
    if found >= 0:
        end = found + len(exact)
        around["prefix"] = whole.text[max(0, found - _AROUND) : found]
        around["suffix"] = whole.text[end : end + _AROUND]
    return {"type": "TextQuoteSelector", "exact": exact, **around}
