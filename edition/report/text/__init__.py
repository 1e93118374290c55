"""Text: each finding with its line of the source, a caret and what to do; equal ones once."""

from collections.abc import Iterable, Iterator

from edition.diagnostic import Diagnostic, Location, Severity
from edition.report import Judgement, Manner, Tally

__all__ = ["render"]

_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36"}
_BLUE, _BOLD, _DIM = "1;34", "1", "2"
_MANY = 10


def render(judgements: Iterable[Judgement], manner: Manner) -> Iterator[str]:
    """Yield the findings of each document for people, the equal ones as one with their count.

    Of mere information the first of each rule stands for all of its kind. A summary by rule
    follows where it is shorter than what it sums up.
    """
    tally = Tally()
    for judgement in judgements:
        tally.add(judgement)
        if judgement.diagnostics:
            yield findings(judgement, manner)
    if tally.findings:
        yield _summary(tally, manner) + _advice(tally, manner)


def findings(judgement: Judgement, manner: Manner) -> str:
    """Return the findings of one document, without what a whole report says at its end."""
    from edition.report.text.source import lines

    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for item in judgement.diagnostics:
        same = (item.message, item.hint) if item.severity is not Severity.INFO else ()
        key = (item.location.file, item.rule, item.severity, same)
        groups.setdefault(key, []).append(item)
    firsts = [group[0] for group in groups.values()]
    places = [item.location for item in firsts]
    places += [other.location for item in firsts for other in item.related]
    page = _Page(lines(judgement, places), manner)
    return "".join(page.finding(group[0], group[1:]) for group in groups.values())


class _Page:
    """Writes findings with the lines of the source at hand."""

    def __init__(self, source: dict[tuple[str, int], str], manner: Manner) -> None:
        self.source = source
        self.manner = manner

    def finding(self, item: Diagnostic, more: list[Diagnostic]) -> str:
        from edition.report.text.excerpt import harmless

        colour = _COLOURS[item.severity]
        place, message, rule = map(harmless, (str(item.location), item.message, item.rule))
        severity = self.paint(f"{item.severity}:", colour)
        name = self.paint(f"[{rule}]", _DIM)
        lines = [f"{self.paint(f'{place}:', _BOLD)} {severity} {message} {name}"]
        lines += self.excerpt(item.location, "^", colour)
        for label, words in (("help", item.hint), ("see", item.url)):
            if words:
                lines.append(f"  {self.paint(f'{label}:', _BOLD)} {harmless(words)}")
        for other in item.related:
            lines.append(harmless(f"  {other.location}: {other.message}"))
            lines += self.excerpt(other.location, "-", _BLUE)
        lines += _others(item, more)
        return "\n".join(lines) + "\n\n"

    def excerpt(self, location: Location, mark: str, colour: str) -> list[str]:
        """Return the line of a place and a mark below it, none where the line is not to be had."""
        line = self.source.get((location.file, location.line or 0))
        if line is None or location.column is None:
            return []
        from edition.report.text.excerpt import excerpt

        text, start, length = excerpt(line, location.column, self.manner.width)
        number = str(location.line)
        gutter, blank = (self.paint(f"  {side} |", _BLUE) for side in (number, " " * len(number)))
        marked = " " * start + self.paint(mark * length, colour)
        return [f"{gutter} {text}".rstrip(), f"{blank} {marked}"]

    def paint(self, words: str, colour: str) -> str:
        return f"\x1b[{colour}m{words}\x1b[0m" if self.manner.colour else words


def _others(item: Diagnostic, more: list[Diagnostic]) -> list[str]:
    """Say where else the same was found."""
    more = [other for other in more if other.location != item.location]
    if not more:
        return []
    places = ", ".join(
        ":".join(str(part) for part in other.location[1:] if part) or "no line"
        for other in more[:5]
    )
    rest = f" and {len(more) - 5} more" if len(more) > 5 else ""
    word = "more of this kind" if item.severity is Severity.INFO else "the same"
    return [f"  {word} at {places}{rest} ({len(more) + 1} in all)"]


def _summary(tally: Tally, manner: Manner) -> str:
    """Return a table of the rules, the most frequent first; none where it would tell nothing new.

    That is where few findings are of one rule, or each is of a rule of its own.
    """
    from edition.report.text.excerpt import harmless

    count = len(tally.rules)
    if count == tally.findings or (count == 1 and tally.findings <= _MANY):
        return ""
    rows = sorted(tally.rules.items(), key=lambda row: (-row[1][0], row[0]))
    names = [harmless(rule) for (rule, _), _ in rows]
    wide = max(map(len, ["rule", *names]))
    heading = f"findings  {'rule':{wide}}  severity  documents"
    lines = [f"\x1b[{_BOLD}m{heading}\x1b[0m" if manner.colour else heading]
    lines += [
        f"{found:8,}  {name:{wide}}  {severity:8}  {documents:9,}"
        for name, ((_, severity), (found, documents)) in zip(names, rows, strict=True)
    ]
    return "\n".join(lines) + "\n\n"


def _advice(tally: Tally, manner: Manner) -> str:
    """Name the commands that explain, with the rule broken most often, and that mend."""
    from edition.report.text.excerpt import harmless

    by_count = sorted(tally.rules, key=lambda key: -tally.rules[key][0])
    explained = next((rule for rule, _ in by_count if manner.manual(rule)), None)
    lines = [f"More about a rule: edition explain {harmless(explained)}\n"] if explained else []
    if tally.fixable:
        which = "this one" if tally.fixable == tally.findings == 1 else f"{tally.fixable} of these"
        lines.append(f"edition validate --fix may mend {which}; --fix --dry-run shows how.\n")
    return "".join(lines)
