"""One line of a table at a time: saved as it is left, copied, moved, removed and put back.

With a script a line is sent alone and the pieces of the page that change come back; without one, the same buttons save
the whole table first.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.clock import now as moment
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor
from workbench.kit.web.language import translate
from workbench.kit.web.pages import time_short
from workbench.plans import operations, queries
from workbench.plans.forms import drawn_fields, table_form
from workbench.plans.forms.tables import TableForm, stored_rows
from workbench.plans.operations import RowInput
from workbench.plans.views.blueprint import load_set
from workbench.plans.views.left_over import keep_left_over
from workbench.plans.views.money import money_in
from workbench.plans.views.privacy import asked_of_table
from workbench.plans.views.rates import with_rates
from workbench.plans.views.typing_back import as_read, settled_cells, typed_cells, typed_text

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Part
    from workbench.plans.models import Plan
    from workbench.plans.operations import TableOutcome, Theirs
    from workbench.plans.queries import TableNow

ROW_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
CLASHED = 409
MOST_DIGITS = 9
COPY, UP, DOWN, REMOVE, RESTORE = "copy", "up", "down", "remove", "restore"
LINE_SAVED = Message("Saved at %(time)s")
LINE_KEPT = Message("The line is kept as you typed it. Change what is marked.")
LINE_PERSONAL = Message(
    "There seems to be a citizen service number or a date of birth in this line. Take it out, or save the whole table "
    "and confirm it there."
)
LINE_NOT_KEPT = Message("This line could not be stored. What you typed still stands in it.")
LINE_CLASHED = Message("Somebody else changed this line. Look at what is marked, and save again to keep yours.")
LINE_GONE = Message("Somebody else removed this line. Change a cell to add it again.")
LINE_NOT_THERE = Message("This line is no longer there. Somebody else removed it.")
LINE_CHANGED = Message("Somebody else changed this line. Look at it, and remove it again if you still want to.")
LINE_REMOVED = Message("The line is removed.")


@dataclass(frozen=True)
class Act:
    """What was asked of a line: copy, up, down, remove or restore."""

    kind: str
    row_id: str


@dataclass(frozen=True)
class Done:
    """What came of it: the line that stands there now, and the sentence about it."""

    act: Act
    row_id: str
    said: Message
    fine: bool = True

    def address(self, plan: Plan, part: Part) -> str:
        """Return the table at the line, or with the way to put it back."""
        flash(translate(self.said), "done" if self.fine else "attention")
        removed = self.act.row_id if self.act.kind == REMOVE else None
        anchor = f"line-{self.row_id}" if self.fine and not removed else None
        return url_for("plans.table", plan_id=plan.id, part_id=part.id, removed=removed, _anchor=anchor)


@dataclass(frozen=True)
class Answer:
    """What goes back to the page: lines to draw, a sentence, and what somebody else wrote in the same cells.

    ``sent_as`` is the id under which a line was sent that comes back under another; ``unstored`` says that what was
    typed stands in the page only, which then asks before it is left.
    """

    form: TableForm
    said: Message
    status: int = 200
    done: Done | None = None
    theirs: Theirs | None = None
    sent_as: str = ""
    unstored: bool = False


def pieces_of_line(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Save one line, do what was asked of it, and return the pieces of the page that change."""
    plan, definition, found = load_set(plan_id, part_id)
    form, act = table_form(found, request.form), asked_act()
    if not form.filled() and act is None:
        return redirect(url_for("plans.table", plan_id=plan.id, part_id=found.id), 303)
    form.validate()
    storable = all(row.form.storable for row in form.filled())
    if refused := (asked_of_table(plan, found, form) and LINE_PERSONAL) if storable else LINE_NOT_KEPT:
        return _pieces(plan, found, queries.table_now(plan, found), Answer(form, refused, 422, unstored=True))
    keep_left_over(plan, definition, found)
    outcome = _stored(plan, found, form)
    if outcome.clashing or outcome.gone or outcome.full:
        now = queries.table_now(plan, found)
        return _pieces(plan, found, now, _refused(found, form, outcome, now))
    done = carry_out(plan, found, act) if act else None
    now = queries.table_now(plan, found)
    if done is not None:
        stands = _as_stored(found, now, done.row_id)
        return _pieces(plan, found, now, Answer(stands, done.said, 200 if done.fine else CLASHED, done))
    saved = _as_stored(found, now, *(row.row_id for row in form.filled()))
    fine = saved.validate()
    said = Message(LINE_SAVED.text, time=time_short(moment())) if fine else LINE_KEPT
    return _pieces(plan, found, now, Answer(saved, said, 200 if fine else 422))


def _stored(plan: Plan, part: Part, form: TableForm) -> TableOutcome:
    rows = [RowInput(row.row_id, row.version, row.form.readings()) for row in form.filled()]
    if not rows:
        return operations.TableOutcome()
    return operations.save_table(plan, part=part, rows=with_rates(plan, part, rows), who=actor())


