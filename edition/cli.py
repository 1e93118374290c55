"""The command: a command = read options, one library call, one report."""

import gc
import os
import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TextIO

import click

from edition import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edition.corpus import Outcome, Selected, Work
    from edition.diagnostic import Diagnostic
    from edition.progress import Progress
    from edition.report import Judgement, Manner, Tally

__all__ = ["main"]

P = ParamSpec("P")

CLEAN, ERRORS, MISUSE, UNREADABLE = range(4)
INTERRUPTED = 130


def _show_help(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not context.resilient_parsing:
        click.echo(context.get_help())
        context.exit()


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not context.resilient_parsing:
        click.echo(f"edition, version {__version__}")
        context.exit()


_HELP = click.Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help="Show this message and exit.",
)


class Command(click.Command):
    """A command with our own help option: click's looks for a translation of its words.

    That, and what it loads for it, takes as long at every start as reading the article.
    """

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002
        """Return the option that prints the help page."""
        return _HELP

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read arguments, short options written out: click looks for a likely name for each."""
        long = {param.opts[0]: param.opts[-1] for param in self.params if len(param.opts) > 1}
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*(long.get(arg, arg) for arg in args[:end]), *args[end:]])


class Commands(click.Group):
    """The group of commands, with the same help option."""

    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002
        """Return the option that prints the help page."""
        return _HELP


@click.group(cls=Commands)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Validate, export and cite digital editions in TEI/XML.

    \b
    edition validate                    judge the texts of this project
    edition explain dangling-pointer    what a finding means, and what to do about it
    edition build                       validate, then write pages and texts into build/
    edition cite gorbachev-response#q4  cite a passage by its id
    """


def refusing(command: Callable[P, int]) -> Callable[P, None]:
    """Make a command exit with its result; say what it could not read, write or understand."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from edition.diagnostic import Misuse, Refused

        gc.set_threshold(10_000, 20, 20)  # a run makes much that it keeps; looking costs time
        for stream in (sys.stdout, sys.stderr):  # what a terminal cannot show is escaped
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            status = command(*args, **kwargs)
            sys.stdout.flush()
        except Refused as refusal:
            _tell(refusal.diagnostics)
            status = UNREADABLE
        except Misuse as misuse:
            raise click.UsageError(str(misuse)) from None
        except KeyboardInterrupt:
            status = INTERRUPTED
        except BrokenPipeError:  # a reader such as head has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = CLEAN
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            click.echo(f"error: The output cannot be written: {error.strerror}.", err=True)
            status = UNREADABLE
        sys.exit(status)

    return run


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise click.BadParameter(f"There is no folder “{name}”.")
    return path


def _target(name: str) -> Path:
    path = Path(name)
    if path.is_file():
        raise click.BadParameter(f"“{name}” is a file; name a folder.")
    return path


paths_argument = click.argument("paths", nargs=-1, type=Path)
project_option = click.option(
    "--project",
    "folder",
    type=_folder,
    metavar="FOLDER",
    help="The project's folder; by default the one around the path.",
)
output_option = click.option(
    "-o",
    "--output",
    type=_target,
    metavar="FOLDER",
    help="The folder to write to; default: build in the project.",
)
strict_option = click.option(
    "--strict", is_flag=True, help="Count warnings as errors; build withholds faulty pages."
)


@main.command()
@paths_argument
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FILE|NAME",
    help="Judge by this schema (.rng, .sch), not by the document's own.",
)
@click.option(
    "--format",
    "report",
    default="text",
    type=click.Choice(["text", "json", "sarif", "github", "junit"]),
    help="How findings are reported; text is for people.",
)
@click.option(
    "--group",
    "grouped",
    is_flag=True,
    help="With json: equal findings of a document once, with their count and places.",
)
@click.option(
    "--only",
    type=click.Choice(["grammar", "schematron", "rules"]),
    help="Judge by one kind of check only.",
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave out this rule's findings.")
@strict_option
@click.option("--stdin-name", default="-", help="How findings name standard input (path -).")
@project_option
@refusing
def validate(  # noqa: PLR0913  (a command's options are its arguments)
    paths: tuple[Path, ...],
    schemas: tuple[str, ...],
    report: str,
    only: str | None,
    ignore: tuple[str, ...],
    *,
    grouped: bool,
    strict: bool,
    stdin_name: str,
    folder: Path | None,
) -> int:
    """Judge documents: grammar, Schematron, ids, pointers, dates, the text against its capture.

    Without PATHS, all texts and registers of the project in this folder.

    \b
    Example:  edition validate xml/gorbachev-response.xml --format json
    """
    from edition import corpus

    if grouped and report not in {"text", "json"}:
        raise click.UsageError("--group is for json; text groups anyway, other reports never do.")
    work = corpus.validating(schemas, only, ignore)
    progress = _progress()
    selection: Iterable[Selected] = _announced(corpus.select(paths, folder, registers=True))
    if progress is not None:
        selection = progress.expect(selection)
    outcomes = _expected(corpus.each(selection, work, stdin_name=stdin_name))
    manner = _manner(sys.stdout, grouped=grouped, strict=strict)
    tally = _report(outcomes, report, manner, progress)
    _close(tally)
    corpus.finish()
    return tally.status(strict=strict)


@main.command()
@click.argument("rules", nargs=-1, metavar="[RULE]...")
@refusing
def explain(rules: tuple[str, ...]) -> int:
    """Explain a rule: what it means, why it matters, what is wrong, what is right.

    Without RULE, all rules there are, each with one sentence.

    \b
    Example:  edition explain dangling-pointer
    """
    from edition import manual

    known = manual.names()
    for name in rules:
        _known("The manual", name, known, f"a rule that is none of ours is explained in {_OWN}")
    bold = _is_coloured(sys.stdout)
    parts = [_page(name, manual.page(name), bold=bold) for name in rules]
    if not rules:
        wide = max(map(len, known))
        for group in manual.groups():
            lines = [f"  {name:{wide}}  {sentence}" for name, sentence in group.rules]
            parts.append("\n".join([_strong(group.title, bold=bold), *lines]) + "\n")
    click.echo("\n".join(parts), nl=False, color=bold)
    return CLEAN


_OWN = "the schema that it comes from; “edition explain” lists ours."


def _page(name: str, page: str, *, bold: bool) -> str:
    """Return a manual page under the rule's name, headings bold where a terminal shows it."""
    lines = page.splitlines()
    body = (_strong(line, bold=bold and line.isalpha()) for line in lines[1:])
    return "\n".join([f"{_strong(name, bold=bold)}: {lines[0]}", *body]) + "\n"


