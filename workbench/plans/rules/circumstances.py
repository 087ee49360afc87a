"""What a plan is judged on beside its content: the day, and how many pages its last document had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.kit.values.dates import date_long
from workbench.kit.values.messages import Message
from workbench.plans.rules.applied_rules import Verdict, weighed
from workbench.plans.rules.findings import WHOLE_PLAN, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from workbench.definitions.rules import Rule
    from workbench.definitions.schema import Definition
    from workbench.plans.rules.standing import Standing


@dataclass(frozen=True)
class Rendered:
    """The last document of a plan: its pages, when it was made (aware), and of which revision."""

    pages: int
    at: datetime
    revision: int


@dataclass(frozen=True)
class Circumstances:
    """The day on which a plan is looked at, and its last document if there is one."""

    today: date
    rendered: Rendered | None = None


def in_circumstances(judged: Standing, definition: Definition, around: Circumstances) -> Standing:
    """Return a standing with what depends on the day and on the last document."""
    own: list[Finding] = []
    verdicts = dict(judged.verdicts)
    for rule in definition.rules:
        if verdicts.get(rule.id) is Verdict.LATER:
            found, verdicts[rule.id] = _judged(rule, definition, around)
            own += [weighed(one, rule) for one in found]
    if not any(rule.check == "max_pages" for rule in definition.rules):
        own += [replace(one, blocking=False) for one in _pages(definition, around)]
    return (
        judged
        if verdicts == judged.verdicts and not own
        else replace(judged, findings=(*own, *judged.findings), verdicts=verdicts)
    )


def _judged(rule: Rule, definition: Definition, around: Circumstances) -> tuple[list[Finding], Verdict]:
    if rule.check == "max_pages":
        found = list(_pages(definition, around))
        met = Verdict.MET if around.rendered else Verdict.LATER
    else:
        found, met = list(_deadline(rule, definition, around)), Verdict.LATER
    return found, Verdict.NOT_MET if found else met


def _pages(definition: Definition, around: Circumstances) -> Iterator[Finding]:
    most, last = definition.max_pages, around.rendered
    if most is not None and last is not None and last.pages > most:
        long = Message(
            "The last document has %(found)s pages; at most %(most)s are asked. Shorten the texts and make it again.",
            found=last.pages,
            most=most,
        )
        yield Finding(WHOLE_PLAN, long, rule="max_pages")


def _deadline(rule: Rule, definition: Definition, around: Circumstances) -> Iterator[Finding]:
    deadline = definition.deadline(rule.deadline or "")
    if deadline is not None and deadline.date < around.today:
        passed = Message(
            "“%(label)s” was due on %(day)s. Ask the insurer whether that is still possible.",
            label=deadline.label,
            day=date_long(deadline.date),
        )
        yield Finding(WHOLE_PLAN, passed, rule="deadline")