def asked_act() -> Act | None:
    """Return what the pressed button asks of a line, if it was one of a line."""
    kind, _, row_id = request.form.get("action", "").partition(":")
    known = kind in {COPY, UP, DOWN, REMOVE, RESTORE} and ROW_ID.fullmatch(row_id)
    return Act(kind, row_id) if known else None


def seen_version(row_id: str) -> int | None:
    """Return the version of a line that the page showed; nothing when it does not tell."""
    text = request.form.get(f"row_{row_id}_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def carry_out(plan: Plan, part: Part, act: Act) -> Done:
    """Do it, or say why it cannot be done: the list is full, or somebody else removed the line."""
    try:
        return _carried_out(plan, part, act)
    except operations.SetFull as full:
        return Done(act, act.row_id, full.message, fine=False)
    except NotFound:
        return Done(act, act.row_id, LINE_NOT_THERE, fine=False)


def _carried_out(plan: Plan, part: Part, act: Act) -> Done:
    if act.kind == COPY:
        sent = request.form.get("new_id", "")
        new_id = sent if ROW_ID.fullmatch(sent) else str(uuid.uuid4())
        operations.copy_row(plan, part=part, row_id=act.row_id, new_id=new_id, who=actor())
        return Done(act, new_id, Message("The line is copied. The copy stands under it."))
    if act.kind == RESTORE:
        above = request.form.get("after", "")
        after = above if ROW_ID.fullmatch(above) else None
        operations.restore_row(plan, part=part, row_id=act.row_id, after=after, who=actor())
        return Done(act, act.row_id, Message("The line is back."))
    if act.kind == REMOVE:
        stands = queries.row_now(plan.id, part.set or "", act.row_id)
        piece, seen = f"{part.set}/{act.row_id}", seen_version(act.row_id)
        if seen is not None and queries.changed_by_others(plan.id, piece, since=seen, who=actor()):
            return Done(act, act.row_id, LINE_CHANGED, fine=False)
        if stands is not None:
            operations.remove_row(plan, part=part, row_id=act.row_id, version=stands.version, who=actor())
        return Done(act, act.row_id, LINE_REMOVED)
    operations.move_row(plan, part=part, row_id=act.row_id, up=act.kind == UP, who=actor())
    return Done(act, act.row_id, Message("The line is moved."))


def _as_stored(part: Part, now: TableNow, *row_ids: str) -> TableForm:
    there = [(key, now.rows[key]) for key in row_ids if key in now.rows]
    return stored_rows(part, [(key, one.version, typed_cells(one.row, part)) for key, one in there])


def _refused(part: Part, form: TableForm, outcome: TableOutcome, now: TableNow) -> Answer:
    """Return the line as it was typed, on the version to build on, with what somebody else put in it."""
    row = form.filled()[0]
    clash, there = outcome.clashing.get(row.row_id), now.rows.get(row.row_id)
    if clash is None or there is None:
        said = LINE_GONE if outcome.gone else operations.SetFull(part.max_rows).message
        again = [(row.row_id if outcome.full else str(uuid.uuid4()), None, row.form.typed())]
        return Answer(stored_rows(part, again), said, CLASHED, sent_as=row.row_id, unstored=True)
    mine = settled_cells(part.columns, clash, row.form.typed())
    renewed = stored_rows(part, [(row.row_id, there.version, mine)])
    renewed.validate()
    return Answer(renewed, LINE_CLASHED, CLASHED, theirs=clash, unstored=True)


def _pieces(plan: Plan, part: Part, now: TableNow, answer: Answer) -> ResponseReturnValue:
    options, done = queries.options_in(now.content, part), answer.done
    return render_template(
        "plans/lines/pieces.html",
        plan=plan,
        part=part,
        rows=[(row, drawn_fields(row.form, options)) for row in answer.form.rows],
        rates=part.column("role") is not None,
        said=translate(answer.said),
        act=done.act if done else None,
        place=_place(now, done) if done else ("into", answer.sent_as),
        theirs=_told(part, answer.theirs, options) if answer.theirs else {},
        unstored=answer.unstored,
        **money_in(now.content, part),
    ), answer.status


def _place(now: TableNow, done: Done) -> tuple[str, str]:
    """Return where the line goes on the page: ``into`` its own place, or ``after`` or ``before`` another line."""
    order = list(now.rows)
    if done.act.kind == COPY and done.fine:
        return "after", done.act.row_id
    if done.act.kind in {UP, DOWN} and done.row_id in order and len(order) > 1:
        at = order.index(done.row_id)
        return ("after", order[at - 1]) if at else ("before", order[1])
    return "into", done.row_id


def _told(part: Part, theirs: Theirs, options: Any) -> dict[str, str]:  # noqa: ANN401 - as `options_in` gives it
    """Return what somebody else put in each cell that both changed, by column."""
    return {
        column.id: translate(
            Message(
                "%(name)s wrote “%(text)s” here.",
                name=theirs.name or "…",
                text=as_read(column, typed_text(column, theirs.cells[column.id]), options),
            )
        )
        for column in part.table_columns
        if column.id in theirs.cells
    }