def _strong(words: str, *, bold: bool) -> str:
    return f"\x1b[1m{words}\x1b[0m" if bold else words


@main.command()
@paths_argument
@click.option("--to", "formats", multiple=True, metavar="FORMAT", help="html, text; default: all.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="NAME",
    help="reading, diplomatic; default: all that the format has.",
)
@click.option(
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the stylesheet.",
)
@output_option
@project_option
@refusing
def export(  # noqa: PLR0913
    paths: tuple[Path, ...],
    formats: tuple[str, ...],
    profiles: tuple[str, ...],
    parameters: tuple[str, ...],
    output: Path | None,
    folder: Path | None,
) -> int:
    """Write pages and texts of documents, valid or not.

    \b
    Example:  edition export xml/gorbachev-response.xml --to html -o public
    """
    from edition import corpus
    from edition.publication import Choice

    choice = Choice(formats, profiles, _pairs(parameters), output)
    outcomes = _written(corpus.select(paths, folder, output=output), corpus.exporting(choice))
    _tell(item for outcome in outcomes for item in outcome.diagnostics)
    return _tallied(outcomes).status()


@main.command()
@paths_argument
@strict_option
@output_option
@project_option
@refusing
def build(
    paths: tuple[Path, ...], *, strict: bool, output: Path | None, folder: Path | None
) -> int:
    """Validate documents, then write their pages and texts.

    \b
    Example:  edition build -o public
    """
    from edition import corpus
    from edition.publication import Choice

    work = corpus.building(Choice(output=output), strict=strict)
    selection = corpus.select(paths, folder, output=output, registers=True)
    outcomes = _written(selection, work)
    _tell(item for outcome in outcomes for item in outcome.diagnostics)
    tally = _tallied(outcomes)
    _close(tally)
    corpus.finish()
    return tally.status(strict=strict)


@main.command()
@click.argument("references", nargs=-1, required=True, metavar="REF...")
@click.option("--style", metavar="NAME", help="The citation style; default: chicago-notes.")
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    help="text, json, bibtex, ris, csl-json or tei, instead of a card for people.",
)
@click.option(
    "--profile",
    default="reading",
    type=click.Choice(["reading", "diplomatic"]),
    help="Which text to give.",
)
@project_option
@refusing
def cite(
    references: tuple[str, ...],
    style: str | None,
    form: str | None,
    profile: str,
    folder: Path | None,
) -> int:
    """Cite passages by their id, or by the ids of a first and a last one.

    \b
    Example:  edition cite gorbachev-response#q4
              edition cite gorbachev-response#p2..p4 --as bibtex
    """
    from edition import citation, corpus, reference
    from edition.citation import card
    from edition.diagnostic import Refused
    from edition.project import at

    _known("--as", form, citation.exchange_formats())
    _known("--style", style, citation.styles())
    project = at(folder) if folder is not None else corpus.here(to_work_on=False)
    faults, passages, unreadable = [], [], False
    for name in references:
        try:
            cited = citation.cited(reference.resolve(name, project), style or "", profile)
        except reference.Unresolved as unresolved:
            faults.append(unresolved.diagnostic)
            continue
        except Refused as refusal:
            faults += refusal.diagnostics
            unreadable = True
            continue
        passages.append(cited)
        if "://" not in cited.url:
            faults.append(citation.no_base_address(cited))
    cards = map(card.render, passages)
    click.echo(citation.exchanged(passages, form) if form else "".join(cards), nl=False)
    _tell(dict.fromkeys(faults))
    if unreadable:
        return UNREADABLE
    return ERRORS if any(item.severity == "error" for item in faults) else CLEAN


