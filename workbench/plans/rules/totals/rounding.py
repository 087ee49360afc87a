"""Whole cents of exact amounts: one rounding for a whole, and parts that always sum to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def half_up(amount: int, unit: int) -> int:
    """Return ``amount / unit`` as a whole number, half away from zero; ``unit`` is positive."""
    whole = (2 * abs(amount) + unit) // (2 * unit)
    return whole if amount >= 0 else -whole


def parts_of(total: int, amounts: Sequence[int], unit: int) -> tuple[int, ...]:
    """Return whole parts that sum to ``total``, the rounded sum of ``amounts / unit``.

    What is left over goes to the largest remainders; of equal ones to the last.
    """
    floors = [amount // unit for amount in amounts]
    left = total - sum(floors)
    by_remainder = sorted(range(len(amounts)), key=lambda at: (amounts[at] % unit, at), reverse=True)
    for at in by_remainder[:left]:
        floors[at] += 1
    return tuple(floors)
