"""Typing that finds its question gone: given back in full, and kept with the texts that were set aside."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.operations import aside as operations
from workbench.plans.rules.left_over import LeftOver, renamed, typed_apart, typed_for_nothing
from workbench.plans.views.blueprint import PartGone, blueprint, load
from workbench.plans.views.privacy import asked_of_texts, told

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.models import Plan

MOST_TEXTS = 1000
MOST_NAMES = 100  # the notice travels in a cookie
ORIGIN = Message("Typed while the plan went over to: %(title)s")
KEPT = Message("Your text is kept. Choose here below which answer it belongs to.")
NOTHING = Message("There was no text to keep.")
PARTLY = Message(
    "The plan follows another template meanwhile. What you typed at “%(names)s” stands with the texts set aside."
)
NO_PART = Message("The plan does not have this part")
NO_PART_TEXT = Message("The plan may follow another template now. Open the part from the tasks of the plan.")


@blueprint.errorhandler(PartGone)
def given_back(error: PartGone) -> ResponseReturnValue:
    """Show what was typed for a part that the plan no longer has, to keep it; to who typed nothing: not found."""
    sent = list(request.form.items(multi=True)) if request.method == "POST" else []
    texts = typed_apart(sent, error.part_id, _templates(error.definition))
    if not texts:
        page = {"title": translate(NO_PART), "text": translate(NO_PART_TEXT), "reference": ""}
        return render_template("errors/page.html", **page), 404
    return _page(error.plan_id, error.plan_title, error.definition, texts, None), 404


@blueprint.post("/<uuid:plan_id>/apart")
@requires(PlanPermission.EDIT)
def keep_apart(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Keep texts whose question is gone with those that were set aside."""
    plan, definition = load(plan_id)
    pairs = zip(request.form.getlist("name"), request.form.getlist("text"), strict=False)
    texts = [LeftOver(name, text) for name, text in pairs if text.strip()][:MOST_TEXTS]
    try:
        if asked := asked_of_texts((one.name, one.text) for one in texts):
            return _page(plan.id, plan.title, definition, texts, asked), 422
        kept = operations.set_aside(plan, texts=texts, origin=_origin(definition), who=actor())
    except Refused as refusal:
        return _page(plan.id, plan.title, definition, texts, refusal.message), 422
    flash(translate(KEPT if kept else NOTHING), "done" if kept else "attention")
    return redirect(url_for("plans.texts_aside", plan_id=plan.id), 303)


def keep_left_over(plan: Plan, definition: Definition, part: Part) -> None:
    """Set aside what was sent for questions or columns that the part no longer has, and say so."""
    sent = list(request.form.items(multi=True))
    texts = typed_for_nothing(sent, part, _templates(definition))
    if texts:
        operations.set_aside(plan, texts=texts, origin=_origin(definition), who=actor())
        names = shorten(", ".join(dict.fromkeys(one.name for one in texts if one.name)), MOST_NAMES, placeholder="…")
        flash(translate(Message(PARTLY.text, names=names)), "attention")


def sent_answers(part: Part) -> MultiDict[str, str]:
    """Return what a page of questions sent, by the names that its fields have now."""
    return MultiDict(renamed(list(request.form.items(multi=True)), part))


def _origin(definition: Definition) -> str:
    return translate(Message(ORIGIN.text, title=definition.title))


def _templates(definition: Definition) -> list[Definition]:
    """Return every template, with that of the plan last: what it asks is not what is gone."""
    return [one for one in queries.library().versions.values() if one.versioned != definition.versioned] + [definition]


def _page(
    plan_id: uuid.UUID, title: str, definition: Definition, texts: Sequence[LeftOver], notice: Message | None
) -> str:
    return render_template(
        "plans/aside/given_back.html",
        plan_id=plan_id,
        plan_title=title,
        template=definition.title,
        texts=texts,
        kept_typing=request.form.get("kept_typing", ""),
        **told(notice),
    )
