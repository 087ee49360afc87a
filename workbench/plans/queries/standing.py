"""The standing of a plan, kept per revision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.kit.storage import afterwards, session
from workbench.kit.values.clock import today
from workbench.plans.models import StoredStanding
from workbench.plans.queries.content import plan_content
from workbench.plans.queries.definitions import definition_of, followed_by
from workbench.plans.queries.rendered import last_rendered
from workbench.plans.queries.uploads import lost_files
from workbench.plans.rules.circumstances import Circumstances, in_circumstances
from workbench.plans.rules.standing import RULES, as_json, from_json, standing

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from workbench.plans.models import Plan
    from workbench.plans.rules.standing import Standing


def standing_of(plan: Plan) -> Standing:
    """Return progress and findings as they are today; what depends on the content alone is kept per revision."""
    definition = definition_of(plan)
    # A file is read for it, so only where the template asks it.
    rendered = last_rendered(plan.id) if definition.max_pages is not None else None
    return in_circumstances(_of_content(plan), definition, Circumstances(today(), rendered))


def _of_content(plan: Plan) -> Standing:
    """Return the standing of the content; computed once for each revision, and kept after the page was answered."""
    rules = f"{RULES}/{plan.definition_key}/{definition_of(plan).fingerprint}"[:64]
    kept = session().get(StoredStanding, plan.id)
    if kept is not None and kept.revision == plan.revision and kept.rules == rules:
        return from_json(kept.standing)
    content, definition = plan_content(plan), definition_of(plan)
    judged = standing(content, definition)
    judged = replace(judged, findings=(*judged.findings, *lost_files(plan, content, definition)))
    fresh = StoredStanding(plan_id=plan.id, revision=plan.revision, rules=rules, standing=as_json(judged))
    afterwards(lambda: keep_standing(fresh))
    return judged


def standings_of(plans: Sequence[Plan]) -> dict[uuid.UUID, Standing]:
    """Return the standing of each plan by its id, those that are kept in one query; none where the template is gone."""
    wanted = select(StoredStanding).where(StoredStanding.plan_id.in_([plan.id for plan in plans]))
    kept = session().scalars(wanted).all()  # held on to, so that `standing_of` finds them in the session
    found = {plan.id: standing_of(plan) for plan in plans if followed_by(plan)}
    del kept
    return found


def keep_standing(fresh: StoredStanding) -> None:
    """Store a standing, unless a newer revision was judged meanwhile."""
    kept = session().get(StoredStanding, fresh.plan_id, with_for_update=True)
    if kept is None:
        session().add(fresh)
    elif kept.revision <= fresh.revision:
        session().merge(fresh)
