"""Texts that were set aside: each can go below an answer, or away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.operations import aside as placing
from workbench.plans.rules.aside import ASIDE_PART, questions_for_text
from workbench.plans.rules.findings import SET_ASIDE
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.drawing import may_edit, sees_work
from workbench.plans.views.privacy import Asked, asked_of_texts

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition
    from workbench.plans.models import Plan
    from workbench.plans.rules.standing import Standing

RULE = "text_set_aside"
MOST_DIGITS = 9


@blueprint.context_processor
def of_plan() -> dict[str, Any]:
    """Let pages tell how many texts are set aside, whether the actor may see them, and of a newer template."""
    return {"texts_aside_in": _count, "sees_work_of": sees_work, "newer_template_of": _newer}


@blueprint.get("/<uuid:plan_id>/apart")
@requires(PlanPermission.VIEW_WORK)
def texts_aside(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show every text that was set aside, with where it came from."""
    plan, definition = load(plan_id)
    return _page(plan, definition)


@blueprint.post("/<uuid:plan_id>/apart/<row_id>/plaatsen")
@requires(PlanPermission.EDIT)
def place_text(plan_id: uuid.UUID, row_id: str) -> ResponseReturnValue:
    """Put a text below the answer to a question, unless somebody changed it since the page was opened."""
    plan, definition = load(plan_id)
    now = queries.row_now(plan.id, SET_ASIDE, row_id)
    if now is None:
        raise NotFound(placing.GONE)
    question = definition.questions.get(request.form.get("question", ""))
    if question is None or question.kind != "text":
        return _page(plan, definition, row_id, Message("Choose the question where this text belongs.")), 422
    if asked := asked_of_texts([(now.row.label, str(now.row.cell("text") or ""))]):
        return _page(plan, definition, row_id, asked), 422
    try:
        place = placing.Target(definition, question)
        placing.place_text(plan, target=place, row_id=row_id, version=_version(), who=actor())
    except operations.PieceConflict:
        return _page(plan, definition, changed=row_id), 409
    except Refused as refusal:
        return _page(plan, definition, row_id, refusal.message), 422
    flash(translate(Message("The text now stands below: %(question)s", question=question.label)), "done")
    return redirect(url_for("plans.texts_aside", plan_id=plan.id), 303)


@blueprint.post("/<uuid:plan_id>/apart/<row_id>/verwijderen")
@requires(PlanPermission.EDIT)
def remove_text(plan_id: uuid.UUID, row_id: str) -> ResponseReturnValue:
    """Remove a text, unless somebody changed it since the page was opened; it can be put back right after."""
    plan, definition = load(plan_id)
    if queries.row_now(plan.id, SET_ASIDE, row_id) is None:
        raise NotFound(placing.GONE)
    try:
        operations.remove_row(plan, part=ASIDE_PART, row_id=row_id, version=_version(), who=actor())
    except operations.PieceConflict:
        return _page(plan, definition, changed=row_id), 409
    flash(translate(Message("The text is removed.")), "done")
    return redirect(url_for("plans.texts_aside", plan_id=plan.id, removed=row_id), 303)


@blueprint.post("/<uuid:plan_id>/apart/<row_id>/herstellen")
@requires(PlanPermission.EDIT)
def restore_text(plan_id: uuid.UUID, row_id: str) -> ResponseReturnValue:
    """Put a removed text back."""
    plan, _definition = load(plan_id)
    operations.restore_row(plan, part=ASIDE_PART, row_id=row_id, who=actor())
    flash(translate(Message("The text is back.")), "done")
    return redirect(url_for("plans.texts_aside", plan_id=plan.id, _anchor=f"text-{row_id}"), 303)


def _version() -> int:
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def _page(
    plan: Plan, definition: Definition, wrong: str = "", error: Message | None = None, *, changed: str = ""
) -> str:
    removed = request.args.get("removed", "")
    last = queries.last_state_of(plan.id, f"{SET_ASIDE}/{removed}") if removed else None
    return render_template(
        "plans/aside/texts.html",
        plan=plan,
        may_edit=may_edit(plan),
        texts=[(one.row, one.version) for one in queries.rows_now(plan.id, SET_ASIDE)],
        changed=changed,
        chapters=questions_for_text(definition),
        removed=removed if last is not None and last.content is None else "",
        wrong=wrong,
        error=translate(error) if error else "",
        chosen=request.form.get("question", ""),
        personal=isinstance(error, Asked),
    )


def _count(judged: Standing) -> int:
    return sum(finding.rule == RULE for finding in judged.findings)


def _newer(plan: Plan) -> int:
    """Return the version of this template that is newer than the one the plan follows, 0 for none."""
    newest = queries.definitions().get(plan.definition_key)
    followed = queries.followed_by(plan)
    return newest.version if newest and followed and newest.version > followed.version else 0
