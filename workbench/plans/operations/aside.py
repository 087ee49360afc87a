"""Giving a text that was set aside a place in the plan."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.kit.audit import Event, record
from workbench.kit.values.errors import NotFound
from workbench.kit.values.messages import Message
from workbench.plans.operations.differences import store_differences
from workbench.plans.operations.pieces import PieceConflict, hold, theirs_of
from workbench.plans.operations.tables import RowInput, add_rows
from workbench.plans.queries.content import plan_content, row_now
from workbench.plans.rules.aside import ASIDE_PART, aside_row, placed_below, portions
from workbench.plans.rules.findings import SET_ASIDE
from workbench.plans.rules.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.definitions.schema import Definition, Question
    from workbench.plans.access import Somebody, Who
    from workbench.plans.models import Plan
    from workbench.plans.rules.left_over import LeftOver

TEXT_PLACED = Event(
    "plan.text_placed", keys=("piece", "question", "personal_data"), words=Message("placed a text that was set aside")
)
GONE = Message("This text is no longer here. Somebody else placed or removed it.")


@dataclass(frozen=True)
class Target:
    """The question below whose answer a text goes, in the template of its plan."""

    definition: Definition
    question: Question


def place_text(plan: Plan, *, target: Target, row_id: str, version: int, who: Somebody) -> None:
    """Put a text below the answer to a question, and take it from those set aside.

    Raises ``NotFound`` when somebody else placed or removed it, ``PieceConflict`` when somebody changed it after the
    page was opened, ``Refused`` when the answer has no room for it.
    """
    hold(plan)
    now = row_now(plan.id, SET_ASIDE, row_id)
    if now is None:
        raise NotFound(GONE)
    if now.version != version:
        raise PieceConflict(theirs_of(plan.id, f"{SET_ASIDE}/{row_id}", {}, {row_id: now.version}))
    before = plan_content(plan)
    after = placed_below(before, row_id, target.question)
    store_differences(plan, before=before, after=after, definitions=[target.definition], who=who)
    record(
        TEXT_PLACED,
        organisation_id=plan.organisation_id,
        object_type="plan",
        object_id=str(plan.id),
        piece=f"{SET_ASIDE}/{row_id}",
        question=target.question.id,
    )


def set_aside(plan: Plan, *, texts: Sequence[LeftOver], origin: str, who: Who) -> int:
    """Set texts aside; return in how many rows they stand. A text that is sent twice is kept once.

    Raises ``Refused`` for a text that cannot be stored, ``SetFull`` when there is no room.
    """
    rows = [RowInput(*one) for text in texts for one in _rows(text, origin)]
    add_rows(plan, part=ASIDE_PART, rows=rows, who=who)
    return len(rows)


def _rows(kept: LeftOver, origin: str) -> list[tuple[str, None, dict[str, Reading]]]:
    made = []
    for portion in portions(kept.text):
        row_id = "k" + hashlib.sha256(f"{kept.name}\n{portion}".encode()).hexdigest()[:20]
        row = aside_row(row_id, kept.name, origin, portion)
        cells = {"name": row.name, "origin": row.origin, "text": row.text}
        made.append((row_id, None, {key: Reading(text or "", value=text) for key, text in cells.items()}))
    return made
