"""Joins plans to the application: pages, menu, tabs; wrong plan templates stop the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.accounts.operations.erasure import also_erase
from workbench.kit.values.messages import Message
from workbench.kit.web.navigation import register_main, register_plan_tab
from workbench.kit.web.rights import register_rights
from workbench.plans import (
    jobs,  # noqa: F401 - joins the job that cleans up
    views,
)
from workbench.plans.operations.erasure import forget_person
from workbench.plans.operations.spreadsheet import incoming
from workbench.plans.queries import TemplateGoneError, definitions
from workbench.plans.queries.uploads import folder
from workbench.plans.views import feeds, planning, raci, recipes, red_thread, rights, spreadsheet, uploads
from workbench.plans.views.here import init_here, lists_plans

if TYPE_CHECKING:
    from flask import Flask

PUBLIC = feeds.PUBLIC
PAGES = (planning, feeds, uploads, spreadsheet, raci, recipes, red_thread)  # their routes join the blueprint of plans


def register(app: Flask) -> None:
    """Join the application. Raises ``TemplateError`` when a plan template is wrong."""
    definitions()
    also_erase(forget_person)
    for one in (views.blueprint, feeds.agenda, views.shared.blueprint, views.templates.blueprint):
        app.register_blueprint(one)
    init_here(app)
    _keep_uploads(app)
    app.register_error_handler(TemplateGoneError, views.templates.template_gone)
    register_main(Message("Plans"), "plans.index", order=20, shown_to=lists_plans)
    register_main(Message("Shared"), "shared.index", 30, shown_to=views.shared.sees_shared)
    register_main(Message("Templates"), "templates.index", order=40)
    register_plan_tab(Message("Tasks"), "plans.overview", order=10)
    register_plan_tab(Message("Read the plan"), "plans.read", order=20)
    register_plan_tab(Message("Budget"), "plans.budget", order=22)
    register_plan_tab(Message("Planning"), planning.ENDPOINT, order=24)
    register_plan_tab(Message("Neighbourhood"), views.neighbourhood.ENDPOINT, order=26)
    register_plan_tab(Message("Red thread"), red_thread.ENDPOINT, order=28)
    register_plan_tab(Message("Check"), "plans.findings", order=30)
    register_plan_tab(Message("Share"), views.sharing.ENDPOINT, order=50)
    register_rights(rights.of_plans, order=10)
    register_rights(rights.of_shared_plans, order=20)


def _keep_uploads(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    most = settings.upload_max_mb * 1024 * 1024
    folder.set_up(settings.data_dir / "uploads", most=most, quota=settings.upload_quota_mb * 1024 * 1024)
    incoming.set_up(settings.data_dir / "worksheets")
    # Twice as much is still read, so that the sentence about its size can stand beside the field.
    app.config["LARGEST_FILE_FORM"] = 2 * most + 1024 * 1024
