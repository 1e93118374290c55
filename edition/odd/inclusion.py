"""Inclusion: modules in RELAX NG that an ODD takes in, such as those of SVG or MathML."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from edition.document import Element
from edition.file import is_file
from edition.odd.customization import Customization, Part
from edition.odd.fault import Faults
from edition.odd.naming import RNG, TEI, is_on_the_web
from edition.odd.pattern import Pattern
from edition.odd.relaxing import relaxed
from edition.odd.vocabulary import Vocabulary
from edition.relaxng.grammar import Fault

__all__ = ["Included", "defined_in"]

_TAKING = f"{RNG}include"


class Included:
    """The modules of a customization, their definitions under the prefix that it gives them.

    What the moduleRef itself defines stands in for what the module defines by that name.
    """

    def __init__(self, customized: Customization, vocabulary: Vocabulary, faults: Faults) -> None:
        self.vocabulary = vocabulary
        self.faults = faults
        self.files: list[Path] = []
        self.patterns = [
            pattern
            for part in customized.parts
            if part.element.tag == f"{TEI}moduleRef" and part.element.get("url")
            for pattern in self._module(part)
        ]

    def _module(self, part: Part) -> Iterator[Pattern]:
        root = self._read(part.element.get("url", ""), part, part.document.path or Path())
        if root is None:
            return
        own = list(part.element.iterfind(f"{TEI}content/*"))
        mine = {each.get("name", "") for each in own if each.tag == f"{RNG}define"}
        inner = self._grammar(root, part, self.files[-1], mine)
        names = {*defined_in(inner.parts), *mine}
        prefix = part.element.get("prefix", "")

        def named(name: str) -> str:
            return prefix + name if name in names else self.vocabulary.named(name)

        yield _renamed(inner, named)
        for each in own:
            yield _renamed(relaxed(each, str), named)

    def _grammar(self, root: Element, part: Part, file: Path, left: set[str]) -> Pattern:
        """Return what a grammar defines, but for its start and for what is `left` out."""
        parts: list[Pattern] = []
        for child in root.iterchildren(f"{RNG}*"):
            if child.tag == _TAKING:
                inner = self._read(child.get("href", ""), part, file)
                if inner is not None:
                    own = {each.get("name", "") for each in child.iter(f"{RNG}define")}
                    parts.append(self._grammar(inner, part, self.files[-1], left | own))
                    parts.append(self._grammar(child, part, file, left))
            elif child.tag == f"{RNG}div":
                parts.append(self._grammar(child, part, file, left))
            elif child.tag == f"{RNG}define" and child.get("name", "") not in left:
                parts.append(relaxed(child, str))
        default = "" if root.tag == f"{RNG}grammar" else None
        stated = [(name, root.get(name, default)) for name in ("ns", "datatypeLibrary")]
        return Pattern("div", tuple(parts), tuple((n, v) for n, v in stated if v is not None))

    def _read(self, url: str, part: Part, seen_from: Path) -> Element | None:
        """Return the root of a grammar in either syntax; anything else is a finding."""
        from edition.relaxng.schema import root_of

        path = seen_from.parent / unquote(url)
        message, hint = f"The module “{url}” is on the web; nothing is fetched.", _BESIDE
        if not is_on_the_web(url) and not is_file(path):
            message = f"There is no file “{url}”."
        elif not is_on_the_web(url):
            try:
                root = root_of(path)
            except Fault as fault:
                message, hint = f"The module “{url}” is of no use. {fault.message}", fault.hint
            else:
                if path not in self.files and root.tag == f"{RNG}grammar":
                    self.files.append(path)
                    return root
                message = f"The module “{url}” is taken in twice, or is no grammar."
        self.faults.add(part.document, part.element, "schema-missing", message, hint)
        return None


_BESIDE = "Keep the module beside the ODD, and write its path."


def defined_in(patterns: Iterable[Pattern]) -> set[str]:
    """Return the names that definitions have, those in divisions too."""
    found: set[str] = set()
    for pattern in patterns:
        if pattern.name == "define":
            found.add(dict(pattern.attributes)["name"])
        elif pattern.name == "div":
            found |= defined_in(pattern.parts)
    return found


def _renamed(pattern: Pattern, named: Callable[[str], str]) -> Pattern:
    name, parts, attributes, text = pattern
    if name in {"ref", "define"}:
        attributes = tuple((k, named(v) if k == "name" else v) for k, v in attributes)
    return Pattern(name, tuple(_renamed(part, named) for part in parts), attributes, text)