def _announced(selection: "Iterable[Selected]") -> "Iterator[Selected]":
    """Say so where no project is here, and the edition that comes along stands in for it."""
    from edition.corpus import is_stand_in

    said = False
    for selected in selection:
        if not said and is_stand_in(selected.project):
            said = True
            click.echo("No project is here: this is the edition that comes with edition.", err=True)
        yield selected


def _written(selection: "Iterable[Selected]", work: "Work") -> "list[Outcome]":
    """Work through a selection, saying what is written as it is written."""
    from edition import corpus
    from edition.project import shown

    outcomes = []
    for outcome in _expected(corpus.each(_announced(selection), work)):
        outcomes.append(outcome)
        for file in outcome.written:
            click.echo(f"wrote {shown(file)}", err=True)
        if outcome.withheld:
            click.echo(f"withheld the pages of {outcome.withheld}", err=True)
    return outcomes


def _expected(outcomes: "Iterable[Outcome]") -> "Iterator[Outcome]":
    """Pass outcomes on; a run without any was asked for by mistake."""
    outcome = None
    for outcome in outcomes:
        yield outcome
    if outcome is None:
        raise click.UsageError("There are no texts here: name a file or a folder.")


def _pairs(parameters: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = tuple(tuple(parameter.partition("=")[::2]) for parameter in parameters)
    if any("=" not in parameter for parameter in parameters):
        raise click.UsageError("A parameter is written NAME=VALUE.")
    return pairs  # type: ignore[return-value]  # [::2] of a partition is two strings


def _known(option: str, name: str | None, names: tuple[str, ...], otherwise: str = "") -> None:
    from edition.diagnostic import nearest

    if name is not None and name not in names:
        close = nearest(name, names, most=1)
        hint = otherwise or f"there are: {', '.join(names)}."
        hint = f"did you mean {close[0]}?" if close else hint
        raise click.UsageError(f"{option} knows no “{name}”; {hint}")


def _progress() -> "Progress | None":
    """Return the line that tells how far the run is, where somebody sits at a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None
    from edition.progress import Progress

    return Progress(sys.stderr)


def _is_coloured(stream: TextIO) -> bool:
    """Whether to colour: on a terminal or with FORCE_COLOR, never with NO_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") != "0":
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _manner(stream: TextIO, *, grouped: bool = False, strict: bool = False) -> "Manner":
    """Return how a report is written to a stream: a terminal has colours and a width."""
    from edition.report import Manner

    width = Manner.field_defaults["width"]
    if stream.isatty():
        from shutil import get_terminal_size

        width = max(40, get_terminal_size().columns - 10)  # beside the number of the line
    return Manner(_is_coloured(stream), width, grouped, strict, _manual)


def _manual(rule: str) -> str:
    from edition.manual import page

    return page(rule)


def _judgement(outcome: "Outcome") -> "Judgement":
    from edition.report import Judgement

    return Judgement(
        outcome.file,
        outcome.diagnostics,
        outcome.unchecked,
        outcome.addresses,
        outcome.is_document,
        outcome.failed,
        outcome.source,
    )


def _tallied(outcomes: "Iterable[Outcome]") -> "Tally":
    from edition.report import Tally

    tally = Tally()
    for outcome in outcomes:
        tally.add(_judgement(outcome))
    return tally


def _report(
    outcomes: "Iterable[Outcome]", name: str, manner: "Manner", progress: "Progress | None"
) -> "Tally":
    """Print a report while the documents are judged; nothing of a clean one is kept."""
    from edition.report import Tally, render

    tally = Tally()

    def counted() -> "Iterator[Judgement]":
        for outcome in outcomes:
            judgement = _judgement(outcome)
            tally.add(judgement)
            yield judgement

    judgements = counted() if progress is None else progress.follow(counted())
    for part in render(name)(judgements, manner):
        if progress is not None:
            progress.erase()
        click.echo(part, nl=False, color=manner.colour)
    return tally


def _tell(diagnostics: "Iterable[Diagnostic]") -> None:
    found = tuple(diagnostics)
    if found:
        from edition.report import Judgement
        from edition.report.text import findings

        manner = _manner(sys.stderr)
        text = findings(Judgement("", found), manner)
        click.echo(text, nl=False, err=True, color=manner.colour)


def _close(tally: "Tally") -> None:
    """Say how many documents were judged, what was found, and what was not checked."""
    from edition.report import plural

    counts = ", ".join(
        plural(count, name) for name, count in tally.severities.items() if count or name != "info"
    )
    documents = plural(tally.documents, "document")
    unchecked = "; ".join(tally.unchecked) or "nothing"
    click.echo(f"{documents}: {counts}. Not checked: {unchecked}.", err=True)


if __name__ == "__main__":
    main()
