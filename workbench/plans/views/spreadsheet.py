"""The budget in Excel: handed out by the papers, sent back here, looked at, and then brought in at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.documents.spreadsheets import MOST_BYTES, read_workbook
from workbench.kit.storage import transaction
from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.door import takes_files
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.forms.spreadsheet import chosen_columns
from workbench.plans.operations import spreadsheet as operations
from workbench.plans.queries.uploads import folder, room_in
from workbench.plans.rules.sheets import is_own, money_parts, own_changes, plain_changes, sheet_columns
from workbench.plans.rules.uploads import NoRoom
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.privacy import FREE, asked_of_texts, told
from workbench.plans.views.spreadsheet_drawing import drawn

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Iterator, Mapping

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition
    from workbench.kit.documents.spreadsheets import Workbook
    from workbench.plans.content import PlanContent
    from workbench.plans.forms.spreadsheet import Chosen
    from workbench.plans.models import Plan
    from workbench.plans.rules.sheets import SetChanges

SENT = "file"
NO_FILE = Message("Choose the Excel file from your computer first.")
GONE = Message("This file is no longer kept. Choose it again.")
TOO_LARGE, UNREADABLE, CLASHED = 413, 422, 409


@blueprint.get("/<uuid:plan_id>/begroting/werkblad")
@requires(PlanPermission.EDIT)
def spreadsheet(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show where the budget is downloaded, and where a workbook is sent back."""
    return _start(*_load(plan_id))


