"""Files that go with a plan: sent, replaced, removed and handed out again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import RequestEntityTooLarge

from workbench.kit.storage import transaction
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.door import takes_files
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.queries.uploads import bytes_of, folder, room_in, upload_of
from workbench.plans.rules.uploads import TYPES, TooLarge
from workbench.plans.views import rows
from workbench.plans.views.blueprint import blueprint, load, load_row, load_set
from workbench.plans.views.sent_files import file_columns, receive_files, take_out

if TYPE_CHECKING:
    import uuid

    from flask import Response
    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Part
    from workbench.plans.models import Plan

MEGABYTE = 1024 * 1024
NEW, TAKE_OUT = "nieuw", "take_out"
SENDING = frozenset({"plans.send", "plans.send_with_new", "plans.remove_file"})
GO_BACK = Message("Go back, choose a smaller file and send it again.")
# A file that was sent may be anything: it opens nowhere but in the program of its reader.
ALONE = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@blueprint.context_processor
def of_rows() -> dict[str, Any]:
    """Let the page of a row show its files."""
    return {"files_of": files_of, "most_megabytes": folder.most // MEGABYTE}


@blueprint.get("/<uuid:plan_id>/bestanden/<file_id>")
@requires(PlanPermission.VIEW)
def download(plan_id: uuid.UUID, file_id: str) -> ResponseReturnValue:
    """Hand out a file of the plan, to be saved and never to be shown here."""
    plan, _definition = load(plan_id)
    found = upload_of(plan, file_id)
    data = bytes_of(found) if found else None
    if found is None or data is None:
        raise NotFound
    answer: Response = send_file(
        io.BytesIO(data), mimetype=TYPES[found.kind], as_attachment=True, download_name=found.name
    )
    answer.headers["Content-Security-Policy"] = ALONE
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/bestand")
@requires(PlanPermission.EDIT_ASSIGNED)
def files(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Lead to the row, where its files are chosen: for who loads a refused form again."""
    plan, _definition, part = load_row(plan_id, part_id, row_id)
    if row_id == NEW:
        return redirect(url_for("plans.new_row", plan_id=plan_id, part_id=part_id), 303)
    if queries.row_now(plan.id, part.set or "", row_id) is None:
        raise NotFound
    return redirect(url_for("plans.row", plan_id=plan_id, part_id=part_id, row_id=row_id), 303)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/nieuw/bestand")
@requires(PlanPermission.EDIT)
@takes_files
@manages_own_transactions
def send_with_new(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Add a row with the files that were sent for it."""
    with transaction(write=False):
        plan, part = _set(plan_id, part_id)
        room = room_in(plan.organisation_id)
    receive_files(part, room)
    with transaction(write=True):
        return rows.add_row(plan_id, part_id)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/bestand")
@requires(PlanPermission.EDIT_ASSIGNED)
@takes_files
@manages_own_transactions
def send(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Save a row with the files that were sent for it."""
    with transaction(write=False):
        plan, part = _set(plan_id, part_id, row_id)
        room = room_in(plan.organisation_id)
    receive_files(part, room)
    with transaction(write=True):
        return rows.save_row(plan_id, part_id, row_id)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/bestand/weg")
@requires(PlanPermission.EDIT_ASSIGNED)
@takes_files
def remove_file(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Save a row that names a file no more; its history still does."""
    _plan, part = _set(plan_id, part_id, row_id)
    columns = {column.id for column in file_columns(part)}
    column = request.form.get(TAKE_OUT) or request.form.get("column", "")
    if column not in columns:
        raise NotFound
    take_out(column)
    return rows.save_row(plan_id, part_id, row_id)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say how large a file may be, to who sent one that was not even read."""
    if request.endpoint not in SENDING:
        return error
    told = TooLarge(folder.most).message
    page = render_template("errors/page.html", title=translate(told), text=translate(GO_BACK), reference="")
    return page, 413


def files_of(plan: Plan, part: Part, row_id: str | None) -> dict[str, dict[str, Any]]:
    """Return of each file column of a row, by its id, ``file`` (upload or None) and whether that is ``lost``."""
    columns = file_columns(part)
    now = queries.row_now(plan.id, part.set or "", row_id) if columns and row_id else None
    found = {}
    for column in columns:
        file_id = now.row.cell(column.id) if now else None
        upload = upload_of(plan, file_id) if isinstance(file_id, str) else None
        lost = bool(file_id) and (upload is None or not folder.path(upload.sha256).exists())
        found[column.id] = {"file": None if lost else upload, "lost": lost}
    return found


def _set(plan_id: uuid.UUID, part_id: str, row_id: str | None = None) -> tuple[Plan, Part]:
    """Return a set that has files; raises ``NotFound`` for another, and for a row that never stood there."""
    plan, _definition, part = load_row(plan_id, part_id, row_id) if row_id else load_set(plan_id, part_id)
    known = row_id is None or queries.last_state_of(plan.id, f"{part.set}/{row_id}") is not None
    if not file_columns(part) or not known:
        raise NotFound
    return plan, part
