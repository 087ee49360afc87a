"""The annex of abbreviations that builds itself: those that the plan uses and that nobody explained in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.papers.rules.columns import MAIN_WIDTH, setting_of, shares
from workbench.papers.rules.tables import Group, Head, Line, Table, derived, room_for
from workbench.plans.rules.checks_of_language import abbreviations_used

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent

SET = "abbreviations"
LABELS = ("Afkorting", "Betekenis")


def abbreviations_table(content: PlanContent, definition: Definition) -> Table | None:
    """Return the abbreviations that the plan uses without a row of its own, as a table that answers nothing."""
    used = abbreviations_used(content, definition)
    if not used:
        return None
    weights = setting_of(SET).weights
    widths = shares((weights["name"], weights["meaning"]))
    heads = tuple(Head(label, share) for label, share in zip(LABELS, widths, strict=True))
    groups = (Group(tuple(Line(None, (derived(short), derived(meaning))) for short, meaning in used)),)
    return Table(heads, groups, room=room_for(heads, groups, MAIN_WIDTH), css_class="known")


def has_place(definition: Definition, content: PlanContent) -> bool:
    """Say whether the plan has a part of its own for abbreviations; otherwise they stand at the end."""
    part = definition.set_parts.get(SET)
    return part is not None and part.id not in content.not_applicable
