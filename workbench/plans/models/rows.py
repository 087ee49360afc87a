"""One table for each set of rows, with the columns of its row class in ``plans.content``."""

from __future__ import annotations

import datetime as dt
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workbench.kit.storage import Base, ExactDecimal, Json

Line = String(300)
Key = String(40)
Quantity = ExactDecimal(16, 4)
Tariff = ExactDecimal(18, 6)


class PlanRow(Base):
    """What every row has: its plan, its own id, its place, its version, and cells that could not be read."""

    __abstract__ = True

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(Key, primary_key=True)
    position: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    unread: Mapped[Any | None] = mapped_column(Json)
    extra: Mapped[Any | None] = mapped_column(Json)


class MemberRow(PlanRow):
    """A practice or organisation that takes part, with its registered patients."""

    __tablename__ = "member"

    name: Mapped[str | None] = mapped_column(Line)
    discipline: Mapped[str | None] = mapped_column(Key)
    location: Mapped[str | None] = mapped_column(Line)
    professionals: Mapped[int | None] = mapped_column(BigInteger)
    patients: Mapped[int | None] = mapped_column(BigInteger)
    agb_code: Mapped[str | None] = mapped_column(Line)


class PartnerRow(PlanRow):
    """An organisation that works along without being a member."""

    __tablename__ = "partner"

    name: Mapped[str | None] = mapped_column(Line)
    kind: Mapped[str | None] = mapped_column(Key)
    role: Mapped[str | None] = mapped_column(Text)
    contribution: Mapped[str | None] = mapped_column(Line)


class InsuredRow(PlanRow):
    """Registered patients of the practices per insurer, on one reference date."""

    __tablename__ = "insured"

    insurer: Mapped[str | None] = mapped_column(Line)
    patients: Mapped[int | None] = mapped_column(BigInteger)
    reference_date: Mapped[date | None]
    source: Mapped[str | None] = mapped_column(Line)
    follows: Mapped[str | None] = mapped_column(Key)
    share: Mapped[Decimal | None] = mapped_column(Quantity)


class PatientAreaRow(PlanRow):
    """How many registered patients live in a postcode area, counted on one day."""

    __tablename__ = "patient_area"

    postcode: Mapped[str | None] = mapped_column(Line)
    patients: Mapped[int | None] = mapped_column(BigInteger)
    reference_date: Mapped[date | None]
    source: Mapped[str | None] = mapped_column(Line)


class BoardMemberRow(PlanRow):
    """A seat on the board with its portfolio and mandate."""

    __tablename__ = "board_seat"

    name: Mapped[str | None] = mapped_column(Line)
    role: Mapped[str | None] = mapped_column(Line)
    portfolio: Mapped[str | None] = mapped_column(Text)
    discipline: Mapped[str | None] = mapped_column(Line)
    mandate_from: Mapped[str | None] = mapped_column(Line)
    contact: Mapped[str | None] = mapped_column(Line)


class RoleRow(PlanRow):
    """A role in the collaboration: a column of the task matrix."""

    __tablename__ = "plan_role"

    name: Mapped[str | None] = mapped_column(Line)


class TaskRow(PlanRow):
    """A task with who is responsible, accountable, consulted and informed."""

    __tablename__ = "task"

    name: Mapped[str | None] = mapped_column(Line)
    portfolio: Mapped[str | None] = mapped_column(Line)
    responsible: Mapped[Any | None] = mapped_column(Json)
    accountable: Mapped[Any | None] = mapped_column(Json)
    consulted: Mapped[Any | None] = mapped_column(Json)
    informed: Mapped[Any | None] = mapped_column(Json)


class AreaRow(PlanRow):
    """A wijk, buurt or municipality that the plan is about, by its code."""

    __tablename__ = "plan_area"

    name: Mapped[str | None] = mapped_column(Line)
    code: Mapped[str | None] = mapped_column(Line)
    kind: Mapped[str | None] = mapped_column(Key)
    municipality: Mapped[str | None] = mapped_column(Line)


class FigureRow(PlanRow):
    """A figure of the neighbourhood beside one to compare it with."""

    __tablename__ = "figure"

    name: Mapped[str | None] = mapped_column(Line)
    value: Mapped[Decimal | None] = mapped_column(Quantity)
    unit: Mapped[str | None] = mapped_column(Line)
    comparison: Mapped[Decimal | None] = mapped_column(Quantity)
    compared_with: Mapped[str | None] = mapped_column(Line)
    year: Mapped[int | None]
    source: Mapped[str | None] = mapped_column(Line)
    key: Mapped[str | None] = mapped_column(Line)
    national: Mapped[Decimal | None] = mapped_column(Quantity)
    place: Mapped[str | None] = mapped_column(Line)


