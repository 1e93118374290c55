"""Manual: what each rule means, why it matters, what is wrong and what is right."""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from edition.value import Value

__all__ = ["Group", "asked_by", "groups", "measured", "names", "page", "topics"]

_HERE = Path(__file__).parent
_RULES = _HERE.parent / "rules"
_TITLES = {
    "reading": "Reading a file",
    "schema": "Schemas",
    "grammar": "The grammar of a document",
    "rules": "Ids, pointers, dates, languages, leftovers, the text against its source",
    "editorial": "Editorial advice, where --rules editorial asks for it",
    "drama": "Plays, where --rules drama asks for them",
    "letters": "Letters, where --rules letters asks for them",
    "minimal": "A header that is complete, where --rules minimal asks for it",
    "citable": "A header that can be cited, where --rules citable asks for it",
    "archive": "A header for an archive, where --rules archive asks for it",
    "schematron": "Our own Schematron: speech, corrections, dates",
    "project": "Projects, pages, citations",
}


class Group(Value):
    """Rules of one kind under a heading, each with the sentence that its page begins with."""

    title: str
    rules: tuple[tuple[str, str], ...]


class _File(Value):
    """A file with a page: the name of the folder that it is in, its path."""

    folder: str
    path: str

    @property
    def is_module(self) -> bool:
        """Whether the page is the docstring of a rule of our own."""
        return self.path.endswith(".py")

    def read(self) -> str:
        """Return what stands in it."""
        return Path(self.path).read_text(encoding="utf-8")


def page(name: str) -> str:
    """Return the manual page of a rule, empty where there is none.

    The first line is a sentence, the sections What, Why, Wrong and Right follow, in some See. A
    rule of our own has its page as the docstring of its module, which is not imported for it.
    """
    file = _files().get(name)
    return "" if file is None else _text(file)


def asked_by(name: str) -> str:
    """Return the opt-in set that a rule is in; empty for one that always judges."""
    file = _files().get(name)
    if file is None or not file.is_module:
        return ""
    if file.folder != _RULES.name:
        return file.folder
    return _source(name).partition('\nSET = "')[2].partition('"')[0]


def measured(name: str) -> str:
    """Say how many of a rule's findings on real corpora were right; empty where none were counted.

    Somebody has read them; the figures stand in the rule's module as HITS.
    """
    _, stated, figures = _source(name).partition("\nHITS = (")
    if not stated:
        return ""
    right, found = (int(figure) for figure in figures.partition(")")[0].split(","))
    if not found:
        return "It found nothing in the corpora that it was tried on: it has yet to prove itself."
    share = 100 * right // found
    return f"{right} of its {found} findings in the corpora it was tried on are right ({share} %)."


def _source(name: str) -> str:
    """Return the module of a rule of our own, which is not imported for what it states."""
    file = _files().get(name)
    return "" if file is None or not file.is_module else file.read()


def names() -> tuple[str, ...]:
    """Return the names of all rules that have a page."""
    return tuple(sorted(_files()))


def topics() -> dict[str, str]:
    """Return what is explained beside rules: by name a page, which begins with a sentence."""
    found = (each for each in sorted(_beneath(_HERE, ".txt")) if each[1].folder == _HERE.name)
    return {name: _text(file) for name, file in found}


def groups() -> tuple[Group, ...]:
    """Return the rules as the table of contents of the manual has them."""
    files = _files()
    found = []
    for folder, title in _TITLES.items():
        rules = sorted(name for name, file in files.items() if file.folder == folder)
        sentences = (_text(files[name]).partition("\n")[0] for name in rules)
        found.append(Group(title, tuple(zip(rules, sentences, strict=True))))
    return tuple(found)


def _text(file: _File) -> str:
    text = file.read()
    return (text.split('"""')[1] if file.is_module else text).strip() + "\n"


@lru_cache(maxsize=1)  # a report asks for the rules of a schema as well, which may be thousands
def _files() -> dict[str, _File]:
    texts = {name: file for name, file in _beneath(_HERE, ".txt") if file.folder != _HERE.name}
    rules = {name.replace("_", "-"): file for name, file in _beneath(_RULES, ".py")}
    return {**texts, **rules}


def _beneath(folder: Path, suffix: str) -> Iterator[tuple[str, _File]]:
    """Yield the names of the files in a folder and below it; a Path of each takes too long."""
    for around, _, names in os.walk(folder):
        within = around.rpartition(os.sep)[2]
        for name in names:
            if name.endswith(suffix) and name[0] != "_":
                yield name.removesuffix(suffix), _File(within, f"{around}/{name}")
