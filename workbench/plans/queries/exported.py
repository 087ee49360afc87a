"""A plan as its interchange file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.organisations.queries import organisations_by_id
from workbench.plans.content import PlanContent
from workbench.plans.queries.content import plan_content
from workbench.plans.queries.definitions import followed_by
from workbench.plans.queries.uploads import files_named
from workbench.plans.rules.interchange import written_plan_file

if TYPE_CHECKING:
    from workbench.plans.models import Plan


def exported_json(plan: Plan, *, work: bool = True) -> bytes:
    """Return the plan in the interchange format, with what is known of the files that it names.

    Without ``work`` it holds no texts that were set aside: those are no part of the plan.
    """
    owner = organisations_by_id([plan.organisation_id])[0]
    content, definition = plan_content(plan), followed_by(plan)
    if not work:  # made anew: a copy would keep the hash of the whole
        content = PlanContent.model_validate(content.model_dump() | {"set_aside": ()})
    files = files_named(plan, content, definition) if definition else ()
    return written_plan_file(content, slug=plan.slug, organisation=(owner.slug, owner.name), files=files)
