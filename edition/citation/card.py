"""Card: a passage for people: its text, what stood around it, its address, its citation."""

from edition.citation import formatted, listed
from edition.citation.cited import Cited
from edition.language import tag
from edition.passage import Passage

__all__ = ["render"]

PAD = " " * 13


def render(cited: Cited) -> str:
    """Return the card, with the diplomatic text beside the reading text where they differ."""
    passage = cited.passage
    assert passage is not None
    passages = passage.passages
    other = "reading" if cited.profile == "diplomatic" else "diplomatic"
    label, value = cited.locator
    sign = "§" if label == "paragraph" and value.endswith("(counted)") else label
    place = f" · {sign} {value}" if value else ""
    rows = [
        ("", passage.text(cited.profile) or "(no text)"),
        (f"{other}", _difference(passage.text(cited.profile), passage.text(other))),
        ("under", " › ".join(passage.context.heads)),
        ("speaker", _voice(passage) or passage.context.speaker),
        ("reported by", " < ".join(n for who in passage.reporters for n in passages.names(who))),
        ("language", _language(cited)),
        ("page", passage.context.page),
        ("passage", f"{_reference(passage)} ({passage.unit}{place})"),
        ("address", cited.exact_url),
        ("fingerprint", str((passage.around or passage).fingerprints(cited.profile))),
        ("citation", formatted(cited, cited.style)),
        ("listed as", listed(cited, cited.style)),
    ]
    return "\n".join(_row(name, text) for name, text in rows if text) + "\n\n"


def _reference(passage: Passage) -> str:
    return f"{passage.document.id}#{passage.ref}" if passage.ref else passage.document.id


def _row(name: str, text: str) -> str:
    lines = text.splitlines(keepends=True)
    indented = "".join([f"{PAD}{line}" if line.strip() else line for line in lines])
    return f"{name:<12} {indented.lstrip()}" if name else f"{text}\n"


def _difference(text: str, other: str) -> str:
    return "" if text == other else other


def _language(cited: Cited) -> str:
    """Say the language of a passage that is not in the one of its document."""
    assert cited.passage is not None
    _, language, direction, *_ = cited.passage.context
    if language in {"", tag(cited.source.language)}:
        return ""
    return f"{language}, right to left" if direction == "rtl" else language


def _voice(passage: Passage) -> str:
    """Say who speaks to whom; what the encoding is not sure of is said to be probable."""
    passages = passage.passages
    who, whom = passages.names(passage.who), passages.names(passage.to_whom)
    if not who:
        return ""
    doubt = "probably " if passage.is_doubtful else ""
    return doubt + " and ".join(who) + (f", to {' and '.join(whom)}" if whom else "")
