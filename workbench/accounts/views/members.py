"""The organisations of a person, and the people of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts.forms.members import RoleForm
from workbench.accounts.operations.memberships import give_role
from workbench.accounts.queries.members import member_of, members_of, places_of
from workbench.accounts.views.people import blueprint, drawn_hats, load_member
from workbench.kit.values.errors import Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.rules import Kind
from workbench.organisations.rules.names import role_name
from workbench.organisations.views.blueprint import load, may

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.accounts.queries.members import Member, Place
    from workbench.organisations.models import Organisation


@blueprint.get("")
@requires(OrganisationPermission.LIST)
def mine() -> ResponseReturnValue:
    """Show my organisations with what I am there; those I was sent to stand under who sent me."""
    places = places_of(actor().id)
    return render_template(
        "accounts/members/mine.html",
        places=[_place(one) for one in places if one.via_id is None],
        sent={one.organisation.id: [_place(to) for to in places if to.via_id == one.organisation.id] for one in places},
    )


@blueprint.get("/<uuid:organisation_id>/mensen")
@requires(OrganisationPermission.SEE_MEMBERS)
def members(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show who belongs to the organisation; addresses and what is over for its administrators only."""
    organisation = load(organisation_id)
    manage = may(OrganisationPermission.MANAGE_MEMBERS, organisation)
    found = members_of(organisation.id)
    return render_template(
        "accounts/members/members.html",
        organisation=organisation,
        members=[(one, drawn_hats(one, counting=True)) for one in found if one.counts],
        former=[(one, drawn_hats(one)) for one in found if not one.counts] if manage else [],
        may_manage=manage,
        may_see_addresses=may(OrganisationPermission.SEE_ADDRESSES, organisation),
        may_invite=may(OrganisationPermission.INVITE, organisation),
        may_leave=any(one.id == actor().id for one in found),
    )


@blueprint.get("/<uuid:organisation_id>/mensen/<uuid:person_id>")
@requires(OrganisationPermission.MANAGE_MEMBERS)
def member(organisation_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Show what one person is here, with a form to give them another role."""
    organisation, found = load_member(organisation_id, person_id)
    return _page(organisation, found, _form(organisation), 200)


@blueprint.post("/<uuid:organisation_id>/mensen/<uuid:person_id>")
@requires(OrganisationPermission.MANAGE_MEMBERS)
def give(organisation_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Give a member another role."""
    organisation, found = load_member(organisation_id, person_id)
    form = _form(organisation)
    if not form.validate():
        return _page(organisation, found, form, 422)
    try:
        _give(organisation, found, form)
    except Refused as refusal:
        form.refuse("role", refusal.message)
        return _page(organisation, found, form, 422)
    flash(translate(Message("The role is given. %(name)s hears of it.", name=found.name)), "done")
    return redirect(url_for("members.member", organisation_id=organisation.id, person_id=found.id), 303)


def _give(organisation: Organisation, found: Member, form: RoleForm) -> None:
    role = form.chosen_role()
    if any(hat.role is role and hat.counts for hat in found.hats):
        raise Refused(Message("This person has this role already. You can change it in the list above."))
    give_role(
        person_id=found.id,
        organisation_id=organisation.id,
        role=role,
        function=form.chosen_function(role),
        until=form.last_moment(),
        by=actor().id,
    )


def _form(organisation: Organisation) -> RoleForm:
    form = RoleForm(request.form if request.method == "POST" else None)
    form.offer(Kind(organisation.kind))
    return form


def _page(organisation: Organisation, found: Member, form: RoleForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "accounts/members/member.html",
        organisation=organisation,
        member=member_of(organisation.id, found.id) or found,
        hats=drawn_hats(found),
        form=form,
        errors=form.errors_in_order(),
        is_self=found.id == actor().id,
    )
    return page, status


def _place(place: Place) -> dict[str, object]:
    words = ", ".join(translate(role_name(role, function)) for role, function in place.roles)
    return {"organisation": place.organisation, "roles": words}
