"""Saying that a part does or does not apply to this plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.storage import session
from workbench.kit.values.errors import Forbidden
from workbench.kit.values.messages import Message
from workbench.plans.models import PlanPart
from workbench.plans.operations.pieces import hold, tell

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.access import Who
    from workbench.plans.models import Plan


def set_applicable(plan: Plan, *, part: Part, applicable: bool, who: Who) -> bool:
    """Mark an optional part as applying or not; its answers stay. Return whether anything changed.

    Raises ``Forbidden`` for a part that every plan needs.
    """
    if not part.optional and not applicable:
        raise Forbidden(Message("Every plan needs this part, so it cannot be set to not applicable."))
    hold(plan)
    mark = session().get(PlanPart, (plan.id, part.id))
    if (mark is not None and mark.not_applicable) is not applicable:
        return False
    if mark is None:
        mark = PlanPart(plan_id=plan.id, part=part.id)
        session().add(mark)
    mark.not_applicable = not applicable
    session().flush()
    tell(plan, part=part.id, pieces=[], change="applies" if applicable else "does_not_apply", who=who)
    return True
