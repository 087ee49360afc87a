"""What a plan asks of its writers now, the most urgent first; and what somebody without work may expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.kit.values.messages import Message
from workbench.organisations.rules import Kind, Role
from workbench.plans.rules.standing import PartState

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbench.definitions.schema import Definition, Part
    from workbench.plans.rules.standing import Standing

BEGUN = Message("Nothing waits for you. Plans of your collaboration appear here as soon as somebody begins one.")
OPENED = Message(
    "Nothing waits for you. Plans of your collaboration appear here as soon as they are opened to partners."
)
SENT = Message("Nothing waits for you. Plans appear here as soon as your organisation sends you to a collaboration.")
HANDED = Message("Nothing waits for you. What a collaboration gives your organisation to read appears here.")


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


def coming(hats: Collection[tuple[Kind, Role]]) -> Message:
    """Say what to expect to who has nothing to read yet; ``hats``: what they are, in which kinds of organisation."""
    there = {role for kind, role in hats if kind is Kind.COLLABORATION and role is not Role.ADMINISTRATOR}
    if there:
        return OPENED if there == {Role.COMMENTER} else BEGUN
    return SENT if (Kind.SUPPORT, Role.ADVISER) in hats else HANDED
