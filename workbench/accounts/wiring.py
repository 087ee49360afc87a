"""Joins people and sign-in to the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts import jobs, views
from workbench.accounts.views.entrance import keep, load_actor
from workbench.kit.audit import ANCHORS, key_from
from workbench.kit.mail import OutgoingMail
from workbench.kit.values.messages import Message
from workbench.kit.web.navigation import register_organisation_tab
from workbench.organisations.access import OrganisationPermission

if TYPE_CHECKING:
    from flask import Flask

PUBLIC = views.PUBLIC
SIGN_IN = "accounts.sign_in"
TABLES = (OutgoingMail,)

__all__ = ["PUBLIC", "SIGN_IN", "TABLES", "keep", "load_actor", "register"]


def register(app: Flask) -> None:
    """Join the application."""
    app.register_blueprint(views.blueprint)
    register_organisation_tab(Message("Log"), "accounts.log", 60, OrganisationPermission.SEE_LOG)
    settings = app.config["SETTINGS"]
    jobs.retention.set_up(folder=settings.data_dir)
    jobs.trail.set_up(key=key_from(settings.secret_key), anchors=settings.data_dir / ANCHORS)
