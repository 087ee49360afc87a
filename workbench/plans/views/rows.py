"""Pages of a set of rows: the list, one row, removing, restoring and moving it."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.forms import drawn_fields, row_form
from workbench.plans.rules.checks_of_small_numbers import COUNTS
from workbench.plans.views.assigning import may_write, only_read, work_on
from workbench.plans.views.blueprint import blueprint, load_row, load_set
from workbench.plans.views.conditions import applying
from workbench.plans.views.drawing import may_edit, place_of, points_by_row
from workbench.plans.views.left_over import keep_left_over
from workbench.plans.views.money import money_of
from workbench.plans.views.privacy import asked_of_row, told
from workbench.plans.views.rates import TAKE, rates_for, sent_row
from workbench.plans.views.readiness import about_page
from workbench.plans.views.recipes import recipe_hints
from workbench.plans.views.sent_files import files_refused, give_files, keep_files, tell_files
from workbench.plans.views.typing_back import conflict, settled_cells, typed_cells

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.content import Row
    from workbench.plans.forms import RowForm
    from workbench.plans.models import Plan
    from workbench.plans.operations import Theirs

ROW_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
KEPT_AS_TYPED = Message("This row is kept as you typed it. Change what is marked when you know more.")
CLASHED = 409
MOST_NAME = 60
FIRST = 1  # the version of a row that was just added
GONE = Message("Somebody else removed this row while you were typing. Save to add it again.")
SMALL = Message("Numbers of fewer than 5 people can point at somebody.")
NOT_KEPT = Message("This could not be stored. What you typed still stands below.")


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/regels/nieuw")
@requires(PlanPermission.EDIT)
def new_row(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Show an empty row."""
    plan, _definition, found = load_set(plan_id, part_id)
    return _row_page(plan, found, row_form(found), row_id=None, version=0)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/nieuw")
