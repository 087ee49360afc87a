"""Checks of activities that began with a recipe: an instruction that earlier recipes left behind is no answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.plans.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent

LEFT = Message("This still says what to fill in. Replace it by your own answer.")
_TELLS = re.compile(r"vul in (?:hoeveel|wie|wat|welke|met wie|wanneer)\b", re.IGNORECASE)


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield each cell of an activity with a recipe that still tells its writer what to do."""
    part = definition.set_parts.get("activities")
    if part is None:
        return
    for row in content.activities:
        for column in part.columns if row.recipe else ():
            if _TELLS.match(str(row.cell(column.id) or "")):
                yield Finding(part.id, LEFT, row=row.id, question=column.id, rule="instruction_left")