@blueprint.post("/<uuid:plan_id>/begroting/werkblad")
@requires(PlanPermission.EDIT)
@takes_files
@manages_own_transactions
def send_spreadsheet(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Keep a workbook to look at; reading it holds up nobody, for no transaction is open."""
    with transaction(write=False):
        plan, _definition = _load(plan_id)
        room = room_in(plan.organisation_id)
    named, data = _sent()
    full = NoRoom(folder.quota).message if len(data) > room else None
    if refused := _refusal(data, named=named) or full:
        with transaction(write=False):
            return _start(*_load(plan_id), refused, TOO_LARGE if len(data) > MOST_BYTES else UNREADABLE)
    key = operations.incoming.keep(plan_id, actor().id, data)
    return redirect(url_for("plans.preview_spreadsheet", plan_id=plan_id, key=key), 303)


@blueprint.get("/<uuid:plan_id>/begroting/werkblad/<key>")
@requires(PlanPermission.EDIT)
def preview_spreadsheet(plan_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Show what a workbook would change; of a workbook of others, first which column goes where."""
    plan, definition = _load(plan_id)
    book = _book(plan_id, key)
    if book is None:
        return _gone(plan_id)
    try:
        looked = _Looked(plan, definition, book, request.args)
        if looked.chosen is not None and not looked.chosen.ready:
            return _columns_page(plan, definition, key, book, looked.chosen)
        return _preview_page(plan, key, looked, looked.changes(queries.plan_content(plan)))
    except Refused as refusal:
        return _start(plan, definition, refusal.message, UNREADABLE)


@blueprint.post("/<uuid:plan_id>/begroting/werkblad/<key>")
@requires(PlanPermission.EDIT)
@manages_own_transactions
def import_spreadsheet(plan_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Bring the workbook in, exactly as it was looked at; otherwise show it anew. Sent twice it is brought in once."""
    with transaction(write=False):
        _load(plan_id)
    book, digest = _book(plan_id, key), request.form.get("digest", "")
    if book is None:
        return _confirmed_before(plan_id, key) or _gone(plan_id)
    try:
        count = _bring_in(plan_id, book, digest)
    except Refused as refusal:
        return _again(plan_id, key, book, refusal.message, UNREADABLE)
    except operations.OtherNow as refusal:  # perhaps by the other one of two clicks
        return _confirmed_before(plan_id, key) or _again(plan_id, key, book, refusal.message, CLASHED)
    operations.incoming.finish(plan_id, actor().id, key, digest=digest, lines=count)
    return _brought_in(plan_id, count)


def _confirmed_before(plan_id: uuid.UUID, key: str) -> ResponseReturnValue | None:
    digest = request.form.get("digest", "")
    before = operations.incoming.finished(plan_id, actor().id, key, digest=digest)
    return None if before is None else _brought_in(plan_id, before)


def _bring_in(plan_id: uuid.UUID, book: Workbook, digest: str) -> int:
    """Compare while others can write, then store; return how many lines changed.

    Raises ``Refused`` with a question when there seems to be something of a person in what is new.
    """
    with transaction(write=False):
        plan, definition = _load(plan_id)
        found = _Looked(plan, definition, book, request.form).changes(queries.plan_content(plan))
        looked = operations.Looked(plan.revision, found)
    with transaction(write=True):
        plan, definition = _load(plan_id)
        if asked := asked_of_texts(_new_texts(found)):
            raise Refused(asked)
        compare = _Looked(plan, definition, book, request.form).changes
        return operations.import_spreadsheet(plan, compare=compare, expected=digest, who=actor(), looked=looked)


def _new_texts(found: Iterable[SetChanges]) -> Iterator[tuple[str, str]]:
    """Yield the texts that a workbook would bring in, each with the heading of its column."""
    for one in found:
        for cells in (*(line.cells for line in one.added), *(line.cells for line in one.changed)):
            yield from ((cell.column.label, cell.reading.typed) for cell in cells if cell.column.kind in FREE)


def _brought_in(plan_id: uuid.UUID, count: int) -> ResponseReturnValue:
    flash(translate(Message("The workbook is brought into the plan. Lines changed: %(n)s.", n=count)), "done")
    return redirect(url_for("plans.budget", plan_id=plan_id), 303)


class _Looked:
    """A workbook beside a plan: ours, or one of others with what was chosen of it."""

    def __init__(self, plan: Plan, definition: Definition, book: Workbook, sent: Mapping[str, str]) -> None:
        self.book, self.definition, self.plan_id = book, definition, str(plan.id)
        own = is_own(book, self.plan_id)
        self.chosen = None if own else chosen_columns(sent, book, money_parts(definition))

    def changes(self, content: PlanContent) -> tuple[SetChanges, ...]:
        """Return what it would change in a content."""
        if self.chosen is None:
            return own_changes(self.book, content, self.definition, plan_id=self.plan_id)
        return plain_changes(self.chosen.sheet, content, self.chosen.part, self.chosen.layout)


def _load(plan_id: uuid.UUID) -> tuple[Plan, Definition]:
    plan, definition = load(plan_id)
    if not money_parts(definition):
        raise NotFound
    return plan, definition


def _sent() -> tuple[bool, bytes]:
    """Return whether a file was chosen, and its bytes: one more than may be kept says that it is too large."""
    sent = request.files.get(SENT)
    if sent is None:
        return False, b""
    with sent.stream as stream:
        return bool(sent.filename), stream.read(MOST_BYTES + 1)


def _refusal(data: bytes, *, named: bool) -> Message | None:
    """Return why a file that was sent cannot be looked at; nothing when it can."""
    if not data and not named:
        return NO_FILE
    try:
        read_workbook(data)
    except Refused as refusal:
        return refusal.message
    return None


def _book(plan_id: uuid.UUID, key: str) -> Workbook | None:
    data = operations.incoming.find(plan_id, actor().id, key)
    return None if data is None else read_workbook(data)


def _gone(plan_id: uuid.UUID) -> ResponseReturnValue:
    flash(translate(GONE), "attention")
    return redirect(url_for("plans.spreadsheet", plan_id=plan_id), 303)


def _again(plan_id: uuid.UUID, key: str, book: Workbook, message: Message, status: int) -> ResponseReturnValue:
    with transaction(write=False):
        plan, definition = _load(plan_id)
        looked = _Looked(plan, definition, book, request.form)
        try:
            return _preview_page(plan, key, looked, looked.changes(queries.plan_content(plan)), message, status)
        except Refused as refusal:
            return _start(plan, definition, refusal.message, UNREADABLE)


def _start(plan: Plan, definition: Definition, error: Message | None = None, status: int = 200) -> ResponseReturnValue:
    titles = [part.title for part in money_parts(definition).values()]
    said = translate(error) if error else ""
    page = render_template("plans/spreadsheet/start.html", plan=plan, titles=titles, error=said, most=MOST_BYTES)
    return page, status


def _columns_page(plan: Plan, definition: Definition, key: str, book: Workbook, chosen: Chosen) -> ResponseReturnValue:
    columns = [(column, chosen.layout.columns.get(column.id, "")) for column in sheet_columns(chosen.part)]
    return render_template(
        "plans/spreadsheet/columns.html",
        plan=plan,
        key=key,
        chosen=chosen,
        columns=columns,
        lists=[(name, part.title) for name, part in money_parts(definition).items()],
        sheets=[(place, sheet.name) for place, sheet in enumerate(book.sheets, start=1)],
    )


def _preview_page(
    plan: Plan,
    key: str,
    looked: _Looked,
    found: tuple[SetChanges, ...],
    notice: Message | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    found_told: dict[str, Any] = drawn(found, queries.plan_content(plan))
    page = render_template(
        "plans/spreadsheet/preview.html",
        plan=plan,
        key=key,
        fields=looked.chosen.fields if looked.chosen else {},
        **told(notice),
        **found_told,
    )
    return page, status