class SignalRow(PlanRow):
    """What was seen or heard in the neighbourhood, with its count, date and source."""

    __tablename__ = "signal"

    name: Mapped[str | None] = mapped_column(Line)
    kind: Mapped[str | None] = mapped_column(Key)
    count: Mapped[int | None] = mapped_column(BigInteger)
    total: Mapped[int | None] = mapped_column(BigInteger)
    date: Mapped[dt.date | None]
    source: Mapped[str | None] = mapped_column(Line)
    figure: Mapped[str | None] = mapped_column(Key)


class PriorityRow(PlanRow):
    """A priority (speerpunt): why, which effect, which SMART goal, on which level."""

    __tablename__ = "priority"

    name: Mapped[str | None] = mapped_column(Line)
    signal: Mapped[str | None] = mapped_column(Text)
    effect: Mapped[str | None] = mapped_column(Text)
    goal: Mapped[str | None] = mapped_column(Text)
    level: Mapped[str | None] = mapped_column(Key)
    signals: Mapped[Any | None] = mapped_column(Json)


class ThemeRow(PlanRow):
    """A theme that groups activities."""

    __tablename__ = "theme"

    name: Mapped[str | None] = mapped_column(Line)
    intro: Mapped[str | None] = mapped_column(Text)


class ActivityRow(PlanRow):
    """An activity of a theme, working on a priority."""

    __tablename__ = "activity"

    name: Mapped[str | None] = mapped_column(Line)
    theme: Mapped[str | None] = mapped_column(Key)
    priority: Mapped[str | None] = mapped_column(Key)
    goal: Mapped[str | None] = mapped_column(Text)
    target_group: Mapped[str | None] = mapped_column(Line)
    lead: Mapped[str | None] = mapped_column(Line)
    partners: Mapped[str | None] = mapped_column(Line)
    start: Mapped[date | None]
    end: Mapped[date | None]
    result: Mapped[str | None] = mapped_column(Text)
    level: Mapped[str | None] = mapped_column(Key)
    after: Mapped[Any | None] = mapped_column(Json)
    recipe: Mapped[str | None] = mapped_column(Key)
    variant: Mapped[str | None] = mapped_column(Text)
    referral: Mapped[str | None] = mapped_column(Text)
    feedback: Mapped[str | None] = mapped_column(Text)
    guidance: Mapped[str | None] = mapped_column(Text)
    evaluation: Mapped[str | None] = mapped_column(Text)


class MilestoneRow(PlanRow):
    """A moment at which something of an activity stands, with its evidence."""

    __tablename__ = "milestone"

    name: Mapped[str | None] = mapped_column(Line)
    activity: Mapped[str | None] = mapped_column(Key)
    due: Mapped[date | None]
    responsible: Mapped[str | None] = mapped_column(Line)
    evidence: Mapped[str | None] = mapped_column(Line)


class IndicatorRow(PlanRow):
    """What is measured of a priority: baseline and target in one unit."""

    __tablename__ = "indicator"

    name: Mapped[str | None] = mapped_column(Line)
    priority: Mapped[str | None] = mapped_column(Key)
    activity: Mapped[str | None] = mapped_column(Key)
    kind: Mapped[str | None] = mapped_column(Key)
    about: Mapped[str | None] = mapped_column(Key)
    unit: Mapped[str | None] = mapped_column(Line)
    source: Mapped[str | None] = mapped_column(Line)
    baseline: Mapped[Decimal | None] = mapped_column(Quantity)
    target: Mapped[Decimal | None] = mapped_column(Quantity)
    moment: Mapped[str | None] = mapped_column(Line)
    measured_by: Mapped[str | None] = mapped_column(Line)
    direction: Mapped[str | None] = mapped_column(Key)


class SpreadRow(PlanRow):
    """An amount of one year, and how it falls over the quarters (cents)."""

    __abstract__ = True

    spread: Mapped[str | None] = mapped_column(Key)
    q1: Mapped[int | None] = mapped_column(BigInteger)
    q2: Mapped[int | None] = mapped_column(BigInteger)
    q3: Mapped[int | None] = mapped_column(BigInteger)
    q4: Mapped[int | None] = mapped_column(BigInteger)


class BudgetLineRow(SpreadRow):
    """A cost: quantity times rate (cents), in one year."""

    __tablename__ = "budget_line"

    description: Mapped[str | None] = mapped_column(Line)
    category: Mapped[str | None] = mapped_column(Key)
    activity: Mapped[str | None] = mapped_column(Key)
    year: Mapped[int | None]
    unit: Mapped[str | None] = mapped_column(Key)
    quantity: Mapped[Decimal | None] = mapped_column(Quantity)
    rate: Mapped[int | None] = mapped_column(BigInteger)
    funder: Mapped[str | None] = mapped_column(Key)
    role: Mapped[str | None] = mapped_column(Line)
    rate_source: Mapped[str | None] = mapped_column(Line)
    hours: Mapped[Decimal | None] = mapped_column(Quantity)
    weeks: Mapped[Decimal | None] = mapped_column(Quantity)
    vat: Mapped[str | None] = mapped_column(Key)
    vat_recoverable: Mapped[str | None] = mapped_column(Key)
    status: Mapped[str | None] = mapped_column(Key)


