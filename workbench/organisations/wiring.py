"""Organisations have no pages yet; their tables join here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.organisations import models

if TYPE_CHECKING:
    from flask import Flask

TABLES = (models.Organisation, models.Practice, models.OrganisationArea, models.OrganisationLink)


def register(app: Flask) -> None:
    """Join the application."""
    del app
