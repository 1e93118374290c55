"""Compilation: an ODD as RELAX NG, Schematron and a compiled ODD."""

from pathlib import Path

from edition.diagnostic import Diagnostic
from edition.document import Document
from edition.odd.change import changed
from edition.odd.compiled import whole
from edition.odd.constraint import extracted
from edition.odd.customization import Customization, customization
from edition.odd.fault import Faults
from edition.odd.grammar import definitions
from edition.odd.need import needed
from edition.odd.notation import written
from edition.odd.origin import Origins
from edition.odd.selection import Sources, selected
from edition.odd.vocabulary import Vocabulary
from edition.value import Value

__all__ = ["Compiled", "compiled", "vocabulary_of"]

_TEI = "http://www.tei-c.org/ns/1.0"


class Compiled(Value):
    """What an ODD is compiled to, what was found on the way, and the files that it depends on."""

    grammar: bytes
    schematron: bytes
    odd: bytes
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...]


def compiled(document: Document, source: Path | None, *, prose: bool = True) -> Compiled:
    """Return what an ODD is compiled to, with TEI's own specifications from a file.

    Without `prose` only what the ODD itself says documents the schema. Raises Refused with all
    that is wrong with the ODD.
    """
    faults = Faults()
    path = (document.path or Path()).resolve()
    origins = Origins(source, faults, prose=prose, above=(path,))
    customized = customization(document, faults)
    vocabulary = _vocabulary(customized, origins, faults)
    specs = needed(vocabulary)
    says = _says(customized, origins)
    grammar = written(definitions(vocabulary), vocabulary.schema.get("ns", _TEI), says)
    schematron = extracted(vocabulary, specs)
    faults.settle()
    files = tuple(dict.fromkeys((*customized.files, *origins.files)))
    odd = whole(document, vocabulary, specs)
    return Compiled(grammar, schematron, odd, tuple(faults.found), files)


def vocabulary_of(document: Document, sources: Sources, faults: Faults) -> Vocabulary:
    """Return the vocabulary of an ODD. Raises Refused with all that is wrong with it."""
    return _vocabulary(customization(document, faults), sources, faults)


def _vocabulary(customized: Customization, sources: Sources, faults: Faults) -> Vocabulary:
    taken, known, exceptions = selected(customized, sources, faults)
    specs = changed(customized, taken, known, faults)
    faults.settle()
    return Vocabulary(customized.schema, specs.values(), exceptions)


def _says(customized: Customization, origins: Origins) -> list[str]:
    versions = [source.version for source in origins.read.values() if source.version]
    made = f"Made by edition from the ODD “{customized.ident}”; change that, not this file."
    return [made, *(f"TEI Edition: {version}" for version in dict.fromkeys(versions))]