@requires(PlanPermission.EDIT)
def add_row(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Add a row; sending the form twice adds one."""
    plan, definition, found = load_set(plan_id, part_id)
    form = row_form(found, sent_row(plan, found))
    fine, row_id = form.validate(), _request_key()
    give_files(plan, found, form, row_id)
    if refused := asked_of_row(plan, found, form, row_id) if form.storable else NOT_KEPT:
        return _row_page(plan, found, form, row_id=None, version=0, status=422, notice=refused)
    keep_left_over(plan, definition, found)
    try:
        added = operations.add_row(plan, part=found, row_id=row_id, readings=form.readings(), who=actor())
    except operations.SetFull as full:
        return _row_page(plan, found, form, row_id=None, version=0, status=422, notice=full.message)
    if not added:  # sent again, by who went back and corrected it
        return _saved(plan, found, form, row_id, FIRST)
    keep_files(plan)
    if not fine or files_refused():
        return _row_page(plan, found, form, row_id=row_id, version=FIRST, status=422, notice=KEPT_AS_TYPED)
    flash(translate(Message("Added: %(row)s", row=found.row)), "done")
    return redirect(_after_row(plan, found, row_id), 303)


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>")
@requires(PlanPermission.VIEW)
def row(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Show one row to change it, or to read it for who may not."""
    plan, definition, found = load_set(plan_id, part_id)
    now = _now(plan, found, row_id)
    if not may_write(plan, found, row_id):
        return only_read(plan, definition, found, now.row)
    return _row_page(
        plan, found, row_form(found, typed=typed_cells(now.row, found)), row_id=row_id, version=now.version
    )


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>")
@requires(PlanPermission.EDIT_ASSIGNED)
def save_row(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Save one row, right or wrong."""
    plan, definition, found = load_row(plan_id, part_id, row_id)
    form = row_form(found, sent_row(plan, found))
    form.validate()
    give_files(plan, found, form, row_id)
    if refused := asked_of_row(plan, found, form, row_id) if form.storable else NOT_KEPT:
        return _row_page(plan, found, form, row_id=row_id, version=_version(), status=422, notice=refused)
    keep_left_over(plan, definition, found)
    return _saved(plan, found, form, row_id, _version())


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/verwijderen")
@requires(PlanPermission.EDIT)
def ask_to_remove(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Ask before a row is removed."""
    plan, _definition, found = load_set(plan_id, part_id)
    now = _now(plan, found, row_id)
    return render_template("plans/remove_row.html", plan=plan, part=found, now=now, their_name="")


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/verwijderen")
@requires(PlanPermission.EDIT)
def remove_row(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Remove a row, unless somebody changed it since it was asked."""
    plan, _definition, found = load_set(plan_id, part_id)
    now = _now(plan, found, row_id)
    try:
        operations.remove_row(plan, part=found, row_id=row_id, version=_version(), who=actor())
    except operations.PieceConflict as conflict:
        return render_template(
            "plans/remove_row.html", plan=plan, part=found, now=now, their_name=conflict.theirs.name
        ), 409
    flash(translate(Message("Removed: %(title)s", title=_name(now.row, found))), "done")
    return redirect(url_for("plans.part", plan_id=plan.id, part_id=found.id, removed=row_id), 303)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/herstellen")
@requires(PlanPermission.EDIT)
def restore_row(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Put a removed row back."""
    plan, _definition, found = load_set(plan_id, part_id)
    try:
        operations.restore_row(plan, part=found, row_id=row_id, who=actor())
        flash(translate(Message("The row is back, at the end of the list.")), "done")
    except operations.SetFull as full:
        flash(translate(full.message), "attention")
    return redirect(url_for("plans.part", plan_id=plan.id, part_id=found.id), 303)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/verplaatsen")
@requires(PlanPermission.EDIT)
def move_row(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Move a row one place up or down."""
    plan, _definition, found = load_set(plan_id, part_id)
    operations.move_row(plan, part=found, row_id=row_id, up=request.form.get("direction") == "up", who=actor())
    return redirect(url_for("plans.part", plan_id=plan.id, part_id=found.id, _anchor=f"row-{row_id}"), 303)


def list_page(plan: Plan, definition: Definition, found: Part) -> ResponseReturnValue:
    """Show the rows of a set, with the ways to add and change them."""
    listed = queries.listed_rows(plan, found)
    removed = request.args.get("removed", "")
    return render_template(
        "plans/set.html",
        plan=plan,
        part=found,
        listed=listed,
        points=points_by_row(plan, found, queries.standing_of(plan)),
        removed=removed if ROW_ID.fullmatch(removed) and removed not in {one.id for one in listed} else "",
        verdict=money_of(plan, found)["verdict"],
        **applying(plan, definition, found),
        **place_of(definition, found),
    )


def _saved(plan: Plan, found: Part, form: RowForm, row_id: str, version: int) -> ResponseReturnValue:
    """Save a row that stands already, right or wrong, and answer."""
    try:
        operations.save_row(plan, part=found, row_id=row_id, readings=form.readings(), version=version, who=actor())
    except (operations.PieceConflict, NotFound) as refusal:
        return _clash_page(plan, found, form, row_id, refusal)
    keep_files(plan)
    now = _now(plan, found, row_id)
    form.retype(typed_cells(now.row, found))  # what somebody else wrote meanwhile was joined with mine
    if not form.validate() or files_refused():
        return _row_page(plan, found, form, row_id=row_id, version=now.version, status=422, notice=KEPT_AS_TYPED)
    flash(translate(Message("Saved: %(title)s", title=_name(now.row, found))), "done")
    return redirect(_after_row(plan, found, row_id), 303)


def _row_page(
    plan: Plan,
    found: Part,
    form: RowForm,
    *,
    row_id: str | None,
    version: int,
    status: int = 200,
    notice: Message | None = None,
    theirs: Theirs | None = None,
) -> ResponseReturnValue:
    around = about_page(plan, found, row_id)  # first: what it reads of the plan, the choices need not ask again
    options = queries.reference_options(plan, found, but=row_id)
    status = tell_files(form, status, theirs)
    return render_template(
        "plans/row.html",
        fields=drawn_fields(form, options),
        errors=form.errors_in_order() if theirs is None else [],
        **_which(row_id, version, status),
        **_beside(plan, found, form, notice),
        may_edit=may_edit(plan),
        work=work_on(plan, found, row_id),
        **around,
        **conflict(form, theirs, options),
    ), status


def _which(row_id: str | None, version: int, status: int) -> dict[str, Any]:
    """Return what the form sends back: which row, of which version, and the id of a new one."""
    key = _request_key() if status != CLASHED else str(uuid.uuid4())  # the id of a removed row is not used again
    return {"row_id": row_id, "version": version, "request_key": key}


def _beside(plan: Plan, found: Part, form: RowForm, notice: Message | None) -> dict[str, Any]:
    """Return what a page says above and beside its fields: ``rates`` to choose from, ``hints`` by column."""
    hints, count = recipe_hints(found, form.typed().get("recipe", "")), COUNTS.get(found.set or "")
    hints |= {count: translate(SMALL)} if count else {}
    return {"rates": rates_for(plan, found), "hints": hints, **told(notice)}


def _clash_page(
    plan: Plan, found: Part, form: RowForm, row_id: str, refusal: operations.PieceConflict | NotFound
) -> ResponseReturnValue:
    if isinstance(refusal, NotFound):
        # Somebody removed the row: what was typed comes back as a new one, to keep or to let go.
        if queries.last_state_of(plan.id, f"{found.set}/{row_id}") is None or not may_edit(plan):
            raise refusal  # there never was such a row; or somebody works on this one, and adds none
        return _row_page(plan, found, form, row_id=None, version=0, status=CLASHED, notice=GONE)
    version = refusal.theirs.versions[row_id]
    form.retype(settled_cells(found.columns, refusal.theirs, form.typed()))
    return _row_page(plan, found, form, row_id=row_id, version=version, status=CLASHED, theirs=refusal.theirs)


def _after_row(plan: Plan, found: Part, row_id: str) -> str:
    # To be looked at before going on; and who works on this row only goes on nowhere.
    if {TAKE, "take_out"} & set(request.form) or not may_edit(plan):
        return url_for("plans.row", plan_id=plan.id, part_id=found.id, row_id=row_id)
    if request.form.get("next") == "another":
        return url_for("plans.new_row", plan_id=plan.id, part_id=found.id)
    return url_for("plans.part", plan_id=plan.id, part_id=found.id)


def _now(plan: Plan, found: Part, row_id: str) -> queries.RowNow:
    now = queries.row_now(plan.id, found.set or "", row_id)
    if now is None:
        raise NotFound(Message("This row is no longer there. Somebody else removed it."))
    return now


def _name(row: Row, found: Part) -> str:
    """Return the name of a row for the notice on the next page, which travels in a cookie: that holds 4 kB at most."""
    name = row.label or found.row
    return name if len(name) <= MOST_NAME else f"{name[: MOST_NAME - 1]}…"


def _version() -> int:
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0  # noqa: PLR2004 - any larger is no version


def _request_key() -> str:
    sent = request.form.get("request_key", "")
    return sent if ROW_ID.fullmatch(sent) else str(uuid.uuid4())
