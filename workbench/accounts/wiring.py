"""Joins people and sign-in to the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts import jobs, views
from workbench.accounts.operations.endings import end_sent_by
from workbench.accounts.views.entrance import keep, load_actor
from workbench.kit.audit import ANCHORS, key_from
from workbench.kit.mail import OutgoingMail
from workbench.kit.values.messages import Message
from workbench.kit.web.navigation import register_main, register_organisation_tab
from workbench.organisations.access import OrganisationPermission, operates
from workbench.organisations.signals import organisation_unlinked

if TYPE_CHECKING:
    import uuid

    from flask import Flask

PUBLIC = views.PUBLIC
SIGN_IN = "accounts.sign_in"
TABLES = (OutgoingMail,)

__all__ = ["PUBLIC", "SIGN_IN", "TABLES", "keep", "load_actor", "register"]


def register(app: Flask) -> None:
    """Join the application."""
    app.register_blueprint(views.blueprint)
    app.register_blueprint(views.people.blueprint)
    app.register_blueprint(views.installation.blueprint)
    register_main(Message("Organisations"), "members.mine", 50, also=frozenset({"organisations", "accounts.log"}))
    register_main(Message("Installation"), "installation.index", 60, shown_to=operates)
    register_organisation_tab(Message("People"), "members.members", 2, OrganisationPermission.SEE_MEMBERS)
    register_organisation_tab(Message("Invitations"), "members.invitations", 4, OrganisationPermission.INVITE)
    register_organisation_tab(
        Message("Collaborations"), "members.collaborations", 50, OrganisationPermission.SEE_COLLABORATIONS
    )
    register_organisation_tab(Message("Log"), "accounts.log", 60, OrganisationPermission.SEE_LOG)
    organisation_unlinked.connect(_end_sent)
    settings = app.config["SETTINGS"]
    jobs.retention.set_up(folder=settings.data_dir)
    jobs.trail.set_up(key=key_from(settings.secret_key), anchors=settings.data_dir / ANCHORS)


def _end_sent(_sender: object, *, collaboration_id: uuid.UUID, other_id: uuid.UUID) -> None:
    end_sent_by(support_id=other_id, collaboration_id=collaboration_id)
