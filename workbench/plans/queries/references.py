"""The rows that a column can refer to, with the number and name by which people know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.plans.content import PlanContent
from workbench.plans.queries.content import rows_now
from workbench.plans.rules.numbering import numbers

if TYPE_CHECKING:
    from workbench.definitions.schema import Part
    from workbench.plans.models import Plan

# The number of an activity comes from its theme, so both must be read.
_NEEDED = {"activities": ("themes", "activities")}


def reference_options(plan: Plan, part: Part, *, but: str | None = None) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for each set that the part's columns refer to, the ids and labels to choose from.

    ``but`` is the row of this part that is being written: no row refers to itself.
    """
    needed = sets_referred_to(part)
    read: dict[str, Any] = {name: tuple(now.row for now in rows_now(plan.id, name)) for name in sorted(needed)}
    content = PlanContent(definition=plan.definition_key, definition_version=plan.definition_version, **read)
    found = options_in(content, part)
    if part.set in found:
        found[part.set] = tuple(one for one in found[part.set] if one[0] != but)
    return found


def sets_referred_to(part: Part) -> frozenset[str]:
    """Return the sets that must be read to name the rows that a part's columns refer to."""
    return frozenset(
        needed for column in part.columns if column.set for needed in _NEEDED.get(column.set, (column.set,))
    )


def options_in(content: PlanContent, part: Part) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the ids and labels to choose from of a content that was read already."""
    numbered = numbers(content)
    known = {"themes": numbered.themes, "priorities": numbered.priorities, "activities": numbered.activities}
    return {
        name: tuple(
            sorted(
                (
                    (row.id, f"{known.get(name, {}).get(row.id, '')} {row.label or '…'}".strip())
                    for row in content.rows(name)
                ),
                key=lambda option: _order(option[1]),
            )
        )
        for name in sorted({column.set for column in part.columns if column.set})
    }


def _order(label: str) -> tuple[list[int], str]:
    number = label.partition(" ")[0]
    return [int(piece) for piece in number.split(".") if piece.isdigit()], label
