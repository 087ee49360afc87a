"""Who stands beside a collaboration: who helps it, who stands above it, who funds it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.organisations import operations, queries
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.rules.names import KIND_NAMES
from workbench.organisations.views.blueprint import blueprint, load, may

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/<uuid:organisation_id>/betrokken")
@requires(OrganisationPermission.SEE_BESIDE)
def beside(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show who stands beside the collaboration, with a list to choose another from."""
    organisation = load(organisation_id)
    edit = may(OrganisationPermission.LINK, organisation)
    kinds = {str(key): translate(name) for key, name in KIND_NAMES.items()}
    return render_template(
        "organisations/beside.html",
        organisation=organisation,
        beside=queries.beside(organisation.id),
        kinds=kinds,
        options=[(str(one.id), f"{one.name} ({kinds[one.kind].lower()})") for one in queries.choosable(organisation.id)]
        if edit
        else [],
        may_edit=edit,
    )


@blueprint.post("/<uuid:organisation_id>/betrokken")
@requires(OrganisationPermission.LINK)
def link(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Put an organisation beside the collaboration."""
    organisation = load(organisation_id)
    chosen = _chosen()
    if chosen is None:
        flash(translate(Message("Choose an organisation from the list first.")), "attention")
    else:
        other = operations.link(collaboration_id=organisation.id, other_id=chosen)
        flash(translate(Message("%(name)s stands beside your collaboration now.", name=other.name)), "done")
    return redirect(url_for("organisations.beside", organisation_id=organisation.id), 303)


@blueprint.get("/<uuid:organisation_id>/betrokken/<uuid:other_id>/verwijderen")
@requires(OrganisationPermission.LINK)
def confirm_unlink(organisation_id: uuid.UUID, other_id: uuid.UUID) -> ResponseReturnValue:
    """Ask before an organisation is taken away, and say what ends with it."""
    organisation = load(organisation_id)
    found = next((one for one in queries.beside(organisation.id) if one.organisation.id == other_id), None)
    if found is None:
        raise NotFound
    return render_template("organisations/unlink.html", organisation=organisation, other=found.organisation)


@blueprint.post("/<uuid:organisation_id>/betrokken/<uuid:other_id>/verwijderen")
@requires(OrganisationPermission.LINK)
def unlink(organisation_id: uuid.UUID, other_id: uuid.UUID) -> ResponseReturnValue:
    """Take an organisation away; the advisers that it sent lose their access at once."""
    organisation = load(organisation_id)
    operations.unlink(collaboration_id=organisation.id, other_id=other_id)
    flash(translate(Message("The organisation no longer stands beside your collaboration.")), "done")
    return redirect(url_for("organisations.beside", organisation_id=organisation.id), 303)


def _chosen() -> uuid.UUID | None:
    try:
        return uuid.UUID(request.form.get("other", ""))
    except ValueError:
        return None
