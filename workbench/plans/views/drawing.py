"""What the pages of a plan show: tasks, chapters and what is still needed, as plain values for the templates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import url_for

from workbench.kit.values.messages import Message
from workbench.kit.web import gate
from workbench.kit.web.language import translate
from workbench.kit.web.pages import datetime_short
from workbench.plans import queries
from workbench.plans.access import PlanPermission, can
from workbench.plans.rules.findings import SET_ASIDE, field_path
from workbench.plans.rules.standing import PartState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Chapter, Definition, Part
    from workbench.plans.content import PlanContent
    from workbench.plans.models import Plan
    from workbench.plans.queries.plans import Trace
    from workbench.plans.rules.findings import Finding
    from workbench.plans.rules.standing import Standing

MONEY_SETS = frozenset({"budget_lines", "cover_lines"})


def may_edit(plan: Plan) -> bool:
    """Say whether the actor may change this plan."""
    return can(gate.actor(), PlanPermission.EDIT, plan)


def sees_work(plan: Plan) -> bool:
    """Say whether the actor may see what is no part of the plan: texts set aside, the collaboration's rates."""
    return can(gate.actor(), PlanPermission.VIEW_WORK, plan)


def standing_seen(plan: Plan) -> Standing:
    """Return where a plan stands, as far as the actor may know: texts set aside are the business of its writers."""
    judged = queries.standing_of(plan)
    if sees_work(plan):
        return judged
    return replace(judged, findings=tuple(one for one in judged.findings if one.part != SET_ASIDE))


def part_url(plan: Plan, part: Part, *, edit: bool) -> str:
    """Return where a part is written, or read by who may not write."""
    if edit:
        return url_for("plans.part", plan_id=plan.id, part_id=part.id)
    return url_for("plans.read", plan_id=plan.id, _anchor=part.id)


def place_of(definition: Definition, part: Part) -> dict[str, Any]:
    """Return where a part stands: its ``chapter``, and the ``previous`` and ``following`` part or None."""
    place = definition.parts.index(part)
    return {
        "chapter": definition.chapter_of(part),
        "previous": definition.parts[place - 1] if place else None,
        "following": next(iter(definition.parts[place + 1 :]), None),
    }


def finding_url(plan: Plan, part: Part | None, finding: Finding) -> str:
    """Return the field where a finding is solved; ``part`` is its own, None for what belongs to none."""
    return url_for("plans.overview", plan_id=plan.id) + field_path(finding, part)


def drawn_point(plan: Plan, part: Part | None, finding: Finding) -> dict[str, Any]:
    """Return a finding for the component ``points``."""
    return {
        "text": translate(finding.message),
        "blocking": finding.blocking,
        "regional": finding.regional,
        "url": finding_url(plan, part, finding),
    }


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
        one | {"parts": [_task(plan, part, judged, traces.get(part.id), edit=edit) for part in chapter.parts]}
        for one, chapter in zip(chapters_beside(plan, definition, judged), definition.chapters, strict=True)
    ]


def chapters_beside(plan: Plan, definition: Definition, judged: Standing) -> list[dict[str, Any]]:
    """Return the chapters with their state, for the list beside a page."""
    return [
        {
            "number": number,
            "key": chapter.id,
            "title": chapter.title,
            "state": judged.of_chapter(chapter),
            "state_label": _how_far(chapter, judged),
            "url": url_for("plans.chapter", plan_id=plan.id, chapter_id=chapter.id),
        }
        for number, chapter in enumerate(definition.chapters, start=1)
    ]


def chapters_below(definition: Definition) -> list[dict[str, Any]]:
    """Return the chapters for the list beside a page that holds them all, without a state: for who only reads."""
    return [
        {"number": number, "key": chapter.id, "title": chapter.title, "state": "", "url": f"#chapter-{chapter.id}"}
        for number, chapter in enumerate(definition.chapters, start=1)
    ]


def open_points(plan: Plan, judged: Standing, chapter: Chapter, content: PlanContent) -> list[dict[str, Any]]:
    """Return what is open in a chapter by part, and in a part by row, each point with the address of its field."""
    edit = may_edit(plan)
    return [
        {"title": part.title, "url": part_url(plan, part, edit=edit), "rows": _by_row(plan, part, judged, content)}
        for part in chapter.parts
        if judged.of_part(part.id)
    ]


def points_by_row(plan: Plan, part: Part, judged: Standing) -> dict[str, list[dict[str, Any]]]:
    """Return the points of a set by the id of their row; those of the set as a whole under the empty text."""
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in judged.of_part(part.id):
        found.setdefault(finding.row or "", []).append(drawn_point(plan, part, finding))
    return found


def _by_row(plan: Plan, part: Part, judged: Standing, content: PlanContent) -> list[dict[str, Any]]:
    labels = {row.id: row.label for row in content.rows(part.set)} if part.set else {}
    nameless = translate(Message("Without a name"))
    return [
        {"label": (labels.get(row, "") or nameless) if row else "", "points": points}
        for row, points in points_by_row(plan, part, judged).items()
    ]


def _how_far(chapter: Chapter, judged: Standing) -> str:
    """Return how far a chapter is that is neither begun nor complete; empty where the state says all."""
    if judged.of_chapter(chapter) is not PartState.IN_PROGRESS:
        return ""
    done = sum(judged.state(part.id) in {PartState.DONE, PartState.NOT_APPLICABLE} for part in chapter.parts)
    return translate(Message("In progress, %(done)s of %(total)s", done=done, total=len(chapter.parts)))


def _task(plan: Plan, part: Part, judged: Standing, trace: Trace | None, *, edit: bool) -> dict[str, Any]:
    state = judged.state(part.id)
    return {
        "title": part.title,
        "url": part_url(plan, part, edit=edit),
        "state": state,
        "needed": needed(judged.of_part(part.id)) if state is PartState.IN_PROGRESS else "",
        "worked": f"{trace.name}, {datetime_short(trace.at)}" if trace else "",
    }
