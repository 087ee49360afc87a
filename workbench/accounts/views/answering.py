"""An invitation as its reader sees it: who invites, for what; to accept or not. Opening it uses nothing up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts.forms.members import NewcomerForm
from workbench.accounts.operations import answers
from workbench.accounts.queries import person_by_email
from workbench.accounts.queries.invitations import offer_by_token
from workbench.accounts.rules.invitations import State
from workbench.accounts.rules.limits import SHORTEST_PASSWORD
from workbench.accounts.views.blueprint import blueprint
from workbench.accounts.views.letting_in import let_in
from workbench.accounts.views.people import until_typed
from workbench.kit.storage import transaction
from workbench.kit.values.errors import Conflict, Forbidden, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.application import manages_own_transactions
from workbench.kit.web.gate import actor_or_none
from workbench.kit.web.language import translate
from workbench.organisations.rules import Role
from workbench.organisations.rules.names import ROLE_MEANINGS, role_name

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.accounts.queries.invitations import Offer

# The address holds a secret: it goes nowhere as a referrer.
QUIET = {"Referrer-Policy": "no-referrer"}


@blueprint.get("/uitnodiging/<token>")
def invitation(token: str) -> ResponseReturnValue:
    """Show what is offered, and the way to accept it for whoever asks."""
    return _page(token, NewcomerForm(), 200)


@blueprint.post("/uitnodiging/<token>")
@manages_own_transactions
def answer(token: str) -> ResponseReturnValue:
    """Accept or not; the role is what was offered, whatever the form says."""
    who, wish = actor_or_none(), request.form.get("answer")
    try:
        if wish == "refuse":
            return _declined(token, who.email if who else None)
        if wish != "accept":
            return _drawn(token, NewcomerForm(), 422)
        if who is not None:
            return _accepted(token, who.id, who.email)
        return _newcomer(token)
    except (Conflict, Forbidden):
        # Whatever stands in the way now, the page says it.
        return _drawn(token, NewcomerForm(), 409)
    except Refused as refusal:
        return _drawn(token, NewcomerForm(), 422, refusal=refusal.message)


def _accepted(token: str, person_id: uuid.UUID, email: str) -> ResponseReturnValue:
    with transaction(write=True):
        offer = answers.accept(token=token, person_id=person_id, email=email)
        told = _welcome(offer)
    flash(told, "done")
    return redirect(url_for("home.start"), 303)


def _newcomer(token: str) -> ResponseReturnValue:
    form = NewcomerForm(request.form)
    if not form.validate():
        return _drawn(token, form, 422)
    try:
        with transaction(write=True):
            offer, person = answers.accept_as_newcomer(
                token=token, name=form.name.data or "", password=form.password.data or ""
            )
            person_id, told = person.id, _welcome(offer)
    except Refused as refusal:
        form.refuse(refusal.field if hasattr(refusal, "field") else "password", refusal.message)
        return _drawn(token, form, 422)
    flash(told, "done")
    # From here on it is a sign-in like any other.
    with transaction(write=True):
        return let_in(person_id=person_id, by="invitation")


def _declined(token: str, email: str | None) -> ResponseReturnValue:
    with transaction(write=True):
        name = answers.decline(token=token, email=email).organisation.name
    return render_template("accounts/invitations/declined.html", name=name), 200, QUIET


def _drawn(token: str, form: NewcomerForm, status: int, *, refusal: Message | None = None) -> ResponseReturnValue:
    with transaction(write=False):
        return _page(token, form, status, refusal=refusal)


def _page(token: str, form: NewcomerForm, status: int, *, refusal: Message | None = None) -> ResponseReturnValue:
    offer, who = offer_by_token(token), actor_or_none()
    if offer is None or offer.state is not State.OPEN or offer.organisation.closed_at is not None:
        return render_template("accounts/invitations/gone.html"), 410, QUIET
    if who is not None and who.email != offer.invitation.email:
        # Nothing of the offer: whose mail this is, is none of their business.
        return render_template("accounts/invitations/another.html"), 403, QUIET
    page = render_template(
        "accounts/invitations/offer.html",
        **_told(offer),
        token=token,
        form=form,
        errors=form.errors_in_order(),
        has_account=who is not None or person_by_email(offer.invitation.email) is not None,
        shortest=SHORTEST_PASSWORD,
        refusal=translate(refusal) if refusal else "",
    )
    return page, status, QUIET


def _told(offer: Offer) -> dict[str, Any]:
    one = offer.invitation
    return {
        "organisation": offer.organisation,
        "inviter": offer.inviter,
        "email": one.email,
        "role": translate(role_name(one.role, one.function)),
        "meaning": translate(ROLE_MEANINGS[Role(one.role)]),
        "via": offer.via,
        "until": until_typed(one.until),
        "expires_at": one.expires_at,
    }


def _welcome(offer: Offer) -> str:
    role = translate(role_name(offer.invitation.role, offer.invitation.function))
    return translate(Message("You have a role at %(name)s now: %(role)s.", name=offer.organisation.name, role=role))
