"""Who works on a row: shown on its page, chosen there by who divides the work; and the row for who only reads."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from flask import flash, g, redirect, render_template, request, url_for

from workbench.accounts import operations as accounts
from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations.queries import organisations_by_id
from workbench.plans import queries
from workbench.plans.access import PlanPermission, can
from workbench.plans.forms.around import AssignForm
from workbench.plans.operations import assignments as operations
from workbench.plans.queries.people import workers_on
from workbench.plans.views.blueprint import blueprint, load_set
from workbench.plans.views.reading import read_chapters

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.content import Row
    from workbench.plans.models import Plan

ANCHOR = "wie"


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/wie")
@requires(PlanPermission.ASSIGN)
def ask_to_assign(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Lead to the row, where its people are chosen: for who loads a refused form again."""
    plan, _definition, part = load_set(plan_id, part_id)
    _existing(plan, part, row_id)
    return _to_row(plan, part, row_id)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/wie")
@requires(PlanPermission.ASSIGN)
def assign(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Ask somebody to work on a row; sending the form twice asks once."""
    plan, _definition, part = load_set(plan_id, part_id)
    row = _existing(plan, part, row_id)
    form = AssignForm(request.form)
    person_id = form.person_id()
    if not form.validate() or person_id is None:
        return _again(plan, part, row, form)
    asked = operations.Request(person_id, form.due_date(), form.note.data or None)
    try:
        is_new = operations.assign_row(plan, part=part, row_id=row_id, request=asked, who=actor())
    except Refused as refusal:
        form.refuse("person", refusal.message)
        return _again(plan, part, row, form)
    if is_new and person_id != actor().id:
        _tell(plan, part, row_id, person_id)
    flash(translate(Message("It stands now who works on this.")), "done")
    return _to_row(plan, part, row_id)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/wie/weg")
@requires(PlanPermission.ASSIGN)
def let_go(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Let somebody work on a row no longer."""
    plan, _definition, part = load_set(plan_id, part_id)
    _existing(plan, part, row_id)
    with suppress(ValueError):
        operations.let_go(plan, assignment_id=uuid.UUID(request.form.get("assignment", "")))
    flash(translate(Message("This person no longer works on it here.")), "done")
    return _to_row(plan, part, row_id)


def may_write(plan: Plan, part: Part, row_id: str) -> bool:
    """Say whether the actor may change a row, on a page that shows who works on it: that is looked up once."""
    if can(actor(), PlanPermission.EDIT_ASSIGNED, plan):
        return True
    work = work_on(plan, part, row_id)
    return can(actor(), PlanPermission.EDIT_ASSIGNED, plan, assigned=bool(work and work["mine"]))


def work_on(plan: Plan, part: Part, row_id: str | None) -> dict[str, Any] | None:
    """Return who works on a row, who else could, and whether the actor divides the work; of a new row nothing."""
    if row_id is None:
        return None
    if g.get("work_on", {}).get("row_id") != row_id:
        people = workers_on(plan, f"{part.set}/{row_id}")
        assigned = [one for one in people if one.assignment_id]
        g.work_on = {
            "row_id": row_id,
            "assigned": assigned,
            "people": [(str(one.person_id), one.name) for one in people if one.is_member],
            "may_assign": can(actor(), PlanPermission.ASSIGN, plan),
            "form": AssignForm(),
            "mine": next((one for one in assigned if one.person_id == actor().id), None),
        }
    found: dict[str, Any] = g.work_on
    return found


def only_read(plan: Plan, definition: Definition, part: Part, row: Row) -> str:
    """Show a row to who may not change it, with who works on it."""
    content = queries.plan_content(plan)
    chapter = read_chapters(content, plan, (definition.chapter_of(part),), definition)[0]
    rows = next(one["rows"] for one in chapter["parts"] if one["id"] == part.id)
    return render_template(
        "plans/assigning/read_row.html",
        plan=plan,
        part=part,
        shown=next(one for one in rows if one["id"] == row.id),
        work=work_on(plan, part, row.id) or {},
    )


def _existing(plan: Plan, part: Part, row_id: str) -> Row:
    now = queries.row_now(plan.id, part.set or "", row_id)
    if now is None:
        raise NotFound(Message("This row is no longer there. Somebody else removed it."))
    return now.row


def _again(plan: Plan, part: Part, row: Row, form: AssignForm) -> ResponseReturnValue:
    work = (work_on(plan, part, row.id) or {}) | {"form": form}
    # A column of the row may have the name of one of these fields, so their ids begin with another word.
    errors = [(f"assign-{field}", told) for field, told in form.errors_in_order()]
    page = render_template("plans/assigning/again.html", plan=plan, part=part, row=row, work=work, errors=errors)
    return page, 422


def _tell(plan: Plan, part: Part, row_id: str, person_id: uuid.UUID) -> None:
    owner = organisations_by_id([plan.organisation_id])[0]
    accounts.notify(
        person_ids=[person_id],
        kind="activity_assigned",
        organisation_id=owner.id,
        path=url_for("plans.row", plan_id=plan.id, part_id=part.id, row_id=row_id),
        plan=plan.title,
        organisation=owner.name,
    )


def _to_row(plan: Plan, part: Part, row_id: str) -> ResponseReturnValue:
    return redirect(url_for("plans.row", plan_id=plan.id, part_id=part.id, row_id=row_id, _anchor=ANCHOR), 303)
