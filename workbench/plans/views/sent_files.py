"""The files that come with a row: looked into before it is saved, named by it and kept in the same transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import flash, g, request

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.operations import uploads as operations
from workbench.plans.queries.uploads import folder
from workbench.plans.rules.reading import Reading
from workbench.plans.rules.uploads import NOTHING, Checked, NoRoom, TooLarge, checked, state_beside

if TYPE_CHECKING:
    from workbench.definitions.schema import Part, Question
    from workbench.plans.forms import RowForm
    from workbench.plans.models import Plan
    from workbench.plans.operations import Theirs

OTHER_FILE = Message("Somebody else chose another file here meanwhile. Look at that one first.")
AGAIN = Message("This file is not kept yet. Choose it again.")


@dataclass
class Sent:
    """What was sent for a column: a file that may be kept, or why it may not; neither takes the file out."""

    column: str
    id: str = ""
    file: Checked | None = None
    sha256: str = ""
    refusal: Refused | None = None
    kept: bool = False


def file_columns(part: Part) -> list[Question]:
    """Return the columns of a set that hold files."""
    return [column for column in part.columns if column.kind == "file"]


def receive_files(part: Part, room: int) -> None:
    """Look into what was sent, outside any transaction, so that nobody waits for it; ``room``: bytes that still fit."""
    columns = file_columns(part)
    g.sent_files = [found for column in columns if (found := _received(column.id, room))]
    if not g.sent_files and not {column.id for column in part.columns} & set(request.form):
        g.sent_files = [Sent(columns[0].id, refusal=Refused(NOTHING))]


def take_out(column: str) -> None:
    """Let the running request take a file out of its row."""
    g.sent_files = [Sent(column)]


def give_files(plan: Plan, part: Part, form: RowForm, row_id: str) -> None:
    """Let the form of a row name what was sent; a piece that is added counts as added, unless its writer says else."""
    for one in _sent():
        if one.refusal is None:
            form.give(one.column, Reading(one.id, value=one.id or None))
    state = state_beside(part) if any(one.file for one in _sent()) else None
    if state is not None and not form.typed().get(state[0]) and not _stored(plan, part, row_id, state[0]):
        form.give(state[0], Reading(state[1], value=state[1]))


def keep_files(plan: Plan) -> None:
    """Keep the files of a row that was just saved."""
    for one in _sent():
        if one.file is not None:
            operations.add_upload(plan, upload_id=one.id, file=one.file, sha256=one.sha256, who=actor())
            flash(translate(Message("The file is kept: %(name)s", name=one.file.name)), "done")
        elif one.refusal is None:
            flash(translate(Message("The file is no longer part of the plan.")), "done")
        one.kept = one.refusal is None


def files_refused() -> bool:
    """Say whether a file was sent that may not be kept."""
    return any(one.refusal is not None for one in _sent())


def tell_files(form: RowForm, status: int, theirs: Theirs | None) -> int:
    """Put at its field why a file is not kept; return the status of the page, which is that of a body too large."""
    for one in _sent():
        if one.refusal is not None:
            form.refuse(one.column, one.refusal.message)
        elif not one.kept:
            form.refuse(one.column, OTHER_FILE if theirs and one.column in theirs.cells else AGAIN)
    return 413 if any(isinstance(one.refusal, TooLarge) for one in _sent()) else status


def _received(column: str, room: int) -> Sent | None:
    sent = request.files.get(column)
    if sent is None or not (sent.filename or sent.stream.read(1)):
        return None
    sent.stream.seek(0)
    try:
        # One byte more than may be kept is enough to know that it is too large.
        data = sent.stream.read(folder.most + 1)
        if room < len(data) <= folder.most:
            raise NoRoom(folder.quota)
        file = checked(sent.filename or "", data, most=folder.most)
        return Sent(column, uuid.uuid4().hex, file, operations.keep_bytes(file.data))
    except Refused as refusal:
        return Sent(column, refusal=refusal)


def _sent() -> list[Sent]:
    found: list[Sent] = g.get("sent_files", [])
    return found


def _stored(plan: Plan, part: Part, row_id: str, column: str) -> bool:
    """Say whether a column of a stored row holds anything: a form need not send it."""
    now = queries.row_now(plan.id, part.set or "", row_id)
    return now is not None and (now.row.cell(column) is not None or column in now.row.unread)
