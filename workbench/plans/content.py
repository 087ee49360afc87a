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
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from workbench.definitions.cells import (
    Cents,
    Count,
    Day,
    FileId,
    Line,
    Names,
    OptionKey,
    Quantity,
    RowId,
    RowIds,
    Slug,
    Stored,
    Tariff,
    Text,
    Year,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

FORMAT: Literal["wijkplan"] = "wijkplan"
FORMAT_VERSION: Literal[1] = 1


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class Row(_Frozen):
    """A row of a set: its id stays the same for the life of the plan, whatever its place."""

    id: RowId
    unread: dict[OptionKey, Text] = {}
    extra: dict[OptionKey, Stored] = {}

    @field_validator("unread", "extra", mode="before")
    @classmethod
    def _absent_is_empty(cls, value: object) -> object:
        return {} if value is None else value

    @model_validator(mode="after")
    def _cells_stand_once(self) -> Self:
        own = type(self).model_fields
        if doubled := sorted(key for key in self.unread if self.cell(key) is not None):
            raise ValueError(f"{', '.join(doubled)}: a cell is either read or unread, not both")
        if hidden := sorted(key for key in self.extra if key in own):
            raise ValueError(f"{', '.join(hidden)}: a column of its own, not one that a template added")
        return self

    def cell(self, column: str) -> str | int | Decimal | date | tuple[str, ...] | None:
        """Return the value of a column, its own or one that a template added; None when it is empty."""
        if column in type(self).model_fields:
            found: str | int | Decimal | date | tuple[str, ...] | None = getattr(self, column)
            return None if found == () else found
        return self.extra.get(column)

    @property
    def label(self) -> str:
        """The words by which people know this row, empty when it has none yet."""
        return str(self.cell("name") or self.cell("description") or self.cell("insurer") or "")


class Member(Row):
    """A practice or organisation that takes part, with its registered patients."""

    name: Line | None = None
    discipline: OptionKey | None = None
    location: Line | None = None
    professionals: Count | None = None
    patients: Count | None = None
    agb_code: Line | None = None


class Partner(Row):
    """An organisation that works along without being a member."""

    name: Line | None = None
    kind: OptionKey | None = None
    role: Text | None = None
    contribution: Line | None = None


class Insured(Row):
    """Registered patients of the practices per insurer, on one reference date."""

    insurer: Line | None = None
    patients: Count | None = None
    reference_date: Day | None = None
    source: Line | None = None
    follows: OptionKey | None = None
    share: Quantity | None = None


class PatientArea(Row):
    """How many registered patients live in a postcode area, counted on one day."""

    postcode: Line | None = None
    patients: Count | None = None
    reference_date: Day | None = None
    source: Line | None = None


class BoardMember(Row):
    """A seat on the board with its portfolio and mandate."""

    name: Line | None = None
    role: Line | None = None
    portfolio: Text | None = None
    discipline: Line | None = None
    mandate_from: Line | None = None
    contact: Line | None = None


class PlanRole(Row):
    """A role in the collaboration, such as board or neighbourhood manager: a column of the task matrix."""

    name: Line | None = None


class Task(Row):
    """A task with who is responsible, accountable, consulted and informed."""

    name: Line | None = None
    portfolio: Line | None = None
    responsible: RowIds = ()
    accountable: RowIds = ()
    consulted: RowIds = ()
    informed: RowIds = ()


class Area(Row):
    """A wijk, buurt or municipality that the plan is about, by its code at Statistics Netherlands."""

    name: Line | None = None
    code: Line | None = None
    kind: OptionKey | None = None
    municipality: Line | None = None


class Figure(Row):
    """A figure of the neighbourhood beside those to compare it with; ``key`` names a published indicator."""

    name: Line | None = None
    value: Quantity | None = None
    unit: Line | None = None
    comparison: Quantity | None = None
    compared_with: Line | None = None
    year: Year | None = None
    source: Line | None = None
    key: Line | None = None
    national: Quantity | None = None
    place: Line | None = None


class Signal(Row):
    """What was seen or heard in the neighbourhood: a sentence, if counted "count of total", with date and source."""

    name: Line | None = None
    kind: OptionKey | None = None
    count: Count | None = None
    total: Count | None = None
    date: Day | None = None
    source: Line | None = None
    figure: RowId | None = None


class Priority(Row):
    """A priority (speerpunt): why, which effect, which SMART goal, on which level."""

    name: Line | None = None
    signal: Text | None = None
    effect: Text | None = None
    goal: Text | None = None
    level: OptionKey | None = None
    signals: RowIds = ()


class Theme(Row):
    """A theme that groups activities."""

    name: Line | None = None
    intro: Text | None = None


class Activity(Row):
    """An activity of a theme, working on a priority."""

    name: Line | None = None
    theme: RowId | None = None
    priority: RowId | None = None
    goal: Text | None = None
    target_group: Line | None = None
    lead: Line | None = None
    partners: Line | None = None
    start: Day | None = None
    end: Day | None = None
    result: Text | None = None
    level: OptionKey | None = None
    after: RowIds = ()
    recipe: OptionKey | None = None
    variant: Text | None = None
    referral: Text | None = None
    feedback: Text | None = None
    guidance: Text | None = None
    evaluation: Text | None = None


class Milestone(Row):
    """A moment at which something of an activity stands, with its evidence."""

    name: Line | None = None
    activity: RowId | None = None
    due: Day | None = None
    responsible: Line | None = None
    evidence: Line | None = None


class Indicator(Row):
    """What is measured of a priority: baseline and target in one unit."""

    name: Line | None = None
    priority: RowId | None = None
    activity: RowId | None = None
    kind: OptionKey | None = None
    about: OptionKey | None = None
    unit: Line | None = None
    source: Line | None = None
    baseline: Quantity | None = None
    target: Quantity | None = None
    moment: Line | None = None
    measured_by: Line | None = None
    direction: OptionKey | None = None


class Spread(Row):
    """An amount of one year, and how it falls over the quarters (cents)."""

    spread: OptionKey | None = None
    q1: Cents | None = None
    q2: Cents | None = None
    q3: Cents | None = None
    q4: Cents | None = None


class BudgetLine(Spread):
    """A cost in one year: quantity times rate (cents), or hours a week times weeks times rate."""

    description: Line | None = None
    category: OptionKey | None = None
    activity: RowId | None = None
    year: Year | None = None
    unit: OptionKey | None = None
    quantity: Quantity | None = None
    rate: Cents | None = None
    funder: OptionKey | None = None
    role: Line | None = None
    rate_source: Line | None = None
    hours: Quantity | None = None
    weeks: Quantity | None = None
    vat: OptionKey | None = None
    vat_recoverable: OptionKey | None = None
    status: OptionKey | None = None


class CoverLine(Spread):
    """Money that covers costs in one year: patients times tariff, or an amount (cents)."""

    description: Line | None = None
    funder: OptionKey | None = None
    year: Year | None = None
    patients: Count | None = None
    tariff: Tariff | None = None
    per: OptionKey | None = None
    amount: Cents | None = None
    status: OptionKey | None = None
    basis: OptionKey | None = None
    payment_title: OptionKey | None = None
    insurer: RowId | None = None
    quarters: Names = ()
    tariff_source: Line | None = None
    tariff_date: Day | None = None
    contractor: Line | None = None
    billing: Line | None = None


class Risk(Row):
    """A risk with its chance, effect, measure and owner."""

    name: Text | None = None
    chance: OptionKey | None = None
    effect: OptionKey | None = None
    measure: Text | None = None
    owner: Line | None = None


class Result(Row):
    """What came of an activity of the last period."""

    name: Line | None = None
    achieved: OptionKey | None = None
    outcome: Text | None = None
    next_step: Text | None = None


class Criterion(Row):
    """A criterion of the insurer with the collaboration's answer and its evidence."""

    name: Line | None = None
    answer: OptionKey | None = None
    evidence: Text | None = None
    explanation: Text | None = None


class Appendix(Row):
    """A paper that goes with the plan; ``file`` is the id of its upload."""

    name: Line | None = None
    state: OptionKey | None = None
    note: Line | None = None
    file: FileId | None = None


class Abbreviation(Row):
    """A short form with what it stands for."""

    name: Line | None = None
    meaning: Line | None = None


class Signature(Row):
    """Who signs the plan, for whom and with which mandate."""

    name: Line | None = None
    function: Line | None = None
    organisation: Line | None = None
    mandate: Line | None = None
    date: Day | None = None


class Aside(Row):
    """A text that has no place in the template (any more), with where it came from."""

    name: Line | None = None
    origin: Line | None = None
    text: Text | None = None


class PlanContent(_Frozen):
    """Everything in one plan. Rows stand in the order in which they are read."""

    definition: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{2,59}$")]
    definition_version: int = Field(strict=True, ge=1)
    answers: dict[OptionKey, Stored] = {}
    unread: dict[OptionKey, Text] = {}
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
        return json.dumps(_without_empty(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @cached_property
    def sha256(self) -> str:
        """The hash by which this content is known once it is adopted."""
        return hashlib.sha256(self.canonical()).hexdigest()


SETS: dict[str, type[Row]] = {
    "members": Member,
    "partners": Partner,
    "insured": Insured,
    "patient_areas": PatientArea,
    "board": BoardMember,
    "roles": PlanRole,
    "tasks": Task,
    "areas": Area,
    "figures": Figure,
    "signals": Signal,
    "priorities": Priority,
    "themes": Theme,
    "activities": Activity,
    "milestones": Milestone,
    "indicators": Indicator,
    "budget_lines": BudgetLine,
    "cover_lines": CoverLine,
    "risks": Risk,
    "results": Result,
    "criteria": Criterion,
    "appendices": Appendix,
    "abbreviations": Abbreviation,
    "signatures": Signature,
    "set_aside": Aside,
}


class OrganisationRef(_Frozen):
    """The collaboration whose plan it is."""

    slug: Slug
    name: Line


class FileRef(_Frozen):
    """A file that the plan names: the interchange file tells what it is, and does not hold its bytes."""

    id: FileId
    name: Line
    kind: OptionKey
    size: Count
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PlanFile(_Frozen):
    """The interchange file: one plan with its address and its collaboration."""

    format: Literal["wijkplan"] = FORMAT
    format_version: Literal[1] = FORMAT_VERSION
    slug: Slug
    organisation: OrganisationRef
    content: PlanContent
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    files: tuple[FileRef, ...] = ()

    def to_json(self) -> str:
        """Return the file as people may read it: indented, without empty values, ending in a new line."""
        data = self.model_dump(mode="json", exclude_defaults=True)
        data = {"format": self.format, "format_version": self.format_version} | data
        return json.dumps(_without_empty(data), ensure_ascii=False, indent=2) + "\n"


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner not in (None, {}, [])}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return value


def all_rows(content: PlanContent) -> Iterator[tuple[str, Row]]:
    """Yield every row with the name of its set, in order."""
    for name in SETS:
        for row in content.rows(name):
            yield name, row
