"""The start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from workbench.home.access import HomePermission
from workbench.kit.web.gate import actor, requires
from workbench.organisations.queries import organisations_by_id
from workbench.plans import queries as plans

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

MOST_PLANS = 3  # what somebody works on now; the rest stands one click away

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@requires(HomePermission.START)
def start() -> ResponseReturnValue:
    """Show where somebody can go on: the plans worked on last."""
    organisations = organisations_by_id(actor().organisation_ids)
    seen = plans.plans_seen_by(actor(), actor().organisation_ids)
    recent = seen[:MOST_PLANS]
    return render_template(
        "home/start.html",
        organisations={one.id: one.name for one in organisations},
        plans=recent,
        standings={plan.id: plans.standing_of(plan) for plan in recent},
        has_more=len(seen) > len(recent),
    )
