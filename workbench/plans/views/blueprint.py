"""The blueprint of plans, and the loaders that every view begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from workbench.kit.values.errors import Forbidden, NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web import gate
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.queries.plans import may_write_row
from workbench.plans.views.viewing import note_opened

if TYPE_CHECKING:
    import uuid

    from workbench.definitions.schema import Chapter, Definition, Part
    from workbench.plans.models import Plan

blueprint = Blueprint("plans", __name__, url_prefix="/plannen")
NOT_YOURS = Message("You may read this part of the plan. Ask the neighbourhood manager to assign it to you.")


class PartGone(NotFound):
    """The template that the plan follows has no such part: perhaps it had when a form was opened."""

    def __init__(self, plan: Plan, definition: Definition, part_id: str) -> None:
        super().__init__()
        self.plan_id: uuid.UUID = plan.id
        self.plan_title = plan.title
        self.definition = definition
        self.part_id = part_id


def load(plan_id: uuid.UUID) -> tuple[Plan, Definition]:
    """Return the plan and its definition, when the actor may do what the running endpoint names."""
    plan = queries.plan_for(plan_id, who=gate.actor(), permission=PlanPermission(gate.permission()))
    note_opened(plan)
    return plan, queries.definition_of(plan)


def load_part(plan_id: uuid.UUID, key: str) -> tuple[Plan, Definition, Part]:
    """Return also the part; raises ``PartGone`` when the definition has none of that name."""
    plan, definition = load(plan_id)
    part = definition.part(key)
    if part is None:
        raise PartGone(plan, definition, key)
    return plan, definition, part


def load_set(plan_id: uuid.UUID, key: str) -> tuple[Plan, Definition, Part]:
    """Return also the part, which must be a set of rows."""
    plan, definition, part = load_part(plan_id, key)
    if part.set is None:
        raise PartGone(plan, definition, key)
    return plan, definition, part


def load_row(plan_id: uuid.UUID, key: str, row_id: str) -> tuple[Plan, Definition, Part]:
    """Return also the part of a row that the actor may write; for routes that name ``EDIT_ASSIGNED``.

    Who works on this row only, has this row and no other: ``Forbidden``.
    """
    plan = queries.plan_for(plan_id, who=gate.actor(), permission=PlanPermission.VIEW)
    note_opened(plan)
    definition = queries.definition_of(plan)
    part = definition.part(key)
    if part is None or part.set is None:
        raise PartGone(plan, definition, key)
    if not may_write_row(plan, f"{part.set}/{row_id}", who=gate.actor()):
        raise Forbidden(None if plan.locked else NOT_YOURS)
    return plan, definition, part


def load_chapter(plan_id: uuid.UUID, key: str) -> tuple[Plan, Definition, Chapter]:
    """Return also the chapter; raises ``NotFound`` when there is none of that name."""
    plan, definition = load(plan_id)
    chapter = definition.chapter(key)
    if chapter is None:
        raise NotFound
    return plan, definition, chapter
