"""Instruction: what XSLT 1.0 can be told to do; libxslt passes over anything else."""

from pathlib import Path

from edition.document import Element
from edition.stylesheet.source import SCHEME, XSL, broken, sources, where
from edition.suggestion import nearest

__all__ = ["expect_instructions"]

_KNOWN = frozenset(
    """apply-imports apply-templates attribute attribute-set call-template choose comment copy
    copy-of decimal-format document element fallback for-each if import include key message
    namespace-alias number otherwise output param preserve-space processing-instruction sort
    strip-space stylesheet template text transform value-of variable when with-param""".split()
)


def expect_instructions(folders: tuple[Path, ...], name: str) -> None:
    """Refuse what is called an instruction and is none, in the project's part of a sheet.

    Source: XSLT 1.0, 2.5: what has a fallback, or is of another version, is let be. Raises Refused.
    """
    for file, sheet in sources(folders, name):
        if where(folders, file).startswith(SCHEME) or sheet.get("version", "1.0") != "1.0":
            continue
        for element in sheet.iter(f"{{{XSL}}}*"):
            local = str(element.tag).rpartition("}")[2]
            if local not in _KNOWN and not _is_let_be(element):
                close = nearest(local, _KNOWN, most=1)
                hint = f"; did you mean <xsl:{close[0]}>?" if close else "."
                message = f"XSLT 1.0 has no instruction <xsl:{local}>{hint}"
                raise broken(where(folders, file), message, line=element.sourceline)


def _is_let_be(element: Element) -> bool:
    around = (element, *element.iterancestors())
    if any(each.get(f"{{{XSL}}}version", "1.0") != "1.0" for each in around):
        return True
    return any(each.find(f"{{{XSL}}}fallback") is not None for each in around)
