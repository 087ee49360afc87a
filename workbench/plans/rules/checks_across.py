"""Checks that look across parts: dates that do not fit, money that is short, things that hang loose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.kit.values.numbers import number
from workbench.plans.rules.findings import Finding
from workbench.plans.rules.totals import balance, registered_patients

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent


def findings_across(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield what does not fit together; parts that the definition does not have are skipped by the caller."""
    parts = {name: part.id for name, part in definition.set_parts.items()}
    period = next(
        (part.id for part in definition.parts for question in part.questions if question.id == "period_end"), ""
    )
    yield from _period(content, period)
    yield from _activities(content, parts.get("activities", ""))
    yield from _milestones(content, parts.get("milestones", ""))
    yield from _budget_lines(content, parts.get("budget_lines", ""))
    yield from _cover(content, parts.get("cover_lines", ""))
    yield from _priorities(content, parts.get("priorities", ""))
    yield from _patients(content, parts.get("insured", ""))


def _period(content: PlanContent, part: str) -> Iterator[Finding]:
    start, end = content.day("period_start"), content.day("period_end")
    if start and end and end < start:
        yield Finding(part, Message("The plan ends before it begins. Check both dates."), question="period_end")


def _activities(content: PlanContent, part: str) -> Iterator[Finding]:
    for row in content.activities:
        if row.start and row.end and row.end < row.start:
            yield Finding(
                part, Message("This activity ends before it begins. Check both dates."), row=row.id, question="end"
            )
        elif _outside(content, row.start):
            yield Finding(
                part, Message("This activity begins outside the period of the plan."), row=row.id, question="start"
            )
        elif _outside(content, row.end):
            yield Finding(
                part, Message("This activity ends outside the period of the plan."), row=row.id, question="end"
            )


def _milestones(content: PlanContent, part: str) -> Iterator[Finding]:
    activities = {activity.id: activity for activity in content.activities}
    for row in content.milestones:
        activity = activities.get(row.activity or "")
        if _outside(content, row.due):
            yield Finding(
                part, Message("This milestone falls outside the period of the plan."), row=row.id, question="due"
            )
        elif row.due and activity and (_before(row.due, activity.start) or _before(activity.end, row.due)):
            yield Finding(
                part, Message("This milestone falls outside the period of its activity."), row=row.id, question="due"
            )


def _budget_lines(content: PlanContent, part: str) -> Iterator[Finding]:
    start, end = content.day("period_start"), content.day("period_end")
    loose = sum(row.activity is None for row in content.budget_lines)
    if loose:
        yield Finding(
            part,
            Message(
                "Budget lines without an activity: %(n)s. Choose one where it fits; explain the rest in the notes.",
                n=loose,
            ),
            blocking=False,
        )
    for row in content.budget_lines:
        if row.year and start and end and not start.year <= row.year <= end.year:
            yield Finding(
                part,
                Message("The year of this budget line falls outside the period of the plan."),
                row=row.id,
                question="year",
            )


def _cover(content: PlanContent, part: str) -> Iterator[Finding]:
    for year in balance(content).years:
        if year.difference < 0 and year.year:
            yield Finding(
                part,
                Message(
                    "In %(year)s the funding is %(amount)s short. Lower the costs or find more funding.",
                    year=str(year.year),
                    amount=money(-year.difference),
                ),
                blocking=False,
            )


def _priorities(content: PlanContent, part: str) -> Iterator[Finding]:
    measured = {row.priority for row in content.indicators}
    worked_on = {row.priority for row in content.activities}
    for row in content.priorities:
        if row.id not in worked_on:
            yield Finding(part, Message("No activity works on this priority yet."), row=row.id, blocking=False)
        if row.id not in measured:
            yield Finding(part, Message("No indicator measures this priority yet."), row=row.id, blocking=False)


def _patients(content: PlanContent, part: str) -> Iterator[Finding]:
    of_members = sum(row.patients or 0 for row in content.members)
    of_insurers = registered_patients(content)
    if of_members and of_insurers and of_members != of_insurers:
        yield Finding(
            part,
            Message(
                "The members count %(members)s registered patients, the insurers %(insurers)s. Check which is right.",
                members=number(of_members),
                insurers=number(of_insurers),
            ),
            blocking=False,
        )


def _outside(content: PlanContent, day: date | None) -> bool:
    return _before(day, content.day("period_start")) or _before(content.day("period_end"), day)


def _before(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first < second
