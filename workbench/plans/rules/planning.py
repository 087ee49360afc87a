"""The planning of a plan as plain values: activities by theme, their period and milestones, and what they wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbench.kit.values.dates import MONTHS, date_long, date_short, quarter
from workbench.plans.rules.colours import theme_colour
from workbench.plans.rules.numbering import activities_of, milestones_of, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.plans.content import Activity, Milestone, PlanContent
    from workbench.plans.rules.numbering import Numbers

DAY = timedelta(days=1)
QUARTERS = 4
DASH = "–"
# A year typed wrong by a century must not make everything else too narrow to see.
MOST_YEARS, AROUND = 10, timedelta(days=731)


@dataclass(frozen=True)
class Point:
    """A milestone: its number, its name, who answers for it, and its day when it has one."""

    id: str
    number: str
    name: str
    due: date | None
    responsible: str


@dataclass(frozen=True)
class Bar:
    """An activity: its days as far as they are known, its milestones by day, and the activities that it follows."""

    id: str
    number: str
    name: str
    start: date | None
    end: date | None
    lead: str
    after: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def drawn(self) -> tuple[date, date] | None:
        """First and last day, when both are known and in this order."""
        return (self.start, self.end) if self.start and self.end and self.start <= self.end else None

    @property
    def period(self) -> str:
        """The period in words, empty when no day of it is known."""
        return period_words(self.start, self.end)


@dataclass(frozen=True)
class Band:
    """The activities of one theme; those without a theme have no number. ``colour`` is that of the theme."""

    id: str
    number: str
    name: str
    colour: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Wait:
    """One activity follows another; ``early`` when it begins before the other ends."""

    first: str
    then: str
    early: bool


@dataclass(frozen=True)
class Planning:
    """Everything of a plan that has to do with time. ``first`` opens a quarter, ``last`` is the day after another."""

    bands: tuple[Band, ...]
    waits: tuple[Wait, ...]
    loose: tuple[Point, ...]
    first: date
    last: date

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All activities in the order of their numbers."""
        return tuple(bar for band in self.bands for bar in band.bars)

    @property
    def has_days(self) -> bool:
        """Whether any activity can be drawn."""
        return any(bar.drawn for bar in self.bars)


def planning_of(content: PlanContent, numbered: Numbers | None = None) -> Planning:
    """Return the planning of a content; rows that point at nothing stand apart, as they do in the numbering."""
    numbered = numbered or numbers(content)
    first, last = _window(content)
    return Planning(
        tuple(_bands(content, numbered)),
        tuple(_waits(content)),
        tuple(_point(row, numbered) for row in milestones_of(content, None)),
        first,
        last,
    )


def period_words(start: date | None, end: date | None) -> str:
    """Return a period as short as it can be: ``Q1–Q2 2027``, ``3 mei – 4 juni 2027``, ``3 mei 2027 – …``."""
    if start is None or end is None:
        known = start or end
        return "" if known is None else f"{date_long(known)} – …" if start else f"… – {date_long(known)}"
    if opens_quarter(start) and opens_quarter(end + DAY) and start <= end:
        return _quarters(start, end)
    if start == end:
        return date_long(start)
    opening = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else date_long(start)
    return f"{opening} – {date_long(end)}"


def opens_quarter(day: date) -> bool:
    """Say whether a quarter begins on this day."""
    return day.day == 1 and day.month % 3 == 1


def quarter_start(day: date) -> date:
    """Return the first day of the quarter of a day."""
    return date(day.year, 3 * quarter(day) - 2, 1)


def next_quarter(day: date) -> date:
    """Return the first day of the quarter after that of a day."""
    return date(day.year + 1, 1, 1) if quarter(day) == QUARTERS else date(day.year, 3 * quarter(day) + 1, 1)


