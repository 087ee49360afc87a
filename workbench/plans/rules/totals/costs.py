"""A cost line: quantity times rate, or hours a week times weeks times rate, with the VAT that stays with the board."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.kit.values.money import cents
from workbench.plans.rules.totals.quarters import quarters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.plans.content import BudgetLine

# The rate of VAT that an option stands for; every other option adds nothing.
VAT = {"v9": Decimal("0.09"), "v21": Decimal("0.21")}


@dataclass(frozen=True)
class Cost:
    """What a line costs, in cents: ``total`` is net plus the VAT that counts; None while something is missing."""

    line: BudgetLine
    net: int | None
    total: int | None

    @property
    def vat(self) -> int:
        """The VAT that counts as a cost: none when it can be recovered."""
        return (self.total or 0) - (self.net or 0)

    @property
    def quarters(self) -> Mapping[str | None, int]:
        """The total by quarter; under None what falls in no quarter."""
        return {} if self.total is None else quarters_of(self.line, self.total)


def cost_of(line: BudgetLine) -> Cost:
    """Return what a line costs."""
    factors = _factors(line)
    if factors is None:
        return Cost(line, None, None)
    net = cents(*factors)
    vat = counted_vat(line)
    return Cost(line, net, cents(*factors, 1 + vat) if vat else net)


def line_total(line: BudgetLine) -> int | None:
    """Return what a line costs in cents, with the VAT that counts; None while something is missing."""
    return cost_of(line).total


def counted_vat(line: BudgetLine) -> Decimal | None:
    """Return the rate of VAT that counts as a cost; VAT of which recovery is unknown counts."""
    return None if line.vat_recoverable == "yes" else VAT.get(line.vat or "")


def is_by_the_week(line: BudgetLine) -> bool:
    """Say whether a line is counted in hours a week times weeks."""
    return line.hours is not None and line.weeks is not None


def _factors(line: BudgetLine) -> tuple[Decimal, ...] | None:
    if line.rate is None:
        return None
    euros = Decimal(line.rate).scaleb(-2)
    if line.hours is not None and line.weeks is not None:
        return (line.hours, line.weeks, euros)
    return None if line.quantity is None else (line.quantity, euros)
