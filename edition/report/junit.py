"""JUnit: one test case for each document, as Jenkins and GitLab show them."""

import re
from collections.abc import Iterable, Iterator

from edition.diagnostic import Diagnostic, Severity
from edition.report import Judgement, Manner, Tally, plural

__all__ = ["render"]

_NO_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({sign: f"&#{ord(sign)};" for sign in '&<>"\r\n\t'})


def render(judgements: Iterable[Judgement], manner: Manner) -> Iterator[str]:
    """Yield the whole at the end: its first element counts the cases.

    A clean document is a case that passed, so their number is that of the documents from run to
    run. A case has at most one failure, since GitLab reads no second: it holds every finding. What
    could not be read is an error; warnings alone pass, unless they count.
    """
    tally, cases, counts = Tally(), [], {"failure": 0, "error": 0}
    for judgement in judgements:
        tally.add(judgement)
        if not judgement.is_document and not judgement.diagnostics:
            continue
        verdict = _verdict(judgement, strict=manner.strict)
        if verdict:
            counts[verdict] += 1
        cases.append(_case(judgement, verdict, manner.command.replace(" ", ".")))
    totals = (
        f'tests="{len(cases)}" failures="{counts["failure"]}" errors="{counts["error"]}" '
        'skipped="0"'
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="edition" {totals}>\n'
    yield f'<testsuite name="edition {manner.command}" {totals}>\n'
    yield f"{_properties(tally)}"
    yield from cases
    unchecked = "; ".join(tally.unchecked) or "nothing"
    yield f"<system-out>{_text(f'Not checked: {unchecked}.')}</system-out>\n"
    yield "</testsuite>\n</testsuites>\n"


def _properties(tally: Tally) -> str:
    rows = "".join(
        f'<property name="{name}" value="{count}"/>\n' for name, count in tally.severities.items()
    )
    return f"<properties>\n{rows}</properties>\n"


def _verdict(judgement: Judgement, *, strict: bool) -> str:
    """Return the element that tells how the case ended, none where it passed."""
    if judgement.failed:
        return "error"
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return "failure" if any(item.severity in counted for item in judgement.diagnostics) else ""


def _case(judgement: Judgement, verdict: str, command: str) -> str:
    name = _attribute(judgement.file)
    start = f'<testcase classname="edition.{command}" name="{name}" file="{name}"'
    found = judgement.diagnostics
    if not found and not verdict:
        return f"{start}/>\n"
    told = _text("\n".join(map(_told, found)))
    if not verdict:
        return f"{start}>\n<system-out>{told}</system-out>\n</testcase>\n"
    rules = list(dict.fromkeys(item.rule for item in found))
    message = _attribute(found[0].message if len(found) == 1 else _counted(found))
    kind = _attribute(", ".join(rules))
    body = f'<{verdict} message="{message}" type="{kind}">{told}</{verdict}>'
    return f"{start}>\n{body}\n</testcase>\n"


def _counted(found: tuple[Diagnostic, ...]) -> str:
    if not found:  # it was silenced
        return "Something could not be read."
    counts = {name: sum(item.severity == name for item in found) for name in Severity}
    return ", ".join(plural(count, str(name)) for name, count in counts.items() if count)


def _told(item: Diagnostic) -> str:
    lines = [f"{item.location}: {item.severity}: {item.message} [{item.rule}]"]
    lines += [f"  help: {item.hint}"] if item.hint else []
    lines += [f"  see: {item.url}"] if item.url else []
    lines += [f"  {other.location}: {other.message}" for other in item.related]
    return "\n".join(lines)


def _text(words: str) -> str:
    """Escape text; a control character, which XML mostly forbids, becomes the sign for unknown."""
    words = _NO_XML.sub("\ufffd", words)
    return (
        words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    )


def _attribute(words: str) -> str:
    return _NO_XML.sub("\ufffd", words).translate(_ESCAPES)
