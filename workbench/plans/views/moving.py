"""Moving a plan to a newer version of its template, or to another template: every change reviewed, then done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.operations import moving as operations
from workbench.plans.rules.moving import ASIDE, KEEP, Change, Sort, Way, changes_between
from workbench.plans.views.blueprint import blueprint, load

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition
    from workbench.plans.models import Plan

MOST_VERSION_DIGITS = 9
# What is wrong, in one sentence at each change that asks a decision.
WHY = {
    Sort.REMOVED: Message("The new template does not ask this."),
    Sort.KIND: Message("The new template asks another kind of answer here."),
    Sort.OPTION: Message("The new template does not have this choice."),
    Sort.LIMIT: Message("This answer is longer than the new template allows."),
    Sort.LIST: Message("The new template does not have this list."),
}
TOLD = {
    Sort.MOVED: Message("“%(label)s” now stands in: %(now)s"),
    Sort.REWORDED: Message("“%(label)s” is now called: %(now)s"),
    Sort.APPLIES: Message("“%(label)s” can no longer be left out."),
}
KEEP_LONG = Message("Keep it, and shorten it later")
KEEP_TYPED = Message("Take it over as it was typed")
SET_ASIDE = Message("Set it aside")
CHOOSE_OPTION = Message("Change it into: %(option)s")
PUT_BELOW = Message("Put it below the answer to: %(question)s")


@blueprint.get("/<uuid:plan_id>/sjabloon")
@requires(PlanPermission.EDIT)
def template_change(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show which templates there are, or with ``to`` what changes in the plan by going over to that one."""
    plan, old = load(plan_id)
    to = request.args.get("to", "")
    if to:
        return _review(plan, old, _target(to, old))
    others = [one for one in queries.definitions().values() if one.versioned != old.versioned]
    return render_template(
        "plans/moving/choose.html",
        plan=plan,
        old=old,
        newer=next((one for one in others if one.key == old.key), None),
        others=[(one.key, one.title) for one in others if one.key != old.key],
    )


@blueprint.post("/<uuid:plan_id>/sjabloon")
@requires(PlanPermission.EDIT)
def change_template(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Let the plan follow the other template, by the decisions that were sent."""
    plan, old = load(plan_id)
    new = _target(request.form.get("to", ""), old)
    decisions = {key.removeprefix("way_"): way for key, way in request.form.items() if key.startswith("way_")}
    if request.form.get("version") != str(new.version):  # another version was installed since the page was opened
        return _review(plan, old, new, decisions, translate(operations.ChangedMeanwhile().message)), 409
    origin = translate(
        Message("From the template %(title)s, version %(version)s", title=old.title, version=old.version)
    )
    try:
        done = operations.move_plan(
            plan, old=old, new=new, decisions=decisions, revision=_revision(), origin=origin, who=actor()
        )
    except operations.ChangedMeanwhile as changed:
        return _review(plan, old, new, decisions, translate(changed.message)), 409
    flash(translate(Message("The plan now follows: %(title)s. Nothing is lost.", title=new.title)), "done")
    return redirect(url_for("plans.texts_aside" if done.aside else "plans.overview", plan_id=plan.id), 303)


def _target(key: str, old: Definition) -> Definition:
    new = queries.definitions().get(key)
    if new is None or new.versioned == old.versioned:
        raise NotFound(Message("Your plan follows this template already."))
    return new


def _review(
    plan: Plan, old: Definition, new: Definition, decisions: dict[str, str] | None = None, said: str = ""
) -> str:
    changes = changes_between(queries.plan_content(plan), old, new)
    return render_template(
        "plans/moving/review.html",
        plan=plan,
        old=old,
        new=new,
        said=said,
        asked=[_asked(change, decisions or {}) for change in changes if change.asks],
        told=[_told(change) for change in changes if not change.asks],
    )


def _asked(change: Change, decisions: dict[str, str]) -> dict[str, Any]:
    ways = [(way.key, _way_said(way, change.sort)) for way in change.ways]
    chosen = decisions.get(change.id, change.proposed)
    return {
        "name": f"way_{change.id}",
        "chapter": change.chapter,
        "label": change.label,
        "why": translate(WHY[change.sort]),
        "texts": change.texts,
        "ways": ways,
        "value": chosen if chosen in dict(ways) else change.proposed,
    }


def _told(change: Change) -> str:
    sentence = TOLD[change.sort]
    params = {"label": change.label} | ({"now": change.now} if change.now else {})
    return translate(Message(sentence.text, **params))


def _way_said(way: Way, sort: Sort) -> str:
    if way.key == ASIDE:
        return translate(SET_ASIDE)
    if way.key == KEEP:
        return translate(KEEP_LONG if sort is Sort.LIMIT else KEEP_TYPED)
    if way.key.startswith("option:"):
        return translate(Message(CHOOSE_OPTION.text, option=way.label))
    return translate(Message(PUT_BELOW.text, question=way.label))


def _revision() -> int:
    text = request.form.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_VERSION_DIGITS else 0
