"""Pages of the operator: which organisations there are, and their first administrator. They lead to no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from workbench.accounts.forms.installation import FirstAdministratorForm, NewOrganisationForm
from workbench.accounts.operations.invitations import TooMany, invite_administrator, withdraw_first
from workbench.accounts.queries.invitations import open_invitations
from workbench.accounts.queries.members import administrators
from workbench.kit import mail
from workbench.kit.storage import FieldRefused
from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations import operations, queries
from workbench.organisations.access import OperatorPermission, operates
from workbench.organisations.rules import Role
from workbench.organisations.rules.names import FUNDER_NAMES

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.organisations.models import Organisation

blueprint = Blueprint("installation", __name__, url_prefix="/beheer")


@blueprint.get("")
@requires(OperatorPermission.LIST)
def index() -> ResponseReturnValue:
    """Show every organisation, and whether somebody administers it."""
    _check()
    heads = administrators()
    return render_template(
        "accounts/installation/index.html",
        organisations=queries.all_organisations(),
        heads=heads,
        invited=open_invitations(Role.ADMINISTRATOR.value),
        outbox=mail.health(),
    )


@blueprint.get("/nieuw")
@requires(OperatorPermission.CREATE)
def new() -> ResponseReturnValue:
    """Show the form that makes an organisation."""
    _check()
    return _new_page(_new_form(), 200)


@blueprint.post("/nieuw")
@requires(OperatorPermission.CREATE)
def create() -> ResponseReturnValue:
    """Make an organisation, with a short name of its own when none was typed."""
    _check()
    form = _new_form()
    if not form.validate():
        return _new_page(form, 422)
    name = str(form.name.data)
    slug = form.slug.data or queries.free_slug(name)
    try:
        made = operations.create_organisation(
            slug=slug, name=name, kind=form.chosen_kind(), funder_kind=form.chosen_funder()
        )
    except FieldRefused as refusal:
        form.refuse(refusal.field, refusal.message)
        return _new_page(form, 422)
    flash(translate(Message("%(name)s is made. Now invite its first administrator.", name=made.name)), "done")
    return redirect(url_for("installation.organisation", organisation_id=made.id), 303)


@blueprint.get("/<uuid:organisation_id>")
@requires(OperatorPermission.LIST)
def organisation(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show one organisation: how it stands, and what the operator can do with it."""
    _check()
    return _page(queries.organisation_by_id(organisation_id), FirstAdministratorForm(), 200)


@blueprint.post("/<uuid:organisation_id>/beheerder")
@requires(OperatorPermission.INVITE_ADMINISTRATOR)
def invite(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Invite the first administrator; the same words follow whether or not the address has an account."""
    _check()
    found, form = queries.organisation_by_id(organisation_id), FirstAdministratorForm(request.form)
    if not form.validate():
        return _page(found, form, 422)
    try:
        made = invite_administrator(organisation_id=found.id, email=str(form.email.data), by=actor().id)
    except TooMany as limit:
        form.refuse("email", limit.message)
        return *_page(found, form, 429), {"Retry-After": str(limit.seconds)}
    except Refused as refusal:
        form.refuse("email", refusal.message)
        return _page(found, form, 422)
    flash(translate(Message("An invitation goes to %(email)s.", email=made.email)), "done")
    return redirect(url_for("installation.organisation", organisation_id=found.id), 303)


@blueprint.post("/<uuid:organisation_id>/beheerder/intrekken")
@requires(OperatorPermission.INVITE_ADMINISTRATOR)
def withdraw(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Withdraw the invitation of a first administrator."""
    _check()
    withdraw_first(organisation_id=organisation_id)
    flash(translate(Message("The invitation is withdrawn.")), "done")
    return redirect(url_for("installation.organisation", organisation_id=organisation_id), 303)


@blueprint.post("/<uuid:organisation_id>/sluiten")
@requires(OperatorPermission.CLOSE)
def close(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Close an organisation: from the next request on nobody is let in. Opening it again undoes this."""
    _check()
    operations.close_organisation(queries.organisation_by_id(organisation_id))
    flash(translate(Message("The organisation is closed. Nothing is lost: you can open it again.")), "done")
    return redirect(url_for("installation.organisation", organisation_id=organisation_id), 303)


@blueprint.post("/<uuid:organisation_id>/openen")
@requires(OperatorPermission.CLOSE)
def reopen(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Let the members of a closed organisation in again."""
    _check()
    operations.reopen_organisation(queries.organisation_by_id(organisation_id))
    flash(translate(Message("The organisation is open again.")), "done")
    return redirect(url_for("installation.organisation", organisation_id=organisation_id), 303)


def _check() -> None:
    # Whoever runs nothing here sees no more of these pages than a stranger.
    if not operates(actor()):
        raise NotFound


def _new_form() -> NewOrganisationForm:
    form = NewOrganisationForm(request.form if request.method == "POST" else None)
    form.offer()
    return form


def _new_page(form: NewOrganisationForm, status: int) -> ResponseReturnValue:
    return render_template("accounts/installation/new.html", form=form, errors=form.errors_in_order()), status


def _page(found: Organisation, form: FirstAdministratorForm, status: int) -> tuple[str, int]:
    waiting = open_invitations(Role.ADMINISTRATOR.value).get(found.id)
    shown: dict[str, Any] = {
        "heads": administrators().get(found.id, 0),
        "invited": waiting.invitation.email if waiting else "",
        "expires_at": waiting.invitation.expires_at if waiting else None,
    }
    funder = next((name for key, name in FUNDER_NAMES.items() if key == found.funder_kind), None)
    errors = form.errors_in_order()
    page = render_template(
        "accounts/installation/organisation.html",
        organisation=found,
        funder=translate(funder) if funder else "",
        form=form,
        # There is no field to mend where somebody administers already.
        errors=[] if shown["heads"] else errors,
        refusal=errors[0][1] if errors and shown["heads"] else "",
        **shown,
    )
    return page, status
