"""Manual: what each rule means, why it matters, what is wrong and what is right."""

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
    if file is None or file.suffix != ".py":
        return ""
    folder = file.parent.name
    return (
        _source(name).partition('\nSET = "')[2].partition('"')[0] if folder == "rules" else folder
    )


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
    return "" if file is None or file.suffix != ".py" else file.read_text(encoding="utf-8")


def names() -> tuple[str, ...]:
    """Return the names of all rules that have a page."""
    return tuple(sorted(_files()))


def topics() -> dict[str, str]:
    """Return what is explained beside rules: by name a page, which begins with a sentence."""
    return {file.stem: _text(file) for file in sorted(_HERE.glob("*.txt"))}


def groups() -> tuple[Group, ...]:
    """Return the rules as the table of contents of the manual has them."""
    files = _files()
    found = []
    for folder, title in _TITLES.items():
        rules = sorted(name for name, file in files.items() if file.parent.name == folder)
        sentences = (_text(files[name]).partition("\n")[0] for name in rules)
        found.append(Group(title, tuple(zip(rules, sentences, strict=True))))
    return tuple(found)


def _text(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    return (text.split('"""')[1] if file.suffix == ".py" else text).strip() + "\n"


def _files() -> dict[str, Path]:
    texts = {file.stem: file for file in _HERE.glob("*/*.txt")}
    rules = {file.stem.replace("_", "-"): file for file in _RULES.rglob("[!_]*.py")}
    return {**texts, **rules}
