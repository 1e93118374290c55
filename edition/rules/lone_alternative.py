"""A choice offers nothing to choose.

What
    A choice that has one branch, or none.

Why
    The other reading was forgotten, or was left behind when the passage was edited.

Wrong
    <p>I <choice><sic>recieved</sic></choice> it.</p>

Right
    <p>I <choice><sic>recieved</sic><corr>received</corr></choice> it.</p>
"""

from collections.abc import Iterator

from edition.diagnostic import Severity
from edition.document import Document
from edition.project import Project
from edition.rule import Finding
from edition.tei.attribute import elements

SEVERITY = Severity.WARNING
HITS = (4, 4)  # all read: abbr and ex were put into one expan

_ADVICE = {
    "sic": "Add the corr, or take the choice away and keep its sic.",
    "corr": "Add the sic, or take the choice away and keep its corr.",
    "abbr": "Add the expan, or take the choice away and keep its abbr.",
    "expan": "Add the abbr beside it; what is within expan is no second branch.",
    "orig": "Add the reg, or take the choice away and keep its orig.",
    "reg": "Add the orig, or take the choice away and keep its reg.",
}
_OTHERWISE = "Add the other branch, or take the choice away and keep its content."


def check(document: Document, _project: Project) -> Iterator[Finding]:
    """Yield a finding for every choice with fewer than two branches."""
    for choice in elements(document, "choice"):
        branches = [str(branch.tag).rpartition("}")[2] for branch in choice.iterchildren("*")]
        if len(branches) < 2:
            what = f"only <{branches[0]}>" if branches else "nothing"
            advice = _ADVICE.get("".join(branches), _OTHERWISE)
            yield Finding(choice, f"This choice offers {what}.", advice)
