"""The command `explain`: what a rule means, and what a text holds."""

import sys

import click

from edition.cli.console import is_coloured, require_known
from edition.cli.option import CLEAN, Command, refusing


@click.command(cls=Command)
@click.argument("rules", nargs=-1, metavar="[RULE]...")
@refusing
def explain(rules: tuple[str, ...]) -> int:
    """Explain a rule: what it means, why it matters, what is wrong, what is right.

    Without RULE, all rules there are, each with one sentence. There is also the text-model: what
    each profile of the plain text holds.

    \b
    Example:  edition explain dangling-pointer
              edition explain text-model
    """
    from edition import manual

    topics = manual.topics()
    known = (*manual.names(), *topics)
    for name in rules:
        require_known(
            "The manual", name, known, f"a rule that is none of ours is explained in {_OWN}"
        )
    bold = is_coloured(sys.stdout)
    parts = [_page(name, topics.get(name) or _told(name), bold=bold) for name in rules]
    if not rules:
        wide = max(map(len, known))
        for group in manual.groups():
            lines = [f"  {name:{wide}}  {sentence}" for name, sentence in group.rules]
            parts.append("\n".join([_strong(group.title, bold=bold), *lines]) + "\n")
        lines = [f"  {name:{wide}}  {page.partition(chr(10))[0]}" for name, page in topics.items()]
        parts.append("\n".join([_strong("Beside rules", bold=bold), *lines]) + "\n")
    click.echo("\n".join(parts), nl=False, color=bold)
    return CLEAN


_OWN = "the schema that it comes from; “edition explain” lists ours."


def _told(name: str) -> str:
    """Return a manual page, with the set that the rule is in and its share of right findings."""
    from edition import manual

    asked, said = manual.asked_by(name), manual.measured(name)
    return "".join(
        [
            manual.page(name),
            f"\nSet\n    {asked}: it judges where --rules {asked} asks for it.\n" if asked else "",
            f"\nMeasured\n    {said}\n" if said else "",
        ]
    )


def _page(name: str, page: str, *, bold: bool) -> str:
    """Return a manual page under the rule's name, headings bold where a terminal shows it."""
    lines = page.splitlines()
    body = (_strong(line, bold=bold and line.isalpha()) for line in lines[1:])
    return "\n".join([f"{_strong(name, bold=bold)}: {lines[0]}", *body]) + "\n"


def _strong(words: str, *, bold: bool) -> str:
    return f"\x1b[1m{words}\x1b[0m" if bold else words
