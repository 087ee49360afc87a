"""Checks of the red thread: signal, priority, goal, activity, milestone, indicator, budget line; what hangs loose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.plans.rules.findings import Asked, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield every row of the thread that lacks what should come before or after it."""
    asked = Asked(definition)
    for check in (_signals, _priorities, _activities, _around_activities, _milestones, _indicators, _budget_lines):
        yield from check(content, asked)


def _signals(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    if not (asked.has("signals") and asked.has("priorities", "signals")):
        return
    cited = {signal for row in content.priorities for signal in row.signals}
    loose = Message("No priority cites this signal yet. Choose it at a priority, or leave it out.")
    lacks = _at(asked.part("signals"), "name")
    yield from (lacks(row.id, loose, "signal_uncited") for row in content.signals if row.id not in cited)


def _priorities(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    if not asked.has("priorities"):
        return
    if asked.has("priorities", "goal"):
        aimless = Message("This priority has no goal. Fill in what must be different, by how much and when.")
        lacks = _at(asked.part("priorities"), "goal")
        yield from (lacks(row.id, aimless, "priority_without_goal") for row in content.priorities if row.goal is None)
    lacks = _at(asked.part("priorities"))
    worked_on = {row.priority for row in content.activities}
    measured = {row.priority for row in content.indicators}
    measures = asked.has("indicators", "priority")
    idle = Message("No activity works on this priority yet. Choose it at an activity.")
    unmeasured = Message("No indicator measures this priority yet. Add one, or choose it at an indicator.")
    for row in content.priorities:
        if asked.has("activities", "priority") and row.id not in worked_on:
            yield lacks(row.id, idle, "priority_without_activity")
        if measures and row.id not in measured:
            yield lacks(row.id, unmeasured, "priority_without_indicator")


def _activities(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    if not asked.has("activities"):
        return
    told = {
        "priority": ("activity_without_priority", Message("This activity works on no priority. Choose one.")),
        "theme": ("activity_without_theme", Message("This activity stands under no theme. Choose one.")),
        "lead": ("activity_without_lead", Message("Nobody leads this activity yet. Fill in who does.")),
    }
    for column, (rule, message) in told.items():
        if asked.has("activities", column):
            lacks = _at(asked.part("activities"), column)
            yield from (lacks(row.id, message, rule) for row in content.activities if getattr(row, column) is None)


def _around_activities(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    if not asked.has("activities"):
        return
    lacks = _at(asked.part("activities"))
    marked = {row.activity for row in content.milestones}
    paid = {row.activity for row in content.budget_lines}
    unmarked = Message("This activity has no milestone yet. Add one, so that progress can be seen.")
    unpaid = Message("No budget line pays for this activity. Choose the activity at a line of the budget.")
    for row in content.activities:
        if asked.has("milestones", "activity") and row.id not in marked:
            yield lacks(row.id, unmarked, "activity_without_milestone")
        if asked.has("budget_lines", "activity") and row.id not in paid:
            yield lacks(row.id, unpaid, "activity_without_budget_line")


def _milestones(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    if asked.has("milestones", "activity"):
        lacks = _at(asked.part("milestones"), "activity")
        loose = Message("This milestone belongs to no activity. Choose one.")
        yield from (
            lacks(row.id, loose, "milestone_without_activity") for row in content.milestones if row.activity is None
        )


def _indicators(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    told = {
        "baseline": (
            "indicator_without_baseline",
            Message("This indicator has no baseline. Fill in how it is now, or when it will be measured."),
        ),
        "target": ("indicator_without_target", Message("This indicator has no target. Fill in what it must become.")),
        "measured_by": ("indicator_without_measurer", Message("Nobody measures this indicator. Fill in who does.")),
    }
    for column, (rule, message) in told.items():
        if asked.has("indicators", column):
            lacks = _at(asked.part("indicators"), column)
            yield from (
                lacks(row.id, message, rule)
                for row in content.indicators
                if getattr(row, column) is None and column not in row.unread
            )
    if asked.has("indicators", "priority"):
        lacks = _at(asked.part("indicators"), "priority")
        loose = Message("This indicator measures no priority and no activity. Choose one.")
        yield from (
            lacks(row.id, loose, "indicator_without_subject")
            for row in content.indicators
            if row.priority is None and row.activity is None
        )


def _budget_lines(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    """Yield one finding for all lines without an activity, at the first of them: a budget can have hundreds."""
    loose = [row for row in content.budget_lines if row.activity is None]
    if loose and asked.has("budget_lines", "activity"):
        message = Message(
            "Budget lines without an activity: %(n)s. Choose one where it fits; explain the rest in the notes.",
            n=len(loose),
        )
        yield _at(asked.part("budget_lines"), "activity")(loose[0].id, message, "budget_line_without_activity")


def _at(part: str, question: str | None = None) -> Callable[[str, Message, str], Finding]:
    """Return what makes advice at a field of a row."""

    def lacks(row: str, message: Message, rule: str) -> Finding:
        return Finding(
            part, message, row=row, question=question, blocking=False, missing=question is not None, rule=rule
        )

    return lacks
