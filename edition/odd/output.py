"""Output: the files that an ODD is compiled to, beside each other under one name."""

from pathlib import Path

from edition.diagnostic import Misuse
from edition.file.writing import refusal, write_all
from edition.odd.compilation import Compilation

__all__ = ["left_over", "targets", "write_compiled"]

_GRAMMAR, _RULES, _ODD = ".rng", ".sch", ".compiled.odd"


def targets(grammar: Path) -> dict[str, Path]:
    """Return the files that stand beside a grammar, by their endings. Raises Misuse."""
    if grammar.suffix != _GRAMMAR:
        raise Misuse(f"“{grammar.name}” does not end in {_GRAMMAR}; the schema is RELAX NG in XML.")
    return {ending: grammar.with_suffix(ending) for ending in (_GRAMMAR, _RULES, _ODD)}


def write_compiled(compilation: Compilation, grammar: Path) -> list[Path]:
    """Write what an ODD is compiled to: its grammar, its rules if any, and the ODD in full.

    Nothing is written where one of the files cannot be. Raises Refused, and Misuse where a file
    would take the place of the ODD, or of what that is made from.
    """
    files = targets(grammar)
    contents = {
        _GRAMMAR: compilation.grammar(),
        _RULES: compilation.schematron(),
        _ODD: compilation.odd(),
    }
    origins = {file.resolve() for file in compilation.files}
    for ending, file in files.items():
        if file.resolve() in origins:
            raise Misuse(f"{file.name} would be written over, from which the schema is made.")
        if contents[ending] and file.is_dir():
            raise refusal(file, "A folder of this name stands there.", "Name another file with -o.")
    named = {files[ending].name: content for ending, content in contents.items() if content}
    return write_all(grammar.parent, named)


def left_over(written: list[Path], grammar: Path) -> Path | None:
    """Return the file of rules that an earlier run left beside a grammar, and this one has not."""
    rules = targets(grammar)[_RULES]
    return rules if rules not in written and rules.is_file() else None
