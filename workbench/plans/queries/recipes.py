"""The recipes that an activity can begin with, loaded once from beside the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.definitions.recipes import load_recipes
from workbench.plans.queries.definitions import template_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.recipes import Recipe


def recipes() -> Mapping[str, Recipe]:
    """Return all recipes by key; raises ``TemplateError`` when one is wrong."""
    return load_recipes(template_folder())
