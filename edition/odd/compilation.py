"""Compilation: an ODD as RELAX NG, Schematron and a compiled ODD."""

from pathlib import Path

from edition.diagnostic import Diagnostic
from edition.document import Document
from edition.odd.change import changed
from edition.odd.constraint import extracted
from edition.odd.customization import customization
from edition.odd.fault import Faults
from edition.odd.grammar import definitions
from edition.odd.need import needed
from edition.odd.notation import written
from edition.odd.selection import Sources, selected
from edition.odd.vocabulary import Vocabulary
from edition.value import Value

__all__ = ["Compiled", "compiled"]

_TEI = "http://www.tei-c.org/ns/1.0"


class Compiled(Value):
    """What an ODD is compiled to, what was found on the way, and the files that it depends on."""

    grammar: bytes
    schematron: bytes
    odd: bytes
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...]


def vocabulary_of(document: Document, sources: Sources, faults: Faults) -> Vocabulary:
    customized = customization(document, faults)
    taken, known = selected(customized, sources, faults)
    specs = changed(customized, taken, known, faults)
    faults.settle()
    return Vocabulary(customized.schema, specs.values())


def compiled(document: Document, sources: Sources) -> Compiled:
    """Return what an ODD is compiled to. Raises Refused with all that is wrong with it."""
    faults = Faults()
    vocabulary = vocabulary_of(document, sources, faults)
    grammar = written(definitions(vocabulary), vocabulary.schema.get("ns", _TEI), ())
    schematron = extracted(vocabulary, needed(vocabulary))
    return Compiled(grammar, schematron, b"", tuple(faults.found), ())
