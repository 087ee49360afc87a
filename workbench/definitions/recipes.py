"""Recipes of activities: proven ways of working with which an activity can begin; a proposal, never a demand.

A recipe is a file ``plan_templates/recepten/<key>.yaml``. An activity keeps its key, so that all variants of one
recipe can be found and compared.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from workbench.definitions.cells import Line, OptionKey, Text
from workbench.definitions.demands import Source
from workbench.definitions.frozen import Frozen, Prose
from workbench.definitions.yaml_file import Mistake, TemplateError, line_of, path_of, read_tree, values_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "recepten"


class Beginning(Frozen):
    """What a recipe fills in at an activity, by column: sentences that can stand in the plan as they are."""

    goal: Text
    target_group: Line
    referral: Text
    feedback: Text
    guidance: Text
    evaluation: Text


class Hints(Frozen):
    """What only the neighbourhood can say, by column: shown beside the empty field, and never stored."""

    lead: Prose
    partners: Prose
    result: Prose

    def in_order(self) -> tuple[str, ...]:
        """Return the texts of the hints."""
        return tuple(self.model_dump().values())


class Recipe(Frozen):
    """One recipe: what it is, on what it rests, how the activity begins, and what must be there first."""

    key: OptionKey
    name: Prose
    summary: Prose
    sources: tuple[Source, ...] = Field(min_length=1)
    activity: Beginning
    hints: Hints
    preconditions: tuple[Prose, ...] = Field(min_length=1)
    milestones: tuple[Prose, ...] = ()
    indicators: tuple[Prose, ...] = ()

    @property
    def cells(self) -> dict[str, str]:
        """The cells of a new activity that begins with this recipe, by column."""
        return {"name": self.name, "recipe": self.key, **self.activity.model_dump()}


@lru_cache(maxsize=8)
def load_recipes(folder: Path) -> Mapping[str, Recipe]:
    """Return the recipes beside the templates of a folder, by key; raises ``TemplateError`` with file and line."""
    found: dict[str, Recipe] = {}
    for file in sorted((folder / FOLDER).glob("*.yaml")):
        recipe = _read(file)
        if recipe.key != file.stem:
            raise TemplateError([Mistake(file.name, 1, "key", f"the recipe {recipe.key} stands in {recipe.key}.yaml")])
        found[recipe.key] = recipe
    return MappingProxyType(found)


def _read(file: Path) -> Recipe:
    tree = read_tree(file)
    try:
        return Recipe.model_validate(values_of(tree))
    except ValidationError as error:
        raise TemplateError(
            [Mistake(*line_of(tree, one["loc"]), path_of(one["loc"]), one["msg"]) for one in error.errors()]
        ) from None
