"""The planning as a drawing, one for page and paper: bars by theme, diamonds for milestones, arrows for what follows.

Only a page marks today and leads to rows; a paper never holds "now". Lengths are units of the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from workbench.kit.documents.drawing import diamond, line, polygon, rect, shortened, text
from workbench.kit.values.dates import date_long, quarter
from workbench.plans.rules.colours import ATTENTION, BLOCKING, INK, RULE, SOFT, WHITE
from workbench.plans.rules.planning import next_quarter, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.plans.rules.planning import Band, Bar, Planning, Wait

DAY = timedelta(days=1)
# Parts of the letter size: the head, the smaller letters, an average letter, and how a line of text hangs in its row.
HEAD, SMALL, LETTER, DROP = 3.4, 0.82, 0.49, 0.36
# From this height, in letters, a row has room for the dates over its diamonds.
ROOMY = 1.8
# Below this width, in letters, the name of a quarter no longer fits; then only years are written.
NARROWEST_QUARTER = 1.6
STEP = 5.0  # how far an arrow leaves a bar before it turns


@dataclass(frozen=True)
class Frame:
    """The sizes of a drawing: its width, the share for names, the height of a row, the size of its letters."""

    width: float
    left: float
    row: float
    size: float
    scale_in_bands: bool = False

    @property
    def head(self) -> float:
        """The height of the scale on top."""
        return self.size * HEAD

    def height(self, rows: int) -> float:
        """Return the height of a drawing of so many rows."""
        return self.head + rows * self.row + 1


@dataclass(frozen=True)
class Scale:
    """Days to lengths: from the first day of a quarter to the day after another."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date) -> float:
        """Return where a day stands, kept inside the drawing."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return self.left + min(1.0, max(0.0, share)) * self.width


@dataclass(frozen=True)
class Row:
    """A row of the drawing: the heading of a theme, or one of its activities."""

    band: Band
    bar: Bar | None = None


@dataclass(frozen=True)
class Lively:
    """What only a page has: today's line, and the address behind each activity by its id."""

    today: date | None = None
    links: Mapping[str, str] = field(default_factory=dict)


def rows_of(planning: Planning) -> tuple[Row, ...]:
    """Return all rows in order: each theme, then its activities."""
    return tuple(row for band in planning.bands for row in (Row(band), *(Row(band, bar) for bar in band.bars)))


