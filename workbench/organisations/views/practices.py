"""The practices and partners of a collaboration."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import Conflict, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.organisations import operations, queries
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.forms import PracticeForm
from workbench.organisations.rules import Discipline
from workbench.organisations.rules.names import DISCIPLINE_NAMES
from workbench.organisations.rules.numbers import postcode_shown
from workbench.organisations.views.blueprint import blueprint, load, may, seen_version

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug import Response

    from workbench.organisations.models import Organisation, Practice


@blueprint.get("/<uuid:organisation_id>/praktijken")
@requires(OrganisationPermission.SEE_PRACTICES)
def practices(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show who belongs to the collaboration."""
    organisation = load(organisation_id)
    return render_template(
        "organisations/practices.html",
        organisation=organisation,
        practices=queries.practices_of(organisation.id),
        names={str(key): translate(name) for key, name in DISCIPLINE_NAMES.items()},
        may_edit=may(OrganisationPermission.EDIT_PRACTICES, organisation),
    )


@blueprint.get("/<uuid:organisation_id>/praktijken/nieuw")
@requires(OrganisationPermission.EDIT_PRACTICES)
def new_practice(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show an empty form."""
    return _page(load(organisation_id), None, _form(), 200)


@blueprint.post("/<uuid:organisation_id>/praktijken/nieuw")
@requires(OrganisationPermission.EDIT_PRACTICES)
def add_practice(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Add a practice; sending the form twice adds one."""
    organisation, form = load(organisation_id), _form()
    if not form.validate():
        return _page(organisation, None, form, 422)
    try:
        operations.add_practice(practice_id=_request_key(), organisation_id=organisation.id, values=form.values())
    except Refused as refusal:
        form.refuse("name", refusal.message)
        return _page(organisation, None, form, 422)
    flash(translate(Message("“%(name)s” is added.", name=str(form.name.data))), "done")
    return _back(organisation)


@blueprint.get("/<uuid:organisation_id>/praktijken/<uuid:practice_id>")
@requires(OrganisationPermission.EDIT_PRACTICES)
def practice(organisation_id: uuid.UUID, practice_id: uuid.UUID) -> ResponseReturnValue:
    """Show one practice to change it."""
    organisation, found = _load(organisation_id, practice_id)
    return _page(organisation, found, _form(found), 200)


@blueprint.post("/<uuid:organisation_id>/praktijken/<uuid:practice_id>")
@requires(OrganisationPermission.EDIT_PRACTICES)
def save_practice(organisation_id: uuid.UUID, practice_id: uuid.UUID) -> ResponseReturnValue:
    """Change one practice; what somebody else saved meanwhile is never overwritten unseen."""
    organisation, found = _load(organisation_id, practice_id)
    form = _form(found)
    if not form.validate():
        return _page(organisation, found, form, 422)
    try:
        operations.change_practice(found, version=seen_version(), values=form.values())
    except Conflict as conflict:
        return _page(organisation, found, form, 409, conflict=conflict.message)
    flash(translate(Message("“%(name)s” is saved.", name=found.name)), "done")
    return _back(organisation)


@blueprint.get("/<uuid:organisation_id>/praktijken/<uuid:practice_id>/verwijderen")
@requires(OrganisationPermission.EDIT_PRACTICES)
def confirm_removal(organisation_id: uuid.UUID, practice_id: uuid.UUID) -> ResponseReturnValue:
    """Ask before a practice is removed."""
    organisation, found = _load(organisation_id, practice_id)
    return _confirm(organisation, found, 200)


@blueprint.post("/<uuid:organisation_id>/praktijken/<uuid:practice_id>/verwijderen")
@requires(OrganisationPermission.EDIT_PRACTICES)
def remove_practice(organisation_id: uuid.UUID, practice_id: uuid.UUID) -> ResponseReturnValue:
    """Remove a practice, unless somebody changed it since the page was opened."""
    organisation, found = _load(organisation_id, practice_id)
    name = found.name
    try:
        operations.remove_practice(found, version=seen_version())
    except Conflict as conflict:
        return _confirm(organisation, found, 409, conflict=conflict.message)
    flash(translate(Message("“%(name)s” is removed.", name=name)), "done")
    return _back(organisation)


def _load(organisation_id: uuid.UUID, practice_id: uuid.UUID) -> tuple[Organisation, Practice]:
    organisation = load(organisation_id)
    return organisation, queries.practice_of(organisation.id, practice_id)


def _back(organisation: Organisation) -> Response:
    return redirect(url_for("organisations.practices", organisation_id=organisation.id), 303)


def _form(found: Practice | None = None) -> PracticeForm:
    form = PracticeForm(request.form) if request.method == "POST" else PracticeForm(data=_shown(found))
    form.offer()
    return form


def _shown(found: Practice | None) -> dict[str, str]:
    if found is None:
        return {}
    names = ("name", "discipline", "agb", "kvk", "postcode", "place")
    shown = {name: getattr(found, name) or "" for name in names}
    return shown | {"postcode": postcode_shown(found.postcode) if found.postcode else ""}


def _page(
    organisation: Organisation,
    found: Practice | None,
    form: PracticeForm,
    status: int,
    *,
    conflict: Message | None = None,
) -> ResponseReturnValue:
    stored = _shown(found) if conflict else {}
    page = render_template(
        "organisations/practice.html",
        organisation=organisation,
        practice=found,
        form=form,
        errors=form.errors_in_order(),
        request_key=_request_key(),
        conflict=translate(conflict) if conflict else "",
        now=stored and stored | {"discipline": translate(DISCIPLINE_NAMES[Discipline(stored["discipline"])])},
    )
    return page, status


def _confirm(
    organisation: Organisation, found: Practice, status: int, *, conflict: Message | None = None
) -> ResponseReturnValue:
    page = render_template(
        "organisations/remove_practice.html",
        organisation=organisation,
        practice=found,
        conflict=translate(conflict) if conflict else "",
    )
    return page, status


def _request_key() -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get("request_key", ""))
    except ValueError:
        return uuid.uuid4()
