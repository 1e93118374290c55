"""JSON Lines: a passage as data."""

import json

from edition.citation import formatted
from edition.citation.cited import Cited

__all__ = ["render"]


def render(cited: Cited) -> str:
    """Return one line of JSON; `who` and `toWhom` are pointers as in TEI, absent is null.

    `context` is what stood around the passage: heads, language, direction, page, speaker.
    Of the address of a passage, `verdict` says whether that is still what the address cites, and
    `step` by what it was found: name, fingerprint, ledger, quotation; else both are null.
    """
    passage = cited.passage
    assert passage is not None
    fingerprints = passage.fingerprints(cited.profile)
    label, value = cited.locator
    around = passage.context.fields()
    row = {
        "document": passage.document.id,
        "ref": passage.ref or None,
        "text": passage.text(cited.profile),
        "profile": cited.profile,
        "unit": passage.unit,
        "locator": f"{label} {value}".strip() or None,
        "who": passage.who,
        "toWhom": passage.to_whom,
        "address": cited.exact_url,
        "citation": formatted(cited, cited.style),
        "fingerprints": {"strict": fingerprints.strict, "letters": fingerprints.letters},
        "context": {name: value or None for name, value in around.items()},
        "verdict": cited.verdict or None,
        "step": cited.step or None,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