def divided(rows: Sequence[Row], most: int) -> list[tuple[Row, ...]]:
    """Divide the rows over pages of about equal length; a theme that goes on over the page has its heading again."""
    count = max(1, -(-len(rows) // most))
    # Headings that move or come again need room: a little more a page, rather than one more page with almost nothing.
    tried = [_filled(rows, size) for size in range(-(-len(rows) // count), most + 1)] or [_filled(rows, most)]
    return next((pages for pages in tried if len(pages) <= count), tried[-1])


def _filled(rows: Sequence[Row], size: int) -> list[tuple[Row, ...]]:
    pages: list[list[Row]] = [[]]
    for at, row in enumerate(rows):
        last_heading = row.bar is None and len(pages[-1]) == size - 1 and at + 1 < len(rows)
        if len(pages[-1]) >= size or (last_heading and pages[-1]):
            pages.append([Row(row.band)] if row.bar else [])
        pages[-1].append(row)
    return [tuple(page) for page in pages]


def title_of(planning: Planning, part: str = "") -> str:
    """Return what the drawing is called."""
    return f"Planning van {date_long(planning.first)} tot en met {date_long(planning.last - DAY)}{part}"


def drawn(planning: Planning, rows: Sequence[Row], frame: Frame, lively: Lively = Lively()) -> list[Markup]:
    """Return the shapes of these rows of the planning; what lies behind comes first."""
    drawing = _Drawing(planning, frame, lively, rows)
    return [
        *drawing.columns(),
        *drawing.today(),
        *(shape for wait in planning.waits for shape in drawing.arrow(wait)),
        *(shape for at, row in enumerate(rows) for shape in drawing.row(at, row)),
    ]


def page_drawing(planning: Planning, rows: Sequence[Row], frame: Frame, lively: Lively) -> Markup:
    """Return the whole ``svg`` of a page: a group of links, each with its sentence; without links one picture."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="gantt" role="{}" lang="nl" viewBox="0 0 {} {}" '
        'aria-label="{}">{}</svg>'
    ).format(
        "group" if lively.links else "img",
        f"{frame.width:g}",
        f"{frame.height(len(rows)):.1f}",
        title_of(planning),
        Markup("").join(drawn(planning, rows, frame, lively)),
    )


class _Drawing:
    """One drawing while it is made."""

    def __init__(self, planning: Planning, frame: Frame, lively: Lively, rows: Sequence[Row]) -> None:
        self.planning, self.frame, self.lively = planning, frame, lively
        self.scale = Scale(planning.first, planning.last, frame.left, frame.width - frame.left)
        self.bottom = frame.height(len(rows))
        self.small = frame.size * SMALL
        self.places = {row.bar.id: (at, row.bar) for at, row in enumerate(rows) if row.bar}
        self.roomy = frame.row >= ROOMY * frame.size

    def columns(self) -> Iterator[Markup]:
        """Draw years and quarters as columns under their names."""
        head = self.frame.head
        for _day, x, opens_year in self._quarters():
            top = 0 if opens_year else head / 2
            yield line(x, top, x, self.bottom, stroke=SOFT if opens_year else RULE, width=0.5)
        yield from self._names(0.36 * head, 0.8 * head)
        yield line(0, head - 2, self.frame.width, head - 2, stroke=INK, width=0.75)

    def today(self) -> Iterator[Markup]:
        """Draw today as a line with its word, when it falls inside."""
        day = self.lively.today
        if day is None or not self.planning.first <= day < self.planning.last:
            return
        x, size = self.scale.x(day), self.small
        ends = x > self.frame.width - 5 * size
        yield line(x, self.frame.head * 0.5, x, self.bottom, stroke=ATTENTION, width=1.5)
        width = len("vandaag") * size * LETTER + 6
        left = x - width if ends else x
        yield rect(left, self.frame.head * 0.5, width, size * 1.3, fill=ATTENTION)
        yield text(left + 3, self.frame.head * 0.5 + size, "vandaag", size=size, fill=WHITE, weight=600)

    def arrow(self, wait: Wait) -> Iterator[Markup]:
        """Draw that one activity follows another, when both stand here; dashed and red when it begins too early."""
        if wait.first not in self.places or wait.then not in self.places:
            return
        (up, first), (down, then) = self.places[wait.first], self.places[wait.then]
        if first.drawn is None or then.drawn is None:
            return
        x1, x2 = self.scale.x(first.drawn[1] + DAY), self.scale.x(then.drawn[0])
        y1, y2 = self._middle(up), self._middle(down)
        out = x1 + STEP
        path = f"M{x1:.1f} {y1:.1f}H{out:.1f}"
        if x2 >= out + STEP:
            path += f"V{y2:.1f}H{x2:.1f}"
        else:
            between = self.frame.head + self.frame.row * (down + 1 if up > down else down)
            path += f"V{between:.1f}H{x2 - 2 * STEP:.1f}V{y2:.1f}H{x2:.1f}"
        colour = BLOCKING if wait.early else SOFT
        dashes = Markup(' stroke-dasharray="4 2.5"') if wait.early else Markup("")
        yield Markup('<path d="{}" fill="none" stroke="{}" stroke-width="1"{}/>').format(path, colour, dashes)
        yield polygon(((x2 + 1, y2), (x2 - 4.5, y2 - 3), (x2 - 4.5, y2 + 3)), fill=colour)

    def row(self, at: int, row: Row) -> Iterator[Markup]:
        """Draw one row; an activity with an address as a link that gives its sentence."""
        top = self.frame.head + at * self.frame.row
        if row.bar is None:
            yield from self._heading(row.band, top)
            return
        drawn = list(self._activity(row.bar, row.band, top))
        sentence = told(row.bar, self.planning)
        address = self.lively.links.get(row.bar.id)
        if address is None:
            yield from drawn
            return
        # The words that are drawn are shortened: they stand over the link, whose name is the whole sentence.
        words = [one for one in drawn if one.startswith("<text")]
        shapes = Markup("").join(one for one in drawn if one not in words)
        yield Markup('<g><a href="{}" class="gantt__link" aria-label="{}"><title>{}</title>{}</a>').format(
            address, sentence, sentence, shapes
        )
        yield Markup('<g class="gantt__words" aria-hidden="true">{}</g>').format(Markup("").join(words))
        yield from self._told(sentence, row.bar, top)
        yield Markup("</g>")

    def _heading(self, band: Band, top: float) -> Iterator[Markup]:
        size, base = self.frame.size, top + self.frame.row * 0.5 + self.frame.size * DROP
        side = size * 0.8
        name = shortened(f"{band.number} {band.name or 'Zonder thema'}".strip(), self.frame.left - 2.2 * size, size)
        yield rect(0, base - side * 0.95, side, side, fill=band.colour)
        yield text(1.4 * size, base, name, size=size * 1.03, fill=INK, weight=600)
        yield line(0, top + self.frame.row, self.frame.width, top + self.frame.row, stroke=band.colour, width=1)
        if self.frame.scale_in_bands and top > self.frame.head:
            yield from self._names(base, base)

    def _activity(self, bar: Bar, band: Band, top: float) -> Iterator[Markup]:
        size, row, width = self.frame.size, self.frame.row, self.frame.width
        base = top + row * 0.5 + size * DROP
        yield rect(0, top, width, row, fill=WHITE, fill_opacity=0)  # the whole row leads there
        yield line(0, top + row, width, top + row, stroke=RULE, width=0.35)
        yield text(1.4 * size, base, bar.number, size=size, fill=SOFT)
        yield text(4.2 * size, base, shortened(bar.name, self.frame.left - 4.8 * size, size), size=size, fill=INK)
        if bar.drawn is None:
            words = bar.period or "nog geen periode"
            yield text(self.frame.left + 4, base, words, size=self.small, fill=ATTENTION)
        else:
            x1, x2 = self.scale.x(bar.drawn[0]), self.scale.x(bar.drawn[1] + DAY)
            thick = self._thick()
            yield rect(x1, self._centre(top) - thick / 2, max(x2 - x1, 2), thick, fill=band.colour)
        yield from self._diamonds(bar, top)

    def _diamonds(self, bar: Bar, top: float) -> Iterator[Markup]:
        radius, free = self._thick() * 0.62, self.frame.left
        size = self.small * 0.92
        for day in [point.due for point in bar.points if point.due]:
            x = self.scale.x(day)
            yield diamond(x, self._centre(top), radius, fill=WHITE, stroke=INK, stroke_width=self.frame.size * 0.1)
            words = f"{day.day}-{day.month}"
            half = len(words) * size * LETTER / 2
            left = min(max(x - half, self.frame.left), self.frame.width - 2 * half)
            if self.roomy and left >= free:
                yield text(left, top + size * 0.98, words, size=size, fill=INK)
                free = left + 2 * half + size * 0.4

    def _told(self, sentence: str, bar: Bar, top: float) -> Iterator[Markup]:
        """Draw the sentence over the bar, for who walks through with the keyboard; the style sheet shows it then."""
        left, size, row = self.frame.left, self.small, self.frame.row
        words = shortened(sentence.removeprefix(f"{bar.number} {bar.name}: "), self.frame.width - left - size, size)
        yield Markup('<g class="gantt__told" aria-hidden="true">{}{}</g>').format(
            rect(left, top + 1, self.frame.width - left - 1, row - 2, fill=WHITE, stroke=INK),
            text(left + size / 2, top + row / 2 + size * DROP, words, size=size, fill=INK),
        )

    def _quarters(self) -> Iterator[tuple[date, float, bool]]:
        day = self.scale.first
        while day < self.scale.last:
            yield day, self.scale.x(day), day.month == 1 or day == self.scale.first
            day = next_quarter(day)
        yield day, self.scale.x(day), True

    def _names(self, year: float, low: float) -> Iterator[Markup]:
        """Write the years and, where they fit, the quarters; on one line they share it."""
        shared, last = year == low, self.scale.last
        for day, x, opens_year in self._quarters():
            if day >= last:
                return
            if opens_year:
                size = self.small if shared else self.frame.size
                yield text(x + 3, year, str(day.year), size=size, fill=INK, weight=600)
            wide = self.scale.x(next_quarter(day)) - x > NARROWEST_QUARTER * self.frame.size
            if wide and not (shared and opens_year):
                yield text(x + 3, low, f"Q{quarter(day)}", size=self.small, fill=SOFT)

    def _centre(self, top: float) -> float:
        """Return the middle of a bar: a little low where dates stand over its diamonds."""
        return top + self.frame.row * (0.66 if self.roomy else 0.5)

    def _middle(self, at: int) -> float:
        return self._centre(self.frame.head + at * self.frame.row)

    def _thick(self) -> float:
        return min(self.frame.size * 0.8, self.frame.row * (0.36 if self.roomy else 0.5))
