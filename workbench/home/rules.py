"""What a plan asks of its writers now: at most three tasks, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.kit.values.messages import Message
from workbench.plans.rules.standing import PartState

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition, Part
    from workbench.plans.rules.findings import Finding
    from workbench.plans.rules.standing import Standing

# The checks that ask for something that is not there yet; every other needed point is about an answer that was given.
MISSING = frozenset(
    {Message("Fill in “%(label)s”.").text, Message("Add at least %(least)s; there are %(found)s now.").text}
)


@dataclass(frozen=True)
class Task:
    """One thing to do: at a part, or at ``count`` points of the plan."""

    kind: Literal["correct", "go_on", "begin", "needed", "advise"]
    part: Part | None = None
    count: int = 0


def to_do(definition: Definition, judged: Standing) -> list[Task]:
    """Return the tasks of a plan: wrong answers, the part to go on with, what is missing; advice when all is there."""
    needed = [finding for finding in judged.findings if finding.blocking]
    wrong = sum(not _is_missing(finding) for finding in needed)
    tasks = [Task("correct", count=wrong)] if wrong else []
    if part := _next_part(definition, judged):
        tasks.append(Task("go_on" if judged.state(part.id) is PartState.IN_PROGRESS else "begin", part))
    if missing := len(needed) - wrong:
        tasks.append(Task("needed", count=missing))
    if not tasks and judged.findings:
        tasks.append(Task("advise", count=len(judged.findings)))
    return tasks


def _is_missing(finding: Finding) -> bool:
    return finding.message.text in MISSING


def _next_part(definition: Definition, judged: Standing) -> Part | None:
    """Return the part that was begun and not completed, else the first that was not begun."""
    for state in (PartState.IN_PROGRESS, PartState.NOT_STARTED):
        found = next((part for part in definition.parts if judged.state(part.id) is state), None)
        if found:
            return found
    return None
