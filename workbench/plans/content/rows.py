"""The rows of a plan, one class for each set; amounts are cents, tariffs and quantities exact decimals."""

from __future__ import annotations

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
    Tariff,
    Text,
    Year,
)
from workbench.plans.content.row import Row


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
