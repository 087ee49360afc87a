"""What a check finds, and where in the pages it is solved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.definitions.schema import Definition, Part
    from workbench.kit.values.messages import Message

# What is found of the plan as a whole belongs to no part; texts without a place have a page of their own.
WHOLE_PLAN = ""
SET_ASIDE = "set_aside"
ONE_ANSWER = "answer"  # the name of the field on a page with one question


@dataclass(frozen=True)
class Finding:
    """One thing to solve, at the field where it is solved; advice when the plan can be complete without.

    ``missing``: nothing was given yet; otherwise something was given that is not right. ``rule`` names the kind of
    check, ``demand`` the rule of the template that asks it; ``regional``: asked of the region this plan is a part of.
    """

    part: str
    message: Message
    row: str | None = None
    question: str | None = None
    blocking: bool = True
    missing: bool = False
    rule: str = ""
    demand: str = ""
    regional: bool = False

    @property
    def field(self) -> tuple[str, str | None, str | None]:
        """The field where it is solved: part, row, question."""
        return self.part, self.row, self.question


class Asked:
    """Which sets, columns and questions a template asks: a check looks only at what is asked."""

    def __init__(self, definition: Definition) -> None:
        self._parts = {name: part.id for name, part in definition.set_parts.items()}
        self._columns = {name: {column.id for column in part.columns} for name, part in definition.set_parts.items()}
        self._questions = {question.id: part.id for part in definition.parts for question in part.questions}

    def part(self, name: str) -> str:
        """Return the part of a set."""
        return self._parts[name]

    def part_asking(self, question: str) -> str:
        """Return the part that asks a question; of the plan as a whole when none does."""
        return self._questions.get(question, WHOLE_PLAN)

    def has(self, name: str, *columns: str) -> bool:
        """Say whether a set is asked, with all these columns."""
        return name in self._parts and self._columns[name].issuperset(columns)


def field_path(finding: Finding, part: Part | None) -> str:
    """Return where a finding is solved, seen from the address of its plan: the page, and the id of the field on it.

    ``part`` is the finding's own part, None for the plan as a whole and for texts that were set aside.
    """
    if finding.part == SET_ASIDE:
        return f"apart#question-{finding.row}"
    if part is None:
        return f"controle#{f'demand-{finding.demand}' if finding.demand else finding.rule}"
    base = f"onderdeel/{part.id}"
    if finding.row is not None:
        return f"{base}/regels/{finding.row}#{finding.question or part.columns[0].id}"
    if part.is_set:
        # A row is missing: it is added on the page of a new one.
        return f"{base}/regels/nieuw#{part.columns[0].id}" if finding.missing else f"{base}#main"
    single = len(part.questions) == 1
    return f"{base}#{ONE_ANSWER if single else finding.question or part.questions[0].id}"
