"""Calendars: the addresses that a person makes and takes back, and what a calendar program reads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.plans.access import PlanPermission
from workbench.plans.operations import feeds as operations
from workbench.plans.queries import calendars as queries
from workbench.plans.rules.agenda import PlannedPlan, calendar
from workbench.plans.views.blueprint import blueprint, load

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.plans.models import Plan

# Calendar programs cannot sign in: the address itself is the proof, and rights are looked up at each read.
agenda = Blueprint("agenda", __name__, url_prefix="/agenda")
PUBLIC = frozenset({"agenda.feed"})
ALL = "all"


@agenda.get("/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """Hand out the days of the plans that the owner of this address may see now; of none it does not exist."""
    found = queries.plans_of_calendar(token)
    if found is None or not found[1]:
        raise NotFound
    of_all, plans = found
    name = "Wijkplan: planning" if of_all else f"Planning: {plans[0].title}"
    planned = [
        PlannedPlan(str(plan.id), plan.title, _address(plan), plan.revision, plan.changed_at, content, definition)
        for plan, content, definition in queries.planned_contents(plans)
    ]
    answer = Response(calendar(name, planned), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="wijkplan.ics"'
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@blueprint.get("/<uuid:plan_id>/agenda")
@requires(PlanPermission.VIEW)
def calendar_links(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show which addresses the actor has, and the ways to make and revoke them."""
    plan, _definition = load(plan_id)
    return _page(plan)


@blueprint.post("/<uuid:plan_id>/agenda")
@requires(PlanPermission.VIEW)
def make_calendar_link(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Make an address and show it, this once: not after a redirect, which would have to carry the secret."""
    plan, _definition = load(plan_id)
    of_all = request.form.get("plans") == ALL
    token = operations.make_calendar_link(who=actor(), plan=None if of_all else plan)
    address = f"{current_app.config['SETTINGS'].public_url}{url_for('agenda.feed', token=token)}"
    return _page(plan, **{"all_address" if of_all else "address": address}), 201


@blueprint.post("/<uuid:plan_id>/agenda/intrekken")
@requires(PlanPermission.VIEW)
def revoke_calendar_link(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Let an address work no longer."""
    plan, _definition = load(plan_id)
    if operations.revoke_calendar_link(who=actor(), plan=None if request.form.get("plans") == ALL else plan):
        flash(translate(Message("The address is revoked. Calendars that read it find nothing any more.")), "done")
    return redirect(url_for("plans.calendar_links", plan_id=plan.id), 303)


def _page(plan: Plan, *, address: str = "", all_address: str = "") -> str:
    mine = queries.calendar_link(actor().id, plan.id)
    every = queries.calendar_link(actor().id, None)
    return render_template(
        "plans/planning/calendars.html",
        plan=plan,
        ways=[
            {"plans": "one", "made_at": mine.made_at if mine else None, "address": address},
            {"plans": ALL, "made_at": every.made_at if every else None, "address": all_address},
        ],
    )


def _address(plan: Plan) -> str:
    return f"{current_app.config['SETTINGS'].public_url}{url_for('plans.planning', plan_id=plan.id)}"
