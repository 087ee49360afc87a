"""What the pages of a plan show: tasks, chapters, findings and answers as plain values for the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from workbench.kit.values.messages import Message
from workbench.kit.web import gate
from workbench.kit.web.language import translate
from workbench.kit.web.pages import datetime_short
from workbench.plans.access import PlanPermission, can
from workbench.plans.rules.numbering import numbers
from workbench.plans.rules.standing import PartState
from workbench.plans.rules.visible import cell_of, shown, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Chapter, Definition, Part, Question
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan
    from workbench.plans.queries.plans import Trace
    from workbench.plans.rules.findings import Finding
    from workbench.plans.rules.standing import Standing

NOTHING_LEFT = Message("Nothing is missing here.")


def may_edit(plan: Plan) -> bool:
    """Say whether the actor may change this plan."""
    return can(gate.actor(), PlanPermission.EDIT, plan)


def part_url(plan: Plan, part: Part, *, edit: bool) -> str:
    """Return where a part is written, or read by who may not write."""
    if edit:
        return url_for("plans.part", plan_id=plan.id, part_id=part.id)
    return url_for("plans.read", plan_id=plan.id, _anchor=part.id)


def finding_url(plan: Plan, finding: Finding) -> str:
    """Return the field where a finding is solved."""
    if finding.row is None:
        return url_for("plans.part", plan_id=plan.id, part_id=finding.part, _anchor=finding.question)
    return url_for("plans.row", plan_id=plan.id, part_id=finding.part, row_id=finding.row, _anchor=finding.question)


def needed(findings: list[Finding]) -> str:
    """Return one line on what is still needed: the sentence itself when there is one."""
    if len(findings) == 1:
        return translate(findings[0].message)
    return translate(Message("%(n)s points are still open.", n=len(findings))) if findings else ""


def task_chapters(
    plan: Plan, definition: Definition, judged: Standing, traces: Mapping[str, Trace]
) -> list[dict[str, Any]]:
    """Return the plan as tasks, for the component ``task_list``."""
    edit = may_edit(plan)
    return [
        {
            "number": number,
            "key": chapter.id,
            "title": chapter.title,
            "state": judged.of_chapter(chapter),
            "needed": "",
            "url": url_for("plans.chapter", plan_id=plan.id, chapter_id=chapter.id),
            "parts": [_task(plan, part, judged, traces.get(part.id), edit=edit) for part in chapter.parts],
        }
        for number, chapter in enumerate(definition.chapters, start=1)
    ]


def chapters_beside(plan: Plan, definition: Definition, judged: Standing) -> list[dict[str, Any]]:
    """Return the chapters for the list beside a page."""
    return [
        {
            "number": number,
            "key": chapter.id,
            "title": chapter.title,
            "state": judged.of_chapter(chapter),
            "url": url_for("plans.chapter", plan_id=plan.id, chapter_id=chapter.id),
        }
        for number, chapter in enumerate(definition.chapters, start=1)
    ]


def open_points(plan: Plan, judged: Standing, parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    """Return the findings of some parts as sentences with their address."""
    return [
        {
            "text": translate(finding.message),
            "url": finding_url(plan, finding),
            "blocking": finding.blocking,
            "part": part.title,
        }
        for part in parts
        for finding in judged.of_part(part.id)
    ]


def read_chapters(
    content: PlanContent, plan: Plan, chapters: tuple[Chapter, ...], definition: Definition
) -> list[dict[str, Any]]:
    """Return chapters as they read: each part with its answers in words, or with its rows."""
    numbered = numbers(content)
    edit = may_edit(plan)
    places = {chapter.id: place for place, chapter in enumerate(definition.chapters, start=1)}

    def answers(part: Part) -> list[dict[str, Any]]:
        return [
            {
                "key": question.id,
                "label": question.label,
                "value": words_of(content, question),
                "long": question.kind == "text",
            }
            for question in part.questions
        ]

    def rows(part: Part) -> list[dict[str, Any]]:
        return [
            {
                "id": row.id,
                "label": row.label,
                "cells": [
                    {
                        "label": column.label,
                        "long": column.kind == "text",
                        "value": row.unread.get(column.id) or shown(cell_of(row, column), column, content, numbered),
                    }
                    for column in part.columns
                ],
            }
            for row in content.rows(part.set or "")
        ]

    return [
        {
            "number": places[chapter.id],
            "title": chapter.title,
            "id": chapter.id,
            "parts": [
                {
                    "id": part.id,
                    "title": part.title,
                    "is_set": part.is_set,
                    "applies": part.id not in content.not_applicable,
                    "columns": part.columns,
                    "answers": answers(part),
                    "rows": rows(part) if part.set else [],
                    "url": part_url(plan, part, edit=True) if edit else "",
                }
                for part in chapter.parts
            ],
        }
        for chapter in chapters
    ]


def words_of(content: PlanContent, question: Question) -> str:
    """Return an answer in words, or what was typed when it could not be read."""
    return content.unread.get(question.id) or shown(value_of(content, question), question, content)


def _task(plan: Plan, part: Part, judged: Standing, trace: Trace | None, *, edit: bool) -> dict[str, Any]:
    state = judged.state(part.id)
    return {
        "title": part.title,
        "url": part_url(plan, part, edit=edit),
        "state": state,
        "needed": needed(judged.of_part(part.id)) if state is PartState.IN_PROGRESS else "",
        "worked": f"{trace.name}, {datetime_short(trace.at)}" if trace else "",
    }
