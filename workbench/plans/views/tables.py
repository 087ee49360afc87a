"""A set as a table to fill in, and rows pasted from Word or Excel."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.forms import TableForm, drawn_fields, pasted_rows, table_form
from workbench.plans.forms.tables import blank_row, stored_rows
from workbench.plans.operations import RowInput, TableOutcome
from workbench.plans.views.blueprint import blueprint, load_set
from workbench.plans.views.money import money_of
from workbench.plans.views.typing_back import as_read, settled_cells, typed_cells, typed_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Part
    from workbench.plans.forms.pasted import Pasted
    from workbench.plans.models import Plan

BLANK_ROWS = 3
CHECK = Message("Everything is kept as you typed it. Change what is marked when you know more.")
NOT_KEPT = Message("A row could not be stored. Nothing was saved yet; what you typed still stands below.")
FULL = Message("The list is full. The new rows at the end are not saved; remove rows first, or leave these out.")
CLASHED = Message("Somebody else changed a row while you were typing. The other rows are saved.")


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/tabel")
@requires(PlanPermission.EDIT)
def table(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Show all rows as a table to fill in."""
    plan, _definition, found = load_set(plan_id, part_id)
    now = queries.rows_now(plan.id, found.set or "")
    return _table_page(
        plan, found, stored_rows(found, [(one.row.id, one.version, typed_cells(one.row, found)) for one in now])
    )


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/tabel")
@requires(PlanPermission.EDIT)
def save_table(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Save every row that can be saved, right or wrong."""
    plan, _definition, found = load_set(plan_id, part_id)
    form = table_form(found, request.form)
    fine = form.validate()
    if not all(row.form.storable for row in form.filled()):
        return _table_page(plan, found, form, 422, notice=NOT_KEPT)
    rows = [RowInput(row.row_id, row.version, row.form.readings()) for row in form.filled()]
    outcome = operations.save_table(plan, part=found, rows=rows, who=actor())
    clashed = bool(outcome.clashing or outcome.gone)
    if clashed or outcome.full or not fine:
        notice = CLASHED if clashed else FULL if outcome.full else CHECK
        renewed = _renewed(plan, found, form, outcome)
        return _table_page(plan, found, renewed, 409 if clashed else 422, notice=notice, outcome=outcome)
    flash(translate(Message("The table is saved.")), "done")
    later = request.form.get("next") == "later"
    return redirect(url_for("plans.part" if later else "plans.table", plan_id=plan.id, part_id=found.id), 303)


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/plakken")
@requires(PlanPermission.EDIT)
def paste(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Show where rows from Word or Excel can be pasted."""
    plan, _definition, found = load_set(plan_id, part_id)
    return render_template("plans/paste.html", plan=plan, part=found, text="", error="", pasted=None, batch="")


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/plakken")
@requires(PlanPermission.EDIT)
def preview_paste(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Show what the pasted rows would become; add them when that was confirmed."""
    plan, _definition, found = load_set(plan_id, part_id)
    text = request.form.get("pasted", "")
    try:
        pasted = pasted_rows(found, text, queries.reference_options(plan, found))
        if request.form.get("confirmed") == "yes" and all(row.storable for row in pasted.rows):
            return _add_pasted(plan, found, pasted)
    except Refused as refusal:
        page = render_template(
            "plans/paste.html",
            plan=plan,
            part=found,
            text=text,
            error=translate(refusal.message),
            pasted=None,
            batch="",
        )
        return page, 422
    return render_template(
        "plans/paste.html", plan=plan, part=found, text=text, error="", pasted=pasted, batch=uuid.uuid4().hex[:12]
    )


def _add_pasted(plan: Plan, found: Part, pasted: Pasted) -> ResponseReturnValue:
    batch = (
        "".join(char for char in request.form.get("batch", "") if char in "0123456789abcdef")[:12]
        or uuid.uuid4().hex[:12]
    )
    rows = [RowInput(f"p{batch}-{place}", None, row.readings) for place, row in enumerate(pasted.rows, start=1)]
    added = operations.add_rows(plan, part=found, rows=rows, who=actor())
    flash(translate(Message("%(n)s rows added. Look them over below.", n=added)), "done")
    return redirect(url_for("plans.part", plan_id=plan.id, part_id=found.id), 303)


def _renewed(plan: Plan, found: Part, form: TableForm, outcome: TableOutcome) -> TableForm:
    """Draw the rows again on the versions to build on; removed rows come back as new ones, so nothing typed is lost."""
    now = {one.row.id: one for one in queries.rows_now(plan.id, found.set or "")}
    fresh = uuid.uuid4().hex[:8]
    rows: list[tuple[str, int | None, Mapping[str, str]]] = []
    for row in form.filled():
        mine = row.form.typed()
        there = now.get(row.row_id)
        if there is None:
            row_id = f"{row.row_id[:30]}-{fresh}" if row.row_id in outcome.gone else row.row_id
            rows.append((row_id, None, mine))
        elif clash := outcome.clashing.get(row.row_id):
            rows.append((row.row_id, there.version, settled_cells(found.columns, clash, mine)))
        else:
            # What is stored, not what was sent: a cell that somebody else changed meanwhile was joined with mine.
            rows.append((row.row_id, there.version, typed_cells(there.row, found)))
    renewed = stored_rows(found, rows)
    renewed.validate()
    return renewed


def _table_page(
    plan: Plan,
    found: Part,
    form: TableForm,
    status: int = 200,
    *,
    notice: Message | None = None,
    outcome: TableOutcome | None = None,
) -> ResponseReturnValue:
    options = queries.reference_options(plan, found)
    batch = f"n{uuid.uuid4().hex[:10]}"
    blanks = [blank_row(found, f"{batch}-{place}") for place in range(BLANK_ROWS)]
    rows = [(row, drawn_fields(row.form, options)) for row in (*form.filled(), *blanks)]
    return render_template(
        "plans/table.html",
        plan=plan,
        part=found,
        rows=rows,
        blank=drawn_fields(blank_row(found, f"{batch}-__row__").form, options),
        batch=batch,
        errors=_named_errors(form),
        said=translate(notice) if notice else "",
        **money_of(plan, found),
        clashing=_clashing(found, outcome, options),
    ), status


def _named_errors(form: TableForm) -> list[tuple[str, str]]:
    """Return the errors of a table, each with the name of its row: many rows can have the same fault."""
    return [
        (field, f"{row.name or translate(Message('row %(n)s', n=place))}: {sentence}")
        for place, row in enumerate(form.filled(), start=1)
        for field, sentence in row.form.errors_in_order()
    ]


def _clashing(
    found: Part, outcome: TableOutcome | None, options: Mapping[str, Sequence[tuple[str, str]]]
) -> list[dict[str, str]]:
    if outcome is None:
        return []
    return [
        {
            "row": row_id,
            "name": theirs.name,
            "label": column.label,
            "theirs": as_read(column, typed_text(column, theirs.cells[column.id]), options),
        }
        for row_id, theirs in outcome.clashing.items()
        for column in found.columns
        if column.id in theirs.cells
    ]
