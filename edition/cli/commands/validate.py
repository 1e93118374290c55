"""The command `validate`: judge documents."""

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edition.cli.console import manner_of
from edition.cli.option import (
    Command,
    option,
    paths_argument,
    project_option,
    refusing,
    strict_option,
)
from edition.cli.run import (
    announced,
    close,
    expected,
    progress_line,
    watched,
    write_differences,
    write_report,
)

if TYPE_CHECKING:
    from edition.report import Tally
    from edition.validation import Checks
    from edition.validation.baseline import Baselines
    from edition.work import Fixes


@click.command(cls=Command)
@paths_argument
@option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FILE|URL|NAME",
    help="Judge by this schema, not by the document's own; see edition schema list.",
)
@option(
    "--format",
    "report",
    default="text",
    type=click.Choice(["text", "json", "sarif", "github", "gitlab", "junit", "markdown"]),
    help="How findings are reported; text is for people.",
)
@option(
    "--group",
    "grouped",
    is_flag=True,
    help="With json: equal findings of a document once, with their count and places.",
)
@option(
    "--only",
    type=click.Choice(["grammar", "schematron", "rules"]),
    help="Judge by one kind of check only.",
)
@option(
    "--phase",
    default="",
    metavar="NAME",
    help="Judge by this phase of a Schematron schema; #ALL for all of its patterns.",
)
@option("--ignore", multiple=True, metavar="RULE", help="Leave out this rule's findings.")
@option(
    "--rules",
    "sets",
    multiple=True,
    metavar="SET",
    help="Judge by an opt-in set of rules too, such as editorial; all for every set.",
)
@option("--fix", "fixing", is_flag=True, help="Mend what can only be meant in one way.")
@option("--dry-run", is_flag=True, help="With --fix: write nothing, show what would change.")
@option(
    "--baseline",
    type=Path,
    metavar="FILE",
    help="Leave out the findings that this file knows; where there is none yet, write it.",
)
@option("--update-baseline", is_flag=True, help="Write the baseline anew.")
@strict_option
@option("--stdin-name", default="-", help="How findings name standard input (path -).")
@project_option
@refusing
def validate(  # noqa: PLR0913  (a command's options are its arguments)
    paths: tuple[Path, ...],
    schemas: tuple[str, ...],
    report: str,
    only: str | None,
    phase: str,
    ignore: tuple[str, ...],
    sets: tuple[str, ...],
    *,
    grouped: bool,
    fixing: bool,
    dry_run: bool,
    baseline: Path | None,
    update_baseline: bool,
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
    from edition.selection import select
    from edition.validation import Checks
    from edition.validation.silence import Ignored
    from edition.work import validating

    if grouped and report not in {"text", "json"}:
        raise click.UsageError("--group is for json; text groups anyway, other reports never do.")
    checks = Checks(schemas, only, ignore, _each(sets), phase)
    fixes = _fixes(report, is_piped=Path("-") in paths, fixing=fixing, dry_run=dry_run)
    baselines = _baselines(baseline, checks, anew=update_baseline)
    ignored = Ignored(ignore, schemas)
    work = validating(checks, fixes=fixes, baselines=baselines, ignored=ignored)
    progress = progress_line()
    selection = watched(announced(select(paths, folder, registers=True)), progress)
    judged = expected(corpus.each(selection, work, stdin_name=stdin_name))
    outcomes = chain(judged, corpus.afterwards(baselines, ignored))
    if fixes == "tried":
        tally = write_differences(outcomes)
    else:
        manner = manner_of(sys.stdout, grouped=grouped, strict=strict)
        tally = write_report(outcomes, report, manner, progress)
    _write(baselines, tally, must=update_baseline)
    close(tally)
    corpus.finish()
    return tally.status(strict=strict)


def _write(baselines: "Baselines", tally: "Tally", *, must: bool) -> None:
    """Write the baselines of a run. Raises UsageError where there is none that `must` be."""
    written = baselines.write()
    if must and not written and not tally.failed:
        raise click.UsageError("There is no baseline to update: name one with --baseline FILE.")
    for path, count in written:
        click.echo(f"wrote {path}: findings known from now on: {count}", err=True)


def _fixes(report: str, *, is_piped: bool, fixing: bool, dry_run: bool) -> "Fixes":
    """Return what becomes of fixes. Raises UsageError where options do not go together."""
    if dry_run and not fixing:
        raise click.UsageError("--dry-run shows what --fix would change: give both.")
    if dry_run and report != "text":
        raise click.UsageError("--dry-run shows a diff; leave out --format.")
    if fixing and is_piped and not dry_run:
        raise click.UsageError("--fix mends files; of standard input, --dry-run shows the changes.")
    if fixing:
        return "tried" if dry_run else "made"
    return "told" if report in {"json", "sarif"} else "left"


def _baselines(file: Path | None, checks: "Checks", *, anew: bool) -> "Baselines":
    """Return the baselines of a run. Raises UsageError where a part would stand for the whole."""
    from edition.validation.baseline import Baselines

    if anew and checks.only is not None:
        raise click.UsageError("--update-baseline forgets what --only leaves out: use one of them.")

    def was_judged(rule: str) -> bool:
        from edition.rule import chosen, rules

        if checks.only is not None:
            return checks.only == "grammar" and rule.startswith("grammar-")
        ours = {each.name for each in rules()}
        return rule not in ours or rule in {each.name for each in chosen(checks.sets)}

    return Baselines(file, anew=anew, may_write=True, was_judged=was_judged)


def _each(sets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of sets, which may be given one by one or with commas between them."""
    return tuple(name for given in sets for name in given.split(",") if name)
