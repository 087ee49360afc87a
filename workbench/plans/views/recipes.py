"""Recipes of activities: choose one, see what it fills in, begin with it, and compare its variants in the plan."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans import operations, queries
from workbench.plans.access import PlanPermission
from workbench.plans.queries.recipes import recipes as all_recipes
from workbench.plans.rules.reading import read
from workbench.plans.rules.variants import compared, fields_of, hints_of, offered
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.drawing import may_edit

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.definitions.recipes import Recipe
    from workbench.definitions.schema import Part
    from workbench.plans.models import Plan

KEY = re.compile("[0-9a-f-]{8,36}")


@blueprint.get("/<uuid:plan_id>/recepten")
@requires(PlanPermission.VIEW)
def recipes(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the recipes that the template offers, each with the activities that began with it."""
    plan, definition = load(plan_id)
    part = definition.set_parts.get("activities")
    content = queries.plan_content(plan)
    found = [compared(content, part, one) for one in offered(part, all_recipes())] if part else []
    return render_template("plans/recipes/list.html", plan=plan, part=part, found=found, may_edit=may_edit(plan))


@blueprint.get("/<uuid:plan_id>/recepten/<recipe_key>")
@requires(PlanPermission.VIEW)
def recipe(plan_id: uuid.UUID, recipe_key: str) -> ResponseReturnValue:
    """Show one recipe with everything that it fills in, and the plan's variants beside it."""
    plan, part, found = _load(plan_id, recipe_key)
    comparison = compared(queries.plan_content(plan), part, found)
    return render_template(
        "plans/recipes/recipe.html",
        plan=plan,
        part=part,
        recipe=found,
        comparison=comparison,
        may_edit=may_edit(plan),
        request_key=uuid.uuid4(),
    )


@blueprint.post("/<uuid:plan_id>/recepten/<recipe_key>")
@requires(PlanPermission.EDIT)
def begin_with_recipe(plan_id: uuid.UUID, recipe_key: str) -> ResponseReturnValue:
    """Add an activity that begins with the recipe's texts; sending the form twice adds one."""
    plan, part, found = _load(plan_id, recipe_key)
    sent = request.form.get("request_key", "")
    row_id = sent if KEY.fullmatch(sent) else str(uuid.uuid4())
    typed = {key: text for key, _label, text in fields_of(part, found)} | {"recipe": found.key}
    readings = {one.id: read(typed[one.id], one) for one in part.columns if one.id in typed}
    try:
        operations.add_row(plan, part=part, row_id=row_id, readings=readings, who=actor())
    except operations.SetFull as full:
        flash(translate(full.message), "attention")
        return redirect(url_for("plans.recipe", plan_id=plan.id, recipe_key=found.key), 303)
    flash(
        translate(Message("Begun with the recipe. Change what is different with you, and say so under “variant”.")),
        "done",
    )
    return redirect(url_for("plans.row", plan_id=plan.id, part_id=part.id, row_id=row_id), 303)


def recipe_hints(part: Part, key: str) -> dict[str, str]:
    """Return what the recipe of an activity says beside its fields, by column; nothing without a recipe."""
    found = next((one for one in offered(part, all_recipes()) if one.key == key), None) if key else None
    if found is None:
        return {}
    return {
        column: translate(Message("With this recipe: %(hint)s", hint=hint))
        for column, _label, hint in hints_of(part, found)
    }


def _load(plan_id: uuid.UUID, recipe_key: str) -> tuple[Plan, Part, Recipe]:
    """Return the part of the activities and a recipe that its template offers; raises ``NotFound`` for another."""
    plan, definition = load(plan_id)
    part = definition.set_parts.get("activities")
    found = next((one for one in offered(part, all_recipes()) if one.key == recipe_key), None) if part else None
    if part is None or found is None:
        raise NotFound
    return plan, part, found