def told(bar: Bar, planning: Planning) -> str:
    """Return an activity as one Dutch sentence: when, after what, with which milestones, who leads."""
    numbered = {one.id: one.number for one in planning.bars}
    days = ", ".join(date_short(point.due) for point in bar.points if point.due)
    pieces = [
        bar.period or "nog geen periode",
        f"na {', '.join(numbered[one] for one in bar.after)}" if bar.after else "",
        f"{'mijlpalen' if ',' in days else 'mijlpaal'} {days}" if days else "",
        f"trekker {bar.lead}" if bar.lead else "",
    ]
    return f"{bar.number} {bar.name or 'Zonder naam'}: {' · '.join(piece for piece in pieces if piece)}"


def circles(content: PlanContent) -> tuple[tuple[str, ...], ...]:
    """Return every circle of activities that wait for each other, each once: ids in the order of waiting."""
    after = {row.id: [one for one in row.after if content.row("activities", one)] for row in content.activities}
    done: set[str] = set()
    found: list[tuple[str, ...]] = []
    for row_id in after:
        _follow(row_id, after, done, found)
    return tuple(found)


def _follow(begin: str, after: dict[str, list[str]], done: set[str], found: list[tuple[str, ...]]) -> None:
    """Walk back from an activity along what it follows; without recursion, since a chain may be very long."""
    path: list[str] = []
    places: dict[str, int] = {}
    waiting = [(begin, True)]
    while waiting:
        row_id, opening = waiting.pop()
        if not opening:
            places.pop(path.pop())
            done.add(row_id)
        elif row_id in places:
            found.append(tuple(path[places[row_id] :]))
        elif row_id not in done:
            places[row_id] = len(path)
            path.append(row_id)
            waiting.append((row_id, False))
            waiting += [(one, True) for one in reversed(after[row_id])]


def _bands(content: PlanContent, numbered: Numbers) -> Iterator[Band]:
    order = {row_id: place for place, row_id in enumerate(numbered.activities)}
    for theme_id, name in [*((theme.id, theme.label) for theme in content.themes), (None, "")]:
        bars = tuple(_bar(row, content, numbered, order) for row in activities_of(content, theme_id))
        number = numbered.theme(theme_id) if theme_id else ""
        if bars:
            yield Band(theme_id or "none", number, name, theme_colour(number), bars)


def _bar(row: Activity, content: PlanContent, numbered: Numbers, order: Mapping[str, int]) -> Bar:
    points = sorted(
        (_point(one, numbered) for one in milestones_of(content, row.id)),
        key=lambda point: (point.due or date.max, point.number),
    )
    after = sorted((one for one in row.after if one in order and one != row.id), key=order.__getitem__)
    return Bar(
        row.id,
        numbered.activity(row.id),
        row.label,
        row.start,
        row.end,
        row.lead or "",
        tuple(after),
        tuple(points),
    )


def _point(row: Milestone, numbered: Numbers) -> Point:
    return Point(row.id, numbered.milestone(row.id), row.label, row.due, row.responsible or "")


def _waits(content: PlanContent) -> Iterator[Wait]:
    ends = {row.id: row.end for row in content.activities}
    for row in content.activities:
        for one in row.after:
            if one in ends and one != row.id:
                end = ends[one]
                yield Wait(one, row.id, bool(end and row.start and row.start <= end))


def _window(content: PlanContent) -> tuple[date, date]:
    start, end = content.day("period_start"), content.day("period_end")
    days = [day for row in content.activities for day in (row.start, row.end) if day]
    days += [row.due for row in content.milestones if row.due]
    if start and end and start <= end:
        days = [start, end, *(day for day in days if start - AROUND <= day <= end + AROUND)]
    first, last = (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 12, 31))
    opening = quarter_start(first)
    latest = date(opening.year + MOST_YEARS, opening.month, 1)
    return opening, min(next_quarter(last), latest)


def _quarters(start: date, end: date) -> str:
    first, last = f"Q{quarter(start)}", f"Q{quarter(end)}"
    if start.year != end.year:
        return f"{first} {start.year} – {last} {end.year}"
    return f"{first} {start.year}" if first == last else f"{first}{DASH}{last} {start.year}"
