"""Documentation: what an ODD says of a thing in prose, in one language."""

from edition.document import Element
from edition.odd.naming import TEI, XML
from edition.odd.pattern import Pattern

__all__ = ["PROSE", "documented", "prose_of", "without_prose"]

PROSE = tuple(
    f"{TEI}{name}" for name in ("gloss", "desc", "valDesc", "exemplum", "remarks", "listRef")
)
_GLOSS, _DESC, _LANG = f"{TEI}gloss", f"{TEI}desc", f"{XML}lang"
_MARKS = {"gi": ("<", ">"), "att": ("@", ""), "val": ("“", "”"), "tag": ("<", ">")}


def documented(spec: Element, language: str) -> tuple[Pattern, ...]:
    """Return the annotation that documents a definition; nothing where there is no prose."""
    said = prose_of(spec, language)
    return (Pattern("a:documentation", (), (), said),) if said else ()


def prose_of(spec: Element, language: str) -> str:
    """Return the gloss of a thing, in round brackets, and its description, as one line.

    Each is in the language, or else in none that is named, or else in English.
    """
    said: dict[tuple[str, str], Element] = {}
    for each in spec.iterchildren(_GLOSS, _DESC):
        if each.get("type") != "deprecationInfo":
            said.setdefault((str(each.tag), each.get(_LANG, "")), each)
    if not said:
        return ""
    wanted = (language, language.partition("-")[0], "", "en")
    gloss, desc = (
        next((_text(said[tag, each]) for each in wanted if (tag, each) in said), "")
        for tag in (_GLOSS, _DESC)
    )
    return f"({gloss}) {desc}".rstrip() if gloss else desc


def _text(prose: Element) -> str:
    if not len(prose):
        return " ".join((prose.text or "").split())
    return " ".join("".join(_pieces(prose)).split())


def _pieces(prose: Element) -> list[str]:
    found = [prose.text or ""]
    for child in prose:
        if isinstance(child.tag, str):
            before, after = _MARKS.get(child.tag.removeprefix(TEI), ("", ""))
            found += [before, *_pieces(child), after]
        found.append(child.tail or "")
    return found


def without_prose(root: Element) -> None:
    """Take the prose out of a tree: what a schema says is then only what its ODD says itself."""
    for prose in list(root.iter(*PROSE)):
        parent = prose.getparent()
        if parent is not None:
            parent.remove(prose)
