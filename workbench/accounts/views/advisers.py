"""The collaborations that chose an organisation, and the advisers that a support organisation sends them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts.operations.advisers import call_back_adviser, send_adviser
from workbench.accounts.queries.members import advisers_of, sent_by
from workbench.accounts.views.people import blueprint
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.queries import collaborations_of
from workbench.organisations.views.blueprint import load, may

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug import Response

    from workbench.organisations.models import Organisation


@blueprint.get("/<uuid:organisation_id>/samenwerkingen")
@requires(OrganisationPermission.SEE_COLLABORATIONS)
def collaborations(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show who chose the organisation: their names, and of a support organisation the advisers that it sent."""
    organisation = load(organisation_id)
    sends = may(OrganisationPermission.SEND_ADVISERS, organisation)
    is_support = may(OrganisationPermission.SEE_SENT, organisation)
    return render_template(
        "accounts/members/collaborations.html",
        organisation=organisation,
        collaborations=collaborations_of(organisation.id),
        is_support=is_support,
        sent=sent_by(organisation.id) if is_support else {},
        advisers=advisers_of(organisation.id) if sends else [],
        may_send=sends,
    )


@blueprint.post("/<uuid:organisation_id>/samenwerkingen/<uuid:collaboration_id>/adviseurs")
@requires(OrganisationPermission.SEND_ADVISERS)
def send(organisation_id: uuid.UUID, collaboration_id: uuid.UUID) -> ResponseReturnValue:
    """Send an adviser to a collaboration that chose the organisation."""
    organisation = load(organisation_id)
    try:
        send_adviser(support_id=organisation.id, collaboration_id=collaboration_id, person_id=_chosen(), by=actor().id)
    except Refused as refusal:
        flash(translate(refusal.message), "attention")
    else:
        flash(translate(Message("The adviser is sent, and hears of it.")), "done")
    return _back(organisation)


@blueprint.post("/<uuid:organisation_id>/samenwerkingen/<uuid:collaboration_id>/adviseurs/<uuid:person_id>/terug")
@requires(OrganisationPermission.SEND_ADVISERS)
def call_back(organisation_id: uuid.UUID, collaboration_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Call an adviser back: their access ends at once. Sending them again undoes this."""
    organisation = load(organisation_id)
    call_back_adviser(support_id=organisation.id, collaboration_id=collaboration_id, person_id=person_id, by=actor().id)
    flash(translate(Message("The adviser is called back. You can send them again.")), "done")
    return _back(organisation)


def _back(organisation: Organisation) -> Response:
    return redirect(url_for("members.collaborations", organisation_id=organisation.id), 303)


def _chosen() -> uuid.UUID:
    """Return who was chosen; raises ``Refused`` for nobody."""
    try:
        return uuid.UUID(request.form.get("person", ""))
    except ValueError:
        raise Refused(Message("Choose an adviser from the list first.")) from None
