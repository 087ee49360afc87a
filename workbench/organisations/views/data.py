"""An organisation at a glance, and its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import Conflict
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.organisations import operations, queries
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.forms import OrganisationForm
from workbench.organisations.rules import Kind
from workbench.organisations.rules.names import LEGAL_FORM_NAMES
from workbench.organisations.rules.numbers import iban_shown, postcode_shown
from workbench.organisations.views.blueprint import blueprint, load, may, seen_version

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.organisations.models import Organisation

SHOWN = {"iban": iban_shown, "postcode": postcode_shown}


@blueprint.get("/<uuid:organisation_id>")
@requires(OrganisationPermission.VIEW)
def overview(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show who the organisation is."""
    organisation = load(organisation_id)
    return render_template(
        "organisations/overview.html",
        organisation=organisation,
        is_collaboration=organisation.kind == Kind.COLLABORATION,
        legal_form=_legal_form(organisation),
        shown=_shown(organisation),
        may_edit=may(OrganisationPermission.EDIT_DATA, organisation),
        practices=queries.practices_of(organisation.id),
        areas=queries.areas_of(organisation.id),
    )


@blueprint.get("/<uuid:organisation_id>/gegevens")
@requires(OrganisationPermission.EDIT_DATA)
def data(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show the form with the data of an organisation."""
    organisation = load(organisation_id)
    return _page(organisation, _form(organisation), 200)


@blueprint.post("/<uuid:organisation_id>/gegevens")
@requires(OrganisationPermission.EDIT_DATA)
def save_data(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Keep the data of an organisation; what somebody else saved meanwhile is never overwritten unseen."""
    organisation = load(organisation_id)
    form = _form(organisation)
    if not form.validate():
        return _page(organisation, form, 422)
    try:
        operations.change_organisation(organisation, version=seen_version(), values=form.values())
    except Conflict as conflict:
        return _page(organisation, form, 409, conflict=conflict.message)
    flash(translate(Message("The data are saved.")), "done")
    return redirect(url_for("organisations.overview", organisation_id=organisation.id), 303)


def _form(organisation: Organisation) -> OrganisationForm:
    sent = request.form if request.method == "POST" else None
    form = OrganisationForm(sent, data=None if sent is not None else _shown(organisation))
    form.offer(Kind(organisation.kind))
    return form


def _shown(organisation: Organisation) -> dict[str, str]:
    """Return the data as people read them."""
    names = [*OrganisationForm().asked()]
    stored = {name: getattr(organisation, name) or "" for name in names}
    return {name: SHOWN[name](value) if value and name in SHOWN else value for name, value in stored.items()}


def _legal_form(organisation: Organisation) -> str:
    found = next((name for key, name in LEGAL_FORM_NAMES.items() if key == organisation.legal_form), None)
    return translate(found) if found else ""


def _page(
    organisation: Organisation, form: OrganisationForm, status: int, *, conflict: Message | None = None
) -> ResponseReturnValue:
    stored = _shown(organisation) | {"legal_form": _legal_form(organisation)}
    page = render_template(
        "organisations/data.html",
        organisation=organisation,
        form=form,
        errors=form.errors_in_order(),
        asked=form.asked(),
        conflict=translate(conflict) if conflict else "",
        # Beside each field that reads otherwise: what stands there now.
        now={name: stored[name] for name in form.asked()} if conflict else {},
    )
    return page, status
