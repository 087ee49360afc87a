"""The planning as a drawing: activities as bars per theme, milestones as diamonds, quarters and years as columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbench.kit.documents.drawing import diamond, line, rect, shortened, svg, text
from workbench.kit.values.dates import date_long, quarter
from workbench.papers.rules.palette import INK, RULE, SOFT, WHITE, theme_colour
from workbench.plans.rules.numbering import activities_of, milestones_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from workbench.plans.content import Activity, PlanContent
    from workbench.plans.rules.numbering import Numbers

# From here the drawing gets a page of its own, on its side.
LANDSCAPE_FROM = 25
HEAD = 28.0
# Points that a page leaves for the rows, below the heading and the head of the drawing.
PORTRAIT, LANDSCAPE = (482.0, 560.0, 168.0), (728.0, 366.0, 232.0)
TALLEST, LOWEST = 17.0, 10.9
# Below this width of a quarter its number no longer fits; then only years are written.
NARROWEST_QUARTER, ROOMY_QUARTER = 9.0, 14.0


@dataclass(frozen=True)
class Entry:
    """A row of the drawing: a theme's heading, or an activity with the days of its milestones."""

    number: str
    name: str
    colour: str
    activity: Activity | None = None
    diamonds: tuple[date, ...] = ()


@dataclass(frozen=True)
class Planning:
    """The drawings, one a page, and whether they lie on their side."""

    drawings: tuple[Markup, ...]
    landscape: bool
    height: float


@dataclass(frozen=True)
class Scale:
    """Days to points: from the first day of a quarter to the last of another."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date) -> float:
        """Return where a day stands, kept inside the drawing."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return self.left + min(1.0, max(0.0, share)) * self.width


def planning_of(content: PlanContent, numbered: Numbers) -> Planning | None:
    """Return the planning, or nothing while no activity has a start and an end."""
    dated = [row for row in content.activities if row.start and row.end and row.start <= row.end]
    if not dated:
        return None
    landscape = len(content.activities) >= LANDSCAPE_FROM
    width, height, left = LANDSCAPE if landscape else PORTRAIT
    entries = tuple(_entries(content, numbered))
    pages = _pages(entries, int(height / LOWEST))
    row = min(TALLEST, height / max(len(page) for page in pages))
    scale = _scale(content, dated, left, width - left)
    drawings = tuple(_drawing(page, scale, width, row, (at, len(pages))) for at, page in enumerate(pages, start=1))
    return Planning(drawings, landscape, HEAD + row * len(pages[0]))


def _entries(content: PlanContent, numbered: Numbers) -> Iterable[Entry]:
    for theme_id, name in [*((theme.id, theme.label) for theme in content.themes), (None, "Zonder thema")]:
        rows = activities_of(content, theme_id)
        number = numbered.theme(theme_id) if theme_id else "0"
        if rows:
            yield Entry(number if theme_id else "", name, theme_colour(number))
        for row in rows:
            days = tuple(found.due for found in milestones_of(content, row.id) if found.due)
            yield Entry(numbered.activity(row.id), row.label, theme_colour(number), row, days)


