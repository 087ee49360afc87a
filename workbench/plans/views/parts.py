"""Pages of questions: one part, filled in and saved."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.forms import drawn_fields, part_form, versions_text
from workbench.plans.forms.parts import versions_of
from workbench.plans.views.blueprint import blueprint, load_part
from workbench.plans.views.conditions import applicable_now
from workbench.plans.views.drawing import place_of
from workbench.plans.views.left_over import keep_left_over, sent_answers
from workbench.plans.views.privacy import asked_of_part, told
from workbench.plans.views.readiness import about_page
from workbench.plans.views.rows import list_page
from workbench.plans.views.typing_back import conflict, settled_cells, typed_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.forms import PartForm
    from workbench.plans.models import Plan
    from workbench.plans.operations import Theirs

KEPT_AS_TYPED = Message("Your text is kept as you typed it. Change what is marked when you know more.")
NOT_KEPT = Message("This could not be stored. What you typed still stands below.")


@blueprint.get("/<uuid:plan_id>/onderdeel/<part_id>")
@requires(PlanPermission.EDIT)
def part(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Show the questions of a part, or the rows of a set."""
    plan, definition, found = load_part(plan_id, part_id)
    if found.set is not None:
        return list_page(plan, definition, found)
    now = queries.answer_rows(plan.id, [question.id for question in found.questions])
    return _page(plan, definition, found, part_form(found, typed=_typed(found, now)), _versions(now))


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>")
@requires(PlanPermission.EDIT)
def save_part(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Save what was typed, right or wrong; only text that cannot be stored is given back unsaved."""
    plan, definition, found = load_part(plan_id, part_id)
    sent = sent_answers(found)
    form = part_form(found, sent)
    fine, versions = form.validate(), versions_of(found, sent.get("version", ""))
    if refused := asked_of_part(plan, found, form) if form.storable else NOT_KEPT:
        return _page(plan, definition, found, form, versions, 422, notice=refused)
    keep_left_over(plan, definition, found)
    try:
        operations.save_answers(plan, part=found, readings=form.readings(), versions=versions, who=actor())
    except operations.PieceConflict as clash:
        form.retype(settled_cells(found.questions, clash.theirs, form.typed()))
        return _page(plan, definition, found, form, versions | dict(clash.theirs.versions), 409, theirs=clash.theirs)
    if not fine:
        now = queries.answer_rows(plan.id, [question.id for question in found.questions])
        form.retype(_typed(found, now))  # what somebody else wrote meanwhile was joined with mine
        return _page(plan, definition, found, form, _versions(now), 422, notice=KEPT_AS_TYPED)
    flash(translate(Message("Saved: %(title)s", title=found.title)), "done")
    return redirect(after_saving(plan, definition, found), 303)


@blueprint.post("/<uuid:plan_id>/onderdeel/<part_id>/toepassing")
@requires(PlanPermission.EDIT)
def applicable(plan_id: uuid.UUID, part_id: str) -> ResponseReturnValue:
    """Say that an optional part does or does not apply; what was typed in it stays."""
    plan, definition, found = load_part(plan_id, part_id)
    applies = request.form.get("applies") == "yes"
    operations.set_applicable(plan, part=found, applicable=applies, who=actor())
    if applies:
        return redirect(url_for("plans.part", plan_id=plan.id, part_id=found.id), 303)
    flash(translate(Message("Not applicable: %(title)s", title=found.title)), "done")
    return redirect(after_saving(plan, definition, found), 303)


def after_saving(plan: Plan, definition: Definition, found: Part) -> str:
    """Return where to go after a save: the next part, or the tasks for who goes on later."""
    ahead = definition.parts[definition.parts.index(found) + 1 :]
    following = next((part for part in ahead if applicable_now(plan, definition, part)), None)
    if request.form.get("next") == "later" or following is None:
        return url_for("plans.overview", plan_id=plan.id)
    return url_for("plans.part", plan_id=plan.id, part_id=following.id)


def _typed(found: Part, now: Mapping[str, queries.PieceNow]) -> dict[str, str]:
    return {
        question.id: typed_text(question, (now[question.id].value, now[question.id].unread))
        for question in found.questions
    }


def _versions(now: Mapping[str, queries.PieceNow]) -> dict[str, int]:
    return {key: piece.version for key, piece in now.items()}


def _page(
    plan: Plan,
    definition: Definition,
    found: Part,
    form: PartForm,
    versions: dict[str, int],
    status: int = 200,
    *,
    notice: Message | None = None,
    theirs: Theirs | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "plans/part.html",
        fields=drawn_fields(form, {}),
        errors=form.errors_in_order() if status != 409 else [],  # noqa: PLR2004 - two texts to join, nothing to correct yet
        version=versions_text(found, versions),
        request_key=uuid.uuid4(),
        **told(notice),
        **about_page(plan, found),
        **place_of(definition, found),
        **conflict(form, theirs, {}),
    )
    return page, status
