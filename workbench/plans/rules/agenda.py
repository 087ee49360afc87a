"""A plan's days as a calendar file: milestones, where activities begin and end, and the dates of its template.

No names and no contact data: whoever has the address of a calendar reads it without signing in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from workbench.plans.rules.planning import DAY, planning_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar import Event

    from workbench.definitions.schema import Definition
    from workbench.plans.content import PlanContent
    from workbench.plans.rules.planning import Bar, Planning, Point

NAMELESS = "Zonder naam"
AGAIN = timedelta(hours=6)  # how often a calendar program may look


@dataclass(frozen=True)
class PlannedPlan:
    """A plan as a calendar knows it: its id, title and address, what is in it, and when that changed (aware)."""

    id: str
    title: str
    address: str
    revision: int
    changed_at: datetime
    content: PlanContent
    definition: Definition


@dataclass(frozen=True)
class Entry:
    """One whole day in a calendar; ``key`` stays the same as long as its row exists."""

    key: str
    day: date
    summary: str
    description: str


def entries_of(plan: PlannedPlan) -> Iterator[Entry]:
    """Yield the days of a plan: of its activities and milestones, and of its template."""
    planning = planning_of(plan.content)
    for bar in planning.bars:
        yield from _of_activity(bar, planning)
        yield from (one for point in bar.points if (one := _of_milestone(point, f"{bar.number} {bar.name}")))
    yield from (one for point in planning.loose if (one := _of_milestone(point, "")))
    for deadline in plan.definition.deadlines:
        at = f" (uiterlijk {deadline.time.replace(':', '.')} uur)" if deadline.time else ""
        source = plan.definition.source_named(deadline.source)
        told = f"Volgens {source.title}" if source else ""
        yield Entry(f"deadline-{deadline.id}", deadline.date, f"Termijn: {deadline.label}{at}", told)


def calendar(name: str, plans: Sequence[PlannedPlan]) -> bytes:
    """Return the iCalendar file (RFC 5545, UTF-8) of these plans; equal plans give equal bytes.

    Times are those of the last change of each plan, never now.
    """
    from icalendar import Calendar  # noqa: PLC0415 - a library of others that only calendars need

    made = Calendar()
    made.add("prodid", "-//Wijkplan//Planning//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Europe/Amsterdam")
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", f"PT{AGAIN // timedelta(hours=1)}H")
    for plan in plans:
        for entry in entries_of(plan):
            made.add_component(_event(entry, plan))
    written: bytes = made.to_ical()
    return written


def _event(entry: Entry, plan: PlannedPlan) -> Event:
    from icalendar import Event  # noqa: PLC0415 - see above

    event = Event()
    event.add("uid", f"{plan.id}-{entry.key}@wijkplan")
    event.add("dtstamp", plan.changed_at)
    event.add("last-modified", plan.changed_at)
    event.add("sequence", plan.revision)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + DAY)
    event.add("summary", entry.summary)
    event.add("description", "\n".join(line for line in (entry.description, plan.title) if line))
    event.add("url", plan.address)
    event.add("transp", "TRANSPARENT")  # a milestone does not make a whole day busy
    return event


def _of_activity(bar: Bar, planning: Planning) -> Iterator[Entry]:
    name = f"{bar.number} {bar.name or NAMELESS}"
    numbered = {one.id: one.number for one in planning.bars}
    after = f"Na {', '.join(numbered[one] for one in bar.after)}" if bar.after else ""
    told = "\n".join(line for line in (bar.period, after) if line)
    if bar.start:
        yield Entry(f"activity-{bar.id}-start", bar.start, f"Begin: {name}", told)
    if bar.end:
        yield Entry(f"activity-{bar.id}-end", bar.end, f"Einde: {name}", told)


def _of_milestone(point: Point, activity: str) -> Entry | None:
    if point.due is None:
        return None
    name = f"Mijlpaal {point.number}: {point.name or NAMELESS}"
    return Entry(f"milestone-{point.id}", point.due, name, f"Activiteit {activity}" if activity else "")
