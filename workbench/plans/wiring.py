"""Joins plans to the application: pages, menu, tabs; wrong plan templates stop the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.web.navigation import register_main, register_plan_tab
from workbench.plans import views
from workbench.plans.queries import TemplateGoneError, definitions
from workbench.plans.views import feeds, planning

if TYPE_CHECKING:
    from flask import Flask

PUBLIC = feeds.PUBLIC


def register(app: Flask) -> None:
    """Join the application. Raises ``TemplateError`` when a plan template is wrong."""
    definitions()
    app.register_blueprint(views.blueprint)
    app.register_blueprint(feeds.agenda)
    app.register_blueprint(views.templates.blueprint)
    app.register_error_handler(TemplateGoneError, views.templates.template_gone)
    register_main(Message("Plans"), "plans.index", order=20)
    register_main(Message("Templates"), "templates.index", order=40)
    register_plan_tab(Message("Tasks"), "plans.overview", order=10)
    register_plan_tab(Message("Read the plan"), "plans.read", order=20)
    register_plan_tab(Message("Budget"), "plans.budget", order=22)
    register_plan_tab(Message("Planning"), planning.ENDPOINT, order=24)
    register_plan_tab(Message("Neighbourhood"), views.neighbourhood.ENDPOINT, order=26)
    register_plan_tab(Message("Check"), "plans.findings", order=30)
