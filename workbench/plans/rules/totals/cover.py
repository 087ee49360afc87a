"""A line of cover: patients times tariff over quarters and insurers, or an amount.

Everything is counted in whole units of a cent, so that nothing is rounded before the line is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.plans.rules.totals.patients import FOLLOWING, NOT_FOLLOWING, PERCENT, insurers_of
from workbench.plans.rules.totals.quarters import QUARTERS, Split, first_day, quarters_of
from workbench.plans.rules.totals.rounding import half_up, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.plans.content import CoverLine, Insured, PlanContent
    from workbench.plans.rules.totals.patients import Insurer

# A tariff has at most six decimals of a euro; a quarter of it, of a percent of the patients, is still a whole number.
TARIFF_SCALE = 6
UNIT = 10**TARIFF_SCALE // 100 * len(QUARTERS) * PERCENT
INSURED, PATIENTS = "insured", "patients"


@dataclass(frozen=True)
class Term:
    """What one insurer pays in one quarter; ``units`` is exact, ``counted`` False when it may not follow."""

    quarter: str
    insurer: Insurer
    row: Insured
    patients: int
    units: int
    counted: bool


@dataclass(frozen=True)
class Cover:
    """What a line brings in, in cents; None while it cannot be computed.

    ``quarters`` and ``insurers`` (by name) sum to the total, what belongs to none under None. ``uncertain`` is what
    insurers would add that may not follow; it is not in the total. ``not_following`` names those that do not follow.
    """

    line: CoverLine
    total: int | None
    quarters: Split
    insurers: Split
    uncertain: int = 0
    terms: tuple[Term, ...] = ()
    not_following: tuple[str, ...] = ()

    @property
    def uncertain_names(self) -> tuple[str, ...]:
        """The insurers whose money is uncertain, in order."""
        return tuple(dict.fromkeys(term.insurer.name for term in self.terms if not term.counted))


def cover_of(line: CoverLine, insurers: Sequence[Insurer], fewer: int = 0) -> Cover:
    """Return what a line brings in; with ``fewer`` percent fewer patients when that is asked."""
    if line.basis == INSURED:
        return _of_insured(line, insurers, fewer)
    if is_by_patients(line):
        return _of_patients(line, insurers, fewer)
    amount = None if line.basis == PATIENTS else line.amount
    if amount is None:
        return Cover(line, None, {}, {})
    return Cover(line, amount, quarters_of(line, amount, quarters_counted(line)), {_named(line, insurers): amount})


def cover_total(line: CoverLine, content: PlanContent) -> int | None:
    """Return what a line brings in, in cents; None while something is missing."""
    return cover_of(line, insurers_of(content)).total


def is_by_patients(line: CoverLine) -> bool:
    """Say whether a line is a typed number of patients times a tariff."""
    return line.basis in {None, PATIENTS} and line.patients is not None and line.tariff is not None


def quarters_counted(line: CoverLine) -> tuple[str, ...]:
    """Return the quarters that a line is about; all four when it names none."""
    return tuple(quarter for quarter in QUARTERS if quarter in line.quarters) or QUARTERS


def _of_patients(line: CoverLine, insurers: Sequence[Insurer], fewer: int) -> Cover:
    units = [_units(line, line.patients or 0, fewer) for _ in quarters_counted(line)]
    total = half_up(sum(units), UNIT)
    return Cover(line, total, _split(quarters_counted(line), units, total), {_named(line, insurers): total})


def _of_insured(line: CoverLine, insurers: Sequence[Insurer], fewer: int) -> Cover:
    chosen = insurers if line.insurer is None else [one for one in insurers if line.insurer in one.patients]
    if line.tariff is None or not any(count is not None for one in chosen for count in one.patients.values()):
        return Cover(line, None, {}, {})
    terms = tuple(term for one in chosen for term in _terms(line, one, fewer))
    counted = [term for term in terms if term.counted]
    total = half_up(sum(term.units for term in counted), UNIT)
    by_quarter = dict.fromkeys(quarters_counted(line), 0)
    by_insurer = dict[str | None, int]()
    for term in counted:
        by_quarter[term.quarter] += term.units
        by_insurer[term.insurer.name or None] = by_insurer.get(term.insurer.name or None, 0) + term.units
    return Cover(
        line,
        total,
        _split(list(by_quarter), list(by_quarter.values()), total),
        _split(list(by_insurer), list(by_insurer.values()), total),
        half_up(sum(term.units for term in terms if not term.counted), UNIT),
        terms,
        tuple(dict.fromkeys(one.name for one in chosen if _pays_nothing(line, one))),
    )


def _pays_nothing(line: CoverLine, insurer: Insurer) -> bool:
    """Say whether an insurer that has patients here does not follow in any quarter of a line."""
    rows = [insurer.row_on(first_day(line.year, one) if line.year else None) for one in quarters_counted(line)]
    return all(insurer.patients[row.id] is not None and row.follows == NOT_FOLLOWING for row in rows)


def _terms(line: CoverLine, insurer: Insurer, fewer: int) -> list[Term]:
    found = []
    for quarter in quarters_counted(line):
        row = insurer.row_on(first_day(line.year, quarter) if line.year else None)
        patients = insurer.patients[row.id]
        if patients is not None and row.follows != NOT_FOLLOWING:
            units = _units(line, patients, fewer)
            found.append(Term(quarter, insurer, row, patients, units, row.follows in FOLLOWING))
    return found


def _units(line: CoverLine, patients: int, fewer: int) -> int:
    tariff = int((line.tariff or 0) * 10**TARIFF_SCALE)
    return patients * tariff * (len(QUARTERS) if line.per == "quarter" else 1) * (PERCENT - fewer)


def _split(keys: Sequence[str | None], units: Sequence[int], total: int) -> Split:
    return dict(zip(keys, parts_of(total, units, UNIT), strict=True))


def _named(line: CoverLine, insurers: Sequence[Insurer]) -> str | None:
    return next((one.name or None for one in insurers if line.insurer in one.patients), None)
