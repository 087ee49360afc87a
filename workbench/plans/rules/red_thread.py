"""The red thread of a plan: signal, priority and goal, activity, milestone and indicator, budget line, person.

One value for the page, its picture and the paper. What hangs loose comes last, in bands of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from workbench.kit.values.dates import date_short
from workbench.kit.values.money import money
from workbench.kit.values.numbers import number
from workbench.plans.rules.numbering import numbers
from workbench.plans.rules.totals import row_totals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from workbench.plans.content import Activity, Indicator, Milestone, PlanContent, Priority, Signal

R = TypeVar("R")
# The kinds of check that find what hangs loose, as `plans.rules` names them.
ORPHANS = frozenset(
    {
        "signal_uncited",
        "priority_without_signal",
        "priority_without_goal",
        "priority_without_activity",
        "priority_without_indicator",
        "activity_without_priority",
        "activity_without_theme",
        "activity_without_lead",
        "activity_without_milestone",
        "activity_without_budget_line",
        "milestone_without_activity",
        "milestone_dated",
        "indicator_without_subject",
        "indicator_without_baseline",
        "indicator_without_target",
        "indicator_without_measurer",
        "budget_line_without_activity",
        "partner_without_role",
        "role_without_tasks",
        "task_without_responsible",
        "task_without_accountable",
        "lead_unknown",
        "reference_gone",
    }
)


@dataclass(frozen=True)
class Knot:
    """A row on the thread: its set and id, its number if it has one, its name, and one fact about it."""

    set: str
    id: str
    number: str
    name: str
    fact: str = ""


@dataclass(frozen=True)
class Strand:
    """An activity with what hangs on it; ``amount`` in cents, None while no line of it can be computed."""

    activity: Knot
    lead: str
    milestones: tuple[Knot, ...]
    indicators: tuple[Knot, ...]
    lines: tuple[Knot, ...]
    amount: int | None


@dataclass(frozen=True)
class Band:
    """A priority with the signals that support it, its goal, and the activities that work on it.

    Without a priority: signals that nobody cites, and activities that work on nothing.
    """

    priority: Knot | None
    goal: str
    signals: tuple[Knot, ...]
    indicators: tuple[Knot, ...]
    strands: tuple[Strand, ...]


@dataclass(frozen=True)
class RedThread:
    """The whole thread: a band for each priority, and what belongs to none of them."""

    bands: tuple[Band, ...]
    milestones: tuple[Knot, ...] = ()
    indicators: tuple[Knot, ...] = ()
    lines: tuple[Knot, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not self.bands


def red_thread_of(content: PlanContent) -> RedThread:
    """Return the thread of a content; linear in its rows."""
    found = _Found(content)
    known = {row.id for row in content.priorities}
    bands = [found.band(row) for row in content.priorities]
    cited = {signal for row in content.priorities for signal in row.signals}
    uncited = tuple(knot for key, knot in found.signals.items() if key not in cited)
    loose = tuple(found.strand(row) for row in content.activities if row.priority not in known)
    if uncited or loose:
        bands.append(Band(None, "", uncited, (), loose))
    activities = {row.id for row in content.activities}
    return RedThread(
        tuple(bands),
        tuple(found.milestone(row) for row in content.milestones if row.activity not in activities),
        tuple(
            found.indicator(row)
            for row in content.indicators
            if row.activity not in activities and row.priority not in known
        ),
        tuple(found.lines[row.id] for row in content.budget_lines if row.activity not in activities),
    )


class _Found:
    """The rows of a content by what they hang on, looked up once."""

    def __init__(self, content: PlanContent) -> None:
        self._numbers = numbers(content)
        self._amounts = row_totals(content, "budget_lines")
        activities = {row.id for row in content.activities}
        self._activities = _by(content.activities, lambda row: row.priority)
        self._milestones = _by(content.milestones, lambda row: row.activity)
        self._lines = _by(content.budget_lines, lambda row: row.activity)
        # An indicator hangs on its activity; one of a priority alone hangs on that.
        hangs_on = {row.id: row.activity in activities for row in content.indicators}
        self._indicators = _by(content.indicators, lambda row: row.activity if hangs_on[row.id] else None)
        self._of_priority = _by(content.indicators, lambda row: None if hangs_on[row.id] else row.priority)
        self.signals = {row.id: Knot("signals", row.id, "", row.label, _told(row)) for row in content.signals}
        self.lines = {
            row.id: Knot("budget_lines", row.id, "", row.label, _euros(self._amounts.get(row.id)))
            for row in content.budget_lines
        }

    def band(self, row: Priority) -> Band:
        """Return the band of a priority."""
        knot = Knot("priorities", row.id, self._numbers.priority(row.id), row.label)
        signals = tuple(self.signals[one] for one in row.signals if one in self.signals)
        strands = tuple(self.strand(activity) for activity in self._activities.get(row.id, ()))
        measured = tuple(self.indicator(one) for one in self._of_priority.get(row.id, ()))
        return Band(knot, row.goal or "", signals, measured, strands)

    def strand(self, row: Activity) -> Strand:
        """Return an activity with what hangs on it."""
        lines = self._lines.get(row.id, ())
        counted = [amount for line in lines if (amount := self._amounts.get(line.id)) is not None]
        return Strand(
            Knot("activities", row.id, self._numbers.activity(row.id), row.label, _period(row)),
            row.lead or "",
            tuple(self.milestone(one) for one in self._milestones.get(row.id, ())),
            tuple(self.indicator(one) for one in self._indicators.get(row.id, ())),
            tuple(self.lines[line.id] for line in lines),
            sum(counted) if counted else None,
        )

    def milestone(self, row: Milestone) -> Knot:
        """Return a milestone with its day."""
        due = date_short(row.due) if row.due else ""
        return Knot("milestones", row.id, self._numbers.milestone(row.id), row.label, due)

    def indicator(self, row: Indicator) -> Knot:
        """Return an indicator with its baseline and target."""
        return Knot("indicators", row.id, "", row.label, _aim(row.baseline, row.target, row.unit or ""))


def _by(rows: Iterable[R], key: Callable[[R], str | None]) -> dict[str, list[R]]:
    found: defaultdict[str, list[R]] = defaultdict(list)
    for row in rows:
        if (on := key(row)) is not None:
            found[on].append(row)
    return found


def _told(row: Signal) -> str:
    counted = f"{row.count} van {row.total}" if row.count is not None and row.total is not None else ""
    return ", ".join(one for one in (counted, date_short(row.date) if row.date else "") if one)


def _euros(amount: int | None) -> str:
    return "" if amount is None else money(amount)


def _period(row: Activity) -> str:
    days = [date_short(day) for day in (row.start, row.end) if day]
    return " – ".join(days)


def _aim(baseline: Decimal | None, target: Decimal | None, unit: str) -> str:
    if baseline is None and target is None:
        return ""
    ends = [number(one) if one is not None else "?" for one in (baseline, target)]
    return f"{ends[0]} → {ends[1]} {unit}".strip()
