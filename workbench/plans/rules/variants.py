"""Activities that began with the same recipe, beside it: what was kept, what is different, what is still empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.plans.rules.numbering import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.definitions.recipes import Recipe
    from workbench.definitions.schema import Part
    from workbench.plans.content import Activity, PlanContent

SAME, DIFFERENT, EMPTY = "same", "different", "empty"
OWN = "own"  # what only the neighbourhood can say: a recipe has nothing to compare it with


@dataclass(frozen=True)
class Compared:
    """One field: its label, what the recipe says, and of each variant what stands there and how that compares."""

    key: str
    label: str
    recipe: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Variant:
    """An activity that began with the recipe: its number, its name, and what was changed on purpose."""

    id: str
    number: str
    name: str
    change: str


@dataclass(frozen=True)
class Comparison:
    """A recipe with its variants in one plan, field by field: what it fills in, and what it leaves to them."""

    recipe: Recipe
    variants: tuple[Variant, ...]
    fields: tuple[Compared, ...]
    hints: tuple[Compared, ...]


def offered(part: Part, recipes: Mapping[str, Recipe]) -> tuple[Recipe, ...]:
    """Return the recipes that a template offers at its activities, in its order; none when it asks no recipe."""
    column = part.column("recipe")
    return tuple(recipes[one.key] for one in column.options if one.key in recipes) if column else ()


def fields_of(part: Part, recipe: Recipe) -> tuple[tuple[str, str, str], ...]:
    """Return what a recipe fills in: (column, label, text) of each column that the template asks."""
    cells = recipe.cells
    return tuple((one.id, one.label, cells[one.id]) for one in part.columns if one.id in cells and one.id != "recipe")


def hints_of(part: Part, recipe: Recipe) -> tuple[tuple[str, str, str], ...]:
    """Return what a recipe leaves to the neighbourhood: (column, label, hint) of each column that the template asks."""
    hints = recipe.hints.model_dump()
    return tuple((one.id, one.label, hints[one.id]) for one in part.columns if one.id in hints)


def compared(content: PlanContent, part: Part, recipe: Recipe) -> Comparison:
    """Return the variants of a recipe in a plan, each field beside the recipe's."""
    found, numbered = [row for row in content.activities if row.recipe == recipe.key], numbers(content)
    return Comparison(
        recipe,
        tuple(Variant(row.id, numbered.activity(row.id), row.label, row.variant or "") for row in found),
        tuple(
            Compared(key, label, text, tuple(_beside(row, key, text) for row in found))
            for key, label, text in fields_of(part, recipe)
        ),
        tuple(
            Compared(key, label, text, tuple(_beside(row, key, "") for row in found))
            for key, label, text in hints_of(part, recipe)
        ),
    )


def _beside(row: Activity, key: str, text: str) -> tuple[str, str]:
    there = str(row.cell(key) or row.unread.get(key, ""))
    # Where lines break says nothing: a text that was pasted back is the same text.
    how = EMPTY if not there else OWN if not text else SAME if there.split() == text.split() else DIFFERENT
    return there, how
