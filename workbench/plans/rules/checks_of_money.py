"""Checks of money: lines that cannot be computed, costs without cover, income that is uncertain or without a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.kit.values.messages import Message
from workbench.kit.values.money import money
from workbench.plans.rules.findings import Asked, Finding
from workbench.plans.rules.money_sentences import uncertain
from workbench.plans.rules.totals import OI, ledger
from workbench.plans.rules.totals.costs import VAT, is_by_the_week
from workbench.plans.rules.totals.cover import INSURED, PATIENTS
from workbench.plans.rules.totals.quarters import BY_HAND, QUARTERS, typed_quarters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.definitions.schema import Definition
    from workbench.plans.content import BudgetLine, CoverLine, PlanContent, Row
    from workbench.plans.rules.totals import Ledger

BY_PATIENTS = frozenset({INSURED, PATIENTS})
COMPUTED_FROM = ("quantity", "hours", "weeks", "rate", "patients", "tariff", "amount", "basis", "insurer")


def findings(content: PlanContent, definition: Definition) -> Iterator[Finding]:
    """Yield what is not right in the budget and its cover."""
    asked, found = Asked(definition), ledger(content)
    if asked.has("budget_lines"):
        yield from _costs(found, asked)
    if asked.has("cover_lines"):
        yield from _short(found, asked)
        yield from _cover(found, asked)
    for name in ("budget_lines", "cover_lines"):
        if asked.has(name, "year"):
            yield from _years(content, asked, name)
        if asked.has(name):
            yield from _twice(content, asked, name)


def _costs(found: Ledger, asked: Asked) -> Iterator[Finding]:
    at = _Place(asked, "budget_lines")
    for cost in found.costs:
        line = cost.line
        if cost.total is None and not _is_unread(line):
            yield at(line, *_missing_in_cost(line), "line_not_computed", blocking=True)
        if is_by_the_week(line) and line.quantity is not None:
            both = Message("This line has a quantity and hours a week. Only the hours count: leave the quantity out.")
            yield at(line, "quantity", both, "quantity_beside_hours")
        if (
            line.vat in VAT
            and line.vat_recoverable not in {"yes", "no"}
            and asked.has("budget_lines", "vat_recoverable")
        ):
            vat = Message("It is not known whether this VAT can be recovered. It is counted as a cost for now.")
            yield at(line, "vat_recoverable", vat, "vat_unknown")
        yield from _by_hand(line, cost.total, at)


def _cover(found: Ledger, asked: Asked) -> Iterator[Finding]:
    at = _Place(asked, "cover_lines")
    for cover in found.covers:
        line = cover.line
        if cover.total is None and not _is_unread(line) and (missing := _missing_in_cover(line, found)):
            yield at(line, *missing, "line_not_computed", blocking=True)
        if line.tariff is not None:
            yield from _tariff(line, asked, at)
        if line.funder not in {OI, None} and line.status not in {"committed", "received"}:
            asks = Message("This funding is not committed yet. Ask for the commitment, or say what happens without it.")
            yield at(line, "status", asks, "cofunding_not_committed")
        if line.basis not in BY_PATIENTS and not (line.patients and line.tariff):
            yield from _by_hand(line, cover.total, at)
    for one in found.uncertain:
        yield at(one.line, "insurer", uncertain(one), "policy_unknown")


def _short(found: Ledger, asked: Asked) -> Iterator[Finding]:
    for year in found.balance.years:
        if year.difference < 0 and year.year:
            short = Message(
                "In %(year)s the funding is %(amount)s short. Lower the costs or find more funding.",
                year=str(year.year),
                amount=money(-year.difference),
            )
            yield Finding(asked.part("cover_lines"), short, blocking=False, rule="money_short")


def _years(content: PlanContent, asked: Asked, name: str) -> Iterator[Finding]:
    start, end = content.day("period_start"), content.day("period_end")
    if not start or not end or end < start:
        return
    falls = Message("The year of this budget line falls outside the period of the plan.")
    at = _Place(asked, name)
    for row in content.rows(name):
        year = row.cell("year")
        if isinstance(year, int) and not start.year <= year <= end.year:
            yield at(row, "year", falls, "line_outside_plan", blocking=True)


def _twice(content: PlanContent, asked: Asked, name: str) -> Iterator[Finding]:
    """Yield a line that stands there already: the same words in the same year."""
    at, seen = _Place(asked, name), set[tuple[str, object]]()
    for row in content.rows(name):
        label = row.label
        key = (label.casefold(), row.cell("year"))
        if label and key in seen:
            again = Message("“%(line)s” stands twice in the same year. Remove one, or tell them apart.", line=label)
            yield at(row, "description", again, "line_twice")
        seen.add(key)


def _by_hand(line: BudgetLine | CoverLine, total: int | None, at: _Place) -> Iterator[Finding]:
    if line.spread != BY_HAND or total is None or set(QUARTERS) & set(line.unread):
        return
    typed = sum(typed_quarters(line).values())
    if typed != total:
        differ = Message(
            "The quarters sum to %(typed)s, the line is %(total)s. The line counts; correct the quarters.",
            typed=money(typed),
            total=money(total),
        )
        yield at(line, "q1", differ, "quarters_differ")


def _tariff(line: CoverLine, asked: Asked, at: _Place) -> Iterator[Finding]:
    if line.tariff_source is None and asked.has("cover_lines", "tariff_source"):
        unsourced = Message("This tariff has no source. Fill in where it comes from.")
        yield at(line, "tariff_source", unsourced, "tariff_without_source", missing=True)
    if line.tariff_date is None and asked.has("cover_lines", "tariff_date") and "tariff_date" not in line.unread:
        undated = Message("This tariff has no date. Fill in on which day it was set.")
        yield at(line, "tariff_date", undated, "tariff_without_date", missing=True)


def _missing_in_cost(line: BudgetLine) -> tuple[str, Message]:
    if line.rate is None:
        return "rate", Message("This line has no amount per unit yet, so it does not count.")
    return "quantity", Message("This line has no quantity and no hours with weeks yet, so it does not count.")


def _missing_in_cover(line: CoverLine, found: Ledger) -> tuple[str, Message] | None:
    if line.basis in BY_PATIENTS and line.tariff is None:
        return "tariff", Message("This line has no tariff yet, so it does not count.")
    if line.basis == PATIENTS:
        return "patients", Message("This line has no number of patients yet, so it does not count.")
    if line.basis != INSURED:
        return "amount", Message("This line has no amount yet, so it does not count.")
    if line.insurer is not None and not any(line.insurer in one.patients for one in found.insurers):
        return None  # points at a row that is gone, which is told already
    return "basis", Message("The insurers have no registered patients yet, so this line does not count. Fill those in.")


def _is_unread(line: Row) -> bool:
    return any(column in line.unread for column in COMPUTED_FROM)


class _Place:
    """Makes findings at the lines of one set; a column that the template does not ask is not named."""

    def __init__(self, asked: Asked, name: str) -> None:
        self._asked, self._name = asked, name

    def __call__(
        self, line: Row, question: str, message: Message, rule: str, *, blocking: bool = False, missing: bool = False
    ) -> Finding:
        named = question if self._asked.has(self._name, question) else None
        missing = missing or rule == "line_not_computed"
        part = self._asked.part(self._name)
        return Finding(part, message, row=line.id, question=named, blocking=blocking, missing=missing, rule=rule)
