"""Checks of files: a row that names a file which this installation does not have, as after an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.plans.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent, Row

LOST = Message("The file itself is not here. Choose it again from your computer.")


def file_ids(content: PlanContent, definition: Definition) -> dict[tuple[str, str, str], str]:
    """Return the id of each file that a plan names, by part, row (empty for a question) and column."""
    found: dict[tuple[str, str, str], str] = {}
    for part in definition.parts:
        for one in (*part.questions, *part.columns):
            if one.kind == "file":
                rows: tuple[Row | None, ...] = content.rows(part.set) if part.set else (None,)
                for row in rows:
                    value = row.cell(one.id) if row else content.answers.get(one.id)
                    if isinstance(value, str):
                        found[part.id, row.id if row else "", one.id] = value
    return found


def findings(content: PlanContent, definition: Definition, known: Collection[str]) -> Iterator[Finding]:
    """Yield each file that is named and not ``known``: advice, since its row says what it is."""
    for (part, row, column), file_id in file_ids(content, definition).items():
        if file_id not in known and part not in content.not_applicable:
            yield Finding(
                part, LOST, row=row or None, question=column, blocking=False, missing=True, rule="file_is_here"
            )
