"""Compilation: an ODD as RELAX NG, Schematron and a compiled ODD."""

from pathlib import Path

from edition.diagnostic import Diagnostic
from edition.document import Document
from edition.odd.change import changed
from edition.odd.checking import check
from edition.odd.circle import check_circles
from edition.odd.compiled import versions_in, whole
from edition.odd.constraint import extracted
from edition.odd.customization import Customization, customization
from edition.odd.fault import Faults
from edition.odd.grammar import definitions
from edition.odd.inclusion import Included
from edition.odd.naming import TEI
from edition.odd.need import needed
from edition.odd.notation import written
from edition.odd.origin import Origins
from edition.odd.pattern import Pattern
from edition.odd.proof import has_rules, is_risky, prove, prove_rules
from edition.odd.requirement import check_requirements
from edition.odd.selection import Sources, selected
from edition.odd.translation import translated
from edition.odd.vocabulary import Spec, Vocabulary
from edition.value import Value

__all__ = ["Compilation", "compiled", "vocabulary_of"]

_CONSTRAINT = f"{TEI}constraintSpec"
_TEI = "http://www.tei-c.org/ns/1.0"


class Compilation(Value):
    """An ODD that is understood: what it chooses, what was found, and the files it depends on."""

    customized: Customization
    vocabulary: Vocabulary
    specs: tuple[Spec, ...]
    others: tuple[Pattern, ...]
    versions: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...]

    def grammar(self) -> bytes:
        """Return the schema in RELAX NG. Raises Refused where it breaks the rules of that."""
        found = definitions(self.vocabulary, self.others)
        made = (
            f"Made by edition from the ODD “{self.customized.ident}”; change that, not this file."
        )
        says = [made, *(f"TEI Edition: {version}" for version in self.versions)]
        ns = self.vocabulary.schema.get("ns", _TEI)
        grammar = written(found, ns, says)
        if is_risky(self.customized):
            prove(grammar, self.customized)
        return grammar

    def schematron(self) -> bytes:
        """Return the schema's constraints in Schematron; nothing where it has none.

        Raises Refused where one of the ODD's own cannot be asked.
        """
        rules = extracted(self.vocabulary, self.specs)
        if rules and has_rules(self.customized):
            prove_rules(rules, self.customized)
        return rules

    def odd(self) -> bytes:
        """Return the ODD with all that it chooses written out."""
        return whole(self.customized.document, self.vocabulary, self.specs, self.versions)


def compiled(
    document: Document, source: Path | None, *, ident: str = "", prose: bool = True
) -> Compilation:
    """Compile an ODD, with TEI's own specifications from a file.

    `ident` is the name of its schemaSpec, by default that of the first. Without `prose` only what
    the ODD itself says documents the schema. Raises Refused with all that is wrong with the ODD.
    """
    faults = Faults()
    path = (document.path or Path()).resolve()
    origins = Origins(source, faults, prose=prose, above=(path,))
    customized = customization(document, faults, ident)
    vocabulary = _vocabulary(customized, origins, faults)
    versions = [each.version for each in origins.read.values() if each.version]
    versions += versions_in(document.root)
    others = Included(customized, vocabulary, faults)
    faults.settle()
    return Compilation(
        customized,
        vocabulary,
        tuple(needed(vocabulary)),
        tuple(others.patterns),
        tuple(dict.fromkeys(versions)),
        tuple(faults.found),
        tuple(dict.fromkeys((*customized.files, *origins.files, *others.files))),
    )


def vocabulary_of(document: Document, sources: Sources, faults: Faults) -> Vocabulary:
    """Return the vocabulary of an ODD. Raises Refused with all that is wrong with it."""
    return _vocabulary(customization(document, faults), sources, faults)


def _vocabulary(customized: Customization, sources: Sources, faults: Faults) -> Vocabulary:
    taken, known, exceptions = selected(customized, sources, faults)
    faults.settle()
    specs = translated(changed(customized, taken, known, faults), customized.schema)
    faults.settle()
    constraints = [
        part.element
        for part in customized.parts
        if part.element.tag == _CONSTRAINT and part.element.get("mode") != "delete"
    ]
    vocabulary = Vocabulary(customized.schema, specs.values(), constraints, exceptions)
    check(customized, vocabulary, known, faults)
    check_circles(customized, vocabulary, faults)
    check_requirements(customized, vocabulary, faults)
    faults.settle()
    return vocabulary
