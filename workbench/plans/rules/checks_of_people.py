"""Checks of people and parties: who does what, and how many patients there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.values.numbers import number
from workbench.plans.rules.findings import Asked, Finding
from workbench.plans.rules.totals import registered_patients

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent

# Shorter words (van, de, POH) tell nobody apart.
_NAME = re.compile(r"\w{4,}")


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield what is unclear about people and parties."""
    asked = Asked(definition)
    yield from _patients(content, asked)
    for name in ("insured", "patient_areas"):
        yield from _counted(content, asked, name)
    yield from _partners(content, asked)
    yield from _tasks(content, asked)
    yield from _unknown(content, definition, asked)


def _patients(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    if not (asked.has("insured", "patients") and asked.has("members", "patients")):
        return
    of_members = sum(row.patients or 0 for row in content.members)
    of_insurers = registered_patients(content)
    if of_members and of_insurers and of_members != of_insurers:
        differ = Message(
            "The members count %(members)s registered patients, the insurers %(insurers)s. Check which is right.",
            members=number(of_members),
            insurers=number(of_insurers),
        )
        yield Finding(asked.part("insured"), differ, blocking=False, rule="patients_differ")


def _counted(content: PlanContent, asked: Asked, name: str) -> Iterator[Finding]:
    """Yield counts of patients of which it is not clear when or by whom they were made."""
    if not asked.has(name, "patients"):
        return
    told = {
        "reference_date": ("patients_without_date", Message("This count has no reference date. Fill in the day.")),
        "source": ("patients_without_source", Message("This count has no source. Fill in where it comes from.")),
    }
    for row in content.rows(name):
        for column, (rule, message) in told.items():
            counted = row.cell("patients") is not None and row.cell(column) is None and column not in row.unread
            if counted and asked.has(name, column):
                yield Finding(
                    asked.part(name), message, row=row.id, question=column, blocking=False, missing=True, rule=rule
                )


def _partners(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    if asked.has("partners", "role"):
        idle = Message("It is not clear what this partner does. Fill in its role.")
        for row in content.partners:
            if row.role is None:
                yield Finding(
                    asked.part("partners"),
                    idle,
                    row=row.id,
                    question="role",
                    blocking=False,
                    missing=True,
                    rule="partner_without_role",
                )


def _tasks(content: PlanContent, asked: Asked) -> Iterator[Finding]:
    told = {
        "responsible": ("task_without_responsible", Message("Nobody carries out this task. Choose a role.")),
        "accountable": ("task_without_accountable", Message("Nobody answers for this task. Choose a role.")),
    }
    for column, (rule, message) in told.items():
        if asked.has("tasks", column):
            for task in content.tasks:
                if not getattr(task, column):
                    yield Finding(
                        asked.part("tasks"),
                        message,
                        row=task.id,
                        question=column,
                        blocking=False,
                        missing=True,
                        rule=rule,
                    )
    if asked.has("roles") and asked.has("tasks"):
        busy = {
            role
            for row in content.tasks
            for role in (*row.responsible, *row.accountable, *row.consulted, *row.informed)
        }
        idle = Message("This role has no task. Choose it at a task, or leave it out.")
        for role in content.roles:
            if role.id not in busy:
                yield Finding(
                    asked.part("roles"), idle, row=role.id, question="name", blocking=False, rule="role_without_tasks"
                )


def _unknown(content: PlanContent, definition: Definition, asked: Asked) -> Iterator[Finding]:
    """Yield leads in whose description nobody of the collaboration can be recognised."""
    places = [place for place in (("activities", "lead"), ("milestones", "responsible")) if asked.has(*place)]
    known = _known_words(content, definition) if places else set()
    for name, column in places if known else ():
        for row in content.rows(name):
            value = row.cell(column)
            if isinstance(value, str) and not known & set(_NAME.findall(value.casefold())):
                strange = Message("“%(name)s” is not a member, partner, board member or role of this plan.", name=value)
                yield Finding(
                    asked.part(name), strange, row=row.id, question=column, blocking=False, rule="lead_unknown"
                )


def _known_words(content: PlanContent, definition: Definition) -> set[str]:
    """Return the words by which people and parties are known in this plan."""
    told: list[str | None] = [row.label for name in ("members", "partners", "roles") for row in content.rows(name)]
    told += [cell for row in content.board for cell in (row.name, row.role, row.discipline)]
    told += [content.text("contact_name"), content.text("collaboration")]
    part = definition.set_parts.get("members")
    column = part.column("discipline") if part else None
    told += [option.label for option in column.options] if column else []
    return {word for text in told if text for word in _NAME.findall(text.casefold())}
