"""The invitations of an organisation: made, sent again, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts.forms.members import InvitationForm
from workbench.accounts.operations import invitations as operations
from workbench.accounts.operations.invitations import Offered, TooMany
from workbench.accounts.queries.invitations import invitation_of, invitations_of
from workbench.accounts.rules.invitations import INVITATION_LIMIT, STATE_NAMES, State
from workbench.accounts.views.people import blueprint, until_typed
from workbench.kit.values.errors import Conflict, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.queries import beside
from workbench.organisations.rules import ROLES_IN, Kind
from workbench.organisations.rules.names import ROLE_MEANINGS, ROLE_NAMES, role_name
from workbench.organisations.views.blueprint import load

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue
    from werkzeug import Response

    from workbench.accounts.queries.invitations import Offer
    from workbench.organisations.models import Organisation


@blueprint.get("/<uuid:organisation_id>/uitnodigingen")
@requires(OrganisationPermission.INVITE)
def invitations(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show who was invited and how that stands, with a form to invite somebody."""
    organisation = load(organisation_id)
    return _page(organisation, _form(organisation), 200)


@blueprint.post("/<uuid:organisation_id>/uitnodigingen")
@requires(OrganisationPermission.INVITE)
def invite(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Mail an invitation; the same words follow whether or not the address has an account."""
    organisation = load(organisation_id)
    form = _form(organisation)
    if not form.validate():
        return _page(organisation, form, 422)
    try:
        made = operations.invite(
            organisation_id=organisation.id, email=str(form.email.data), offered=_offered(form), by=actor().id
        )
    except TooMany as limit:
        form.refuse("email", limit.message)
        return *_page(organisation, form, 429), {"Retry-After": str(limit.seconds)}
    except Refused as refusal:
        form.refuse("email", refusal.message)
        return _page(organisation, form, 422)
    flash(translate(Message("An invitation goes to %(email)s.", email=made.email)), "done")
    return _back(organisation)


@blueprint.post("/<uuid:organisation_id>/uitnodigingen/<uuid:invitation_id>/opnieuw")
@requires(OrganisationPermission.INVITE)
def send_again(organisation_id: uuid.UUID, invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Mail an invitation once more; the mail before it is worthless then."""
    organisation = load(organisation_id)
    found = invitation_of(organisation.id, invitation_id)
    try:
        operations.send_again(found, by=actor().id)
    except TooMany as limit:
        flash(translate(limit.message), "attention")
        return *_page(organisation, _empty(organisation), 429), {"Retry-After": str(limit.seconds)}
    except Conflict as conflict:
        flash(translate(conflict.message), "attention")
        return _page(organisation, _empty(organisation), 409)
    sent = Message("A new invitation goes to %(email)s. The earlier one does not work any more.", email=found.email)
    flash(translate(sent), "done")
    return _back(organisation)


@blueprint.post("/<uuid:organisation_id>/uitnodigingen/<uuid:invitation_id>/intrekken")
@requires(OrganisationPermission.INVITE)
def withdraw(organisation_id: uuid.UUID, invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Withdraw an invitation; inviting again undoes this."""
    organisation = load(organisation_id)
    found = invitation_of(organisation.id, invitation_id)
    try:
        operations.withdraw(found, by=actor().id)
    except Conflict as conflict:
        flash(translate(conflict.message), "attention")
        return _page(organisation, _empty(organisation), 409)
    flash(translate(Message("The invitation to %(email)s is withdrawn.", email=found.email)), "done")
    return _back(organisation)


def _offered(form: InvitationForm) -> Offered:
    role = form.chosen_role()
    return Offered(role, form.chosen_function(role), form.last_moment(), form.sender())


def _back(organisation: Organisation) -> Response:
    return redirect(url_for("members.invitations", organisation_id=organisation.id), 303)


def _form(organisation: Organisation) -> InvitationForm:
    form = InvitationForm(request.form if request.method == "POST" else None)
    return _offering(form, organisation)


def _empty(organisation: Organisation) -> InvitationForm:
    return _offering(InvitationForm(), organisation)


def _offering(form: InvitationForm, organisation: Organisation) -> InvitationForm:
    form.offer(Kind(organisation.kind))
    others = beside(organisation.id) if organisation.kind == Kind.COLLABORATION else []
    form.offer_senders([(str(one.organisation.id), one.organisation.name) for one in others if one.sends_advisers])
    return form


def _page(organisation: Organisation, form: InvitationForm, status: int) -> tuple[str, int]:
    roles = ROLES_IN[Kind(organisation.kind)]
    page = render_template(
        "accounts/invitations/list.html",
        organisation=organisation,
        form=form,
        errors=form.errors_in_order(),
        offers=[_line(one) for one in invitations_of(organisation.id)],
        meanings=[(str(role), translate(ROLE_NAMES[role]), translate(ROLE_MEANINGS[role])) for role in roles],
        days=INVITATION_LIMIT.days,
    )
    return page, status


def _line(offer: Offer) -> dict[str, Any]:
    one = offer.invitation
    return {
        "id": one.id,
        "email": one.email,
        "role": translate(role_name(one.role, one.function)),
        "via": offer.via,
        "until": until_typed(one.until),
        "state": translate(STATE_NAMES[offer.state]),
        "kind": {State.OPEN: "lead", State.ACCEPTED: "done"}.get(offer.state, "plain"),
        "sent_at": one.sent_at,
        "expires_at": one.expires_at if offer.state is State.OPEN else None,
        "inviter": offer.inviter,
        "waits": offer.state in {State.OPEN, State.EXPIRED},
    }
