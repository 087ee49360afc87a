"""Areas and figures have no pages of their own: plans show them; their tables join here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.neighbourhoods import models

if TYPE_CHECKING:
    from flask import Flask

TABLES = (models.PublishedArea, models.PublishedFigures, models.PublishedMap, models.PublishedPostcode)


def register(app: Flask) -> None:
    """Join the application."""
    del app
