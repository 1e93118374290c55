"""Speech: how, in which voice and by whom each speech of a text is reported."""

from edition.document import TEI
from edition.document.tree import Element

__all__ = ["SPEECHES", "describe_speeches"]

SPEECHES = (f"{{{TEI}}}said", f"{{{TEI}}}q")
"""The tags of speeches; a `q` is one where it names its speaker."""

_TONES = 6


def describe_speeches(root: Element, outermost: list[Element]) -> None:
    """Say of every speech with a speaker how, in which voice and by whom it is reported.

    Of the root, `e-voices` says that there are any.
    """
    voices: dict[str, int] = {}
    for speech in (found for text in outermost for found in text.iter(*SPEECHES)):
        who = speech.get("who")
        if who is None:
            continue
        speech.set("e-manner", _manner(speech))
        if who not in voices:
            speech.set("e-voice", "")
        speech.set("e-tone", str(voices.setdefault(who, len(voices)) % _TONES + 1))
        outer = (around.get("who") for around in speech.iterancestors(*SPEECHES))
        reporter = next(filter(None, outer), who)
        if reporter != who:  # speakers who quote themselves are no reporters
            speech.set("e-reporter", reporter)
    if voices:
        root.set("e-voices", "")


def _manner(speech: Element) -> str:
    """Return direct, indirect, or open where the encoding leaves it open."""
    stated = speech.get("direct")
    if stated in {"unknown", "inapplicable"}:
        return "open"
    if stated in {"false", "0"} or "#indirect" in speech.get("ana", "").split():
        return "indirect"
    return "direct"
