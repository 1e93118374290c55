"""RELAX NG: whether a grammar accepts a document, and what it rejects."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from pyexpat import ExpatError, ParserCreate
from typing import TYPE_CHECKING
from weakref import WeakSet

from edition.diagnostic import Diagnostic, Refused, Severity
from edition.document import Document
from edition.relaxng.compiled import Compiled, load, overgrown
from edition.relaxng.driver import drive
from edition.relaxng.effort import Overgrown

if TYPE_CHECKING:
    from edition.relaxng.mistake import Mistake
    from edition.relaxng.recovery import Recovery

__all__ = ["keep", "validate"]

_DEEPEST = 256


def validate(document: Document, schema: Path, name: str = "") -> Iterator[Diagnostic]:
    """Yield one finding for each mistake that the grammar sees, in the order of the text.

    `name` is that by which editors know the schema, if it is not that of its file.
    Raises Refused where the schema itself is of no use, with a finding named `schema-…`.
    """
    stat = schema.stat()
    compiled = _loaded(schema, stat.st_mtime_ns, stat.st_size)
    try:
        mistakes = _mistakes(compiled, document)
        if mistakes is None:
            mistakes = _mistakes(compiled, document, closely=True) or []
    except Overgrown:
        raise overgrown(schema) from None
    except ExpatError as error:
        _ = document.root  # raises Refused, with better words
        raise Refused(_unread(document, error)) from None
    compiled.keep()
    if mistakes:
        from edition.relaxng.telling import told

        compiled.wording.begin(name or schema.name)
        yield from told(mistakes, document, compiled.wording)
        if compiled.expectations.is_full:
            compiled.expectations.forget()


def keep() -> None:
    """Keep what the documents of a run taught the schemas, so that the next run starts with it."""
    for compiled in _LOADED:
        compiled.keep(least=1)


@lru_cache(maxsize=8)
def _loaded(schema: Path, _changed: int, _size: int) -> Compiled:
    compiled = load(schema)
    _LOADED.add(compiled)
    return compiled


_LOADED: WeakSet[Compiled] = WeakSet()


def _mistakes(
    compiled: Compiled, document: Document, *, closely: bool = False
) -> "list[Mistake] | None":
    """Return the mistakes in a document; None where it is to be looked at closely."""
    parser = ParserCreate("utf-8")
    recoveries: list[Recovery] = []

    def recovery() -> "Recovery":
        if not recoveries:
            from edition.relaxng.recovery import Recovery

            recoveries.append(Recovery(compiled, parser))
        return recoveries[0]

    compiled.automaton.begin()
    run = drive(compiled.automaton, parser, recovery, closely=closely)

    def parse(piece: bytes, *, is_last: bool) -> None:
        parser.Parse(piece, is_last)
        if document.is_streamed and run.deepest() > _DEEPEST:
            _ = document.root  # raises Refused

    waiting = b""
    for piece in document.chunks():
        parse(waiting, is_last=False)
        waiting = piece
    parse(waiting, is_last=True)  # so told, expat need not count its lines to go on from there
    if not run.finish():
        return None
    if not recoveries:
        return []
    from edition.relaxng.sibling import weighed

    return weighed(recoveries[0].found(), document.chunks(), compiled.automaton)


def _unread(document: Document, error: ExpatError) -> Diagnostic:
    """Return a finding for what libxml2 reads and expat does not, such as newer names."""
    return Diagnostic(
        document.place(error.lineno, error.offset + 1),
        "malformed-xml",
        Severity.ERROR,
        f"The grammar cannot be checked from here on: {error}.",
        "Look for a character in a name that not every XML parser allows.",
    )
