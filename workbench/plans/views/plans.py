"""Pages of whole plans: the list, a new one, its tasks, its chapters, everything to read, what is still needed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.storage import FieldRefused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations.queries import organisations_by_id
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission, allowed, can
from workbench.plans.forms import NewPlanForm
from workbench.plans.rules.for_partners import for_partners
from workbench.plans.views.blueprint import blueprint, load, load_chapter
from workbench.plans.views.drawing import (
    chapters_below,
    chapters_beside,
    may_edit,
    open_points,
    standing_seen,
    task_chapters,
)
from workbench.plans.views.reading import read_chapters, reads_as_table

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/")
@requires(PlanPermission.LIST)
def index() -> ResponseReturnValue:
    """Show all plans that the actor may see."""
    plans = queries.plans_seen_by(actor(), actor().organisation_ids)
    names = {one.id: one.name for one in organisations_by_id({plan.organisation_id for plan in plans})}
    standings = queries.standings_of(plans)
    return render_template(
        "plans/index.html", plans=plans, names=names, standings=standings, may_create=bool(_writable())
    )


@blueprint.get("/nieuw")
@requires(PlanPermission.CREATE)
def new() -> ResponseReturnValue:
    """Show the form that begins a plan."""
    return _new_page(_new_form(), uuid.uuid4(), 200)


@blueprint.post("/nieuw")
@requires(PlanPermission.CREATE)
def create() -> ResponseReturnValue:
    """Begin a plan; sending the form twice begins one."""
    form = _new_form()
    key = _request_key()
    if not form.validate():
        return _new_page(form, key, 422)
    begun = queries.plan_by_name(str(key))
    if begun is not None and begun.title != form.title.data:
        begun, key = None, uuid.uuid4()  # the page was opened again with the back button: this is another plan
    if begun is None:
        try:
            _begin(form, key)
        except FieldRefused as refusal:
            if refusal.field == "id":
                return redirect(url_for("plans.overview", plan_id=key), 303)
            form.refuse("title", refusal.message)
            return _new_page(form, key, 422)
        flash(translate(Message("The plan has begun. Everything you type is kept as a draft.")), "done")
    begin = "plans.word" if request.form.get("next") == "word" else "plans.overview"
    return redirect(url_for(begin, plan_id=key), 303)


@blueprint.get("/<uuid:plan_id>/")
@requires(PlanPermission.READ)
def overview(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the plan as a list of tasks; who may only read the text is led there."""
    plan, definition = load(plan_id)
    if not can(actor(), PlanPermission.VIEW, plan):
        return redirect(url_for("plans.read", plan_id=plan.id), 303)
    judged = standing_seen(plan)
    chapters = task_chapters(plan, definition, judged, queries.part_traces(plan.id))
    return render_template(
        "plans/overview.html",
        plan=plan,
        definition=definition,
        judged=judged,
        chapters=chapters,
        next_part=judged.next_part(definition),
        may_edit=may_edit(plan),
    )


@blueprint.get("/<uuid:plan_id>/hoofdstuk/<chapter_id>")
@requires(PlanPermission.VIEW)
def chapter(plan_id: uuid.UUID, chapter_id: str) -> ResponseReturnValue:
    """Show one chapter as it reads, with what is still needed beside it."""
    plan, definition, found = load_chapter(plan_id, chapter_id)
    judged, content = queries.standing_of(plan), queries.plan_content(plan)
    place = definition.chapters.index(found)
    return render_template(
        "plans/chapter.html",
        plan=plan,
        chapter=found,
        judged=judged,
        may_edit=may_edit(plan),
        shown=read_chapters(content, plan, (found,), definition)[0],
        points=open_points(plan, judged, found, content),
        has_table=any(reads_as_table(part) for part in found.parts),
        chapters=chapters_beside(plan, definition, judged),
        previous=definition.chapters[place - 1] if place else None,
        following=next(iter(definition.chapters[place + 1 :]), None),
    )


@blueprint.get("/<uuid:plan_id>/lezen")
@requires(PlanPermission.READ)
def read(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show all answers, each with a way to change it; to a partner what partners see."""
    plan, definition = load(plan_id)
    sees_all = can(actor(), PlanPermission.VIEW, plan)
    shown_by = definition if sees_all else for_partners(definition)
    judged = queries.standing_of(plan) if sees_all else None
    return render_template(
        "plans/read.html",
        plan=plan,
        sees_all=sees_all,
        may_edit=may_edit(plan),
        chapters=chapters_beside(plan, definition, judged) if judged else chapters_below(definition),
        current="",
        shown=read_chapters(queries.plan_content(plan), plan, shown_by.chapters, shown_by),
    )


def _begin(form: NewPlanForm, key: uuid.UUID) -> None:
    definition = queries.definitions()[str(form.definition.data)]
    told = form.answers() | ({"preferred_insurer": definition.insurer} if definition.insurer else {})
    operations.create_plan(
        plan_id=key,
        organisation_id=uuid.UUID(str(form.organisation.data)),
        slug=queries.free_slug(form.slug()),
        definition=definition,
        answers={key: text for key, text in told.items() if key in definition.questions},
        who=actor(),
    )


def _writable() -> list[uuid.UUID]:
    return [one for one in sorted(actor().organisation_ids) if allowed(actor(), PlanPermission.CREATE, one)]


def _new_form() -> NewPlanForm:
    form = NewPlanForm(request.form if request.method == "POST" else None)
    organisations = sorted((one.name, str(one.id)) for one in organisations_by_id(_writable()))
    # What belongs to no insurer stands first, because what stands first is chosen already.
    found = sorted(queries.definitions().values(), key=lambda one: (one.insurer or "", one.extends or "", one.title))
    form.offer([(key, name) for name, key in organisations], [(one.key, one.title) for one in found])
    return form


def _new_page(form: NewPlanForm, key: uuid.UUID, status: int) -> ResponseReturnValue:
    # Who may write nowhere is told so, instead of being given a form without a collaboration to choose.
    page = render_template("plans/new.html", form=form, errors=form.errors_in_order(), request_key=key)
    return page, status


def _request_key() -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get("request_key", ""))
    except ValueError:
        return uuid.uuid4()
