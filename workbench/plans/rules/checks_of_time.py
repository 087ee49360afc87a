"""Checks of time: dates that are in the wrong order or outside the plan, and activities that wait for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.plans.rules.findings import Finding
from workbench.plans.rules.numbering import numbers
from workbench.plans.rules.planning import circles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.content import PlanContent

MOST_NUMBERS = 8  # of a circle, in its sentence


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield what does not fit in time, each at the field where it is solved, as far as the definition asks it."""
    yield from _period(content, definition)
    activities, milestones = definition.set_parts.get("activities"), definition.set_parts.get("milestones")
    if activities is not None:
        yield from _asked(activities, _activities(content, activities))
        yield from _asked(activities, _order(content, activities))
    if milestones is not None:
        yield from _asked(milestones, _milestones(content, milestones))


def _asked(part: Part, found: Iterator[Finding]) -> Iterator[Finding]:
    """Leave out what stands at a column that the template does not ask: nobody could solve it there."""
    return (finding for finding in found if part.column(finding.question or ""))


def _period(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    start, end = content.day("period_start"), content.day("period_end")
    asks = next((part.id for part in definition.parts for one in part.questions if one.id == "period_end"), None)
    if asks and start and end and end < start:
        told = Message("The plan ends before it begins. Check both dates.")
        yield Finding(asks, told, question="period_end", rule="period_order")


def _activities(content: PlanContent, part: Part) -> Iterator[Finding]:
    for row in content.activities:
        if row.start and row.end and row.end < row.start:
            told = Message("This activity ends before it begins. Check both dates.")
            yield Finding(part.id, told, row=row.id, question="end", rule="activity_order")
        elif _outside(content, row.start):
            told = Message("This activity begins outside the period of the plan.")
            yield Finding(part.id, told, row=row.id, question="start", rule="activity_in_plan")
        elif _outside(content, row.end):
            told = Message("This activity ends outside the period of the plan.")
            yield Finding(part.id, told, row=row.id, question="end", rule="activity_in_plan")


def _order(content: PlanContent, part: Part) -> Iterator[Finding]:
    """Yield activities that begin before what they follow has ended, and circles, in which no one can begin."""
    number, ends = numbers(content).activities, {row.id: row.end for row in content.activities}
    circling: set[str] = set()
    for circle in circles(content):
        circling |= set(circle)
        first = min(circle, key=list(number).index)
        at = circle.index(first)
        around = [*circle[at:], *circle[:at], first]
        shown = " → ".join(number[one] for one in around[:MOST_NUMBERS])
        told = Message(
            "These activities wait for each other, so none can begin: %(circle)s. Take one away from “after”.",
            circle=shown if len(around) <= MOST_NUMBERS else f"{shown} → …",
        )
        yield Finding(part.id, told, row=first, question="after", rule="after_in_circle")
    for row in content.activities:
        for one in row.after if row.id not in circling else ():
            end = ends.get(one)
            if end and row.start and row.start <= end:
                told = Message(
                    "This activity follows %(number)s, but begins before that one ends. Change a date, or the order.",
                    number=number[one],
                )
                yield Finding(part.id, told, row=row.id, question="start", rule="after_in_order")


def _milestones(content: PlanContent, part: Part) -> Iterator[Finding]:
    activities = {activity.id: activity for activity in content.activities}
    due = part.column("due")
    for row in content.milestones:
        activity = activities.get(row.activity or "")
        if row.due is None and due and not due.required and "due" not in row.unread:
            told = Message("This milestone has no date, so it is not in the planning.")
            yield Finding(
                part.id, told, row=row.id, question="due", blocking=False, missing=True, rule="milestone_dated"
            )
        elif _outside(content, row.due):
            told = Message("This milestone falls outside the period of the plan.")
            yield Finding(part.id, told, row=row.id, question="due", rule="milestone_in_plan")
        elif activity and not _within(row.due, activity.start, activity.end):
            told = Message("This milestone falls outside the period of its activity.")
            yield Finding(part.id, told, row=row.id, question="due", rule="milestone_in_activity")


def _outside(content: PlanContent, day: date | None) -> bool:
    return not _within(day, content.day("period_start"), content.day("period_end"))


def _within(day: date | None, start: date | None, end: date | None) -> bool:
    # Of a period that ends before it begins, which is a fault of its own, nothing can be said to fall outside.
    return _before(end, start) or not (_before(day, start) or _before(end, day))


def _before(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first < second
