"""Recipes: every one that ships fits the columns of an activity, and a wrong one is told with its line."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.definitions.make import SHIPPED_FOLDER
from workbench.definitions.loader import load_folder
from workbench.definitions.recipes import FOLDER, load_recipes
from workbench.definitions.yaml_file import TemplateError
from workbench.kit.values.text import words
from workbench.plans.content import Activity

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.definitions.recipes import Recipe

# How a sentence begins that tells a writer what to do, instead of what the neighbourhood does.
TELLING = re.compile(
    r"(Vul|Kies|Meet|Tel|Vraag|Vergelijk|Kijk|Denk|Bel|Bespreek|Noem|Beschrijf|Toets|Schrijf|Zet|Geef|Maak|Leg|Neem)\b"
)
RECIPES = load_recipes(SHIPPED_FOLDER)
EXAMPLE = load_folder(SHIPPED_FOLDER)["voorbeeld-oi-wijk-2026"].set_parts["activities"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of templates with one recipe."""
    shutil.copytree(SHIPPED_FOLDER / FOLDER, tmp_path / FOLDER)
    return tmp_path


def test_social_prescribing_is_among_them() -> None:
    assert "welzijn_op_recept" in RECIPES
    assert len(RECIPES) >= 4


def test_the_example_offers_every_recipe_by_its_name() -> None:
    column = EXAMPLE.column("recipe")
    assert column is not None
    offered = {option.key: option.label for option in column.options}
    assert offered == {key: recipe.name for key, recipe in RECIPES.items()}


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_fills_columns_of_an_activity_within_their_limits(recipe: Recipe) -> None:
    begun = Activity.model_validate({"id": "act", **recipe.cells})
    for column in EXAMPLE.columns:
        if column.max_words:
            assert words(str(begun.cell(column.id) or "")) <= column.max_words, column.id


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_names_no_number_that_the_neighbourhood_should_choose(recipe: Recipe) -> None:
    assert "result" not in recipe.cells
    assert "hoeveel" in recipe.hints.result.casefold()
    assert "€" not in recipe.model_dump_json()


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_stores_no_instruction_to_the_writer(recipe: Recipe) -> None:
    sentences = [one for text in recipe.cells.values() for one in re.split(r"(?<=[.!?])\s+", text)]
    assert [one for one in sentences if TELLING.match(one)] == []


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_what_only_the_neighbourhood_can_say_is_a_hint(recipe: Recipe) -> None:
    assert set(recipe.hints.model_dump()) == {"lead", "partners", "result"}
    assert not set(recipe.hints.model_dump()) & set(recipe.cells)


def test_a_key_that_is_missing_is_told_with_its_file_and_place(folder: Path) -> None:
    file = folder / FOLDER / "valpreventie.yaml"
    file.write_text(file.read_text("utf-8").replace("  lead: ", "  leader: "), "utf-8")
    with pytest.raises(TemplateError) as caught:
        load_recipes(folder)
    assert {(one.file, one.path) for one in caught.value.mistakes} == {
        ("valpreventie.yaml", "hints.lead"),
        ("valpreventie.yaml", "hints.leader"),
    }


def test_a_recipe_is_called_as_its_file(folder: Path) -> None:
    (folder / FOLDER / "valpreventie.yaml").rename(folder / FOLDER / "anders.yaml")
    with pytest.raises(TemplateError, match=r"valpreventie stands in valpreventie\.yaml"):
        load_recipes(folder)


def test_a_folder_without_recipes_has_none(tmp_path: Path) -> None:
    assert load_recipes(tmp_path) == {}
