"""Joins organisations to the application: their pages, their tabs, and what the page of rights says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.web.navigation import register_organisation_tab
from workbench.kit.web.rights import register_rights
from workbench.organisations import models, views
from workbench.organisations.access import OrganisationPermission
from workbench.organisations.rules.names import KIND_NAMES
from workbench.organisations.views import rights

if TYPE_CHECKING:
    from flask import Flask

TABLES = (models.Organisation, models.Practice, models.OrganisationArea, models.OrganisationLink)
# In the order of the page; features above add theirs behind these.
TABS = (
    (Message("At a glance"), "organisations.overview", OrganisationPermission.VIEW),
    (Message("Data"), "organisations.data", OrganisationPermission.EDIT_DATA),
    (Message("Practices"), "organisations.practices", OrganisationPermission.SEE_PRACTICES),
    (Message("Neighbourhoods"), "organisations.areas", OrganisationPermission.SEE_PRACTICES),
    (Message("Beside you"), "organisations.beside", OrganisationPermission.SEE_BESIDE),
)


def register(app: Flask) -> None:
    """Join the application."""
    app.register_blueprint(views.blueprint)
    app.register_blueprint(rights.blueprint)
    app.jinja_env.globals.update(
        organisation_tabs=views.tabs_of,
        your_roles=views.your_roles,
        organisation_kinds={str(key): name for key, name in KIND_NAMES.items()},
    )
    for order, (label, endpoint, permission) in enumerate(TABS):
        register_organisation_tab(label, endpoint, 10 * order, permission)
    register_rights(rights.of_organisations, order=30)
    register_rights(rights.of_the_operator, order=40)
