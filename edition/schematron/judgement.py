"""Judgement: the rules of a schema are asked of one document.

One walk tells which elements and attributes there are. Most patterns of a large schema are then
done with; the elements of a name that is asked for are judged by libxml2 where it can, many at once
where nothing but themselves is asked.
"""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from edition.diagnostic import Diagnostic, Location, Severity
from edition.document import Document
from edition.schematron.evaluation import Machine
from edition.schematron.frame import Failed, Frame
from edition.schematron.matching import identity
from edition.schematron.placing import locate
from edition.schematron.plan import Pattern, Plan, Rule, Test, Text, unfolded
from edition.xpath.name import CURRENT

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["judge", "not_judged"]


def judge(
    document: Document, plan: Plan, schema: "Path", folder: "Path", seconds: float | None = None
) -> Iterator[Diagnostic]:
    """Yield what a schema finds in a document, pattern by pattern.

    Documents that tests ask for are read in `folder` only. After so many `seconds` of computing it
    is given up. Raises Refused then.
    """
    yield from _Judge(document, plan, schema, folder, seconds).findings()


class _Judge:
    def __init__(
        self, document: Document, plan: Plan, schema: "Path", folder: "Path", seconds: float | None
    ) -> None:
        self.document = document
        self.plan = plan
        self.schema = schema
        self.machine = Machine(document, plan, schema, folder)
        self.limit = None if seconds is None else time.process_time() + seconds
        self.seconds = seconds
        self.failed: set[Test] = set()

    def findings(self) -> Iterator[Diagnostic]:
        outer = Frame(self.machine, self.plan.lets, None, None)
        may_match = self.machine.matcher.may_match
        for pattern in self.plan.patterns:
            if any(map(may_match, pattern.needs)):
                yield from self.by_pattern(unfolded(pattern.data), outer)

    def by_pattern(self, pattern: Pattern, outer: Frame) -> Iterator[Diagnostic]:
        if pattern.documents is None:
            yield from self.by_rules(pattern, outer)
            return
        try:
            addresses = self.machine.strings(pattern.documents, None, outer)
        except Failed as failure:
            place = locate(self.document, None)
            yield not_judged(pattern.name, failure.source, str(failure), place)
            return
        for uri in dict.fromkeys(addresses):
            yield from self.elsewhere(uri, pattern, outer)

    def elsewhere(self, uri: str, pattern: Pattern, outer: Frame) -> Iterator[Diagnostic]:
        from edition.schematron.elsewhere import other

        found = other(uri, self.document, self.machine.folder, pattern.name)
        if isinstance(found, Diagnostic):
            yield found
            return
        there = _Judge(found, self.plan, self.schema, self.machine.folder, self.seconds)
        there.limit = self.limit
        yield from there.by_rules(pattern, outer)

    def by_rules(self, pattern: Pattern, outer: Frame) -> Iterator[Diagnostic]:
        frame = Frame(self.machine, pattern.lets, None, outer) if pattern.lets else outer
        first_only = len(pattern.rules) > 1 and not pattern.is_group
        judged: set[object] = set()
        for rule in pattern.rules:
            nodes = self.machine.matcher.matched(rule.context, frame)
            if first_only:
                nodes = [node for node in nodes if identity(node) not in judged]
                judged.update(map(identity, nodes))
            if nodes:
                yield from self.by_rule(rule, nodes, frame)

    def by_rule(self, rule: Rule, nodes: list[object], outer: Frame) -> Iterator[Diagnostic]:
        plain = [test for test in rule.tests if _is_plain(test)]
        for test in plain:
            for node in self.machine.firing(test, nodes, self.tick):
                yield self.finding(test, node, Frame(self.machine, rule.lets, node, outer))
        if len(plain) == len(rule.tests):
            return
        for node in nodes:
            frame = Frame(self.machine, rule.lets, node, outer)
            for test in rule.tests:
                found = None if test in plain else self.by_test(test, node, frame)
                if found is not None:
                    yield found

    def by_test(self, test: Test, node: object, frame: Frame) -> Diagnostic | None:
        try:
            fires = self.outcome(test, node, frame) is test.fires_on
            return self.finding(test, node, frame) if fires else None
        except Failed as failure:
            return self.failure(test, node, failure)

    def outcome(self, test: Test, node: object, frame: Frame) -> bool:
        if test.guard is not None and self.machine.truth(test.guard, node, frame) is test.decisive:
            return test.decisive
        self.tick(test)
        return self.machine.truth(test.test, node, frame)

    def tick(self, test: Test) -> None:
        """Give up where a test that may take long comes after the time is over. Raises Refused."""
        if test.test.scans and self.limit is not None and time.process_time() > self.limit:
            raise self.given_up(test)

    def finding(self, test: Test, node: object, frame: Frame) -> Diagnostic:
        return Diagnostic(
            self.place(test, node, frame),
            test.name,
            test.severity,
            self.words(test.message, node, frame),
            self.words(test.hint, node, frame) or None,
            test.url,
        )

    def place(self, test: Test, node: object, frame: Frame) -> Location:
        """Return the place of what the test is about: its subject, if it names one."""
        if test.subject is not None:
            node = next(iter(self.machine.nodes(test.subject, node, frame)), node)
        return locate(self.document, node)

    def words(self, text: Text, node: object, frame: Frame) -> str:
        parts = (
            part if isinstance(part, str) else self.machine.words(part, node, frame)
            for part in text
        )
        return " ".join("".join(parts).split())

    def failure(self, test: Test, node: object, failure: Failed) -> Diagnostic | None:
        """Return a finding where a test has no value, once for each test."""
        if test in self.failed:
            return None
        self.failed.add(test)
        place = locate(self.document, node)
        return not_judged(test.name, failure.source, str(failure), place)

    def given_up(self, test: Test) -> Exception:
        from edition.schematron.source import refused

        return refused(
            self.schema,
            test.place,
            "schema-too-slow",
            f"The rules did not come to an end within {self.seconds:g} s; the test {test.name} was "
            "asked last.",
            "Look for //, preceding and following in it; a key, or a let of the schema, is faster.",
        )


def _is_plain(test: Test) -> bool:
    """Whether a test needs no variable, no other engine and no look at the clock."""
    asked = test.test
    quick = not asked.scans or test.guard is not None
    return asked.plain and quick and not set(asked.uses) - {CURRENT}


def not_judged(name: str, expression: str, why: str, place: Location) -> Diagnostic:
    """Return the finding for a test that has no value at a node."""
    words = " ".join(expression.split())
    return Diagnostic(
        place,
        "schema-test-failed",
        Severity.WARNING,
        f"The test {name} cannot be judged here, since “{words}” fails: {why}.",
        "Look at the values that it asks for; where they are right, mend the test.",
    )
