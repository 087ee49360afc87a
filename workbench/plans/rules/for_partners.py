"""What partners read of a plan: everything but what it pays for an hour of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.definitions.schema import Definition

if TYPE_CHECKING:
    from workbench.definitions.schema import Part

# With the sum of a line beside them, hours would tell the rate.
WITHHELD = {"budget_lines": frozenset({"rate", "rate_source", "quantity", "hours", "weeks"})}


def for_partners(definition: Definition) -> Definition:
    """Return the template without the columns that partners do not see; only to read by, never to check with."""
    values = {name: getattr(definition, name) for name in Definition.model_fields}
    values["chapters"] = tuple(
        chapter.model_copy(update={"parts": tuple(_part(part) for part in chapter.parts)})
        for chapter in definition.chapters
    )
    # Not validated again: a copy would keep the lists of parts that the whole template made of itself.
    return Definition.model_construct(**values)


def _part(part: Part) -> Part:
    withheld = WITHHELD.get(part.set or "", frozenset())
    return part.model_copy(update={"columns": tuple(one for one in part.columns if one.id not in withheld)})
