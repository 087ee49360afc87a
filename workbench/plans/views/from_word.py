"""Last year's Word file: sent or pasted, its pieces given a place, and then in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.documents.word import read_pasted, read_word
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.values.text import storable
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.door import takes_files
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.operations import from_word as operations
from workbench.plans.queries.from_word import kept_pieces
from workbench.plans.queries.uploads import folder, room_in
from workbench.plans.rules.from_word import pieces_of, proposed
from workbench.plans.rules.uploads import NoRoom
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.from_word_drawing import Chosen, review
from workbench.plans.views.privacy import asked_of_texts, told

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition
    from workbench.kit.documents.word import Block
    from workbench.plans.models import Plan
    from workbench.plans.queries.from_word import KeptPieces

FILE, TEXT = "file", "text"
MOST_NAME = 200
CHOOSE = Message("Choose a Word file (.docx), or paste the text of it.")
OTHER_FILE = Message("You brought another file meanwhile. These are its texts.")
TITLES = {
    "text": Message("Begin of the Word file"),
    "table": Message("Table from the Word file"),
    "margin": Message("Top or bottom of the pages"),
    "contents": Message("Table of contents"),
    "headings": Message("Headings from the Word file"),
}


@blueprint.get("/<uuid:plan_id>/word")
@requires(PlanPermission.EDIT)
def word(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show where last year's file can be sent, or its text pasted."""
    plan, _definition = load(plan_id)
    return _begin_page(plan, "")


@blueprint.post("/<uuid:plan_id>/word")
@requires(PlanPermission.EDIT)
@takes_files
@manages_own_transactions
def send_word(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Read what was sent and keep its pieces; reading happens between two transactions, so that nobody waits for it."""
    with transaction(write=False):
        plan, definition = load(plan_id)
        room = room_in(plan.organisation_id)
    text = request.form.get(TEXT, "")
    try:
        origin, blocks = _sent(text, room)
    except Refused as refusal:
        with transaction(write=False):
            plan, _definition = load(plan_id)
            return _begin_page(plan, translate(refusal.message), text), 422
    pieces = pieces_of(blocks)
    places = proposed(pieces, definition)
    with transaction(write=True):
        plan, _definition = load(plan_id)
        operations.keep_pieces(plan, origin=origin, pieces=pieces, proposed=places, who=actor())
    return redirect(url_for("plans.arrange_word", plan_id=plan_id), 303)


@blueprint.get("/<uuid:plan_id>/word/indelen")
@requires(PlanPermission.EDIT)
def arrange_word(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show every piece with its proposed place."""
    plan, definition = load(plan_id)
    kept = kept_pieces(plan, actor())
    if kept is None:
        return redirect(url_for("plans.word", plan_id=plan.id), 303)
    return _arrange_page(plan, definition, kept, Chosen(kept, definition))


@blueprint.post("/<uuid:plan_id>/word/indelen")
@requires(PlanPermission.EDIT)
def fill_from_word(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Put every piece at its place; first ask about questions that have an answer already."""
    plan, definition = load(plan_id)
    kept = kept_pieces(plan, actor())
    if kept is None:  # sent again, or forgotten in another window
        return redirect(url_for("plans.overview", plan_id=plan.id), 303)
    if request.form.get("request_key") != kept.key:
        return _arrange_page(plan, definition, kept, Chosen(kept, definition), OTHER_FILE), 409
    chosen = Chosen(kept, definition, request.form)
    if chosen.undecided(queries.plan_content(plan)):
        return _arrange_page(plan, definition, kept, chosen), 422
    if asked := asked_of_texts((piece.name, piece.words) for piece in kept.pieces):
        return _arrange_page(plan, definition, kept, chosen, asked), 422
    titles = {key: translate(title) for key, title in TITLES.items()}
    done = operations.fill_from_word(
        plan, definition=definition, kept=kept, choices=chosen.choices(), titles=titles, who=actor()
    )
    flash(translate(Message("%(n)s texts and tables from Word are in the plan.", n=done.placed)), "done")
    return redirect(url_for("plans.texts_aside" if done.aside else "plans.overview", plan_id=plan.id), 303)


@blueprint.post("/<uuid:plan_id>/word/stoppen")
@requires(PlanPermission.EDIT)
def drop_word(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Forget what was sent; the plan stays as it is."""
    plan, _definition = load(plan_id)
    operations.drop_pieces(plan, who=actor())
    flash(translate(Message("The text from Word is removed. The plan is as it was.")), "done")
    return redirect(url_for("plans.overview", plan_id=plan.id), 303)


def _sent(text: str, room: int) -> tuple[str, tuple[Block, ...]]:
    """Return the origin and blocks of the file that was sent, or of the text; raises ``Refused``."""
    file = request.files.get(FILE)
    if file is not None and file.filename:
        name = storable(file.filename).replace("\\", "/").rpartition("/")[2].strip()[-MOST_NAME:]
        data = file.stream.read()
        if len(data) > room:
            raise NoRoom(folder.quota)
        return translate(Message("From %(file)s", file=name)), read_word(data)
    if text.strip():
        return translate(Message("From pasted text")), read_pasted(text)
    raise Refused(CHOOSE)


def _begin_page(plan: Plan, error: str, text: str = "") -> str:
    kept = kept_pieces(plan, actor())
    return render_template("plans/from_word/begin.html", plan=plan, error=error, text=text, kept=kept)


def _arrange_page(
    plan: Plan, definition: Definition, kept: KeptPieces, chosen: Chosen, notice: Message | None = None
) -> str:
    shown = review(kept, definition, chosen, queries.plan_content(plan))
    return render_template("plans/from_word/arrange.html", plan=plan, kept=kept, shown=shown, **told(notice))
