"""Letting others read a plan: partners the plan as it is, a region or funder one frozen version of it."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts import operations as accounts
from workbench.kit.values.errors import Conflict, NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations.queries import organisations_by_id
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.operations import shares as operations
from workbench.plans.queries import shares
from workbench.plans.queries.people import partners_of, readers_of
from workbench.plans.views.blueprint import blueprint, load

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition
    from workbench.organisations.models import Organisation
    from workbench.plans.models import Plan

ENDPOINT = "plans.sharing"
CLASHED = 409


@blueprint.get("/<uuid:plan_id>/delen")
@requires(PlanPermission.SHARE)
def sharing(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show who else reads this plan, and the ways to begin and end that."""
    plan, _definition = load(plan_id)
    return render_template(
        "plans/sharing/page.html",
        plan=plan,
        partners=partners_of(plan.organisation_id),
        receivers=[(str(one.id), one.name) for one in shares.receivers_beside(plan.organisation_id)],
        handed=shares.shares_of(plan.id),
    )


@blueprint.post("/<uuid:plan_id>/delen/partners")
@requires(PlanPermission.SHARE)
def open_to_partners(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Open the plan to partners, or close it; sending the form twice does it once."""
    plan, _definition = load(plan_id)
    is_open = request.form.get("open") == "yes"
    if operations.open_to_partners(plan, is_open=is_open) and is_open:
        _tell_partners(plan)
    said = (
        Message("Partners can read this plan now.") if is_open else Message("Partners cannot read this plan any more.")
    )
    flash(translate(said), "done")
    return redirect(url_for(ENDPOINT, plan_id=plan.id), 303)


@blueprint.get("/<uuid:plan_id>/delen/inzage")
@requires(PlanPermission.SHARE)
def ask_to_share(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show exactly what an organisation will see, before it is handed over."""
    plan, definition = load(plan_id)
    chosen = _receiver(plan, request.args.get("organisatie", ""))
    if chosen is None:
        return redirect(url_for(ENDPOINT, plan_id=plan.id), 303)
    return _confirm_page(plan, definition, chosen, uuid.uuid4())


@blueprint.post("/<uuid:plan_id>/delen/inzage")
@requires(PlanPermission.SHARE)
def share(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Freeze the plan and hand that over; sending the form twice hands it over once."""
    plan, definition = load(plan_id)
    chosen = _receiver(plan, request.form.get("organisation", ""))
    if chosen is None:
        raise NotFound
    try:
        is_new = operations.hand_over(
            plan,
            share_id=_request_key(),
            organisation_id=chosen.id,
            definition=definition,
            seen=request.form.get("seen", ""),
            who=actor(),
        )
    except Conflict as conflict:
        return _confirm_page(plan, definition, chosen, uuid.uuid4(), said=translate(conflict.message)), CLASHED
    if is_new:
        _tell_receivers(plan, chosen, "plan_shared")
    flash(translate(Message("%(organisation)s can read this version.", organisation=chosen.name)), "done")
    return redirect(url_for(ENDPOINT, plan_id=plan.id), 303)


@blueprint.get("/<uuid:plan_id>/delen/<uuid:share_id>/beeindigen")
@requires(PlanPermission.SHARE)
def ask_to_take_back(plan_id: uuid.UUID, share_id: uuid.UUID) -> ResponseReturnValue:
    """Ask before an organisation loses sight of what it was handed."""
    plan, _definition = load(plan_id)
    return render_template("plans/sharing/take_back.html", plan=plan, one=_handed(plan, share_id))


@blueprint.post("/<uuid:plan_id>/delen/<uuid:share_id>/beeindigen")
@requires(PlanPermission.SHARE)
def take_back(plan_id: uuid.UUID, share_id: uuid.UUID) -> ResponseReturnValue:
    """End the sight of what was handed over, from the next request on."""
    plan, _definition = load(plan_id)
    handed, found = _handed(plan, share_id), shares.share_of(plan, share_id)
    if found is None:
        raise NotFound
    if operations.take_back(plan, found, number=handed.number, who=actor()):
        _tell_receivers(plan, organisations_by_id([handed.organisation_id])[0], "share_ended")
    flash(
        translate(Message("%(organisation)s cannot read this version any more.", organisation=handed.organisation)),
        "done",
    )
    return redirect(url_for(ENDPOINT, plan_id=plan.id), 303)


def _confirm_page(plan: Plan, definition: Definition, chosen: Organisation, key: uuid.UUID, *, said: str = "") -> str:
    content, judged = queries.plan_content(plan), queries.standing_of(plan)
    number, sha256 = shares.last_snapshot(plan.id) or (0, "")
    handed = [one for one in shares.shares_of(plan.id) if one.organisation_id == chosen.id and one.ended_at is None]
    return render_template(
        "plans/sharing/confirm.html",
        plan=plan,
        organisation=chosen,
        title=content.text("title") or definition.document_title,
        number=number if sha256 == content.sha256 else number + 1,
        earlier=handed,
        blocking=judged.blocking,
        advice=len(judged.findings) - judged.blocking,
        aside=len(content.set_aside),
        seen=content.sha256,
        request_key=key,
        said=said,
    )


def _receiver(plan: Plan, typed: str) -> Organisation | None:
    """Return the organisation that was chosen, when it stands beside the collaboration."""
    return next((one for one in shares.receivers_beside(plan.organisation_id) if str(one.id) == typed), None)


def _handed(plan: Plan, share_id: uuid.UUID) -> shares.Handed:
    found = next((one for one in shares.shares_of(plan.id) if one.id == share_id), None)
    if found is None:
        raise NotFound
    return found


def _tell_partners(plan: Plan) -> None:
    owner = organisations_by_id([plan.organisation_id])[0]
    accounts.notify(
        person_ids=[person_id for person_id, _name in partners_of(owner.id)],
        kind="plan_opened",
        organisation_id=owner.id,
        path=url_for("plans.read", plan_id=plan.id),
        plan=plan.title,
        organisation=owner.name,
    )


def _tell_receivers(plan: Plan, receiver: Organisation, kind: str) -> None:
    owner = organisations_by_id([plan.organisation_id])[0]
    accounts.notify(
        person_ids=readers_of(receiver.id),
        kind=kind,
        organisation_id=receiver.id,
        path=url_for("shared.index"),
        owner=owner.name,
        plan=plan.title,
        organisation=receiver.name,
    )


def _request_key() -> uuid.UUID:
    with suppress(ValueError):
        return uuid.UUID(request.form.get("request_key", ""))
    return uuid.uuid4()
