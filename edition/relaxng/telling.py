"""Telling: mistakes as findings, with places for which only a faulty document is looked through."""

from collections.abc import Iterator

from edition.diagnostic import Diagnostic, Related, Severity
from edition.document import Document
from edition.document.tag import starts, text_starts
from edition.file.lines import Lines
from edition.relaxng.message import Wording
from edition.relaxng.mistake import Mistake
from edition.relaxng.phrase import attribute

__all__ = ["told"]


def told(mistakes: list[Mistake], document: Document, wording: Wording) -> Iterator[Diagnostic]:
    """Yield the findings of a document's mistakes, in words that are ready for it."""
    places = _Places(mistakes, document)
    for each in mistakes:
        said = wording.worded(each)
        yield Diagnostic(
            document.place(*places.of(each)),
            said.rule,
            Severity.ERROR,
            said.message,
            said.hint,
            said.url,
            places.related(each),
            said.fix,
            _attribute(each),
        )


class _Places:
    """Where mistakes are: those of texts, of whole elements and of ids are looked up."""

    def __init__(self, mistakes: list[Mistake], document: Document) -> None:
        in_texts = {each.offset for each in mistakes if _is_in_text(each)}
        at_ends = {(each.offset, each.other) for each in mistakes if each.kind == "incomplete"}
        has_ids = any(each.kind in {"id", "idref"} for each in mistakes)
        self._document = document
        self._texts = text_starts(document.chunks(), in_texts) if in_texts else {}
        self._begins = starts(document.chunks(), at_ends) if at_ends else {}
        self._lines = Lines(b"".join(document.chunks()) if has_ids else b"")

    def of(self, mistake: Mistake) -> tuple[int, int]:
        """Return line and column of a mistake."""
        place = (mistake.line, mistake.column)
        if _is_in_text(mistake):
            return self._texts.get(mistake.offset, place)
        if mistake.kind == "incomplete":
            return self._begins.get((mistake.offset, mistake.other), place)
        return self._lines.place(mistake.other) if mistake.kind == "idref" else place

    def related(self, mistake: Mistake) -> tuple[Related, ...]:
        """Return where an id was given before."""
        if mistake.kind != "id":
            return ()
        earlier = self._document.place(*self._lines.place(mistake.other))
        return (Related(earlier, "the id was given here before"),)


def _is_in_text(mistake: Mistake) -> bool:
    """Whether a mistake is about the text before the tag at which it came out."""
    return mistake.kind == "text" or (mistake.kind == "value" and not mistake.name[1])


def _attribute(mistake: Mistake) -> str:
    """Return the attribute that a mistake is about, as it is written, if it is about one."""
    if mistake.kind not in {"attribute", "value"}:
        return "xml:id" if mistake.kind == "id" else ""
    return attribute(mistake.name)
