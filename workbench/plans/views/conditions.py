"""What a page says of conditions: whether a part, a question or a column applies, and which answers decide it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from workbench.kit.web.language import translate
from workbench.plans import queries
from workbench.plans.rules.applicable import scope_of
from workbench.plans.rules.deciding import deciding
from workbench.plans.views.drawing import may_edit, part_url

if TYPE_CHECKING:
    from workbench.definitions.conditions import Condition
    from workbench.definitions.schema import Definition, Part
    from workbench.plans.models import Plan


def applying(plan: Plan, definition: Definition, part: Part) -> dict[str, Any]:
    """Return whether a part ``applies`` by the choice of its writer, and its ``conditions``."""
    aside = part.optional and part.id in queries.parts_set_aside(plan.id)
    return {"applies": not aside, "conditions": conditions_of(plan, definition, part)}


def conditions_of(plan: Plan, definition: Definition, part: Part) -> dict[str, Any]:
    """Return the condition of a ``part``, None without, and those of its ``fields`` by question or column.

    Each as ``hidden``, ``lead`` and ``answers`` [{text, url}]. The plan is only read when there is a condition.
    """
    asked = list(chain(part.questions, part.columns))
    if part.when is None and not any(one.when for one in asked):
        return {"part": None, "fields": {}}
    scope = scope_of(queries.plan_content(plan), definition)
    return {
        "part": drawn_condition(part.when, plan, definition, hidden=scope.hides(part.id)) if part.when else None,
        "fields": {
            one.id: drawn_condition(one.when, plan, definition, hidden=scope.hides(part.id, one.id))
            for one in asked
            if one.when
        },
    }


def drawn_condition(when: Condition, plan: Plan, definition: Definition, *, hidden: bool) -> dict[str, Any]:
    """Return a condition for the component ``condition``."""
    told = deciding(when, definition)
    parts, edit = {part.id: part for part in definition.parts}, may_edit(plan)
    return {
        "hidden": hidden,
        "lead": translate(told.lead),
        "answers": [
            {"text": translate(one.message), "url": part_url(plan, parts[one.part], edit=edit)} for one in told.answers
        ],
    }


def applicable_now(plan: Plan, definition: Definition, part: Part) -> bool:
    """Say whether a part applies by its condition, as the plan stands now."""
    return part.when is None or not scope_of(queries.plan_content(plan), definition).hides(part.id)
