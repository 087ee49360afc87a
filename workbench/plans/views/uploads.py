"""Files that go with a plan: sent, replaced, removed and handed out again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import RequestEntityTooLarge

from workbench.kit.storage import transaction
from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.door import takes_files
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.operations import PieceConflict
from workbench.plans.operations import uploads as operations
from workbench.plans.queries.uploads import bytes_of, folder, upload_of
from workbench.plans.rules.uploads import TYPES, TooLarge, checked
from workbench.plans.views.blueprint import blueprint, load, load_set

if TYPE_CHECKING:
    import uuid

    from flask import Response
    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Part, Question
    from workbench.plans.models import Plan

MEGABYTE = 1024 * 1024
SENT = "file"
OTHER_FILE = Message("Somebody else chose another file here meanwhile. Look at that one first.")
GO_BACK = Message("Go back, choose a smaller file and send it again.")
# A file that was sent may be anything: it opens nowhere but in the program of its reader.
ALONE = "default-src 'none'; sandbox"


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
@requires(PlanPermission.EDIT)
def files(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Lead to the row, where its files are chosen: for who loads a refused form again."""
    plan, _definition, part = load_set(plan_id, part_id)
    if queries.row_now(plan.id, part.set or "", row_id) is None:
        raise NotFound
    return _to_row(plan_id, part_id, row_id)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/bestand")
@requires(PlanPermission.EDIT)
@takes_files
@manages_own_transactions
def send(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Keep the file that was sent; looking into it happens between two transactions, so that nobody waits for it."""
    with transaction(write=False):
        _target(plan_id, part_id, row_id)
    try:
        file = checked(*_sent(), most=folder.most)
        sha256 = operations.keep_bytes(file.data)
        with transaction(write=True):
            plan, part, column = _target(plan_id, part_id, row_id)
            place = operations.FilePlace(part, row_id, column.id, _version())
            operations.add_file(plan, place, file=file, sha256=sha256, who=actor())
    except Refused as refusal:
        return _again(plan_id, part_id, row_id, refusal.message, 413 if isinstance(refusal, TooLarge) else 422)
    except PieceConflict:
        return _again(plan_id, part_id, row_id, OTHER_FILE, 409)
    flash(translate(Message("The file is kept: %(name)s", name=file.name)), "done")
    return _to_row(plan_id, part_id, row_id)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/regels/<row_id>/bestand/weg")
@requires(PlanPermission.EDIT)
def remove_file(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    """Let a row name no file any more; its history still does."""
    plan, part, column = _target(plan_id, part_id, row_id)
    operations.remove_file(plan, operations.FilePlace(part, row_id, column.id, _version()), who=actor())
    flash(translate(Message("The file is no longer part of the plan.")), "done")
    return _to_row(plan_id, part_id, row_id)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say how large a file may be, to who sent one that was not even read."""
    if request.endpoint != "plans.send":
        return error
    told = TooLarge(folder.most).message
    page = render_template("errors/page.html", title=translate(told), text=translate(GO_BACK), reference="")
    return page, 413


def files_of(plan: Plan, part: Part, row_id: str | None) -> list[dict[str, Any]]:
    """Return of each file column of a stored row: ``column``, ``file`` (upload or None), ``lost``, ``version``."""
    columns = [column for column in part.columns if column.kind == "file"]
    now = queries.row_now(plan.id, part.set or "", row_id) if columns and row_id else None
    if now is None:
        return []
    found = []
    for column in columns:
        file_id = now.row.cell(column.id)
        upload = upload_of(plan, file_id) if isinstance(file_id, str) else None
        lost = bool(file_id) and (upload is None or not folder.path(upload.sha256).exists())
        found.append({"column": column, "file": None if lost else upload, "lost": lost, "version": now.version})
    return found


def _target(plan_id: uuid.UUID, part_id: str, row_id: str) -> tuple[Plan, Part, Question]:
    """Return where a file belongs; raises ``NotFound`` unless the row stands there and has that column for files."""
    plan, _definition, part = load_set(plan_id, part_id)
    columns = [column for column in part.columns if column.kind == "file"]
    asked = request.form.get("column", columns[0].id if columns else "")
    column = next((column for column in columns if column.id == asked), None)
    if column is None or queries.row_now(plan.id, part.set or "", row_id) is None:
        raise NotFound
    return plan, part, column


def _sent() -> tuple[str, bytes]:
    sent = request.files.get(SENT)
    # One byte more than may be kept is enough to know that it is too large.
    return (sent.filename or "", sent.stream.read(folder.most + 1)) if sent else ("", b"")


def _again(plan_id: uuid.UUID, part_id: str, row_id: str, message: Message, status: int) -> ResponseReturnValue:
    with transaction(write=False):
        plan, part, column = _target(plan_id, part_id, row_id)
        page = render_template(
            "plans/uploads/again.html",
            plan=plan,
            part=part,
            row_id=row_id,
            files=[one for one in files_of(plan, part, row_id) if one["column"].id == column.id],
            error=translate(message),
        )
    return page, status


def _to_row(plan_id: uuid.UUID, part_id: str, row_id: str) -> ResponseReturnValue:
    return redirect(url_for("plans.row", plan_id=plan_id, part_id=part_id, row_id=row_id, _anchor="bestanden"), 303)


def _version() -> int:
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0  # noqa: PLR2004 - any larger is no version
