"""The blueprint of organisations, the loader that every view begins with, and what all their pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request

from workbench.kit.web import gate
from workbench.kit.web.language import translate
from workbench.kit.web.navigation import organisation_tabs
from workbench.organisations import queries
from workbench.organisations.access import OrganisationPermission, can
from workbench.organisations.rules import Role
from workbench.organisations.rules.names import ROLE_NAMES

if TYPE_CHECKING:
    import uuid

    from workbench.kit.web.navigation import Item
    from workbench.organisations.models import Organisation

blueprint = Blueprint("organisations", __name__, url_prefix="/organisaties")
MOST_DIGITS = 9


def load(organisation_id: uuid.UUID) -> Organisation:
    """Return the organisation, when the actor may do what the running endpoint names."""
    permission = OrganisationPermission(gate.permission())
    return queries.organisation_for(organisation_id, who=gate.actor(), permission=permission)


def may(permission: OrganisationPermission, organisation: Organisation) -> bool:
    """Say whether the actor may do this with the organisation."""
    return can(gate.actor(), permission, organisation)


def tabs_of(organisation: Organisation) -> list[Item]:
    """Return the pages of an organisation that the actor may open."""
    return organisation_tabs(
        lambda permission: may(OrganisationPermission(permission), organisation), organisation_id=organisation.id
    )


def your_roles(organisation: Organisation) -> list[str]:
    """Return what the actor is in this organisation, as words: nobody mixes up two hats."""
    held = gate.actor().roles_in(organisation.id)
    return [translate(ROLE_NAMES[role]) for role in Role if role in held]


def seen_version() -> int:
    """Return the version that the sent form was drawn from; 0 for what is no version."""
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
