"""``PlanContent``: everything in one plan as one frozen value. Its JSON form is the interchange format.

A cell that could not be read keeps what was typed in ``unread`` and has no value. Absent and empty are the same:
``None``.
Amounts are cents, tariffs and quantities exact decimals, references the ``id`` of a row in the same plan.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from workbench.definitions.cells import (
    Names,
    OptionKey,
    Stored,
    Text,
)
from workbench.plans.content.row import Frozen, Row
from workbench.plans.content.rows import (
    SETS,
    Abbreviation,
    Activity,
    Appendix,
    Area,
    Aside,
    BoardMember,
    BudgetLine,
    CoverLine,
    Criterion,
    Figure,
    Indicator,
    Insured,
    Member,
    Milestone,
    Partner,
    PatientArea,
    PlanRole,
    Priority,
    Result,
    Risk,
    Signal,
    Signature,
    Task,
    Theme,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class PlanContent(Frozen):
    """Everything in one plan. Rows stand in the order in which they are read."""

    definition: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{2,59}$")]
    definition_version: int = Field(strict=True, ge=1)
    answers: dict[OptionKey, Stored] = Field(default_factory=dict)
    unread: dict[OptionKey, Text] = Field(default_factory=dict)
    not_applicable: Names = ()
    members: tuple[Member, ...] = ()
    partners: tuple[Partner, ...] = ()
    insured: tuple[Insured, ...] = ()
    patient_areas: tuple[PatientArea, ...] = ()
    board: tuple[BoardMember, ...] = ()
    roles: tuple[PlanRole, ...] = ()
    tasks: tuple[Task, ...] = ()
    areas: tuple[Area, ...] = ()
    figures: tuple[Figure, ...] = ()
    signals: tuple[Signal, ...] = ()
    priorities: tuple[Priority, ...] = ()
    themes: tuple[Theme, ...] = ()
    activities: tuple[Activity, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    cover_lines: tuple[CoverLine, ...] = ()
    risks: tuple[Risk, ...] = ()
    results: tuple[Result, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    signatures: tuple[Signature, ...] = ()
    set_aside: tuple[Aside, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for name in SETS:
            ids = [row.id for row in self.rows(name)]
            twice = sorted(row_id for row_id, times in Counter(ids).items() if times > 1)
            if twice:
                raise ValueError(f"{name}: row {', '.join(twice)} stands twice")
        if set(self.answers) & set(self.unread):
            raise ValueError("an answer is either read or unread, not both")
        return self

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a set."""
        found: tuple[Row, ...] = getattr(self, name)
        return found

    def row(self, name: str, row_id: str | None) -> Row | None:
        """Return the row of that id, if the set has it."""
        return self._by_id[name].get(row_id) if row_id else None

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Row]]:
        return {name: {row.id: row for row in self.rows(name)} for name in SETS}

    def text(self, question: str) -> str:
        """Return the text of an answer, empty when there is none."""
        return str(self.answers.get(question, ""))

    def day(self, question: str) -> date | None:
        """Return the date of an answer of kind date, if there is one."""
        found = self.answers.get(question)
        return date.fromisoformat(str(found)) if found else None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The calendar years of the plan's period, and any year that a budget line names."""
        start, end = self.day("period_start"), self.day("period_end")
        named = {line.year for line in self.budget_lines if line.year}
        named |= {line.year for line in self.cover_lines if line.year}
        if start and end and start <= end:
            named |= set(range(start.year, end.year + 1))
        return tuple(sorted(named))

    def canonical(self) -> bytes:
        """Return the one JSON form of this content: sorted keys, no empty values, UTF-8."""
        data = self.model_dump(mode="json", exclude_defaults=True) | {
            "definition": self.definition,
            "definition_version": self.definition_version,
        }
        return json.dumps(without_empty(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @cached_property
    def sha256(self) -> str:
        """The hash by which this content is known once it is adopted."""
        return hashlib.sha256(self.canonical()).hexdigest()


def without_empty(value: object) -> object:
    """Return a JSON value without what is empty: absent and empty are the same."""
    if isinstance(value, dict):
        return {key: without_empty(inner) for key, inner in value.items() if inner not in (None, {}, [])}
    if isinstance(value, list):
        return [without_empty(inner) for inner in value]
    return value


def all_rows(content: PlanContent) -> Iterator[tuple[str, Row]]:
    """Yield every row with the name of its set, in order."""
    for name in SETS:
        for row in content.rows(name):
            yield name, row
