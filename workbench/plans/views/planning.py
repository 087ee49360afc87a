"""The planning of a plan: drawn, told as a list, filled in as a table, and on a whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.clock import today
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.forms import drawn_fields
from workbench.plans.forms.planning import AFTER, planned_part, sent_rows, stored_row
from workbench.plans.operations import RowInput
from workbench.plans.queries.history import removed_row
from workbench.plans.rules.applicable import scope_of, seen_content
from workbench.plans.rules.checks_of_time import findings as findings_of_time
from workbench.plans.rules.findings import field_path
from workbench.plans.rules.gantt import Frame, Lively, divided, page_drawing, rows_of
from workbench.plans.rules.planning import planning_of
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.drawing import may_edit
from workbench.plans.views.typing_back import settled_cells, typed_cells, typed_text

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from flask.typing import ResponseReturnValue
    from markupsafe import Markup

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.content import PlanContent
    from workbench.plans.forms.planning import PlannedRow
    from workbench.plans.models import Plan
    from workbench.plans.operations import TableOutcome
    from workbench.plans.rules.gantt import Row
    from workbench.plans.rules.planning import Planning

ENDPOINT = "plans.planning"
PAGE = Frame(1120, 400, 32, 14.5, scale_in_bands=True)
SCREEN_WIDTH, SCREEN_HEIGHT, SCREEN_ROWS = 1400, 690, 24
KEPT = Message("Everything is kept as you typed it. Change what is marked when you know more.")
NOT_KEPT = Message("A row could not be stored. Nothing was saved yet; what you typed still stands below.")
CLASHED = Message("Somebody else changed an activity while you were typing. The other rows are saved.")


@blueprint.get("/<uuid:plan_id>/planning")
@requires(PlanPermission.VIEW)
def planning(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the planning as a drawing and as a list, with a table to change it."""
    plan, definition = load(plan_id)
    return _page(plan, definition, queries.plan_content(plan))


