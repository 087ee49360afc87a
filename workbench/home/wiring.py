"""Joins the start page to the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.home import views
from workbench.kit.values.messages import Message
from workbench.kit.web.navigation import register_main

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Join the application."""
    app.register_blueprint(views.blueprint)
    register_main(Message("Start"), "home.start", order=0)
