"""Moving a plan to a newer version of its template, or to another template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.values.errors import Conflict
from workbench.kit.values.messages import Message
from workbench.plans.operations.differences import store_differences
from workbench.plans.operations.pieces import hold
from workbench.plans.queries.content import plan_content
from workbench.plans.rules.moving import move

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.schema import Definition
    from workbench.plans.access import Somebody
    from workbench.plans.models import Plan
    from workbench.plans.rules.moving import Move

PLAN_MOVED = Event(
    "plan.moved",
    keys=("before", "after", "kept", "changed", "aside"),
    words=Message("moved a plan to another template"),
)


class ChangedMeanwhile(Conflict):
    """Somebody changed the plan after the changes were looked at; nothing was stored."""

    def __init__(self) -> None:
        super().__init__(Message("The plan changed while you were looking. Look at the decisions again."))


def move_plan(
    plan: Plan,
    *,
    old: Definition,
    new: Definition,
    decisions: Mapping[str, str],
    revision: int,
    origin: str,
    who: Somebody,
) -> Move:
    """Let a plan follow another template after every decision; one event, a line of history for each piece it touches.

    ``revision`` is the plan that was looked at. Raises ``ChangedMeanwhile`` when there is a newer one: it may hold
    answers that nobody decided about.
    """
    hold(plan)
    if plan.revision != revision:
        raise ChangedMeanwhile
    before = plan_content(plan)
    done = move(before, old, new, decisions, origin)
    store_differences(plan, before=before, after=done.content, definitions=[new, old], who=who)
    plan.definition_key, plan.definition_version = new.key, new.version
    _tell(plan, old, new, done)
    return done


def _tell(plan: Plan, old: Definition, new: Definition, done: Move) -> None:
    record(
        PLAN_MOVED,
        organisation_id=plan.organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        before=old.versioned,
        after=new.versioned,
        kept=len(done.kept),
        changed=list(done.changed),
        aside=list(done.aside),
    )
