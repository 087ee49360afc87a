"""One table for each set of rows, with the columns of its row class in ``plans.content``."""

from __future__ import annotations

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


class BoardMemberRow(PlanRow):
    """A seat on the board with its portfolio and mandate."""

    __tablename__ = "board_seat"

    name: Mapped[str | None] = mapped_column(Line)
    role: Mapped[str | None] = mapped_column(Line)
    portfolio: Mapped[str | None] = mapped_column(Text)
    discipline: Mapped[str | None] = mapped_column(Line)
    mandate_from: Mapped[str | None] = mapped_column(Line)
    contact: Mapped[str | None] = mapped_column(Line)


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


class PriorityRow(PlanRow):
    """A priority (speerpunt): why, which effect, which SMART goal, on which level."""

    __tablename__ = "priority"

    name: Mapped[str | None] = mapped_column(Line)
    signal: Mapped[str | None] = mapped_column(Text)
    effect: Mapped[str | None] = mapped_column(Text)
    goal: Mapped[str | None] = mapped_column(Text)
    level: Mapped[str | None] = mapped_column(Key)


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


class BudgetLineRow(PlanRow):
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


class CoverLineRow(PlanRow):
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


class AppendixRow(PlanRow):
    """A paper that goes with the plan."""

    __tablename__ = "appendix"

    name: Mapped[str | None] = mapped_column(Line)
    state: Mapped[str | None] = mapped_column(Key)
    note: Mapped[str | None] = mapped_column(Line)


TABLES: dict[str, type[PlanRow]] = {
    "members": MemberRow,
    "partners": PartnerRow,
    "insured": InsuredRow,
    "board": BoardMemberRow,
    "figures": FigureRow,
    "priorities": PriorityRow,
    "themes": ThemeRow,
    "activities": ActivityRow,
    "milestones": MilestoneRow,
    "indicators": IndicatorRow,
    "budget_lines": BudgetLineRow,
    "cover_lines": CoverLineRow,
    "risks": RiskRow,
    "results": ResultRow,
    "appendices": AppendixRow,
}
