"""Giving a text that was set aside a place in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.plans.operations.differences import store_differences
from workbench.plans.operations.pieces import hold
from workbench.plans.queries.content import plan_content
from workbench.plans.rules.aside import placed_below
from workbench.plans.rules.findings import SET_ASIDE

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition, Question
    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan

TEXT_PLACED = Event("plan.text_placed", keys=("piece", "question"))
GONE = Message("This text is no longer here. Somebody else placed or removed it.")


def place_text(plan: Plan, *, definition: Definition, row_id: str, question: Question, who: Somebody) -> None:
    """Put a text below the answer to a question, and take it from those set aside.

    Raises ``NotFound`` when somebody else placed or removed it, ``Refused`` when the answer has no room for it.
    """
    hold(plan)
    before = plan_content(plan)
    if before.row(SET_ASIDE, row_id) is None:
        raise NotFound(GONE)
    after = placed_below(before, row_id, question)
    store_differences(plan, before=before, after=after, definitions=[definition], who=who)
    record(
        TEXT_PLACED,
        organisation_id=plan.organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        piece=f"{SET_ASIDE}/{row_id}",
        question=question.id,
    )