def _pages(entries: tuple[Entry, ...], most: int) -> list[tuple[Entry, ...]]:
    """Divide the rows over pages of about equal length; a theme's heading is never the last of a page."""
    count = -(-len(entries) // most)
    size = -(-len(entries) // count)
    pages: list[list[Entry]] = [[]]
    for at, entry in enumerate(entries):
        last_heading = entry.activity is None and len(pages[-1]) == size - 1 and at + 1 < len(entries)
        if len(pages[-1]) >= size or (last_heading and pages[-1]):
            pages.append([])
        pages[-1].append(entry)
    return [tuple(page) for page in pages]


def _scale(content: PlanContent, dated: list[Activity], left: float, width: float) -> Scale:
    days = [day for row in dated for day in (row.start, row.end) if day]
    days += [row.due for row in content.milestones if row.due]
    start, end = content.day("period_start"), content.day("period_end")
    if start and end and start <= end:
        days += [start, end]
    first, last = min(days), max(days)
    opening = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    return Scale(opening, _next_quarter(last), left, width)


def _next_quarter(day: date) -> date:
    month = 3 * ((day.month - 1) // 3) + 4
    return date(day.year + 1, 1, 1) if month > 12 else date(day.year, month, 1)  # noqa: PLR2004 - December


def _drawing(entries: tuple[Entry, ...], scale: Scale, width: float, row: float, place: tuple[int, int]) -> Markup:
    height = HEAD + row * len(entries) + 1
    parts = [*_columns(scale, height)]
    for at, entry in enumerate(entries):
        parts += _row(entry, scale, HEAD + at * row, row, width)
    page, pages = place
    part = f", deel {page} van {pages}" if pages > 1 else ""
    title = f"Planning van {date_long(scale.first)} tot en met {date_long(scale.last - timedelta(days=1))}{part}"
    told = "; ".join(_sentence(entry) for entry in entries if entry.activity)
    return svg(parts, width=width, height=height, title=f"{title}. {told}", css_class="gantt")


def _columns(scale: Scale, height: float) -> Iterable[Markup]:
    day, quarter_width = scale.first, 0.0
    while day < scale.last:
        following = _next_quarter(day)
        x = scale.x(day)
        quarter_width = scale.x(following) - x
        opens_year = day.month == 1 or day == scale.first
        yield line(x, 0 if opens_year else 15, x, height, stroke=SOFT if opens_year else RULE, width=0.5)
        if opens_year:
            yield text(x + 3, 9, str(day.year), size=8.5, fill=INK, weight=600)
        if quarter_width >= NARROWEST_QUARTER:
            name = f"{'K' if quarter_width > ROOMY_QUARTER else ''}{quarter(day)}"
            yield text(x + 3, 22, name, size=7, fill=SOFT)
        day = following
    yield line(scale.x(scale.last), 0, scale.x(scale.last), height, stroke=SOFT, width=0.5)
    yield line(0, HEAD - 2, scale.left + scale.width, HEAD - 2, stroke=INK, width=0.75)


def _row(entry: Entry, scale: Scale, top: float, height: float, width: float) -> Iterable[Markup]:
    base = top + height / 2 + 2.7
    if entry.activity is None:
        yield rect(0, top + height / 2 - 3, 6, 6, fill=entry.colour)
        yield text(
            11,
            base,
            shortened(f"{entry.number} {entry.name}".strip(), scale.left - 14, 8.4),
            size=8,
            fill=INK,
            weight=600,
        )
        return
    yield line(0, top + height, width, top + height, stroke=RULE, width=0.35)
    yield text(11, base, entry.number, size=7.8, fill=SOFT)
    yield text(32, base, shortened(entry.name, scale.left - 36, 7.8), size=7.8, fill=INK)
    start, end = entry.activity.start, entry.activity.end
    if start and end and start <= end:
        x1, x2 = scale.x(start), scale.x(end + timedelta(days=1))
        thick = min(7.5, height * 0.5)
        yield rect(x1, top + (height - thick) / 2, max(x2 - x1, 2), thick, fill=entry.colour)
    for day in entry.diamonds:
        yield diamond(scale.x(day), top + height / 2, min(4.6, height * 0.36), fill=WHITE, stroke=INK, stroke_width=0.9)


def _sentence(entry: Entry) -> str:
    row = entry.activity
    if row is None or not (row.start and row.end):
        return f"{entry.number} {entry.name}: nog geen periode"
    points = (
        f", {len(entry.diamonds)} mijlpalen" if len(entry.diamonds) > 1 else ", 1 mijlpaal" if entry.diamonds else ""
    )
    return f"{entry.number} {entry.name}: {date_long(row.start)} tot en met {date_long(row.end)}{points}"