@blueprint.post("/<uuid:plan_id>/planning")
@requires(PlanPermission.EDIT)
def save_planning(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Save days, leads and what follows what, right or wrong."""
    plan, definition = load(plan_id)
    part = planned_part(_activities(definition))
    content = queries.plan_content(plan)
    rows = sent_rows(part, request.form)
    if not all(row.storable for row in rows):
        return _page(plan, definition, content, 422, sent=rows, notice=NOT_KEPT)
    outcome = operations.save_table(
        plan, part=part, rows=[RowInput(row.row_id, row.version, row.readings()) for row in rows], who=actor()
    )
    wrong = any(row.errors() for row in rows)
    if outcome.clashing or outcome.gone or wrong:
        notice = CLASHED if outcome.clashing else KEPT if wrong else None
        status = 409 if outcome.clashing or outcome.gone else 422
        kept = [row for row in rows if row.row_id in {*outcome.clashing, *outcome.gone}]
        now = queries.plan_content(plan)
        return _page(plan, definition, now, status, sent=kept, notice=notice, outcome=outcome)
    flash(translate(Message("The planning is saved.")), "done")
    return redirect(url_for("plans.planning", plan_id=plan.id), 303)


@blueprint.get("/<uuid:plan_id>/planning/scherm")
@requires(PlanPermission.VIEW)
def planning_screen(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the planning alone on a whole screen, in as many parts as stay legible from the back of a room."""
    plan, definition = load(plan_id)
    found = _applying(queries.plan_content(plan), definition)
    parts = divided(rows_of(found), SCREEN_ROWS)
    place = max(1, min(request.args.get("deel", 1, type=int), len(parts)))
    drawing = _screen(found, parts[place - 1]) if found.has_days else None
    return render_template(
        "plans/planning/screen.html", plan=plan, drawing=drawing, place=place, parts=len(parts), planning=found
    )


def _applying(content: PlanContent, definition: Definition) -> Planning:
    """Return the planning of what applies to this plan."""
    return planning_of(seen_content(content, scope_of(content, definition)))


def _screen(found: Planning, rows: Sequence[Row]) -> Markup:
    height = min(40.0, SCREEN_HEIGHT / (len(rows) + 1.6))
    frame = Frame(SCREEN_WIDTH, 470, height, min(17.5, height / 1.85))
    return page_drawing(found, rows, frame, Lively(today()))


def _page(
    plan: Plan,
    definition: Definition,
    content: PlanContent,
    status: int = 200,
    *,
    sent: Sequence[PlannedRow] = (),
    notice: Message | None = None,
    outcome: TableOutcome | None = None,
) -> ResponseReturnValue:
    found, part = _applying(content, definition), definition.set_parts.get("activities")
    rows = _rows(plan, part, found, sent, outcome) if may_edit(plan) and part else []
    return render_template(
        "plans/planning/page.html",
        points=_points(plan, definition, content),
        rows=[(row, drawn_fields(row.form, {})) for row in rows],
        errors=[error for row in rows for error in _named(row, found)] if notice else [],
        said=translate(notice) if notice else "",
        clashing=_clashing(part, outcome),
        gone=[_gone(plan, row, part) for row in sent if part and row.row_id not in _numbers(found)],
        **_shown(plan, part, found),
    ), status


def _shown(plan: Plan, part: Part | None, found: Planning) -> dict[str, Any]:
    """Return what the page shows to everybody: the drawing, and the numbers for the words."""
    edit = may_edit(plan)
    lively = Lively(today(), _links(plan, part, found, edit=edit))
    return {
        "plan": plan,
        "part": part,
        "may_edit": edit,
        "planning": found,
        "numbers": _numbers(found),
        "drawing": page_drawing(found, rows_of(found), PAGE, lively),
        "asks_after": bool(part and part.column(AFTER)),
    }


def _activities(definition: Definition) -> Part:
    part = definition.set_parts.get("activities")
    if part is None:
        raise NotFound
    return part


def _numbers(found: Planning) -> dict[str, str]:
    return {bar.id: bar.number for bar in found.bars}


def _links(plan: Plan, part: Part | None, found: Planning, *, edit: bool) -> dict[str, str]:
    """Return where each bar leads: to its row for who may change it, else to its place in the list below."""
    if not edit or part is None:
        return {bar.id: f"#activiteit-{bar.id}" for bar in found.bars}
    return {bar.id: url_for("plans.row", plan_id=plan.id, part_id=part.id, row_id=bar.id) for bar in found.bars}


def _rows(
    plan: Plan, part: Part, found: Planning, sent: Sequence[PlannedRow], outcome: TableOutcome | None
) -> list[PlannedRow]:
    """Return the table as it stands, with what was sent and not stored in its place."""
    narrow, numbered = planned_part(part), _numbers(found)
    given = {row.row_id: row for row in sent}
    now = {one.row.id: one for one in queries.rows_now(plan.id, "activities")}
    rows = []
    for bar in found.bars:
        there = now[bar.id]
        typed = typed_cells(there.row, narrow)
        after = there.row.unread.get(AFTER) or _numbered(bar.after, numbered)
        if mine := given.get(bar.id):
            typed, after = _given(mine, narrow, numbered, outcome)
        rows.append(stored_row(narrow, bar.id, there.version, typed, numbered, after))
    return rows


def _given(
    mine: PlannedRow, part: Part, numbered: Mapping[str, str], outcome: TableOutcome | None
) -> tuple[dict[str, str], str]:
    """Return the cells to go on with and what the row follows, in the numbers of now: activities may have moved."""
    theirs = outcome.clashing.get(mine.row_id) if outcome else None
    typed = settled_cells(part.columns, theirs, mine.form.typed()) if theirs else mine.form.typed()
    value, unread = mine.after.value, mine.after.typed if mine.after.value is None else None
    if theirs and AFTER in theirs.settled and AFTER not in theirs.cells:
        value, unread = theirs.settled[AFTER]
    return typed, unread or _numbered(value if isinstance(value, tuple) else (), numbered)


def _numbered(row_ids: Sequence[str], numbered: Mapping[str, str]) -> str:
    return ", ".join(numbered[one] for one in row_ids if one in numbered)


def _gone(plan: Plan, row: PlannedRow, part: Part) -> dict[str, Any]:
    """Return a row that somebody removed meanwhile, with what was typed in it."""
    past, _last = removed_row(plan.id, f"activities/{row.row_id}")
    name = (past.content or {}).get("name", "") if past else ""
    typed = row.form.typed() | {AFTER: row.after.typed}
    cells = [{"label": one.label, "typed": typed.get(one.id, "")} for one in planned_part(part).columns]
    return {"name": f"{row.number} {name}".strip(), "cells": [cell for cell in cells if cell["typed"].strip()]}


def _named(row: PlannedRow, found: Planning) -> list[tuple[str, str]]:
    bar = next(one for one in found.bars if one.id == row.row_id)
    return [(field, f"{bar.number} {bar.name}: {sentence}") for field, sentence in row.errors()]


def _points(plan: Plan, definition: Definition, content: PlanContent) -> list[dict[str, Any]]:
    """Return what does not fit in time, each with the name of its row and the address of its field."""
    parts = {part.id: part for part in definition.parts}
    found = []
    for finding in findings_of_time(content, definition):
        part = parts.get(finding.part)
        if part and part.id not in content.not_applicable:
            row = content.row(part.set or "", finding.row) if part.set else None
            told = {"text": translate(finding.message), "row": row.label if row else "", "blocking": finding.blocking}
            base = url_for("plans.overview", plan_id=plan.id)
            found.append(told | {"url": f"{base}{field_path(finding, part)}"})
    return found


def _clashing(part: Part | None, outcome: TableOutcome | None) -> list[dict[str, str]]:
    if outcome is None or part is None:
        return []
    return [
        {"name": theirs.name, "label": column.label, "theirs": typed_text(column, theirs.cells[column.id])}
        for theirs in outcome.clashing.values()
        for column in part.columns
        if column.id in theirs.cells and column.id != AFTER
    ]
