"""How the amount of a line falls over the quarters of its year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workbench.kit.values.money import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.plans.content import Spread

QUARTERS = ("q1", "q2", "q3", "q4")
BY_HAND = "by_hand"
# What a quarter is called in a group of amounts; None for what falls in no quarter.
Split = dict[str | None, int]


def quarters_of(line: Spread, total: int, among: Sequence[str] = QUARTERS) -> Split:
    """Return the cents of each quarter; they sum to ``total``.

    Typed quarters that do not sum to the line leave the difference under None: the line's total rules.
    """
    if line.spread == "first":
        return {among[0]: total}
    if line.spread == "last":
        return {among[-1]: total}
    if line.spread == BY_HAND:
        return _typed(line, total)
    return dict(zip(among, spread(total, len(among)), strict=True))


def typed_quarters(line: Spread) -> dict[str, int]:
    """Return the cents that were typed for a quarter."""
    typed = zip(QUARTERS, (line.q1, line.q2, line.q3, line.q4), strict=True)
    return {quarter: amount for quarter, amount in typed if amount is not None}


def first_day(year: int, quarter: str) -> date:
    """Return the first day of a quarter, on which the patients of an income are counted."""
    return date(year, 3 * QUARTERS.index(quarter) + 1, 1)


def _typed(line: Spread, total: int) -> Split:
    found: Split = dict(typed_quarters(line).items())
    rest = total - sum(found.values())
    return found | {None: rest} if rest else found
