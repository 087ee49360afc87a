"""What a plan asks of its writers now: at most three tasks, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.plans.rules.standing import PartState

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition, Part
    from workbench.plans.rules.standing import Standing


@dataclass(frozen=True)
class Task:
    """One thing to do: at a part, or at ``count`` points of the plan."""

    kind: Literal["correct", "go_on", "begin", "needed", "advise"]
    part: Part | None = None
    count: int = 0


def to_do(definition: Definition, judged: Standing) -> list[Task]:
    """Return the tasks of a plan: wrong answers, the part to go on with, what is missing; advice when all is there."""
    needed = [finding for finding in judged.findings if finding.blocking]
    wrong = sum(not finding.missing for finding in needed)
    tasks = [Task("correct", count=wrong)] if wrong else []
    if part := judged.next_part(definition):
        tasks.append(Task("go_on" if judged.state(part.id) is PartState.IN_PROGRESS else "begin", part))
    if missing := len(needed) - wrong:
        tasks.append(Task("needed", count=missing))
    if not tasks and judged.findings:
        tasks.append(Task("advise", count=len(judged.findings)))
    return tasks
