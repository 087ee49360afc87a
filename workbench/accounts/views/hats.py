"""One role of one person: changing it, ending it, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.accounts.forms.members import HatForm
from workbench.accounts.operations import endings
from workbench.accounts.operations.memberships import change_role
from workbench.accounts.queries.members import member_of
from workbench.accounts.views.people import blueprint, drawn_hats, load_member, until_typed
from workbench.kit.values.errors import Conflict, NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.rules import Kind, Role
from workbench.organisations.rules.names import role_name
from workbench.organisations.views.blueprint import load, seen_version

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.accounts.queries.members import Hat, Member
    from workbench.organisations.models import Organisation

ROLE = "/<uuid:organisation_id>/mensen/<uuid:person_id>/rollen/<role>"


@blueprint.get(ROLE)
@requires(OrganisationPermission.MANAGE_MEMBERS)
def hat(organisation_id: uuid.UUID, person_id: uuid.UUID, role: str) -> ResponseReturnValue:
    """Show one role of one person, to change it."""
    organisation, found, held = _load(organisation_id, person_id, role)
    return _page(organisation, found, held, _form(held), 200)


@blueprint.post(ROLE)
@requires(OrganisationPermission.MANAGE_MEMBERS)
def change(organisation_id: uuid.UUID, person_id: uuid.UUID, role: str) -> ResponseReturnValue:
    """Change the function or the last day of a role."""
    organisation, found, held = _load(organisation_id, person_id, role)
    form = _form(held)
    if not form.validate():
        return _page(organisation, found, held, form, 422)
    try:
        _change(organisation, found, held, form)
    except Conflict as conflict:
        organisation, found, held = _load(organisation_id, person_id, role)
        return _page(organisation, found, held, form, 409, conflict=conflict.message)
    except Refused as refusal:
        form.refuse("until", refusal.message)
        return _page(organisation, found, held, form, 422)
    flash(translate(Message("The role is changed.")), "done")
    return redirect(url_for("members.member", organisation_id=organisation.id, person_id=found.id), 303)


@blueprint.get(f"{ROLE}/beeindigen")
@requires(OrganisationPermission.MANAGE_MEMBERS)
def confirm_end(organisation_id: uuid.UUID, person_id: uuid.UUID, role: str) -> ResponseReturnValue:
    """Ask before a role ends, and say what ends with it."""
    organisation, found, held = _load(organisation_id, person_id, role)
    return _confirm(organisation, found, held, 200)


@blueprint.post(f"{ROLE}/beeindigen")
@requires(OrganisationPermission.MANAGE_MEMBERS)
def end(organisation_id: uuid.UUID, person_id: uuid.UUID, role: str) -> ResponseReturnValue:
    """End a role at once."""
    organisation, found, held = _load(organisation_id, person_id, role)
    try:
        endings.end_role(
            person_id=found.id,
            organisation_id=organisation.id,
            role=held.role,
            version=seen_version(),
            by=actor().id,
        )
    except Conflict as conflict:
        organisation, found, held = _load(organisation_id, person_id, role)
        return _confirm(organisation, found, held, 409, refusal=conflict.message)
    except Refused as refusal:
        return _confirm(organisation, found, held, 422, refusal=refusal.message)
    flash(translate(Message("The role of %(name)s has ended.", name=found.name)), "done")
    return redirect(_after(organisation, found), 303)


@blueprint.get("/<uuid:organisation_id>/mensen/<uuid:person_id>/beeindigen")
@requires(OrganisationPermission.MANAGE_MEMBERS)
def confirm_end_all(organisation_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Ask before somebody loses everything here."""
    organisation, found = load_member(organisation_id, person_id)
    return _confirm(organisation, found, None, 200)


@blueprint.post("/<uuid:organisation_id>/mensen/<uuid:person_id>/beeindigen")
@requires(OrganisationPermission.MANAGE_MEMBERS)
def end_all(organisation_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """End everything that somebody is here, at once."""
    organisation, found = load_member(organisation_id, person_id)
    try:
        endings.end_access(person_id=found.id, organisation_id=organisation.id, by=actor().id)
    except Refused as refusal:
        return _confirm(organisation, found, None, 422, refusal=refusal.message)
    flash(translate(Message("%(name)s has no access any more.", name=found.name)), "done")
    return redirect(_after(organisation, found), 303)


@blueprint.get("/<uuid:organisation_id>/vertrekken")
@requires(OrganisationPermission.LEAVE)
def confirm_leave(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Ask before somebody leaves."""
    return render_template("accounts/members/leave.html", organisation=load(organisation_id), refusal="")


@blueprint.post("/<uuid:organisation_id>/vertrekken")
@requires(OrganisationPermission.LEAVE)
def leave(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """End everything that the actor is here, at once."""
    organisation = load(organisation_id)
    try:
        endings.end_access(person_id=actor().id, organisation_id=organisation.id, by=actor().id)
    except Refused as refusal:
        told = translate(refusal.message)
        return render_template("accounts/members/leave.html", organisation=organisation, refusal=told), 422
    flash(translate(Message("You left %(name)s.", name=organisation.name)), "done")
    return redirect(url_for("members.mine"), 303)


def _load(organisation_id: uuid.UUID, person_id: uuid.UUID, role: str) -> tuple[Organisation, Member, Hat]:
    organisation, found = load_member(organisation_id, person_id)
    held = next((one for one in found.hats if one.role == role), None)
    if held is None:
        raise NotFound
    return organisation, found, held


def _change(organisation: Organisation, found: Member, held: Hat, form: HatForm) -> None:
    change_role(
        person_id=found.id,
        organisation_id=organisation.id,
        role=held.role,
        version=seen_version(),
        function=form.chosen_function(held.role),
        until=form.last_moment(),
        by=actor().id,
    )


def _after(organisation: Organisation, found: Member) -> str:
    """Return where to go: who ended their own role may see less now."""
    if found.id == actor().id:
        return url_for("members.mine")
    if member_of(organisation.id, found.id) is None:
        return url_for("members.members", organisation_id=organisation.id)
    return url_for("members.member", organisation_id=organisation.id, person_id=found.id)


def _form(held: Hat) -> HatForm:
    typed = {"function": held.function or "", "until": until_typed(held.until)}
    form = HatForm(request.form) if request.method == "POST" else HatForm(data=typed)
    form.offer_functions()
    if held.role is not Role.BOARD:
        del form.function
    return form


def _page(
    organisation: Organisation, found: Member, held: Hat, form: HatForm, status: int, *, conflict: Message | None = None
) -> ResponseReturnValue:
    page = render_template(
        "accounts/members/hat.html",
        organisation=organisation,
        member=found,
        hat=held,
        title=translate(role_name(held.role)),
        now=next(one for one in drawn_hats(found) if one.role == held.role),
        form=form,
        errors=form.errors_in_order(),
        conflict=translate(conflict) if conflict else "",
    )
    return page, status


def _confirm(
    organisation: Organisation, found: Member, held: Hat | None, status: int, *, refusal: Message | None = None
) -> ResponseReturnValue:
    roles = {held.role} if held else {one.role for one in found.hats}
    sent = organisation.kind == Kind.SUPPORT and Role.ADVISER in roles
    page = render_template(
        "accounts/members/end.html",
        organisation=organisation,
        member=found,
        hat=held,
        title=translate(role_name(held.role, held.function)) if held else "",
        rests=endings.rests_on(person_id=found.id, support_id=organisation.id) if sent else 0,
        is_administrator=Role.ADMINISTRATOR in roles,
        refusal=translate(refusal) if refusal else "",
    )
    return page, status
