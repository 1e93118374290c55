"""CTS: the URN of the passage, where the document is known by one."""

from edition.citation.cited import Cited
from edition.diagnostic import Misuse
from edition.reference.schemes.cts_urn import works

__all__ = ["HAS_ADDRESS", "render"]

HAS_ADDRESS = False


def render(cited: Cited) -> str:
    """Return `urn:cts:NAMESPACE:WORK:PASSAGE` in a line, a range with a hyphen.

    The longest of the document's names is used, which is the one with a version. Raises Misuse
    where the header gives none, and for a place that we counted, which is none of CTS's.
    Source: CTS URN Specification 2.0.
    """
    passage = cited.passage
    own = sorted(works(passage.document), key=len) if passage else []
    if passage is None or not own:
        message = f"{cited.source.id} has no CTS URN"
        raise Misuse(f'{message}; give it one in its header: <idno type="CTS">urn:cts:…</idno>.')
    if passage.ref.startswith("~") or "..~" in passage.ref:
        said = f"{passage.ref} is counted by us, and no passage of {own[-1]}"
        raise Misuse(f"{said}; cite a passage that the text's own references name.")
    ends = passage.ref.split("..") if passage.ref else []
    return ":".join(["urn:cts", own[-1], *["-".join(ends)][: len(ends)]]) + "\n"
