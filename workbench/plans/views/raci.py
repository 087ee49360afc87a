"""Tasks against roles: read and filled in as one table, a letter a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.operations import RowInput
from workbench.plans.queries.history import removed_row
from workbench.plans.rules.raci import LETTERS, matrix_of, roles_by_column
from workbench.plans.rules.reading import Reading
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.drawing import may_edit

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.content import PlanContent, Task
    from workbench.plans.models import Plan
    from workbench.plans.rules.raci import Matrix

CHOICES = ("", "R", "A", "C", "I", "RA")
CLASHED = Message("Somebody else changed a task while you were choosing. Look at the marked tasks and save again.")
GONE = Message("Somebody else removed a task while you were choosing. What you chose for it stands below.")
MOST_DIGITS = 9
_SENT = re.compile(r"task_([a-z0-9][a-z0-9-]{0,39})_version")


@blueprint.context_processor
def with_chapters() -> dict[str, Any]:
    """Let a chapter show the tasks as a matrix."""
    return {"matrix_in": matrix_in}


@blueprint.get("/<uuid:plan_id>/taken-en-rollen")
@requires(PlanPermission.VIEW)
def raci(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show who does what: to read, and for who may, to choose."""
    plan, definition = load(plan_id)
    return _page(plan, definition, queries.plan_content(plan))


@blueprint.post("/<uuid:plan_id>/taken-en-rollen")
@requires(PlanPermission.EDIT)
def save_raci(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Save the letters that were chosen; a task that somebody else changed in the same column is left for a choice."""
    plan, definition = load(plan_id)
    part = definition.set_parts.get("tasks")
    if part is None:
        raise NotFound
    content = queries.plan_content(plan)
    rows = [_input(task, part, content) for task in content.tasks if f"task_{task.id}_version" in request.form]
    outcome = operations.save_table(plan, part=part, rows=rows, who=actor())
    gone = [_gone(plan, row_id, content) for row_id in (*_removed(part, content), *outcome.gone)]
    if outcome.clashing or gone:
        chosen = {task.id: _chosen(task.id, content) for task in content.tasks if task.id in outcome.clashing}
        return _page(plan, definition, queries.plan_content(plan), chosen=chosen, gone=gone), 409
    flash(translate(Message("The tasks are saved.")), "done")
    return redirect(url_for("plans.raci", plan_id=plan.id), 303)


def matrix_in(plan: Plan, part_id: str) -> Matrix | None:
    """Return the matrix for the part that asks the tasks, when there are tasks and roles; None for other parts."""
    part = queries.definition_of(plan).part(part_id)
    if part is None or part.set != "tasks":
        return None
    found = matrix_of(queries.plan_content(plan))
    return found if found.roles and found.rows else None


def _page(
    plan: Plan,
    definition: Definition,
    content: PlanContent,
    *,
    chosen: dict[str, dict[str, str]] | None = None,
    gone: Sequence[dict[str, Any]] = (),
) -> str:
    parts = definition.set_parts
    versions = {now.row.id: now.version for now in queries.rows_now(plan.id, "tasks")}
    return render_template(
        "plans/raci/page.html",
        plan=plan,
        tasks=parts.get("tasks"),
        roles=parts.get("roles"),
        matrix=matrix_of(content),
        versions=versions,
        chosen=chosen or {},
        choices=CHOICES,
        may_edit=may_edit(plan) and "tasks" in parts,
        said=translate(CLASHED) if chosen else "",
        gone=gone,
        gone_said=translate(GONE),
    )


def _removed(part: Part, content: PlanContent) -> list[str]:
    """Return the tasks that were sent and that are no longer there; more than a list can hold, no page sends."""
    sent = (found[1] for name in request.form if (found := _SENT.fullmatch(name)))
    return [row_id for row_id in sent if content.row("tasks", row_id) is None][: part.max_rows]


def _gone(plan: Plan, row_id: str, content: PlanContent) -> dict[str, Any]:
    """Return the name of a task that somebody removed meanwhile, and what was chosen for it."""
    past, _last = removed_row(plan.id, f"tasks/{row_id}")
    names = {role.id: role.label for role in content.roles}
    chosen = [(names[role], " ".join(letters)) for role, letters in _chosen(row_id, content).items() if letters]
    return {"name": (past.content or {}).get("name", "") if past else "", "chosen": chosen}


def _chosen(task_id: str, content: PlanContent) -> dict[str, str]:
    """Return the letters that were sent for a task, by role; a role that was not on the page is left out."""
    sent = {role.id: request.form.get(f"cell_{task_id}_{role.id}") for role in content.roles}
    return {role: letters for role, letters in sent.items() if letters is not None and set(letters) <= set("RACI")}


def _input(task: Task, part: Part, content: PlanContent) -> RowInput:
    text = request.form.get(f"task_{task.id}_version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
    found = roles_by_column(task, _chosen(task.id, content))
    readings = {
        column: Reading("; ".join(roles), value=roles or None)
        for column, roles in found.items()
        if column in LETTERS and part.column(column) and column not in task.unread
    }
    return RowInput(task.id, version, readings)