class CoverLineRow(SpreadRow):
    """Money that covers costs in one year: patients times tariff, or an amount (cents)."""

    __tablename__ = "cover_line"

    description: Mapped[str | None] = mapped_column(Line)
    funder: Mapped[str | None] = mapped_column(Key)
    year: Mapped[int | None]
    patients: Mapped[int | None] = mapped_column(BigInteger)
    tariff: Mapped[Decimal | None] = mapped_column(Tariff)
    per: Mapped[str | None] = mapped_column(Key)
    amount: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str | None] = mapped_column(Key)
    basis: Mapped[str | None] = mapped_column(Key)
    payment_title: Mapped[str | None] = mapped_column(Key)
    insurer: Mapped[str | None] = mapped_column(Key)
    quarters: Mapped[Any | None] = mapped_column(Json)
    tariff_source: Mapped[str | None] = mapped_column(Line)
    tariff_date: Mapped[date | None]
    contractor: Mapped[str | None] = mapped_column(Line)
    billing: Mapped[str | None] = mapped_column(Line)


class RiskRow(PlanRow):
    """A risk with its chance, effect, measure and owner."""

    __tablename__ = "risk"

    name: Mapped[str | None] = mapped_column(Text)
    chance: Mapped[str | None] = mapped_column(Key)
    effect: Mapped[str | None] = mapped_column(Key)
    measure: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(Line)


class ResultRow(PlanRow):
    """What came of an activity of the last period."""

    __tablename__ = "result"

    name: Mapped[str | None] = mapped_column(Line)
    achieved: Mapped[str | None] = mapped_column(Key)
    outcome: Mapped[str | None] = mapped_column(Text)
    next_step: Mapped[str | None] = mapped_column(Text)


class CriterionRow(PlanRow):
    """A criterion of the insurer with the collaboration's answer and its evidence."""

    __tablename__ = "criterion"

    name: Mapped[str | None] = mapped_column(Line)
    answer: Mapped[str | None] = mapped_column(Key)
    evidence: Mapped[str | None] = mapped_column(Text)
    explanation: Mapped[str | None] = mapped_column(Text)


class AppendixRow(PlanRow):
    """A paper that goes with the plan; ``file`` is the id of its upload."""

    __tablename__ = "appendix"

    name: Mapped[str | None] = mapped_column(Line)
    state: Mapped[str | None] = mapped_column(Key)
    note: Mapped[str | None] = mapped_column(Line)
    file: Mapped[str | None] = mapped_column(Key)


class AbbreviationRow(PlanRow):
    """A short form with what it stands for."""

    __tablename__ = "abbreviation"

    name: Mapped[str | None] = mapped_column(Line)
    meaning: Mapped[str | None] = mapped_column(Line)


class SignatureRow(PlanRow):
    """Who signs the plan, for whom and with which mandate."""

    __tablename__ = "signature"

    name: Mapped[str | None] = mapped_column(Line)
    function: Mapped[str | None] = mapped_column(Line)
    organisation: Mapped[str | None] = mapped_column(Line)
    mandate: Mapped[str | None] = mapped_column(Line)
    date: Mapped[dt.date | None]


class AsideRow(PlanRow):
    """A text that has no place in the template (any more), with where it came from."""

    __tablename__ = "set_aside"

    name: Mapped[str | None] = mapped_column(Line)
    origin: Mapped[str | None] = mapped_column(Line)
    text: Mapped[str | None] = mapped_column(Text)


TABLES: dict[str, type[PlanRow]] = {
    "members": MemberRow,
    "partners": PartnerRow,
    "insured": InsuredRow,
    "patient_areas": PatientAreaRow,
    "board": BoardMemberRow,
    "roles": RoleRow,
    "tasks": TaskRow,
    "areas": AreaRow,
    "figures": FigureRow,
    "signals": SignalRow,
    "priorities": PriorityRow,
    "themes": ThemeRow,
    "activities": ActivityRow,
    "milestones": MilestoneRow,
    "indicators": IndicatorRow,
    "budget_lines": BudgetLineRow,
    "cover_lines": CoverLineRow,
    "risks": RiskRow,
    "results": ResultRow,
    "criteria": CriterionRow,
    "appendices": AppendixRow,
    "abbreviations": AbbreviationRow,
    "signatures": SignatureRow,
    "set_aside": AsideRow,
}
