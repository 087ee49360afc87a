"""A set as a table to fill in: shown, and saved as a whole."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.forms import drawn_rows, table_form
from workbench.plans.forms.tables import TableForm, TableRow, blank_row, stored_rows
from workbench.plans.operations import RowInput, TableOutcome
from workbench.plans.views.blueprint import blueprint, load_set
from workbench.plans.views.left_over import keep_left_over
from workbench.plans.views.lines import ROW_ID, asked_act, carry_out
from workbench.plans.views.money import money_in
from workbench.plans.views.privacy import asked_of_table, told
from workbench.plans.views.rates import rates_for, with_rates
from workbench.plans.views.typing_back import as_read, settled_cells, typed_cells, typed_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Part
    from workbench.plans.forms import DrawnField
    from workbench.plans.models import Plan
    from workbench.plans.queries import TableNow

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
    now = queries.table_now(plan, found)
    rows = stored_rows(found, [(key, one.version, typed_cells(one.row, found)) for key, one in now.rows.items()])
    return _table_page(plan, found, rows, now)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/tabel")
@requires(PlanPermission.EDIT)
def save_table(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Save every row that can be saved, right or wrong; then do what was asked of one of them."""
    plan, definition, found = load_set(plan_id, part_id)
    form = table_form(found, request.form)
    fine = form.validate()
    storable = all(row.form.storable for row in form.filled())
    if refused := asked_of_table(plan, found, form) if storable else NOT_KEPT:
        return _table_page(plan, found, form, queries.table_now(plan, found), 422, notice=refused)
    keep_left_over(plan, definition, found)
    rows = [RowInput(row.row_id, row.version, row.form.readings()) for row in form.filled()]
    outcome = operations.save_table(plan, part=found, rows=with_rates(plan, found, rows), who=actor())
    clashed = bool(outcome.clashing or outcome.gone)
    act = asked_act()
    if clashed or outcome.full or not (fine or act):
        notice = CLASHED if clashed else FULL if outcome.full else CHECK
        now = queries.table_now(plan, found)
        renewed = _renewed(found, form, outcome, now)
        return _table_page(plan, found, renewed, now, 409 if clashed else 422, notice=notice, outcome=outcome)
    if act is not None:
        return redirect(carry_out(plan, found, act).address(plan, found), 303)
    flash(translate(Message("The table is saved.")), "done")
    later = request.form.get("next") == "later"
    return redirect(url_for("plans.part" if later else "plans.table", plan_id=plan.id, part_id=found.id), 303)


def _renewed(found: Part, form: TableForm, outcome: TableOutcome, now: TableNow) -> TableForm:
    """Draw the rows again on the versions to build on; removed rows come back as new ones, so nothing typed is lost."""
    fresh = uuid.uuid4().hex[:8]
    rows: list[tuple[str, int | None, Mapping[str, str]]] = []
    for row in form.filled():
        mine = row.form.typed()
        there = now.rows.get(row.row_id)
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
    now: TableNow,
    status: int = 200,
    *,
    notice: Message | None = None,
    outcome: TableOutcome | None = None,
) -> ResponseReturnValue:
    form = _with_others(found, form, now)
    options = queries.options_in(now.content, found)
    return render_template(
        "plans/table.html",
        plan=plan,
        part=found,
        rows=_drawn([*form.filled(), *_blank_rows(found)], options),
        errors=_named_errors(form),
        **told(notice),
        clashing=_clashing(found, outcome, options),
        removed=_removed(now),
        rates=rates_for(plan, found),
        **money_in(now.content, found),
    ), status


def _with_others(found: Part, form: TableForm, now: TableNow) -> TableForm:
    """Return the rows that were sent with those that stand there and were not: one line was sent, or one is new."""
    sent = {row.row_id for row in form.rows}
    others = [(key, one.version, typed_cells(one.row, found)) for key, one in now.rows.items() if key not in sent]
    rows = {row.row_id: row for row in (*form.filled(), *stored_rows(found, others).rows)}
    order = [*(key for key in now.rows if key in rows), *(key for key in rows if key not in now.rows)]
    return TableForm(tuple(rows[key] for key in order))


def _drawn(
    rows: Sequence[TableRow], options: Mapping[str, Sequence[tuple[str, str]]]
) -> list[tuple[TableRow, list[DrawnField]]]:
    return [*zip(rows, drawn_rows([row.form for row in rows], options), strict=True)]


def _blank_rows(found: Part) -> list[TableRow]:
    """Return the empty rows at the end, and last the one that a script copies for more."""
    batch = f"n{uuid.uuid4().hex[:10]}"
    return [blank_row(found, f"{batch}-{place}") for place in (*range(BLANK_ROWS), "__row__")]


def _removed(now: TableNow) -> str:
    """Return the id of a row that was just removed, and still is."""
    asked = request.args.get("removed", "")
    return asked if ROW_ID.fullmatch(asked) and asked not in now.rows else ""


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
