"""For which neighbourhoods a collaboration works: chosen by name or code from the figures of the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.errors import NotFound, Refused
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import requires
from workbench.kit.web.language import translate
from workbench.neighbourhoods import queries as published
from workbench.organisations import operations, queries
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.views.blueprint import blueprint, load, may

if TYPE_CHECKING:
    import uuid

    from flask.typing import ResponseReturnValue

    from workbench.neighbourhoods.content import Area

LONGEST_SEARCH = 100
LONGEST_CODE = 10


@blueprint.get("/<uuid:organisation_id>/wijken")
@requires(OrganisationPermission.SEE_PRACTICES)
def areas(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show the neighbourhoods, and what was searched for to add one."""
    organisation = load(organisation_id)
    chosen = queries.areas_of(organisation.id)
    typed = request.args.get("zoek", "").strip()[:LONGEST_SEARCH]
    known = {one.code for one in chosen}
    edit = may(OrganisationPermission.EDIT_PRACTICES, organisation)
    return render_template(
        "organisations/areas.html",
        organisation=organisation,
        chosen=chosen,
        typed=typed,
        found=[area for area in _search(typed) if area.code not in known] if edit else [],
        may_edit=edit,
        anything=not edit or published.anything(),
    )


@blueprint.post("/<uuid:organisation_id>/wijken")
@requires(OrganisationPermission.EDIT_PRACTICES)
def add_area(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Add one neighbourhood; its name comes from the figures, never from the page."""
    organisation = load(organisation_id)
    code = request.form.get("code", "")[:LONGEST_CODE]
    found = published.areas([code]).get(code)
    if found is None:
        raise NotFound
    try:
        operations.add_area(organisation_id=organisation.id, area=found)
    except Refused as refusal:
        flash(translate(refusal.message), "attention")
    else:
        flash(translate(Message("“%(name)s” is added.", name=found.name)), "done")
    return redirect(url_for("organisations.areas", organisation_id=organisation.id), 303)


@blueprint.post("/<uuid:organisation_id>/wijken/verwijderen")
@requires(OrganisationPermission.EDIT_PRACTICES)
def remove_area(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Remove one neighbourhood; adding it again undoes this."""
    organisation = load(organisation_id)
    operations.remove_area(organisation_id=organisation.id, code=request.form.get("code", "")[:LONGEST_CODE])
    flash(translate(Message("The neighbourhood is removed. You can search for it and add it again.")), "done")
    return redirect(url_for("organisations.areas", organisation_id=organisation.id), 303)


def _search(typed: str) -> list[Area]:
    exact = published.areas([typed.upper()[:LONGEST_CODE]]) if typed else {}
    return list(exact.values()) or published.search(typed)
