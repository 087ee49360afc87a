"""The start page: what asks for attention now, and the plans worked on last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, url_for

from workbench.accounts.queries.news import news_of
from workbench.accounts.rules.news import NEWS_SHOWN, told
from workbench.home.access import HomePermission
from workbench.home.rules import coming, to_do
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations.queries import organisations_by_id
from workbench.organisations.rules import Kind, Role
from workbench.plans import queries as plans
from workbench.plans.access import PlanPermission, allowed, can
from workbench.plans.queries.people import assigned_to
from workbench.plans.queries.shares import shared_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from workbench.organisations.models import Organisation
    from workbench.plans.models import Plan
    from workbench.plans.queries.people import AssignedRow
    from workbench.plans.rules.standing import Standing

MOST_PLANS = 3  # what somebody works on now; the rest stands one click away
MOST_TASKS = 7
PEOPLE = "members.members"

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@requires(HomePermission.START)
def start() -> ResponseReturnValue:
    """Show what asks for attention, and where somebody can go on: the plans worked on last."""
    organisations = organisations_by_id(actor().organisation_ids)
    seen = plans.plans_seen_by(actor(), actor().organisation_ids)
    recent = seen[:MOST_PLANS]
    standings = plans.standings_of(recent)
    tasks = _assigned(seen)
    tasks += [task for plan in recent if plan.id in standings for task in _tasks(plan, standings[plan.id])]
    hats = [(Kind(one.kind), Role(role)) for one in organisations for role in actor().roles_in(one.id)]
    return render_template(
        "home/start.html",
        organisations={one.id: one.name for one in organisations},
        plans=recent,
        standings=standings,
        has_more=len(seen) > len(recent),
        tasks=[*(tasks if seen else _first_task()), *_people(organisations)][:MOST_TASKS],
        coming=translate(coming(hats)),
        handed=shared_with(actor(), actor().organisation_ids)[:MOST_PLANS],
        news=news_of(actor().id, actor().organisation_ids, unread=True, limit=NEWS_SHOWN),
        told=partial(told, translate=translate),
    )


def _assigned(seen: Sequence[Plan]) -> list[dict[str, Any]]:
    """Return the rows that somebody was asked to work on and may change now, what is due first first."""
    mine = {plan.id: plan for plan in seen if can(actor(), PlanPermission.EDIT_ASSIGNED, plan, assigned=True)}
    return [
        {"kind": "assigned", "what": one.label, "count": 0, "plan": mine[one.plan_id], "due": one.due, "url": url}
        for one in assigned_to(actor().id, mine)
        if (url := _row_url(mine[one.plan_id], one))
    ]


def _row_url(plan: Plan, row: AssignedRow) -> str:
    definition = plans.followed_by(plan)
    part = definition.set_parts.get(row.set) if definition else None
    return url_for("plans.row", plan_id=plan.id, part_id=part.id, row_id=row.row_id) if part else ""


def _tasks(plan: Plan, judged: Standing) -> list[dict[str, Any]]:
    """Return what somebody can do now in a plan; nothing for who may only read it."""
    if not can(actor(), PlanPermission.EDIT, plan):
        return []
    check = url_for("plans.findings", plan_id=plan.id)
    return [
        {
            "kind": task.kind,
            "what": task.part.title if task.part else "",
            "count": task.count,
            "plan": plan,
            "url": url_for("plans.part", plan_id=plan.id, part_id=task.part.id) if task.part else check,
        }
        for task in to_do(plans.definition_of(plan), judged)
    ]


def _first_task() -> list[dict[str, Any]]:
    """Return the one task of a newcomer who may begin a plan."""
    if not any(allowed(actor(), PlanPermission.CREATE, one) for one in actor().organisation_ids):
        return []
    return [{"kind": "new", "what": "", "count": 0, "plan": None, "url": url_for("plans.new")}]


def _people(organisations: Sequence[Organisation]) -> list[dict[str, Any]]:
    """Return the task of who is an administrator and nothing else: the people of that organisation."""
    return [
        {"kind": "people", "what": one.name, "count": 0, "plan": None, "url": url_for(PEOPLE, organisation_id=one.id)}
        for one in organisations
        if actor().roles_in(one.id) == {Role.ADMINISTRATOR}
    ]
